//! Access tokens for programs: the OAuth 2.0 token endpoint (`reference/wire.md`, Tokens).
//!
//! Everything slow (the password hash) happens between one read and one write. Refusals that must
//! be counted or logged commit, so the write answers a result inside its result.

use super::{
    applications::stored_secret,
    authorization::redeemed,
    keys::{ACCESS_SECONDS, PublicKey, refresh_signing_keys},
    refresh::{RefreshRow, granted, refreshed},
    sign_in::password_is_right,
    store::{self, Attempt, Credentials},
};
use crate::{
    Core, Cx, Fault,
    access::{Claims, OrganisationKind, Request},
    audit::{Event, Operation, ResourceType, log_of},
};
use opc_db::sql;
use opc_kernel::{
    id::{ApplicationId, Id, OrganisationId, SessionId},
    time::Timestamp,
};

/// What an application asks for and how it proves who it is.
#[derive(Clone)]
pub struct TokenRequest<'a> {
    /// The tenant in the path: a GUID, a domain, `common` or `organizations`.
    pub tenant: &'a str,
    /// The application's id.
    pub client_id: &'a str,
    /// The application's secret.
    pub client_secret: &'a str,
    /// On whose behalf.
    pub grant: Grant,
}

impl std::fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenRequest({:?} for {})", self.grant, self.client_id)
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
            Self::RefreshToken { .. } => "RefreshToken(…)",
        })
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
    /// The application does not belong to the tenant.
    UnauthorizedClient,
    /// Something is missing.
    InvalidRequest,
    /// The deployment does not offer this grant.
    UnsupportedGrantType,
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
    /// The `error` of the answer.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::Paused { .. } => "slow_down",
            Self::Other(Fault::Unavailable { .. }) => "temporarily_unavailable",
            Self::Other(_) => "server_error",
        }
    }
}

/// The application as the endpoint needs it.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) id: ApplicationId,
    pub(super) organisation: OrganisationId,
    domain: String,
    secret: String,
    enabled: bool,
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
    let (client, credentials) = known(core, &request, asked)?;
    let client = authenticated(client, asked.client_secret)?;
    if !is_tenant(&client, asked.tenant) {
        return Err(TokenFault::UnauthorizedClient);
    }
    if core.env().signing.is_due(core.clock().now()) {
        refresh_signing_keys(core)?;
    }
    let (claims, now, refresh_token) = match asked.grant.clone() {
        Grant::ClientCredentials => {
            core.write_blocking(request, move |cx| app_only(cx, &client))?
        }
        Grant::Password { password, code, .. } => {
            with_password(core, request, (client, credentials), (password, code))?
        }
        Grant::AuthorizationCode { code, redirect_uri, verifier } => core
            .write_blocking(request, move |cx| {
                redeemed(cx, &client, (&code, &redirect_uri, verifier.as_deref()))
            })?,
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
        Grant::RefreshToken { token } => token.is_empty(),
    };
    let empty = empty || asked.tenant.is_empty() || asked.client_id.is_empty();
    if empty { Err(TokenFault::InvalidRequest) } else { Ok(()) }
}

/// The one read: the application and, for a password, the person.
fn known(
    core: &Core,
    request: &Request,
    asked: &TokenRequest<'_>,
) -> Result<(Option<Client>, Option<Credentials>), TokenFault> {
    let Ok(id) = asked.client_id.parse::<ApplicationId>() else {
        return Err(TokenFault::InvalidClient);
    };
    let name = match &asked.grant {
        Grant::Password { user_name, .. } => Some(user_name.clone()),
        _ => None,
    };
    let known = core.read_blocking(request.clone(), move |cx| {
        let client = client(cx, id)?;
        let credentials = match &name {
            Some(name) => store::by_name(cx, name)?,
            None => None,
        };
        Ok((client, credentials))
    })?;
    Ok(known)
}

fn client(cx: &mut Cx<'_, '_>, id: ApplicationId) -> Result<Option<Client>, Fault> {
    cx.first(
        sql!(
            "SELECT a.organisation_id, o.domain, a.secret_hash, a.enabled
             FROM applications a JOIN organisations o ON o.id = a.organisation_id WHERE a.id = $1"
        ),
        &[id.into()],
        |r| {
            Ok(Client {
                id,
                organisation: r.take()?,
                domain: r.take()?,
                secret: r.take()?,
                enabled: r.take()?,
            })
        },
    )
}

fn authenticated(client: Option<Client>, secret: &str) -> Result<Client, TokenFault> {
    let shown = stored_secret(secret);
    let right = |c: &Client| {
        let same = aws_lc_rs::constant_time::verify_slices_are_equal(
            c.secret.as_bytes(),
            shown.as_bytes(),
        );
        same.is_ok() && c.enabled
    };
    client.filter(right).ok_or(TokenFault::InvalidClient)
}

