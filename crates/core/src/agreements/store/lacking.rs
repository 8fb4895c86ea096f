//! Customers who have not accepted the version that counts, and when they were reminded.

use crate::{
    Cx, Fault,
    agreements::{Lack, Lacking, LackingCount, LackingQuery, LackingState},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{CustomerId, Id, PartnerId},
    time::{Date, Timestamp},
};

fn one(r: &mut Row<'_>) -> Result<Lacking, DbError> {
    Ok(Lacking {
        customer: r.take()?,
        company_name: r.take()?,
        email: r.take()?,
        language: r.take()?,
        country: r.take()?,
        state: r.parse(LackingState::parse)?,
        agreed_on: r.take()?,
        reminded_at: r.take()?,
        name_key: r.take()?,
    })
}

/// The customers a partner ($1) sells to itself, without the version that counts on a day ($2), in
/// one state or in any ($3).
macro_rules! from_lacking {
    () => {
        "FROM (SELECT a.customer_id, a.company_name, a.email, a.language, a.country, a.name_key,
             m.reminded_at,
             (SELECT max(g.date_agreed) FROM agreements g
              WHERE g.customer_id = a.customer_id AND g.partner_id = a.partner_id) AS agreed_on,
             CASE WHEN EXISTS (SELECT 1 FROM agreements g WHERE g.customer_id = a.customer_id
                      AND g.partner_id = a.partner_id AND g.date_agreed IS NULL) THEN 'waiting'
                  WHEN EXISTS (SELECT 1 FROM agreements g WHERE g.customer_id = a.customer_id
                      AND g.partner_id = a.partner_id) THEN 'outdated'
                  ELSE 'missing' END AS state
           FROM accounts a
           LEFT JOIN agreement_reminders m
             ON m.partner_id = a.partner_id AND m.customer_id = a.customer_id
           WHERE a.partner_id = $1 AND a.relationship = 'reseller' AND a.provider_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM agreements g
               JOIN agreement_templates t ON t.id = g.template_id AND t.country = a.country
               WHERE g.customer_id = a.customer_id AND g.partner_id = a.partner_id
                 AND g.date_agreed IS NOT NULL AND (t.effective_from, t.id) >=
                   (SELECT c.effective_from, c.id FROM agreement_templates c
                    WHERE c.country = a.country AND c.effective_from <= $2
                    ORDER BY c.effective_from DESC, c.id DESC LIMIT 1))) x
         WHERE (CAST($3 AS TEXT) IS NULL OR x.state = $3)"
    };
}

/// A page and one row more, of the customers a partner sells to itself, in the order of the list.
pub(in crate::agreements) fn lacking(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    query: &LackingQuery,
) -> Result<Vec<Lacking>, Fault> {
    let nil = || (String::new(), CustomerId::from_uuid(uuid::Uuid::nil()));
    let (name, customer) = query.after.clone().unwrap_or_else(nil);
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX - 1) + 1;
    cx.all(
        sql!(concat!(
            "SELECT x.customer_id, x.company_name, x.email, x.language, x.country, x.state,
                    x.agreed_on, x.reminded_at, x.name_key ",
            from_lacking!(),
            " AND (x.name_key, x.customer_id) > ($4, $5)
             ORDER BY x.name_key, x.customer_id LIMIT $6"
        )),
        &[
            partner.into(),
            query.which.as_of.into(),
            query.which.state.map(LackingState::name).into(),
            name.into(),
            customer.into(),
            limit.into(),
        ],
        one,
    )
}

/// How many there are, and how many of them were not reminded since a moment.
pub(in crate::agreements) fn count_lacking(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    (which, since): (Lack, Timestamp),
) -> Result<LackingCount, Fault> {
    let counted = cx.first(
        sql!(concat!(
            "SELECT count(*), count(CASE WHEN x.reminded_at > $4 THEN NULL ELSE 1 END) ",
            from_lacking!()
        )),
        &[
            partner.into(),
            which.as_of.into(),
            which.state.map(LackingState::name).into(),
            since.into(),
        ],
        |r| Ok(LackingCount { all: r.take()?, due: r.take()? }),
    )?;
    Ok(counted.unwrap_or(LackingCount { all: 0, due: 0 }))
}

pub(in crate::agreements) fn coming_days(cx: &mut Cx<'_, '_>) -> Result<Vec<Date>, Fault> {
    cx.all(
        sql!(
            "SELECT DISTINCT effective_from FROM agreement_templates WHERE effective_from > $1
             ORDER BY effective_from LIMIT 10"
        ),
        &[cx.today().into()],
        |r| r.take(),
    )
}

/// Remembers that a customer is reminded now.
pub(in crate::agreements) fn remind(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO agreement_reminders (partner_id, customer_id, reminded_at)
             VALUES ($1, $2, $3)
             ON CONFLICT (partner_id, customer_id) DO UPDATE SET reminded_at = excluded.reminded_at"
        ),
        &[partner.into(), customer.into(), cx.now().into()],
    )?;
    Ok(())
}
