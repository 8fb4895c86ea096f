//! The question whether an application may act in a person's name.

use crate::{form::Form, shell::Shell};
use askama::Template;
use opc_words::Words;

/// Where the answer goes.
#[derive(Debug, Clone)]
pub enum Destination {
    /// To the application's own address, in this browser.
    Here {
        /// Host of that address.
        host: String,
        /// Address to go to with a refusal.
        cancel: String,
    },
    /// To a program that waits elsewhere.
    Elsewhere {
        /// The code it shows.
        user_code: String,
    },
}

/// The code of a program elsewhere is asked for.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/device.html")]
pub struct DevicePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `user-code`.
    pub form: Form,
}

/// Who asks, for what, and where the answer goes.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/consent.html")]
pub struct ConsentPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Name of the application.
    pub application: String,
    /// Name of the organisation it belongs to, which is the person's own.
    pub organisation: String,
    /// Path and query the form is sent to.
    pub action: String,
    /// Where the answer goes.
    pub destination: Destination,
}