/// Whether the tenant of the path is the application's own.
fn is_tenant(client: &Client, tenant: &str) -> bool {
    names_tenant(tenant, client.organisation, &client.domain)
}

/// Whether the tenant of a path is the organisation of this id and domain, or left open.
pub(super) fn names_tenant(tenant: &str, organisation: OrganisationId, domain: &str) -> bool {
    if let Ok(id) = tenant.parse::<OrganisationId>() {
        return id == organisation;
    }
    let own = ["common", "organizations", domain];
    own.iter().any(|name| tenant.eq_ignore_ascii_case(name))
}

fn app_only(cx: &mut Cx<'_, '_>, client: &Client) -> Result<Decided, Fault> {
    let who = serde_json::json!({ "client_id": client.id, "grant": "client_credentials" });
    let event = Event::new(Operation::SignIn, ResourceType::Application);
    cx.record(event.in_log_of(client.organisation).to(&who))?;
    let claims = Claims {
        organisation: client.organisation,
        application: client.id,
        user: None,
        mfa: false,
    };
    Ok(Ok((claims, cx.now(), None)))
}

fn with_password(
    core: &Core,
    request: Request,
    (client, credentials): (Client, Option<Credentials>),
    (password, code): (String, Option<String>),
) -> Result<Decided, Fault> {
    if let Some(retry_after) =
        credentials.as_ref().and_then(|c| store::pause(c, core.clock().now()))
    {
        return Ok(Err(TokenFault::Paused { retry_after }));
    }
    let right = password_is_right(core, credentials.as_ref(), &password);
    let Some(c) = credentials else { return Ok(Err(TokenFault::InvalidGrant)) };
    core.write_blocking(request, move |cx| person(cx, &client, &c, (right, code.as_deref())))
}

/// Settles a sign-in by password, and its code if there is one.
fn person(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    c: &Credentials,
    (right, code): (bool, Option<&str>),
) -> Result<Decided, Fault> {
    let event = sign_in_event(client, (c.kind, c.organisation), &c.user_name, "password");
    // Apart from the password itself: all of these are said only to those who know it.
    let usable = c.organisation == client.organisation && !c.must_change_password;
    let refusal = match store::settle(cx, c, right, code)? {
        Attempt::Paused(retry_after) => Some(TokenFault::Paused { retry_after }),
        Attempt::Right if usable => None,
        Attempt::Right | Attempt::Wrong => Some(TokenFault::InvalidGrant),
    };
    if let Some(refusal) = refusal {
        cx.record(event.failed())?;
        return Ok(Err(refusal));
    }
    cx.record(event)?;
    let row = RefreshRow {
        family: cx.new_id::<SessionId>().uuid(),
        user: c.user,
        epoch: c.epoch,
        mfa: code.is_some(),
    };
    granted(cx, client, &row)
}

pub(super) fn sign_in_event(
    client: &Client,
    (kind, organisation): (OrganisationKind, OrganisationId),
    user_name: &str,
    grant: &str,
) -> Event {
    let who = serde_json::json!({ "user": user_name, "client_id": client.id, "grant": grant });
    Event::new(Operation::SignIn, ResourceType::PartnerUser)
        .in_log_of(log_of(kind, organisation))
        .to(&who)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client() -> Client {
        Client {
            id: ApplicationId::from_uuid(uuid::Uuid::from_u128(1)),
            organisation: OrganisationId::from_uuid(uuid::Uuid::from_u128(2)),
            domain: "partner.example".into(),
            secret: stored_secret("right"),
            enabled: true,
        }
    }

    #[test]
    fn an_application_shows_its_secret_and_is_enabled() {
        assert!(authenticated(Some(client()), "right").is_ok());
        for (client, secret) in [
            (Some(client()), "wrong"),
            (Some(client()), ""),
            (Some(Client { enabled: false, ..client() }), "right"),
            (None, "right"),
        ] {
            assert_eq!(authenticated(client, secret).err(), Some(TokenFault::InvalidClient));
        }
    }

    #[test]
    fn a_tenant_is_named_by_id_domain_or_common() {
        let client = client();
        let id = client.organisation.to_string();
        for tenant in
            [id.as_str(), &id.to_uppercase(), "Partner.Example", "common", "organizations"]
        {
            assert!(is_tenant(&client, tenant), "{tenant}");
        }
        let other = uuid::Uuid::from_u128(3).to_string();
        for tenant in [other.as_str(), "other.example", "", "consumers"] {
            assert!(!is_tenant(&client, tenant), "{tenant}");
        }
    }

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
