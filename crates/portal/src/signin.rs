//! Signing in: password, one-time code, the forced change of a password, enrolment.

use crate::{form::Form, shell::Shell};
use askama::Template;
use opc_words::Words;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// What the way in leads to.
#[derive(Debug, Clone, Default)]
pub struct Onward {
    /// Path of the page.
    pub path: String,
    /// A form to show there again, sealed; empty if there is none.
    pub kept: String,
}

/// User name and password.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/password.html")]
pub struct PasswordPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `user-name`, `password`; the password is never shown again.
    pub form: Form,
    /// What to go on to.
    pub on: Onward,
    /// Accounts to try; only in a sandbox.
    pub demo: Vec<DemoChoice>,
}

impl PasswordPage {
    /// The sign-in page with the name of an account filled in.
    pub fn fill_in(&self, account: &DemoChoice) -> String {
        let name = crate::language::encoded(&account.user_name);
        let next = crate::language::encoded(&self.on.path);
        format!("/sign-in?user-name={name}&next={next}")
    }
}

/// An account of the sandbox.
#[derive(Debug, Clone)]
pub struct DemoChoice {
    /// User name.
    pub user_name: String,
    /// Password, which is no secret.
    pub password: String,
    /// Organisation.
    pub organisation: String,
    /// Roles, in words.
    pub roles: Vec<String>,
}

/// The code of the authenticator app.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/code.html")]
pub struct CodePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `code`.
    pub form: Form,
    /// What to go on to.
    pub on: Onward,
    /// The code the app would show; only in a sandbox.
    pub code_now: Option<String>,
}

/// A temporary password has to be replaced.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/change.html")]
pub struct ChangePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `old-password`, `new-password`, `repeat-password`.
    pub form: Form,
    /// Fewest characters of a password.
    pub min_length: u32,
    /// What to go on to.
    pub on: Onward,
    /// Whether the password is temporary.
    pub forced: bool,
}

/// Setting up an authenticator app.
#[derive(Clone, Template)]
#[template(path = "signin/enrol.html")]
pub struct EnrolPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `code`.
    pub form: Form,
    /// The secret in base 32, for typing.
    pub secret: String,
    /// The `otpauth://` address in the picture.
    pub uri: String,
    /// What to go on to.
    pub on: Onward,
}

impl EnrolPage {
    /// The picture of the address, as SVG.
    pub fn picture(&self) -> String {
        qr_svg(&self.uri)
    }
    /// The secret in groups of four, which are easier to type.
    pub fn secret_in_groups(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

/// Signing out of every session of the account.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/out.html")]
pub struct SignOutEverywherePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
}

/// A QR code as an SVG drawing; text too long for a code gives an empty text.
fn qr_svg(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return String::new() };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    let side = size + 8;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-labelledby=\"qr-name\"><path class=\"qr-paper\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path class=\"qr-ink\" d=\"{path}\"/></svg>"
    )
}
