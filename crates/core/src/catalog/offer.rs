//! An offer, and what its terms decide.

use crate::customers::Qualification;
use opc_kernel::language::Lang;
use serde::{Deserialize, Serialize};

/// Text in the languages of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Localized {
    /// In English.
    pub en: String,
    /// In Japanese.
    pub ja: String,
}

impl Localized {
    /// The text in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }
    /// The text in a customer's language: English where there is none.
    pub fn in_language(&self, language: &str) -> String {
        self.text(Lang::parse(language).unwrap_or_default()).to_owned()
    }
}

/// A group of offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id: `small-business`.
    pub id: String,
    /// Its place among the categories, from the front.
    pub rank: u32,
    /// Its names.
    pub names: Localized,
}

/// Something that can be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id: a GUID.
    pub id: String,
    /// The id of its category.
    pub category_id: String,
    /// Its place among the offers of its category, from the front.
    pub rank: u32,
    /// Whether it can be ordered now.
    pub available: bool,
    /// Everything else.
    pub terms: OfferTerms,
}

/// What an offer is and how it is sold (`domain/05`, Legacy offer).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferTerms {
    /// Its names.
    pub names: Localized,
    /// What it is.
    pub descriptions: Localized,
    /// The fewest units of a subscription.
    pub minimum_quantity: u32,
    /// The most units of a subscription.
    pub maximum_quantity: u32,
    /// Whether it extends a subscription of another offer.
    pub is_add_on: bool,
    /// Ids of the offers an add-on extends; any one of them is enough.
    pub prerequisite_offers: Vec<String>,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Ids of the offers a trial can become.
    pub conversion_targets: Vec<String>,
    /// Ids of the offers it can be upgraded to.
    pub upgrade_targets: Vec<String>,
    /// What the limit counts.
    pub limit_unit: LimitUnit,
    /// How many subscriptions of it a customer may have; absent without a limit.
    pub limit: Option<u32>,
    /// How often it can be billed.
    pub billing_cycles: Vec<BillingCycle>,
    /// How it is billed.
    pub billing: BillingType,
    /// What its quantity counts: `licenses`, `usage_based`.
    pub unit_type: String,
    /// Whether its subscriptions renew themselves.
    pub is_auto_renewable: bool,
    /// Who makes it.
    pub publisher: String,
    /// The kinds of customer it is made for.
    pub segments: Vec<Segment>,
    /// Qualifications of which the customer must hold one; empty: none needed.
    pub customer_qualifications: Vec<String>,
    /// Offers of one sales group are ordered together.
    pub sales_group: Option<String>,
    /// Codes of the countries it is sold in.
    pub markets: Vec<String>,
    /// Its list prices.
    pub prices: Vec<Price>,
}

/// What the limit of an offer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// Nothing: there is no limit.
    #[default]
    None,
    /// Subscriptions that are active or suspended.
    Concurrent,
    /// Every subscription there ever was.
    Lifetime,
}

/// How often a subscription is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingCycle {
    /// Every month.
    #[default]
    Monthly,
    /// Every year: twelve times the monthly price.
    Annual,
    /// Never: a trial.
    None,
}

impl BillingCycle {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Monthly, Self::Annual, Self::None];
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Annual => "annual",
            Self::None => "none",
        }
    }
    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.name() == name)
    }
    /// How many monthly prices a billing period costs (`domain/05`, Price list).
    pub const fn months(self) -> i64 {
        match self {
            Self::Monthly => 1,
            Self::Annual => 12,
            Self::None => 0,
        }
    }
}

/// What is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingType {
    /// Licences.
    #[default]
    License,
    /// What was used.
    Usage,
}

impl BillingType {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::License, Self::Usage];
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::License => "license",
            Self::Usage => "usage",
        }
    }
    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A kind of customer an offer is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Companies, also those the state owns.
    Commercial,
    /// Schools and universities.
    Education,
    /// Authorities in the government community cloud.
    Government,
    /// Charities.
    Nonprofit,
}

/// A list price per unit and month, before tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// ISO 4217 code.
    pub currency: String,
    /// In minor units of the currency.
    pub amount: i64,
}

