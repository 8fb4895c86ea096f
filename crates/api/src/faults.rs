//! From the faults of core to statuses, codes and sentences: one table.
//!
//! Codes and statuses are those of `reference/error_codes.csv` and `domain/02`, Error catalogue.
//! A rule without a code of its own is 800002, invalid input. No client's mistake is a 5xx: one
//! client library repeats those without end.

use crate::members::Members;
use crate::reply;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use opc_core::{Denial, Fault, Noun, requests};
use opc_kernel::rule::{Problem, Rule, Severity};
use opc_wire::fold::{Expected, ParseError};
use opc_wire::resources::ApiFault;
use opc_words::Words;

/// Invalid input without a code of its own.
pub(crate) const INVALID: u32 = 800_002;
/// No such thing.
pub(crate) const NOT_FOUND: u32 = 1000;
/// Access denied: the token is not good.
const ACCESS_DENIED: u32 = 400;
/// There is no token.
const TOKEN_MISSING: u32 = 800_001;
/// The organisation may not do it, whatever the role.
const ORGANISATION_DENIED: u32 = 2032;
/// An error of the service.
const SERVICE_ERROR: u32 = 800_003;
/// Longest description in characters (`domain/02`, Error catalogue).
const DESCRIPTION_MAX: usize = 1024;

/// Status and code of a broken rule.
pub(crate) const fn of_rule(rule: &Rule) -> (u16, u32) {
    match rule {
        Rule::RegistrationMissing { .. } => (400, 600_049),
        Rule::RegistrationFormat { .. } => (400, 600_050),
        Rule::PhoneMissing { .. } => (400, 600_051),
        Rule::AgreementDuplicate => (400, 600_061),
        Rule::PurchasePermissionsExist => (409, 600_041),
        Rule::CountryOutsideMarket { .. } => (403, 2030),
        Rule::DomainPrefixTaken { .. } | Rule::DomainPrefixKnown { .. } | Rule::NetworkIdTaken => {
            (409, 1003)
        }
        Rule::ResellerUnknown => (400, 800_016),
        Rule::ProviderAsReseller => (404, 2072),
        Rule::ResellerNotEnrolled => (400, 2204),
        Rule::ResellerOutsideMarket { .. } => (400, 2201),
        Rule::SandboxOnly => (403, 6004),
        Rule::SandboxResellerInUse => (403, 6003),
        Rule::SandboxLimitReached { .. } => (400, 800_018),
        Rule::LicenceCountOutOfRange { .. }
        | Rule::LicenceCountNotWhole { .. }
        | Rule::UsageWithoutCount { .. } => (400, 2002),
        Rule::BillingCycleNotOffered { .. } => (400, 6001),
        Rule::OfferLimitReached { .. } | Rule::TrialOfOwned { .. } => (403, 800_066),
        Rule::OfferUnavailable { .. } => (400, 800_070),
        Rule::AddOnWithoutBase { .. } => (400, 400_041),
        Rule::AgreementNotConfirmed => (403, 13605),
        Rule::PartnerAgreementUnsigned => (403, 900_124),
        Rule::ResellerAgreementUnsigned => (403, 900_123),
        Rule::CustomerUnderReview => (403, 800_073),
        Rule::CustomerNotAllowed => (403, 800_075),
        Rule::QualificationForbidsOffer { .. } => (403, 2085),
        Rule::PartnerRestricted | Rule::PartnerSuspended => (403, 800_039),
        Rule::CreditLimitExceeded { .. } => (403, 900_121),
        Rule::RelationshipMissing | Rule::SoldByProvider => (403, 20002),
        Rule::RoleLacksRights | Rule::TagsNotAllowed => (403, 900_150),
        Rule::UserTokenNeeded => (403, 900_329),
        Rule::MfaNeeded => (403, 900_309),
        Rule::StaleEtag => (400, 2055),
        Rule::NotFound => (404, NOT_FOUND),
        _ => (400, INVALID),
    }
}

