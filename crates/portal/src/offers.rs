//! Offers to pick from: in the wizard and for a later order.

use crate::form::{Choice, Trouble};
use fluent_bundle::FluentArgs;
use opc_core::{
    catalog::{BillingType, Category, Localized, Offer},
    customers::Qualification,
    orders::{Quote, QuotedLine, TypedLine},
};
use opc_kernel::{
    money::Currency,
    rule::{Arg, Rule},
};
use opc_words::Words;
use std::collections::BTreeMap;

/// Offers to pick from.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Categories to filter by.
    pub categories: Vec<Choice>,
    /// Billing types to filter by.
    pub billing: Vec<Choice>,
    /// Offers by category, as far as the filter shows them.
    pub groups: Vec<OfferGroup>,
    /// Licence fields the filter hides: they are sent along, so that nothing picked is lost.
    pub hidden: Vec<(String, String)>,
}

/// A category with its offers.
#[derive(Debug, Clone)]
pub struct OfferGroup {
    /// Name of the category.
    pub name: String,
    /// Offers.
    pub offers: Vec<OfferView>,
}

/// An offer as the wizard shows it.
#[derive(Debug, Clone)]
pub struct OfferView {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Price for one licence and its period, in words.
    pub price: String,
    /// Fewest licences.
    pub min: u32,
    /// Most licences.
    pub max: u32,
    /// Whether it is a trial.
    pub trial: bool,
    /// Whether it is billed by use: it is wanted or not, and has no number of licences.
    pub usage: bool,
    /// The only way it is billed, in words; empty if there is a choice or nothing to bill.
    pub only: String,
    /// Why it cannot be bought, such as a missing qualification.
    pub closed: Option<String>,
    /// Add-ons that need this offer.
    pub addons: Vec<OfferView>,
}

impl OfferView {
    /// Name of the input for the licences.
    pub fn field(&self) -> String {
        format!("quantity-{}", self.id)
    }
    /// The number a tick stands for, where there is none to choose: use is wanted or not, and a
    /// trial has all its licences.
    pub fn tick(&self) -> Option<u32> {
        let fixed = self.min == self.max;
        if self.usage { Some(1) } else { fixed.then_some(self.min) }
    }
}

/// What a partner can sell to a customer.
#[derive(Debug, Clone)]
pub struct Stock {
    /// Offers that are sold in the customer's country, in the order of the catalogue.
    pub offers: Vec<Offer>,
    /// Categories, in their order.
    pub categories: Vec<Category>,
    /// The partner's currency.
    pub currency: String,
    /// The customer's qualification.
    pub qualification: Qualification,
    /// What the customer is to be qualified as, once that has been reviewed.
    pub pending: Vec<Qualification>,
}

/// Which offers a person wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Id of a category; empty: all.
    pub category: String,
    /// `license` or `usage`; empty: all.
    pub billing: String,
    /// Only trials.
    pub trial: bool,
}

impl Filter {
    fn shows(&self, offer: &Offer) -> bool {
        (self.category.is_empty() || self.category == offer.category_id)
            && (self.billing.is_empty() || self.billing == offer.terms.billing.name())
            && (!self.trial || offer.terms.is_trial)
    }
}

impl Shelf {
    /// The offers the filter shows. `picked` are offers with their licences as typed; those the
    /// filter hides are kept.
    pub fn of(w: Words, stock: &Stock, filter: &Filter, picked: &[TypedLine]) -> Self {
        let shown: Vec<&Offer> = stock.offers.iter().filter(|o| filter.shows(o)).collect();
        let group = |category: &Category| OfferGroup {
            name: category.names.text(w.lang()).to_owned(),
            offers: of_category(w, stock, &shown, &category.id),
        };
        let groups = stock.categories.iter().map(group).filter(|g| !g.offers.is_empty());
        let hidden = picked.iter().filter(|line| !shown.iter().any(|o| o.id == line.offer));
        let sold = |c: &&Category| stock.offers.iter().any(|o| o.category_id == c.id);
        let category = |c: &Category| Choice::new(&c.id, c.names.text(w.lang()));
        let billing =
            |kind: BillingType| Choice::new(kind.name(), w.of_family("billing", kind.name()));
        Self {
            categories: stock.categories.iter().filter(sold).map(category).collect(),
            billing: BillingType::ALL.map(billing).into(),
            groups: groups.collect(),
            hidden: hidden.map(|l| (format!("quantity-{}", l.offer), l.quantity.clone())).collect(),
        }
    }
}

impl Shelf {
    /// The names of the offers shown, by field.
    pub fn names(&self) -> BTreeMap<String, String> {
        let offers = self.groups.iter().flat_map(|group| &group.offers);
        let all = offers.flat_map(|offer| [offer].into_iter().chain(&offer.addons));
        all.map(|offer| (offer.field(), offer.name.clone())).collect()
    }
}

/// Offers of a category, add-ons below the first offer shown that they extend.
fn of_category(w: Words, stock: &Stock, shown: &[&Offer], category: &str) -> Vec<OfferView> {
    let base = |add_on: &Offer| {
        let extended = |o: &&&Offer| add_on.terms.prerequisite_offers.contains(&o.id);
        shown.iter().find(extended).map(|o| o.id.clone())
    };
    let bases = shown
        .iter()
        .filter(|o| o.category_id == category && (!o.terms.is_add_on || base(o).is_none()));
    let with_add_ons = |offer: &&Offer| {
        let mut view = view(w, stock, offer);
        let of_it = |o: &&&Offer| o.terms.is_add_on && base(o).as_ref() == Some(&offer.id);
        view.addons = shown.iter().filter(of_it).map(|o| self::view(w, stock, o)).collect();
        view
    };
    bases.map(with_add_ons).collect()
}

