//! *Add subscription*: ordering for a customer there is.

use super::{
    heading::{heading, only_if},
    orders::unconfirmed,
};
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
    customers::{self, Account},
    drafts::Picked,
    kernel::{
        country::Country,
        id::{CustomerId, RequestId},
        rule::Rule,
    },
    orders::{self, FailedLines},
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
    if form.is_kept() {
        return again(&form, id, Chosen { filter: filter_of(form.typed()), ..chosen }).await;
    }
    if chosen.picked.lines.is_empty() {
        chosen.troubles.push(whole(form.w.t("order-nothing")));
        return again(&form, id, chosen).await;
    }
    let request: Option<RequestId> = form.typed().get("request-id").parse().ok();
    let sent = chosen.picked.clone();
    match form.try_write(move |cx| place(cx, id, &sent, request)).await {
        Ok(order) => {
            return Ok(form.go(&format!("{}/customers/{id}/orders/{order}", form.base())));
        }
        // The page was gone back to and sent with other numbers.
        Err(Fault::Refused(Rule::RequestIdReused)) => {
            chosen.troubles.push(whole(form.w.t("order-again")));
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            let picked = chosen.picked.clone();
            let quote = form.read(move |cx| orders::quote(cx, id, picked.cycle, &picked.lines));
            chosen.troubles = offers::troubles(form.w, &quote.await?);
            if chosen.troubles.is_empty() {
                chosen.troubles = problems.iter().map(|p| Trouble::of(form.w, p)).collect();
            }
        }
    }
    again(&form, id, chosen).await
}

async fn again(form: &Posted, id: CustomerId, chosen: Chosen) -> Answer {
    let ground = ground(form, id).await?;
    Ok(form.form_again(&render(form, ground, chosen)))
}

/// Answers the order, also that of an earlier time the form was sent. A refusal leaves no trace, so
/// that the form can be mended and sent again.
fn place(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    picked: &Picked,
    request: Option<RequestId>,
) -> Result<String, Fault> {
    let submit = |cx: &mut Cx<'_, '_>| {
        let order = orders::quote(cx, customer, picked.cycle, &picked.lines)?.order();
        Ok(orders::submit(cx, customer, &order, FailedLines::Refuse)?.id.to_string())
    };
    let Some(request) = request else { return submit(cx) };
    let answer = |status, location| requests::Answer { status, location, body: Vec::new() };
    let body = format!("{customer} {picked:?}");
    let mut why = Rule::NotFound;
    let refused = |fault: &Fault| {
        if let Fault::Refused(rule) = fault {
            why = rule.clone();
        }
        answer(422, None)
    };
    let work = |cx: &mut Cx<'_, '_>| submit(cx).map(|id| answer(303, Some(id)));
    let ours = (request, body.as_bytes());
    let found = requests::once(cx, Permission::PlaceOrder, ours, work, refused)?;
    found.location.ok_or(Fault::Refused(why))
}

/// A trouble of the form as a whole.
fn whole(text: String) -> Trouble {
    Trouble {
        field: String::new(),
        rule: String::new(),
        text,
        severity: Severity::Error,
        instead: None,
    }
}

async fn ground(visitor: &Visitor, id: CustomerId) -> Result<Ground, Away> {
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        only_if(&account, Permission::PlaceOrder)?;
        let country = Country::parse(&account.billing.country)
            .map_err(|e| Fault::Internal(format!("stored country: {e}")))?;
        let stock = stock(cx, country, account.buys_as(), account.under_review())?;
        let unconfirmed = unconfirmed(cx, id)?;
        Ok(Ground { account, stock, unconfirmed, request: cx.new_id() })
    });
    found.await
}

fn render(visitor: &Visitor, ground: Ground, chosen: Chosen) -> NewOrderPage {
    let w = visitor.w;
    let (shell, heading) = heading(visitor, &ground.account, "subscriptions");
    let shelf = Shelf::of(w, &ground.stock, &chosen.filter, &chosen.picked.lines);
    let mut form = form_of(&chosen.filter, &chosen.picked);
    (form.troubles, form.names) = (chosen.troubles, shelf.names());
    NewOrderPage {
        w,
        shell,
        form,
        shelf,
        filter: format!("{}/orders/new/filter", heading.base),
        request_id: ground.request.to_string(),
        unconfirmed: ground.unconfirmed,
        account: heading,
    }
}
