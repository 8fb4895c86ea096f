//! Forms as they were sent.

mod upload;

pub(super) use upload::{Unread, Upload};

use super::{
    frame::{Away, Stop, Visitor, asked_language},
    kept::Kept,
    routes::{PageScope, Portal},
    session, sign_in,
};
use crate::{
    form::{self, Trouble},
    security::Csrf,
};
use axum::{
    Form,
    extract::{FromRequest, Query, Request},
    response::IntoResponse,
};
use http::{StatusCode, Uri};
use opc_core::{Cx, Fault, guesses::Guesser, kernel::rule::Problem};
use opc_words::Words;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// Most fields of a form or parameters of an address.
const FIELDS_MAX: usize = 2000;
/// Fields that are never shown again.
const SECRET: [&str; 7] = [
    Csrf::FIELD,
    Kept::FIELD,
    "password",
    "old-password",
    "new-password",
    "repeat-password",
    "code",
];

/// Names and values, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    fn new(mut pairs: Vec<(String, String)>) -> Self {
        pairs.truncate(FIELDS_MAX);
        Self(pairs)
    }
    /// The parameters of an address. What cannot be read counts as nothing.
    pub(super) fn of(address: &Uri) -> Self {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(address);
        Self::new(pairs.map(|Query(pairs)| pairs).unwrap_or_default())
    }
    /// The value of a field without blanks around it; empty if it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }
    /// The value of a field exactly as typed, such as a password.
    pub(super) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
    /// All values of a field that may come several times.
    pub(super) fn all<'t>(&'t self, name: &str) -> impl Iterator<Item = &'t str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
    /// Whether a box was ticked or a button pressed.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
    /// Names and values in the order they were sent.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// Everything typed except secrets.
    pub(super) fn without_secrets(&self) -> Self {
        let shown = self.0.iter().filter(|(name, _)| !SECRET.contains(&name.as_str()));
        Self(shown.cloned().collect())
    }
    /// The mark of whom the form was made for; empty if it has none.
    pub(super) fn mark(&self) -> &str {
        self.get(Csrf::FIELD).split_once('.').map_or("", |(_, mark)| mark)
    }
    /// The form to show again: everything typed except secrets.
    pub(super) fn form(&self) -> form::Form {
        form::Form::filled(self.without_secrets().pairs())
    }
    /// [`Typed::form`] with what is wrong with it.
    pub(super) fn form_with(&self, w: Words, problems: &[Problem]) -> form::Form {
        let troubles = problems.iter().map(|problem| Trouble::of(w, problem)).collect();
        form::Form { troubles, ..self.form() }
    }
}

/// A form sent from a page of ours by a visitor the gate let in. Only this can write.
#[derive(Debug)]
pub(super) struct Posted {
    visitor: Visitor,
    typed: Typed,
    is_kept: bool,
}

impl Deref for Posted {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl Posted {
    /// What was typed.
    pub(super) fn typed(&self) -> &Typed {
        &self.typed
    }
    /// Whether it was kept over a sign-in, or sent for another language: it is only shown again,
    /// whatever it asks for.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }
    /// Runs a use case that changes something. Broken rules come back as problems, to show the
    /// form again; what else goes wrong becomes a page.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<Result<T, Vec<Problem>>, Away> {
        self.sort(self.try_write(work).await)
    }
    /// [`Posted::write`] that leaves the fault to the caller.
    pub(super) async fn try_write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        if self.is_kept {
            return Err(Fault::Invalid(Vec::new()));
        }
        self.portal.core.write(self.request(), work).await
    }
    /// Runs a use case that hashes passwords, on a thread that may wait.
    pub(super) async fn wait_for<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        if self.is_kept {
            return Err(Fault::Invalid(Vec::new()));
        }
        let joined = tokio::task::spawn_blocking(work).await;
        joined.unwrap_or_else(|e| Err(Fault::Internal(e.to_string())))
    }
    /// Lets a use case compare a password or a code, unless somebody there was wrong too often.
    pub(super) async fn guess<T>(
        &self,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<Result<T, Vec<Problem>>, Away> {
        let (core, from) = (&self.portal.core, self.request().from);
        let counted = core.env().guesses.begin(Guesser::Person, from, core.clock().now());
        counted.map_err(|retry_after| self.refuse(Fault::TooMany { retry_after }))?;
        let done = work.await;
        if !done.as_ref().is_err_and(Fault::is_wrong_guess) {
            core.env().guesses.give_back(Guesser::Person, from);
        }
        self.sort(done)
    }
    /// Problems to the form, everything else to a page.
    pub(super) fn sort<T>(
        &self,
        result: Result<T, Fault>,
    ) -> Result<Result<T, Vec<Problem>>, Away> {
        match result {
            Ok(done) => Ok(Ok(done)),
            Err(fault) => self.problems(fault).map(Err),
        }
    }
    /// What a fault has to say to the form; a fault that has nothing to say becomes a page.
    pub(super) fn problems(&self, fault: Fault) -> Result<Vec<Problem>, Away> {
        match fault {
            Fault::Invalid(problems) => Ok(problems),
            Fault::Refused(rule) => Ok(vec![Problem::new("", rule)]),
            fault => Err(self.refuse(fault)),
        }
    }
}

