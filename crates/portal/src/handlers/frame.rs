//! The visitor of a page: who it is, in which language, and what surrounds the page.

use super::{
    around::Arrival,
    forms::Typed,
    navigation, paths,
    routes::{Gate, PageScope, Portal},
    session,
};
use crate::{
    language::Lang,
    security::Csrf,
    shell::{self, Flash, Shell, Tone},
};
use askama::Template;
use axum::{
    extract::FromRequestParts,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use opc_core::{
    Cx, Fault, Noun,
    access::{Actor, Caller, Feature, Permission, Person, Request},
    secrets::digest,
};
use opc_words::Words;
use std::str::FromStr;

/// Another answer than the page: a redirect or an error page. Boxed, since it is rarely used.
#[derive(Debug)]
pub(super) struct Away(Box<Response>);

impl From<Response> for Away {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}
impl IntoResponse for Away {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// Why somebody is not let in.
pub(super) enum Stop {
    /// They have to pass one of the pages of the way in first.
    Door(Door),
    /// They may not.
    Fault(Fault),
}

/// The pages of the way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    Password,
    Code,
    Enrol,
    Change,
}

impl Door {
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Password => "/sign-in",
            Self::Code => "/sign-in/code",
            Self::Enrol => "/sign-in/enrol",
            Self::Change => "/sign-in/change",
        }
    }
}

/// What a handler answers.
pub(super) type Answer = Result<Response, Away>;

/// Whoever asks for a page, after the page's gate has let them in.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    pub(super) portal: Portal,
    actor: Actor,
    request: Request,
    /// Words of the language negotiated.
    pub(super) w: Words,
    /// Path and query of the page, or of the page the form was on.
    pub(super) here: String,
    query: Typed,
    shell: Shell,
    is_htmx: bool,
}

