//! The continuation token of seek paging: where a list goes on, as opaque text.
//!
//! Tokens carry no authority. The scope of a list always comes from the caller, never from the
//! token, so a forged token reads nothing its bearer could not list anyway. That is why a checksum
//! against damage is enough and no key signs them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// Longest accepted token in bytes: a filter and a key fit, a header stays small.
const LONGEST: usize = 4096;
const VERSION: u8 = 1;
const CHECKSUM: usize = 4;

/// A place in a list together with the question that made the list.
///
/// It carries size and filter because clients that follow `next` repeat neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContinuationToken {
    /// Which list: `customers`, `auditrecords` and so on.
    #[serde(rename = "l")]
    pub list: String,
    /// Rows on a page.
    #[serde(rename = "s")]
    pub size: u32,
    /// The filter as the client sent it.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// The sort key of the last row already answered, column by column.
    #[serde(rename = "k")]
    pub key: Vec<String>,
}

/// A token this service did not make, or made in another version or for another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a continuation token of this list")]
pub struct BadToken;

impl ContinuationToken {
    /// The token as text that is safe in headers and URLs.
    pub fn encode(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        let mut bytes = Vec::with_capacity(1 + CHECKSUM + json.len());
        bytes.push(VERSION);
        bytes.extend_from_slice(&checksum(&json));
        bytes.extend_from_slice(&json);
        URL_SAFE_NO_PAD.encode(bytes)
    }
    /// Reads a token back, for the list it was made for.
    pub fn decode(text: &str, list: &str) -> Result<Self, BadToken> {
        if text.len() > LONGEST {
            return Err(BadToken);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| BadToken)?;
        let (version, rest) = bytes.split_first().ok_or(BadToken)?;
        let (sum, json) = rest.split_at_checked(CHECKSUM).ok_or(BadToken)?;
        if *version != VERSION || sum != checksum(json) {
            return Err(BadToken);
        }
        let token: Self = serde_json::from_slice(json).map_err(|_| BadToken)?;
        if token.list == list { Ok(token) } else { Err(BadToken) }
    }
}

/// FNV-1a: finds damage and careless edits, is no protection against intent and needs to be none.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let fold = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, fold).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token() -> impl Strategy<Value = ContinuationToken> {
        ("[a-z]{1,12}", any::<u32>(), any::<Option<String>>(), any::<Vec<String>>())
            .prop_filter("fits a header", |(_, _, f, k)| {
                let text = |s: &String| s.len() * 6;
                f.iter().map(text).sum::<usize>() + k.iter().map(text).sum::<usize>() < 2000
            })
            .prop_map(|(list, size, filter, key)| ContinuationToken { list, size, filter, key })
    }

    proptest! {
        #[test]
        fn a_token_comes_back_as_it_was_made(token in token()) {
            let text = token.encode();
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
            prop_assert_eq!(ContinuationToken::decode(&text, &token.list), Ok(token));
        }

        #[test]
        fn a_token_with_one_changed_letter_is_refused(token in token(), at: prop::sample::Index) {
            let mut text = token.encode().into_bytes();
            let at = at.index(text.len());
            text[at] = if text[at] == b'A' { b'B' } else { b'A' };
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(ContinuationToken::decode(&text, &token.list), Err(BadToken));
        }

        #[test]
        fn any_text_is_answered_without_a_panic(text: String) {
            let _ = ContinuationToken::decode(&text, "customers");
        }
    }

    #[test]
    fn a_token_of_another_list_is_refused() {
        let list = "customers".to_owned();
        let text = ContinuationToken { list, size: 5, filter: None, key: vec![] }.encode();
        assert_eq!(ContinuationToken::decode(&text, "auditrecords"), Err(BadToken));
    }
}
