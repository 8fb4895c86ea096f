//! Groups of a partner's people.

use super::{below, customer_name, href, names};
use crate::{
    delegated_admin::{GroupListPage, GroupPage},
    form::{Choice, Form},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    labels,
    shell::{Crumb, Shell},
    sure::{Hindered, SurePage},
};
use axum::extract::Path;
use fluent_bundle::FluentArgs;
use opc_core::{
    delegated_admin::{
        AdminRelationship, Assignment,
        groups::{self, GroupForm},
    },
    kernel::{id::GroupId, rule::Rule},
};

pub(super) async fn list(visitor: Visitor) -> Answer {
    let w = visitor.w;
    let row = |group: groups::Group| {
        let href = format!("{}/security-groups/{}", visitor.base(), group.id);
        (href, group.name, w.t1("group-count", "count", group.members))
    };
    let rows = visitor.read(groups::list).await?.into_iter().map(row).collect();
    Ok(visitor.page(&GroupListPage { w, shell: below(&visitor), rows }))
}

fn shell(visitor: &Visitor) -> Shell {
    let mut shell = below(visitor);
    let list = format!("{}/security-groups", visitor.base());
    shell.crumbs.push(Crumb::new(visitor.w.t("groups-title"), list));
    shell
}

pub(super) async fn new(visitor: Visitor) -> Answer {
    let page = page(&visitor, None, Form::default()).await?;
    Ok(visitor.page(&page))
}

async fn page(visitor: &Visitor, id: Option<GroupId>, form: Form) -> Result<GroupPage, Away> {
    let w = visitor.w;
    let team = visitor.read(groups::team).await?;
    let people = team.into_iter().map(|one| {
        let name = labels::person_name(w, &one.first_name, &one.last_name);
        Choice::new(one.id.to_string(), format!("{name} ({})", one.user_name))
    });
    let list = format!("{}/security-groups", visitor.base());
    let action = id.map_or_else(|| list.clone(), |id| format!("{list}/{id}"));
    Ok(GroupPage {
        w,
        shell: shell(visitor),
        title: if id.is_some() { w.t("groups-title") } else { w.t("action-add-group") },
        delete: id.map(|_| format!("{action}/delete")),
        action,
        form,
        people: people.collect(),
    })
}

pub(super) async fn add(form: Posted) -> Answer {
    store(form, None).await
}

type Id = Path<(String, String)>;

pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id: GroupId = visitor.id(&id)?;
    let (group, members) = visitor.read(move |cx| groups::get(cx, id)).await?;
    let ticked: Vec<_> = members.iter().map(|id| format!("member-{id}")).collect();
    let values = ticked.iter().map(|name| (name.as_str(), "on"));
    let form = Form::filled(values.chain([("group-name", group.name.as_str())]));
    let page = page(&visitor, Some(id), form).await?;
    Ok(visitor.page(&page))
}

pub(super) async fn save(Path((_, id)): Id, form: Posted) -> Answer {
    let id = form.id(&id)?;
    store(form, Some(id)).await
}

async fn store(form: Posted, id: Option<GroupId>) -> Answer {
    let typed = form.typed();
    let ticked = typed.pairs().filter_map(|(name, _)| name.strip_prefix("member-")?.parse().ok());
    let sent = GroupForm { name: typed.get("group-name").to_owned(), members: ticked.collect() };
    match form.write(move |cx| groups::save(cx, id, &sent)).await? {
        Ok(_) => Ok(form.done("/security-groups", "group-saved")),
        Err(problems) => {
            let page = page(&form, id, typed.form_with(form.w, &problems)).await?;
            Ok(form.form_again(&page))
        }
    }
}

/// Asks before a group is deleted: who loses what.
pub(super) async fn ask_to_delete(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = sure(&visitor, visitor.id(&id)?, Form::default()).await?;
    Ok(visitor.page(&page))
}

async fn sure(visitor: &Visitor, id: GroupId, form: Form) -> Result<SurePage, Away> {
    let found = visitor.read(move |cx| Ok((groups::get(cx, id)?, groups::roles(cx, id)?)));
    let ((group, members), given) = found.await?;
    let w = visitor.w;
    let list = format!("{}/security-groups", visitor.base());
    let way = |(of, one): &(AdminRelationship, Assignment)| {
        let mut args = FluentArgs::new();
        args.set("name", of.terms.name.clone());
        args.set("customer", customer_name(w, of));
        args.set("roles", names(w, &one.roles).join(&w.t("list-comma")));
        (href(visitor, of), w.text_with("group-delete-role", &args))
    };
    let ways: Vec<_> = given.iter().map(way).collect();
    let people = w.t1("group-delete-members", "count", members.len());
    let access = if ways.is_empty() { "group-delete-nothing" } else { "group-delete-access" };
    Ok(SurePage {
        w,
        shell: shell(visitor),
        title: w.t1("group-delete-asked", "name", group.name),
        points: vec![people, w.t(access), w.t("group-delete-final")],
        form,
        etag: String::new(),
        action: format!("{list}/{id}/delete"),
        back: format!("{list}/{id}"),
        label: w.t("action-delete-group"),
        hindered: (!ways.is_empty()).then(|| Hindered {
            reason: w.rule(&Rule::GroupInUse),
            first: w.t("group-delete-first"),
            ways,
        }),
    })
}

pub(super) async fn delete(Path((_, id)): Id, form: Posted) -> Answer {
    let id: GroupId = form.id(&id)?;
    match form.write(move |cx| groups::delete(cx, id)).await? {
        Ok(()) => Ok(form.done("/security-groups", "group-deleted")),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            let page = sure(&form, id, again).await?;
            Ok(form.form_again(&page))
        }
    }
}
