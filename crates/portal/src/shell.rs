//! What surrounds every page: header, navigation, language and theme switch, messages.

use crate::{guidance::Topic, language::with_query, security::Csrf};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use opc_core::access::Cloud;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value in the cookie, in the form and in `data-theme`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
    /// From the cookie; anything unknown means the system's theme.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|t| t.key() == key).unwrap_or_default()
    }
}

/// An entry of the navigation. Only what the person may use is passed in.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// The message `nav-<key>` names it; also the name of its icon.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether the page is in this part.
    pub current: bool,
}

/// A step of the way to this page.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// The text: a word or a name.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Crumb {
    /// A step.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// Tone of a message or a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Neutral,
    /// Worth knowing.
    Info,
    /// It worked.
    Good,
    /// Needs care.
    Warning,
    /// It failed.
    Bad,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

/// A message on top of the page, after an action.
#[derive(Debug, Clone)]
pub struct Flash {
    /// Its tone.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// Who is signed in, as the header shows it.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Display name.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// Name of the organisation whose tenant this is.
    pub tenant: String,
    /// Names of the roles, in words.
    pub roles: Vec<String>,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Path prefix of the tenant's pages, without a slash at the end: `/t/<guid>`.
    pub base: String,
    /// Path and query of this page: the language switch leads back to it.
    pub here: String,
    /// Theme from the cookie.
    pub theme: Theme,
    /// Who is signed in, if anyone.
    pub user: Option<SignedIn>,
    /// Navigation.
    pub nav: Vec<NavItem>,
    /// The way to this page, without the page itself.
    pub crumbs: Vec<Crumb>,
    /// Messages.
    pub flashes: Vec<Flash>,
    /// Token of the session for every form.
    pub csrf: Csrf,
    /// Whether this is the sandbox: said in the header.
    pub sandbox: bool,
    /// The edition: named in the header unless it is everybody's.
    pub cloud: Cloud,
    /// What the operator has to say to everybody of the organisation, line by line.
    pub notice: Vec<String>,
}

impl Shell {
    /// A frame for someone who is not signed in.
    pub fn outside(here: impl Into<String>, csrf: Csrf) -> Self {
        Self {
            base: String::new(),
            here: here.into(),
            theme: Theme::default(),
            user: None,
            nav: Vec::new(),
            crumbs: Vec::new(),
            flashes: Vec::new(),
            csrf,
            sandbox: false,
            cloud: Cloud::default(),
            notice: Vec::new(),
        }
    }
    /// This page in the language with this code.
    pub fn in_language(&self, code: &str) -> String {
        with_query(&self.here, "lang", code)
    }
    /// Where a search leads without script: to the customers, or to help for who may not see them.
    pub fn search(&self) -> String {
        let customers = self.nav.iter().find(|item| item.key == "customers");
        customers.map_or_else(|| format!("{}/help", self.base), |item| item.href.clone())
    }
    /// Path of a help page, if the edition has it.
    pub fn guide(&self, key: &str) -> Option<String> {
        let topic = Topic::from_key(key).filter(|topic| topic.lacking(self.cloud).is_none());
        topic.map(|topic| format!("{}/help/{}", self.base, topic.key()))
    }
    /// The name of the edition in messages; `None` for everybody's.
    pub fn edition(&self) -> Option<&'static str> {
        (self.cloud != Cloud::Public).then(|| self.cloud.name())
    }
    /// URL of an asset.
    pub fn asset(&self, name: &str) -> &'static str {
        crate::assets::url(name)
    }
}

/// Renders a page. A template that cannot be rendered is a defect: it is logged, and the reader
/// gets an empty page with status 500.
pub fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "page not rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
