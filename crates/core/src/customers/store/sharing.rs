//! Rows of the accounts that a provider's customers have with its resellers
//! (`docs/decisions/03-reseller-accounts.md`).

use super::{super::create::sort_key, insert, keys, of};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{Account, PurchasePermissions, Relationship, duplicates::Likeness, index},
};
use opc_db::sql;
use opc_kernel::id::{CustomerId, OrganisationId, PartnerId};
use std::collections::HashMap;

/// `false`: somebody else changed the account first.
pub(in crate::customers) fn set_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    before: &Account,
    reseller: Option<OrganisationId>,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE accounts SET reseller_id = $4, version = version + 1, updated_at = $5
             WHERE partner_id = $1 AND customer_id = $2 AND version = $3"
        ),
        &[
            scope.partner().into(),
            before.id.into(),
            before.version.into(),
            reseller.into(),
            cx.now().into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Gives a reseller the provider's customer, again if it had it. Only one that never had it may get
/// privileges with it.
pub(in crate::customers) fn share(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    (reseller, delegated_admin): (OrganisationId, bool),
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO account_providers (partner_id, customer_id, provider_id, state, since)
             VALUES ($3, $2, $1, 'active', $4)
             ON CONFLICT (partner_id, customer_id, provider_id)
             DO UPDATE SET state = 'active', since = excluded.since
             WHERE account_providers.state <> 'active'"
        ),
        &[scope.partner().into(), account.id.into(), reseller.into(), cx.now().into()],
    )?;
    if settle(cx, reseller.into(), account.id)? {
        return Ok(());
    }
    let shared = Account {
        provider: Some(scope.organisation()),
        reseller: None,
        delegated_admin,
        permissions: PurchasePermissions::NONE,
        tags: Vec::new(),
        version: 1,
        created_at: cx.now(),
        ..account.clone()
    };
    insert(cx, reseller, &shared, &sort_key(&account.billing.company_name))
}

/// Makes the partner's account its own as the seller: the one it has, or a copy of the oldest there
/// is. Answers the company name; nothing if nobody has an account.
pub(in crate::customers) fn sell(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
) -> Result<Option<String>, Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET relationship = 'reseller', provider_id = NULL,
                 version = version + 1, updated_at = $3
             WHERE partner_id = $1 AND customer_id = $2
               AND (relationship <> 'reseller' OR provider_id IS NOT NULL)"
        ),
        &[partner.into(), customer.into(), cx.now().into()],
    )?;
    if let Some(own) = of(cx, partner, customer)? {
        return Ok(Some(own.billing.company_name));
    }
    let oldest = cx.first(
        sql!(
            "SELECT partner_id FROM accounts WHERE customer_id = $1 AND relationship = 'reseller'
             ORDER BY created_at, partner_id LIMIT 1"
        ),
        &[customer.into()],
        |r| r.take::<PartnerId>(),
    )?;
    let oldest = oldest.map(|holder| of(cx, holder, customer)).transpose()?.flatten();
    let Some(oldest) = oldest else { return Ok(None) };
    let own = Account {
        provider: None,
        reseller: None,
        permissions: PurchasePermissions::NONE,
        tags: Vec::new(),
        version: 1,
        created_at: cx.now(),
        ..oldest
    };
    insert(cx, partner.into(), &own, &sort_key(&own.billing.company_name))?;
    Ok(Some(own.billing.company_name))
}

/// Takes the provider's customer from a reseller, which keeps it only in its other capacities.
pub(in crate::customers) fn unshare(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE account_providers SET state = 'ended', since = $4
             WHERE provider_id = $1 AND customer_id = $2 AND partner_id = $3 AND state = 'active'"
        ),
        &[scope.partner().into(), customer.into(), reseller.into(), cx.now().into()],
    )?;
    settle(cx, reseller.into(), customer).map(drop)
}

