//! Addresses that lead nowhere, and requests that were stopped on the way.

use super::{
    around::Arrival,
    frame::{Answer, Away, Visitor, accepted_language, asked_language},
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
use http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header};
use opc_core::{
    Core, Fault, Noun, imports::FILE_MAX, kernel::rule::Rule, vetting::DOCUMENT_MEGABYTES,
};
use opc_words::Words;
use std::sync::Arc;

/// The page for an address without a page.
pub(super) async fn not_found(visitor: Visitor) -> Answer {
    Err(visitor.refuse(Fault::NotFound(Noun::Page)))
}

/// The page for a request that was stopped on the way: the body is too large, the server is busy,
/// or a page failed. Whoever is signed in sees it in their own frame, unless the server is busy:
/// then nobody is looked up.
pub async fn refusal(
    core: &Core,
    (uri, headers): (&Uri, &HeaderMap),
    status: StatusCode,
    retry_after: Option<u32>,
) -> Response {
    let portal = Portal { core: core.clone(), options: Arc::default() };
    if retry_after.is_none()
        && let Ok(visitor) = reader(&portal, uri, headers).await
    {
        return visitor.error_page(status, Vec::new(), None);
    }
    let w = Words::of(accepted_language(asked_language(uri), None, headers));
    let here = uri.path_and_query().and_then(|p| paths::local(p.as_str())).unwrap_or("/");
    let door = session::door(&portal, headers).unwrap_or_default();
    let theme = session::cookie(headers, session::THEME).unwrap_or_default();
    let shell = Shell::outside(here, Csrf::new(door));
    let page = ErrorPage {
        w,
        shell: Shell { theme: Theme::from_key(theme), ..shell },
        status,
        correlation_id: headers
            .get("ms-correlationid")
            .and_then(|id| id.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        retry_after,
        why: Vec::new(),
        back: None,
    };
    let mut response = shell::page(status, &page);
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What is said about a file that was too large to be read, and the page of its form.
pub(super) fn too_large(w: Words, page: &str) -> Option<(String, String)> {
    let path = page.split('?').next().unwrap_or(page);
    let rule = if path.ends_with("/verification") {
        Rule::FileTooLarge { max: DOCUMENT_MEGABYTES }
    } else if path.ends_with("/imports") {
        Rule::ImportFileTooLarge { max: u32::try_from(FILE_MAX >> 20).unwrap_or(0) }
    } else {
        return None;
    };
    Some((w.rule(&rule), path.to_owned()))
}

/// Who sent the request, as far as its head says.
async fn reader(portal: &Portal, uri: &Uri, headers: &HeaderMap) -> Result<Visitor, Away> {
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.uri.clone_from(uri);
    parts.headers.clone_from(headers);
    parts.extensions.insert(Arrival::of(portal, headers));
    Ok(Visitor::arrive(&mut parts, portal).await?.0)
}
