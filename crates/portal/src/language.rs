//! Addresses with one parameter changed, and the languages. Negotiation is [`Lang::negotiate`].

pub use opc_kernel::language::Lang;

/// A path with query in which one parameter is set and the others are kept.
/// `value` has to be safe in a query as it is.
pub fn with_query(path_and_query: &str, name: &str, value: &str) -> String {
    let rest = without_query(path_and_query, name);
    let joint = if rest.contains('?') { '&' } else { '?' };
    format!("{rest}{joint}{name}={value}")
}

/// A path with query in which one parameter is left out.
pub fn without_query(path_and_query: &str, name: &str) -> String {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let kept: Vec<_> = query.split('&').filter(other).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Text as the value of a query parameter.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = std::fmt::Write::write_fmt(&mut out, format_args!("%{byte:02X}"));
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switching_the_language_keeps_the_rest_of_the_address() {
        assert_eq!(with_query("/a", "lang", "ja"), "/a?lang=ja");
        assert_eq!(with_query("/a?q=x&lang=en&p=2", "lang", "ja"), "/a?q=x&p=2&lang=ja");
        assert_eq!(without_query("/a?q=x&after=1", "after"), "/a?q=x");
        assert_eq!(without_query("/a?after=1", "after"), "/a");
    }
}
