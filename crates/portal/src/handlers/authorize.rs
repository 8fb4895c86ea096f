//! An application asks to act in a person's name (`reference/wire.md`, Tokens): who asks, the
//! person's answer, and the way back to the application.
//!
//! Nobody is led to an address that is not one of the application's own.

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    paths,
    routes::{Gate, Pages},
};
use crate::{
    authorize::{ConsentPage, Destination},
    language::encoded,
    security,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use opc_core::{
    Fault,
    identity::{self, Asking, AuthorizationRequest},
};

/// Characters of a SHA-256 in base64url.
const CHALLENGE_LENGTH: usize = 43;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/{tenant}/oauth2/authorize", Gate::SIGNED_IN, ask)
        .post("/{tenant}/oauth2/authorize", Gate::SIGNED_IN, answer)
        .get("/{tenant}/oauth2/v2.0/authorize", Gate::SIGNED_IN, ask)
        .post("/{tenant}/oauth2/v2.0/authorize", Gate::SIGNED_IN, answer)
}

async fn ask(visitor: Visitor, Path(tenant): Path<String>) -> Answer {
    // The form is sent to this very address.
    if visitor.here == "/" {
        let why = visitor.w.t("authorize-too-long");
        return Err(visitor.error(StatusCode::BAD_REQUEST, vec![why]));
    }
    let (request, asking) = asked(&visitor, tenant).await?;
    let target = &request.redirect_uri;
    let page = ConsentPage {
        w: visitor.w,
        shell: visitor.shell(""),
        application: asking.name,
        organisation: asking.organisation_name,
        action: visitor.here.clone(),
        destination: Destination::Here {
            host: origin(target).split_once("://").map_or("", |(_, host)| host).to_owned(),
            cancel: back(&visitor, target, ("error", "access_denied")),
        },
    };
    let mut response = visitor.page(&page);
    // Browsers apply the page's own rule to where a form's answer leads, too.
    if let Some(policy) = security::policy_with_form_target(origin(target)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

async fn answer(Path(tenant): Path<String>, form: Posted) -> Answer {
    let (request, _) = asked(&form, tenant).await?;
    let target = request.redirect_uri.clone();
    let code = form.try_write(move |cx| identity::authorize(cx, &request)).await;
    let code = code.map_err(|fault| form.refuse(fault))?;
    Ok(leave(&back(&form, &target, ("code", &code))))
}

/// What is asked, and by whom; with the person fit to answer.
async fn asked(visitor: &Visitor, tenant: String) -> Result<(AuthorizationRequest, Asking), Away> {
    let query = visitor.query();
    let challenge = query.get("code_challenge");
    let request = AuthorizationRequest {
        client_id: query.get("client_id").to_owned(),
        redirect_uri: query.raw("redirect_uri").to_owned(),
        tenant,
        challenge: (!challenge.is_empty()).then(|| challenge.to_owned()),
    };
    let refused = |status, key: &str| visitor.error(status, vec![visitor.w.t(key)]);
    let wanted = request.clone();
    let asking = match visitor.try_read(move |cx| identity::asking(cx, &wanted)).await {
        Ok(asking) => asking,
        Err(Fault::NotFound(_)) => {
            return Err(refused(StatusCode::BAD_REQUEST, "authorize-unknown"));
        }
        Err(fault) => return Err(visitor.refuse(fault)),
    };
    if let Some(error) = mistake(visitor, &asking) {
        return Err(leave(&back(visitor, &request.redirect_uri, ("error", error))).into());
    }
    let Some(person) = visitor.person() else { return Err(visitor.refuse(Fault::SignedOut)) };
    if person.organisation.id != asking.organisation {
        return Err(refused(StatusCode::FORBIDDEN, "authorize-other-organisation"));
    }
    if person.must_change_password {
        return Err(visitor.go(&paths::and_then("/sign-in/change", &visitor.here)).into());
    }
    if !person.mfa {
        return Err(visitor.refuse(Fault::StepUp));
    }
    Ok((request, asking))
}

/// What the application has to mend, in the terms of RFC 6749 §4.1.2.1.
fn mistake(visitor: &Visitor, asking: &Asking) -> Option<&'static str> {
    let query = visitor.query();
    let (challenge, method) = (query.get("code_challenge"), query.get("code_challenge_method"));
    let is_digit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let is_proof = challenge.len() == CHALLENGE_LENGTH && challenge.bytes().all(is_digit);
    if query.get("response_type") != "code" {
        Some("unsupported_response_type")
    } else if !matches!(query.get("response_mode"), "" | "query") {
        Some("invalid_request")
    } else if (challenge.is_empty() && method.is_empty() && !asking.is_public)
        || (is_proof && method == "S256")
    {
        None
    } else {
        Some("invalid_request")
    }
}

/// The application's address with the answer and the `state` it sent.
fn back(visitor: &Visitor, target: &str, (name, value): (&str, &str)) -> String {
    let mark = if target.contains('?') { '&' } else { '?' };
    let state = visitor.query().raw("state");
    let state = if state.is_empty() { String::new() } else { format!("&state={}", encoded(state)) };
    format!("{target}{mark}{name}={}{state}", encoded(value))
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find(['/', '?']).map_or(address.len(), |at| host + at);
    &address[..end]
}

/// Leads to another server; `to` begins with an address registered for the application.
fn leave(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_ends_before_path_and_query() {
        assert_eq!(origin("http://127.0.0.1:8400/callback"), "http://127.0.0.1:8400");
        assert_eq!(origin("https://app.example?a=/b"), "https://app.example");
        assert_eq!(origin("https://app.example"), "https://app.example");
    }
}
