//! The way in: password, second factor, and the change of a temporary password.

use super::{
    forms::Posted,
    frame::{Answer, Visitor},
    paths,
    routes::{Gate, Pages},
    session,
};
use crate::{
    form::{Form, Severity, Trouble},
    labels,
    signin::{ChangePage, CodePage, DemoChoice, EnrolPage, PasswordPage},
};
use axum::response::Response;
use http::header;
use opc_core::{
    Fault,
    access::{Caller, Request},
    identity::{self, NewSession},
    kernel::rule::{Problem, Rule},
};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/sign-in", Gate::ANYONE, door)
        .post("/sign-in", Gate::ANYONE, enter)
        .get("/sign-in/code", Gate::SIGNED_IN, ask_code)
        .post("/sign-in/code", Gate::SIGNED_IN, show_code)
        .get("/sign-in/enrol", Gate::SIGNED_IN, ask_enrolment)
        .post("/sign-in/enrol", Gate::SIGNED_IN, enrol)
        .get("/sign-in/change", Gate::SIGNED_IN, ask_change)
        .post("/sign-in/change", Gate::SIGNED_IN, change)
}

/// Where to go on to; the hub if nowhere in particular.
fn next(visitor: &Visitor, text: &str) -> String {
    let hub =
        || visitor.person().map_or_else(|| "/".to_owned(), |_| format!("{}/", visitor.base()));
    paths::local(text).filter(|path| *path != "/").map_or_else(hub, str::to_owned)
}

async fn door(visitor: Visitor) -> Answer {
    let on = next(&visitor, visitor.query().get("next"));
    if visitor.person().is_some() {
        return Ok(visitor.go(&on));
    }
    let form = Form::filled([("user-name", visitor.query().get("user-name"))]);
    Ok(visitor.page(&password_page(&visitor, form, on)))
}

fn password_page(visitor: &Visitor, form: Form, next: String) -> PasswordPage {
    let w = visitor.w;
    let choice = |account: &super::routes::DemoAccount| DemoChoice {
        user_name: account.user_name.clone(),
        password: account.password.clone(),
        organisation: account.organisation.clone(),
        roles: account.roles.iter().map(|role| labels::role(w, role)).collect(),
    };
    let accounts = visitor.portal.options.demo_accounts.iter().map(choice);
    let demo = visitor.portal.core.settings().demo;
    PasswordPage {
        w,
        shell: visitor.shell(""),
        form,
        next,
        demo: if demo { accounts.collect() } else { Vec::new() },
    }
}

async fn enter(form: Posted) -> Answer {
    let typed = form.typed();
    let on = next(&form, typed.get("next"));
    let (name, password) = (typed.get("user-name").to_owned(), typed.raw("password").to_owned());
    let empty = [("user-name", name.is_empty()), ("password", password.is_empty())];
    let missing: Vec<_> = empty
        .into_iter()
        .filter(|(_, empty)| *empty)
        .map(|(field, _)| Problem::new(field, Rule::Required))
        .collect();
    let result = if missing.is_empty() {
        form.may_guess()?;
        let core = form.portal.core.clone();
        let request = Request { caller: Caller::Anonymous, ..form.request() };
        let tried =
            form.wait_for(move || identity::sign_in(&core, request, &name, &password)).await?;
        tried.inspect_err(|_| form.guessed_wrong())
    } else {
        Err(missing)
    };
    match result {
        Ok(session) => Ok(go_signed_in(&form, &session, &on)),
        Err(problems) => {
            let shown = typed.form_with(form.w, &problems);
            Ok(form.form_again(&password_page(&form, shown, on)))
        }
    }
}

/// Leads on with the cookie of a session that has just begun or risen.
fn go_signed_in(form: &Posted, session: &NewSession, on: &str) -> Response {
    let mut response = form.go(on);
    set_cookie(&mut response, session::begin(&form.portal, session));
    response
}

