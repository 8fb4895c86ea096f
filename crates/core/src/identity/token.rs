//! Access tokens for programs: the OAuth 2.0 token endpoint (`reference/wire.md`, Tokens).
//!
//! Everything slow (the password hash) happens between one read and one write. Refusals that must
//! be counted or logged commit, so the write answers a result inside its result.

use super::{
    authorization::redeemed,
    client::{Client, Shown, admitted},
    code::{self, Outcome},
    device::{POLL_SECONDS, collected},
    given::Consent,
    keys::{ACCESS_SECONDS, PublicKey, refresh_signing_keys},
    refresh::{granted, refreshed},
    sign_in::password_is_right,
    store::{self, Credentials},
};
use crate::{
    Core, Cx, Fault,
    access::{Claims, OrganisationKind, Request},
    audit::{Event, Operation, Principal, ResourceType, log_of},
};
use opc_kernel::{
    id::{Id, OrganisationId, SessionId, UserId},
    time::Timestamp,
};

/// What an application asks for and how it proves who it is.
#[derive(Clone)]
pub struct TokenRequest<'a> {
    /// Who asks.
    pub client: Shown<'a>,
    /// On whose behalf.
    pub grant: Grant,
}

impl std::fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenRequest({:?} for {})", self.grant, self.client.client_id)
    }
}

/// On whose behalf a token is asked for.
#[derive(Clone)]
pub enum Grant {
    /// The application's own: app-only.
    ClientCredentials,
    /// A person's, by name and password: only in sandboxes.
    Password {
        /// Sign-in name.
        user_name: String,
        /// Password.
        password: String,
        /// The code the authenticator shows; the token then counts as shown with a second factor.
        code: Option<String>,
    },
    /// A person's, who let the application act in their name.
    AuthorizationCode {
        /// The code; it is spent by this.
        code: String,
        /// Where the code was sent, as it was asked for.
        redirect_uri: String,
        /// The text whose digest came with the request for the code (RFC 7636).
        verifier: Option<String>,
    },
    /// A person's, who let the program in from a browser elsewhere.
    DeviceCode {
        /// The device code.
        code: String,
    },
    /// A person's, who was signed in before.
    RefreshToken {
        /// The refresh token; it is spent by this.
        token: String,
    },
}

impl std::fmt::Debug for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::ClientCredentials => "ClientCredentials",
            Self::Password { .. } => "Password(…)",
            Self::AuthorizationCode { .. } => "AuthorizationCode(…)",
            Self::DeviceCode { .. } => "DeviceCode(…)",
            Self::RefreshToken { .. } => "RefreshToken(…)",
        })
    }
}

impl Grant {
    /// Whether an application that cannot keep a secret may use it: where the grant itself proves
    /// enough.
    const fn is_for_public_clients(&self) -> bool {
        match self {
            Self::ClientCredentials | Self::Password { .. } => false,
            Self::AuthorizationCode { .. }
            | Self::DeviceCode { .. }
            | Self::RefreshToken { .. } => true,
        }
    }
}

/// The answer to a token request.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuedTokens {
    /// The access token.
    pub access_token: String,
    /// Seconds the access token lives.
    pub expires_in: i64,
    /// When it begins to be good, in seconds since 1970.
    pub not_before: i64,
    /// When it ends, in seconds since 1970.
    pub expires_on: i64,
    /// The next refresh token; none for app-only.
    pub refresh_token: Option<String>,
    /// What it is for: the deployment.
    pub resource: String,
    /// What it allows, as version 2 of the endpoint says it.
    pub scope: String,
}

impl std::fmt::Debug for IssuedTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IssuedTokens(…)")
    }
}

/// Why no token is issued, in the terms of RFC 6749 §5.2.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenFault {
    /// The application is unknown, disabled, or its secret is wrong.
    InvalidClient,
    /// The password, code or refresh token is wrong, spent or ended, or of another tenant.
    InvalidGrant,
    /// The application does not belong to the tenant, or is public and may not use this grant.
    UnauthorizedClient,
    /// Something is missing.
    InvalidRequest,
    /// The deployment does not offer this grant.
    UnsupportedGrantType,
    /// The person has not answered yet (RFC 8628 §3.5, as are the next three).
    Pending,
    /// Nor this time, and the program asks too often.
    SlowDown,
    /// The device code has ended.
    ExpiredToken,
    /// The person declined.
    AccessDenied,
    /// Too many wrong passwords or codes.
    Paused {
        /// Seconds until another attempt is answered.
        retry_after: u32,
    },
    /// Not a matter of the request.
    Other(Fault),
}

