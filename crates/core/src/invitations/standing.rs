//! The link programs ask for: one per partner and kind, as long as the partner may ask.
//!
//! `GET /v1/customers/relationshiprequests` changes nothing, so nothing is stored: the token is a
//! signature over what is asked for. What a customer answers is recorded as an invitation of its own,
//! one for each customer and link: who has declined may still accept.

use super::{
    Asks, Invitation, State, Text,
    draft::{PURPOSE, fitting_provider, link},
    store::{self, Held, Link},
};
use crate::{
    Cx, Fault,
    access::permissions::RequestRelationship,
    partners,
    secrets::{digest, hex},
};
use aws_lc_rs::constant_time;
use opc_kernel::id::{Id, InvitationId, OrganisationId};

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

/// Together with whom a standing link is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StandingFor {
    /// Asked by a reseller: the provider that is to sell.
    pub provider: Option<OrganisationId>,
    /// Asked by a provider: the reseller that is to serve, by its id or partner network ID.
    pub reseller: Option<String>,
    /// Whether a partner that could sell itself asks as a reseller.
    pub as_reseller: bool,
}

/// The link by which any customer can come to the acting partner, and to whom it names (combined).
/// Delegated administration is asked for as well.
pub fn standing_link(cx: &mut Cx<'_, '_>, wanted: &StandingFor) -> Result<String, Fault> {
    let scope = cx.allow(RequestRelationship)?.scope();
    let own = scope.organisation();
    let reseller = wanted.reseller.as_deref().filter(|named| named.trim() != own.to_string());
    let (partner, provider) = match reseller {
        Some(named) => {
            let found = partners::named_in(cx, scope, named)?;
            let found = found.map_err(|rule| Fault::field("reseller", rule))?;
            let fit = partners::may_sell_with(cx, scope, found.id)?;
            fit.map_err(|rule| Fault::field("reseller", rule))?;
            (found.id, Some(own))
        }
        None if wanted.provider.is_some() || (wanted.as_reseller && scope.kind().sells()) => {
            fitting_provider(cx, scope, (Asks::Combined, wanted.provider))?;
            (own, wanted.provider)
        }
        None => (own, None),
    };
    let standing = Standing { partner, provider, delegated_admin: true };
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
    let own = cx.actor().member().map(|home| home.id);
    let before = own.map(|own| answer(cx, *standing, own)).transpose()?.flatten();
    Ok(Some(Held {
        link: Link::Standing(*standing, before.map(|(_, state)| state)),
        partner,
        asks,
        provider,
        delegated_admin,
        language,
        state,
        answered_by: None,
    }))
}

fn digest_of(cx: &Cx<'_, '_>, standing: Standing, by: OrganisationId) -> [u8; 32] {
    digest(format!("{}/{by}", standing.token(cx)).as_bytes())
}

fn answer(
    cx: &mut Cx<'_, '_>,
    standing: Standing,
    by: OrganisationId,
) -> Result<Option<(InvitationId, State)>, Fault> {
    let digest = digest_of(cx, standing, by);
    store::answer(cx, (standing.partner, by), &digest)
}

/// Whether an organisation has accepted by this link.
pub(super) fn is_accepted(
    cx: &mut Cx<'_, '_>,
    standing: Standing,
    by: OrganisationId,
) -> Result<bool, Fault> {
    Ok(answer(cx, standing, by)?.is_some_and(|(_, state)| state == State::Accepted))
}

/// Records what an organisation answers to a standing link as an invitation in the partner's list.
pub(super) fn record(
    cx: &mut Cx<'_, '_>,
    (standing, held): (Standing, &Held),
    (state, by): (State, OrganisationId),
) -> Result<InvitationId, Fault> {
    let partner = standing.partner;
    if let Some((id, _)) = answer(cx, standing, by)? {
        store::answer_again(cx, (id, partner), (state, by))?;
        return Ok(id);
    }
    let token = standing.token(cx);
    let invitation = Invitation {
        id: cx.new_id(),
        asks: held.asks,
        provider: standing.provider,
        delegated_admin: standing.delegated_admin,
        language: held.language,
        text: Text::default(),
        link: link(cx, &token),
        state: State::Sent,
        expires_at: cx.now(),
        created_at: cx.now(),
        sent_at: None,
        ended_at: None,
        answered_by: None,
    };
    let sealed = cx.env().keyring.seal(PURPOSE, token.as_bytes());
    let digest = digest_of(cx, standing, by);
    store::insert(cx, held.partner.scope(), &invitation, (&sealed, &digest))?;
    store::close(cx, (invitation.id, partner), (state, by))?;
    Ok(invitation.id)
}
