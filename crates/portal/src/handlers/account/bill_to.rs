//! Company name and bill-to. Two people who save at once are told of each other.

use super::heading::{heading, may};
use crate::{
    account::BillToPage,
    address::{self, CountryRules},
    components::Fact,
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::{fields, postal},
    },
    shell,
};
use axum::{extract::Path, response::Response};
use http::StatusCode;
use opc_core::{
    Cx, Fault,
    access::Permission,
    customers::{self, Account, AccountForm},
    kernel::{
        country::Country,
        id::CustomerId,
        rule::{Problem, Severity},
    },
};

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let account = visitor.read(move |cx| customers::get(cx, id)).await?;
    let form = fields::show(visitor.w, &account.billing.clone().into(), &[]);
    let page = render(&visitor, &account, form)?;
    Ok(visitor.page(&page))
}

/// Saves it.
pub(super) async fn save(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let typed = fields::read(form.typed());
    let version = form.typed().get("etag").parse().ok();
    let warned = fields::warned(form.typed());
    let sent = typed.clone();
    let saved = form.try_write(move |cx| update(cx, id, version, &sent, &warned));
    match saved.await {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/bill-to"), "saved")),
        Err(Fault::Stale) => stale(&form, id, typed).await,
        Err(fault) => {
            let problems = form.problems(fault)?;
            let account = form.read(move |cx| customers::get(cx, id)).await?;
            let page = render(&form, &account, fields::show(form.w, &typed, &problems))?;
            // Still the version the form was made from: the next save is checked as well.
            let page = BillToPage { etag: form.typed().get("etag").to_owned(), ..page };
            Ok(form.form_again(&page))
        }
    }
}

/// The address that follows from the postal code; nothing is saved.
pub(super) async fn look(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let (account, mut typed) = in_its_country(&form, &id).await?;
    let said = postal::filled_in(&mut typed, form.typed()).err();
    let page = render(&form, &account, fields::show(form.w, &typed, said.as_slice()))?;
    Ok(form.page(&BillToPage { etag: form.typed().get("etag").to_owned(), ..page }))
}

/// The same parts of the page alone, while the code is typed.
pub(super) async fn fill(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let (account, typed) = in_its_country(&form, &id).await?;
    let lookup = format!("{}/customers/{}/bill-to", form.base(), account.id);
    Ok(postal::part(&form, typed, lookup))
}

/// What was typed, in the country of the account.
async fn in_its_country(form: &Posted, id: &str) -> Result<(Account, AccountForm), Away> {
    let id: CustomerId = form.id(id)?;
    let account = form.read(move |cx| customers::get(cx, id)).await?;
    let country = account.billing.country.clone();
    Ok((account, AccountForm { country, ..fields::read(form.typed()) }))
}

/// Saves; warnings count as confirmed only if the person saw them.
fn update(
    cx: &mut Cx<'_, '_>,
    id: CustomerId,
    version: Option<i64>,
    typed: &AccountForm,
    warned: &[String],
) -> Result<Account, Fault> {
    let bare = AccountForm { confirmed: String::new(), ..typed.clone() };
    let only_warnings =
        |found: &[Problem]| found.iter().all(|p| p.rule.severity() < Severity::Error);
    match customers::update_billing(cx, id, version, &bare) {
        Err(Fault::Invalid(found))
            if only_warnings(&found) && fields::all_confirmed(typed, &found, warned) =>
        {
            customers::update_billing(cx, id, version, typed)
        }
        other => other,
    }
}

/// Somebody else saved first: what was typed stays, beside what is there now. The next save
/// replaces it.
async fn stale(form: &Posted, id: CustomerId, typed: AccountForm) -> Result<Response, Away> {
    let account = form.read(move |cx| customers::get(cx, id)).await?;
    let now = fields::show(form.w, &account.billing.clone().into(), &[]);
    let mine = fields::show(form.w, &AccountForm { confirmed: String::new(), ..typed }, &[]);
    let mut page = render(form, &account, mine)?;
    let differs = |(name, value): (&String, &String)| {
        let shown = form.typed().has(name) && page.form.value(name).trim() != value;
        let label = page.form.labels.get(name).cloned().unwrap_or_else(|| form.w.field(name));
        shown.then(|| Fact::new(label, value))
    };
    page.stale = now.values.iter().filter_map(differs).collect();
    Ok(shell::page(StatusCode::CONFLICT, &page))
}

fn render(visitor: &Visitor, account: &Account, form: Form) -> Result<BillToPage, Away> {
    let w = visitor.w;
    let country = Country::parse(&account.billing.country);
    let country =
        country.map_err(|e| visitor.refuse(Fault::Internal(format!("stored country: {e}"))))?;
    let (shell, heading) = heading(visitor, account, "bill-to");
    let rules = CountryRules::of(w, country);
    Ok(BillToPage {
        w,
        shell,
        account: heading,
        form: Form { labels: rules.names.clone(), ..form },
        etag: account.version.to_string(),
        rules,
        country: w.t(&country.name_key()),
        cultures: address::cultures(w, country),
        languages: address::languages(w, country),
        may_edit: may(visitor, account, Permission::EditBilling),
        stale: Vec::new(),
    })
}
