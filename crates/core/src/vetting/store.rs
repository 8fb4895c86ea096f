//! Rows of reviews and their files.

use super::{DocumentInfo, Review, ReviewQuery, ReviewState, Subject};
use crate::{
    Cx, Fault,
    access::{Granted, Scope, permissions::ReviewCustomers},
    audit::contains,
    fault::{stored, to_store},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{CustomerId, DocumentId, PartnerId, ReviewId},
    language::Lang,
};

/// The most reviews of a customer that are read.
const ROWS_MAX: u32 = 100;

/// A review whose grounds are still one text.
fn review(r: &mut Row<'_>) -> Result<(Review, String), DbError> {
    let review = Review {
        id: r.take()?,
        partner: r.take()?,
        partner_name: r.take()?,
        customer: r.take()?,
        company_name: r.take()?,
        subject: r.parse(Subject::parse)?,
        state: r.parse(ReviewState::parse)?,
        message: r.take()?,
        decided_by: r.take()?,
        created_at: r.take()?,
        updated_at: r.take()?,
        grounds: Vec::new(),
    };
    Ok((review, r.take()?))
}

fn read((review, grounds): (Review, String)) -> Result<Review, Fault> {
    Ok(Review { grounds: stored("grounds", &grounds)?, ..review })
}

/// A page and one row more, of all partners: only the operator is granted this.
pub(super) fn page(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ReviewCustomers>,
    query: &ReviewQuery,
) -> Result<Vec<Review>, Fault> {
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let text = query.text.trim();
    let rows = cx.all(
        sql!(
            "SELECT r.id, r.partner_id, p.name, r.customer_id, a.company_name, r.subject, r.state,
                    r.message, r.decided_by, r.created_at, r.updated_at, r.grounds
             FROM reviews r JOIN organisations p ON p.id = r.partner_id
             JOIN accounts a ON a.partner_id = r.partner_id AND a.customer_id = r.customer_id
             WHERE ((CAST($1 AS TEXT) IS NULL AND r.state IN ('open', 'asked')) OR r.state = $1)
               AND (CAST($2 AS TEXT) IS NULL OR r.subject = $2)
               AND (CAST($3 AS TEXT) IS NULL OR lower(a.company_name) LIKE $3 ESCAPE '\\'
                    OR lower(p.name) LIKE $3 ESCAPE '\\')
               AND (r.id > $4 OR $4 IS NULL) AND a.relationship = 'reseller'
             ORDER BY r.id LIMIT $5"
        ),
        &[
            query.state.map(ReviewState::name).into(),
            query.subject.map(Subject::name).into(),
            (!text.is_empty()).then(|| contains(text)).into(),
            query.after.into(),
            limit.into(),
        ],
        review,
    )?;
    rows.into_iter().map(read).collect()
}

/// One of them.
pub(super) fn get(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ReviewCustomers>,
    id: ReviewId,
) -> Result<Option<Review>, Fault> {
    let row = cx.first(
        sql!(
            "SELECT r.id, r.partner_id, p.name, r.customer_id, a.company_name, r.subject, r.state,
                    r.message, r.decided_by, r.created_at, r.updated_at, r.grounds
             FROM reviews r JOIN organisations p ON p.id = r.partner_id
             JOIN accounts a ON a.partner_id = r.partner_id AND a.customer_id = r.customer_id
             WHERE r.id = $1 AND a.relationship = 'reseller'"
        ),
        &[id.into()],
        review,
    )?;
    row.map(read).transpose()
}

/// Reviews of a partner's customer, the newest first.
pub(super) fn of_customer(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
) -> Result<Vec<Review>, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT r.id, r.partner_id, p.name, r.customer_id, a.company_name, r.subject, r.state,
                    r.message, r.decided_by, r.created_at, r.updated_at, r.grounds
             FROM reviews r JOIN organisations p ON p.id = r.partner_id
             JOIN accounts a ON a.partner_id = r.partner_id AND a.customer_id = r.customer_id
             WHERE r.partner_id = $1 AND r.customer_id = $2 AND a.relationship = 'reseller'
             ORDER BY r.id DESC LIMIT $3"
        ),
        &[partner.into(), customer.into(), ROWS_MAX.into()],
        review,
    )?;
    rows.into_iter().map(read).collect()
}

pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (id, customer): (ReviewId, CustomerId),
    (subject, state, grounds): (Subject, ReviewState, &[String]),
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO reviews (id, partner_id, customer_id, subject, state, grounds, message,
                 decided_by, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, '', '', $7, $7)"
        ),
        &[
            id.into(),
            scope.partner().into(),
            customer.into(),
            subject.name().into(),
            state.name().into(),
            to_store("grounds", &grounds)?.into(),
            cx.now().into(),
        ],
    )?;
    Ok(())
}

/// `false`: it was decided in the meantime.
pub(super) fn decide(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ReviewCustomers>,
    after: &Review,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE reviews SET state = $2, message = $3, decided_by = $4, updated_at = $5
             WHERE id = $1 AND state IN ('open', 'asked')"
        ),
        &[
            after.id.into(),
            after.state.name().into(),
            (&after.message).into(),
            (&after.decided_by).into(),
            after.updated_at.into(),
        ],
    )?;
    Ok(changed == 1)
}

/// The operator's turn again.
pub(super) fn reopen(cx: &mut Cx<'_, '_>, scope: Scope, id: ReviewId) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE reviews SET state = 'open', updated_at = $3
             WHERE id = $1 AND partner_id = $2 AND state = 'asked'"
        ),
        &[id.into(), scope.partner().into(), cx.now().into()],
    )?;
    Ok(())
}

pub(super) fn insert_document(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    review: &Review,
    (info, sealed): (&DocumentInfo, &[u8]),
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO review_documents (id, review_id, partner_id, customer_id, name, media_type,
                 size, content, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        &[
            info.id.into(),
            review.id.into(),
            scope.partner().into(),
            review.customer.into(),
            (&info.name).into(),
            (&info.media_type).into(),
            info.size.into(),
            sealed.into(),
            info.created_at.into(),
        ],
    )?;
    Ok(())
}

fn info(r: &mut Row<'_>) -> Result<DocumentInfo, DbError> {
    Ok(DocumentInfo {
        id: r.take()?,
        name: r.take()?,
        media_type: r.take()?,
        size: r.take()?,
        created_at: r.take()?,
    })
}

/// Files of a review, the oldest first, without what is in them.
pub(super) fn documents(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    review: ReviewId,
) -> Result<Vec<DocumentInfo>, Fault> {
    cx.all(
        sql!(
            "SELECT id, name, media_type, size, created_at FROM review_documents
             WHERE review_id = $1 AND partner_id = $2 ORDER BY id LIMIT $3"
        ),
        &[review.into(), partner.into(), ROWS_MAX.into()],
        info,
    )
}

/// A file of a review, sealed.
pub(super) fn document(
    cx: &mut Cx<'_, '_>,
    review: &Review,
    id: DocumentId,
) -> Result<Option<(DocumentInfo, Vec<u8>)>, Fault> {
    cx.first(
        sql!(
            "SELECT id, name, media_type, size, created_at, content FROM review_documents
             WHERE id = $1 AND review_id = $2 AND partner_id = $3"
        ),
        &[id.into(), review.id.into(), review.partner.into()],
        |r| Ok((info(r)?, r.take()?)),
    )
}

/// Address and language of the partner's first global administrator: its primary contact.
pub(super) fn primary_contact(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
) -> Result<Option<(String, Lang)>, Fault> {
    cx.first(
        sql!(
            "SELECT email, language FROM users
             WHERE organisation_id = $1 AND state = 'active' AND roles LIKE '%global_admin%'
             ORDER BY id LIMIT 1"
        ),
        &[partner.into()],
        |r| Ok((r.take()?, r.parse(Lang::parse)?)),
    )
}
