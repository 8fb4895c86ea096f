//! Headers that keep a page from being framed, sniffed, cached or scripted by others.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// No word of this policy is `unsafe-`: styles and scripts are files of this server.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), \
     magnetometer=(), microphone=(), payment=(), usb=(), browsing-topics=(), \
     clipboard-write=(self)";

/// How the server is reached: decides whether browsers are told to insist on TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Plain HTTP, as on a developer's machine.
    Plain,
    /// TLS, here or at the proxy in front.
    Tls,
}

/// The policy of a page whose form's answer leads to `origin`: scheme, host and port.
pub fn policy_with_form_target(origin: &str) -> Option<HeaderValue> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '-');
    let wider = format!("form-action 'self' {origin};");
    let policy = CONTENT_SECURITY_POLICY.replace("form-action 'self';", &wider);
    origin.chars().all(is_plain).then(|| HeaderValue::from_str(&policy).ok()).flatten()
}

/// Sets the headers on every page. Pages are private: they are never stored, unless the
/// handler has already said otherwise (assets). One page leads elsewhere and says so itself:
/// [`policy_with_form_target`].
pub fn set_headers(headers: &mut HeaderMap, transport: Transport) {
    let fixed: [(HeaderName, &str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if transport == Transport::Tls {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    let policy = HeaderValue::from_static(CONTENT_SECURITY_POLICY);
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// The token that proves a form was made by this portal for this session.
///
/// Who issues it keeps it with the session; a form carries it in the hidden field [`Csrf::FIELD`].
#[derive(Clone, PartialEq, Eq)]
pub struct Csrf(String);

impl Csrf {
    /// Name of the hidden field.
    pub const FIELD: &'static str = "csrf";

    /// The token of a session, as hexadecimal or base64url text.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }
    /// The text for the hidden field.
    pub fn value(&self) -> &str {
        &self.0
    }
    /// Whether a submitted token is this one. Takes the same time wherever the texts differ.
    pub fn accepts(&self, submitted: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), submitted.as_bytes());
        let same_length = ours.len() == theirs.len() && !ours.is_empty();
        let difference = ours.iter().zip(theirs).fold(0, |sum, (a, b)| sum | (a ^ b));
        same_length && difference == 0
    }
}

/// The token stays out of logs.
impl std::fmt::Debug for Csrf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Csrf(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_nothing_unsafe() {
        assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
        assert!(CONTENT_SECURITY_POLICY.contains("frame-ancestors 'none'"));
    }

    #[test]
    fn one_page_may_lead_to_one_other_server_and_loosens_nothing_else() {
        let policy = policy_with_form_target("https://app.example:8443").unwrap();
        let text = policy.to_str().unwrap();
        assert!(text.contains("form-action 'self' https://app.example:8443; base-uri 'none'"));
        let narrow = text.replace(" https://app.example:8443", "");
        assert_eq!(narrow, CONTENT_SECURITY_POLICY);
        assert_eq!(policy_with_form_target("https://a; script-src *"), None);
        let mut page = HeaderMap::new();
        page.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        set_headers(&mut page, Transport::Tls);
        assert_eq!(page[header::CONTENT_SECURITY_POLICY], policy);
    }

    #[test]
    fn private_pages_are_not_stored_and_assets_keep_their_own_rule() {
        let mut page = HeaderMap::new();
        set_headers(&mut page, Transport::Tls);
        assert_eq!(page[header::CACHE_CONTROL], "no-store");
        assert!(page.contains_key(header::STRICT_TRANSPORT_SECURITY));
        let mut asset = HeaderMap::new();
        asset.insert(header::CACHE_CONTROL, HeaderValue::from_static("public"));
        set_headers(&mut asset, Transport::Plain);
        assert_eq!(asset[header::CACHE_CONTROL], "public");
        assert!(!asset.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn only_the_same_token_is_accepted() {
        let csrf = Csrf::new("abc");
        assert!(csrf.accepts("abc"));
        assert!(!csrf.accepts("abd"));
        assert!(!csrf.accepts("ab"));
        assert!(!Csrf::new("").accepts(""));
        assert_eq!(format!("{csrf:?}"), "Csrf(…)");
    }
}
