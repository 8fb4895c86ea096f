//! A program without a browser waits elsewhere (RFC 8628): the person types the code it shows,
//! sees who asks, and answers.

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    paths,
    routes::{Gate, Pages},
};
use crate::{
    authorize::{ConsentPage, Destination, DevicePage},
    form::Form,
};
use axum::response::Response;
use opc_core::{Fault, identity, kernel::rule::Problem};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/device", Gate::SIGNED_IN, ask_code)
        .post("/device", Gate::SIGNED_IN, show_asking)
        .post("/device/answer", Gate::SIGNED_IN, answer)
}

async fn ask_code(visitor: Visitor) -> Answer {
    fit(&visitor)?;
    Ok(visitor.page(&device_page(&visitor, Form::default())))
}

fn device_page(visitor: &Visitor, form: Form) -> DevicePage {
    DevicePage { w: visitor.w, shell: visitor.shell(""), form }
}

/// Only a person with both factors and a password of their own answers for themselves.
fn fit(visitor: &Visitor) -> Result<(), Away> {
    let Some(person) = visitor.person() else { return Err(visitor.refuse(Fault::SignedOut)) };
    if person.must_change_password {
        return Err(visitor.go(&paths::and_then("/sign-in/change", "/device")).into());
    }
    if person.mfa { Ok(()) } else { Err(visitor.refuse(Fault::StepUp)) }
}

async fn show_asking(form: Posted) -> Answer {
    fit(&form)?;
    let code = form.typed().get("user-code").to_owned();
    let typed = code.clone();
    let asking = form.try_read(move |cx| identity::asking_device(cx, &typed));
    let asking = match form.guess(asking).await? {
        Ok(asking) => asking,
        Err(problems) => return Ok(again(&form, &problems)),
    };
    let page = ConsentPage {
        w: form.w,
        shell: form.shell(""),
        application: asking.name,
        organisation: asking.organisation_name,
        action: "/device/answer".to_owned(),
        destination: Destination::Elsewhere { user_code: identity::shown_user_code(&code) },
    };
    Ok(form.page(&page))
}

async fn answer(form: Posted) -> Answer {
    fit(&form)?;
    let code = form.typed().get("user-code").to_owned();
    let allowed = form.typed().get("answer") == "allow";
    let answered = form.try_write(move |cx| identity::answer_device(cx, &code, allowed));
    match form.guess(answered).await? {
        Ok(()) => Ok(form.done("/", if allowed { "device-allowed" } else { "device-declined" })),
        Err(problems) => Ok(again(&form, &problems)),
    }
}

fn again(form: &Posted, problems: &[Problem]) -> Response {
    let shown = form.typed().form_with(form.w, problems);
    form.form_again(&device_page(form, shown))
}
