//! A form with a file.

use super::{Posted, Typed};
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
    extract::{FromRequest, Multipart, Request},
};
use http::StatusCode;
use opc_core::{imports::FILE_MAX, kernel::rule::Rule};
use std::ops::Deref;

/// A form with a file, sent from a page of ours by a visitor the gate let in. Unlike other forms
/// it is not kept over a sign-in: the file has to be chosen again.
#[derive(Debug)]
pub(in crate::handlers) struct Upload {
    posted: Posted,
    /// Name and content, or why there is none.
    pub(in crate::handlers) file: Result<(String, Bytes), Rule>,
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
        let token = token(&mut sent).await.unwrap_or_default();
        if !ours || !visitor.shell("").csrf.accepts(&token) {
            let why = visitor.w.t("error-form-outdated");
            return Err(visitor.error(StatusCode::BAD_REQUEST, vec![why]));
        }
        let file = file(&mut sent).await;
        let posted = Posted { visitor, typed: Typed::default(), is_kept: false };
        Ok(Self { posted, file })
    }
}

async fn token(sent: &mut Multipart) -> Option<String> {
    let field = sent.next_field().await.ok()??;
    if field.name() == Some(Csrf::FIELD) { field.text().await.ok() } else { None }
}

async fn file(sent: &mut Multipart) -> Result<(String, Bytes), Rule> {
    let max = u32::try_from(FILE_MAX >> 20).unwrap_or(0);
    let refused = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Rule::ImportFileTooLarge { max },
        _ => Rule::ImportFileBroken,
    };
    let field = sent.next_field().await.map_err(refused)?.ok_or(Rule::Required)?;
    let name = field.file_name().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(refused)?;
    if name.is_empty() && bytes.is_empty() { Err(Rule::Required) } else { Ok((name, bytes)) }
}
