//! What a customer may buy by itself.

use crate::enums::{GrantorType, SelfServeAction, SelfServeEntityType, SelfServeResource};

resource! {
    /// What a customer may buy by itself, at the partner's expense.
    #[derive(Eq)]
    SelfServePolicy {
        /// The id of the policy.
        id: String,
        /// Who may buy.
        self_serve_entity: SelfServeEntity,
        /// Who pays.
        grantor: Grantor,
        /// What may be bought.
        permissions: Vec<SelfServePermission>,
    }
}

shape! {
    /// Who may buy by itself.
    #[derive(Eq)]
    SelfServeEntity {
        /// What it is.
        self_serve_entity_type: SelfServeEntityType,
        /// The customer.
        tenant_id: String,
    }
}

shape! {
    /// Who lets somebody buy.
    #[derive(Eq)]
    Grantor {
        /// What it is.
        grantor_type: GrantorType,
        /// The partner.
        tenant_id: String,
    }
}

shape! {
    /// Something that may be bought.
    #[derive(Eq)]
    SelfServePermission {
        /// What it is.
        resource: SelfServeResource,
        /// What may be done with it.
        action: SelfServeAction,
    }
}
