//! Going on, away and back; the confirmation, and *Done*.

use super::{
    account, reseller,
    steps::{self, At, Stored},
    subscriptions,
};
use crate::{
    confirmation::{ConfirmationPage, Invitation, OrderedLine},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    labels,
    language::encoded,
    offers,
    wizard::{Step, Wizard},
};
use axum::extract::Path;
use fluent_bundle::FluentArgs;
use http::{HeaderValue, header};
use opc_core::{
    Cx, Fault, Noun,
    access::Permission,
    agreements::{self, AgreementStatus},
    catalog::{self, Localized},
    drafts::{self, Confirmation},
    kernel::language::Lang,
    orders::{self, Line, LineState, Order},
};
use opc_words::Words;

/// Leads to the first step that is not complete.
pub(super) async fn resume(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    let review = visitor.read(move |cx| drafts::review(cx, id)).await?;
    let draft = &review.draft;
    let picked = draft.sections.subscriptions.version > 0;
    let step = if draft.submitted.is_some() {
        Step::Confirmation
    } else if review.customer.is_none() {
        Step::Account
    } else if !review.reseller.is_empty() {
        Step::Reseller
    } else if steps::steps(&visitor, steps::is_direct(draft)).contains(&Step::Subscriptions)
        && (!picked || !review.ready)
    {
        Step::Subscriptions
    } else {
        Step::Review
    };
    Ok(visitor.go(&steps::path(&visitor, id, step)))
}

/// Keeps what was typed, and leads to the list.
pub(super) async fn leave(Path(at): Path<At>, form: Posted) -> Answer {
    if account::is_untouched(&at, &form)? {
        return Ok(form.go(&format!("{}/customers", form.base())));
    }
    match store(&at, &form).await? {
        Stored::Instead(page) => Ok(page),
        Stored::Kept(_) => Ok(form.done("/customers", "draft-kept")),
    }
}

/// The step a form was on.
fn section(form: &Posted) -> Step {
    match form.typed().get("section") {
        "reseller" => Step::Reseller,
        "subscriptions" => Step::Subscriptions,
        _ => Step::Account,
    }
}

/// Keeps what was typed, and leads to the step before.
pub(super) async fn back(Path(at): Path<At>, form: Posted) -> Answer {
    let from = section(&form);
    match store(&at, &form).await? {
        Stored::Instead(page) => Ok(page),
        Stored::Kept(saved) => {
            let all = steps::steps(&form, steps::is_direct(&saved.draft));
            let before = all.into_iter().rfind(|step| *step < from).unwrap_or(Step::Account);
            Ok(form.go(&steps::path(&form, saved.draft.id, before)))
        }
    }
}

async fn store(at: &At, form: &Posted) -> Result<Stored, Away> {
    match section(form) {
        Step::Reseller => reseller::store(at, form).await,
        Step::Subscriptions => subscriptions::store(at, form).await,
        _ => account::store(at, form).await,
    }
}

