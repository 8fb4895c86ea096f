//! Rows of drafts. Drafts are upkeep, not business: saving one leaves no trace in the log.

use super::{Draft, Summary, draft::Sections};
use crate::{
    Cx, Fault,
    access::Scope,
    fault::{stored, to_store},
};
use opc_db::sql;
use opc_kernel::id::{CustomerId, DraftId, OrderId, UserId};

/// `false`: the id is taken.
pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    id: DraftId,
) -> Result<bool, Fault> {
    let added = cx.execute(
        sql!(
            "INSERT INTO drafts (id, partner_id, user_id, sections, version, customer_id, order_id,
                 secret, created_at, updated_at)
             VALUES ($1, $2, $3, '{}', 0, NULL, NULL, NULL, $4, $4) ON CONFLICT DO NOTHING"
        ),
        &[id.into(), scope.partner().into(), user.into(), cx.now().into()],
    )?;
    Ok(added == 1)
}

pub(super) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    id: DraftId,
) -> Result<Option<Draft>, Fault> {
    let found = cx.first(
        sql!(
            "SELECT sections, version, customer_id, order_id, created_at, updated_at
             FROM drafts WHERE id = $1 AND partner_id = $2 AND user_id = $3"
        ),
        &[id.into(), scope.partner().into(), user.into()],
        |r| {
            let (sections, version): (String, i64) = (r.take()?, r.take()?);
            let customer: Option<CustomerId> = r.take()?;
            let order: Option<OrderId> = r.take()?;
            let draft = Draft {
                id,
                sections: Sections::default(),
                version,
                submitted: customer.map(|c| (c, order)),
                created_at: r.take()?,
                updated_at: r.take()?,
            };
            Ok((draft, sections))
        },
    )?;
    let Some((draft, sections)) = found else { return Ok(None) };
    Ok(Some(Draft { sections: stored("draft", &sections)?, ..draft }))
}

pub(super) fn save(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    draft: &Draft,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE drafts SET sections = $4, version = $5, updated_at = $6
             WHERE id = $1 AND partner_id = $2 AND user_id = $3 AND customer_id IS NULL"
        ),
        &[
            draft.id.into(),
            scope.partner().into(),
            user.into(),
            to_store("draft", &draft.sections)?.into(),
            draft.version.into(),
            draft.updated_at.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn open_drafts(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
) -> Result<Vec<Summary>, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT id, sections, updated_at FROM drafts
             WHERE partner_id = $1 AND user_id = $2 AND customer_id IS NULL
             ORDER BY updated_at DESC, id DESC LIMIT 200"
        ),
        &[scope.partner().into(), user.into()],
        |r| Ok((r.take()?, r.take::<String>()?, r.take()?)),
    )?;
    let summary = |(id, sections, updated_at): (_, String, _)| {
        let sections: Sections = stored("draft", &sections)?;
        let company_name = sections.account.typed.company_name;
        Ok(Summary { id, company_name, updated_at })
    };
    rows.into_iter().map(summary).collect()
}

pub(super) fn delete(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    id: DraftId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "DELETE FROM drafts
             WHERE id = $1 AND partner_id = $2 AND user_id = $3 AND customer_id IS NULL"
        ),
        &[id.into(), scope.partner().into(), user.into()],
    )?;
    Ok(())
}

/// `false`: somebody else submitted it first.
pub(super) fn mark_submitted(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    draft: DraftId,
    (customer, order): (CustomerId, Option<OrderId>),
    secret: &[u8],
) -> Result<bool, Fault> {
    let marked = cx.execute(
        sql!(
            "UPDATE drafts SET customer_id = $2, order_id = $3, secret = $4, updated_at = $5
             WHERE id = $1 AND partner_id = $6 AND customer_id IS NULL"
        ),
        &[
            draft.into(),
            customer.into(),
            order.into(),
            secret.into(),
            cx.now().into(),
            scope.partner().into(),
        ],
    )?;
    Ok(marked == 1)
}

pub(super) fn secret(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: DraftId,
) -> Result<Option<Vec<u8>>, Fault> {
    let found = cx.first(
        sql!("SELECT secret FROM drafts WHERE id = $1 AND partner_id = $2"),
        &[id.into(), scope.partner().into()],
        |r| r.take::<Option<Vec<u8>>>(),
    )?;
    Ok(found.flatten())
}

pub(super) fn forget_secret(cx: &mut Cx<'_, '_>, scope: Scope, id: DraftId) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE drafts SET secret = NULL WHERE id = $1 AND partner_id = $2"),
        &[id.into(), scope.partner().into()],
    )?;
    Ok(())
}

/// Deletes up to `limit` drafts that were submitted 30 days ago. Answers how many.
pub(crate) fn purge(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    let before = cx.now().plus_seconds(-30 * 86_400);
    cx.execute(
        sql!(
            "DELETE FROM drafts WHERE id IN (SELECT id FROM drafts
             WHERE customer_id IS NOT NULL AND updated_at < $1 ORDER BY id LIMIT $2)"
        ),
        &[before.into(), limit.into()],
    )
}
