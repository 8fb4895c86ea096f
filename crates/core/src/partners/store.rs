//! Rows of organisations and partnerships.

use super::{NewOrganisation, Profile, Provider, Reseller};
use crate::{
    Cx, Fault,
    access::{OrganisationState, Scope},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::OrganisationId;

/// The most resellers that are read at a time.
const RESELLERS_MAX: u32 = 5_000;

pub(super) fn profile(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Option<Profile>, Fault> {
    cx.first(
        sql!(
            "SELECT id, name, country, currency, market, domain, network_id, agreement_signed, sandbox,
                    government, state
             FROM organisations WHERE id = $1"
        ),
        &[scope.organisation().into()],
        |r| {
            Ok(Profile {
                id: r.take()?,
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

pub(super) fn save_partnership(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO partnerships (provider_id, reseller_id, state, since) VALUES ($1, $2, 'active', $3)
             ON CONFLICT (provider_id, reseller_id) DO UPDATE SET state = 'active'"
        ),
        &[provider.into(), reseller.into(), cx.now().into()],
    )?;
    Ok(())
}

fn row(r: &mut Row<'_>) -> Result<Reseller, DbError> {
    Ok(Reseller {
        id: r.take()?,
        name: r.take()?,
        network_id: r.take()?,
        agreement_signed: r.take()?,
        active: r.take::<String>()? == "active"
            && r.parse(OrganisationState::parse)? == OrganisationState::Active,
    })
}

pub(super) fn resellers(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Reseller>, Fault> {
    cx.all(
        sql!(
            "SELECT o.id, o.name, o.network_id, o.agreement_signed, p.state, o.state
             FROM partnerships p JOIN organisations o ON o.id = p.reseller_id
             WHERE p.provider_id = $1 ORDER BY o.name, o.id LIMIT $2"
        ),
        &[scope.partner().into(), RESELLERS_MAX.into()],
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
            "SELECT o.id, o.name, o.network_id, o.agreement_signed, p.state, o.state
             FROM partnerships p JOIN organisations o ON o.id = p.reseller_id
             WHERE p.provider_id = $1 AND p.reseller_id = $2"
        ),
        &[scope.partner().into(), id.into()],
        row,
    )
}

/// The providers of the reseller whose scope it is.
pub(super) fn providers(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Provider>, Fault> {
    cx.all(
        sql!(
            "SELECT o.id, o.name, p.state, o.state
             FROM partnerships p JOIN organisations o ON o.id = p.provider_id
             WHERE p.reseller_id = $1 ORDER BY o.name, o.id LIMIT $2"
        ),
        &[scope.organisation().into(), RESELLERS_MAX.into()],
        |r| {
            Ok(Provider {
                id: r.take()?,
                name: r.take()?,
                active: r.take::<String>()? == "active"
                    && r.parse(OrganisationState::parse)? == OrganisationState::Active,
            })
        },
    )
}
