//! Resellers that a provider's sandbox makes for itself, and deletes.

use super::{below, find, list};
use crate::{
    address,
    form::{Choice, Form},
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    labels,
    language::Lang,
    partners::NewResellerPage,
    sure::SurePage,
    users::NewPasswordPage,
};
use axum::{extract::Path, response::Response};
use opc_core::{
    Fault, Noun,
    identity::users::NewUser,
    kernel::rule::Problem,
    partners::{self, NewSandboxReseller, Reseller, SandboxReseller},
};

/// The sign-in name of its administrator, before the domain.
const ADMIN: &str = "admin";

pub(super) async fn ask_new(visitor: Visitor) -> Answer {
    let own = visitor.read(partners::own_profile).await?;
    let form = Form::filled([("country", own.country.as_str()), ("language", visitor.w.code())]);
    let page = new_page(&visitor, form).await?;
    Ok(visitor.page(&page))
}

async fn new_page(visitor: &Visitor, form: Form) -> Result<NewResellerPage, Away> {
    let w = visitor.w;
    let own = visitor.read(partners::own_profile).await?;
    if !own.sandbox {
        return Err(visitor.refuse(Fault::NotFound(Noun::Page)));
    }
    let languages =
        Lang::ALL.map(|lang| Choice::new(lang.code(), w.of_family("language", lang.code())));
    Ok(NewResellerPage {
        w,
        shell: below(visitor),
        form,
        countries: address::countries(w, &own.market),
        languages: languages.into(),
        domain_suffix: visitor.portal.core.settings().domain_suffix.clone(),
    })
}

pub(super) async fn make(form: Posted) -> Answer {
    let typed = form.typed();
    let new = read(typed);
    let name = labels::person_name(form.w, &new.admin.first_name, &new.admin.last_name);
    match form.write(move |cx| partners::make_sandbox_reseller(cx, &new)).await? {
        Ok(made) => Ok(password(&form, name, made)),
        Err(problems) => {
            let page = new_page(&form, typed.form_with(form.w, &problems)).await?;
            Ok(form.form_again(&page))
        }
    }
}

fn read(typed: &Typed) -> NewSandboxReseller {
    let field = |name| typed.get(name).to_owned();
    NewSandboxReseller {
        network_id: field("network-id"),
        company_name: field("company-name"),
        country: field("country"),
        domain_prefix: field("domain-prefix"),
        admin: NewUser {
            user_name: ADMIN.to_owned(),
            first_name: field("first-name"),
            last_name: field("last-name"),
            email: field("email"),
            language: field("language"),
            ..NewUser::default()
        },
    }
}

/// The answer to the form itself: a redirect could be opened twice, the password is shown once.
fn password(visitor: &Visitor, name: String, made: SandboxReseller) -> Response {
    visitor.page(&NewPasswordPage {
        w: visitor.w,
        shell: below(visitor),
        name,
        user_name: made.admin.user_name,
        password: made.admin.one_time_password,
        back: list(visitor),
    })
}

pub(super) async fn ask_to_delete(
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let reseller = own(&visitor, &id).await?;
    Ok(visitor.page(&sure(&visitor, reseller, &[])))
}

/// One that the sandbox has made.
async fn own(visitor: &Visitor, id: &str) -> Result<Reseller, Away> {
    let found = find(visitor, id).await?;
    if found.sandbox { Ok(found) } else { Err(visitor.refuse(Fault::NotFound(Noun::Partnership))) }
}

fn sure(visitor: &Visitor, reseller: Reseller, problems: &[Problem]) -> SurePage {
    let (w, back) = (visitor.w, list(visitor));
    SurePage {
        w,
        shell: below(visitor),
        title: w.t1("sandbox-delete-asked", "name", reseller.name),
        points: ["sandbox-delete-people", "sandbox-delete-customers", "sandbox-delete-domain"]
            .map(|key| w.t(key))
            .into(),
        form: Typed::default().form_with(w, problems),
        etag: String::new(),
        action: format!("{back}/{}/delete", reseller.id),
        back,
        label: w.t("action-delete-reseller"),
        hindered: None,
    }
}

pub(super) async fn delete(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let reseller = own(&form, &id).await?;
    let id = reseller.id;
    match form.write(move |cx| partners::delete_sandbox_reseller(cx, id)).await? {
        Ok(()) => Ok(form.done("/resellers", "sandbox-deleted")),
        Err(problems) => Ok(form.form_again(&sure(&form, reseller, &problems))),
    }
}
