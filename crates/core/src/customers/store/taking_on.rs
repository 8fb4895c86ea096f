//! Rows of accounts that customers have agreed to, and those accounts as customers see them.

use super::{super::create::sort_key, keys};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, Scope},
    customers::{OwnPartner, duplicates::Likeness, take_on::TakenOn},
};
use opc_db::sql;
use opc_kernel::id::{CustomerId, OrganisationId};

/// A customer's own organisation.
#[derive(Debug, Clone)]
pub(in crate::customers) struct Tenant {
    pub(in crate::customers) name: String,
    pub(in crate::customers) domain: String,
    pub(in crate::customers) registration_id: Option<String>,
}

/// The organisation of a customer that has agreed to something.
pub(in crate::customers) fn tenant(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<Option<Tenant>, Fault> {
    cx.first(
        sql!("SELECT name, domain, registration_id FROM organisations WHERE id = $1 AND kind = 'customer'"),
        &[customer.into()],
        |r| Ok(Tenant { name: r.take()?, domain: r.take()?, registration_id: r.take()? }),
    )
}

/// Adds what is new to a relationship that stands.
pub(in crate::customers) fn extend(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    new: &TakenOn,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET reseller_id = COALESCE(reseller_id, $3),
                 delegated_admin = delegated_admin OR $4, version = version + 1, updated_at = $5
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[
            scope.partner().into(),
            new.customer.into(),
            new.reseller.into(),
            new.delegated_admin.into(),
            cx.now().into(),
        ],
    )?;
    Ok(())
}

/// Lets a reseller administer the customer it serves.
pub(in crate::customers) fn administer(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET delegated_admin = $3, version = version + 1, updated_at = $4
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[scope.partner().into(), customer.into(), true.into(), cx.now().into()],
    )?;
    Ok(())
}

/// Makes an account that has ended, or that followed a provider's, the partner's own as the seller,
/// with what the customer says about itself now. `false`: there was none.
pub(in crate::customers) fn revive(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    new: &TakenOn,
) -> Result<bool, Fault> {
    let billing = &new.billing;
    let changed = cx.execute(
        sql!(
            "UPDATE accounts SET relationship = 'reseller', company_name = $3, name_key = $4,
                 email = $5, first_name = $6, last_name = $7, phone = $8, address_line1 = $9,
                 address_line2 = $10, city = $11, state = $12, postal_code = $13, culture = $14,
                 language = $15, reseller_id = $16, provider_id = NULL,
                 delegated_admin = delegated_admin OR $17,
                 version = version + 1, updated_at = $18
             WHERE partner_id = $1 AND customer_id = $2
               AND (relationship = 'none' OR provider_id IS NOT NULL)"
        ),
        &[
            scope.partner().into(),
            new.customer.into(),
            (&billing.company_name).into(),
            sort_key(&billing.company_name).into(),
            (&billing.email).into(),
            (&billing.first_name).into(),
            (&billing.last_name).into(),
            (&billing.phone).into(),
            (&billing.address_line_1).into(),
            (&billing.address_line_2).into(),
            (&billing.city).into(),
            (&billing.state).into(),
            (&billing.postal_code).into(),
            (&billing.culture).into(),
            (&billing.language).into(),
            new.reseller.into(),
            new.delegated_admin.into(),
            cx.now().into(),
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    if let Some(account) = super::find(cx, scope, new.customer)? {
        keys::save(cx, scope.partner(), new.customer, &Likeness::of(&account))?;
    }
    Ok(true)
}

/// Whether there is an account of the scope that has ended.
pub(in crate::customers) fn has_parted(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT version FROM accounts
             WHERE partner_id = $1 AND customer_id = $2 AND relationship = 'none'"
        ),
        &[scope.partner().into(), customer.into()],
        |r| r.take::<i64>(),
    )?;
    Ok(found.is_some())
}

/// The partners of the customer whose scope it is.
pub(in crate::customers) fn own_partners(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<Vec<OwnPartner>, Fault> {
    let customer = CustomerId::from(scope.organisation());
    let mut partners = cx.all(
        sql!(
            "SELECT o.id, o.name, o.kind, a.provider_id IS NULL, a.delegated_admin, a.created_at
             FROM accounts a JOIN organisations o ON o.id = a.partner_id
             WHERE a.customer_id = $1 AND a.relationship = 'reseller'
             ORDER BY o.name, o.id LIMIT 500"
        ),
        &[customer.into()],
        |r| {
            let (id, name) = (r.take()?, r.take()?);
            let kind = r.parse(OrganisationKind::parse)?;
            Ok(OwnPartner {
                id,
                name,
                kind,
                related: true,
                sells: r.take::<bool>()? && kind.sells(),
                providers: Vec::new(),
                delegated_admin: r.take()?,
                since: r.take()?,
            })
        },
    )?;
    for (reseller, provider) in serving(cx, customer)? {
        if let Some(one) = partners.iter_mut().find(|one| one.id == reseller) {
            one.providers.push(provider);
        }
    }
    Ok(partners)
}

/// Who serves a customer, and the name of the provider that sells; longest first.
fn serving(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<Vec<(OrganisationId, String)>, Fault> {
    cx.all(
        sql!(
            "SELECT c.partner_id, p.name
             FROM accounts a
             JOIN account_providers c ON c.partner_id = a.partner_id AND c.customer_id = a.customer_id
             JOIN organisations p ON p.id = c.provider_id
             WHERE a.customer_id = $1 AND c.state = 'active' ORDER BY c.since, c.provider_id"
        ),
        &[customer.into()],
        |r| Ok((r.take()?, r.take()?)),
    )
}

/// Takes administration away from a partner; answers what that partner calls the customer.
pub(in crate::customers) fn end_delegated_admin(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    partner: OrganisationId,
) -> Result<String, Fault> {
    let name = cx.first(
        sql!(
            "UPDATE accounts SET delegated_admin = $3, version = version + 1, updated_at = $4
             WHERE customer_id = $1 AND partner_id = $2 RETURNING company_name"
        ),
        &[
            CustomerId::from(scope.organisation()).into(),
            partner.into(),
            false.into(),
            cx.now().into(),
        ],
        |r| r.take(),
    )?;
    Ok(name.unwrap_or_default())
}

/// Of the partner's own account.
pub(in crate::customers) fn give_up_delegated_admin(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET delegated_admin = $3, version = version + 1, updated_at = $4
             WHERE partner_id = $1 AND customer_id = $2"
        ),
        &[scope.partner().into(), customer.into(), false.into(), cx.now().into()],
    )?;
    Ok(())
}

/// What the customer whose scope it is last said about itself, to any partner: its own data, for
/// its own form.
pub(in crate::customers) fn own_profile(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<Option<super::BillingProfile>, Fault> {
    cx.first(
        sql!(
            "SELECT company_name, email, first_name, last_name, phone, address_line1, address_line2,
                    city, state, postal_code, country, culture, language
             FROM accounts WHERE customer_id = $1 AND provider_id IS NULL
             ORDER BY updated_at DESC, partner_id LIMIT 1"
        ),
        &[CustomerId::from(scope.organisation()).into()],
        super::billing,
    )
}
