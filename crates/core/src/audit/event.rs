//! What happened, in the log's own words (`domain/09`, Operations to emit).

use crate::access::OrganisationKind;
use opc_kernel::id::{ApplicationId, CustomerId, OrganisationId, UserId};
use serde::Serialize;

macro_rules! names {
    ($(#[$outer:meta])* $type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names are the documented values of the log")]
        pub enum $type { $($variant),* }
        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
            /// The value of that name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
            }
        }
    };
}

names! {
    /// What was done.
    Operation {
        AddCustomer = "add_customer",
        ImportCustomers = "import_customers",
        CheckImport = "check_customer_import",
        DeleteCustomer = "delete_customer",
        UpdateBillingProfile = "update_customer_billing_profile",
        UpdateReseller = "update_customer_reseller",
        UpdateSource = "update_customer_source",
        UpdateTags = "update_customer_tags",
        UpdateQualification = "update_customer_qualification",
        CreatePurchasePermissions = "create_self_serve_policy",
        UpdatePurchasePermissions = "update_self_serve_policy",
        DeletePurchasePermissions = "delete_self_serve_policy",
        RequestReview = "request_customer_review",
        DecideReview = "decide_customer_review",
        AddReviewDocument = "add_review_document",
        CreateRelationship = "create_partner_customer_relationship",
        RemoveRelationship = "remove_partner_customer_relationship",
        ApproveDelegatedAdmin = "dap_admin_relationship_approved",
        EndDelegatedAdmin = "dap_admin_relationship_terminated",
        CreateInvitation = "create_invitation",
        UpdateInvitation = "update_invitation",
        SendInvitation = "send_invitation",
        RevokeInvitation = "revoke_invitation",
        AcceptInvitation = "accept_invitation",
        DeclineInvitation = "decline_invitation",
        CreateAgreement = "create_agreement",
        RemindAgreement = "remind_agreement",
        CreateOrder = "create_order",
        UpdateOrder = "update_order",
        UpdateSubscription = "update_subscription",
        CreatePartnerUser = "create_partner_user",
        UpdatePartnerUser = "update_partner_user",
        ResetPassword = "reset_partner_user_password",
        SignIn = "sign_in",
        SignOut = "sign_out",
        EnrolSecondFactor = "enrol_second_factor",
        ChangePassword = "change_password",
        RegisterApplication = "register_application",
        CreateOrganisation = "create_organisation",
        CreatePartnerRelationship = "create_partner_relationship",
        RemovePartnerRelationship = "remove_partner_relationship",
        UpdateCompanyInfo = "update_company_info",
        PublishCatalogue = "publish_catalogue",
        PublishAgreement = "publish_agreement",
        CreateAdminRelationship = "granular_admin_relationship_created",
        UpdateAdminRelationship = "granular_admin_relationship_updated",
        RequestAdminRelationship = "granular_admin_relationship_requested",
        ApproveAdminRelationship = "granular_admin_relationship_approved",
        ActivateAdminRelationship = "granular_admin_relationship_activated",
        DeclineAdminRelationship = "granular_admin_relationship_declined",
        TerminateAdminRelationship = "granular_admin_relationship_terminated",
        ExpireAdminRelationship = "granular_admin_relationship_expired",
        ExtendAdminRelationship = "granular_admin_relationship_extended",
        DeleteAdminRelationship = "granular_admin_relationship_deleted",
        CreateAssignment = "granular_admin_access_assignment_created",
        ActivateAssignment = "granular_admin_access_assignment_activated",
        UpdateAssignment = "granular_admin_access_assignment_updated",
        DeleteAssignment = "granular_admin_access_assignment_deleted",
        CreateGroup = "create_security_group",
        UpdateGroup = "update_security_group",
        DeleteGroup = "delete_security_group",
    }
}

impl Operation {
    /// Whether it changed what a customer may buy by itself.
    pub const fn is_about_permissions(self) -> bool {
        matches!(
            self,
            Self::CreatePurchasePermissions
                | Self::UpdatePurchasePermissions
                | Self::DeletePurchasePermissions
        )
    }
}

names! {
    /// What it was done to.
    ResourceType {
        Customer = "customer",
        CustomerImport = "customer_import",
        Agreement = "agreement",
        Order = "order",
        Subscription = "subscription",
        PartnerUser = "partner_user",
        PartnerRelationship = "partner_relationship",
        PartnerCustomerRelationship = "partner_customer_relationship",
        DelegatedAdmin = "partner_customer_dap",
        Invitation = "invitation",
        Application = "application",
        Organisation = "organisation",
        Catalogue = "catalogue",
        AdminRelationship = "granular_admin_relationship",
        AdminAssignment = "granular_admin_access_assignment",
        Group = "security_group",
    }
}

names! {
    /// How it ended.
    EventStatus {
        Succeeded = "succeeded",
        Failed = "failed",
        UnderWay = "progress",
    }
}

/// Who a sign-in is about: nobody is signed in yet when it is recorded.
#[derive(Debug, Clone)]
pub(crate) struct Principal {
    pub(crate) name: String,
    pub(crate) user: Option<UserId>,
    pub(crate) application: Option<ApplicationId>,
}

/// An entry to be written. Who and when are added by the context.
#[derive(Debug, Clone)]
pub struct Event {
    pub(crate) operation: Operation,
    pub(crate) resource: ResourceType,
    pub(crate) status: EventStatus,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) customer: Option<(CustomerId, String)>,
    pub(crate) by: Option<Principal>,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

impl Event {
    /// `operation` on a `resource` succeeded.
    pub fn new(operation: Operation, resource: ResourceType) -> Self {
        Self {
            operation,
            resource,
            status: EventStatus::Succeeded,
            organisation: None,
            customer: None,
            by: None,
            old: None,
            new: None,
        }
    }
    /// It was about this customer.
    #[must_use]
    pub fn about(mut self, id: CustomerId, name: &str) -> Self {
        self.customer = Some((id, name.to_owned()));
        self
    }
    /// Done by this principal, if nobody is signed in.
    #[must_use]
    pub(crate) fn by(mut self, principal: Principal) -> Self {
        self.by = Some(principal);
        self
    }
    /// In the log of this organisation rather than the actor's own.
    #[must_use]
    pub fn in_log_of(mut self, organisation: OrganisationId) -> Self {
        self.organisation = Some(organisation);
        self
    }
    /// How it was before. Never a secret.
    #[must_use]
    pub fn from(mut self, old: &impl Serialize) -> Self {
        self.old = serde_json::to_string(old).ok();
        self
    }
    /// How it is now. Never a secret.
    #[must_use]
    pub fn to(mut self, new: &impl Serialize) -> Self {
        self.new = serde_json::to_string(new).ok();
        self
    }
    /// It has begun; another entry will tell how it ended.
    #[must_use]
    pub fn under_way(mut self) -> Self {
        self.status = EventStatus::UnderWay;
        self
    }
    /// It failed.
    #[must_use]
    pub fn failed(mut self) -> Self {
        self.status = EventStatus::Failed;
        self
    }
}

/// The log an organisation's events go to: a customer's own sign-ins are nobody's business but
/// the customer's, and customers have no activity log of their own yet.
pub(crate) fn log_of(kind: OrganisationKind, id: OrganisationId) -> OrganisationId {
    if kind == OrganisationKind::Customer { super::store::system_log() } else { id }
}
