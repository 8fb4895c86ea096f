//! A person lets an application act in their name: the authorization code grant (RFC 6749 §4.1)
//! with proof of possession (RFC 7636, S256).
//!
//! A code is 256 random bits, stored as a digest, and traded once. Whoever trades it again may
//! have stolen it, so the refresh tokens it was traded for end as well. Access tokens are not looked
//! up and live out their hour.

use super::{
    client::{Client, names_tenant},
    given::{Given, holder},
    refresh::{end_family, granted},
    token::{Decided, TokenFault},
};
use crate::{
    Cx, Fault, Noun,
    access::{Person, permissions},
    audit::{Event, Operation, ResourceType, log_of},
    secrets::{digest, random_token},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use opc_db::sql;
use opc_kernel::id::{ApplicationId, Id, OrganisationId, SessionId};

/// Seconds a code lives.
const CODE_SECONDS: i64 = 600;
/// Seconds a code is remembered after its end, to notice that it is used again.
const REMEMBERED_SECONDS: i64 = 86_400;

/// What an application asks of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// The application's id, as sent.
    pub client_id: String,
    /// Where the code goes; one of the application's own addresses, letter by letter.
    pub redirect_uri: String,
    /// The tenant in the path: a GUID, a domain, `common` or `organizations`.
    pub tenant: String,
    /// Digest of the application's verifier, base64url: 43 characters.
    pub challenge: Option<String>,
}

/// The application that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Its id.
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// The organisation it belongs to.
    pub organisation: OrganisationId,
    /// Name of that organisation.
    pub organisation_name: String,
    /// Whether it cannot keep a secret, and so has to send a challenge.
    pub is_public: bool,
}

/// The application that asks, if it may be answered at the address it names. Otherwise
/// [`Fault::NotFound`]: nobody may then be led to that address.
pub fn asking(cx: &mut Cx<'_, '_>, asked: &AuthorizationRequest) -> Result<Asking, Fault> {
    let id = asked.client_id.parse::<ApplicationId>();
    let id = id.map_err(|_| Fault::NotFound(Noun::Page))?;
    let found = cx.first(
        sql!(
            "SELECT a.name, a.redirect_uris, a.enabled, a.secret_hash IS NULL, o.id, o.domain, o.name
             FROM applications a JOIN organisations o ON o.id = a.organisation_id WHERE a.id = $1"
        ),
        &[id.into()],
        |r| {
            let (name, addresses, enabled): (String, String, bool) =
                (r.take()?, r.take()?, r.take()?);
            let is_public = r.take()?;
            let (organisation, domain): (OrganisationId, String) = (r.take()?, r.take()?);
            let ours = addresses.split(' ').any(|own| !own.is_empty() && own == asked.redirect_uri);
            let is_known = enabled && ours && names_tenant(&asked.tenant, organisation, &domain);
            let organisation_name = r.take()?;
            let asking =
                Asking { application: id, name, organisation, organisation_name, is_public };
            Ok(is_known.then_some(asking))
        },
    )?;
    found.flatten().ok_or(Fault::NotFound(Noun::Page))
}

/// Gives the application a code for the person signed in to the portal, good for ten minutes.
///
/// [`Fault::NotFound`] for an application of another organisation, [`Fault::SignedOut`] without
/// a session of the portal: an application cannot let another one in.
pub fn authorize(cx: &mut Cx<'_, '_>, asked: &AuthorizationRequest) -> Result<String, Fault> {
    let person = fit_to_consent(cx)?;
    let asking = asking(cx, asked)?;
    if asking.organisation != person.organisation.id {
        return Err(Fault::NotFound(Noun::Page));
    }
    let code = random_token();
    store_code(cx, (&code, asking.application), &person, asked)?;
    cx.record(consent_event(&person, asking.application))?;
    Ok(code)
}

/// The person of this portal session, if they may speak for themselves: with a password of their
/// own choosing.
pub(super) fn fit_to_consent(cx: &Cx<'_, '_>) -> Result<Person, Fault> {
    cx.allow(permissions::UsePortal)?;
    let person = cx.actor().person().cloned();
    let fit = |person: &Person| person.session.is_some() && !person.must_change_password;
    person.filter(fit).ok_or(Fault::SignedOut)
}

