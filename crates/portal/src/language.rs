//! Links that switch the language. Negotiation is [`Lang::negotiate`].

pub use opc_kernel::language::Lang;

/// A path with query in which one parameter is set and the others are kept.
/// `value` has to be safe in a query as it is.
pub fn with_query(path_and_query: &str, name: &str, value: &str) -> String {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let mut kept: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name))
        .map(str::to_owned)
        .collect();
    kept.push(format!("{name}={value}"));
    format!("{path}?{}", kept.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switching_the_language_keeps_the_rest_of_the_address() {
        assert_eq!(with_query("/a", "lang", "ja"), "/a?lang=ja");
        assert_eq!(with_query("/a?q=x&lang=en&p=2", "lang", "ja"), "/a?q=x&p=2&lang=ja");
    }
}
