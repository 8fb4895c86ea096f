//! A form with a file.

use super::{FIELDS_MAX, Posted, Typed};
use crate::{
    handlers::{
        frame::{Away, Visitor},
        routes::Portal,
        session,
    },
    security::Csrf,
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
};
use http::StatusCode;
use std::ops::Deref;

/// A form with a file, sent from a page of ours by a visitor the gate let in. Unlike other forms
/// it is not kept over a sign-in: the file has to be chosen again.
#[derive(Debug)]
pub(in crate::handlers) struct Upload {
    posted: Posted,
    /// Name and content, or why there is none.
    pub(in crate::handlers) file: Result<(String, Bytes), Unread>,
}

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::handlers) enum Unread {
    Missing,
    TooLarge,
    Broken,
}

impl Deref for Upload {
    type Target = Posted;
    fn deref(&self) -> &Posted {
        &self.posted
    }
}

impl FromRequest<Portal> for Upload {
    type Rejection = Away;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Away> {
        let (mut parts, body) = request.into_parts();
        let ours = session::is_ours(&parts.headers, &portal.core.settings().base_url);
        let (visitor, gate) = Visitor::arrive(&mut parts, portal).await?;
        let path = parts.uri.path().to_owned();
        visitor.admit(gate, &path).map_err(|stop| visitor.stopped(stop))?;
        let request = Request::from_parts(parts, body);
        let sent = Multipart::from_request(request, portal).await;
        let Ok(mut sent) = sent else {
            return Err(visitor.error(StatusCode::BAD_REQUEST, vec![]));
        };
        // The token comes first: whoever has none sends no file either.
        let token = token(&mut sent).await.map_err(|status| visitor.error(status, vec![]))?;
        if !ours || !visitor.shell("").csrf.accepts(&token) {
            let why = visitor.w.t("error-form-outdated");
            return Err(visitor.error(StatusCode::BAD_REQUEST, vec![why]));
        }
        let mut pairs = Vec::new();
        let file = rest(&mut sent, &mut pairs).await;
        let posted = Posted { visitor, typed: Typed::new(pairs), is_kept: false };
        Ok(Self { posted, file })
    }
}

/// Empty if there is none; an error if the form cannot be read even so far.
async fn token(sent: &mut Multipart) -> Result<String, StatusCode> {
    let refused = |error: MultipartError| error.status();
    match sent.next_field().await.map_err(refused)? {
        Some(field) if field.name() == Some(Csrf::FIELD) => field.text().await.map_err(refused),
        _ => Ok(String::new()),
    }
}

/// The fields in front of the file, and the file.
async fn rest(
    sent: &mut Multipart,
    pairs: &mut Vec<(String, String)>,
) -> Result<(String, Bytes), Unread> {
    let refused = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Unread::TooLarge,
        _ => Unread::Broken,
    };
    while let Some(field) = sent.next_field().await.map_err(refused)? {
        let Some(file) = field.file_name().map(str::to_owned) else {
            let name = field.name().unwrap_or_default().to_owned();
            pairs.push((name, field.text().await.map_err(refused)?));
            if pairs.len() > FIELDS_MAX {
                return Err(Unread::Broken);
            }
            continue;
        };
        let bytes = field.bytes().await.map_err(refused)?;
        let is_missing = file.is_empty() && bytes.is_empty();
        return if is_missing { Err(Unread::Missing) } else { Ok((file, bytes)) };
    }
    Err(Unread::Missing)
}
