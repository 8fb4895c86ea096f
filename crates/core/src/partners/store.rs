//! Rows of organisations and partnerships.

mod programme;

pub(super) use programme::{global_admins, organisation, organisations, save_state};

use super::{NewOrganisation, Profile, Provider, Reseller};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, OrganisationState, Scope},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};

/// The most partners that are read at a time.
const PARTNERS_MAX: u32 = 5_000;

/// Of any organisation: what is asked about others is said by who calls.
pub(super) fn profile(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<Option<Profile>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, name, country, currency, market, domain, network_id, agreement_signed, sandbox,
                    government, state
             FROM organisations WHERE id = $1"
        ),
        &[id.into()],
        |r| {
            Ok(Profile {
                id: r.take()?,
                kind: r.parse(OrganisationKind::parse)?,
                name: r.take()?,
                country: r.take()?,
                currency: r.take()?,
                market: r.take::<String>()?.split_whitespace().map(str::to_owned).collect(),
                domain: r.take()?,
                network_id: r.take()?,
                agreement_signed: r.take()?,
                sandbox: r.take()?,
                government: r.take()?,
                state: r.parse(OrganisationState::parse)?,
            })
        },
    )
}

/// Whether the row is new; the domain and the network ID are each taken once.
pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    id: OrganisationId,
    new: &NewOrganisation,
    market: &str,
) -> Result<bool, Fault> {
    let inserted = cx.execute(
        sql!(
            "INSERT INTO organisations (id, kind, state, name, country, language, currency, domain,
                 network_id, market, agreement_signed, sandbox, government, registration_id,
                 created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14)
             ON CONFLICT DO NOTHING"
        ),
        &[
            id.into(),
            new.kind.name().into(),
            OrganisationState::Active.name().into(),
            (&new.name).into(),
            new.country.code().into(),
            (&new.language).into(),
            new.currency.code().into(),
            new.domain.to_lowercase().into(),
            new.network_id.as_ref().into(),
            market.into(),
            new.agreement_signed.into(),
            new.sandbox.into(),
            new.government.into(),
            cx.now().into(),
        ],
    )?;
    Ok(inserted == 1)
}

pub(super) fn save_agreement(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    signed: bool,
) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE organisations SET agreement_signed = $2 WHERE id = $1"),
        &[partner.into(), signed.into()],
    )?;
    Ok(())
}

/// Whether there is an active one.
pub(super) fn has_partnership(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT state FROM partnerships
             WHERE provider_id = $1 AND reseller_id = $2 AND state = 'active'"
        ),
        &[provider.into(), reseller.into()],
        |r| r.take::<String>(),
    )?;
    Ok(found.is_some())
}

pub(super) fn save_partnership(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO partnerships (provider_id, reseller_id, state, since) VALUES ($1, $2, 'active', $3)
             ON CONFLICT (provider_id, reseller_id)
             DO UPDATE SET state = 'active', since = excluded.since"
        ),
        &[provider.into(), reseller.into(), cx.now().into()],
    )?;
    Ok(())
}

pub(super) fn remove_partnership(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE partnerships SET state = 'removed', since = $3
             WHERE provider_id = $1 AND reseller_id = $2 AND state = 'active'"
        ),
        &[scope.partner().into(), reseller.into(), cx.now().into()],
    )?;
    Ok(())
}

/// The organisation, unless it is out of use.
pub(super) fn in_use(
    cx: &mut Cx<'_, '_>,
    id: OrganisationId,
) -> Result<Option<OrganisationId>, Fault> {
    cx.first(
        sql!("SELECT id FROM organisations WHERE id = $1 AND deleted_at IS NULL"),
        &[id.into()],
        |r| r.take(),
    )
}

/// The organisation with a partner network ID.
pub(super) fn with_network_id(
    cx: &mut Cx<'_, '_>,
    network_id: &str,
) -> Result<Option<OrganisationId>, Fault> {
    cx.first(
        sql!("SELECT id FROM organisations WHERE network_id = $1"),
        &[network_id.into()],
        |r| r.take(),
    )
}

