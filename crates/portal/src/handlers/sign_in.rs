//! The way in: password, second factor, and the change of a temporary password.

use super::{
    forms::{Posted, Typed},
    frame::{Answer, Away, Door, Visitor},
    kept::Kept,
    paths,
    routes::{Gate, Pages},
    session,
};
use crate::{
    form::Form,
    labels,
    language::with_query,
    signin::{ChangePage, CodePage, DemoChoice, EnrolPage, Onward, PasswordPage},
};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use opc_core::{
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

/// Where to go on to: a form that was kept, the page named, or the hub.
fn onward(visitor: &Visitor, from: &Typed) -> Onward {
    let hub =
        || visitor.person().map_or_else(|| "/".to_owned(), |_| format!("{}/", visitor.base()));
    let next = paths::local(from.get("next")).filter(|path| *path != "/");
    Onward { path: next.map_or_else(hub, str::to_owned), kept: from.get(Kept::FIELD).to_owned() }
}

/// Goes on. A form that was kept is carried back to its address by the browser, which sends this
/// very form there: only the sealed field of it is looked at.
fn go_on(form: &Posted, on: &Onward) -> Response {
    let kept = Kept::open(&form.portal, &on.kept);
    let action = kept.as_ref().and_then(|kept| paths::local(&kept.action));
    match action.and_then(|path| HeaderValue::from_str(path).ok()) {
        Some(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        None => form.go(&on.path),
    }
}

/// The page of the way in that a form met instead of its use case.
pub(super) async fn interrupted(visitor: &Visitor, door: Door, kept: &Kept) -> Away {
    let Some(sealed) = kept.seal(&visitor.portal) else { return visitor.through(door).into() };
    let (on, form) = (Onward { path: kept.page.clone(), kept: sealed }, Form::default());
    let page = match door {
        Door::Password => Ok(visitor.interrupt(&password_page(visitor, form, on))),
        Door::Change => Ok(visitor.interrupt(&change_page(visitor, form, on))),
        Door::Code => code_page(visitor, form, on).await.map(|page| visitor.interrupt(&page)),
        Door::Enrol => enrol_page(visitor, form, on).await.map(|page| visitor.interrupt(&page)),
    };
    page.map_or_else(|away| away, Away::from)
}

async fn door(visitor: Visitor) -> Answer {
    let on = onward(&visitor, visitor.query());
    if visitor.person().is_some() {
        return Ok(visitor.go(&on.path));
    }
    let form = Form::filled([("user-name", visitor.query().get("user-name"))]);
    Ok(visitor.page(&password_page(&visitor, form, on)))
}

fn password_page(visitor: &Visitor, form: Form, on: Onward) -> PasswordPage {
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
        on,
        demo: if demo { accounts.collect() } else { Vec::new() },
    }
}

async fn enter(form: Posted) -> Answer {
    let typed = form.typed();
    let on = onward(&form, typed);
    let (name, password) = (typed.get("user-name").to_owned(), typed.raw("password").to_owned());
    let empty = [("user-name", name.is_empty()), ("password", password.is_empty())];
    let missing: Vec<_> = empty
        .into_iter()
        .filter(|(_, empty)| *empty)
        .map(|(field, _)| Problem::new(field, Rule::Required))
        .collect();
    let result = if missing.is_empty() {
        let core = form.portal.core.clone();
        let request = Request { caller: Caller::Anonymous, ..form.request() };
        let work = move || identity::sign_in(&core, request, &name, &password);
        form.guess(form.wait_for(work)).await?
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
fn go_signed_in(form: &Posted, session: &NewSession, on: &Onward) -> Response {
    let mut response = go_on(form, on);
    set_cookie(&mut response, session::begin(&form.portal, session));
    response
}

/// Adds a cookie to an answer.
pub(super) fn set_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

async fn ask_code(visitor: Visitor) -> Answer {
    let on = onward(&visitor, visitor.query());
    match visitor.person() {
        Some(person) if person.mfa => Ok(visitor.go(&on.path)),
        Some(person) if !person.enrolled => {
            Ok(visitor.go(&paths::and_then(Door::Enrol.path(), &on.path)))
        }
        _ => {
            let page = code_page(&visitor, Form::default(), on).await?;
            Ok(visitor.page(&page))
        }
    }
}

async fn code_page(visitor: &Visitor, form: Form, on: Onward) -> Result<CodePage, Away> {
    let name = visitor.person().map(|p| p.user_name.clone()).unwrap_or_default();
    // Only a sandbox answers; elsewhere there is no code to print.
    let code_now = visitor.read(move |cx| identity::code_now(cx, &name)).await?;
    Ok(CodePage { w: visitor.w, shell: visitor.shell(""), form, on, code_now })
}

async fn show_code(form: Posted) -> Answer {
    let on = onward(&form, form.typed());
    let code = form.typed().get("code").to_owned();
    // A wrong code is counted, so the use case succeeds and its answer says that the code did not.
    let work = form.try_write(move |cx| identity::verify_code(cx, &code));
    match form.guess(async { work.await.and_then(|inner| inner) }).await? {
        Ok(session) => Ok(go_signed_in(&form, &session, &on)),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            let page = code_page(&form, again, on).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn ask_enrolment(visitor: Visitor) -> Answer {
    let on = onward(&visitor, visitor.query());
    if visitor.person().is_some_and(|person| person.enrolled) {
        return Ok(visitor.go(&paths::and_then(Door::Code.path(), &on.path)));
    }
    let page = enrol_page(&visitor, Form::default(), on).await?;
    Ok(visitor.page(&page))
}

async fn enrol_page(visitor: &Visitor, form: Form, on: Onward) -> Result<EnrolPage, Away> {
    let identity::Enrolment { secret, uri } = visitor.read(identity::enrolment).await?;
    Ok(EnrolPage { w: visitor.w, shell: visitor.shell(""), form, secret, uri, on })
}

async fn enrol(form: Posted) -> Answer {
    let on = onward(&form, form.typed());
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
    visitor.owes_nothing()?;
    let on = onward(&visitor, visitor.query());
    Ok(visitor.page(&change_page(&visitor, Form::default(), on)))
}

fn change_page(visitor: &Visitor, form: Form, on: Onward) -> ChangePage {
    let min_length = identity::PASSWORD_MIN;
    let forced = visitor.person().is_some_and(|person| person.must_change_password);
    ChangePage { w: visitor.w, shell: visitor.shell(""), form, min_length, on, forced }
}

async fn change(form: Posted) -> Answer {
    form.owes_nothing()?;
    let typed = form.typed();
    let on = onward(&form, typed);
    if typed.raw("new-password") != typed.raw("repeat-password") {
        let differ = [Problem::new("repeat-password", Rule::PasswordsDiffer)];
        let again = typed.form_with(form.w, &differ);
        return Ok(form.form_again(&change_page(&form, again, on)));
    }
    let (old, new) = (typed.raw("old-password").to_owned(), typed.raw("new-password").to_owned());
    let (core, request) = (form.portal.core.clone(), form.request());
    let work = move || identity::change_password(&core, request, &old, &new);
    match form.guess(form.wait_for(work)).await? {
        Ok(session) => {
            let path = with_query(&on.path, "done", "password-changed");
            Ok(go_signed_in(&form, &session, &Onward { path, ..on }))
        }
        Err(problems) => {
            let again = typed.form_with(form.w, &problems);
            Ok(form.form_again(&change_page(&form, again, on)))
        }
    }
}
