//! The link programs ask for: one per partner and kind, as long as the partner may ask.
//!
//! `GET /v1/customers/relationshiprequests` changes nothing, so nothing is stored: the token is a
//! signature over what is asked for. Each acceptance is recorded as an invitation of its own.

use super::{
    Asks, State,
    draft::{fitting_provider, link},
    store::{self, Held},
};
use crate::{Cx, Fault, access::permissions::RequestRelationship, secrets::hex};
use aws_lc_rs::constant_time;
use opc_kernel::id::{Id, OrganisationId};

/// What a standing link asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) partner: OrganisationId,
    pub(super) provider: Option<OrganisationId>,
    pub(super) delegated_admin: bool,
}

impl Standing {
    fn text(self) -> String {
        let provider =
            self.provider.map_or_else(|| "-".to_owned(), |id| id.uuid().simple().to_string());
        let admin = if self.delegated_admin { "a" } else { "r" };
        format!("s.{}.{provider}.{admin}", self.partner.uuid().simple())
    }
    fn token(self, cx: &Cx<'_, '_>) -> String {
        let text = self.text();
        let signature = hex(&cx.env().keyring.offer(&format!("standing link {text}")));
        format!("{text}.{signature}")
    }
    /// From a token, if it is one and we made it.
    pub(super) fn read(cx: &Cx<'_, '_>, token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        if parts.next() != Some("s") {
            return None;
        }
        let (partner, provider, admin) = (parts.next()?, parts.next()?, parts.next()?);
        let standing = Self {
            partner: partner.parse().ok()?,
            provider: if provider == "-" { None } else { Some(provider.parse().ok()?) },
            delegated_admin: admin == "a",
        };
        let ours = standing.token(cx);
        constant_time::verify_slices_are_equal(ours.as_bytes(), token.as_bytes())
            .is_ok()
            .then_some(standing)
    }
}

/// The link by which any customer can come to the acting partner; through a provider as well, if
/// one is named (combined).
pub fn standing_link(
    cx: &mut Cx<'_, '_>,
    provider: Option<OrganisationId>,
    delegated_admin: bool,
) -> Result<String, Fault> {
    let scope = cx.allow(RequestRelationship)?.scope();
    if provider.is_some() {
        fitting_provider(cx, scope, (Asks::Combined, provider))?;
    }
    let standing = Standing { partner: scope.organisation(), provider, delegated_admin };
    Ok(link(cx, &standing.token(cx)))
}

/// What a standing link asks for. It is never answered for good, so it is always open.
pub(super) fn held(cx: &mut Cx<'_, '_>, standing: &Standing) -> Result<Option<Held>, Fault> {
    let Some(partner) = store::asking(cx, standing.partner)? else { return Ok(None) };
    let provider = match standing.provider {
        None => None,
        Some(id) => store::asking(cx, id)?,
    };
    let asks = if provider.is_some() { Asks::Combined } else { Asks::Customer };
    let delegated_admin = standing.delegated_admin;
    let language = partner.language;
    let state = State::Sent;
    Ok(Some(Held {
        id: None,
        partner,
        asks,
        provider,
        delegated_admin,
        language,
        state,
        answered_by: None,
    }))
}