/// Adds a cookie to an answer.
pub(super) fn set_cookie(response: &mut Response, cookie: Option<http::HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

async fn ask_code(visitor: Visitor) -> Answer {
    let on = visitor.query().get("next");
    match visitor.person() {
        Some(person) if person.mfa => Ok(visitor.go(&next(&visitor, on))),
        Some(person) if !person.enrolled => Ok(visitor.go(&paths::and_then("/sign-in/enrol", on))),
        _ => {
            let page = code_page(&visitor, Form::default(), next(&visitor, on)).await?;
            Ok(visitor.page(&page))
        }
    }
}

async fn code_page(
    visitor: &Visitor,
    form: Form,
    next: String,
) -> Result<CodePage, super::frame::Away> {
    let name = visitor.person().map(|p| p.user_name.clone()).unwrap_or_default();
    // Only a sandbox answers; elsewhere there is no code to print.
    let code_now = visitor.read(move |cx| identity::code_now(cx, &name)).await?;
    Ok(CodePage { w: visitor.w, shell: visitor.shell(""), form, next, code_now })
}

async fn show_code(form: Posted) -> Answer {
    let on = next(&form, form.typed().get("next"));
    let code = form.typed().get("code").to_owned();
    form.may_guess()?;
    // A wrong code is counted, so the use case succeeds and its answer says that the code did not.
    let shown = form.try_write(move |cx| identity::verify_code(cx, &code)).await;
    match form.sort(shown.and_then(|inner| inner))? {
        Ok(session) => Ok(go_signed_in(&form, &session, &on)),
        Err(problems) => {
            form.guessed_wrong();
            let again = form.typed().form_with(form.w, &problems);
            let page = code_page(&form, again, on).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn ask_enrolment(visitor: Visitor) -> Answer {
    let on = visitor.query().get("next");
    if visitor.person().is_some_and(|person| person.enrolled) {
        return Ok(visitor.go(&paths::and_then("/sign-in/code", on)));
    }
    let page = enrol_page(&visitor, Form::default(), next(&visitor, on)).await?;
    Ok(visitor.page(&page))
}

async fn enrol_page(
    visitor: &Visitor,
    form: Form,
    next: String,
) -> Result<EnrolPage, super::frame::Away> {
    let identity::Enrolment { secret, uri } = visitor.read(identity::enrolment).await?;
    Ok(EnrolPage { w: visitor.w, shell: visitor.shell(""), form, secret, uri, next })
}

async fn enrol(form: Posted) -> Answer {
    let on = next(&form, form.typed().get("next"));
    let code = form.typed().get("code").to_owned();
    match form.write(move |cx| identity::confirm_enrolment(cx, &code)).await? {
        Ok(session) => Ok(go_signed_in(&form, &session, &on)),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            let page = enrol_page(&form, again, on).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn ask_change(visitor: Visitor) -> Answer {
    let on = next(&visitor, visitor.query().get("next"));
    Ok(visitor.page(&change_page(&visitor, Form::default(), on)))
}

fn change_page(visitor: &Visitor, form: Form, next: String) -> ChangePage {
    let min_length = identity::PASSWORD_MIN;
    let forced = visitor.person().is_some_and(|person| person.must_change_password);
    ChangePage { w: visitor.w, shell: visitor.shell(""), form, min_length, next, forced }
}

async fn change(form: Posted) -> Answer {
    let typed = form.typed();
    let on = next(&form, typed.get("next"));
    if typed.raw("new-password") != typed.raw("repeat-password") {
        let mut again = typed.form();
        again.troubles.push(Trouble {
            field: "repeat-password".to_owned(),
            rule: String::new(),
            text: form.w.t("change-repeat-wrong"),
            severity: Severity::Error,
        });
        return Ok(form.form_again(&change_page(&form, again, on)));
    }
    let (old, new) = (typed.raw("old-password").to_owned(), typed.raw("new-password").to_owned());
    let (core, request) = (form.portal.core.clone(), form.request());
    let work =
        move || -> Result<(), Fault> { identity::change_password(&core, request, &old, &new) };
    match form.wait_for(work).await? {
        Ok(()) => Ok(form.go(&crate::language::with_query(&on, "done", "password-changed"))),
        Err(problems) => {
            let again = typed.form_with(form.w, &problems);
            Ok(form.form_again(&change_page(&form, again, on)))
        }
    }
}
