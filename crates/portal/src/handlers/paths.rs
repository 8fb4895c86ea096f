//! Addresses: which are ours, and how to lead back to one.

use crate::language::encoded;

/// Longest address a link back may have.
const LONGEST: usize = 2000;

/// The text, if it is a path on this server: nothing a browser could take for another host.
pub(super) fn local(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let ours = chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !text.contains('\\')
        && !text.chars().any(char::is_control)
        && text.len() <= LONGEST;
    ours.then_some(text)
}

/// Path and query of a full address, if they are local.
pub(super) fn path_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    local(&rest[rest.find('/')?..])
}

/// `path?next=…`, or the path alone if there is nowhere in particular to go on to.
pub(super) fn and_then(path: &str, next: &str) -> String {
    match local(next) {
        None | Some("/") => path.to_owned(),
        Some(next) => format!("{path}?next={}", encoded(next)),
    }
}

/// The organisation in a private path: `/p/{tenant}/…`.
pub(super) fn tenant(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/p/")?;
    Some(rest.split('/').next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_gone_on_to() {
        for good in ["/", "/p/1/customers?q=a%20b", "/x//y", "/p/%2F"] {
            assert_eq!(local(good), Some(good));
        }
        let long = format!("/{}", "a".repeat(LONGEST));
        for bad in [
            "",
            "p",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\nb",
            "javascript:alert(1)",
            "/a\\b",
            long.as_str(),
        ] {
            assert_eq!(local(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_page_a_form_was_on_is_read_from_its_address() {
        assert_eq!(path_of("http://127.0.0.1:8080/p/1/?a=b"), Some("/p/1/?a=b"));
        assert_eq!(path_of("http://host"), None);
        assert_eq!(path_of("http://host//evil.example"), None);
        assert_eq!(path_of("nonsense"), None);
    }

    #[test]
    fn the_way_back_survives_as_a_parameter() {
        assert_eq!(
            and_then("/sign-in", "/p/1/customers?q=a&b"),
            "/sign-in?next=/p/1/customers%3Fq%3Da%26b"
        );
        assert_eq!(and_then("/sign-in", "//evil.example"), "/sign-in");
        assert_eq!(and_then("/sign-in", "/"), "/sign-in");
    }

    #[test]
    fn the_tenant_is_the_second_part_of_a_private_path() {
        assert_eq!(tenant("/p/abc/customers"), Some("abc"));
        assert_eq!(tenant("/p/abc"), Some("abc"));
        assert_eq!(tenant("/sign-in"), None);
    }
}