impl From<Fault> for TokenFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooMany { retry_after } => Self::Paused { retry_after },
            other => Self::Other(other),
        }
    }
}

impl TokenFault {
    /// Seconds to wait before the next attempt, if there is anything to wait for.
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::SlowDown => Some(POLL_SECONDS),
            Self::Paused { retry_after } => Some(*retry_after),
            _ => None,
        }
    }
    /// Whether somebody may be guessing a secret, a password or a code.
    pub const fn is_wrong_guess(&self) -> bool {
        matches!(self, Self::InvalidClient | Self::InvalidGrant)
    }
    /// The `error` of the answer.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::Pending => "authorization_pending",
            Self::ExpiredToken => "expired_token",
            Self::AccessDenied => "access_denied",
            Self::SlowDown | Self::Paused { .. } => "slow_down",
            Self::Other(Fault::Unavailable { .. }) => "temporarily_unavailable",
            Self::Other(_) => "server_error",
        }
    }
}

/// What the write decided: the token's claims, when, and the next refresh token.
pub(super) type Decided = Result<(Claims, Timestamp, Option<String>), TokenFault>;

/// Issues tokens. Blocks, with a password for the time of one slow hash.
pub fn issue(
    core: &Core,
    request: Request,
    asked: &TokenRequest<'_>,
) -> Result<IssuedTokens, TokenFault> {
    check_form(core, asked)?;
    let name = match &asked.grant {
        Grant::Password { user_name, .. } => Some(user_name.clone()),
        _ => None,
    };
    let (client, credentials) = admitted(core, &request, asked.client, move |cx| {
        Ok(name.as_ref().map(|name| store::by_name(cx, name)).transpose()?.flatten())
    })?;
    if client.is_public() && !asked.grant.is_for_public_clients() {
        return Err(TokenFault::UnauthorizedClient);
    }
    if core.env().signing.is_due(core.clock().now()) {
        refresh_signing_keys(core)?;
    }
    let (claims, now, refresh_token) = match asked.grant.clone() {
        Grant::ClientCredentials => {
            core.write_blocking(request, move |cx| app_only(cx, &client))?
        }
        Grant::Password { user_name, password, code } => {
            with_password(core, request, (client, credentials), (user_name, password, code))
        }
        Grant::AuthorizationCode { code, redirect_uri, verifier } => core
            .write_blocking(request, move |cx| {
                redeemed(cx, &client, (&code, &redirect_uri, verifier.as_deref()))
            })?,
        Grant::DeviceCode { code } => {
            core.write_blocking(request, move |cx| collected(cx, &client, &code))?
        }
        Grant::RefreshToken { token } => {
            core.write_blocking(request, move |cx| refreshed(cx, &client, &token))?
        }
    }?;
    let base_url = &core.settings().base_url;
    let scope = if claims.user.is_some() { "user_impersonation" } else { ".default" };
    Ok(IssuedTokens {
        access_token: core.env().signing.sign(&claims, now)?,
        expires_in: ACCESS_SECONDS,
        not_before: now.seconds(),
        expires_on: now.seconds() + ACCESS_SECONDS,
        refresh_token,
        resource: base_url.clone(),
        scope: format!("{base_url}/{scope}"),
    })
}

/// What the token says, if it was issued here and is good now. Touches no database.
pub fn verify_token(core: &Core, token: &str) -> Option<Claims> {
    core.env().signing.verify(token, core.clock().now())
}

/// Whether a refused token may be of a key another node has just made: then
/// [`reload_signing_keys`](super::reload_signing_keys) and [`verify_token`] again.
pub fn token_may_be_newer(core: &Core, token: &str) -> bool {
    core.env().signing.may_be_newer(token, core.clock().now())
}

/// The public keys of access tokens, newest first.
pub fn public_keys(core: &Core) -> Vec<PublicKey> {
    core.env().signing.public_keys()
}

