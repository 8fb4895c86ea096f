//! User management.

use super::{
    forms::{Posted, Typed},
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Offered},
    form::{Choice, Form},
    labels,
    shell::{Crumb, Shell, Tone},
    users::{AddUserPage, DirectoryPage, EditUserPage, NewPasswordPage, UserListPage, UserRow},
};
use axum::{extract::Path, response::Response};
use opc_core::{
    access::{OrganisationKind, Permission, Role, RoleSet},
    identity::users::{self, AddedUser, NewUser, User, UserState},
    kernel::{id::UserId, page::PageSize, rule::Problem},
};

const GATE: Gate = Gate::needs(Permission::ManageUsers);

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/p/{tenant}/users", GATE, list)
        .post("/p/{tenant}/users", GATE, add)
        .get("/p/{tenant}/users/new", GATE, ask_new)
        .get("/p/{tenant}/users/{id}", GATE, show)
        .post("/p/{tenant}/users/{id}", GATE, set_roles)
        .post("/p/{tenant}/users/{id}/reset", GATE, reset)
        .post("/p/{tenant}/users/{id}/deactivate", GATE, deactivate)
        .post("/p/{tenant}/users/{id}/reactivate", GATE, reactivate)
        .get("/p/{tenant}/directory", Gate::needs(Permission::OpenDirectory), directory)
}

/// Where people are managed elsewhere: where that is.
async fn directory(visitor: Visitor) -> Answer {
    let portal = visitor.portal.core.settings().directory_portal.clone();
    Ok(visitor.page(&DirectoryPage { w: visitor.w, shell: visitor.shell("directory"), portal }))
}

async fn list(visitor: Visitor) -> Answer {
    let after: Option<String> = visitor.after()?;
    let size = PageSize::new(None, 50, 50);
    let page = visitor.read(move |cx| users::list(cx, after.as_deref(), size)).await?;
    Ok(visitor.page(&UserListPage {
        w: visitor.w,
        shell: visitor.shell("users"),
        rows: page.items.iter().map(|user| row(&visitor, user)).collect(),
        pager: visitor.pager(page.next.as_ref()),
    }))
}

fn row(visitor: &Visitor, user: &User) -> UserRow {
    let w = visitor.w;
    let state = match user.state {
        UserState::Inactive => Badge::new(Tone::Neutral, w.t("user-inactive")),
        UserState::Active if user.must_change_password => {
            Badge::new(Tone::Info, w.t("user-invited"))
        }
        UserState::Active if !user.enrolled => Badge::new(Tone::Warning, w.t("user-no-factor")),
        UserState::Active => Badge::new(Tone::Good, w.t("user-active")),
    };
    UserRow {
        href: format!("{}/users/{}", visitor.base(), user.id),
        name: labels::person_name(w, &user.first_name, &user.last_name),
        user_name: user.user_name.clone(),
        email: user.email.clone(),
        roles: user.roles.iter().map(|role| labels::role(w, role)).collect(),
        state,
        since: w.time(user.created_at),
    }
}

fn shell(visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell("users");
    let crumb = Crumb::new(visitor.w.t("users-title"), format!("{}/users", visitor.base()));
    shell.crumbs.push(crumb);
    shell
}

/// Roles people of the organisation can hold; that of global administrator is given by one only.
fn choices(visitor: &Visitor) -> Vec<Choice> {
    let kind = visitor.actor().member().map_or(OrganisationKind::Customer, |member| member.kind);
    let offered = users::offered_roles(kind).iter().copied();
    offered
        .filter(|role| *role != Role::GlobalAdmin || visitor.may(Permission::ManageGlobalAdmins))
        .map(|role| Choice::new(role.name(), labels::role(visitor.w, role)))
        .collect()
}

fn typed_roles(typed: &Typed) -> RoleSet {
    Role::ALL.iter().copied().filter(|r| typed.has(&format!("role-{}", r.name()))).collect()
}

async fn ask_new(visitor: Visitor) -> Answer {
    let form = Form::filled([("language", visitor.w.code())]);
    Ok(visitor.page(&add_page(&visitor, form)))
}

fn add_page(visitor: &Visitor, form: Form) -> AddUserPage {
    // Sign-in names end with the organisation's domain, one's own too.
    let own = visitor.person().map(|person| person.user_name.as_str()).unwrap_or_default();
    let domain = own.rsplit_once('@').map_or("", |(_, domain)| domain).to_owned();
    let w = visitor.w;
    let languages = crate::language::Lang::ALL
        .map(|lang| Choice::new(lang.code(), w.of_family("language", lang.code())));
    AddUserPage {
        w,
        shell: shell(visitor),
        form,
        roles: choices(visitor),
        languages: languages.into(),
        domain,
    }
}

