//! The partners of a programme, as its operator sees them. No client of the reference knows these.

use crate::date::DateTime;

wire_enum! {
    /// Whether a partner may go on.
    OrganizationState {
        Active = "active",
        Restricted = "restricted",
        Suspended = "suspended",
    }
}
wire_enum! {
    /// What a partner is in the programme.
    OrganizationKind {
        DirectBill = "directBill",
        IndirectProvider = "indirectProvider",
        IndirectReseller = "indirectReseller",
    }
}

resource! {
    /// A partner of the programme. `state` and `stateReason` can be changed.
    #[derive(Eq)]
    Organization {
        /// The id of the partner.
        id: String,
        /// Its legal name.
        name: String,
        /// What it is.
        kind: OrganizationKind,
        /// ISO 3166-1 alpha-2, such as `JP`.
        country: String,
        /// Its primary domain.
        domain: String,
        /// Its partner network ID.
        mpn_id: String,
        /// Whether it has signed its agreement with the operator.
        agreement_signed: bool,
        /// Whether it may go on.
        state: OrganizationState,
        /// Why it may not; the partner reads it. Needed unless `state` is `active`.
        state_reason: String,
        /// Since when it is in its state, if it ever was in another.
        state_date: DateTime,
    }
}