fn row(r: &mut Row<'_>) -> Result<Reseller, DbError> {
    Ok(Reseller {
        id: r.take()?,
        name: r.take()?,
        network_id: r.take()?,
        country: r.take()?,
        agreement_signed: r.take()?,
        removed: r.take::<String>()? != "active",
        sandbox: r.take::<Option<OrganisationId>>()? == Some(r.take()?),
        state: r.parse(OrganisationState::parse)?,
        since: r.take()?,
    })
}

pub(super) fn resellers(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Reseller>, Fault> {
    cx.all(
        sql!(
            "SELECT o.id, o.name, o.network_id, o.country, o.agreement_signed, p.state,
                    o.sandbox_of, p.provider_id, o.state, p.since
             FROM partnerships p JOIN organisations o ON o.id = p.reseller_id
             WHERE p.provider_id = $1 ORDER BY o.name, o.id LIMIT $2"
        ),
        &[scope.partner().into(), PARTNERS_MAX.into()],
        row,
    )
}

pub(super) fn reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: OrganisationId,
) -> Result<Option<Reseller>, Fault> {
    cx.first(
        sql!(
            "SELECT o.id, o.name, o.network_id, o.country, o.agreement_signed, p.state,
                    o.sandbox_of, p.provider_id, o.state, p.since
             FROM partnerships p JOIN organisations o ON o.id = p.reseller_id
             WHERE p.provider_id = $1 AND p.reseller_id = $2"
        ),
        &[scope.partner().into(), id.into()],
        row,
    )
}

pub(super) fn providers(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Provider>, Fault> {
    cx.all(
        sql!(
            "SELECT o.id, o.name, o.network_id, o.country, o.state, p.since,
                    (SELECT count(*) FROM account_providers c WHERE c.partner_id = p.reseller_id
                       AND c.provider_id = p.provider_id AND c.state = 'active')
             FROM partnerships p JOIN organisations o ON o.id = p.provider_id
             WHERE p.reseller_id = $1 AND p.state = 'active' ORDER BY o.name, o.id LIMIT $2"
        ),
        &[scope.partner().into(), PARTNERS_MAX.into()],
        |r| {
            Ok(Provider {
                id: r.take()?,
                name: r.take()?,
                network_id: r.take()?,
                country: r.take()?,
                active: r.parse(OrganisationState::parse)? == OrganisationState::Active,
                since: r.take()?,
                customers: r.take()?,
            })
        },
    )
}

pub(super) fn mark_sandbox(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE organisations SET sandbox_of = $1 WHERE id = $2"),
        &[scope.organisation().into(), reseller.into()],
    )?;
    Ok(())
}

pub(super) fn count_sandbox(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<i64, Fault> {
    let found = cx.first(
        sql!(
            "SELECT count(*) FROM partnerships p
             JOIN organisations o ON o.id = p.reseller_id AND o.sandbox_of = p.provider_id
             WHERE p.provider_id = $1 AND p.state = 'active' AND o.deleted_at IS NULL"
        ),
        &[scope.organisation().into()],
        |r| r.take(),
    )?;
    Ok(found.unwrap_or(0))
}

/// Of a reseller that the scope's sandbox has made: whether it is out of use.
pub(super) fn sandbox_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    reseller: OrganisationId,
) -> Result<Option<bool>, Fault> {
    cx.first(
        sql!("SELECT deleted_at FROM organisations WHERE id = $2 AND sandbox_of = $1"),
        &[scope.organisation().into(), reseller.into()],
        |r| Ok(r.take::<Option<Timestamp>>()?.is_some()),
    )
}

/// Of a reseller that belongs to a provider's sandbox: it has no other customers than are shared.
pub(super) fn has_customers(cx: &mut Cx<'_, '_>, reseller: OrganisationId) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT customer_id FROM accounts
             WHERE partner_id = $1 AND relationship = 'reseller' LIMIT 1"
        ),
        &[reseller.into()],
        |r| r.take::<CustomerId>(),
    )?;
    Ok(found.is_some())
}

/// Nobody signs in there any more, and its partner network ID is free.
pub(super) fn retire(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE organisations SET state = 'suspended', network_id = NULL, deleted_at = $3
             WHERE id = $2 AND sandbox_of = $1"
        ),
        &[scope.organisation().into(), reseller.into(), cx.now().into()],
    )?;
    Ok(())
}
