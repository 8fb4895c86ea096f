//! Full-width letters and digits as their plain forms.

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

/// The same in capitals. A capital may take more than one letter, which is made plain again.
pub fn capitals(text: &str) -> String {
    plain(&plain(text).to_uppercase()).into_owned()
}
