//! What a customer may buy by itself.

use opc_core::customers::{Account, PurchasePermissions};
use opc_kernel::id::OrganisationId;
use opc_wire::enums::{GrantorType, SelfServeAction, SelfServeEntityType, SelfServeResource};
use opc_wire::resources::{
    Grantor, Resource as _, SelfServeEntity, SelfServePermission, SelfServePolicy,
};

/// The policy of an account, if anything is allowed. A partner has one for a customer at most: its
/// id is the customer's.
pub(crate) fn policy(account: &Account, grantor: OrganisationId) -> Option<SelfServePolicy> {
    let PurchasePermissions { reservations, savings_plans } = account.permissions;
    let allowed = [
        (reservations, SelfServeResource::Reservations),
        (savings_plans, SelfServeResource::SavingsPlans),
    ];
    let permission = |resource| SelfServePermission {
        resource: Some(resource),
        action: Some(SelfServeAction::Purchase),
    };
    let permissions: Vec<_> =
        allowed.into_iter().filter(|(yes, _)| *yes).map(|(_, what)| permission(what)).collect();
    let policy = SelfServePolicy {
        id: Some(account.id.to_string()),
        self_serve_entity: Some(SelfServeEntity {
            self_serve_entity_type: Some(SelfServeEntityType::Customer),
            tenant_id: Some(account.id.to_string()),
        }),
        grantor: Some(Grantor {
            grantor_type: Some(GrantorType::BillToPartner),
            tenant_id: Some(grantor.to_string()),
        }),
        permissions: Some(permissions),
        ..SelfServePolicy::default()
    };
    let some = account.permissions != PurchasePermissions::NONE;
    some.then(|| policy.marked(Some(account.version.to_string())))
}

/// What a policy allows.
pub(crate) fn wanted(policy: &SelfServePolicy) -> PurchasePermissions {
    let named =
        |resource| policy.permissions.iter().flatten().any(|one| one.resource == Some(resource));
    PurchasePermissions {
        reservations: named(SelfServeResource::Reservations),
        savings_plans: named(SelfServeResource::SavingsPlans),
    }
}