impl OfferTerms {
    /// The list price per unit and month in a currency, in its minor units.
    pub fn price_in(&self, currency: &str) -> Option<i64> {
        self.prices.iter().find(|price| price.currency == currency).map(|price| price.amount)
    }
    /// What one licence costs for one billing period, in minor units; nothing for what is billed by
    /// use or has no price in the currency. Trials and annual prices: `domain/05`.
    pub fn price_for(&self, currency: &str, cycle: BillingCycle) -> Option<i64> {
        let months = if self.is_trial { 0 } else { cycle.months() };
        let price = self.price_in(currency).filter(|_| !self.is_usage());
        price.map(|price| price.saturating_mul(months))
    }
    /// Whether it is billed by use: it has no number of licences.
    pub fn is_usage(&self) -> bool {
        self.billing == BillingType::Usage
    }
    /// Whether it is sold in a country, by its code.
    pub fn is_sold_in(&self, country: &str) -> bool {
        self.markets.iter().any(|market| market == country)
    }
    /// Whether a customer of that qualification may buy it (`domain/05`, customer types).
    ///
    /// One that has not been approved is none: the caller passes [`Qualification::Commercial`].
    pub fn permits(&self, qualification: Qualification) -> bool {
        let made_for = |segment: Segment| match (segment, qualification) {
            // The government community cloud buys nothing from outside of it.
            (segment, Qualification::GovernmentCommunityCloud) => segment == Segment::Government,
            (Segment::Commercial, _)
            | (Segment::Education, Qualification::Education)
            | (Segment::Nonprofit, Qualification::Nonprofit) => true,
            (Segment::Education | Segment::Nonprofit | Segment::Government, _) => false,
        };
        let asked = &self.customer_qualifications;
        // There are no trials for schools and authorities (`domain/05`, Trials).
        if self.is_trial
            && [Qualification::Education, Qualification::GovernmentCommunityCloud]
                .contains(&qualification)
        {
            return false;
        }
        self.segments.iter().any(|segment| made_for(*segment))
            && (asked.is_empty() || asked.iter().any(|name| name == qualification.name()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn terms(segments: &[Segment]) -> OfferTerms {
        OfferTerms {
            names: Localized { en: "Basic".into(), ja: "ベーシック".into() },
            descriptions: Localized::default(),
            minimum_quantity: 1,
            maximum_quantity: 300,
            is_add_on: false,
            prerequisite_offers: Vec::new(),
            is_trial: false,
            conversion_targets: Vec::new(),
            upgrade_targets: Vec::new(),
            limit_unit: LimitUnit::None,
            limit: None,
            billing_cycles: vec![BillingCycle::Monthly, BillingCycle::Annual],
            billing: BillingType::License,
            unit_type: "licenses".into(),
            is_auto_renewable: true,
            publisher: "Publisher".into(),
            segments: segments.to_vec(),
            customer_qualifications: Vec::new(),
            sales_group: None,
            markets: vec!["JP".into(), "DE".into()],
            prices: vec![
                Price { currency: "JPY".into(), amount: 750 },
                Price { currency: "EUR".into(), amount: 560 },
            ],
        }
    }

    /// `domain/05`, the table of customer types.
    #[test]
    fn a_customer_buys_what_its_type_may_buy() {
        use Segment::{Commercial, Education, Government, Nonprofit};
        let table: [(Qualification, &[Segment]); 5] = [
            (Qualification::Commercial, &[Commercial]),
            (Qualification::StateOwnedEntity, &[Commercial]),
            (Qualification::Nonprofit, &[Commercial, Nonprofit]),
            (Qualification::Education, &[Commercial, Education]),
            (Qualification::GovernmentCommunityCloud, &[Government]),
        ];
        for (qualification, may_buy) in table {
            for segment in [Commercial, Education, Government, Nonprofit] {
                let permitted = terms(&[segment]).permits(qualification);
                assert_eq!(permitted, may_buy.contains(&segment), "{qualification:?} {segment:?}");
            }
        }
    }

    #[test]
    fn an_offer_for_a_qualification_is_not_sold_to_customers_without_it() {
        let mut offer = terms(&[Segment::Commercial]);
        offer.customer_qualifications = vec!["nonprofit".into()];
        assert!(offer.permits(Qualification::Nonprofit));
        assert!(!offer.permits(Qualification::Commercial));
        assert!(!offer.permits(Qualification::Education));
    }

    #[test]
    fn an_offer_made_for_nobody_is_sold_to_nobody() {
        assert!(!terms(&[]).permits(Qualification::Commercial));
    }

    #[test]
    fn an_offer_without_a_price_in_the_currency_has_none() {
        let offer = terms(&[Segment::Commercial]);
        assert_eq!(offer.price_in("JPY"), Some(750));
        assert_eq!(offer.price_in("USD"), None);
    }

    #[test]
    fn terms_are_read_as_they_were_stored() {
        let offer = terms(&[Segment::Education, Segment::Nonprofit]);
        let text = serde_json::to_string(&offer).unwrap();
        assert_eq!(serde_json::from_str::<OfferTerms>(&text).unwrap(), offer);
    }

    #[test]
    fn a_billing_cycle_has_one_name_in_rows_and_in_documents() {
        for cycle in BillingCycle::ALL {
            assert_eq!(serde_json::to_value(cycle).unwrap(), cycle.name());
            assert_eq!(BillingCycle::parse(cycle.name()), Some(cycle));
        }
    }
}
