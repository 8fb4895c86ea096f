//! Granular delegated administration. The partner API has none; members are named as directories
//! name them (decision 18).

use crate::date::DateTime;

wire_enum! {
    /// How far a relationship is.
    DelegatedAdminRelationshipStatus {
        Created = "created",
        ApprovalPending = "approvalPending",
        Active = "active",
        Expired = "expired",
        Terminated = "terminated",
    }
}
wire_enum! {
    /// Whether a relationship is extended at its end.
    AutoExtendDuration {
        Never = "PT0S",
        HalfYear = "P180D",
    }
}
wire_enum! {
    /// What is done with a relationship.
    DelegatedAdminRelationshipRequestAction {
        LockForApproval = "lockForApproval",
        Approve = "approve",
        Decline = "decline",
        Terminate = "terminate",
    }
}
wire_enum! {
    /// How far that is.
    DelegatedAdminRelationshipRequestStatus {
        Succeeded = "succeeded",
    }
}
wire_enum! {
    /// Whether a group has its roles.
    DelegatedAdminAccessAssignmentStatus {
        Pending = "pending",
        Active = "active",
        Deleted = "deleted",
    }
}
wire_enum! {
    /// To what roles are given.
    AccessContainerType {
        SecurityGroup = "securityGroup",
    }
}

resource! {
    /// Roles of a partner in a customer's directory, for a time.
    DelegatedAdminRelationship {
        /// The id of the relationship.
        id: String,
        /// Its name, unique within the partner.
        display_name: String,
        /// How long it lasts from its approval on, in days: `P730D`.
        duration: String,
        /// Whether it is extended at its end.
        auto_extend_duration: AutoExtendDuration,
        /// The customer; absent while any customer may answer the link.
        customer: DelegatedAdminCustomer,
        /// The roles.
        access_details: DelegatedAdminAccessDetails,
        /// How far it is.
        status: DelegatedAdminRelationshipStatus,
        /// Where the customer's global administrator answers, while it waits.
        approval_link: String,
        /// When it was written down.
        created_date_time: DateTime,
        /// When it was last changed.
        last_modified_date_time: DateTime,
        /// When the customer approved it.
        activated_date_time: DateTime,
        /// When it ends or ended.
        end_date_time: DateTime,
    }
}

shape! {
    /// Whose directory it is.
    #[derive(Eq)]
    DelegatedAdminCustomer {
        /// The customer.
        tenant_id: String,
        /// Its name.
        display_name: String,
    }
}

shape! {
    /// Roles.
    #[derive(Eq)]
    DelegatedAdminAccessDetails {
        /// The roles.
        unified_roles: Vec<UnifiedRole>,
    }
}

shape! {
    /// A role of a directory.
    #[derive(Eq)]
    UnifiedRole {
        /// The well-known id of its template.
        role_definition_id: String,
    }
}

resource! {
    /// Something done with a relationship.
    DelegatedAdminRelationshipRequest {
        /// The id of the relationship.
        id: String,
        /// What is done.
        action: DelegatedAdminRelationshipRequestAction,
        /// How far that is.
        status: DelegatedAdminRelationshipRequestStatus,
        /// When it was done.
        created_date_time: DateTime,
    }
}

resource! {
    /// Roles of a relationship given to a group.
    DelegatedAdminAccessAssignment {
        /// The id of the assignment.
        id: String,
        /// The group.
        access_container: DelegatedAdminAccessContainer,
        /// Its roles.
        access_details: DelegatedAdminAccessDetails,
        /// Whether it has them.
        status: DelegatedAdminAccessAssignmentStatus,
        /// When it was made.
        created_date_time: DateTime,
        /// When it was last changed.
        last_modified_date_time: DateTime,
    }
}

shape! {
    /// To what roles are given.
    #[derive(Eq)]
    DelegatedAdminAccessContainer {
        /// The group.
        access_container_id: String,
        /// What it is.
        access_container_type: AccessContainerType,
    }
}
