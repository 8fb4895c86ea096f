//! A customer's administrator looks at the partners, and ends what one may do.

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::Badge,
    form::Form,
    invited::{PartnerRow, PartnersPage},
    shell::{Crumb, Tone},
    sure::SurePage,
};
use axum::extract::Path;
use opc_core::{
    Fault, Noun,
    access::Permission,
    customers::{self, OwnPartner},
    kernel::id::OrganisationId,
};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let manage = Gate::needs(Permission::ManagePartners);
    Pages::default()
        .get("/p/{tenant}/partners", manage, list)
        .get("/p/{tenant}/partners/{partner}/end-admin", manage, ask_end)
        .post("/p/{tenant}/partners/{partner}/end-admin", manage, end)
}

async fn list(visitor: Visitor) -> Answer {
    let found = visitor.read(customers::own_partners).await?;
    let rows = found.iter().map(|one| row(&visitor, one)).collect();
    let (shell, admin) = (visitor.shell("partners"), visitor.may(Permission::ViewAdmin));
    Ok(visitor.page(&PartnersPage { w: visitor.w, shell, rows, admin }))
}

fn row(visitor: &Visitor, of: &OwnPartner) -> PartnerRow {
    let w = visitor.w;
    let role = match (of.sells, of.providers.as_slice()) {
        _ if !of.related => w.t("partners-roles-only"),
        (false, []) => w.t("partners-serves"),
        (true, []) => w.t("partners-sells"),
        (sells, providers) => {
            let key = if sells { "partners-sells-and-serves" } else { "partners-serves-with" };
            w.t1(key, "providers", providers.join(" · "))
        }
    };
    let admin = if of.delegated_admin {
        Badge::new(Tone::Warning, w.t("partners-admin-yes"))
    } else {
        Badge::new(Tone::Neutral, w.t("partners-admin-no"))
    };
    let end = format!("{}/partners/{}/end-admin", visitor.base(), of.id);
    PartnerRow {
        name: of.name.clone(),
        role,
        admin,
        since: w.time(of.since),
        end: of.delegated_admin.then_some(end),
        roles: (!of.related).then(|| format!("{}/admin-relationships", visitor.base())),
    }
}

async fn find(visitor: &Visitor, id: &str) -> Result<OwnPartner, Away> {
    let id: OrganisationId = visitor.id(id)?;
    let found = visitor.read(customers::own_partners).await?.into_iter().find(|one| one.id == id);
    found.ok_or_else(|| visitor.refuse(Fault::NotFound(Noun::Page)))
}

async fn ask_end(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    visitor.owes_nothing()?;
    let partner = find(&visitor, &id).await?;
    let list = format!("{}/partners", visitor.base());
    if !partner.delegated_admin {
        return Ok(visitor.go(&list));
    }
    let mut shell = visitor.shell("partners");
    shell.crumbs.push(Crumb::new(visitor.w.t("partners-title"), list.clone()));
    let w = visitor.w;
    let said = |key| w.t1(key, "partner", partner.name.clone());
    let mut points = vec![said("partners-end-loses"), said("partners-end-keeps")];
    points.extend(shell.guide("request").map(|_| w.t("partners-end-again")));
    Ok(visitor.page(&SurePage {
        w,
        shell,
        title: said("partners-end-of"),
        points,
        form: Form::default(),
        etag: String::new(),
        action: format!("{list}/{}/end-admin", partner.id),
        back: list,
        label: w.t("partners-end"),
        hindered: None,
    }))
}

async fn end(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    form.owes_nothing()?;
    let partner = find(&form, &id).await?.id;
    let done = form.write(move |cx| customers::end_delegated_admin(cx, partner)).await?;
    // Nothing was typed, so nothing can be wrong with it.
    done.map_err(|_| form.refuse(Fault::Stale))?;
    Ok(form.done("/partners", "admin-ended"))
}
