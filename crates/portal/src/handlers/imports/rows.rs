//! What came of the single rows, on a page and as a file to mend.

use super::{base, find, outcome, said, shell};
use crate::{
    components::Tab,
    handlers::frame::{Answer, Visitor},
    imports::{ImportRowsPage, ResultRow},
    language::encoded,
};
use axum::{extract::Path, response::IntoResponse};
use http::{HeaderValue, header};
use opc_core::{
    imports::{self, Outcome, RowQuery, RowResult},
    kernel::page::PageSize,
};
use opc_words::Words;

type At = Path<(String, String)>;

/// Rows on a page.
const ROWS: u32 = 50;
/// Characters of a row that are shown.
const SHOWN: usize = 160;

pub(super) async fn show(Path((_, id)): At, visitor: Visitor) -> Answer {
    let import = find(&visitor, &id).await?;
    let (w, id) = (visitor.w, import.id);
    let wanted = Outcome::parse(visitor.query().get("outcome"));
    let after = visitor.after()?.unwrap_or(0);
    let query = RowQuery { outcome: wanted, after, size: PageSize::new(None, ROWS, ROWS) };
    let page = visitor.read(move |cx| imports::rows(cx, id, query)).await?;
    let here = format!("{}/rows", base(&visitor, id));
    let one = |outcome: &Outcome| Tab {
        label: w.of_family("import-outcome", outcome.name()),
        href: format!("{here}?outcome={}", outcome.name()),
        current: wanted == Some(*outcome),
    };
    let all = Tab { label: w.t("all"), href: here.clone(), current: wanted.is_none() };
    let row = |(result, cells): &(RowResult, Vec<String>)| {
        let filled: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect();
        let customer = result.customer.map(|id| format!("{}/customers/{id}", visitor.base()));
        ResultRow {
            row: result.row,
            cells: filled.join(" · ").chars().take(SHOWN).collect(),
            outcome: outcome(w, result.outcome),
            problems: result.broken.iter().map(|broken| said(w, broken)).collect(),
            customer,
        }
    };
    Ok(visitor.page(&ImportRowsPage {
        w,
        shell: shell(&visitor, true),
        file: import.file_name.clone(),
        tabs: std::iter::once(all).chain(Outcome::ALL.iter().map(one)).collect(),
        rows: page.items.iter().map(row).collect(),
        pager: visitor.pager(page.next.as_ref()),
    }))
}

pub(super) async fn rejected(Path((_, id)): At, visitor: Visitor) -> Answer {
    let import = find(&visitor, &id).await?;
    let (w, id) = (visitor.w, import.id);
    let file = visitor.read(move |cx| {
        imports::rejected(cx, id, &w.t("import-rejected-heading"), |result| messages(w, result))
    });
    let file = file.await?;
    let stem = file.file_name.rsplit_once('.').map_or(file.file_name.as_str(), |(stem, _)| stem);
    let name = format!("attachment; filename*=UTF-8''{}-rejected.csv", encoded(stem));
    let name = HeaderValue::from_str(&name);
    let name = name.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], file.csv)
        .into_response())
}

fn messages(w: Words, result: &RowResult) -> String {
    if result.broken.is_empty() {
        return w.of_family("import-outcome", result.outcome.name());
    }
    let said: Vec<_> = result.broken.iter().map(|broken| said(w, broken)).collect();
    said.join(" / ")
}
