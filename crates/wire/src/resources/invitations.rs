//! Asking somebody to come together by a personal link. The reference has only the link; the rest is
//! the product's own.

use super::CustomerBillingProfile;
use crate::date::DateTime;
use crate::enums::{
    CustomerPartnerRelationship, InvitationAnswerType, InvitationState, InvitationType,
};

resource! {
    /// A personal link by which a partner asks somebody to come together with it.
    #[derive(Eq)]
    Invitation {
        /// The id.
        id: String,
        /// What is asked for; `customer` if nothing is said.
        invitation_type: InvitationType,
        /// Combined: the indirect provider that is to sell.
        provider_id: String,
        /// Whether delegated admin privileges are asked for; `true` if nothing is said.
        delegated_admin: bool,
        /// The language of the text: `en` or `ja`.
        language: String,
        /// Where the mail goes; needed only if the service sends it.
        recipient: String,
        /// The subject; a proposal if nothing is said.
        subject: String,
        /// The text, with the link in it; a proposal if nothing is said.
        body: String,
        /// The personal link.
        url: String,
        /// How far it is.
        state: InvitationState,
        /// When it was written.
        created_date: DateTime,
        /// When it was last sent.
        sent_date: DateTime,
        /// When it was answered or taken back.
        ended_date: DateTime,
        /// When the link ends or ended; absent for the answer to a link that does not end.
        expiration_date: DateTime,
        /// Name of the organisation that answered.
        answered_by: String,
    }
}

shape! {
    /// How an invitation is sent.
    #[derive(Eq)]
    InvitationDispatch {
        /// Whether the service sends the mail; otherwise the partner has.
        by_service: bool,
    }
}

shape! {
    /// Asks what a personal link asks for.
    #[derive(Eq)]
    InvitationLookup {
        /// The personal link.
        url: String,
    }
}

resource! {
    /// What a personal link asks for.
    #[derive(Eq)]
    InvitationOffer {
        /// What is asked for.
        invitation_type: InvitationType,
        /// Name of who asks.
        partner_name: String,
        /// Combined: name of the indirect provider that is to sell.
        provider_name: String,
        /// Whether delegated admin privileges are asked for.
        delegated_admin: bool,
        /// How far it is.
        state: InvitationState,
        /// Whether the caller can answer it.
        may_answer: bool,
        /// The version of the customer agreement that is yet to be accepted; absent if none is.
        agreement_template_id: String,
    }
}

shape! {
    /// The answer to an invitation.
    #[derive(Eq)]
    InvitationAnswer {
        /// The personal link.
        url: String,
        /// `accepted` or `declined`.
        answer: InvitationAnswerType,
        /// The version of the customer agreement that was accepted.
        agreement_template_id: String,
        /// What a customer says about itself; what it said last if nothing is said.
        billing_profile: CustomerBillingProfile,
    }
}

resource! {
    /// A partner, as its customer sees it.
    #[derive(Eq)]
    CustomersPartner {
        /// The id.
        id: String,
        /// The name.
        name: String,
        /// `reseller`, or `none` where the partner has roles in the customer's directory only.
        relationship_to_partner: CustomerPartnerRelationship,
        /// Whether the partner sells itself.
        sells: bool,
        /// The indirect providers that sell, where the partner serves together with them.
        provider_names: Vec<String>,
        /// Whether the partner administers the customer's tenant.
        delegated_admin: bool,
        /// Since when.
        since: DateTime,
    }
}
