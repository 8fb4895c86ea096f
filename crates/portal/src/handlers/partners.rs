//! The partners one sells together with (`domain/03`, Indirect partnership).

mod sandbox;

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Control},
    form::Form,
    labels,
    language::{encoded, with_query},
    partners::{ProviderRow, ProvidersPage, ResellerRow, ResellersPage},
    shell::{Crumb, Shell, Tone},
    sure::SurePage,
};
use axum::extract::Path;
use opc_core::{
    Fault, Noun,
    access::Permission,
    customers,
    kernel::{id::OrganisationId, page::PageSize},
    partners::{self, Reseller},
};
use std::collections::HashMap;

/// Rows on a page, and the most that can be asked for.
const ROWS: u32 = 40;
const ROWS_MAX: u32 = 200;

/// What whoever ends a partnership has to know (`domain/03`, Indirect partnership).
const REMOVE_POINTS: [&str; 4] = [
    "partnership-remove-customers",
    "partnership-remove-notice",
    "partnership-remove-list",
    "partnership-remove-again",
];

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let remove_gate = Gate::needs(Permission::RemovePartnership);
    let sandbox = Gate::needs(Permission::MakeSandboxResellers);
    Pages::default()
        .get("/p/{tenant}/resellers", Gate::needs(Permission::ViewResellers), resellers)
        .get("/p/{tenant}/resellers/new", sandbox, sandbox::ask_new)
        .post("/p/{tenant}/resellers/new", sandbox, sandbox::make)
        .get("/p/{tenant}/resellers/{reseller}/password", sandbox, sandbox::first_password)
        .post("/p/{tenant}/resellers/{reseller}/password", sandbox, sandbox::done)
        .get("/p/{tenant}/resellers/{reseller}/delete", sandbox, sandbox::ask_to_delete)
        .post("/p/{tenant}/resellers/{reseller}/delete", sandbox, sandbox::delete)
        .get("/p/{tenant}/resellers/{reseller}/remove", remove_gate, ask_to_remove)
        .post("/p/{tenant}/resellers/{reseller}/remove", remove_gate, remove)
        .get("/p/{tenant}/providers", Gate::needs(Permission::ViewPartnerships), providers)
}

async fn resellers(visitor: Visitor) -> Answer {
    let text = visitor.query().get("q").to_owned();
    let size = PageSize::new(visitor.query().get("size").parse().ok(), ROWS, ROWS_MAX);
    let (sought, after) = (text.clone(), visitor.after::<OrganisationId>()?);
    let found = visitor.read(move |cx| {
        let page = partners::find_resellers(cx, &sought, after, size)?;
        Ok((page, customers::count_by_reseller(cx)?, partners::own_profile(cx)?.sandbox))
    });
    let (page, counts, is_sandbox) = found.await?;
    let w = visitor.w;
    let request = visitor.offer(Permission::RequestPartnership, "/partnership-requests/new");
    let make = visitor.offer(Permission::MakeSandboxResellers, "/resellers/new");
    let request = request.map(|to| Control::new(w.t("action-request-partnership"), to).primary());
    let make = make.filter(|_| is_sandbox).map(|to| Control::new(w.t("action-make-reseller"), to));
    Ok(visitor.page(&ResellersPage {
        w,
        shell: visitor.shell("resellers"),
        search: Form::filled([("q", text.as_str())]),
        pager: visitor.pager(page.next.as_ref()),
        rows: page.items.into_iter().map(|one| row(&visitor, one, &counts)).collect(),
        controls: request.into_iter().chain(make).collect(),
    }))
}

fn state(visitor: &Visitor, active: bool) -> Badge {
    let (tone, key) = if active {
        (Tone::Good, "partnership-active")
    } else {
        (Tone::Warning, "partnership-inactive")
    };
    Badge::new(tone, visitor.w.t(key))
}

fn row(visitor: &Visitor, of: Reseller, counts: &HashMap<OrganisationId, usize>) -> ResellerRow {
    let (w, base) = (visitor.w, visitor.base());
    let agreement = if of.agreement_signed {
        Badge::new(Tone::Good, w.t("partner-agreement-signed"))
    } else {
        Badge::new(Tone::Warning, w.t("partner-agreement-unsigned"))
    };
    let id = of.id.to_string();
    let count = counts.get(&of.id).copied().unwrap_or(0);
    ResellerRow {
        state: state(visitor, of.is_active()),
        network_id: of.network_id.unwrap_or_default(),
        country: labels::country(w, &of.country),
        agreement,
        customers: w.number(u32::try_from(count).unwrap_or(u32::MAX)),
        customers_href: with_query(&format!("{base}/customers"), "reseller", &encoded(&id)),
        since: w.date(w.date_at(of.since)),
        // One of the sandbox goes as a whole.
        remove: (!of.sandbox && visitor.may(Permission::RemovePartnership))
            .then(|| format!("{base}/resellers/{id}/remove")),
        delete: (of.sandbox && visitor.may(Permission::MakeSandboxResellers))
            .then(|| format!("{base}/resellers/{id}/delete")),
        name: of.name,
    }
}

async fn ask_to_remove(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let reseller = find(&visitor, &id).await?;
    let (w, list) = (visitor.w, list(&visitor));
    let said = |key| w.t1(key, "name", reseller.name.clone());
    Ok(visitor.page(&SurePage {
        w,
        shell: below(&visitor),
        title: said("partnership-remove-title"),
        points: REMOVE_POINTS.map(said).into(),
        form: Form::default(),
        etag: String::new(),
        action: format!("{list}/{}/remove", reseller.id),
        back: list,
        label: w.t("action-remove-partnership"),
        hindered: None,
    }))
}

/// The list of resellers.
fn list(visitor: &Visitor) -> String {
    format!("{}/resellers", visitor.base())
}

/// The frame of a page below it.
fn below(visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell("resellers");
    shell.crumbs.push(Crumb::new(visitor.w.t("resellers-title"), list(visitor)));
    shell
}

/// A partnership that goes on.
async fn find(visitor: &Visitor, id: &str) -> Result<Reseller, Away> {
    let id: OrganisationId = visitor.id(id)?;
    let all = visitor.read(partners::resellers).await?;
    let found = all.into_iter().find(|one| one.id == id && !one.removed);
    found.ok_or_else(|| visitor.refuse(Fault::NotFound(Noun::Partnership)))
}

async fn remove(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: OrganisationId = form.id(&id)?;
    let removed = form.try_write(move |cx| partners::remove_partnership(cx, id));
    removed.await.map_err(|fault| form.refuse(fault))?;
    Ok(form.done("/resellers", "partnership-removed"))
}

async fn providers(visitor: Visitor) -> Answer {
    let found = visitor.read(partners::providers).await?;
    let w = visitor.w;
    let rows = found.into_iter().map(|of| ProviderRow {
        state: state(&visitor, of.active),
        name: of.name,
        network_id: of.network_id.unwrap_or_default(),
        country: labels::country(w, &of.country),
        customers: w.number(u32::try_from(of.customers).unwrap_or(u32::MAX)),
        since: w.date(w.date_at(of.since)),
    });
    let invite = visitor.offer(Permission::RequestRelationship, "/requests/new");
    let invite = invite.map(|to| Control::new(w.t("providers-invite"), to).primary());
    let controls = invite.into_iter().collect();
    let rows = rows.collect();
    Ok(visitor.page(&ProvidersPage { w, shell: visitor.shell("providers"), rows, controls }))
}
