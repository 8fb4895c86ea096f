//! A long list as a file, as long as it is: read a batch at a time while it is being sent.

use super::{
    csv,
    frame::{Away, Visitor},
};
use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use http::header;
use http_body_util::channel::{Channel, Sender};
use opc_core::{
    Core, Cx, Fault,
    access::Request,
    kernel::page::{Page, PageSize},
};
use std::{fmt, io, sync::Arc};

/// Entries read at a time.
const BATCH: u32 = 500;

/// The batch after a key.
type Read<T, K> =
    dyn Fn(&mut Cx<'_, '_>, Option<K>, PageSize) -> Result<Page<T, K>, Fault> + Send + Sync;

/// A list in batches.
pub(super) struct Batches<T, K> {
    core: Core,
    request: Request,
    read: Arc<Read<T, K>>,
    /// The first one; whoever may not see the list is told so before anything is sent.
    next: Option<Page<T, K>>,
    after: Option<K>,
}

impl<T, K> fmt::Debug for Batches<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches").finish_non_exhaustive()
    }
}

impl<T: Send + 'static, K: Clone + Send + Sync + 'static> Batches<T, K> {
    /// Reads the first batch.
    pub(super) async fn begin(
        visitor: &Visitor,
        read: impl Fn(&mut Cx<'_, '_>, Option<K>, PageSize) -> Result<Page<T, K>, Fault>
        + Send
        + Sync
        + 'static,
    ) -> Result<Self, Away> {
        let read: Arc<Read<T, K>> = Arc::new(read);
        let first = Arc::clone(&read);
        let next = visitor.read(move |cx| first(cx, None, size())).await?;
        let (core, request) = (visitor.portal.core.clone(), visitor.request());
        Ok(Self { core, request, read, next: Some(next), after: None })
    }
    /// The next batch; `None` after the last one.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<T>>, Fault> {
        let page = match (self.next.take(), self.after.take()) {
            (Some(first), _) => first,
            (None, None) => return Ok(None),
            (None, after) => {
                let read = Arc::clone(&self.read);
                let work = move |cx: &mut Cx<'_, '_>| read(cx, after.clone(), size());
                self.core.read(self.request.clone(), work).await?
            }
        };
        self.after = page.next;
        Ok(Some(page.items))
    }
    /// All of them as a CSV file.
    pub(super) fn csv(
        mut self,
        name: &'static str,
        headings: &[String],
        cells: impl Fn(&T) -> Vec<String> + Send + 'static,
    ) -> Response {
        let mut text = csv::MARK.to_string();
        csv::write_line(headings, &mut text);
        let (mut sender, body) = Channel::<Bytes, io::Error>::new(1);
        tokio::spawn(async move {
            loop {
                match self.next().await {
                    Ok(Some(batch)) => {
                        for one in &batch {
                            csv::write_line(&cells(one), &mut text);
                        }
                        let bytes = std::mem::take(&mut text).into_bytes().into();
                        if sender.send_data(bytes).await.is_err() {
                            return;
                        }
                    }
                    Ok(None) => return,
                    Err(fault) => return cut_off(sender, &format!("{fault:?}")),
                }
            }
        });
        file("text/csv; charset=utf-8", name, Body::new(body))
    }
}

fn size() -> PageSize {
    PageSize::new(None, BATCH, BATCH)
}

/// A file that ends early must not look complete.
pub(super) fn cut_off(sender: Sender<Bytes, io::Error>, why: &str) {
    tracing::warn!(why, "an export ended early");
    sender.abort(io::Error::other("the export ended early"));
}

/// A file to be saved.
pub(super) fn file(kind: &'static str, name: &'static str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, body).into_response()
}
