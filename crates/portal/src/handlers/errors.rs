//! Addresses that lead nowhere, and requests that were stopped on the way.

use super::{
    frame::{Answer, Visitor, accepted_language, asked_language},
    paths,
    routes::Portal,
    session,
};
use crate::{
    errors::ErrorPage,
    security::Csrf,
    shell::{self, Shell, Theme},
};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use opc_core::{Core, Fault, Noun};
use opc_words::Words;
use std::sync::Arc;

/// The page for an address without a page.
pub(super) async fn not_found(visitor: Visitor) -> Answer {
    Err(visitor.refuse(Fault::NotFound(Noun::Page)))
}

/// The page for a request that was stopped before anyone looked at who sent it: the body is too
/// large, the server is busy, or a page failed.
pub fn refusal(
    core: &Core,
    (uri, headers): (&Uri, &HeaderMap),
    status: StatusCode,
    retry_after: Option<u32>,
) -> Response {
    let portal = Portal { core: core.clone(), options: Arc::default() };
    let w = Words::of(accepted_language(asked_language(uri), None, headers));
    let here = uri.path_and_query().and_then(|p| paths::local(p.as_str())).unwrap_or("/");
    let door = session::door(&portal, headers).unwrap_or_default();
    let theme = session::cookie(headers, session::THEME).unwrap_or_default();
    let shell = Shell::outside(here, Csrf::new(door));
    let id = headers.get("ms-correlationid").and_then(|id| id.to_str().ok()).unwrap_or_default();
    let page = ErrorPage {
        w,
        shell: Shell { theme: Theme::from_key(theme), ..shell },
        status,
        correlation_id: id.to_owned(),
        retry_after,
        why: Vec::new(),
    };
    let mut response = shell::page(status, &page);
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
