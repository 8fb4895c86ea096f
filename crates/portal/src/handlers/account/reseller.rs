//! The indirect reseller of a provider's customer, and changing it.

use super::heading::{heading, may};
use crate::{
    components::{Fact, Offered},
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::{is_provider, reseller_choices},
    },
    partners::{ResellerChangePage, ResellerPage},
    shell,
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Cx, Fault, Noun,
    access::Permission,
    customers::{self, Account},
    kernel::{
        id::{CustomerId, OrganisationId},
        rule::{Problem, Rule},
    },
    partners::{self, Reseller},
};
use opc_words::Words;

type Id = Path<(String, String)>;

/// Whoever sells to the customer: itself, or through whom.
pub(super) const DIRECT: &str = "direct";

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let (account, resellers) = look(&visitor, visitor.id(&id)?).await?;
    let (shell, heading) = heading(&visitor, &account, "reseller");
    let w = visitor.w;
    let mut facts = vec![Fact::new(w.field("reseller"), name(w, &resellers, account.reseller))];
    if let Some(reseller) = resellers.iter().find(|r| Some(r.id) == account.reseller) {
        let network = reseller.network_id.clone().unwrap_or_default();
        facts.push(Fact::new(w.t("reseller-network-id"), network));
    }
    let change = if may(&visitor, &account, Permission::EditBilling) {
        Offered::Open(format!("{}/reseller/change", heading.base))
    } else {
        Offered::Closed(w.t("reseller-needs-agent"))
    };
    Ok(visitor.page(&ResellerPage { w, shell, account: heading, facts, change }))
}

/// The resellers to choose from.
pub(super) async fn ask(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let (account, resellers) = look(&visitor, visitor.id(&id)?).await?;
    let chosen = account.reseller.map_or_else(|| DIRECT.to_owned(), |id| id.to_string());
    let etag = account.version.to_string();
    Ok(visitor.page(&render(&visitor, (&account, resellers), (&chosen, etag), &[])))
}

/// Asks once more, then changes it.
pub(super) async fn change(Path((_, id)): Id, form: Posted) -> Answer {
    let customer: CustomerId = form.id(&id)?;
    let (account, resellers) = look(&form, customer).await?;
    let (chosen, etag) = (form.typed().get("reseller"), form.typed().get("etag"));
    let wanted = match chosen {
        DIRECT => Ok(None),
        id => id.parse::<OrganisationId>().map(Some),
    };
    let Ok(wanted) = wanted else {
        let missing = [Problem::new("reseller", Rule::ResellerMissing)];
        let page = render(&form, (&account, resellers), (chosen, etag.to_owned()), &missing);
        return Ok(form.form_again(&page));
    };
    if !form.typed().has("confirmed") {
        let w = form.w;
        let facts = vec![
            Fact::new(w.t("reseller-now"), name(w, &resellers, account.reseller)),
            Fact::new(w.t("reseller-then"), name(w, &resellers, wanted)),
        ];
        let page = render(&form, (&account, resellers), (chosen, etag.to_owned()), &[]);
        return Ok(form.page(&ResellerChangePage { confirm: Some(facts), ..page }));
    }
    let version = etag.parse().unwrap_or(-1);
    let changed =
        form.try_write(move |cx| customers::change_reseller(cx, customer, version, wanted));
    match changed.await {
        Ok(_) => Ok(form.done(&format!("/customers/{customer}/reseller"), "saved")),
        Err(Fault::Stale) => {
            let now = account.version.to_string();
            let page = render(&form, (&account, resellers), (chosen, now), &[]);
            Ok(shell::page(StatusCode::CONFLICT, &ResellerChangePage { stale: true, ..page }))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            let page = render(&form, (&account, resellers), (chosen, etag.to_owned()), &problems);
            Ok(form.form_again(&page))
        }
    }
}

/// Only providers have resellers.
async fn look(visitor: &Visitor, id: CustomerId) -> Result<(Account, Vec<Reseller>), Away> {
    if !is_provider(visitor) {
        return Err(visitor.refuse(Fault::NotFound(Noun::Page)));
    }
    let work = move |cx: &mut Cx<'_, '_>| Ok((customers::get(cx, id)?, partners::resellers(cx)?));
    let (account, resellers) = visitor.read(work).await?;
    // Whom it has as a reseller only has no reseller of its own.
    if !account.is_sold() {
        return Err(visitor.refuse(Fault::Refused(Rule::SoldByProvider)));
    }
    Ok((account, resellers))
}

pub(super) fn name(w: Words, resellers: &[Reseller], id: Option<OrganisationId>) -> String {
    let Some(id) = id else { return w.t("reseller-none") };
    let found = resellers.iter().find(|r| r.id == id);
    found.map_or_else(|| id.to_string(), |r| r.name.clone())
}

fn render(
    visitor: &Visitor,
    (account, resellers): (&Account, Vec<Reseller>),
    (chosen, etag): (&str, String),
    problems: &[Problem],
) -> ResellerChangePage {
    let w = visitor.w;
    let (shell, heading) = heading(visitor, account, "reseller");
    ResellerChangePage {
        w,
        shell,
        title: w.t("action-change-reseller"),
        text: w.t("reseller-change-text"),
        action: format!("{}/reseller/change", heading.base),
        back: format!("{}/reseller", heading.base),
        account: heading,
        form: Form {
            troubles: problems.iter().map(|p| Trouble::of(w, p)).collect(),
            ..Form::filled([("reseller", chosen)])
        },
        etag,
        resellers: reseller_choices(w, resellers),
        confirm: None,
        stale: false,
    }
}
