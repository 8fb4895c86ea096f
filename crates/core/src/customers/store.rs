//! Rows of organisations and accounts, as customers need them.

use super::{
    Account, BillingProfile, PurchasePermissions, Relationship, Validation, create::sort_key,
    duplicates::Likeness, index,
};
use crate::{
    Cx, Fault,
    access::Scope,
    fault::{stored, to_store},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::{CustomerId, OrganisationId, PartnerId};

pub(super) mod keys;
mod listing;
mod sharing;
mod sources;
mod taking_on;
mod vetting;
mod views;

pub(super) use listing::{accounts, page, these};
pub(super) use sharing::{providers, sell, set_reseller, share, sharing, stop_selling, unshare};
pub(super) use sources::{add_source, of_source, sources};
pub(super) use taking_on::{
    administer, end_delegated_admin, extend, give_up_delegated_admin, has_parted, own_partners,
    own_profile, revive, tenant,
};
pub(super) use vetting::{save_qualifications, save_validation};
pub(super) use views::{forget_view, save_view, views};

/// Whether any organisation has the domain. A look across tenants: it answers yes or no.
pub(super) fn domain_exists(cx: &mut Cx<'_, '_>, domain: &str) -> Result<bool, Fault> {
    let found: Option<i64> =
        cx.first(sql!("SELECT 1 FROM organisations WHERE domain = $1"), &[domain.into()], |r| {
            // PostgreSQL calls the literal an `int4`; being there is all that matters.
            let _ = r;
            Ok(1)
        })?;
    Ok(found.is_some())
}

/// Makes the customer's tenant. `false`: the domain is taken.
pub(super) fn insert_tenant(
    cx: &mut Cx<'_, '_>,
    id: CustomerId,
    ((domain, registration_id), profile): ((&str, Option<&str>), &BillingProfile),
) -> Result<bool, Fault> {
    let added = cx.execute(
        sql!(
            "INSERT INTO organisations (id, kind, state, name, country, language, currency, domain,
                 network_id, market, agreement_signed, sandbox, government, registration_id,
                 created_at)
             VALUES ($1, 'customer', 'active', $2, $3, $4, '', $5, NULL, '', $6, $6, $6, $7, $8)
             ON CONFLICT DO NOTHING"
        ),
        &[
            id.into(),
            (&profile.company_name).into(),
            (&profile.country).into(),
            (&profile.language).into(),
            domain.into(),
            false.into(),
            registration_id.into(),
            cx.now().into(),
        ],
    )?;
    Ok(added == 1)
}

pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    account: &Account,
    key: &str,
) -> Result<(), Fault> {
    let billing = &account.billing;
    let tags = to_store("tags", &account.tags)?;
    let qualifications = to_store("qualifications", &account.qualifications)?;
    cx.execute(
        sql!(
            "INSERT INTO accounts (partner_id, customer_id, relationship, company_name, name_key, email,
                 first_name, last_name, phone, address_line1, address_line2, city, state, postal_code,
                 country, culture, language, reseller_id, provider_id, qualifications,
                 validation, delegated_admin, buys_reservations, buys_savings_plans, tags, version,
                 created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22, $23, $24, $25, $26, $27, $27)"
        ),
        &[
            partner.into(),
            account.id.into(),
            account.relationship.name().into(),
            (&billing.company_name).into(),
            key.into(),
            (&billing.email).into(),
            (&billing.first_name).into(),
            (&billing.last_name).into(),
            (&billing.phone).into(),
            (&billing.address_line_1).into(),
            (&billing.address_line_2).into(),
            (&billing.city).into(),
            (&billing.state).into(),
            (&billing.postal_code).into(),
            (&billing.country).into(),
            (&billing.culture).into(),
            (&billing.language).into(),
            account.reseller.into(),
            account.provider.into(),
            qualifications.into(),
            account.validation.name().into(),
            account.delegated_admin.into(),
            account.permissions.reservations.into(),
            account.permissions.savings_plans.into(),
            tags.into(),
            account.version.into(),
            account.created_at.into(),
        ],
    )?;
    keys::add(cx, partner.into(), account.id, &Likeness::of(account))
}

/// The account of a customer, if the scope has one and the relationship stands.
pub(crate) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<Option<Account>, Fault> {
    of(cx, scope.partner(), customer)
}

/// The account a partner has of a customer.
pub(super) fn of(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
) -> Result<Option<Account>, Fault> {
    cx.first(
        sql!(
            "SELECT a.customer_id, a.relationship, o.name, o.domain, o.registration_id, a.company_name,
                    a.email, a.first_name, a.last_name, a.phone, a.address_line1, a.address_line2,
                    a.city, a.state, a.postal_code, a.country, a.culture, a.language, a.reseller_id,
                    a.provider_id, a.validation, a.delegated_admin, a.buys_reservations,
                    a.buys_savings_plans, a.version, a.created_at, a.updated_at, a.tags, a.qualifications
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             WHERE a.partner_id = $1 AND a.customer_id = $2 AND a.relationship = 'reseller'"
        ),
        &[partner.into(), customer.into()],
        account_row,
    )?
    .map(account_of)
    .transpose()
}

/// An account whose JSON has yet to be read.
type AccountRow = (Account, String, String);

fn account_row(r: &mut Row<'_>) -> Result<AccountRow, DbError> {
    Ok((account(r)?, r.take()?, r.take()?))
}

