//! Adding a customer: tenant, account, first administrator and agreement in one transaction.

use super::{
    Account, AgreementChoice, NewCustomer, PurchasePermissions, Source, index, qualification::with,
    qualify, reseller, store,
};
use crate::{
    Cx, Fault,
    access::permissions::AddCustomer,
    agreements,
    audit::{Event, Operation, ResourceType},
    identity::users,
    partners, vetting,
};
use opc_kernel::{id::CustomerId, rule::Rule, text::search_key};
use serde_json::Value;

/// A customer that has just been added.
#[derive(Debug, Clone, PartialEq)]
pub struct Created {
    /// The account.
    pub account: Account,
    /// Sign-in name of the customer's first administrator.
    pub user_name: String,
    /// Its temporary password, shown once.
    pub password: String,
}

/// Adds a customer that keeps the rules ([`check`](super::check::check)).
pub fn create(cx: &mut Cx<'_, '_>, new: &NewCustomer) -> Result<Created, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let id: CustomerId = cx.new_id();
    if let Some(reseller) = new.reseller {
        let named = partners::may_sell_with(cx, scope, reseller)?;
        named.map_err(|rule| Fault::field("reseller", rule))?;
    }
    let account = account(cx, id, new)?;
    let key = sort_key(&account.billing.company_name);
    let tenant = (account.domain.as_str(), account.registration_id.as_deref());
    if !store::insert_tenant(cx, id, (tenant, &account.billing))? {
        let prefix = new.domain_prefix.clone();
        return Err(Fault::field("domain-prefix", Rule::DomainPrefixTaken { prefix }));
    }
    store::insert(cx, scope.organisation(), &account, &key)?;
    if let Some(reseller) = new.reseller {
        reseller::give(cx, scope, &account, (reseller, account.delegated_admin))?;
    }
    let source = new.source.as_ref().map(|source| source_of(source, &account));
    if let Some(source) = &source
        && !store::add_source(cx, scope, id, source)?
    {
        return Err(Fault::field("source-id", Rule::SourceKnown { source: source.name.clone() }));
    }
    index::note(cx, id)?;
    let user_name = format!("admin@{}", account.domain);
    let password = users::create_customer_admin(cx, id, &user_name, &account.billing)?;
    let event = Event::new(Operation::AddCustomer, ResourceType::Customer);
    cx.record(
        event.about(id, &account.billing.company_name).to(&facts(&account, source.as_ref())),
    )?;
    match &new.agreement {
        Some(AgreementChoice::Attested(attestation)) => {
            agreements::record_attestation(cx, scope, &account, attestation)?;
        }
        Some(AgreementChoice::Direct) => agreements::record_direct(cx, scope, &account)?,
        None => {}
    }
    vetting::open_all(cx, scope, &account, &new.warnings)?;
    Ok(Created { account, user_name, password })
}

/// Everything that was typed, as the log tells it: the profile, and what stands beside it.
fn facts(account: &Account, source: Option<&Source>) -> Value {
    let mut facts = serde_json::to_value(&account.billing).unwrap_or_default();
    facts["registration_id"] = account.registration_id.clone().into();
    facts["domain"] = account.domain.clone().into();
    facts["qualification"] = qualify::facts(&account.qualifications).into();
    facts["tags"] = account.tags.clone().into();
    facts["reseller"] = account.reseller.map(|id| id.to_string()).into();
    facts["source"] = source.map(|source| source.name.clone()).into();
    facts["source_id"] = source.map(|source| source.id.clone()).into();
    facts["admin_access"] = account.delegated_admin.into();
    facts
}

/// The source as it is stored: a customer without an id there is known by its domain.
fn source_of(named: &Source, account: &Account) -> Source {
    let id = if named.id.is_empty() { &account.domain } else { &named.id };
    Source { name: named.name.clone(), id: id.clone() }
}

/// The key the list is ordered and searched by; a name without letters keeps its signs.
pub(crate) fn sort_key(name: &str) -> String {
    let key = search_key(name);
    if key.is_empty() { name.to_lowercase() } else { key }
}

fn account(cx: &Cx<'_, '_>, id: CustomerId, new: &NewCustomer) -> Result<Account, Fault> {
    let qualifications = new.qualifications.iter().try_fold(Vec::new(), |held, one| {
        with(&held, one, cx.now()).map_err(|rule| Fault::field("qualification", rule))
    })?;
    Ok(Account {
        id,
        relationship: super::Relationship::Reseller,
        directory_name: new.billing.company_name.clone(),
        domain: format!("{}.{}", new.domain_prefix, cx.env().settings.domain_suffix),
        registration_id: new.registration_id.clone(),
        billing: new.billing.clone(),
        reseller: new.reseller,
        provider: None,
        qualifications,
        validation: vetting::begins(cx, &new.warnings),
        delegated_admin: new.delegated_admin,
        permissions: PurchasePermissions::NONE,
        tags: new.tags.clone(),
        version: 1,
        created_at: cx.now(),
        updated_at: cx.now(),
    })
}
