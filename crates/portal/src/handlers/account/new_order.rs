//! *Add subscription*: ordering for a customer there is.

use super::heading::heading;
use crate::{
    account::NewOrderPage,
    form::{Severity, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::{filter_of, form_of, picked, stock},
    },
    offers::{self, Filter, Shelf, Stock},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Cx, Fault, Noun,
    access::Permission,
    agreements::{self, AgreementStatus},
    catalog::BillingCycle,
    customers::{self, Account},
    drafts::DraftLine,
    kernel::{
        country::Country,
        id::{CustomerId, RequestId},
        rule::Rule,
        rules::licence_count::licence_count,
    },
    orders::{self, FailedLines, NewLine, NewOrder},
    requests,
};

/// What the page is made from.
struct Ground {
    account: Account,
    stock: Stock,
    unconfirmed: bool,
    request: RequestId,
}

/// What a person chose on it.
#[derive(Default)]
struct Chosen {
    filter: Filter,
    lines: Vec<DraftLine>,
    annual: bool,
    troubles: Vec<Trouble>,
}

/// The page.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let ground = ground(&visitor, visitor.id(&id)?).await?;
    Ok(visitor.page(&render(&visitor, ground, Chosen::default())))
}

/// Other offers; what was typed stays.
pub(super) async fn filter(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let ground = ground(&form, form.id(&id)?).await?;
    let chosen = Chosen { filter: filter_of(form.typed()), ..chosen(&form) };
    Ok(form.page(&render(&form, ground, chosen)))
}

/// Orders, once however often it is sent. Lines that are refused are kept with their reason.
pub(super) async fn submit(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let mut chosen = chosen(&form);
    let ground = ground(&form, id).await?;
    let lines = counted(&form, &ground.stock, &mut chosen);
    if !chosen.troubles.is_empty() {
        return Ok(form.form_again(&render(&form, ground, chosen)));
    }
    let cycle = if chosen.annual { BillingCycle::Annual } else { BillingCycle::Monthly };
    let order = NewOrder { billing_cycle: cycle, lines };
    let request: Option<RequestId> = form.typed().get("request-id").parse().ok();
    let body = format!("{id} {order:?}");
    let result = form.try_write(move |cx| place(cx, id, &order, request, &body)).await;
    match result {
        Ok(order) => Ok(form.go(&format!("{}/customers/{id}/orders/{order}", form.base()))),
        Err(Fault::Refused(Rule::RequestIdReused)) => {
            // The page was gone back to and sent with other numbers.
            chosen.troubles.push(whole(form.w.t("order-again")));
            Ok(form.form_again(&render(&form, ground, chosen)))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            chosen.troubles = problems.iter().map(|p| Trouble::of(form.w, p)).collect();
            Ok(form.form_again(&render(&form, ground, chosen)))
        }
    }
}

fn place(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    order: &NewOrder,
    request: Option<RequestId>,
    body: &str,
) -> Result<String, Fault> {
    let submit = |cx: &mut Cx<'_, '_>| {
        Ok(orders::submit(cx, customer, order, FailedLines::Keep)?.id.to_string())
    };
    let Some(request) = request else { return submit(cx) };
    let answer = |id: String| requests::Answer {
        status: StatusCode::SEE_OTHER.as_u16(),
        location: Some(id),
        body: Vec::new(),
    };
    let refused = |_: &Fault| requests::Answer { status: 404, location: None, body: Vec::new() };
    let found = requests::once(
        cx,
        Permission::PlaceOrder,
        (request, body.as_bytes()),
        |cx| submit(cx).map(answer),
        refused,
    )?;
    found.location.ok_or(Fault::NotFound(Noun::Customer))
}

fn chosen(form: &Posted) -> Chosen {
    Chosen {
        lines: picked(form.typed()),
        annual: form.typed().get("cycle") == "annual",
        ..Chosen::default()
    }
}

/// The lines with their numbers; what is wrong with them goes to `chosen.troubles`.
fn counted(form: &Posted, stock: &Stock, chosen: &mut Chosen) -> Vec<NewLine> {
    let w = form.w;
    let mut lines = Vec::new();
    for line in &chosen.lines {
        let offer = stock.offers.iter().find(|offer| offer.id == line.offer);
        let names = offer.map(|offer| &offer.terms.names);
        let counted = match offer {
            None => Err(Rule::OfferUnavailable { offer: line.offer.clone() }),
            Some(offer) => {
                let (min, max) = (offer.terms.minimum_quantity, offer.terms.maximum_quantity);
                licence_count(&line.quantity, min, max)
            }
        };
        match counted {
            Ok(quantity) => {
                lines.push(NewLine { offer: line.offer.clone(), quantity, ..NewLine::default() });
            }
            Err(rule) => chosen.troubles.push(Trouble {
                field: format!("quantity-{}", line.offer),
                rule: rule.key().to_owned(),
                text: offers::broken(w, &rule, names),
                severity: Severity::Error,
            }),
        }
    }
    if chosen.lines.is_empty() {
        chosen.troubles.push(whole(w.t("order-nothing")));
    }
    lines
}

/// A trouble of the form as a whole.
fn whole(text: String) -> Trouble {
    Trouble { field: String::new(), rule: String::new(), text, severity: Severity::Error }
}

async fn ground(visitor: &Visitor, id: CustomerId) -> Result<Ground, Away> {
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        let country = Country::parse(&account.billing.country)
            .map_err(|e| Fault::Internal(format!("stored country: {e}")))?;
        let stock = stock(cx, country, account.buys_as())?;
        let status = agreements::status(cx, id)?;
        let unconfirmed = !matches!(status, AgreementStatus::Confirmed(_));
        Ok(Ground { account, stock, unconfirmed, request: cx.new_id() })
    });
    found.await
}

fn render(visitor: &Visitor, ground: Ground, chosen: Chosen) -> NewOrderPage {
    let w = visitor.w;
    let (shell, heading) = heading(visitor, &ground.account, "subscriptions");
    let typed: Vec<_> =
        chosen.lines.iter().map(|l| (l.offer.clone(), l.quantity.clone())).collect();
    let mut form = form_of(&chosen.filter, &chosen.lines);
    let cycle = if chosen.annual { "annual" } else { "monthly" };
    form.values.insert("cycle".to_owned(), cycle.to_owned());
    form.troubles = chosen.troubles;
    NewOrderPage {
        w,
        shell,
        form,
        shelf: Shelf::of(w, &ground.stock, &chosen.filter, &typed),
        filter: format!("{}/orders/new/filter", heading.base),
        request_id: ground.request.to_string(),
        unconfirmed: ground.unconfirmed,
        account: heading,
    }
}