impl Visitor {
    /// Who it is; anonymous only on pages for everybody.
    pub(super) fn actor(&self) -> &Actor {
        &self.actor
    }
    /// The person signed in; absent only on pages for everybody.
    pub(super) fn person(&self) -> Option<&Person> {
        self.actor.person()
    }
    /// Whether the policy lets them do it, second factor aside: for what a page offers.
    pub(super) fn may(&self, permission: Permission) -> bool {
        self.actor.may(permission)
    }
    /// Whether the edition has a part of the product.
    pub(super) fn has(&self, feature: Feature) -> bool {
        self.portal.core.settings().cloud.has(feature)
    }
    /// The credential, for use cases that manage their own transactions.
    pub(super) fn request(&self) -> Request {
        self.request.clone()
    }
    /// Parameters of the address.
    pub(super) fn query(&self) -> &Typed {
        &self.query
    }
    /// Path prefix of the visitor's tenant, without a slash at the end.
    pub(super) fn base(&self) -> &str {
        &self.shell.base
    }
    /// The frame of a page; `nav` is the key of the part of the navigation it belongs to.
    pub(super) fn shell(&self, nav: &str) -> Shell {
        let mut shell = self.shell.clone();
        for item in &mut shell.nav {
            item.current = item.key == nav;
        }
        shell
    }
    /// Runs a use case that only looks. What goes wrong becomes a page.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Away> {
        self.try_read(work).await.map_err(|fault| self.refuse(fault))
    }
    /// [`Visitor::read`] that leaves the fault to the caller; [`Visitor::refuse`] makes a page of it.
    pub(super) async fn try_read<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.portal.core.read(self.request(), work).await
    }
    /// An id in the address; text that is none leads nowhere.
    pub(super) fn id<I: FromStr>(&self, text: &str) -> Result<I, Away> {
        text.parse().map_err(|_| self.refuse(Fault::NotFound(Noun::Page)))
    }
    /// Shows a page.
    #[expect(clippy::unused_self, reason = "only a visitor the gate let in is shown a page")]
    pub(super) fn page(&self, page: &impl Template) -> Response {
        shell::page(StatusCode::OK, page)
    }
    /// Shows a form again, with what is wrong with it.
    #[expect(clippy::unused_self, reason = "only a visitor the gate let in is shown a page")]
    pub(super) fn form_again(&self, page: &impl Template) -> Response {
        shell::page(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
    /// Leads on to another page of ours.
    pub(super) fn go(&self, path: &str) -> Response {
        let (status, name) = if self.is_htmx {
            // A redirect would be followed without the reader's address line.
            (StatusCode::OK, HeaderName::from_static("hx-redirect"))
        } else {
            (StatusCode::SEE_OTHER, header::LOCATION)
        };
        let to = HeaderValue::from_str(paths::local(path).unwrap_or("/"));
        (status, [(name, to.unwrap_or(HeaderValue::from_static("/")))]).into_response()
    }
    /// Leads on to a page of the tenant, which then shows the message `done-<key>`.
    pub(super) fn done(&self, path: &str, key: &str) -> Response {
        self.go(&crate::language::with_query(&format!("{}{path}", self.base()), "done", key))
    }

    /// Checks the gate: signed in, of this tenant, past a temporary password, allowed.
    pub(super) fn admit(&self, gate: Gate, path: &str) -> Result<(), Stop> {
        if gate.scope == PageScope::Anyone {
            return Ok(());
        }
        let Some(person) = self.person() else { return Err(Stop::Door(Door::Password)) };
        let own = person.organisation.id.to_string();
        if paths::tenant(path).is_some_and(|tenant| tenant != own) {
            return Err(Stop::Fault(Fault::NotFound(Noun::Page)));
        }
        if gate.scope == PageScope::Tenant && person.must_change_password {
            // A password is changed by those who have shown their second factor.
            let owes = person.owes_second_factor();
            return Err(Stop::Door(if owes { Door::Code } else { Door::Change }));
        }
        let Some(permission) = gate.permission else { return Ok(()) };
        self.actor.permits(permission).map_err(|fault| match fault {
            Fault::StepUp => Stop::Door(self.step_up()),
            fault => Stop::Fault(fault),
        })
    }
    /// For pages that touch what the second factor protects, but are open without one.
    pub(super) fn owes_nothing(&self) -> Result<(), Away> {
        let owes = self.person().is_some_and(Person::owes_second_factor);
        if owes { Err(self.refuse(Fault::StepUp)) } else { Ok(()) }
    }
    /// The page of the second factor.
    pub(super) fn step_up(&self) -> Door {
        let enrolled = self.person().is_some_and(|person| person.enrolled);
        if enrolled { Door::Code } else { Door::Enrol }
    }
    /// The page of the way in that somebody passes who answers with a temporary password, or without
    /// the second factor they have.
    pub(super) fn unfinished(&self) -> Option<Door> {
        let person = self.person()?;
        if person.owes_second_factor() {
            return Some(Door::Code);
        }
        person.must_change_password.then_some(Door::Change)
    }
    /// Leads to a page of the way in, and back here after it.
    pub(super) fn through(&self, door: Door) -> Response {
        self.go(&paths::and_then(door.path(), &self.here))
    }
    /// What somebody sees who is not let in.
    pub(super) fn stopped(&self, stop: Stop) -> Away {
        match stop {
            Stop::Door(door) => self.through(door).into(),
            Stop::Fault(fault) => self.refuse(fault),
        }
    }
    /// The visitor of `page`, where a form that was kept is shown again.
    pub(super) fn shown_again(mut self, page: String) -> Self {
        let text = self.w.t("kept-again");
        self.shell.flashes = vec![Flash { tone: Tone::Warning, text }];
        self.shell.here.clone_from(&page);
        Self { here: page, ..self }
    }
    /// A page of the way in instead of the page asked for, also where htmx would put it elsewhere.
    pub(super) fn interrupt(&self, page: &impl Template) -> Response {
        if !self.is_htmx {
            return shell::page(StatusCode::UNAUTHORIZED, page);
        }
        let everything = [("hx-retarget", "body"), ("hx-reswap", "innerHTML")];
        (everything, shell::page(StatusCode::OK, page)).into_response()
    }

    /// Remembers a language asked for by a link of ours. A link elsewhere changes one page only.
    pub(super) async fn remember_language(&self, lang: Option<Lang>, ours: bool) {
        let Some(lang) = lang else { return };
        let changed = self.person().is_some_and(|person| person.language != lang);
        if changed && ours {
            let work = move |cx: &mut Cx<'_, '_>| opc_core::identity::set_language(cx, lang);
            if let Err(fault) = self.portal.core.write(self.request(), work).await {
                tracing::warn!(?fault, "language not remembered");
            }
        }
    }
}

/// The language in `?lang=`.
pub(super) fn asked_language(uri: &Uri) -> Option<Lang> {
    let pairs = uri.query()?.split('&');
    pairs.filter_map(|pair| pair.strip_prefix("lang=")).find_map(Lang::parse)
}

/// The language asked for in the address, else a person's own, else the cookie's or the browser's.
pub(super) fn accepted_language(
    asked: Option<Lang>,
    own: Option<Lang>,
    headers: &HeaderMap,
) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok());
    let cookie = session::cookie(headers, session::LANGUAGE);
    Lang::negotiate(asked.map(Lang::code), own, cookie, accepted)
}

