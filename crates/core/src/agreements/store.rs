//! Rows of templates and confirmations.

use super::{Confirmation, ConfirmationKind, Template, TemplateKind};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::Account,
    fault::{stored, to_store},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    country::Country,
    id::{AgreementId, CustomerId, OrderId, PartnerId, TemplateId},
    time::Date,
};

mod accept;
mod lacking;

pub(super) use accept::{Open, accepted, complete, email_of, has_accepted, name_of, open};
pub(super) use lacking::{coming_days, count_lacking, lacking, remind};

/// The most templates, confirmations or waiting partners that are read at a time.
const ROWS_MAX: u32 = 1_000;

fn country(code: &str) -> Option<Country> {
    Country::parse(code).ok()
}

/// The partner that sells to the customer: in a reseller's account it is the provider.
fn seller(scope: Scope, account: &Account) -> PartnerId {
    account.provider.map_or(scope.partner(), PartnerId::from)
}

/// A template whose texts are still one text.
struct Raw {
    id: TemplateId,
    kind: TemplateKind,
    version: String,
    effective_from: Date,
    published_on: Date,
    country: Country,
    texts: String,
}

fn raw(r: &mut Row<'_>) -> Result<Raw, DbError> {
    Ok(Raw {
        id: r.take()?,
        kind: r.parse(TemplateKind::parse)?,
        version: r.take()?,
        effective_from: r.take()?,
        published_on: r.take()?,
        country: r.parse(country)?,
        texts: r.take()?,
    })
}

fn read(raw: Raw) -> Result<Template, Fault> {
    Ok(Template {
        texts: stored("agreement texts", &raw.texts)?,
        id: raw.id,
        kind: raw.kind,
        version: raw.version,
        effective_from: raw.effective_from,
        published_on: raw.published_on,
        country: raw.country,
    })
}

pub(super) fn templates(cx: &mut Cx<'_, '_>) -> Result<Vec<Template>, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT id, kind, version, effective_from, published_on, country, texts FROM agreement_templates
             ORDER BY effective_from DESC, id DESC, country LIMIT $1"
        ),
        &[ROWS_MAX.into()],
        raw,
    )?;
    rows.into_iter().map(read).collect()
}

pub(super) fn template(
    cx: &mut Cx<'_, '_>,
    id: TemplateId,
    country: Country,
) -> Result<Option<Template>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, version, effective_from, published_on, country, texts FROM agreement_templates
             WHERE id = $1 AND country = $2"
        ),
        &[id.into(), country.code().into()],
        raw,
    )?
    .map(read)
    .transpose()
}

/// The template for the first country that has it.
pub(super) fn first_of(cx: &mut Cx<'_, '_>, id: TemplateId) -> Result<Option<Template>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, version, effective_from, published_on, country, texts FROM agreement_templates
             WHERE id = $1 ORDER BY country LIMIT 1"
        ),
        &[id.into()],
        raw,
    )?
    .map(read)
    .transpose()
}

pub(super) fn current(
    cx: &mut Cx<'_, '_>,
    country: Country,
    today: Date,
) -> Result<Option<Template>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, version, effective_from, published_on, country, texts FROM agreement_templates
             WHERE country = $1 AND effective_from <= $2
             ORDER BY effective_from DESC, id DESC LIMIT 1"
        ),
        &[country.code().into(), today.into()],
        raw,
    )?
    .map(read)
    .transpose()
}

/// The same without its long texts.
pub(super) fn newest_id(cx: &mut Cx<'_, '_>, country: &str) -> Result<Option<TemplateId>, Fault> {
    cx.first(
        sql!(
            "SELECT id FROM agreement_templates WHERE country = $1
             ORDER BY effective_from DESC, id DESC LIMIT 1"
        ),
        &[country.into()],
        |r| r.take(),
    )
}