/// Code of what was not found; the status is 404.
const fn of_noun(noun: Noun) -> u32 {
    match noun {
        Noun::Order => 20000,
        Noun::Subscription => 20003,
        Noun::PurchasePermissions => 600_039,
        _ => NOT_FOUND,
    }
}

/// The rule that says the same as a fault without data of its own.
const fn as_rule(fault: &Fault) -> Option<Rule> {
    match fault {
        Fault::StepUp => Some(Rule::MfaNeeded),
        Fault::Stale => Some(Rule::StaleEtag),
        Fault::Denied(Denial::Role(_)) => Some(Rule::RoleLacksRights),
        Fault::Denied(Denial::UserNeeded(_)) => Some(Rule::UserTokenNeeded),
        Fault::Denied(Denial::Restricted) => Some(Rule::PartnerRestricted),
        Fault::Denied(Denial::Suspended) => Some(Rule::PartnerSuspended),
        _ => None,
    }
}

/// Status and body of a failed use case.
pub(crate) fn of_fault(fault: &Fault, words: Words, members: Members) -> (StatusCode, ApiFault) {
    if let Some(rule) = as_rule(fault) {
        return refused(&rule, words);
    }
    match fault {
        Fault::Refused(rule) => refused(rule, words),
        Fault::Invalid(problems) => invalid(problems, words, members),
        Fault::NotFound(noun) => {
            let body = ApiFault::new(of_noun(*noun), words.rule(&Rule::NotFound));
            (StatusCode::NOT_FOUND, body)
        }
        Fault::Denied(Denial::Edition(feature)) => {
            let said = words.of_family("edition-without", feature.row().name);
            (StatusCode::FORBIDDEN, ApiFault::new(ORGANISATION_DENIED, said))
        }
        Fault::Denied(_) => {
            let body = ApiFault::new(ORGANISATION_DENIED, words.t("api-denied-kind"));
            (StatusCode::FORBIDDEN, body)
        }
        Fault::SignedOut => {
            let body = ApiFault::new(ACCESS_DENIED, words.t("api-token-refused"));
            (StatusCode::UNAUTHORIZED, body)
        }
        Fault::TooMany { .. } | Fault::Unavailable { .. } => {
            let body = ApiFault::new(SERVICE_ERROR, words.t("api-unavailable"));
            (StatusCode::SERVICE_UNAVAILABLE, body)
        }
        Fault::Internal(what) => {
            tracing::error!(what, "a use case failed");
            let body = ApiFault::new(SERVICE_ERROR, words.t("api-unexpected"));
            (StatusCode::INTERNAL_SERVER_ERROR, body)
        }
        // `as_rule` has answered these.
        Fault::StepUp | Fault::Stale => refused(&Rule::StaleEtag, words),
    }
}

fn refused(rule: &Rule, words: Words) -> (StatusCode, ApiFault) {
    let (status, code) = of_rule(rule);
    (status_of(status), ApiFault::new(code, words.rule(rule)).with(rule.key()))
}

/// All broken rules in one answer: `data` is path and rule in turn. A rule that has a code of its own
/// decides code and status, because clients look for those codes; of several the smallest code, so
/// that the order of the fields does not matter.
fn invalid(problems: &[Problem], words: Words, members: Members) -> (StatusCode, ApiFault) {
    let errors = || problems.iter().filter(|p| p.rule.severity() == Severity::Error);
    let rows = || errors().map(|problem| of_rule(&problem.rule));
    let own = rows().filter(|row| row.1 != INVALID).min_by_key(|row| row.1);
    let (status, code) = own.unwrap_or((400, INVALID));
    let sentences = errors().map(|problem| words.problem(problem));
    // First all that is wrong, then why the rules are there, as far as there is room.
    let mut whys: Vec<_> =
        errors().map(|problem| words.why_at(problem.field, problem.rule.key())).collect();
    whys.retain(|why| !why.is_empty());
    whys.dedup();
    let said: Vec<_> = sentences.chain(whys).collect();
    let description = said.join("\n").chars().take(DESCRIPTION_MAX).collect::<String>();
    let mut body = ApiFault::new(code, description);
    for problem in errors() {
        body = body.with(members.path_of(problem)).with(problem.rule.key());
    }
    (status_of(status), body)
}

fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST)
}

/// The answer to a failed use case.
pub(crate) fn respond(fault: &Fault, words: Words, members: Members) -> Response {
    if let Fault::TooMany { retry_after } = fault {
        return reply::throttled(*retry_after);
    }
    let (status, body) = of_fault(fault, words, members);
    let mut answer = reply::fault(status, &body);
    if status == StatusCode::UNAUTHORIZED {
        challenge(&mut answer, true);
    }
    answer
}

/// The same, to be kept for a repeat of the request.
pub(crate) fn kept(fault: &Fault, words: Words, members: Members) -> requests::Answer {
    let (status, body) = of_fault(fault, words, members);
    let body = serde_json::to_vec(&body).unwrap_or_default();
    requests::Answer { status: status.as_u16(), location: None, body }
}

/// No token, or one that is not good.
pub(crate) fn unauthorized(words: Words, shown: bool) -> Response {
    let (code, key) = if shown {
        (ACCESS_DENIED, "api-token-refused")
    } else {
        (TOKEN_MISSING, "api-token-missing")
    };
    let body = ApiFault::new(code, words.t(key));
    let mut answer = reply::fault(StatusCode::UNAUTHORIZED, &body);
    challenge(&mut answer, shown);
    answer
}

fn challenge(answer: &mut Response, shown: bool) {
    let how = if shown { r#"Bearer error="invalid_token""# } else { "Bearer" };
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(how));
}

/// A request that is not as it has to be: a 400 with a message of the API's own, pointing at `at`.
pub(crate) fn bad_request(description: String, at: &str) -> Response {
    reply::fault(StatusCode::BAD_REQUEST, &ApiFault::new(INVALID, description).with(at))
}

/// A body in which these members are missing.
pub(crate) fn missing(members: &[&str], words: Words) -> Response {
    let one = |member: &&str| {
        words.t2("api-expected-member", &("path", words.t("api-body")), &("detail", *member))
    };
    let said: Vec<_> = members.iter().map(one).collect();
    let body = ApiFault::new(INVALID, said.join("\n"));
    let named = |body: ApiFault, member: &&str| body.with(*member).with(Rule::Required.key());
    reply::fault(StatusCode::BAD_REQUEST, &members.iter().fold(body, named))
}

/// A body that cannot be read.
pub(crate) fn unreadable(error: &ParseError, words: Words) -> Response {
    let shown = if error.path.is_empty() { words.t("api-body") } else { error.path.clone() };
    let (said, key) = expected(error, words, shown);
    reply::fault(
        StatusCode::BAD_REQUEST,
        &ApiFault::new(INVALID, said).with(error.path.clone()).with(key),
    )
}

/// A filter that cannot be read, with one that can.
pub(crate) fn not_a_filter(error: &ParseError, words: Words, example: &str) -> Response {
    let dot = if error.path.is_empty() { "" } else { "." };
    let path = format!("filter{dot}{}", error.path);
    let (said, key) = expected(error, words, path.clone());
    let like = words.t1("api-filter-like", "example", example.to_owned());
    let body = ApiFault::new(INVALID, format!("{said} {like}")).with(path).with(key);
    reply::fault(StatusCode::BAD_REQUEST, &body)
}

/// What should have been at a place, in words, and the id of the message.
fn expected(error: &ParseError, words: Words, place: String) -> (String, String) {
    let key = format!("api-expected-{}", error.what.key());
    (words.t2(&key, &("path", place), &("detail", detail(&error.what))), key)
}

fn detail(what: &Expected) -> String {
    match what {
        Expected::Json(text) | Expected::Other(text) => text.clone(),
        Expected::Depth(most) | Expected::Length(most) => most.to_string(),
        Expected::OneOf(texts) => texts.join(", "),
        Expected::Member(name) => (*name).to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
