//! What a person sees when a use case did not do what was asked.

use super::frame::{Away, Door, Visitor};
use crate::{components::Offered, errors::ErrorPage, labels, shell};
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use opc_core::{Denial, Fault, access::Permission};

/// Seconds to wait when the database is away.
const RETRY_SECONDS: u32 = 5;

impl Visitor {
    /// The page for a fault: a sign-in page or an error page.
    pub(super) fn refuse(&self, fault: Fault) -> Away {
        match fault {
            Fault::SignedOut => self.through(Door::Password).into(),
            Fault::StepUp => self.through(self.step_up()).into(),
            Fault::Denied(denial) => self.error(StatusCode::FORBIDDEN, self.denied(denial)),
            Fault::NotFound(_) => self.error(StatusCode::NOT_FOUND, self.nowhere()),
            // A form that was kept and has no fields to show: back to the page it was on.
            Fault::Invalid(problems) if problems.is_empty() => self.go(&self.here).into(),
            Fault::Invalid(problems) => {
                let why = problems.iter().map(|p| self.w.rule(&p.rule)).collect();
                self.error(StatusCode::BAD_REQUEST, why)
            }
            Fault::Refused(rule) => {
                self.error(StatusCode::UNPROCESSABLE_ENTITY, vec![self.w.rule(&rule)])
            }
            Fault::Stale => self.error(StatusCode::CONFLICT, Vec::new()),
            Fault::TooMany { retry_after } => {
                self.later(StatusCode::TOO_MANY_REQUESTS, retry_after)
            }
            Fault::Unavailable { full } => {
                tracing::warn!(full, id = %self.request().correlation, "portal: unavailable");
                self.later(StatusCode::SERVICE_UNAVAILABLE, RETRY_SECONDS)
            }
            Fault::Internal(what) => {
                tracing::error!(what, id = %self.request().correlation, "portal: internal error");
                self.error(StatusCode::INTERNAL_SERVER_ERROR, Vec::new())
            }
        }
    }
    /// An error page; `why` says more than the status does.
    pub(super) fn error(&self, status: StatusCode, why: Vec<String>) -> Away {
        self.error_page(status, why, None).into()
    }

    /// What is said of a personal link that leads nowhere; of other addresses nothing of their own.
    fn nowhere(&self) -> Vec<String> {
        let is_link = ["/i/", "/a/"].iter().any(|path| self.here.starts_with(path));
        if is_link {
            ["error-link-text", "error-link-help"].map(|key| self.w.t(key)).into()
        } else {
            Vec::new()
        }
    }

    fn later(&self, status: StatusCode, seconds: u32) -> Away {
        let mut response = self.error_page(status, Vec::new(), Some(seconds));
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response.into()
    }
    pub(super) fn error_page(
        &self,
        status: StatusCode,
        mut why: Vec<String>,
        retry_after: Option<u32>,
    ) -> Response {
        let file = (status == StatusCode::PAYLOAD_TOO_LARGE)
            .then(|| super::errors::too_large(self.w, &self.here))
            .flatten();
        let back = file.map(|(said, back)| {
            why.push(said);
            back
        });
        let page = ErrorPage {
            w: self.w,
            shell: self.shell(""),
            status,
            correlation_id: self.request().correlation.to_string(),
            retry_after,
            why,
            back,
        };
        shell::page(status, &page)
    }
    /// The one page that people of a suspended organisation see.
    fn suspended(&self) -> Vec<String> {
        let reason = self.actor().member().and_then(|member| member.reason.clone());
        let said = [self.w.t("denied-suspended")].into_iter();
        let reason = reason.unwrap_or_default();
        said.chain(reason.lines().map(str::to_owned)).chain([self.whom_to_ask()]).collect()
    }
    fn whom_to_ask(&self) -> String {
        let domain = &self.portal.core.settings().operator_domain;
        self.w.t1("denied-ask-operator", "domain", domain)
    }
    /// Why the visitor may not: the organisation is restricted, or else `key`, which names the roles.
    pub(super) fn why_not(&self, permission: Permission, key: &str) -> String {
        match self.actor().permits(permission) {
            Err(Fault::Denied(denial @ (Denial::Restricted | Denial::Suspended))) => {
                self.denied(denial).join(" ")
            }
            _ => self.w.t(key),
        }
    }
    /// A control that leads to `path` below the tenant's pages: nothing for who may never use it, and
    /// switched off while the organisation is restricted.
    pub(super) fn offer(&self, permission: Permission, path: &str) -> Option<Offered> {
        if self.may(permission) {
            return Some(Offered::Open(format!("{}{path}", self.base())));
        }
        self.stopped_from(permission).map(Offered::Closed)
    }
    /// Why somebody who might otherwise is kept from it by the state of their organisation.
    pub(super) fn stopped_from(&self, permission: Permission) -> Option<String> {
        let stopped = self.actor().is_stopped(permission);
        stopped.then(|| self.why_not(permission, "denied-restricted"))
    }
    /// What is not allowed, why, and who can help.
    pub(super) fn denied(&self, denial: Denial) -> Vec<String> {
        let w = self.w;
        let named = |key: &str, permission: Permission| {
            w.t1(key, "permission", labels::permission(w, permission))
        };
        match denial {
            Denial::Role(permission) => {
                let roles = permission.rule().roles;
                let names: Vec<_> = roles.iter().map(|role| labels::role(w, *role)).collect();
                let list = names.join(&w.t("list-comma"));
                vec![named("denied-role", permission), w.t1("denied-ask", "roles", list)]
            }
            Denial::OrganisationKind(permission) => vec![named("denied-kind", permission)],
            Denial::Restricted => vec![w.t("denied-restricted"), self.whom_to_ask()],
            Denial::Suspended => self.suspended(),
            Denial::Edition(feature) => vec![w.of_family("edition-without", feature.row().name)],
            Denial::UserNeeded(permission) => vec![named("denied-user-needed", permission)],
        }
    }
}
