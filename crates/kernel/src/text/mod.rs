//! Text as people write it: made clean for storing, and folded for searching.

mod legal_form;
mod line;
mod search;

pub use legal_form::is_lone_legal_form;
pub use line::{clean_line, forbidden_character};
pub use search::search_key;

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Wide letters and digits, half-width kana and the like in their plain form (NFKC).
///
/// For values that have one plain spelling, such as postal codes, never for names.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}
