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
    for (invariant, statement) in invariants() {
        let rows = cx.all(statement, &[], |r| r.take::<Uuid>())?;
        if !rows.is_empty() {
            findings.push(Finding { invariant, rows });
        }
    }
    Ok(findings)
}

/// A line each: the invariant, the column that names what breaks it, and where that is found.
macro_rules! invariants {
    ($($name:literal: $id:literal $found:literal;)+) => {
        fn invariants() -> Vec<(&'static str, &'static Statement)> {
            vec![$((
                $name,
                sql!(concat!("SELECT DISTINCT ", $id, " ", $found, " ORDER BY 1 LIMIT 20")),
            )),+]
        }
    };
}

invariants! {
    // -- reviews
    "review-without-account": "r.id"
        "FROM reviews r LEFT JOIN accounts a
         ON a.partner_id = r.partner_id AND a.customer_id = r.customer_id
         WHERE a.customer_id IS NULL";
    "document-without-review": "d.id"
        "FROM review_documents d LEFT JOIN reviews r ON r.id = d.review_id WHERE r.id IS NULL";

    // -- people and organisations
    "user-without-organisation": "u.id"
        "FROM users u LEFT JOIN organisations o ON o.id = u.organisation_id WHERE o.id IS NULL";
    "application-without-organisation": "a.id"
        "FROM applications a LEFT JOIN organisations o ON o.id = a.organisation_id
         WHERE o.id IS NULL";
    "session-without-user": "s.id"
        "FROM sessions s LEFT JOIN users u ON u.id = s.user_id WHERE u.id IS NULL";
    "partnership-not-between-provider-and-reseller": "p.reseller_id"
        "FROM partnerships p
         LEFT JOIN organisations v ON v.id = p.provider_id AND v.kind = 'indirect_provider'
         LEFT JOIN organisations r ON r.id = p.reseller_id AND r.id <> p.provider_id
               AND r.kind IN ('direct_bill', 'indirect_provider', 'indirect_reseller')
         WHERE v.id IS NULL OR r.id IS NULL";
    "event-of-unknown-user": "e.id"
        "FROM events e LEFT JOIN users u ON u.id = e.user_id
         WHERE e.user_id IS NOT NULL AND u.id IS NULL";

    // -- accounts
    "customer-without-account": "c.id"
        "FROM organisations c LEFT JOIN accounts a ON a.customer_id = c.id
         WHERE c.kind = 'customer' AND a.customer_id IS NULL";
    "customer-without-user": "c.id"
        "FROM organisations c LEFT JOIN users u ON u.organisation_id = c.id
         WHERE c.kind = 'customer' AND u.id IS NULL";
    "account-without-organisation": "a.customer_id"
        "FROM accounts a
         LEFT JOIN organisations c ON c.id = a.customer_id AND c.kind = 'customer'
         WHERE c.id IS NULL";
    "account-without-partner": "a.customer_id"
        "FROM accounts a LEFT JOIN organisations p ON p.id = a.partner_id
               AND p.kind IN ('direct_bill', 'indirect_provider', 'indirect_reseller')
         WHERE p.id IS NULL";
    "account-twice": "a.customer_id"
        "FROM accounts a GROUP BY a.partner_id, a.customer_id HAVING count(*) > 1";
    "account-without-event": "a.customer_id"
        "FROM accounts a WHERE NOT EXISTS
               (SELECT 1 FROM events e
                WHERE e.organisation_id = a.partner_id AND e.customer_id = a.customer_id
                  AND e.status = 'succeeded'
                  AND e.operation IN ('add_customer', 'create_partner_customer_relationship'))";
    "reseller-without-its-account": "a.customer_id"
        "FROM accounts a
         LEFT JOIN account_providers c ON c.partner_id = a.reseller_id
               AND c.customer_id = a.customer_id AND c.provider_id = a.partner_id
               AND c.state = 'active'
         WHERE a.reseller_id IS NOT NULL AND a.relationship = 'reseller'
           AND c.customer_id IS NULL";
    "shared-customer-without-its-provider": "c.customer_id"
        "FROM account_providers c
         LEFT JOIN accounts a ON a.partner_id = c.provider_id AND a.customer_id = c.customer_id
               AND a.relationship = 'reseller' AND a.provider_id IS NULL
         WHERE c.state = 'active' AND a.customer_id IS NULL";
    "shared-customer-without-account": "c.customer_id"
        "FROM account_providers c
         LEFT JOIN accounts a ON a.partner_id = c.partner_id AND a.customer_id = c.customer_id
               AND (a.relationship = 'reseller' OR c.state = 'ended')
         WHERE a.customer_id IS NULL";
    "account-that-follows-without-capacity": "r.customer_id"
        "FROM accounts r
         LEFT JOIN account_providers c ON c.partner_id = r.partner_id
               AND c.customer_id = r.customer_id AND c.provider_id = r.provider_id
               AND c.state = 'active'
         WHERE r.provider_id IS NOT NULL AND r.relationship = 'reseller'
           AND c.customer_id IS NULL";
    "reseller-account-unlike-its-providers": "r.customer_id"
        "FROM accounts r
         LEFT JOIN accounts a ON a.partner_id = r.provider_id AND a.customer_id = r.customer_id
               AND a.company_name = r.company_name AND a.name_key = r.name_key
               AND a.email = r.email AND a.first_name = r.first_name
               AND a.last_name = r.last_name AND a.phone = r.phone
               AND a.address_line1 = r.address_line1 AND a.address_line2 = r.address_line2
               AND a.city = r.city AND a.state = r.state AND a.postal_code = r.postal_code
               AND a.country = r.country AND a.culture = r.culture AND a.language = r.language
               AND a.qualifications = r.qualifications
         WHERE r.provider_id IS NOT NULL AND r.relationship = 'reseller'
           AND a.customer_id IS NULL";
    "draft-of-unknown-customer": "d.id"
        "FROM drafts d
         LEFT JOIN accounts a ON a.customer_id = d.customer_id AND a.partner_id = d.partner_id
         LEFT JOIN orders o ON o.id = d.order_id AND o.customer_id = d.customer_id
         WHERE d.customer_id IS NOT NULL
           AND (a.customer_id IS NULL OR (d.order_id IS NOT NULL AND o.id IS NULL))";
    "agreement-without-account": "g.id"
        "FROM agreements g
         LEFT JOIN accounts a ON a.customer_id = g.customer_id AND a.partner_id = g.partner_id
         WHERE a.customer_id IS NULL";
    "agreement-without-template": "g.id"
        "FROM agreements g LEFT JOIN agreement_templates t ON t.id = g.template_id
         WHERE t.id IS NULL";
    "agreement-attested-without-date": "g.id"
        "FROM agreements g WHERE g.kind = 'attested' AND g.date_agreed IS NULL";

    // -- delegated administration
    "admin-relationship-without-partner": "r.id"
        "FROM admin_relationships r LEFT JOIN organisations p ON p.id = r.partner_id
               AND p.kind IN ('direct_bill', 'indirect_provider', 'indirect_reseller')
         WHERE p.id IS NULL";
    "admin-relationship-without-customer": "r.id"
        "FROM admin_relationships r
         LEFT JOIN organisations c ON c.id = r.customer_id AND c.kind = 'customer'
         WHERE c.id IS NULL AND (r.customer_id IS NOT NULL OR r.active_at IS NOT NULL)";
    "admin-relationship-unlike-its-times": "r.id"
        "FROM admin_relationships r LEFT JOIN admin_wakes w ON w.relationship_id = r.id
         WHERE (r.state = 'pending') <> (r.asked_at IS NOT NULL)
            OR (r.state = 'active') <> (r.ends_at IS NOT NULL)
            OR (r.state IN ('expired', 'terminated')) <> (r.closed_at IS NOT NULL)
            OR (r.state = 'terminated') <> (r.closed_by IS NOT NULL)
            OR (r.state = 'active' AND r.active_at IS NULL)
            OR (r.state = 'created') <> (w.at IS NULL)";
    "wake-without-admin-relationship": "w.relationship_id"
        "FROM admin_wakes w LEFT JOIN admin_relationships r ON r.id = w.relationship_id
         WHERE r.id IS NULL";
    "assignment-without-admin-relationship": "s.id"
        "FROM access_assignments s
         LEFT JOIN admin_relationships r ON r.id = s.relationship_id
               AND r.partner_id = s.partner_id
         LEFT JOIN security_groups g ON g.id = s.group_id AND g.partner_id = s.partner_id
         WHERE r.id IS NULL OR g.id IS NULL";
    "assignment-after-its-admin-relationship": "s.id"
        "FROM access_assignments s JOIN admin_relationships r ON r.id = s.relationship_id
         WHERE s.deleted_at IS NULL AND r.state IN ('expired', 'terminated')";
    "group-twice-in-admin-relationship": "s.group_id"
        "FROM access_assignments s WHERE s.deleted_at IS NULL
         GROUP BY s.relationship_id, s.group_id HAVING count(*) > 1";
    "group-member-of-another-organisation": "m.group_id"
        "FROM security_group_members m
         LEFT JOIN security_groups g ON g.id = m.group_id AND g.partner_id = m.partner_id
         LEFT JOIN users u ON u.id = m.user_id AND u.organisation_id = m.partner_id
         WHERE g.id IS NULL OR u.id IS NULL";

    // -- orders and subscriptions
    "order-without-account": "o.id"
        "FROM orders o
         LEFT JOIN accounts a ON a.customer_id = o.customer_id AND a.partner_id = o.partner_id
         WHERE a.customer_id IS NULL";
    "order-without-line": "o.id"
        "FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id WHERE l.order_id IS NULL";
    "order-status-unlike-its-lines": "o.id"
        "FROM orders o JOIN
              (SELECT order_id, count(*) AS lines, count(subscription_id) AS done
               FROM order_lines GROUP BY order_id) l ON l.order_id = o.id
         WHERE o.status <> CASE l.done WHEN 0 THEN 'error' WHEN l.lines THEN 'completed'
                           ELSE 'partial success' END";
    "line-without-order": "l.order_id"
        "FROM order_lines l
         LEFT JOIN orders o ON o.id = l.order_id AND o.partner_id = l.partner_id
         WHERE o.id IS NULL";
    "line-neither-fulfilled-nor-refused": "l.order_id"
        "FROM order_lines l WHERE (l.subscription_id IS NULL) = (l.problem IS NULL)";
    "line-with-impossible-total": "l.order_id"
        "FROM order_lines l WHERE l.unit_price < 0 OR l.quantity < 0
           OR (l.subscription_id IS NOT NULL AND l.quantity = 0)
           OR (l.subscription_id IS NOT NULL AND l.billing = 'usage' AND l.quantity <> 1)";
    "line-unlike-its-subscription": "l.order_id"
        "FROM order_lines l
         LEFT JOIN subscriptions s ON s.id = l.subscription_id AND s.order_id = l.order_id
               AND s.partner_id = l.partner_id AND s.offer_id = l.offer_id
               AND s.quantity = l.quantity AND s.billing = l.billing
         WHERE l.subscription_id IS NOT NULL AND s.id IS NULL";
    "subscription-without-order": "s.id"
        "FROM subscriptions s
         LEFT JOIN orders o ON o.id = s.order_id AND o.partner_id = s.partner_id
               AND o.customer_id = s.customer_id
         WHERE o.id IS NULL";
    "subscription-without-line": "s.id"
        "FROM subscriptions s
         LEFT JOIN order_lines l ON l.order_id = s.order_id AND l.subscription_id = s.id
         WHERE l.order_id IS NULL";
    "subscription-of-unknown-offer": "s.id"
        "FROM subscriptions s LEFT JOIN offers f ON f.id = s.offer_id WHERE f.id IS NULL";
    "add-on-without-parent": "s.id"
        "FROM subscriptions s
         LEFT JOIN subscriptions p ON p.id = s.parent_id AND p.customer_id = s.customer_id
               AND p.partner_id = s.partner_id
         WHERE s.parent_id IS NOT NULL AND p.id IS NULL";
}
