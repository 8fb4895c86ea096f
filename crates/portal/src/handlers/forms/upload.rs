//! Forms with files.

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
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    response::IntoResponse,
};
use http::StatusCode;
use opc_core::vetting::NewFile;
use std::ops::Deref;

/// Most bytes of a form with files: one of the largest files and what is around it.
pub(in crate::handlers) const UPLOAD_BYTES: usize = 5_500_000;

/// A form with files, sent from a page of ours by a visitor the gate let in. Unlike a form without,
/// it is not kept over a sign-in: the files would have to travel with it.
#[derive(Debug)]
pub(in crate::handlers) struct Uploaded {
    form: Posted,
    files: Vec<NewFile>,
}

impl Deref for Uploaded {
    type Target = Posted;
    fn deref(&self) -> &Posted {
        &self.form
    }
}

impl Uploaded {
    /// The file sent; an empty one if none was chosen.
    pub(in crate::handlers) fn file(&self) -> NewFile {
        let none = || NewFile { name: String::new(), content: Vec::new() };
        self.files.first().cloned().unwrap_or_else(none)
    }
}

impl FromRequest<Portal> for Uploaded {
    type Rejection = Away;

    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Away> {
        let (mut parts, body) = request.into_parts();
        let ours = session::is_ours(&parts.headers, &portal.core.settings().base_url);
        let (visitor, gate) = Visitor::arrive(&mut parts, portal).await?;
        // Nobody sends megabytes who may not.
        visitor.admit(gate, parts.uri.path()).map_err(|stop| visitor.stopped(stop))?;
        let request = Request::from_parts(parts, body);
        let refused = |status| visitor.error(status, vec![]);
        let form = Multipart::from_request(request, portal).await;
        let mut form = form.map_err(|e| refused(e.into_response().status()))?;
        let broken = |e: MultipartError| visitor.error(e.status(), vec![]);
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                Some(name) => {
                    let content = field.bytes().await.map_err(broken)?.to_vec();
                    files.push(NewFile { name, content });
                }
                None => pairs.push((name, field.text().await.map_err(broken)?)),
            }
            if pairs.len() + files.len() > FIELDS_MAX {
                return Err(refused(StatusCode::PAYLOAD_TOO_LARGE));
            }
        }
        let typed = Typed::new(pairs);
        if ours && visitor.shell("").csrf.accepts(typed.raw(Csrf::FIELD)) {
            let form = Posted { visitor, typed, is_kept: false };
            return Ok(Self { form, files });
        }
        let why = visitor.w.t("error-form-outdated");
        Err(visitor.error(StatusCode::BAD_REQUEST, vec![why]))
    }
}
