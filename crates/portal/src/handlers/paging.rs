//! Links through a list that is read a page at a time.

use super::frame::{Away, Visitor};
use crate::{
    components::Pager,
    language::{encoded, with_query, without_query},
};
use opc_core::{Fault, Noun};
use serde::{Serialize, de::DeserializeOwned};

/// The parameter that says after which row a page begins.
const AFTER: &str = "after";

impl Visitor {
    /// Where this page of the list begins; a place nobody could have been sent to is not found.
    pub(super) fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Away> {
        let text = self.query().get(AFTER);
        if text.is_empty() {
            return Ok(None);
        }
        let key = serde_json::from_str(text).map(Some);
        key.map_err(|_| self.refuse(Fault::NotFound(Noun::Page)))
    }
    /// The links under a list; `next` is the key its page ended with.
    pub(super) fn pager<K: Serialize>(&self, next: Option<&K>) -> Pager {
        let start = without_query(&without_query(&self.here, AFTER), "done");
        let key = next.and_then(|key| serde_json::to_string(key).ok());
        Pager {
            next: key.map(|key| with_query(&start, AFTER, &encoded(&key))),
            first: (!self.query().get(AFTER).is_empty()).then_some(start),
        }
    }
}
