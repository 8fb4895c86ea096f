//! The customer's side: reading a request, and answering it.

use super::{
    below, choices, href,
    relationship::{facts, offer_end, terms},
    state,
};
use crate::{
    delegated_admin::{AdminAnswerPage, Bystander},
    form::Form,
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Door, Visitor},
        paths,
    },
    language::without_query,
    sure::SurePage,
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault, Noun,
    access::Permission,
    delegated_admin::{self as core, AdminRelationship, DirectoryRole, Stage, StageKind},
    invitations::Reader,
    kernel::{
        id::AdminRelationshipId,
        rule::{Problem, Rule},
    },
};

/// How a request is named in the address.
#[derive(Debug, Clone)]
enum Asked {
    Id(AdminRelationshipId),
    Link(String),
}

impl Asked {
    fn look(&self, cx: &mut Cx<'_, '_>) -> Result<(AdminRelationship, Reader), Fault> {
        match self {
            Self::Id(id) => Ok((core::get(cx, *id)?, Reader::MayAnswer)),
            Self::Link(token) => core::by_link(cx, token),
        }
    }
    /// What the reader may answer, and nothing that somebody else is asked.
    fn own(&self, cx: &mut Cx<'_, '_>) -> Result<AdminRelationship, Fault> {
        match self.look(cx)? {
            (of, Reader::MayAnswer) => Ok(of),
            _ => Err(Fault::NotFound(Noun::AdminRelationship)),
        }
    }
    fn answer(
        &self,
        cx: &mut Cx<'_, '_>,
        answer: core::Answer,
    ) -> Result<AdminRelationship, Fault> {
        let asked = match self {
            Self::Id(id) => Ok(*id),
            Self::Link(token) => Err(token.as_str()),
        };
        core::answer(cx, asked, answer)
    }
    /// The path of its page.
    fn base(&self, visitor: &Visitor, of: &AdminRelationship) -> String {
        match self {
            Self::Id(_) => href(visitor, of),
            Self::Link(token) => format!("/a/{token}"),
        }
    }
}

type Id = Path<(String, String)>;

/// The page of one of the customer's relationships.
pub(super) async fn show(visitor: &Visitor, id: AdminRelationshipId) -> Answer {
    look(visitor, Asked::Id(id)).await
}
/// The address that the link has in national clouds (`domain/03`, URL kind by cloud).
pub(super) async fn national(Path(token): Path<String>, visitor: Visitor) -> Answer {
    Ok(visitor.go(&format!("/a/{token}")))
}

/// What a link asks.
pub(super) async fn show_link(Path(token): Path<String>, visitor: Visitor) -> Answer {
    if let Some(door) = visitor.unfinished() {
        return Ok(visitor.through(door));
    }
    look(&visitor, Asked::Link(token)).await
}
pub(super) async fn approve(Path((_, id)): Id, form: Posted) -> Answer {
    let id = form.id(&id)?;
    agree(form, Asked::Id(id)).await
}
pub(super) async fn approve_link(Path(token): Path<String>, form: Posted) -> Answer {
    agree(form, Asked::Link(token)).await
}
pub(super) async fn ask(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id = visitor.id(&id)?;
    let page = confirm(&visitor, Asked::Id(id), &[]).await?;
    Ok(visitor.page(&page))
}
pub(super) async fn ask_link(Path(token): Path<String>, visitor: Visitor) -> Answer {
    let page = confirm(&visitor, Asked::Link(token), &[]).await?;
    Ok(visitor.page(&page))
}
pub(super) async fn decline(Path((_, id)): Id, form: Posted) -> Answer {
    let id = form.id(&id)?;
    refuse(form, Asked::Id(id)).await
}
pub(super) async fn decline_link(Path(token): Path<String>, form: Posted) -> Answer {
    refuse(form, Asked::Link(token)).await
}

async fn look(visitor: &Visitor, asked: Asked) -> Answer {
    let page = page(visitor, asked, Form::default()).await?;
    Ok(visitor.page(&page))
}