/// Ends what the scope sells to the customer. As a reseller of others it keeps the customer.
pub(in crate::customers) fn stop_selling(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<(), Fault> {
    match through(cx, scope.partner(), customer)?.first() {
        Some(first) => follow(cx, (scope.partner(), customer), *first)?,
        None => end(cx, scope.partner(), customer)?,
    }
    index::note(cx, customer)
}

/// The resellers that have the provider's customer.
pub(in crate::customers) fn sharing(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<Vec<OrganisationId>, Fault> {
    cx.all(
        sql!(
            "SELECT partner_id FROM account_providers
             WHERE provider_id = $1 AND customer_id = $2 AND state = 'active' ORDER BY partner_id"
        ),
        &[scope.partner().into(), customer.into()],
        |r| r.take(),
    )
}

/// The providers through which the scope has these customers, with their names; longest first.
pub(in crate::customers) fn providers(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<(OrganisationId, String)>>, Fault> {
    let found: Vec<(CustomerId, (OrganisationId, String))> = cx.all(
        sql!(
            "SELECT c.customer_id, c.provider_id, p.name
             FROM account_providers c JOIN organisations p ON p.id = c.provider_id
             WHERE c.partner_id = $1 AND c.customer_id = ANY($2) AND c.state = 'active'
             ORDER BY c.since, c.provider_id"
        ),
        &[scope.partner().into(), customers.into()],
        |r| Ok((r.take()?, (r.take()?, r.take()?))),
    )?;
    let mut all = HashMap::<_, Vec<_>>::new();
    for (customer, provider) in found {
        all.entry(customer).or_default().push(provider);
    }
    Ok(all)
}

/// Brings the account of a partner in line with its capacities. What the partner sells itself is
/// its own and stays as it is. Otherwise the account follows a provider's: the one it follows
/// already, as long as that shares the customer, else the one that has done so for longest. Without
/// a capacity the relationship is over. `false`: there is no account yet.
fn settle(cx: &mut Cx<'_, '_>, partner: PartnerId, customer: CustomerId) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT relationship, provider_id FROM accounts
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[partner.into(), customer.into()],
        |r| Ok((r.parse(Relationship::parse)?, r.take::<Option<OrganisationId>>()?)),
    )?;
    let Some((relationship, followed)) = found else { return Ok(false) };
    let stands = relationship == Relationship::Reseller;
    let providers = through(cx, partner, customer)?;
    match providers.first() {
        _ if stands && followed.is_none_or(|one| providers.contains(&one)) => {}
        Some(first) => follow(cx, (partner, customer), *first)?,
        None if stands => end(cx, partner, customer)?,
        None => {}
    }
    Ok(true)
}

/// The providers through which a partner has a customer, longest first.
fn through(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
) -> Result<Vec<OrganisationId>, Fault> {
    cx.all(
        sql!(
            "SELECT provider_id FROM account_providers
             WHERE partner_id = $1 AND customer_id = $2 AND state = 'active'
             ORDER BY since, provider_id"
        ),
        &[partner.into(), customer.into()],
        |r| r.take(),
    )
}

/// Lets an account say what the provider's says, from now on. Tags and privileges stay the
/// partner's own.
fn follow(
    cx: &mut Cx<'_, '_>,
    (partner, customer): (PartnerId, CustomerId),
    provider: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET relationship = 'reseller', provider_id = $3, reseller_id = NULL,
                 buys_reservations = $4, buys_savings_plans = $4, version = version + 1,
                 updated_at = $5,
                 (company_name, name_key, email, first_name, last_name, phone, address_line1,
                  address_line2, city, state, postal_code, country, culture, language,
                  qualifications, validation) =
                 (SELECT p.company_name, p.name_key, p.email, p.first_name, p.last_name, p.phone,
                         p.address_line1, p.address_line2, p.city, p.state, p.postal_code, p.country,
                         p.culture, p.language, p.qualifications, p.validation
                  FROM accounts p WHERE p.partner_id = $3 AND p.customer_id = $2)
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[partner.into(), customer.into(), provider.into(), false.into(), cx.now().into()],
    )?;
    let account = of(cx, partner, customer)?;
    account.map_or(Ok(()), |now| keys::save(cx, partner, customer, &Likeness::of(&now)))
}

/// Ends what one partner has with a customer; the row keeps the history.
fn end(cx: &mut Cx<'_, '_>, partner: PartnerId, customer: CustomerId) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET relationship = 'none', delegated_admin = $3, buys_reservations = $3,
                 buys_savings_plans = $3, reseller_id = NULL, version = version + 1, updated_at = $4
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[partner.into(), customer.into(), false.into(), cx.now().into()],
    )?;
    Ok(())
}
