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
    partners::{FirstAdmin, FirstPasswordPage, NewResellerPage},
    sure::SurePage,
};
use axum::extract::Path;
use http::{HeaderValue, header};
use opc_core::{
    Fault, Noun,
    identity::users::NewUser,
    kernel::{id::RequestId, rule::Problem},
    partners::{self, NewSandboxReseller, Reseller},
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
    let found = visitor.read(|cx| Ok((partners::own_profile(cx)?, cx.new_id::<RequestId>())));
    let (own, request) = found.await?;
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
        request_id: request.to_string(),
    })
}

pub(super) async fn make(form: Posted) -> Answer {
    let typed = form.typed();
    let new = read(typed);
    let request: Option<RequestId> = typed.get("request-id").parse().ok();
    let made = form.write(move |cx| {
        let request = request.unwrap_or_else(|| cx.new_id());
        partners::make_by_form(cx, request, &new)
    });
    match made.await? {
        Ok(id) => Ok(form.go(&format!("{}/{id}/password", list(&form)))),
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

/// The password of its administrator. Reloading shows it again until *Done*.
pub(super) async fn first_password(
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let reseller = own(&visitor, &id).await?;
    let (w, list, id) = (visitor.w, list(&visitor), reseller.id);
    let first = visitor.read(move |cx| partners::first_password(cx, id)).await?;
    let page = FirstPasswordPage {
        w,
        shell: below(&visitor),
        reseller: reseller.name,
        first: first.map(|first| FirstAdmin {
            name: labels::person_name(w, &first.first_name, &first.last_name),
            user_name: first.user_name,
            password: first.password,
        }),
        action: format!("{list}/{id}/password"),
        back: list,
    };
    let mut response = visitor.page(&page);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Done: the password cannot be shown again.
pub(super) async fn done(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id = form.id(&id)?;
    let forgotten = form.try_write(move |cx| partners::forget_first_password(cx, id));
    forgotten.await.map_err(|fault| form.refuse(fault))?;
    Ok(form.done("/resellers", "sandbox-made"))
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
