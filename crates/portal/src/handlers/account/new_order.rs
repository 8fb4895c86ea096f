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
use opc_core::{
    Cx, Fault,
    access::Permission,
    agreements::{self, AgreementStatus},
    customers::{self, Account},
    drafts::Picked,
    kernel::{
        country::Country,
        id::{CustomerId, RequestId},
        rule::Rule,
    },
    orders::{self, FailedLines, Quote},
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
    picked: Picked,
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
    let (filter, picked) = (filter_of(form.typed()), picked(form.typed()));
    let chosen = Chosen { filter, picked, ..Chosen::default() };
    Ok(form.page(&render(&form, ground, chosen)))
}

/// Orders, once however often it is sent. What breaks a rule is said first, and nothing ordered.
pub(super) async fn submit(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let mut chosen = Chosen { picked: picked(form.typed()), ..Chosen::default() };
    if chosen.picked.lines.is_empty() {
        chosen.troubles.push(whole(form.w.t("order-nothing")));
        return again(&form, id, chosen).await;
    }
    let request: Option<RequestId> = form.typed().get("request-id").parse().ok();
    let sent = chosen.picked.clone();
    let result = form.try_write(move |cx| place(cx, id, &sent, request)).await;
    match result {
        Ok(Placed::Order(order)) => {
            return Ok(form.go(&format!("{}/customers/{id}/orders/{order}", form.base())));
        }
        Ok(Placed::Not(quote)) => chosen.troubles = offers::troubles(form.w, &quote),
        // The page was gone back to and sent with other numbers.
        Err(Fault::Refused(Rule::RequestIdReused)) => {
            chosen.troubles.push(whole(form.w.t("order-again")));
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            chosen.troubles = problems.iter().map(|p| Trouble::of(form.w, p)).collect();
        }
    }
    again(&form, id, chosen).await
}

async fn again(form: &Posted, id: CustomerId, chosen: Chosen) -> Answer {
    let ground = ground(form, id).await?;
    Ok(form.form_again(&render(form, ground, chosen)))
}

/// What became of the form.
enum Placed {
    /// An order of this id, now or when the form was sent before.
    Order(String),
    /// Nothing: the quote says why.
    Not(Box<Quote>),
}

fn place(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    picked: &Picked,
    request: Option<RequestId>,
) -> Result<Placed, Fault> {
    let quote = orders::quote(cx, customer, picked.cycle, &picked.lines)?;
    let order = quote.order();
    let submit = |cx: &mut Cx<'_, '_>| {
        Ok(orders::submit(cx, customer, &order, FailedLines::Refuse)?.id.to_string())
    };
    let placed = match request {
        None => cx.nested(submit).ok(),
        Some(request) => {
            let body = format!("{customer} {picked:?}");
            let answer = |status, location| requests::Answer { status, location, body: Vec::new() };
            let work = |cx: &mut Cx<'_, '_>| submit(cx).map(|id| answer(303, Some(id)));
            let ours = (request, body.as_bytes());
            let refused = |_: &Fault| answer(422, None);
            requests::once(cx, Permission::PlaceOrder, ours, work, refused)?.location
        }
    };
    Ok(placed.map_or_else(|| Placed::Not(Box::new(quote)), Placed::Order))
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
    let mut form = form_of(&chosen.filter, &chosen.picked);
    form.troubles = chosen.troubles;
    NewOrderPage {
        w,
        shell,
        form,
        shelf: Shelf::of(w, &ground.stock, &chosen.filter, &chosen.picked.lines),
        filter: format!("{}/orders/new/filter", heading.base),
        request_id: ground.request.to_string(),
        unconfirmed: ground.unconfirmed,
        account: heading,
    }
}