fn check_form(core: &Core, asked: &TokenRequest<'_>) -> Result<(), TokenFault> {
    let empty = match &asked.grant {
        Grant::ClientCredentials => false,
        Grant::Password { .. } if !core.settings().demo => {
            return Err(TokenFault::UnsupportedGrantType);
        }
        Grant::Password { user_name, password, .. } => user_name.is_empty() || password.is_empty(),
        Grant::AuthorizationCode { code, redirect_uri, .. } => {
            code.is_empty() || redirect_uri.is_empty()
        }
        Grant::DeviceCode { code: text } | Grant::RefreshToken { token: text } => text.is_empty(),
    };
    if empty { Err(TokenFault::InvalidRequest) } else { Ok(()) }
}

fn app_only(cx: &mut Cx<'_, '_>, client: &Client) -> Result<Decided, Fault> {
    let who = serde_json::json!({ "client_id": client.id, "grant": "client_credentials" });
    let event = Event::new(Operation::SignIn, ResourceType::Application);
    let by = Principal { name: client.name.clone(), user: None, application: Some(client.id) };
    cx.record(event.in_log_of(client.organisation).by(by).to(&who))?;
    let claims = Claims {
        organisation: client.organisation,
        application: client.id,
        user: None,
        mfa: false,
    };
    Ok(Ok((claims, cx.now(), None)))
}

/// Counts like a sign-in to the portal, whether anybody has the name or not.
fn with_password(
    core: &Core,
    request: Request,
    (client, credentials): (Client, Option<Credentials>),
    (user_name, password, code): (String, String, Option<String>),
) -> Decided {
    let (guesses, who) = (&core.env().guesses, (user_name.as_str(), request.from));
    guesses.password(who, core.clock().now(), TokenFault::is_wrong_guess, || {
        let right = password_is_right(core, credentials.as_ref(), &password);
        core.write_blocking(request, move |cx| match &credentials {
            Some(c) => person(cx, &client, c, (right, code.as_deref())),
            None => nobody(cx, &client),
        })?
    })
}

/// A name nobody has, in nobody's log and without the name, as at sign-in.
fn nobody(cx: &mut Cx<'_, '_>, client: &Client) -> Result<Decided, Fault> {
    let who = serde_json::json!({ "client_id": client.id, "grant": "password" });
    cx.record(Event::new(Operation::SignIn, ResourceType::PartnerUser).to(&who).failed())?;
    Ok(Err(TokenFault::InvalidGrant))
}

/// Settles a sign-in by password, and its code if there is one.
fn person(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    c: &Credentials,
    (right, code): (bool, Option<&str>),
) -> Result<Decided, Fault> {
    let event = sign_in_event(client, (c.kind, c.organisation), (c.user, &c.user_name), "password");
    // Apart from the password itself: all of these are said only to those who know it.
    let usable = c.organisation == client.organisation && !c.must_change_password;
    let outcome = match code {
        _ if !(right && store::is_current(cx, c)?) => Outcome::Wrong,
        Some(code) => code::check(cx, &c.user_name, code)?,
        None => Outcome::Right,
    };
    let refusal = match outcome {
        Outcome::Paused(retry_after) => Some(TokenFault::Paused { retry_after }),
        Outcome::Right if usable => None,
        Outcome::Right | Outcome::Wrong => Some(TokenFault::InvalidGrant),
    };
    if let Some(refusal) = refusal {
        cx.record(event.failed())?;
        return Ok(Err(refusal));
    }
    cx.record(event)?;
    let consent = Consent {
        family: cx.new_id::<SessionId>().uuid(),
        user: c.user,
        epoch: c.epoch,
        mfa: code.is_some(),
    };
    granted(cx, client, &consent)
}

/// A person signs in through an application.
pub(super) fn sign_in_event(
    client: &Client,
    (kind, organisation): (OrganisationKind, OrganisationId),
    (user, user_name): (UserId, &str),
    grant: &str,
) -> Event {
    let who = serde_json::json!({ "user": user_name, "client_id": client.id, "grant": grant });
    let by =
        Principal { name: user_name.to_owned(), user: Some(user), application: Some(client.id) };
    Event::new(Operation::SignIn, ResourceType::PartnerUser)
        .in_log_of(log_of(kind, organisation))
        .by(by)
        .to(&who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_printed() {
        let grant = Grant::Password {
            user_name: "hanako".into(),
            password: "hunter2".into(),
            code: Some("123456".into()),
        };
        let printed = format!("{grant:?} {:?}", Grant::RefreshToken { token: "abc".into() });
        assert!(!printed.contains("hunter2") && !printed.contains("123456"));
        assert!(!printed.contains("abc"));
    }
}
