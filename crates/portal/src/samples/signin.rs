//! The door.

use super::{
    every::{Rendered, html},
    parts::{outside, shell, trouble},
};
use crate::{
    authorize::{ConsentPage, Destination, DevicePage},
    form::{Form, Severity},
    signin::{
        ChangePage, CodePage, DemoChoice, EnrolPage, Onward, PasswordPage, SignOutEverywherePage,
    },
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let elsewhere = Destination::Elsewhere { user_code: "BCDF-GHJK".into() };
    vec![
        html("signin-password", &password(w)),
        html("signin-code", &code(w)),
        html("signin-change", &change(w)),
        html("signin-enrol", &enrol(w)),
        html("signin-consent", &consent(w, here())),
        html("signin-device", &device(w)),
        html("signin-device-consent", &consent(w, elsewhere)),
        html("signin-out", &SignOutEverywherePage { w, shell: shell(w, "overview") }),
    ]
}

fn consent(w: Words, destination: Destination) -> ConsentPage {
    ConsentPage {
        w,
        shell: shell(w, ""),
        application: "Kumo Billing".into(),
        organisation: "Kumo Trading".into(),
        action: "/common/oauth2/authorize?client_id=1&state=2".into(),
        destination,
    }
}

fn here() -> Destination {
    Destination::Here {
        host: "app.example".into(),
        cancel: "https://app.example/back?error=access_denied&state=2".into(),
    }
}

fn device(w: Words) -> DevicePage {
    let mut form = Form::filled([("user-code", "BCDF-GHJK")]);
    form.troubles.push(trouble("user-code", "rule-device-code-wrong", "No.", Severity::Error));
    DevicePage { w, shell: shell(w, ""), form }
}

fn password(w: Words) -> PasswordPage {
    let mut form = Form::filled([("user-name", "hanako@kumo.example")]);
    form.troubles.push(trouble("password", "rule-required", "Enter it.", Severity::Error));
    let demo = DemoChoice {
        user_name: "hanako@kumo.example".into(),
        password: "kumo-hashi".into(),
        organisation: "Kumo Trading".into(),
        roles: vec![w.t("role-admin-agent")],
    };
    PasswordPage { w, shell: outside(), form, on: Onward::default(), demo: vec![demo] }
}

fn code(w: Words) -> CodePage {
    CodePage {
        w,
        shell: outside(),
        form: Form::default(),
        on: Onward::default(),
        code_now: Some("123456".into()),
    }
}

fn change(w: Words) -> ChangePage {
    ChangePage {
        w,
        shell: outside(),
        form: Form::default(),
        min_length: 12,
        on: Onward::default(),
        forced: true,
    }
}

fn enrol(w: Words) -> EnrolPage {
    let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned();
    EnrolPage {
        w,
        shell: outside(),
        form: Form::default(),
        uri: format!("otpauth://totp/OPC:hanako?secret={secret}&issuer=OPC"),
        secret,
        on: Onward::default(),
    }
}
