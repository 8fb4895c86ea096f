//! A customer that is there already becomes one of a partner's: it has agreed to it itself
//! (`domain/03`, Invitation and Reinstate).

use super::{
    Account, BillingProfile, PurchasePermissions, Relationship, Validation, create::sort_key,
    index, reseller::give, store,
};
use crate::{
    Cx, Fault, Noun,
    access::Scope,
    audit::{Event, Operation, ResourceType},
    vetting::{self, Subject},
};
use opc_kernel::id::{CustomerId, OrganisationId};

/// What the customer has agreed to: that the partner sells to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TakenOn {
    /// The customer.
    pub(crate) customer: CustomerId,
    /// What it says about itself.
    pub(crate) billing: BillingProfile,
    /// In a provider's account: the reseller that serves the customer.
    pub(crate) reseller: Option<OrganisationId>,
    /// Whether the partner may administer the customer's tenant.
    pub(crate) delegated_admin: bool,
    /// Keys of the rules that ask for a second look: a reason to verify the customer.
    pub(crate) warnings: Vec<String>,
}

/// Gives the partner whose scope it is an account of the customer as its seller: a new one, or the
/// one it had, with its history. Where it sells already, only what is new is added; it keeps the
/// bill-to profile it has.
pub(crate) fn take_on(cx: &mut Cx<'_, '_>, scope: Scope, new: &TakenOn) -> Result<Account, Fault> {
    let before = store::find(cx, scope, new.customer)?;
    let sells = before.as_ref().filter(|account| account.provider.is_none());
    if let Some(account) = sells
        && (account.delegated_admin || !new.delegated_admin)
        && (new.reseller.is_none() || account.reseller.is_some())
    {
        return Ok(account.clone());
    }
    if sells.is_some() {
        store::extend(cx, scope, new)?;
    } else if store::revive(cx, scope, new)? {
        verify_again(cx, scope, new)?;
    } else {
        let account = account(cx, new)?;
        let key = sort_key(&account.billing.company_name);
        store::insert(cx, scope.organisation(), &account, &key)?;
        vetting::open_all(cx, scope, &account, &new.warnings)?;
    }
    index::note(cx, new.customer)?;
    let after = found(cx, scope, new.customer)?;
    let had_admin = before.as_ref().is_some_and(|before| before.delegated_admin);
    record(cx, scope, &after, (sells.is_none(), after.delegated_admin && !had_admin))?;
    Ok(after)
}

/// Whether the scope had the customer and has it no more.
pub(crate) fn has_parted(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool, Fault> {
    store::has_parted(cx, scope, customer)
}

/// Lets a reseller serve a customer that a provider has taken on, and administer it if that was
/// agreed to.
pub(crate) fn serve(
    cx: &mut Cx<'_, '_>,
    (provider, reseller): (Scope, Scope),
    account: &Account,
    delegated_admin: bool,
) -> Result<(), Fault> {
    give(cx, provider, account, (reseller.organisation(), delegated_admin))?;
    let given = found(cx, reseller, account.id)?;
    if given.delegated_admin || !delegated_admin {
        return Ok(());
    }
    store::administer(cx, reseller, account.id)?;
    index::note(cx, account.id)?;
    record(cx, reseller, &given, (false, true))
}

/// What a customer says that comes back is verified as what a new one says. A review that was begun
/// goes on; one of a provider, whose account this was the like of, decides nothing here any more.
fn verify_again(cx: &mut Cx<'_, '_>, scope: Scope, new: &TakenOn) -> Result<(), Fault> {
    let account = found(cx, scope, new.customer)?;
    let going_on = vetting::going_on(cx, scope, new.customer)?;
    let begins = going_on.unwrap_or_else(|| vetting::begins(cx, &new.warnings));
    if going_on.is_none() && begins == Validation::UnderReview {
        vetting::open(cx, scope, &account, (Subject::Account, &new.warnings))?;
    }
    // Without a review, what was refused stays refused.
    let is_refused = account.validation == Validation::NotAllowed;
    if begins == account.validation || (is_refused && begins == Validation::Allowed) {
        return Ok(());
    }
    store::save_validation(cx, scope.partner(), new.customer, begins)
}

fn found(cx: &mut Cx<'_, '_>, scope: Scope, customer: CustomerId) -> Result<Account, Fault> {
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
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
        provider: None,
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

/// One entry for the relationship and one for the privileges, each if it is new.
fn record(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    (is_related, is_admin): (bool, bool),
) -> Result<(), Fault> {
    let name = &account.billing.company_name;
    if is_related {
        let facts = serde_json::json!({
            "reseller": account.reseller,
            "provider": account.provider,
            "admin_access": account.delegated_admin,
        });
        let event =
            Event::new(Operation::CreateRelationship, ResourceType::PartnerCustomerRelationship);
        cx.record(event.in_log_of(scope.organisation()).about(account.id, name).to(&facts))?;
    }
    if is_admin {
        let event = Event::new(Operation::ApproveDelegatedAdmin, ResourceType::DelegatedAdmin);
        cx.record(event.in_log_of(scope.organisation()).about(account.id, name))?;
    }
    Ok(())
}
