-- The rows one new customer costs, without the product around them.
--
-- KEEP IN STEP with migrations/: these tables carry the same columns and the same indexes as the
-- product's tables that a customer creation writes to. Left out: the activity log (`events`), and
-- whatever is only read. When a migration changes one of these tables, change it here and in
-- `src/floor/store.rs`, or the comparison `opc-bench create` flatters one side.

CREATE TABLE organisations (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    domain TEXT NOT NULL,
    network_id TEXT,
    market TEXT NOT NULL,
    agreement_signed INTEGER NOT NULL,
    sandbox INTEGER NOT NULL,
    government INTEGER NOT NULL,
    registration_id TEXT,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX organisations_domain ON organisations (domain);
CREATE UNIQUE INDEX organisations_network_id ON organisations (network_id);
CREATE INDEX organisations_registration ON organisations (registration_id)
    WHERE registration_id IS NOT NULL;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL,
    user_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    roles TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    totp_secret BLOB,
    totp_last_step INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER,
    epoch INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_user_name ON users (user_name);
CREATE INDEX users_organisation ON users (organisation_id, user_name);

CREATE TABLE accounts (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    relationship TEXT NOT NULL,
    company_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address_line1 TEXT NOT NULL,
    address_line2 TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    culture TEXT NOT NULL,
    language TEXT NOT NULL,
    reseller_id BLOB,
    provider_id BLOB,
    qualifications TEXT NOT NULL,
    validation TEXT NOT NULL,
    delegated_admin INTEGER NOT NULL,
    tags TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_name ON accounts (partner_id, name_key, customer_id);
CREATE INDEX accounts_of_customer ON accounts (customer_id);

CREATE TABLE account_feed (
    partner_id BLOB NOT NULL,
    stamp INTEGER NOT NULL,
    customer_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (partner_id, stamp, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_feed_by_age ON account_feed (at);

CREATE TABLE requests (
    organisation_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    location TEXT,
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_by_age ON requests (created_at);
