//! Tenant predicates whose loss nothing notices, and why that is right.

const DRAFT: &str = "a person belongs to one organisation, and `user_id` stands beside it";
const UNUSED: &str = "the count does not read the date that this is for";
const CHAIN: &str = "the chain is that of a job which was read in the scope before";
const FEED: &str = "it only says which rows are read again, and those are read in the scope";
const READ: &str = "the id was read in the scope before, in the same transaction";
const TOGETHER: &str = "the id and whose it is were read together, from one row";
const LIST: &str = "the ids come from the list, which has those that stand";
const MEMBER: &str =
    "only a partner's own people are in its groups, and `user_id` stands beside it";
const ENDED: &str = "ending a relationship takes the privilege out of the same row";
const HASH: &str = "the hash is of the partner's link and of who answers it";
const MINE: &str =
    "only the person's own are told; without it those of others could push them out of the list";
const SYSTEM: &str = "only the program itself may do this, for a demo or a test";

/// Part of the file, the predicate, a part of the statement in one line, why. A predicate stands here
/// only while nothing notices its loss.
pub(super) const SURVIVORS: &[(&str, &str, &str, &str)] = &[
    ("agreements/store/accept.rs", "customer_id = $2", "UPDATE agreements SET template_id", READ),
    ("lacking.rs", "g.customer_id = a.customer_id", "SELECT count(*), count(CASE", UNUSED),
    ("lacking.rs", "g.partner_id = a.partner_id", "SELECT count(*), count(CASE", UNUSED),
    ("audit/list.rs", "organisation_id = $1", "correlation_id = $3", CHAIN),
    ("customers/index/feed.rs", "partner_id = $1", "FROM account_feed", FEED),
    ("customers/index/feed.rs", "customer_id = $1", "SELECT partner_id FROM accounts", FEED),
    ("customers/store/listing.rs", "a.relationship = 'reseller'", "a.phone, a.address_line1", LIST),
    ("drafts/store.rs", "partner_id = $2", "SELECT sections", DRAFT),
    ("drafts/store.rs", "partner_id = $2", "UPDATE drafts SET sections", DRAFT),
    ("drafts/store.rs", "partner_id = $1", "SELECT id, sections", DRAFT),
    ("drafts/store.rs", "partner_id = $2", "DELETE FROM drafts", DRAFT),
    ("drafts/store.rs", "user_id = $3", "UPDATE drafts SET sections", READ),
    ("drafts/store.rs", "user_id = $3", "DELETE FROM drafts", READ),
    ("drafts/store.rs", "partner_id = $6", "UPDATE drafts SET customer_id", READ),
    ("drafts/store.rs", "partner_id = $2", "SELECT secret FROM drafts", READ),
    ("drafts/store.rs", "partner_id = $2", "UPDATE drafts SET secret = NULL", READ),
    ("delegated_admin/store.rs", "partner_id = $2", "UPDATE admin_relationships SET", TOGETHER),
    (
        "delegated_admin/store.rs",
        "partner_id = $1",
        "DELETE FROM access_assignments WHERE partner_id",
        TOGETHER,
    ),
    (
        "delegated_admin/store.rs",
        "partner_id = $1",
        "DELETE FROM admin_relationships WHERE partner_id",
        TOGETHER,
    ),
    ("store/assignments.rs", "s.partner_id = $1", "s.relationship_id = $2 ORDER BY", TOGETHER),
    ("store/assignments.rs", "s.partner_id = $1", "s.relationship_id = ANY($2)", READ),
    ("store/assignments.rs", "s.partner_id = $1", "s.group_id = $2 AND s.deleted_at", READ),
    ("store/assignments.rs", "partner_id = $2", "UPDATE access_assignments", TOGETHER),
    ("store/assignments.rs", "r.partner_id = $1", "security_group_members m", MEMBER),
    ("store/people.rs", "organisation_id = $1", "AND id = $2", TOGETHER),
    ("store/people.rs", "relationship = 'reseller'", "SELECT delegated_admin", ENDED),
    ("store/groups.rs", "u.organisation_id = $1", "INSERT INTO security_group_members", READ),
    ("store/groups.rs", "partner_id = $1", "SELECT user_id FROM security_group_members", READ),
    ("store/groups.rs", "partner_id = $1", "UPDATE security_groups", READ),
    ("store/groups.rs", "partner_id = $1", "SELECT id FROM access_assignments", READ),
    ("store/groups.rs", "partner_id = $1", "DELETE FROM", READ),
    ("customers/store/sharing.rs", "customer_id = $2", "relationship <> 'reseller'", SYSTEM),
    ("customers/store/sharing.rs", "relationship = 'reseller'", "ORDER BY created_at", SYSTEM),
    ("customers/store/views.rs", "organisation_id = $1", "SELECT name, query", DRAFT),
    ("customers/store/views.rs", "organisation_id = $1", "DELETE FROM list_views", DRAFT),
    ("identity/users/store.rs", "organisation_id = $1", "UPDATE users SET roles", READ),
    ("identity/users/store.rs", "organisation_id = $1", "UPDATE users SET state", READ),
    ("identity/users/store.rs", "organisation_id = $1", "UPDATE users SET password_hash", READ),
    ("identity/users/store.rs", "organisation_id = $1", "SELECT epoch FROM users", READ),
    ("imports/store.rs", "partner_id = $1", "UPDATE imports SET mapping", READ),
    ("imports/store.rs", "partner_id = $2", "DELETE FROM import_chunks", READ),
    ("imports/store.rs", "partner_id = $2", "DELETE FROM imports", READ),
    ("imports/store.rs", "partner_id = $3", "SELECT cells, results", READ),
    ("imports/store.rs", "partner_id = $3", "UPDATE import_chunks", READ),
    ("imports/store.rs", "partner_id = $3", "SELECT marks", READ),
    ("invitations/store.rs", "partner_id = $1", "UPDATE invitations SET recipient", READ),
    ("invitations/store.rs", "partner_id = $1", "UPDATE invitations SET state", TOGETHER),
    ("invitations/store.rs", "partner_id = $1", "AND token_hash = $3", HASH),
    ("jobs/list.rs", "organisation_id = $1", "kind IN", MINE),
    ("orders/store.rs", "partner_id = $1", "UPDATE order_lines", READ),
    ("orders/store.rs", "partner_id = $1", "UPDATE orders SET status", READ),
    ("orders/store.rs", "partner_id = $1", "FROM order_lines", READ),
    ("partners/store.rs", "sandbox_of = $1", "UPDATE organisations SET state", READ),
    ("requests/kept.rs", "organisation_id = $1", "SELECT answer, created_at", READ),
    ("requests/kept.rs", "organisation_id = $1", "DELETE FROM requests", READ),
    ("subscriptions/store.rs", "partner_id = $1", "UPDATE subscriptions SET", READ),
    ("vetting/store.rs", "partner_id = $2", "UPDATE reviews SET state = 'open'", READ),
    ("vetting/store.rs", "partner_id = $2", "FROM review_documents WHERE review_id", READ),
    ("vetting/store.rs", "partner_id = $3", "FROM review_documents WHERE id", READ),
];
