//! Applications as the OAuth endpoints meet them.

use super::{applications::stored_secret, token::TokenFault};
use crate::{Core, Cx, Fault, access::Request};
use opc_db::sql;
use opc_kernel::id::{ApplicationId, OrganisationId};

/// What an application shows of itself.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The tenant in the path: a GUID, a domain, `common` or `organizations`.
    pub tenant: &'a str,
    /// The application's id.
    pub client_id: &'a str,
    /// The application's secret; empty for a public client.
    pub client_secret: &'a str,
}

/// A registered application.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) id: ApplicationId,
    pub(super) organisation: OrganisationId,
    pub(super) name: String,
    domain: String,
    /// Digest; a public client has none.
    secret: Option<String>,
    enabled: bool,
}

impl Client {
    /// Whether it runs where it cannot keep a secret (RFC 6749 §2.1).
    pub(super) fn is_public(&self) -> bool {
        self.secret.is_none()
    }
}

pub(super) fn find(cx: &mut Cx<'_, '_>, id: ApplicationId) -> Result<Option<Client>, Fault> {
    cx.first(
        sql!(
            "SELECT a.organisation_id, a.name, o.domain, a.secret_hash, a.enabled
             FROM applications a JOIN organisations o ON o.id = a.organisation_id WHERE a.id = $1"
        ),
        &[id.into()],
        |r| {
            Ok(Client {
                id,
                organisation: r.take()?,
                name: r.take()?,
                domain: r.take()?,
                secret: r.take()?,
                enabled: r.take()?,
            })
        },
    )
}

/// Reads what is needed of the application that shows itself, and checks it. `work` reads more in
/// the same transaction.
pub(super) fn admitted<T: Send + 'static>(
    core: &Core,
    request: &Request,
    shown: Shown<'_>,
    work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> Result<(Client, T), TokenFault> {
    if shown.tenant.is_empty() || shown.client_id.is_empty() {
        return Err(TokenFault::InvalidRequest);
    }
    let Ok(id) = shown.client_id.parse::<ApplicationId>() else {
        return Err(TokenFault::InvalidClient);
    };
    let found = core.read_blocking(request.clone(), move |cx| Ok((find(cx, id)?, work(cx)?)));
    let (client, more) = found?;
    let client = authenticated(client, shown.client_secret)?;
    if names_tenant(shown.tenant, client.organisation, &client.domain) {
        Ok((client, more))
    } else {
        Err(TokenFault::UnauthorizedClient)
    }
}

/// A secret where there is none to show is as wrong as another one.
fn authenticated(client: Option<Client>, secret: &str) -> Result<Client, TokenFault> {
    let shown = stored_secret(secret);
    let right = |c: &Client| {
        let same = c.secret.as_ref().map_or(secret.is_empty(), |stored| {
            let (stored, shown) = (stored.as_bytes(), shown.as_bytes());
            aws_lc_rs::constant_time::verify_slices_are_equal(stored, shown).is_ok()
        });
        same && c.enabled
    };
    client.filter(right).ok_or(TokenFault::InvalidClient)
}

/// Whether the tenant of a path is the organisation of this id and domain, or left open.
pub(super) fn names_tenant(tenant: &str, organisation: OrganisationId, domain: &str) -> bool {
    if let Ok(id) = tenant.parse::<OrganisationId>() {
        return id == organisation;
    }
    let own = ["common", "organizations", domain];
    own.iter().any(|name| tenant.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::Id;

    fn client() -> Client {
        Client {
            id: ApplicationId::from_uuid(uuid::Uuid::from_u128(1)),
            organisation: OrganisationId::from_uuid(uuid::Uuid::from_u128(2)),
            domain: "partner.example".into(),
            name: "Partner’s tool".into(),
            secret: Some(stored_secret("right")),
            enabled: true,
        }
    }

    #[test]
    fn an_application_shows_its_secret_and_is_enabled() {
        let public = || Client { secret: None, ..client() };
        assert!(authenticated(Some(client()), "right").is_ok());
        assert!(authenticated(Some(public()), "").is_ok());
        for (client, secret) in [
            (Some(client()), "wrong"),
            (Some(client()), ""),
            (Some(Client { enabled: false, ..client() }), "right"),
            (Some(public()), "right"),
            (Some(Client { enabled: false, ..public() }), ""),
            (None, "right"),
            (None, ""),
        ] {
            assert_eq!(authenticated(client, secret).err(), Some(TokenFault::InvalidClient));
        }
    }

    #[test]
    fn a_tenant_is_named_by_id_domain_or_common() {
        let client = client();
        let is_tenant = |name: &str| names_tenant(name, client.organisation, &client.domain);
        let id = client.organisation.to_string();
        for tenant in
            [id.as_str(), &id.to_uppercase(), "Partner.Example", "common", "organizations"]
        {
            assert!(is_tenant(tenant), "{tenant}");
        }
        let other = uuid::Uuid::from_u128(3).to_string();
        for tenant in [other.as_str(), "other.example", "", "consumers"] {
            assert!(!is_tenant(tenant), "{tenant}");
        }
    }
}
