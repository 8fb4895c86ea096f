//! What a link says to whoever holds it.

use super::{
    Asks, State,
    standing::{self, Standing},
    store::{self, Held, Link},
};
use crate::{
    Cx, Fault, Noun,
    access::{Actor, OrganisationKind, Role},
    secrets::digest,
};
use opc_kernel::{
    country::Country,
    id::{OrganisationId, TemplateId},
    language::Lang,
    rule::Rule,
};

/// An invitation as whoever holds its link sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Name of who asks.
    pub partner: String,
    /// Whether who asks can sell by itself.
    pub sells: bool,
    /// What for.
    pub asks: Asks,
    /// Combined: name of the provider that is to sell.
    pub provider: Option<String>,
    /// Whether delegated administration is asked for as well.
    pub delegated_admin: bool,
    /// The language of the mail the link came in.
    pub language: Lang,
    /// Whether it can still be answered.
    pub state: State,
    /// Codes of the countries the partner serves.
    pub market: Vec<String>,
    /// Why nobody of the reader's organisation can accept at present.
    pub closed: Option<Rule>,
    /// Whether the reader may answer.
    pub reader: Reader,
    /// Whether the reader's own organisation has answered.
    pub is_own_answer: bool,
    /// What that organisation has answered to a standing link, which can be answered again.
    pub before: Option<State>,
    /// The version of the customer agreement the reader's own organisation has yet to accept.
    pub agreement: Option<TemplateId>,
}

/// Who looks at a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Nobody known: signs in, or makes an account.
    Nobody,
    /// Somebody who may answer for their organisation.
    MayAnswer,
    /// Somebody of an organisation that could answer, who is no global administrator.
    NoGlobalAdmin,
    /// Somebody of an organisation that cannot be asked this: a partner asked to be a customer
    /// (`domain/01` §1), or a customer asked to be a reseller.
    OtherKind,
    /// Somebody of the organisation that asks.
    Asking,
}

/// What this link asks for. [`Fault::NotFound`] for one that nobody was given.
pub fn offered(cx: &mut Cx<'_, '_>, token: &str) -> Result<Offered, Fault> {
    let held = held(cx, token)?;
    let reader = Reader::of(cx.actor(), held.partner.id, held.asks.is_of_customer());
    let home = cx.actor().member().map(|home| (home.id, home.country));
    let own = home.map(|(id, _)| id);
    let agreement = match home.filter(|_| held.asks.is_of_customer()) {
        Some((id, country)) if reader == Reader::MayAnswer => {
            held.to_accept(cx, (Some(id.into()), country))?
        }
        _ => None,
    };
    Ok(Offered {
        reader,
        is_own_answer: own.is_some() && own == held.answered_by,
        before: match held.link {
            Link::Standing(_, before) => before,
            Link::Of(_) => None,
        },
        agreement,
        closed: held.closed(cx, own)?,
        market: held.market(),
        sells: held.partner.kind.sells(),
        partner: held.partner.name,
        asks: held.asks,
        provider: held.provider.map(|provider| provider.name),
        delegated_admin: held.delegated_admin,
        language: held.language,
        state: held.state,
    })
}

/// The version of the customer agreement that somebody from a country accepts who begins an
/// organisation from this link.
pub fn agreement_there(
    cx: &mut Cx<'_, '_>,
    token: &str,
    country: Country,
) -> Result<Option<TemplateId>, Fault> {
    held(cx, token)?.to_accept(cx, (None, country))
}

/// The invitation of a link.
pub(super) fn held(cx: &mut Cx<'_, '_>, token: &str) -> Result<Held, Fault> {
    let missing = Fault::NotFound(Noun::Invitation);
    match Standing::read(cx, token) {
        Some(standing) => standing::held(cx, &standing)?.ok_or(missing),
        None => store::held(cx, &digest(token.as_bytes()))?.ok_or(missing),
    }
}

impl Reader {
    /// Who looks at a link by which this partner asks a customer, or another partner.
    pub(crate) fn of(actor: &Actor, partner: OrganisationId, asks_customer: bool) -> Self {
        let Some(person) = actor.person() else { return Self::Nobody };
        let home = &person.organisation;
        let is_asked = match home.kind {
            OrganisationKind::Customer => asks_customer,
            OrganisationKind::Operator => false,
            _ => !asks_customer,
        };
        if home.id == partner {
            Self::Asking
        } else if !is_asked {
            Self::OtherKind
        } else if person.is(Role::GlobalAdmin) {
            Self::MayAnswer
        } else {
            Self::NoGlobalAdmin
        }
    }
}

/// The rule that keeps a link in this state from being answered.
pub(super) fn ended(state: State) -> Rule {
    match state {
        State::Expired => Rule::InvitationExpired,
        _ => Rule::InvitationEnded,
    }
}
