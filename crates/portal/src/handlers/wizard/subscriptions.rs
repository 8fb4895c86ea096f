//! The subscriptions step: offers and licences.

use super::steps::{self, At, Stored};
use crate::{
    form::Form,
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    language::with_query,
    offers::{self, Filter, Shelf, Stock},
    shell,
    wizard::{Step, SubscriptionsStepPage, Wizard},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Cx, Fault, Noun,
    access::Permission,
    catalog::{self, BillingCycle},
    customers::Qualification,
    drafts::{self, Draft, Picked},
    kernel::country::Country,
    orders::{Quote, TypedLine},
    partners,
};

/// The page. Who may not order, and who will accept the agreement itself, picks nothing.
pub(super) async fn show(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    let draft = visitor.read(move |cx| drafts::open(cx, id)).await?;
    if let Some((customer, _)) = draft.submitted {
        return steps::submitted(&visitor, customer).await;
    }
    if steps::is_direct(&draft) {
        return Ok(visitor.go(&steps::path(&visitor, id, Step::Review)));
    }
    let picked = draft.sections.subscriptions.typed.clone();
    let filter = filter_of(visitor.query());
    let mut quote = None;
    if visitor.query().has("check") {
        quote = visitor.read(move |cx| drafts::review(cx, id)).await?.order;
    }
    let page = render(&visitor, &draft, &filter, &picked, quote.as_ref()).await?;
    Ok(visitor.page(&page))
}

/// Next.
pub(super) async fn save(Path(at): Path<At>, form: Posted) -> Answer {
    let saved = match store(&at, &form).await? {
        Stored::Kept(saved) => saved,
        Stored::Instead(page) => return Ok(page),
    };
    if saved.complete {
        return Ok(form.go(&steps::path(&form, saved.draft.id, Step::Review)));
    }
    let id = saved.draft.id;
    let review = form.read(move |cx| drafts::review(cx, id)).await?;
    let picked = saved.draft.sections.subscriptions.typed.clone();
    // Without the filter, so that what is wrong is not hidden.
    let filter = Filter::default();
    let page = render(&form, &saved.draft, &filter, &picked, review.order.as_ref()).await?;
    Ok(form.form_again(&page))
}

/// Other offers; what was typed stays.
pub(super) async fn filter(Path(at): Path<At>, form: Posted) -> Answer {
    match store(&at, &form).await? {
        Stored::Instead(page) => Ok(page),
        Stored::Kept(saved) => {
            let filter = filter_of(form.typed());
            let mut path = steps::path(&form, saved.draft.id, Step::Subscriptions);
            let trial = if filter.trial { "on" } else { "" };
            for (name, value) in [
                ("category", filter.category.as_str()),
                ("billing", &filter.billing),
                ("trial", trial),
            ] {
                if !value.is_empty() {
                    path = with_query(&path, name, &crate::language::encoded(value));
                }
            }
            Ok(form.go(&path))
        }
    }
}

/// Keeps what was typed.
pub(super) async fn store(at: &At, form: &Posted) -> Result<Stored, Away> {
    let id = at.draft(form)?;
    let base = form.typed().get("base").parse().ok();
    let typed = picked(form.typed());
    if form.is_kept() {
        let draft = form.read(move |cx| drafts::open(cx, id)).await?;
        let page = render(form, &draft, &filter_of(form.typed()), &typed, None).await?;
        // Still the version the form was made from: what was changed since is noticed.
        let wizard = Wizard { version: form.typed().get("base").to_owned(), ..page.wizard };
        let page = SubscriptionsStepPage { wizard, ..page };
        return Ok(Stored::Instead(form.form_again(&page)));
    }
    let sent = typed.clone();
    let saved = form.try_write(move |cx| {
        let saved = drafts::save_subscriptions(cx, id, base, sent.clone())?;
        let same = saved.draft.sections.subscriptions.typed == sent;
        if saved.conflict && saved.draft.submitted.is_none() && same {
            return drafts::save_subscriptions(cx, id, None, sent.clone());
        }
        Ok(saved)
    });
    let saved = saved.await.map_err(|fault| form.refuse(fault))?;
    if let Some((customer, _)) = saved.draft.submitted {
        return Ok(Stored::Instead(steps::submitted(form, customer).await?));
    }
    if !saved.conflict {
        return Ok(Stored::Kept(Box::new(saved)));
    }
    let page = render(form, &saved.draft, &filter_of(form.typed()), &typed, None).await?;
    let wizard = Wizard { changed_elsewhere: true, ..page.wizard };
    let page = SubscriptionsStepPage { wizard, ..page };
    Ok(Stored::Instead(shell::page(StatusCode::CONFLICT, &page)))
}

