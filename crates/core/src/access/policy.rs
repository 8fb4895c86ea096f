//! The policy table: the matrix of `domain/01` §2 as far as it is built.

use super::{
    OrganisationKind::{self, Customer, DirectBill, IndirectProvider, IndirectReseller, Operator},
    Role::{
        self, AccountAdmin, AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, SalesAgent,
        UserAdmin,
    },
    RoleSet,
};

/// One row of the policy.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is allowed.
    pub permission: Permission,
    /// Its name in routes, documents and messages.
    pub name: &'static str,
    /// Any of these roles suffices.
    pub roles: &'static [Role],
    /// Only organisations of these kinds.
    pub kinds: &'static [OrganisationKind],
    /// Whether an application may do it without a person behind it.
    pub app_only: bool,
    /// Whether it lies in an area protected by a second factor (`domain/01` §3).
    pub mfa: bool,
    /// Whether a restricted partner keeps it: it starts no new business.
    pub when_restricted: bool,
}

impl Rule {
    /// Its roles as a set.
    pub const fn role_set(&self) -> RoleSet {
        RoleSet::of(self.roles)
    }
}

macro_rules! policy {
    ($($(#[$doc:meta])* $name:ident = $text:literal {
        roles: $roles:expr, kinds: $kinds:expr, app_only: $app:literal, mfa: $mfa:literal,
        when_restricted: $restricted:literal $(,)?
    })*) => {
        /// Something one may be allowed to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Permission { $($(#[$doc])* $name),* }

        /// The table: one row per permission, in the order of [`Permission`].
        pub const POLICY: &[Rule] = &[$(Rule {
            permission: Permission::$name,
            name: $text,
            roles: $roles,
            kinds: $kinds,
            app_only: $app,
            mfa: $mfa,
            when_restricted: $restricted,
        }),*];

        /// Each permission as a type, so that a [`Granted`](super::Granted) says what it proves.
        pub mod permissions {
            $($(#[$doc])* #[derive(Debug, Clone, Copy)] pub struct $name;
            impl super::super::PermissionKind for $name {
                const PERMISSION: super::Permission = super::Permission::$name;
            })*
        }
    };
}

const SELLERS: &[OrganisationKind] = &[DirectBill, IndirectProvider];
const PARTNERS: &[OrganisationKind] = &[DirectBill, IndirectProvider, IndirectReseller];
const STAFFED: &[OrganisationKind] = &[Operator, DirectBill, IndirectProvider, IndirectReseller];

policy! {
    /// See the list of customers and their accounts.
    ViewCustomers = "customers.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent, HelpdeskAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Add a customer.
    AddCustomer = "customers.add" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: true, mfa: true, when_restricted: false,
    }
    /// Say which customers are on other portals as well.
    ConnectPortals = "customers.connect" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: false,
    }
    /// Change a customer's company name and bill-to profile.
    EditBilling = "customers.edit-billing" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Ask for a special qualification of a customer.
    QualifyCustomers = "customers.qualify" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Add documents to a review of a customer, or ask for another review.
    SubmitDocuments = "reviews.submit" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Verify customers and decide on special qualifications.
    ReviewCustomers = "reviews.decide" {
        roles: &[GlobalAdmin, AdminAgent], kinds: &[Operator],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Delete a customer of a sandbox.
    DeleteCustomer = "customers.delete" {
        roles: &[GlobalAdmin, AdminAgent], kinds: SELLERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// End the partner's own relationship with a customer.
    EndRelationship = "relationships.end" {
        roles: &[GlobalAdmin], kinds: PARTNERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// See which customers were asked to come together, and take what was asked back.
    ViewRelationshipRequests = "relationship-requests.view" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Ask customers to come together by a personal link.
    RequestRelationship = "relationships.request" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: false,
    }
    /// See which resellers were asked to sell together, and take what was asked back.
    ViewPartnershipRequests = "partnership-requests.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent], kinds: &[IndirectProvider],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Ask an indirect reseller to sell together.
    RequestPartnership = "partnerships.request" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent], kinds: &[IndirectProvider],
        app_only: false, mfa: true, when_restricted: false,
    }
    /// Agree to sell what an indirect provider buys.
    AuthorizePartnership = "partnerships.authorize" {
        roles: &[GlobalAdmin], kinds: PARTNERS,
        app_only: false, mfa: true, when_restricted: false,
    }
    /// Answer, for a customer, what a partner asks for.
    AnswerInvitation = "invitations.answer" {
        roles: &[GlobalAdmin], kinds: &[Customer],
        app_only: false, mfa: false, when_restricted: true,
    }
    /// See a customer's partners, and end what they may do.
    ManagePartners = "partners.manage" {
        roles: &[GlobalAdmin], kinds: &[Customer],
        app_only: false, mfa: false, when_restricted: true,
    }
    /// Tag customers.
    TagCustomers = "customers.tag" {
        roles: &[AdminAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Put a subscription down to an indirect reseller.
    ManageSubscriptions = "subscriptions.manage" {
        roles: &[GlobalAdmin, BillingAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// See with which partners one sells together.
    ViewPartnerships = "partnerships.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent, HelpdeskAgent], kinds: PARTNERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// See one's indirect resellers, and whether somebody could be one.
    ViewResellers = "resellers.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent, HelpdeskAgent],
        kinds: &[IndirectProvider], app_only: false, mfa: true, when_restricted: true,
    }
    /// End a partnership with an indirect reseller.
    RemovePartnership = "partnerships.remove" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent], kinds: &[IndirectProvider],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Make resellers to try things out with, and delete them, in a sandbox.
    MakeSandboxResellers = "sandbox-resellers.make" {
        roles: &[GlobalAdmin, AdminAgent], kinds: &[IndirectProvider],
        app_only: false, mfa: true, when_restricted: false,
    }
    /// See what a customer may buy by itself.
    ViewPurchasePermissions = "purchase-permissions.view" {
        roles: &[AdminAgent, SalesAgent, HelpdeskAgent], kinds: SELLERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Let a customer buy by itself at the partner's expense, or no longer.
    SetPurchasePermissions = "purchase-permissions.set" {
        roles: &[AdminAgent], kinds: SELLERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Attest that a customer accepted the customer agreement.
    AttestAgreement = "agreements.attest" {
        roles: &[AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Read agreement texts and confirmations.
    ViewAgreements = "agreements.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent, HelpdeskAgent], kinds: PARTNERS,
        app_only: true, mfa: false, when_restricted: true,
    }
    /// Publish a version of the customer agreement.
    PublishAgreement = "agreements.publish" {
        roles: &[GlobalAdmin, AdminAgent], kinds: &[Operator],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Browse offers and prices.
    BrowseCatalogue = "catalogue.browse" {
        roles: &[GlobalAdmin, UserAdmin, BillingAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: true, mfa: false, when_restricted: true,
    }
    /// Order for a customer.
    PlaceOrder = "orders.place" {
        roles: &[GlobalAdmin, AdminAgent, SalesAgent], kinds: SELLERS,
        app_only: true, mfa: true, when_restricted: false,
    }
    /// See orders and subscriptions.
    ViewOrders = "orders.view" {
        roles: &[GlobalAdmin, BillingAdmin, AdminAgent, SalesAgent, HelpdeskAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// See the activity log.
    ViewActivity = "activity.view" {
        roles: &[GlobalAdmin, UserAdmin, BillingAdmin, AdminAgent, SalesAgent, HelpdeskAgent],
        kinds: STAFFED, app_only: true, mfa: false, when_restricted: true,
    }
    /// Open the directory portal where people are managed elsewhere.
    OpenDirectory = "directory.open" {
        roles: &[GlobalAdmin, UserAdmin], kinds: STAFFED,
        app_only: false, mfa: false, when_restricted: true,
    }
    /// See the partners of the programme, restrict and suspend them.
    ManageProgramme = "programme.manage" {
        roles: &[GlobalAdmin, AdminAgent], kinds: &[Operator],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Add people, set roles, reset passwords, deactivate.
    ManageUsers = "users.manage" {
        roles: &[GlobalAdmin, UserAdmin], kinds: STAFFED,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// Reset or change a global administrator.
    ManageGlobalAdmins = "users.manage-global-admins" {
        roles: &[GlobalAdmin], kinds: STAFFED,
        app_only: false, mfa: true, when_restricted: true,
    }
    /// The customer's own administrator accepts its customer agreement.
    AcceptAgreement = "agreements.accept" {
        roles: &[GlobalAdmin], kinds: &[Customer],
        app_only: false, mfa: false, when_restricted: true,
    }
    /// See who may administer which customer: the partner its own, a customer its own.
    ViewAdmin = "admin-relationships.view" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent, SalesAgent, HelpdeskAgent],
        kinds: &[DirectBill, IndirectProvider, IndirectReseller, Customer],
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Ask a customer for roles in its directory.
    RequestAdmin = "admin-relationships.request" {
        roles: &[AdminAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: false,
    }
    /// Give a partner roles in one's own directory, or refuse them.
    ApproveAdmin = "admin-relationships.approve" {
        roles: &[GlobalAdmin], kinds: &[Customer],
        app_only: false, mfa: true, when_restricted: true,
    }
    /// End delegated administration, from either side.
    EndAdmin = "admin-relationships.end" {
        roles: &[GlobalAdmin, AdminAgent],
        kinds: &[DirectBill, IndirectProvider, IndirectReseller, Customer],
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Give roles of a relationship to groups.
    AssignAdmin = "admin-relationships.assign" {
        roles: &[AdminAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Make groups of one's own people.
    ManageGroups = "security-groups.manage" {
        roles: &[GlobalAdmin, UserAdmin, AdminAgent], kinds: PARTNERS,
        app_only: true, mfa: true, when_restricted: true,
    }
    /// Open the hub and one's own settings.
    UsePortal = "portal.use" {
        roles: &[GlobalAdmin, UserAdmin, BillingAdmin, AdminAgent, SalesAgent, HelpdeskAgent, AccountAdmin],
        kinds: OrganisationKind::ALL, app_only: false, mfa: false, when_restricted: true,
    }
}

impl Permission {
    /// Its row of the table.
    pub const fn rule(self) -> &'static Rule {
        &POLICY[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_finds_its_own_row() {
        assert!(POLICY.iter().all(|row| row.permission.rule().name == row.name));
    }

    /// `domain/01` §2, row "Add a customer", and its traps.
    #[test]
    fn global_user_admin_and_sales_add_customers_but_helpdesk_does_not() {
        let roles = Permission::AddCustomer.rule().role_set();
        for role in [GlobalAdmin, UserAdmin, AdminAgent, SalesAgent] {
            assert!(roles.has(role), "{role:?}");
        }
        assert!(!roles.has(HelpdeskAgent) && !roles.has(BillingAdmin) && !roles.has(AccountAdmin));
        assert!(!Permission::AddCustomer.rule().kinds.contains(&IndirectReseller));
    }

    #[test]
    fn a_global_admin_alone_is_not_an_agent_and_cannot_attest() {
        assert!(!Permission::AttestAgreement.rule().role_set().has(GlobalAdmin));
        assert!(!Permission::AttestAgreement.rule().role_set().has(UserAdmin));
    }
}
