//! The list as a file, whole or what is shown of it.

use super::{asked::Asked, columns, sheet::Sheet};
use crate::handlers::{
    batches::{self, cut_off, file},
    frame::{Answer, Away, Visitor},
};
use axum::body::{Body, Bytes};
use http_body_util::channel::{Channel, Sender};
use opc_core::{
    Cx,
    customers::{self, Exported, ListKey, ListQuery},
    kernel::text::marked,
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::{
    fs::File,
    io::{self, Read, Seek},
};

type Batches = batches::Batches<Exported, ListKey>;

/// Rows a worksheet can have, the headings among them.
const SHEET_ROWS: u32 = 1_048_576;
/// Bytes of a finished file sent at a time.
const CHUNK: usize = 64 * 1024;

async fn begin(visitor: &Visitor) -> Result<Batches, Away> {
    let asked = Asked::of(visitor.query());
    let (filter, order) = (asked.filter(), asked.order());
    let read = move |cx: &mut Cx<'_, '_>, after, size| {
        customers::export(cx, &ListQuery { filter: filter.clone(), order, after, size })
    };
    Batches::begin(visitor, read).await
}

/// `Customers.csv`: everything.
pub(super) async fn csv(visitor: Visitor) -> Answer {
    as_csv(&visitor, Sheet::Complete, "Customers.csv").await
}

/// The same customers with the columns that are shown.
pub(super) async fn shown_csv(visitor: Visitor) -> Answer {
    as_csv(&visitor, shown(&visitor), "Customers-shown.csv").await
}

/// `Customers.xlsx`: everything.
pub(super) async fn xlsx(visitor: Visitor) -> Answer {
    as_xlsx(&visitor, Sheet::Complete, "Customers.xlsx").await
}

/// The same customers with the columns that are shown.
pub(super) async fn shown_xlsx(visitor: Visitor) -> Answer {
    as_xlsx(&visitor, shown(&visitor), "Customers-shown.xlsx").await
}

fn shown(visitor: &Visitor) -> Sheet {
    Sheet::Shown(visitor.w, columns(visitor, &Asked::of(visitor.query())))
}

async fn as_csv(visitor: &Visitor, sheet: Sheet, name: &'static str) -> Answer {
    let batches = begin(visitor).await?;
    Ok(batches.csv(name, &sheet.headings(), move |customer| sheet.cells(customer)))
}

/// Written row by row to a file on disk, then sent.
async fn as_xlsx(visitor: &Visitor, sheet: Sheet, name: &'static str) -> Answer {
    let batches = begin(visitor).await?;
    let (sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        match workbook(batches, &sheet).await {
            Ok(file) => send(file, sender).await,
            Err(why) => cut_off(sender, &why),
        }
    });
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(kind, name, Body::new(body)))
}

async fn workbook(mut batches: Batches, sheet: &Sheet) -> Result<File, String> {
    let mut book = Workbook::new();
    let mut row = 0;
    book.add_worksheet_with_constant_memory().map_err(said)?;
    write(&mut book, row, &sheet.headings(), &Format::new().set_bold()).map_err(said)?;
    while let Some(batch) = batches.next().await.map_err(|fault| format!("{fault:?}"))? {
        for customer in &batch {
            row += 1;
            if row == SHEET_ROWS {
                return Err("more customers than a worksheet has rows".to_owned());
            }
            write(&mut book, row, &sheet.cells(customer), &Format::new()).map_err(said)?;
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