fn view(w: Words, stock: &Stock, offer: &Offer) -> OfferView {
    let terms = &offer.terms;
    let name = terms.names.text(w.lang()).to_owned();
    let price = terms.price_in(&stock.currency);
    let closed = if price.is_none() {
        Some(broken(w, &Rule::OfferUnavailable { offer: name.clone() }, None))
    } else if terms.permits(stock.qualification) {
        None
    } else if let Some(awaited) = stock.pending.iter().find(|q| terms.permits(**q)) {
        let kind = w.of_family("qualification", awaited.name().replace('_', "-"));
        Some(w.t1("offer-under-review", "qualification", kind))
    } else {
        Some(broken(w, &Rule::QualificationForbidsOffer { offer: name.clone() }, None))
    };
    OfferView {
        id: offer.id.clone(),
        description: terms.descriptions.text(w.lang()).to_owned(),
        price: match price {
            Some(_) if terms.is_usage() => w.t("offer-usage"),
            Some(0) => w.t("offer-free"),
            Some(minor) => w.t1("offer-price", "price", money(w, minor, &stock.currency)),
            None => String::new(),
        },
        min: terms.minimum_quantity,
        max: terms.maximum_quantity,
        trial: terms.is_trial,
        usage: terms.is_usage(),
        only: match terms.billing_cycles[..] {
            [one] if !terms.is_trial && !terms.is_usage() => {
                w.t1("offer-only", "cycle", w.of_family("cycle", one.name()))
            }
            _ => String::new(),
        },
        closed,
        addons: Vec::new(),
        name,
    }
}

/// An amount in minor units of a currency, by its code.
pub fn money(w: Words, minor: i64, currency: &str) -> String {
    let digits = Currency::parse(currency).map_or(2, Currency::digits);
    w.money(minor, currency, u8::try_from(digits).unwrap_or(2))
}

/// What a number of units is in words: licences, or that use is billed.
pub fn units(w: Words, billing: BillingType, quantity: u32) -> String {
    match billing {
        BillingType::License => w.t1("licences-count", "count", quantity),
        BillingType::Usage => w.t("offer-usage"),
    }
}

/// What one licence costs, and for how long; of what is billed by use, that it is.
pub fn unit_price(w: Words, line: &QuotedLine, quote: &Quote) -> String {
    let Some(terms) = line.offer.as_ref().map(|offer| &offer.terms) else { return String::new() };
    match line.unit_price {
        _ if terms.is_usage() => w.t("offer-usage"),
        None => String::new(),
        Some(0) => w.t("offer-free"),
        Some(minor) => {
            let price = money(w, minor, &quote.currency);
            w.t1(&format!("unit-price-{}", quote.billing_cycle.name()), "price", price)
        }
    }
}

/// What is wrong with the lines of a quote, at their fields; then what is wrong with all of it.
pub fn troubles(w: Words, quote: &Quote) -> Vec<Trouble> {
    let broken = quote.lines.iter().filter_map(|line| {
        let rule = line.problem.as_ref()?;
        let names = line.offer.as_ref().map(|offer| &offer.terms.names);
        Some((format!("quantity-{}", line.typed.offer), rule, names))
    });
    let refused = quote.refused.iter().map(|rule| (String::new(), rule, None));
    let said = |(field, rule, names): (String, &Rule, Option<&Localized>)| Trouble {
        field,
        rule: rule.key().to_owned(),
        text: self::broken(w, rule, names),
        severity: rule.severity(),
        instead: None,
    };
    broken.chain(refused).map(said).collect()
}

/// A broken rule of an order line, with the offer's name in the reader's language.
pub fn broken(w: Words, rule: &Rule, offer: Option<&Localized>) -> String {
    let text = |arg| match arg {
        Arg::Text(text) => text,
        Arg::Number(number) => number.to_string(),
    };
    let args = rule.args().into_iter().map(|(name, arg)| (name.to_owned(), text(arg)));
    refusal(w, rule.key(), &args.collect::<Vec<_>>(), offer)
}

/// A refusal as an order line keeps it: the id of a message and its arguments. The name of the
/// offer is said in the reader's language.
pub fn refusal(
    w: Words,
    key: &str,
    args: &[(String, String)],
    offer: Option<&Localized>,
) -> String {
    if !w.has(key) {
        return w.t("line-failed");
    }
    let mut said = FluentArgs::new();
    for (name, value) in args {
        match (name.as_str(), offer, value.parse::<i64>()) {
            ("offer", Some(names), _) => said.set(name, names.text(w.lang())),
            ("country", ..) => said.set(name, w.of_family("country", value)),
            ("min" | "max", _, Ok(number)) => said.set(name, number),
            _ => said.set(name, value.as_str()),
        }
    }
    w.text_with(key, &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn a_refusal_names_the_offer_in_the_readers_language() {
        let names = Localized { en: "Basic".into(), ja: "ベーシック".into() };
        let args = [("offer".to_owned(), "Basic".to_owned()), ("max".to_owned(), "1".to_owned())];
        let said = refusal(Words::of(Lang::Ja), "rule-offer-limit-reached", &args, Some(&names));
        assert!(said.contains("ベーシック") && said.contains('1'), "{said}");
        let rule = Rule::OfferUnavailable { offer: "gone".into() };
        assert!(broken(Words::of(Lang::En), &rule, None).contains("gone"));
    }
}
