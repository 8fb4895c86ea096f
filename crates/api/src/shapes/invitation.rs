//! Invitations, and a customer's partners.

use opc_core::{
    customers::OwnPartner,
    invitations::{self, Asks, Offered, Reader, State},
};
use opc_wire::date::DateTime;
use opc_wire::enums::{CustomerPartnerRelationship as Relation, InvitationState, InvitationType};
use opc_wire::resources::{CustomersPartner, Invitation, InvitationOffer, Resource as _};

/// An invitation as its sender sees it.
pub(crate) fn invitation(of: &invitations::Invitation) -> Invitation {
    let invitation = Invitation {
        id: Some(of.id.to_string()),
        invitation_type: InvitationType::read(of.asks.name()),
        provider_id: of.provider.map(|id| id.to_string()),
        delegated_admin: Some(of.delegated_admin),
        language: Some(of.language.code().to_owned()),
        recipient: Some(of.text.recipient.clone()).filter(|address| !address.is_empty()),
        subject: Some(of.text.subject.clone()),
        body: Some(of.text.body.clone()),
        url: Some(of.link.clone()),
        state: InvitationState::read(of.state.name()),
        created_date: Some(DateTime(of.created_at)),
        sent_date: of.sent_at.map(DateTime),
        ended_date: of.ended_at.map(DateTime),
        expiration_date: (!of.is_standing()).then_some(DateTime(of.expires_at)),
        answered_by: of.answered_by.as_ref().map(|(_, name)| name.clone()),
        ..Invitation::default()
    };
    invitation.marked(None)
}

/// An invitation as whoever it asks sees it.
pub(crate) fn offer(of: &Offered) -> InvitationOffer {
    let offer = InvitationOffer {
        invitation_type: InvitationType::read(of.asks.name()),
        partner_name: Some(of.partner.clone()),
        provider_name: of.provider.clone(),
        delegated_admin: Some(of.delegated_admin),
        state: InvitationState::read(of.state.name()),
        may_answer: Some(of.state.is_open() && of.reader == Reader::MayAnswer),
        agreement_template_id: of.agreement.map(|id| id.to_string()),
        ..InvitationOffer::default()
    };
    offer.marked(None)
}

/// What is asked for.
pub(crate) fn asks(of: InvitationType) -> Asks {
    match of {
        InvitationType::Customer => Asks::Customer,
        InvitationType::Combined => Asks::Combined,
        InvitationType::Partnership => Asks::Partnership,
    }
}

/// A state to look for.
pub(crate) fn state(of: InvitationState) -> Option<State> {
    State::parse(of.text())
}

/// A partner as its customer sees it.
pub(crate) fn partner(of: &OwnPartner) -> CustomersPartner {
    let partner = CustomersPartner {
        id: Some(of.id.to_string()),
        name: Some(of.name.clone()),
        relationship_to_partner: Some(if of.related { Relation::Reseller } else { Relation::None }),
        sells: Some(of.sells),
        provider_names: Some(of.providers.clone()),
        delegated_admin: Some(of.delegated_admin),
        since: Some(DateTime(of.since)),
        ..CustomersPartner::default()
    };
    partner.marked(None)
}
