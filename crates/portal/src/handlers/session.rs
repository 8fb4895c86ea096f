//! Cookies, and the proof that a form came from a page of ours.

use super::routes::Portal;
use http::{HeaderMap, HeaderValue, header, uri::Authority};
use opc_core::identity::NewSession;

/// The session.
const SESSION: &str = "opc-session";
/// The token of forms sent before anyone is signed in.
const DOOR: &str = "opc-door";
/// The language chosen last.
pub(super) const LANGUAGE: &str = "opc-lang";
/// The theme.
pub(super) const THEME: &str = "opc-theme";
/// Seconds a preference is kept: a year.
const YEAR: i64 = 365 * 24 * 3600;
/// Seconds a form may lie open before anyone is signed in.
const DAY: i64 = 24 * 3600;

/// The value of a cookie.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A cookie name that the browser binds to this host, where TLS makes that possible.
fn bound(portal: &Portal, name: &str) -> String {
    if portal.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// The token of the session cookie.
pub(super) fn token<'h>(portal: &Portal, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie(headers, &bound(portal, SESSION)).filter(|token| !token.is_empty())
}

/// The token of forms before sign-in.
pub(super) fn door<'h>(portal: &Portal, headers: &'h HeaderMap) -> Option<&'h str> {
    let long_enough = |token: &&str| (32..=64).contains(&token.len());
    cookie(headers, &bound(portal, DOOR)).filter(long_enough)
}

/// `Set-Cookie` of a new session.
pub(super) fn begin(portal: &Portal, session: &NewSession) -> Option<HeaderValue> {
    private(portal, SESSION, &session.token, session.seconds)
}

/// `Set-Cookie` that removes the session.
pub(super) fn end(portal: &Portal) -> Option<HeaderValue> {
    private(portal, SESSION, "", 0)
}

/// `Set-Cookie` of the token of forms before sign-in.
pub(super) fn keep_door(portal: &Portal, token: &str) -> Option<HeaderValue> {
    private(portal, DOOR, token, DAY)
}

/// `Set-Cookie` of a preference; `value` is one of ours.
pub(super) fn keep(portal: &Portal, name: &str, value: &str) -> Option<HeaderValue> {
    set(portal, name, value, YEAR)
}

fn private(portal: &Portal, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    set(portal, &bound(portal, name), value, seconds)
}

fn set(portal: &Portal, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if portal.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Whether the browser says that the request was made by a page of this server. A client that
/// says nothing is no browser; the token in the form is asked for in any case.
pub(super) fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some((_, host)) = origin.to_str().ok().and_then(|o| o.split_once("://")) else {
        return false;
    };
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let configured = base_url.split_once("://").map(|(_, host)| host);
    host.parse::<Authority>().is_ok() && (asked == Some(host) || configured == Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let parse = |(name, value): &(&'static str, &'static str)| {
            (http::HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(parse).collect()
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let sent = headers(&[("cookie", "x-opc-session=1; opc-session=abc ; opc-lang=ja")]);
        assert_eq!(cookie(&sent, SESSION), Some("abc"));
        assert_eq!(cookie(&sent, LANGUAGE), Some("ja"));
        assert_eq!(cookie(&sent, "opc"), None);
    }

    #[test]
    fn forms_of_other_sites_are_not_ours() {
        let base = "https://portal.example";
        let ours: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "same-origin")],
            &[("origin", "https://portal.example")],
            &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[],
        ];
        let theirs: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", "https://portal.example")],
            &[("origin", "https://evil.example"), ("host", "portal.example")],
            &[("origin", "null")],
            &[("origin", "https://portal.example.evil.example"), ("host", "portal.example")],
        ];
        let check = |sent: &[(&str, &str)]| {
            let parse = |(name, value): &(&str, &str)| {
                (name.parse::<http::HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap())
            };
            is_ours(&sent.iter().map(parse).collect(), base)
        };
        assert!(ours.into_iter().all(check));
        assert!(!theirs.into_iter().any(check));
    }
}