/// The offers with a number of licences or a tick, and how often to bill them.
pub(in crate::handlers) fn picked(typed: &Typed) -> Picked {
    let mut lines: Vec<TypedLine> = Vec::new();
    for (name, value) in typed.pairs() {
        let Some(offer) = name.strip_prefix("quantity-") else { continue };
        let quantity = value.trim();
        let first = !lines.iter().any(|line| line.offer == offer);
        if first && !quantity.is_empty() && quantity != "0" {
            lines.push(TypedLine { offer: offer.to_owned(), quantity: quantity.to_owned() });
        }
    }
    let cycle = BillingCycle::parse(typed.get("cycle"));
    Picked { cycle: cycle.filter(|c| *c != BillingCycle::None).unwrap_or_default(), lines }
}

/// The filter that was chosen.
pub(in crate::handlers) fn filter_of(typed: &Typed) -> Filter {
    Filter {
        category: typed.get("category").to_owned(),
        billing: typed.get("billing").to_owned(),
        trial: typed.has("trial"),
    }
}

/// The fields of a page with offers.
pub(in crate::handlers) fn form_of(filter: &Filter, picked: &Picked) -> Form {
    let trial = if filter.trial { "on" } else { "" };
    let mut form = Form::filled([
        ("category", filter.category.as_str()),
        ("billing", filter.billing.as_str()),
        ("trial", trial),
        ("cycle", picked.cycle.name()),
    ]);
    for line in &picked.lines {
        form.values.insert(format!("quantity-{}", line.offer), line.quantity.clone());
    }
    form
}

/// What can be sold to a customer of a country.
pub(in crate::handlers) fn stock(
    cx: &mut Cx<'_, '_>,
    country: Country,
    qualification: Qualification,
    pending: Vec<Qualification>,
) -> Result<Stock, Fault> {
    let currency = partners::own_profile(cx)?.currency;
    let (offers, categories) = (catalog::list(cx, country)?, catalog::categories(cx)?);
    Ok(Stock { offers, categories, currency, qualification, pending })
}

async fn stock_of(visitor: &Visitor, draft: &Draft) -> Result<Stock, Away> {
    let form = &draft.sections.account.typed;
    let Ok(country) = Country::parse(form.country.trim()) else {
        let path = steps::path(visitor, draft.id, Step::Account);
        return Err(visitor.go(&with_query(&path, "check", "yes")).into());
    };
    let asked = Qualification::parse(form.qualification.trim());
    let pending: Vec<_> = asked.into_iter().filter(|asked| *asked != drafts::BUYS_AS).collect();
    visitor.read(move |cx| stock(cx, country, drafts::BUYS_AS, pending.clone())).await
}

async fn render(
    visitor: &Visitor,
    draft: &Draft,
    filter: &Filter,
    picked: &Picked,
    quote: Option<&Quote>,
) -> Result<SubscriptionsStepPage, Away> {
    let w = visitor.w;
    if draft.submitted.is_some() {
        return Err(visitor.refuse(Fault::NotFound(Noun::Draft)));
    }
    let closed = no_order(visitor);
    let mut form = form_of(filter, picked);
    let mut shelf = Shelf::default();
    if closed.is_none() {
        let stock = stock_of(visitor, draft).await?;
        shelf = Shelf::of(w, &stock, filter, &picked.lines);
        form.names = shelf.names();
        form.troubles = quote.map(|quote| offers::troubles(w, quote)).unwrap_or_default();
    }
    let version = i64::from(draft.sections.subscriptions.version);
    Ok(SubscriptionsStepPage {
        w,
        shell: steps::shell(visitor),
        wizard: steps::wizard(visitor, draft, version, Step::Subscriptions),
        form,
        shelf,
        filter: format!("{}/filter", steps::path(visitor, draft.id, Step::Subscriptions)),
        closed,
    })
}

/// Why the visitor may not order, if so.
pub(super) fn no_order(visitor: &Visitor) -> Option<String> {
    let order = Permission::PlaceOrder;
    (!visitor.may(order)).then(|| visitor.why_not(order, "subscriptions-no-right"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_with_a_number_are_picked_once() {
        let typed = Typed::of(
            &"/?quantity-a=3&quantity-b=&quantity-c=0&quantity-a=5&quantity-d=x".parse().unwrap(),
        );
        let picked = picked(&typed);
        let pairs: Vec<_> =
            picked.lines.iter().map(|l| (l.offer.as_str(), l.quantity.as_str())).collect();
        assert_eq!(pairs, [("a", "3"), ("d", "x")]);
    }
}
