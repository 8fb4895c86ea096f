//! What a customer has accepted and may accept by itself, across its partners.

use super::ROWS_MAX;
use crate::{
    Cx, Fault,
    access::Scope,
    agreements::{Accepted, Confirmation, ConfirmationKind},
};
use opc_db::sql;
use opc_kernel::id::{AgreementId, CustomerId, OrganisationId, PartnerId, TemplateId, UserId};

/// A partner towards which the customer may accept the newest version.
pub(in crate::agreements) struct Open {
    pub(in crate::agreements) partner: OrganisationId,
    pub(in crate::agreements) partner_name: String,
    pub(in crate::agreements) company: String,
    pub(in crate::agreements) country: String,
    /// The row that waits for it; none where the customer renews an acceptance of its own.
    pub(in crate::agreements) asked: Option<AgreementId>,
}

/// What the customer whose scope it is may accept, by partner: what it was asked to before anything
/// was bought for it, and a new version of what it has accepted itself.
pub(in crate::agreements) fn open(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Open>, Fault> {
    cx.all(
        sql!(
            "SELECT c.partner_id, o.name, c.company_name, c.country, w.id
             FROM accounts c JOIN organisations o ON o.id = c.partner_id
             LEFT JOIN agreements w ON w.partner_id = c.partner_id
               AND w.customer_id = c.customer_id AND w.kind = 'direct' AND w.date_agreed IS NULL
             WHERE c.customer_id = $1 AND c.relationship = 'reseller'
               AND (EXISTS (SELECT 1 FROM agreements d WHERE d.partner_id = c.partner_id
                      AND d.customer_id = c.customer_id AND d.kind = 'direct'
                      AND d.date_agreed IS NOT NULL)
                 OR (w.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders b
                      WHERE b.partner_id = c.partner_id AND b.customer_id = c.customer_id)))
               AND NOT EXISTS (SELECT 1 FROM agreements n WHERE n.partner_id = c.partner_id
                   AND n.customer_id = c.customer_id AND n.date_agreed IS NOT NULL
                   AND n.template_id = (SELECT t.id FROM agreement_templates t
                        WHERE t.country = c.country
                        ORDER BY t.effective_from DESC, t.id DESC LIMIT 1))
             ORDER BY c.partner_id, w.id LIMIT $2"
        ),
        &[CustomerId::from(scope.organisation()).into(), ROWS_MAX.into()],
        |r| {
            Ok(Open {
                partner: r.take()?,
                partner_name: r.take()?,
                company: r.take()?,
                country: r.take()?,
                asked: r.take()?,
            })
        },
    )
}

/// What the customer whose scope it is has accepted, or a partner has said so; newest first.
pub(in crate::agreements) fn accepted(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<Vec<Accepted>, Fault> {
    cx.all(
        sql!(
            "SELECT a.template_id, o.name, a.kind, a.date_agreed, a.first_name, a.last_name, c.country
             FROM agreements a
             JOIN accounts c ON c.partner_id = a.partner_id AND c.customer_id = a.customer_id
             JOIN organisations o ON o.id = a.partner_id
             WHERE a.customer_id = $1 AND a.date_agreed IS NOT NULL
             ORDER BY a.date_agreed DESC, a.id DESC LIMIT $2"
        ),
        &[CustomerId::from(scope.organisation()).into(), ROWS_MAX.into()],
        |r| {
            Ok(Accepted {
                template: r.take()?,
                partner_name: r.take()?,
                kind: r.parse(ConfirmationKind::parse)?,
                date_agreed: r.take()?,
                first_name: r.take()?,
                last_name: r.take()?,
                country: r.take()?,
            })
        },
    )
}

/// Turns an awaited confirmation into one that is dated; one that is dated stays as it is.
pub(in crate::agreements) fn complete(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    confirmation: &Confirmation,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE agreements SET template_id = $3, date_agreed = $4, first_name = $5, last_name = $6,
                 email = $7, phone = $8, recorded_by = $9, created_at = $10
             WHERE id = $1 AND customer_id = $2 AND date_agreed IS NULL"
        ),
        &[
            confirmation.id.into(),
            CustomerId::from(scope.organisation()).into(),
            confirmation.template.into(),
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

/// Whether the customer accepted this version towards the partner, or the partner has said so.
pub(in crate::agreements) fn has_accepted(
    cx: &mut Cx<'_, '_>,
    (partner, customer): (PartnerId, CustomerId),
    template: TemplateId,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!(
            "SELECT id FROM agreements WHERE partner_id = $1 AND customer_id = $2
               AND template_id = $3 AND date_agreed IS NOT NULL LIMIT 1"
        ),
        &[partner.into(), customer.into(), template.into()],
        |r| r.take::<AgreementId>(),
    )?;
    Ok(found.is_some())
}

/// Mail address of the person who accepts.
pub(in crate::agreements) fn email_of(cx: &mut Cx<'_, '_>, user: UserId) -> Result<String, Fault> {
    let email = cx.first(sql!("SELECT email FROM users WHERE id = $1"), &[user.into()], |r| {
        r.take::<String>()
    })?;
    Ok(email.unwrap_or_default())
}

/// Given name and family name of a user.
pub(in crate::agreements) fn name_of(
    cx: &mut Cx<'_, '_>,
    user: UserId,
) -> Result<Option<(String, String)>, Fault> {
    let sql = sql!("SELECT first_name, last_name FROM users WHERE id = $1");
    cx.first(sql, &[user.into()], |r| Ok((r.take()?, r.take()?)))
}
