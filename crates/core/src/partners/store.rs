//! Rows of organisations and partnerships.

use super::{NewOrganisation, Organisation, OrganisationQuery, Profile, Reseller};
use crate::{
    Cx, Fault,
    access::{Granted, OrganisationKind, OrganisationState, Scope, permissions::ManageProgramme},
    audit::contains,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{id::OrganisationId, language::Lang};

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

fn organisation_row(r: &mut Row<'_>) -> Result<Organisation, DbError> {
    Ok(Organisation {
        id: r.take()?,
        kind: r.parse(OrganisationKind::parse)?,
        name: r.take()?,
        country: r.take()?,
        domain: r.take()?,
        network_id: r.take()?,
        agreement_signed: r.take()?,
        state: r.parse(OrganisationState::parse)?,
        reason: r.take()?,
        since: r.take()?,
    })
}

/// A page and one row more, of all partners: only the operator is granted this.
pub(super) fn organisations(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    query: &OrganisationQuery,
) -> Result<Vec<Organisation>, Fault> {
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let text = query.text.trim();
    cx.all(
        sql!(
            "SELECT o.id, o.kind, o.name, o.country, o.domain, o.network_id, o.agreement_signed, o.state,
                    o.state_reason, o.state_since
             FROM organisations o
             WHERE o.kind NOT IN ('operator', 'customer')
               AND (CAST($1 AS TEXT) IS NULL OR lower(o.name) LIKE $1 ESCAPE '\\'
                    OR o.domain LIKE $1 ESCAPE '\\' OR o.network_id LIKE $1 ESCAPE '\\')
               AND (CAST($2 AS TEXT) IS NULL OR o.state = $2)
               AND ((o.name, o.id) > (SELECT a.name, a.id FROM organisations a WHERE a.id = $3)
                    OR $3 IS NULL)
             ORDER BY o.name, o.id LIMIT $4"
        ),
        &[
            (!text.is_empty()).then(|| contains(text)).into(),
            query.state.map(OrganisationState::name).into(),
            query.after.into(),
            limit.into(),
        ],
        organisation_row,
    )
}

/// A partner of the programme.
pub(super) fn organisation(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    id: OrganisationId,
) -> Result<Option<Organisation>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, name, country, domain, network_id, agreement_signed, state, state_reason,
                    state_since
             FROM organisations WHERE id = $1 AND kind NOT IN ('operator', 'customer')"
        ),
        &[id.into()],
        organisation_row,
    )
}

/// Whether it was still in the state before.
pub(super) fn save_state(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    (before, after): (&Organisation, &Organisation),
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE organisations SET state = $2, state_reason = $3, state_since = $4
             WHERE id = $1 AND coalesce(state_since, 0) = $5"
        ),
        &[
            after.id.into(),
            after.state.name().into(),
            after.reason.as_ref().into(),
            after.since.into(),
            before.version().into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Addresses and languages of the active global administrators of an organisation.
pub(super) fn global_admins(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    id: OrganisationId,
) -> Result<Vec<(String, Lang)>, Fault> {
    cx.all(
        sql!(
            "SELECT email, language FROM users
             WHERE organisation_id = $1 AND state = 'active' AND roles LIKE '%global_admin%'
             ORDER BY id LIMIT 100"
        ),
        &[id.into()],
        |r| Ok((r.take()?, r.parse(Lang::parse)?)),
    )
}
