//! A customer that is there already becomes one of a partner's: it has agreed to it itself
//! (`domain/03`, Invitation and Reinstate).

use super::{
    Account, BillingProfile, PurchasePermissions, Relationship, create::sort_key, index, store,
};
use crate::{
    Cx, Fault, Noun,
    access::Scope,
    audit::{Event, Operation, ResourceType},
    vetting,
};
use opc_kernel::id::{CustomerId, OrganisationId};

/// What the customer has agreed to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TakenOn {
    /// The customer.
    pub(crate) customer: CustomerId,
    /// What it says about itself.
    pub(crate) billing: BillingProfile,
    /// In a provider's account: the reseller that serves the customer.
    pub(crate) reseller: Option<OrganisationId>,
    /// In a reseller's account: the provider that sells.
    pub(crate) provider: Option<OrganisationId>,
    /// Whether the partner may administer the customer's tenant.
    pub(crate) delegated_admin: bool,
    /// Keys of the rules that ask for a second look: a reason to verify the customer.
    pub(crate) warnings: Vec<String>,
}

/// Gives the partner whose scope it is an account of the customer: a new one, or the one it had,
/// with its history. Where the relationship stands, only what is new is added to it; a partner
/// keeps the bill-to profile it has.
pub(crate) fn take_on(cx: &mut Cx<'_, '_>, scope: Scope, new: &TakenOn) -> Result<Account, Fault> {
    let missing = || Fault::NotFound(Noun::Customer);
    let before = store::find(cx, scope, new.customer)?;
    let after = match &before {
        Some(before) if holds(before, new) => return Ok(before.clone()),
        Some(_) => {
            store::extend(cx, scope, new)?;
            store::find(cx, scope, new.customer)?.ok_or_else(missing)?
        }
        None if store::revive(cx, scope, new)? => {
            store::find(cx, scope, new.customer)?.ok_or_else(missing)?
        }
        None => {
            let account = account(cx, new)?;
            let key = sort_key(&account.billing.company_name);
            store::insert(cx, scope.organisation(), &account, &key)?;
            vetting::open_all(cx, scope, &account, &new.warnings)?;
            account
        }
    };
    index::note(cx, new.customer)?;
    record(cx, scope, (before.as_ref(), &after))?;
    Ok(after)
}

fn holds(account: &Account, new: &TakenOn) -> bool {
    (account.delegated_admin || !new.delegated_admin)
        && (new.reseller.is_none() || account.reseller == new.reseller)
        && (new.provider.is_none() || account.provider == new.provider)
}

fn account(cx: &mut Cx<'_, '_>, new: &TakenOn) -> Result<Account, Fault> {
    let tenant = store::tenant(cx, new.customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    Ok(Account {
        id: new.customer,
        relationship: Relationship::Reseller,
        directory_name: tenant.name,
        domain: tenant.domain,
        registration_id: tenant.registration_id,
        billing: new.billing.clone(),
        reseller: new.reseller,
        provider: new.provider,
        qualifications: Vec::new(),
        validation: vetting::begins(cx, &new.warnings),
        delegated_admin: new.delegated_admin,
        permissions: PurchasePermissions::NONE,
        tags: Vec::new(),
        version: 1,
        created_at: cx.now(),
        updated_at: cx.now(),
    })
}

/// One entry for the relationship, and one for the privileges, each if it is new.
fn record(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (before, after): (Option<&Account>, &Account),
) -> Result<(), Fault> {
    let name = &after.billing.company_name;
    let facts = serde_json::json!({
        "reseller": after.reseller,
        "provider": after.provider,
        "admin_access": after.delegated_admin,
    });
    if before.is_none_or(|b| (b.reseller, b.provider) != (after.reseller, after.provider)) {
        let event =
            Event::new(Operation::CreateRelationship, ResourceType::PartnerCustomerRelationship);
        cx.record(event.in_log_of(scope.organisation()).about(after.id, name).to(&facts))?;
    }
    if after.delegated_admin && !before.is_some_and(|before| before.delegated_admin) {
        let event = Event::new(Operation::ApproveDelegatedAdmin, ResourceType::DelegatedAdmin);
        cx.record(event.in_log_of(scope.organisation()).about(after.id, name))?;
    }
    Ok(())
}