fn account_of((account, tags, qualifications): AccountRow) -> Result<Account, Fault> {
    let tags = stored("tags", &tags)?;
    let qualifications = stored("qualifications", &qualifications)?;
    Ok(Account { qualifications, tags, ..account })
}

fn billing(r: &mut Row<'_>) -> Result<BillingProfile, DbError> {
    Ok(BillingProfile {
        company_name: r.take()?,
        email: r.take()?,
        first_name: r.take()?,
        last_name: r.take()?,
        phone: r.take()?,
        address_line_1: r.take()?,
        address_line_2: r.take()?,
        city: r.take()?,
        state: r.take()?,
        postal_code: r.take()?,
        country: r.take()?,
        culture: r.take()?,
        language: r.take()?,
    })
}

fn account(r: &mut Row<'_>) -> Result<Account, DbError> {
    Ok(Account {
        id: r.take()?,
        relationship: r.parse(Relationship::parse)?,
        directory_name: r.take()?,
        domain: r.take()?,
        registration_id: r.take()?,
        billing: billing(r)?,
        reseller: r.take()?,
        provider: r.take()?,
        qualifications: Vec::new(),
        validation: r.parse(Validation::parse)?,
        delegated_admin: r.take()?,
        permissions: PurchasePermissions { reservations: r.take()?, savings_plans: r.take()? },
        version: r.take()?,
        created_at: r.take()?,
        updated_at: r.take()?,
        tags: Vec::new(),
    })
}

/// Replaces the bill-to profile, also in the account of the reseller that serves this customer
/// with the partner. `false`: somebody else changed it first.
pub(super) fn update_billing(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    before: &Account,
    after: &BillingProfile,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE accounts SET company_name = $4, name_key = $5, email = $6, first_name = $7,
                 last_name = $8, phone = $9, address_line1 = $10, address_line2 = $11, city = $12,
                 state = $13, postal_code = $14, culture = $15, language = $16,
                 version = version + 1, updated_at = $17
             WHERE customer_id = $2
               AND ((partner_id = $1 AND version = $3)
                 OR (provider_id = $1 AND relationship = 'reseller'))"
        ),
        &[
            scope.partner().into(),
            before.id.into(),
            before.version.into(),
            (&after.company_name).into(),
            sort_key(&after.company_name).into(),
            (&after.email).into(),
            (&after.first_name).into(),
            (&after.last_name).into(),
            (&after.phone).into(),
            (&after.address_line_1).into(),
            (&after.address_line_2).into(),
            (&after.city).into(),
            (&after.state).into(),
            (&after.postal_code).into(),
            (&after.culture).into(),
            (&after.language).into(),
            cx.now().into(),
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let after = Account { billing: after.clone(), ..before.clone() };
    keys::save(cx, scope.partner(), before.id, &Likeness::of(&after))?;
    index::note(cx, before.id)?;
    Ok(true)
}

pub(super) fn update_tags(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    before: &Account,
    tags: &[String],
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET tags = $3, version = version + 1, updated_at = $4
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[
            scope.partner().into(),
            before.id.into(),
            to_store("tags", &tags)?.into(),
            cx.now().into(),
        ],
    )?;
    index::note(cx, before.id)
}

pub(super) fn save_permissions(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    wanted: PurchasePermissions,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET buys_reservations = $3, buys_savings_plans = $4,
                 version = version + 1, updated_at = $5
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[
            scope.partner().into(),
            customer.into(),
            wanted.reservations.into(),
            wanted.savings_plans.into(),
            cx.now().into(),
        ],
    )?;
    index::note(cx, customer)
}

/// Deletes what hangs on the customer, which no reseller has through the scope any more, and the
/// tenant itself.
pub(super) fn delete(cx: &mut Cx<'_, '_>, scope: Scope, customer: CustomerId) -> Result<(), Fault> {
    stop_selling(cx, scope, customer)?;
    let ours = [scope.partner().into(), customer.into()];
    for statement in [
        sql!(
            "DELETE FROM order_lines WHERE order_id IN
             (SELECT id FROM orders WHERE partner_id = $1 AND customer_id = $2)"
        ),
        sql!("DELETE FROM orders WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM subscriptions WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM agreements WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM agreement_reminders WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM account_sources WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM drafts WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM reviews WHERE partner_id = $1 AND customer_id = $2"),
        sql!("DELETE FROM review_documents WHERE partner_id = $1 AND customer_id = $2"),
        // What is left standing is another capacity, the scope's own or a reseller's.
        sql!(
            "DELETE FROM account_keys WHERE customer_id = $2 AND partner_id IN
             (SELECT partner_id FROM accounts WHERE (partner_id = $1 OR provider_id = $1)
                AND customer_id = $2 AND relationship = 'none')"
        ),
        sql!(
            "DELETE FROM accounts WHERE (partner_id = $1 OR provider_id = $1) AND customer_id = $2
               AND relationship = 'none'"
        ),
        sql!(
            "DELETE FROM account_providers WHERE (partner_id = $1 OR provider_id = $1)
               AND customer_id = $2 AND state = 'ended'"
        ),
    ] {
        cx.execute(statement, &ours)?;
    }
    let tenant = [customer.into()];
    // Another partner may still have an account of the same tenant.
    for statement in [
        sql!(
            "DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE organisation_id = $1)
               AND NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $1)"
        ),
        sql!(
            "DELETE FROM users WHERE organisation_id = $1
               AND NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $1)"
        ),
        sql!(
            "DELETE FROM organisations WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $1)"
        ),
    ] {
        cx.execute(statement, &tenant)?;
    }
    Ok(())
}