/// Where a redirect back leads: this page, or the page the form or the part was on.
fn here(parts: &Parts) -> String {
    let named = |name: HeaderName| {
        let address = parts.headers.get(name).and_then(|address| address.to_str().ok());
        address.and_then(paths::path_of)
    };
    let page = match parts.method {
        Method::GET | Method::HEAD => named(HeaderName::from_static("hx-current-url"))
            .or_else(|| parts.uri.path_and_query().map(|p| p.as_str())),
        _ => named(header::REFERER),
    };
    page.and_then(paths::local).unwrap_or("/").to_owned()
}

impl Visitor {
    /// Who it is, before the gate of the page.
    pub(super) async fn arrive(parts: &mut Parts, portal: &Portal) -> Result<(Self, Gate), Away> {
        let Some(arrival) = parts.extensions.get::<Arrival>().cloned() else {
            tracing::error!("a page outside the portal's own middleware");
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response().into());
        };
        let gate = parts.extensions.get::<Gate>().copied().unwrap_or(Gate::ANYONE);
        let token = session::token(portal, &parts.headers);
        let caller = token.map_or(Caller::Anonymous, |t| Caller::Session(digest(t.as_bytes())));
        let from = parts.extensions.get().copied();
        let request = Request { caller, correlation: arrival.correlation, from };
        let found = portal.core.read(request.clone(), |cx| Ok(cx.actor().clone())).await;
        let (actor, failed) = match found {
            Ok(actor) => (actor, None),
            Err(Fault::SignedOut) => (Actor::Anonymous, None),
            Err(fault) => (Actor::Anonymous, Some(fault)),
        };
        let own = actor.person().map(|person| person.language);
        let lang = accepted_language(asked_language(&parts.uri), own, &parts.headers);
        let w = Words::of(lang).in_country(actor.member().map(|member| member.country));
        let here = here(parts);
        let query = Typed::of(&parts.uri);
        let theme = session::cookie(&parts.headers, session::THEME).unwrap_or_default();
        let csrf = navigation::csrf(portal, &actor).unwrap_or(arrival.door);
        let mut shell =
            navigation::shell(portal, &actor, w, Shell::outside(here.clone(), Csrf::new(csrf)));
        shell.theme = shell::Theme::from_key(theme);
        shell.flashes = navigation::flashes(w, query.get("done"));
        let is_htmx = parts.headers.contains_key("hx-request");
        // A session that has ended is no credential: what follows is done by nobody.
        let caller = if actor.person().is_some() { request.caller } else { Caller::Anonymous };
        let request = Request { caller, ..request };
        let portal = portal.clone();
        let visitor = Self { portal, actor, request, w, here, query, shell, is_htmx };
        if let Some(fault) = failed {
            return Err(visitor.refuse(fault));
        }
        Ok((visitor, gate))
    }
}

impl FromRequestParts<Portal> for Visitor {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Away> {
        let (visitor, gate) = Self::arrive(parts, portal).await?;
        visitor.admit(gate, parts.uri.path()).map_err(|stop| visitor.stopped(stop))?;
        let ours = session::is_ours(&parts.headers, &portal.core.settings().base_url);
        let looks = parts.method == Method::GET;
        visitor.remember_language(asked_language(&parts.uri), looks && ours).await;
        Ok(visitor)
    }
}
