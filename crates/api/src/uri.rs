//! Building relative references that every client can parse.

use std::fmt::Write as _;

/// A reference relative to the service, without `/v1`: `/customers/{id}?size=40`, percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    text: String,
    asked: bool,
}

impl Reference {
    /// From path segments, each encoded on its own.
    pub fn to(segments: &[&str]) -> Self {
        let mut text = String::new();
        for segment in segments {
            text.push('/');
            encode(segment, &mut text);
        }
        Self { text, asked: false }
    }
    /// The same with one more query parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.text.push(if self.asked { '&' } else { '?' });
        self.asked = true;
        encode(name, &mut self.text);
        self.text.push('=');
        encode(value, &mut self.text);
        self
    }
    /// The reference as text.
    pub fn into_text(self) -> String {
        self.text
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.text
    }
}

/// Everything but the unreserved characters of RFC 3986 is encoded. That is more than necessary,
/// and it is what the strictest client's parser accepts.
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_in_a_link_has_neither_spaces_nor_braces() {
        let link = Reference::to(&["customers", "a b/c"])
            .with("size", "40")
            .with("filter", r#"{"Value":"日 x"}"#)
            .into_text();
        assert_eq!(
            link,
            "/customers/a%20b%2Fc?size=40&filter=%7B%22Value%22%3A%22%E6%97%A5%20x%22%7D"
        );
        assert!(link.parse::<http::Uri>().is_ok());
    }
}
