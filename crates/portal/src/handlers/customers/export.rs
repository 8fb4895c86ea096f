//! The list as a file, as long as it is: read a batch at a time while it is being sent.

use super::{asked::Asked, columns, sheet::Sheet};
use crate::handlers::{
    csv,
    frame::{Answer, Visitor},
};
use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use http::header;
use http_body_util::channel::{Channel, Sender};
use opc_core::{
    Core, Fault,
    access::Request,
    customers::{self, Exported, ListKey, ListQuery},
    kernel::{
        page::{Page, PageSize},
        text::marked,
    },
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::{
    fs::File,
    io::{self, Read, Seek},
};

/// Customers read at a time.
const BATCH: u32 = 1000;
/// Rows a worksheet can have, the headings among them.
const SHEET_ROWS: u32 = 1_048_576;
/// Bytes of a finished file sent at a time.
const CHUNK: usize = 64 * 1024;

/// The whole list, or what is shown of it, in batches.
struct Batches {
    core: Core,
    request: Request,
    query: ListQuery,
    sheet: Sheet,
    /// The first one; whoever may not see customers is told so before anything is sent.
    next: Option<Page<Exported, ListKey>>,
}

impl Batches {
    async fn begin(visitor: &Visitor, sheet: Sheet) -> Result<Self, crate::handlers::frame::Away> {
        let asked = Asked::of(visitor.query());
        let (filter, order) = (asked.filter(), asked.order());
        let size = PageSize::new(None, BATCH, BATCH);
        let query = ListQuery { filter, order, after: None, size };
        let first = query.clone();
        let next = Some(visitor.read(move |cx| customers::export(cx, &first)).await?);
        let (core, request) = (visitor.portal.core.clone(), visitor.request());
        Ok(Self { core, request, query, sheet, next })
    }
    /// The next batch; `None` after the last one.
    async fn next(&mut self) -> Result<Option<Vec<Exported>>, Fault> {
        let page = match (self.next.take(), &self.query.after) {
            (Some(first), _) => first,
            (None, None) => return Ok(None),
            (None, Some(_)) => {
                let query = self.query.clone();
                let read =
                    self.core.read(self.request.clone(), move |cx| customers::export(cx, &query));
                read.await?
            }
        };
        self.query.after = page.next;
        Ok(Some(page.items))
    }
}

/// `Customers.csv`: everything.
pub(super) async fn csv(visitor: Visitor) -> Answer {
    let batches = Batches::begin(&visitor, Sheet::Complete).await?;
    Ok(as_csv(batches, "Customers.csv"))
}

/// The same customers with the columns that are shown.
pub(super) async fn shown_csv(visitor: Visitor) -> Answer {
    let batches = Batches::begin(&visitor, shown(&visitor)).await?;
    Ok(as_csv(batches, "Customers-shown.csv"))
}

fn shown(visitor: &Visitor) -> Sheet {
    Sheet::Shown(visitor.w, columns(visitor, &Asked::of(visitor.query())))
}

fn as_csv(mut batches: Batches, name: &'static str) -> Response {
    let (mut sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        let mut text = csv::MARK.to_string();
        csv::write_line(&batches.sheet.headings(), &mut text);
        loop {
            match batches.next().await {
                Ok(Some(batch)) => {
                    for customer in &batch {
                        csv::write_line(&batches.sheet.cells(customer), &mut text);
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

/// `Customers.xlsx`: everything.
pub(super) async fn xlsx(visitor: Visitor) -> Answer {
    let batches = Batches::begin(&visitor, Sheet::Complete).await?;
    Ok(as_xlsx(batches, "Customers.xlsx"))
}

/// The same customers with the columns that are shown.
pub(super) async fn shown_xlsx(visitor: Visitor) -> Answer {
    let batches = Batches::begin(&visitor, shown(&visitor)).await?;
    Ok(as_xlsx(batches, "Customers-shown.xlsx"))
}

/// Written row by row to a file on disk, then sent.
fn as_xlsx(batches: Batches, name: &'static str) -> Response {
    let (sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        match workbook(batches).await {
            Ok(file) => send(file, sender).await,
            Err(why) => cut_off(sender, &why),
        }
    });
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(kind, name, Body::new(body))
}

async fn workbook(mut batches: Batches) -> Result<File, String> {
    let mut book = Workbook::new();
    let mut row = 0;
    book.add_worksheet_with_constant_memory().map_err(said)?;
    write(&mut book, row, &batches.sheet.headings(), &Format::new().set_bold()).map_err(said)?;
    while let Some(batch) = batches.next().await.map_err(|fault| format!("{fault:?}"))? {
        for customer in &batch {
            row += 1;
            if row == SHEET_ROWS {
                return Err("more customers than a worksheet has rows".to_owned());
            }
            write(&mut book, row, &batches.sheet.cells(customer), &Format::new()).map_err(said)?;
        }
    }
    let saved = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::tempfile().map_err(|e| e.to_string())?;
        book.save_to_writer(&mut file).map_err(said)?;
        file.rewind().map_err(|e| e.to_string())?;
        Ok(file)
    });
    saved.await.map_err(|e| e.to_string())?
}

fn said(error: XlsxError) -> String {
    error.to_string()
}

/// Every cell is text: nothing a customer is called becomes a formula. Only an apostrophe that is
/// the customer's own is marked, so that it is not taken for one of ours.
fn write(
    book: &mut Workbook,
    row: u32,
    cells: &[String],
    format: &Format,
) -> Result<(), XlsxError> {
    let sheet = book.worksheet_from_index(0)?;
    for (column, cell) in (0..).zip(cells) {
        let text = if cell.starts_with('\'') { marked(cell) } else { cell.into() };
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

async fn send(mut file: File, mut sender: Sender<Bytes, io::Error>) {
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return,
            Ok(read) => {
                if sender.send_data(Bytes::copy_from_slice(&chunk[..read])).await.is_err() {
                    return;
                }
            }
            Err(error) => return cut_off(sender, &error.to_string()),
        }
    }
}

/// A file that ends early must not look complete.
fn cut_off(sender: Sender<Bytes, io::Error>, why: &str) {
    tracing::warn!(why, "an export of customers ended early");
    sender.abort(io::Error::other("the export ended early"));
}

/// A file to be saved.
pub(in crate::handlers) fn file(kind: &'static str, name: &'static str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, body).into_response()
}