/// The templates whose acceptance counts today, the newest first: the current one, which is the
/// last, and those that will be.
pub(super) fn counting(
    cx: &mut Cx<'_, '_>,
    country: &str,
    today: Date,
) -> Result<Vec<TemplateId>, Fault> {
    cx.all(
        sql!(
            "SELECT t.id FROM agreement_templates t
             WHERE t.country = $1 AND (t.effective_from, t.id) >=
                 (SELECT c.effective_from, c.id FROM agreement_templates c
                  WHERE c.country = $1 AND c.effective_from <= $2
                  ORDER BY c.effective_from DESC, c.id DESC LIMIT 1)
             ORDER BY t.effective_from DESC, t.id DESC LIMIT $3"
        ),
        &[country.into(), today.into(), ROWS_MAX.into()],
        |r| r.take(),
    )
}

/// Replaces what was of the same id and country.
pub(super) fn save_template(cx: &mut Cx<'_, '_>, template: &Template) -> Result<(), Fault> {
    let texts = to_store("agreement texts", &template.texts)?;
    cx.execute(
        sql!(
            "INSERT INTO agreement_templates (id, country, kind, version, effective_from,
                 published_on, texts)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id, country) DO UPDATE SET kind = excluded.kind,
                 version = excluded.version, effective_from = excluded.effective_from,
                 published_on = excluded.published_on, texts = excluded.texts"
        ),
        &[
            template.id.into(),
            template.country.code().into(),
            template.kind.name().into(),
            (&template.version).into(),
            template.effective_from.into(),
            template.published_on.into(),
            texts.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn confirmations(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
) -> Result<Vec<Confirmation>, Fault> {
    cx.all(
        sql!(
            "SELECT id, template_id, kind, date_agreed, first_name, last_name, email, phone, recorded_by,
                    created_at
             FROM agreements WHERE customer_id = $1 AND partner_id = $2 ORDER BY id DESC LIMIT $3"
        ),
        &[account.id.into(), seller(scope, account).into(), ROWS_MAX.into()],
        |r| {
            Ok(Confirmation {
                id: r.take()?,
                template: r.take()?,
                kind: r.parse(ConfirmationKind::parse)?,
                date_agreed: r.take()?,
                first_name: r.take()?,
                last_name: r.take()?,
                email: r.take()?,
                phone: r.take()?,
                recorded_by: r.take()?,
                created_at: r.take()?,
            })
        },
    )
}

/// Whether the current template or a later one was accepted. The order of templates is the same
/// everywhere: by day, then by id.
pub(super) fn is_confirmed(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    today: Date,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT a.id FROM agreements a
             JOIN agreement_templates t ON t.id = a.template_id AND t.country = $3
             WHERE a.customer_id = $1 AND a.partner_id = $2 AND a.date_agreed IS NOT NULL
               AND (t.effective_from, t.id) >=
                   (SELECT c.effective_from, c.id FROM agreement_templates c
                    WHERE c.country = $3 AND c.effective_from <= $4
                    ORDER BY c.effective_from DESC, c.id DESC LIMIT 1)
             LIMIT 1"
        ),
        &[
            account.id.into(),
            seller(scope, account).into(),
            (&account.billing.country).into(),
            today.into(),
        ],
        |r| {
            let id = r.take::<AgreementId>()?;
            Ok(id)
        },
    )?;
    Ok(found.is_some())
}

/// Whether anything was ever ordered for the customer through the partner.
pub(super) fn has_bought(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!("SELECT id FROM orders WHERE partner_id = $1 AND customer_id = $2 LIMIT 1"),
        &[scope.partner().into(), customer.into()],
        |r| r.take::<OrderId>(),
    )?;
    Ok(found.is_some())
}

pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    (partner, customer): (PartnerId, CustomerId),
    confirmation: &Confirmation,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO agreements (id, partner_id, customer_id, template_id, kind, date_agreed,
                 first_name, last_name, email, phone, recorded_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        &[
            confirmation.id.into(),
            partner.into(),
            customer.into(),
            confirmation.template.into(),
            confirmation.kind.name().into(),
            confirmation.date_agreed.into(),
            (&confirmation.first_name).into(),
            (&confirmation.last_name).into(),
            (&confirmation.email).into(),
            (&confirmation.phone).into(),
            confirmation.recorded_by.into(),
            confirmation.created_at.into(),
        ],
    )?;
    Ok(())
}