async fn add(form: Posted) -> Answer {
    let typed = form.typed();
    let field = |name| typed.get(name).to_owned();
    let new = NewUser {
        user_name: field("user-name"),
        first_name: field("first-name"),
        last_name: field("last-name"),
        email: field("email"),
        language: field("language"),
        roles: typed_roles(typed),
    };
    let name = labels::person_name(form.w, &new.first_name, &new.last_name);
    match form.write(move |cx| users::add(cx, &new)).await? {
        Ok(added) => Ok(password(&form, name, added)),
        Err(problems) => {
            let again = typed.form_with(form.w, &problems);
            Ok(form.form_again(&add_page(&form, again)))
        }
    }
}

/// The answer to the form itself: a redirect could be opened twice, the password is shown once.
fn password(visitor: &Visitor, name: String, added: AddedUser) -> Response {
    visitor.page(&NewPasswordPage {
        w: visitor.w,
        shell: shell(visitor),
        name,
        user_name: added.user_name,
        password: added.one_time_password,
        back: format!("{}/users", visitor.base()),
    })
}

async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let user = find(&visitor, &id).await?;
    let names: Vec<_> = user.roles.iter().map(|r| format!("role-{}", r.name())).collect();
    let form = Form::filled(names.iter().map(|name| (name.as_str(), "on")));
    Ok(visitor.page(&edit_page(&visitor, &user, form)))
}

async fn find(visitor: &Visitor, id: &str) -> Result<User, Away> {
    let id: UserId = visitor.id(id)?;
    visitor.read(move |cx| users::get(cx, id)).await
}

fn edit_page(visitor: &Visitor, user: &User, form: Form) -> EditUserPage {
    let w = visitor.w;
    let row = row(visitor, user);
    let own = visitor.person().is_some_and(|person| person.user == user.id);
    let closed =
        if user.roles.has(Role::GlobalAdmin) && !visitor.may(Permission::ManageGlobalAdmins) {
            Some(w.t("users-global-admin-only"))
        } else {
            None
        };
    let open = |path: &str| match &closed {
        Some(why) => Offered::Closed(why.clone()),
        None => Offered::Open(format!("{}/{path}", row.href)),
    };
    let active = user.state == UserState::Active;
    let switch = match (active, own) {
        (true, true) => Offered::Closed(w.t("users-not-oneself")),
        (true, false) => open("deactivate"),
        (false, _) => open("reactivate"),
    };
    EditUserPage {
        w,
        shell: shell(visitor),
        reset: if own { Offered::Closed(w.t("users-own-password")) } else { open("reset") },
        switch,
        may_edit: closed.is_none(),
        roles: choices(visitor),
        user: row,
        form,
        active,
    }
}

async fn set_roles(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let user = find(&form, &id).await?;
    let (user_id, roles) = (user.id, typed_roles(form.typed()));
    let own = form.person().is_some_and(|person| person.user == user_id);
    match form.write(move |cx| users::set_roles(cx, user_id, roles)).await? {
        // A change of one's own roles ends one's own session.
        Ok(()) if own && roles != user.roles => Ok(form.go("/sign-in?done=roles-changed")),
        Ok(()) => Ok(form.done(&format!("/users/{user_id}"), "saved")),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&edit_page(&form, &user, again)))
        }
    }
}

async fn reset(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let user = find(&form, &id).await?;
    let user_id = user.id;
    if form.person().is_some_and(|person| person.user == user_id) {
        return Ok(form.go("/sign-in/change"));
    }
    match form.write(move |cx| users::reset_password(cx, user_id)).await? {
        Ok(added) => {
            let name = labels::person_name(form.w, &user.first_name, &user.last_name);
            Ok(password(&form, name, added))
        }
        Err(problems) => Ok(form.form_again(&again(&form, &user, &problems))),
    }
}

async fn deactivate(path: Path<(String, String)>, form: Posted) -> Answer {
    switch(path, form, UserState::Inactive).await
}

async fn reactivate(path: Path<(String, String)>, form: Posted) -> Answer {
    switch(path, form, UserState::Active).await
}

async fn switch(Path((_, id)): Path<(String, String)>, form: Posted, to: UserState) -> Answer {
    let user = find(&form, &id).await?;
    let user_id = user.id;
    let done = form
        .write(move |cx| match to {
            UserState::Active => users::reactivate(cx, user_id),
            UserState::Inactive => users::deactivate(cx, user_id),
        })
        .await?;
    match done {
        Ok(()) => {
            let key = if to == UserState::Active { "reactivated" } else { "deactivated" };
            Ok(form.done(&format!("/users/{user_id}"), key))
        }
        Err(problems) => Ok(form.form_again(&again(&form, &user, &problems))),
    }
}

/// The user's page with what stopped an action on top.
fn again(visitor: &Visitor, user: &User, problems: &[Problem]) -> EditUserPage {
    let mut form = Typed::default().form_with(visitor.w, problems);
    form.values =
        user.roles.iter().map(|r| (format!("role-{}", r.name()), "on".to_owned())).collect();
    edit_page(visitor, user, form)
}