/// The entry of the log that says what a person answered an application.
pub(super) fn consent_event(person: &Person, application: ApplicationId) -> Event {
    let member = &person.organisation;
    let who = serde_json::json!({
        "user": person.user_name, "client_id": application, "grant": "consent",
    });
    let event = Event::new(Operation::SignIn, ResourceType::PartnerUser);
    event.in_log_of(log_of(member.kind, member.id)).to(&who)
}

fn store_code(
    cx: &mut Cx<'_, '_>,
    (code, application): (&str, ApplicationId),
    person: &Person,
    asked: &AuthorizationRequest,
) -> Result<(), Fault> {
    let stored = cx.execute(
        sql!(
            "INSERT INTO authorization_codes (code_hash, family, application_id, user_id, epoch,
                 mfa, redirect_uri, challenge, expires_at, spent_at)
             SELECT $1, $2, $3, id, epoch, $5, $6, $7, $8, NULL FROM users WHERE id = $4"
        ),
        &[
            digest(code.as_bytes()).as_slice().into(),
            cx.new_id::<SessionId>().uuid().into(),
            application.into(),
            person.user.into(),
            person.mfa.into(),
            asked.redirect_uri.as_str().into(),
            asked.challenge.as_deref().into(),
            cx.now().plus_seconds(CODE_SECONDS).into(),
        ],
    )?;
    if stored == 1 { Ok(()) } else { Err(Fault::SignedOut) }
}

/// A code as it is stored.
struct StoredCode {
    given: Given,
    redirect_uri: String,
    challenge: Option<String>,
}

/// Trades a code for tokens. The three texts shown are the code, the address and the verifier.
pub(super) fn redeemed(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    (code, redirect_uri, verifier): (&str, &str, Option<&str>),
) -> Result<Decided, Fault> {
    let refused = Ok(Err(TokenFault::InvalidGrant));
    let hash = digest(code.as_bytes());
    let found = cx.first(
        sql!(
            "SELECT family, user_id, epoch, mfa, application_id, spent_at, expires_at,
                    redirect_uri, challenge
             FROM authorization_codes WHERE code_hash = $1"
        ),
        &[hash.as_slice().into()],
        |r| {
            let given = Given::read(r)?;
            Ok(StoredCode { given, redirect_uri: r.take()?, challenge: r.take()? })
        },
    )?;
    let Some(StoredCode { given, redirect_uri: sent_to, challenge }) = found else {
        return refused;
    };
    if given.application != client.id {
        return refused;
    }
    let Some(holder) = holder(cx, client, &given.consent)? else { return refused };
    let event = holder.event(client, "authorization_code");
    if given.spent {
        end_family(cx, given.consent.family)?;
        cx.record(event.failed())?;
        return refused;
    }
    let is_good = given.expires_at > cx.now()
        && holder.is_unchanged
        && sent_to == redirect_uri
        && (challenge.is_some() || !client.is_public())
        && is_answered(challenge.as_deref(), verifier);
    if !is_good {
        cx.record(event.failed())?;
        return refused;
    }
    let spent = cx.execute(
        sql!(
            "UPDATE authorization_codes SET spent_at = $2 WHERE code_hash = $1 AND spent_at IS NULL"
        ),
        &[hash.as_slice().into(), cx.now().into()],
    )?;
    if spent != 1 {
        return refused;
    }
    cx.record(event)?;
    granted(cx, client, &given.consent)
}

/// Forgets up to `limit` codes that ended a day ago. Answers how many.
pub fn purge_authorization_codes(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM authorization_codes WHERE code_hash IN
             (SELECT code_hash FROM authorization_codes WHERE expires_at <= $1 LIMIT $2)"
        ),
        &[cx.now().plus_seconds(-REMEMBERED_SECONDS).into(), limit.into()],
    )
}

/// Whether the verifier answers the challenge. One without the other is refused: else whoever
/// slips a code of their own into somebody's session could leave the challenge out.
fn is_answered(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            (43..=128).contains(&verifier.len())
                && URL_SAFE_NO_PAD.encode(digest(verifier.as_bytes())) == challenge
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn a_challenge_is_answered_by_its_verifier_alone() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_answered(challenge, Some(verifier)));
        assert!(is_answered(None, None));
        assert!(!is_answered(challenge, None));
        assert!(!is_answered(None, Some(verifier)));
        assert!(!is_answered(challenge, Some(&verifier.replace('d', "e"))));
        assert!(!is_answered(challenge, challenge));
    }
}
