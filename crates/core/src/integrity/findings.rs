//! The invariants between tables, each as the query for what breaks it.

use crate::{Cx, Fault};
use opc_db::{Statement, sql};
use uuid::Uuid;

/// Offending rows named per invariant, at most.
pub const SAMPLE: usize = 20;

/// A broken invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which one, as a key.
    pub invariant: &'static str,
    /// Ids of the rows that break it; [`SAMPLE`] of them at most.
    pub rows: Vec<Uuid>,
}

/// Everything that is wrong between the tables; empty if all is well.
pub fn findings(cx: &mut Cx<'_, '_>) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    for (invariant, statement) in people().into_iter().chain(customers()).chain(orders()) {
        let rows = cx.all(statement, &[], |r| r.take::<Uuid>())?;
        if !rows.is_empty() {
            findings.push(Finding { invariant, rows });
        }
    }
    Ok(findings)
}

type Invariant = (&'static str, &'static Statement);

fn people() -> [Invariant; 4] {
    [
        (
            "user-without-organisation",
            sql!(
                "SELECT u.id FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id
                 WHERE o.id IS NULL ORDER BY u.id LIMIT 20"
            ),
        ),
        (
            "application-without-organisation",
            sql!(
                "SELECT a.id FROM applications a LEFT JOIN organisations o ON o.id = a.organisation_id
                 WHERE o.id IS NULL ORDER BY a.id LIMIT 20"
            ),
        ),
        (
            "partnership-not-between-provider-and-reseller",
            sql!(
                "SELECT p.reseller_id FROM partnerships p
                 LEFT JOIN organisations v ON v.id = p.provider_id AND v.kind = 'indirect_provider'
                 LEFT JOIN organisations r ON r.id = p.reseller_id AND r.kind = 'indirect_reseller'
                 WHERE v.id IS NULL OR r.id IS NULL ORDER BY p.reseller_id LIMIT 20"
            ),
        ),
        (
            "event-of-unknown-user",
            sql!(
                "SELECT e.id FROM events e LEFT JOIN users u ON u.id = e.user_id
                 WHERE e.user_id IS NOT NULL AND u.id IS NULL ORDER BY e.id LIMIT 20"
            ),
        ),
    ]
}

fn customers() -> [Invariant; 5] {
    [
        (
            "account-without-organisation",
            sql!(
                "SELECT a.customer_id FROM accounts a
                 LEFT JOIN organisations c ON c.id = a.customer_id AND c.kind = 'customer'
                 WHERE c.id IS NULL ORDER BY a.customer_id LIMIT 20"
            ),
        ),
        (
            "account-without-partner",
            sql!(
                "SELECT a.customer_id FROM accounts a
                 LEFT JOIN organisations p ON p.id = a.partner_id
                       AND p.kind IN ('direct_bill', 'indirect_provider', 'indirect_reseller')
                 WHERE p.id IS NULL ORDER BY a.customer_id LIMIT 20"
            ),
        ),
        (
            "account-without-event",
            sql!(
                "SELECT a.customer_id FROM accounts a
                 WHERE a.customer_id NOT IN
                       (SELECT e.customer_id FROM events e
                        WHERE e.operation = 'add_customer' AND e.status = 'succeeded'
                          AND e.customer_id IS NOT NULL)
                 ORDER BY a.customer_id LIMIT 20"
            ),
        ),
        (
            "agreement-without-template",
            sql!(
                "SELECT g.id FROM agreements g LEFT JOIN agreement_templates t ON t.id = g.template_id
                 WHERE t.id IS NULL ORDER BY g.id LIMIT 20"
            ),
        ),
        (
            "agreement-attested-without-date",
            sql!(
                "SELECT id FROM agreements WHERE kind = 'attested' AND date_agreed IS NULL
                 ORDER BY id LIMIT 20"
            ),
        ),
    ]
}

fn orders() -> [Invariant; 6] {
    [
        (
            "line-without-order",
            sql!(
                "SELECT l.order_id FROM order_lines l
                 LEFT JOIN orders o ON o.id = l.order_id AND o.partner_id = l.partner_id
                 WHERE o.id IS NULL ORDER BY l.order_id LIMIT 20"
            ),
        ),
        (
            "order-without-line",
            sql!(
                "SELECT o.id FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
                 WHERE l.order_id IS NULL ORDER BY o.id LIMIT 20"
            ),
        ),
        (
            "line-neither-fulfilled-nor-refused",
            sql!(
                "SELECT l.order_id FROM order_lines l
                 LEFT JOIN subscriptions s ON s.id = l.subscription_id
                 WHERE s.id IS NULL AND l.problem IS NULL ORDER BY l.order_id LIMIT 20"
            ),
        ),
        (
            "subscription-without-order",
            sql!(
                "SELECT s.id FROM subscriptions s
                 LEFT JOIN orders o ON o.id = s.order_id AND o.partner_id = s.partner_id
                       AND o.customer_id = s.customer_id
                 WHERE o.id IS NULL ORDER BY s.id LIMIT 20"
            ),
        ),
        (
            "subscription-of-unknown-offer",
            sql!(
                "SELECT s.id FROM subscriptions s LEFT JOIN offers f ON f.id = s.offer_id
                 WHERE f.id IS NULL ORDER BY s.id LIMIT 20"
            ),
        ),
        (
            "add-on-without-parent",
            sql!(
                "SELECT s.id FROM subscriptions s
                 LEFT JOIN subscriptions p ON p.id = s.parent_id AND p.customer_id = s.customer_id
                 WHERE s.parent_id IS NOT NULL AND p.id IS NULL ORDER BY s.id LIMIT 20"
            ),
        ),
    ]
}