async fn page(visitor: &Visitor, asked: Asked, form: Form) -> Result<AdminAnswerPage, Away> {
    let named = asked.clone();
    let found = visitor.read(move |cx| {
        let (of, reader) = named.look(cx)?;
        let open = core::can_be_approved(cx, &of)?;
        Ok((of, reader, open))
    });
    let (of, reader, open) = found.await?;
    let (w, waits) = (visitor.w, matches!(of.stage, Stage::Pending { .. }));
    let reader = bystander(visitor, &of, (reader, open));
    let own = visitor.actor().member().map(|member| member.name.clone()).unwrap_or_default();
    let active = matches!(of.stage, Stage::Active { .. });
    Ok(AdminAnswerPage {
        w,
        shell: if reader.is_some() { visitor.shell("") } else { below(visitor) },
        base: asked.base(visitor, &of),
        name: of.terms.name.clone(),
        partner: of.partner.name.clone(),
        state: state(w, &of),
        facts: if reader.is_some() { terms(w, &of) } else { facts(w, &of, &own) },
        roles: choices(w, &of.terms.roles),
        is_global: of.terms.roles.contains(&DirectoryRole::GlobalAdmin),
        form,
        may_answer: waits && reader.is_none() && visitor.may(Permission::ApproveAdmin),
        terminate: (active && reader.is_none()).then(|| offer_end(visitor, &of)),
        not_now: (waits && !open && reader.is_none())
            .then(|| w.t1("admin-answer-not-now", "partner", of.partner.name.clone())),
        reader,
    })
}

/// What somebody can do who is not the one to answer. `open`: somebody could say yes now.
fn bystander(
    visitor: &Visitor,
    of: &AdminRelationship,
    (reader, open): (Reader, bool),
) -> Option<Bystander> {
    let key = match (reader, of.stage.kind()) {
        (Reader::MayAnswer, _) => return None,
        (Reader::Asking, kind) if kind != StageKind::Pending => "admin-link-own-over",
        (_, StageKind::Expired) => "offer-expired",
        (_, kind) if kind != StageKind::Pending => "offer-ended",
        (reader, _) if !open && reader != Reader::Asking => "admin-answer-not-now",
        (Reader::Nobody, _) => {
            let sign_in =
                paths::and_then(Door::Password.path(), &without_query(&visitor.here, "done"));
            return Some(Bystander::SignIn(sign_in));
        }
        (Reader::Asking, _) => "admin-link-own",
        (Reader::OtherKind, _) => "admin-link-other",
        (Reader::NoGlobalAdmin, _) => "offer-no-admin",
    };
    Some(Bystander::Nothing(visitor.w.t1(key, "partner", of.partner.name.clone())))
}

async fn agree(form: Posted, asked: Asked) -> Answer {
    let ticked = form.typed().has("admin-approved");
    let named = asked.clone();
    let done = form.write(move |cx| {
        if !ticked {
            named.own(cx)?;
            return Err(Fault::field("admin-approved", Rule::NotTicked));
        }
        named.answer(cx, core::Answer::Approve)
    });
    match done.await? {
        Ok(of) => Ok(form.done(&format!("/admin-relationships/{}", of.id), "admin-approved")),
        Err(problems) => {
            let page = page(&form, asked, form.typed().form_with(form.w, &problems)).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn confirm(visitor: &Visitor, asked: Asked, problems: &[Problem]) -> Result<SurePage, Away> {
    let named = asked.clone();
    let of = visitor.read(move |cx| named.own(cx)).await?;
    let (w, back) = (visitor.w, asked.base(visitor, &of));
    Ok(SurePage {
        w,
        shell: below(visitor),
        title: w.t("admin-decline-asked"),
        points: vec![w.t1("admin-decline-text", "partner", &of.partner.name)],
        form: Typed::default().form_with(w, problems),
        etag: of.version.to_string(),
        action: format!("{back}/decline"),
        back,
        label: w.t("action-decline"),
        hindered: None,
    })
}

async fn refuse(form: Posted, asked: Asked) -> Answer {
    let named = asked.clone();
    match form.write(move |cx| named.answer(cx, core::Answer::Decline)).await? {
        Ok(of) => Ok(form.done(&format!("/admin-relationships/{}", of.id), "admin-declined")),
        Err(problems) => {
            let page = confirm(&form, asked, &problems).await?;
            Ok(form.form_again(&page))
        }
    }
}
