//! Lists read page by page, each from where the last one ended.

use crate::{call::Call, failure::Failure, operation::Query, reply, uri::Reference};
use opc_kernel::page::PageSize;
use opc_wire::enums::SeekOperation;
use opc_wire::resources::ResourceLinks;
use opc_wire::token::ContinuationToken;

/// `size`
pub(crate) const SIZE: Query = Query::number("size", "Rows on a page; 0 means the default.");
/// `seekOperation`
pub(crate) const SEEK: Query =
    Query::text("seekOperation", "First or Next; Next needs MS-ContinuationToken.");
/// `filter`
pub(crate) const FILTER: Query =
    Query::text("filter", "One field, one operator and one value, as JSON.");

/// A list that is read by seeking.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    /// Its name in tokens and links.
    pub(crate) name: &'static str,
    /// Rows on a page if the client does not say.
    pub(crate) default: u32,
    /// The most rows on a page.
    pub(crate) max: u32,
}

/// Which page is wanted. Clients that follow `next` repeat neither size nor filter, so the token
/// says both.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    list: List,
    rows: u32,
    /// The filter as the client sent it.
    pub(crate) filter: Option<String>,
    /// The key the page begins after; empty for the first one.
    pub(crate) after: Vec<String>,
}

impl List {
    /// What a request wants of this list.
    pub(crate) fn wanted(self, call: &Call) -> Result<Wanted, Failure> {
        let seek = match call.query("seekOperation").map(SeekOperation::read) {
            None => None,
            Some(Some(seek @ (SeekOperation::First | SeekOperation::Next))) => Some(seek),
            Some(_) => return Err(Failure::bad(call.words.t("api-no-such-seek"), "seekOperation")),
        };
        let token = call.continuation.as_deref().filter(|token| !token.is_empty());
        match (seek, token) {
            (Some(SeekOperation::Next) | None, Some(token)) => self.resumed(call, token),
            (Some(SeekOperation::Next), None) => Err(not_a_token(call)),
            _ => {
                let rows = PageSize::new(call.number("size")?, self.default, self.max).rows();
                let rows = u32::try_from(rows).unwrap_or(self.max);
                let filter = call.query("filter").map(ToOwned::to_owned);
                Ok(Wanted { list: self, rows, filter, after: Vec::new() })
            }
        }
    }

    fn resumed(self, call: &Call, token: &str) -> Result<Wanted, Failure> {
        let read = ContinuationToken::decode(token, self.name).map_err(|_| not_a_token(call))?;
        let rows = read.size.clamp(1, self.max);
        Ok(Wanted { list: self, rows, filter: read.filter, after: read.key })
    }
}

/// The token is missing, damaged or of another list.
pub(crate) fn not_a_token(call: &Call) -> Failure {
    Failure::bad(call.words.t("api-not-a-token"), reply::CONTINUATION)
}

impl Wanted {
    /// How many rows.
    pub(crate) fn size(&self) -> PageSize {
        PageSize::new(Some(self.rows), self.list.default, self.list.max)
    }
    /// The links of the page; `next` is the key of its last row if there are more.
    pub(crate) fn links(&self, next: Option<Vec<String>>) -> ResourceLinks {
        self.links_from(Reference::to(&[self.list.name]), next)
    }
    /// The same, of a list at another address.
    pub(crate) fn links_from(&self, list: Reference, next: Option<Vec<String>>) -> ResourceLinks {
        let mut page = list.with("size", &self.rows.to_string());
        if let Some(filter) = &self.filter {
            page = page.with("filter", filter);
        }
        let token = next.map(|key| {
            let (list, filter) = (self.list.name.to_owned(), self.filter.clone());
            ContinuationToken { list, size: self.rows, filter, key }.encode()
        });
        reply::page_links(page, token.as_deref())
    }
}
