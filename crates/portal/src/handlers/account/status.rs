//! Suspending a subscription of the customer, and letting it go on.

use super::heading::heading;
use crate::{
    account::ConfirmPage,
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
};
use axum::extract::Path;
use opc_core::{
    Fault, Noun, customers,
    kernel::id::{CustomerId, SubscriptionId},
    subscriptions::{self, Status},
};

type Ids = Path<(String, String, String)>;

/// Asks before it is suspended.
pub(super) async fn ask_to_suspend(Path((_, id, subscription)): Ids, visitor: Visitor) -> Answer {
    let page = ask(&visitor, (&id, &subscription), Status::Suspended).await?;
    Ok(visitor.page(&page))
}

/// Suspends it.
pub(super) async fn suspend(Path((_, id, subscription)): Ids, form: Posted) -> Answer {
    set(form, (&id, &subscription), Status::Suspended).await
}

/// Asks before it goes on.
pub(super) async fn ask_to_activate(Path((_, id, subscription)): Ids, visitor: Visitor) -> Answer {
    let page = ask(&visitor, (&id, &subscription), Status::Active).await?;
    Ok(visitor.page(&page))
}

/// Lets it go on.
pub(super) async fn activate(Path((_, id, subscription)): Ids, form: Posted) -> Answer {
    set(form, (&id, &subscription), Status::Active).await
}

async fn set(form: Posted, ids: (&str, &str), status: Status) -> Answer {
    let mut page = ask(&form, ids, status).await?;
    let of: (CustomerId, SubscriptionId) = (form.id(ids.0)?, form.id(ids.1)?);
    match form.write(move |cx| subscriptions::set_status(cx, of, None, status)).await? {
        Ok(_) => Ok(form.done(&format!("/customers/{}/subscriptions", of.0), done(status))),
        Err(problems) => {
            page.form.troubles = problems.iter().map(|p| Trouble::of(form.w, p)).collect();
            Ok(form.form_again(&page))
        }
    }
}

const fn done(status: Status) -> &'static str {
    match status {
        Status::Active => "subscription-activated",
        _ => "subscription-suspended",
    }
}

async fn ask(
    visitor: &Visitor,
    (id, subscription): (&str, &str),
    status: Status,
) -> Result<ConfirmPage, Away> {
    let id: CustomerId = visitor.id(id)?;
    let subscription: SubscriptionId = visitor.id(subscription)?;
    let found = visitor
        .read(move |cx| Ok((customers::get(cx, id)?, subscriptions::get(cx, id, subscription)?)));
    let (account, of) = found.await?;
    let own = visitor.person().map(|person| person.organisation.id.into());
    if Some(of.partner) != own {
        return Err(visitor.refuse(Fault::NotFound(Noun::Subscription)));
    }
    let w = visitor.w;
    let (shell, account) = heading(visitor, &account, "subscriptions");
    let back = format!("{}/subscriptions", account.base);
    let (path, points): (_, &[&str]) = match status {
        Status::Active => ("activate", &["activate-renewal", "activate-add-ons"]),
        _ => ("suspend", &["suspend-use", "suspend-billing", "suspend-renewal", "suspend-back"]),
    };
    Ok(ConfirmPage {
        w,
        shell,
        title: w.t1(&format!("subscription-{path}-title"), "name", of.friendly_name),
        text: w.t(&format!("subscription-{path}-asked")),
        points: points.iter().map(|key| w.t(key)).collect(),
        form: Form::default(),
        action: format!("{back}/{subscription}/{path}"),
        label: w.t(&format!("action-{path}-subscription")),
        back,
        account,
        hindered: None,
    })
}