impl FromRequest<Portal> for Posted {
    type Rejection = Away;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Away> {
        let (mut parts, body) = request.into_parts();
        let ours = session::is_ours(&parts.headers, &portal.core.settings().base_url);
        let (visitor, gate) = Visitor::arrive(&mut parts, portal).await?;
        let (uri, path) = (parts.uri.clone(), parts.uri.path().to_owned());
        let request = Request::from_parts(parts, body);
        let typed = match Form::<Vec<(String, String)>>::from_request(request, portal).await {
            Ok(Form(pairs)) => Typed::new(pairs),
            Err(refused) => return Err(visitor.error(refused.into_response().status(), vec![])),
        };
        let kept = ours.then(|| Kept::of(&visitor, gate, &path, &typed)).flatten();
        // What comes from the pages of the way in is never the form itself.
        let itself = gate.scope != PageScope::Tenant || !typed.has(Kept::FIELD);
        let token = typed.raw(Csrf::FIELD);
        match (visitor.admit(gate, &path), kept) {
            (Err(Stop::Door(door)), Some(kept)) => {
                Err(sign_in::interrupted(&visitor, door, &kept).await)
            }
            (Err(stop), _) => Err(visitor.stopped(stop)),
            (Ok(()), _) if ours && itself && visitor.shell("").csrf.accepts(token) => {
                // Sent to be shown in another language.
                let lang = asked_language(&uri);
                visitor.remember_language(lang, ours).await;
                Ok(Self { visitor, typed, is_kept: lang.is_some() })
            }
            // Signed in again, here or in another tab.
            (Ok(()), Some(kept)) if kept.is_of(portal, visitor.person()) => {
                let visitor = visitor.shown_again(kept.page);
                Ok(Self { visitor, typed: kept.typed, is_kept: true })
            }
            (Ok(()), _) => {
                let why = visitor.w.t("error-form-outdated");
                Err(visitor.error(StatusCode::BAD_REQUEST, vec![why]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(query: &str) -> Typed {
        Typed::of(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn a_form_is_read_as_it_was_typed() {
        let typed = typed("city=%E6%9D%B1%E4%BA%AC+%20&warned=a%3Ab&warned=c%3Ad&tick=on");
        assert_eq!(typed.get("city"), "東京");
        assert_eq!(typed.raw("city"), "東京  ");
        assert_eq!(typed.all("warned").collect::<Vec<_>>(), ["a:b", "c:d"]);
        assert!(typed.has("tick") && !typed.has("tock"));
        assert_eq!(typed.get("absent"), "");
    }

    #[test]
    fn secrets_are_not_shown_again() {
        let form = typed("user-name=a&password=secret&csrf=token&code=123456").form();
        assert_eq!(form.values.keys().collect::<Vec<_>>(), ["user-name"]);
    }

    #[test]
    fn a_form_has_a_limited_number_of_fields() {
        let many = "a=1&".repeat(FIELDS_MAX + 10);
        assert_eq!(typed(&many).pairs().count(), FIELDS_MAX);
    }
}