/// What was created. The password is shown until *Done*.
pub(super) async fn confirmation(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    let (end, waits, names) = visitor
        .read(move |cx| {
            let end = drafts::confirmation(cx, id)?;
            let status = agreements::status(cx, end.account.id)?;
            let names = names(cx, end.order.as_ref())?;
            Ok((end, status == AgreementStatus::Waiting, names))
        })
        .await?;
    let w = visitor.w;
    let Confirmation { account, user_name, password, order } = end;
    let (base, mine) = (steps::base(&visitor, Some(id)), visitor.base());
    let lines = order.map(|order| order.lines).unwrap_or_default();
    let company = account.billing.company_name;
    let invitation = waits.then(|| invitation(&visitor, &company, &user_name));
    let page = ConfirmationPage {
        w,
        shell: steps::shell(&visitor),
        wizard: Wizard::new(&base, "", &steps::steps(&visitor, waits), Step::Confirmation).over(),
        customer_id: account.id.to_string(),
        account_href: format!("{mine}/customers/{}", account.id),
        company,
        domain: account.domain,
        admin: user_name,
        password,
        invitation,
        lines: lines.iter().zip(&names).map(|(l, n)| ordered(w, l, n.as_ref())).collect(),
        retry: visitor.may(Permission::PlaceOrder).then(|| format!("{base}/retry")),
    };
    let mut response = visitor.page(&page);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Where a customer's administrator signs in.
pub(in crate::handlers) fn sign_in_link(visitor: &Visitor, user_name: &str) -> String {
    let base_url = &visitor.portal.core.settings().base_url;
    format!("{base_url}/sign-in?user-name={}", encoded(user_name))
}

/// The way to the agreement, for the customer's administrator. The password is not in the mail.
fn invitation(visitor: &Visitor, company: &str, user_name: &str) -> Invitation {
    let link = sign_in_link(visitor, user_name);
    let mail = |lang: Lang| {
        let w = Words::of(lang);
        let mut args = FluentArgs::new();
        let by = visitor.person().map(|person| {
            let name = labels::person_name(w, &person.first_name, &person.last_name);
            (person.organisation.name.clone(), name)
        });
        let (partner, person) = by.unwrap_or_default();
        for (name, value) in [
            ("company", company),
            ("link", &link),
            ("user", user_name),
            ("partner", &partner),
            ("person", &person),
        ] {
            args.set(name, value.to_owned());
        }
        (w, w.text_with("invitation-mail", &args))
    };
    Invitation { mails: Lang::ALL.map(mail).into(), link }
}

/// Names of the offers of an order's lines, line by line.
pub(in crate::handlers) fn names(
    cx: &mut Cx<'_, '_>,
    order: Option<&Order>,
) -> Result<Vec<Option<Localized>>, Fault> {
    let lines = order.map(|order| order.lines.as_slice()).unwrap_or_default();
    lines.iter().map(|line| catalog::names(cx, &line.offer)).collect()
}

/// An order line and what came of it.
pub(in crate::handlers) fn ordered(
    w: Words,
    line: &Line,
    names: Option<&Localized>,
) -> OrderedLine {
    let own = Some(&line.friendly_name).filter(|name| !name.is_empty());
    let offer = names.map(|names| names.text(w.lang()).to_owned());
    let custom = own.filter(|own| names.is_none_or(|n| n.en != **own && n.ja != **own));
    OrderedLine {
        number: line.number,
        name: custom.cloned().or(offer).unwrap_or_else(|| line.offer.clone()),
        quantity: offers::units(w, line.billing, line.quantity),
        failed: match &line.state {
            LineState::Done(_) => None,
            LineState::Failed { key, args } => Some(offers::refusal(w, key, args, names)),
        },
    }
}

/// Tries a failed line again.
pub(super) async fn retry(Path(at): Path<At>, form: Posted) -> Answer {
    let id = at.draft(&form)?;
    let line = form.id(form.typed().get("line"))?;
    let retried = form.write(move |cx| {
        let submitted = drafts::open(cx, id)?.submitted;
        let Some((customer, Some(order))) = submitted else {
            return Err(Fault::NotFound(Noun::Order));
        };
        orders::retry_line(cx, customer, order, line)
    });
    // A line that is refused again says why itself.
    let _ = retried.await?;
    Ok(form.go(&steps::path(&form, id, Step::Confirmation)))
}

/// Done: the password cannot be shown again.
pub(super) async fn done(Path(at): Path<At>, form: Posted) -> Answer {
    let id = at.draft(&form)?;
    match form.write(move |cx| drafts::done(cx, id)).await? {
        Ok(()) => Ok(form.done("/customers", "customer-added")),
        Err(_) => Ok(form.go(&steps::path(&form, id, Step::Confirmation))),
    }
}

/// Gives a draft up.
pub(super) async fn discard(Path(at): Path<At>, form: Posted) -> Answer {
    let id = at.draft(&form)?;
    form.try_write(move |cx| drafts::discard(cx, id)).await.map_err(|fault| form.refuse(fault))?;
    Ok(form.done("/customers", "draft-discarded"))
}
