-- The house and the main job. One text for both engines: words in braces stand for the engine's
-- own types. Times are microseconds since 1970 in UTC; dates are ISO text.

-- Every organisation: the operator, partners, and the tenants of customers.
CREATE TABLE organisations (
    id {id} NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,                  -- active, restricted, suspended
    name TEXT NOT NULL,                   -- the directory name: not changed by bill-to edits
    country TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    domain {key} NOT NULL,                -- primary domain, lower case, never changes
    network_id TEXT,                      -- partner network ID; null for customers
    market TEXT NOT NULL,                 -- countries a partner may sell in, space-separated
    agreement_signed {bool} NOT NULL,     -- a partner's own agreement with the operator
    sandbox {bool} NOT NULL,
    government {bool} NOT NULL,           -- a partner qualified for the government community cloud
    registration_id TEXT,
    sandbox_of {id},                      -- of a reseller to try things out with: its provider
    deleted_at {time},                    -- of such a reseller: since when it is out of use
    created_at {time} NOT NULL,
    state_reason TEXT,                    -- why it is restricted or suspended
    state_since {time}                    -- last change of its state; null if there was none
) {options};
CREATE UNIQUE INDEX organisations_domain ON organisations (domain);
CREATE UNIQUE INDEX organisations_network_id ON organisations (network_id);
CREATE INDEX organisations_registration ON organisations (registration_id)
    WHERE registration_id IS NOT NULL;

CREATE TABLE users (
    id {id} NOT NULL PRIMARY KEY,
    organisation_id {id} NOT NULL,
    user_name {key} NOT NULL,             -- lower case, unique in the deployment
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,                  -- active, inactive
    roles TEXT NOT NULL,                  -- sorted, space-separated
    password_hash TEXT NOT NULL,
    must_change_password {bool} NOT NULL,
    totp_secret {bytes},                  -- sealed; null until enrolled
    totp_last_step {int} NOT NULL,        -- a one-time code works once
    failures {int} NOT NULL,              -- wrong codes in a row
    locked_until {time},
    epoch {int} NOT NULL,                 -- raised by every change that must end older sessions
    created_at {time} NOT NULL
) {options};
CREATE UNIQUE INDEX users_user_name ON users (user_name);
CREATE INDEX users_organisation ON users (organisation_id, user_name);

CREATE TABLE sessions (
    id {id} NOT NULL PRIMARY KEY,
    token_hash {bytes} NOT NULL,
    user_id {id} NOT NULL,
    epoch {int} NOT NULL,
    csrf TEXT NOT NULL,
    mfa_at {time},
    created_at {time} NOT NULL,
    seen_at {time} NOT NULL,
    expires_at {time} NOT NULL
) {options};
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE applications (
    id {id} NOT NULL PRIMARY KEY,
    organisation_id {id} NOT NULL,
    name TEXT NOT NULL,
    secret_hash TEXT,                     -- null: a public client, which cannot keep a secret
    redirect_uris TEXT NOT NULL,          -- space-separated; a person's code is sent only there
    enabled {bool} NOT NULL,
    created_at {time} NOT NULL
) {options};
CREATE INDEX applications_organisation ON applications (organisation_id);

-- Codes a person let an application have; each is traded once for tokens.
CREATE TABLE authorization_codes (
    code_hash {bytes} NOT NULL PRIMARY KEY,
    family {id} NOT NULL,                 -- of the refresh tokens it is traded for
    application_id {id} NOT NULL,
    user_id {id} NOT NULL,
    epoch {int} NOT NULL,
    mfa {bool} NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT,                       -- SHA-256 of the application's verifier
    expires_at {time} NOT NULL,
    spent_at {time}
) {options};
CREATE INDEX authorization_codes_user ON authorization_codes (user_id);
CREATE INDEX authorization_codes_expiry ON authorization_codes (expires_at);

-- Programs without a browser that wait for a person's answer (RFC 8628).
CREATE TABLE device_codes (
    code_hash {bytes} NOT NULL PRIMARY KEY,
    user_code_hash {bytes} NOT NULL,      -- of what the person types
    application_id {id} NOT NULL,
    state TEXT NOT NULL,                  -- waiting, allowed, declined, spent
    family {id} NOT NULL,                 -- of the refresh tokens it is traded for
    user_id {id},                         -- who allowed it, with the epoch and factors of that time
    epoch {int},
    mfa {bool},
    polled_at {time},
    expires_at {time} NOT NULL
) {options};
CREATE UNIQUE INDEX device_codes_user_code ON device_codes (user_code_hash);
CREATE INDEX device_codes_user ON device_codes (user_id);
CREATE INDEX device_codes_expiry ON device_codes (expires_at);

CREATE TABLE refresh_tokens (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    family {id} NOT NULL,                 -- using a spent token revokes its whole family
    application_id {id} NOT NULL,
    user_id {id} NOT NULL,
    epoch {int} NOT NULL,
    mfa {bool} NOT NULL,
    spent_at {time},
    expires_at {time} NOT NULL
) {options};
CREATE INDEX refresh_tokens_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    private_key {bytes} NOT NULL,         -- sealed
    public_key {bytes} NOT NULL,
    created_at {time} NOT NULL,
    retires_at {time} NOT NULL
) {options};

-- One row of settings: the check value of the master key and the like.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) {options};

-- The customers of a partner: one account per partner and customer.
CREATE TABLE accounts (
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    relationship TEXT NOT NULL,           -- reseller, none
    company_name TEXT NOT NULL,           -- bill-to name; what the list shows
    name_key {key} NOT NULL,              -- normalised for search and order
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
    reseller_id {id},                     -- indirect reseller; null: the partner's own customer
    provider_id {id},                     -- the provider whose account this one follows; null:
                                          -- the partner's own, as the seller
    qualifications TEXT NOT NULL,         -- JSON array: kind, state and reason of each
    validation TEXT NOT NULL,             -- not_ready, under_review, allowed, not_allowed
    delegated_admin {bool} NOT NULL,
    buys_reservations {bool} NOT NULL,    -- by itself, at the partner's expense
    buys_savings_plans {bool} NOT NULL,   -- the same
    tags TEXT NOT NULL,                   -- JSON array
    version {int} NOT NULL,
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
) {options};
CREATE INDEX accounts_by_name ON accounts (partner_id, name_key, customer_id);
CREATE INDEX accounts_of_customer ON accounts (customer_id);

-- Through which indirect providers a partner has a customer as their reseller.
CREATE TABLE account_providers (
    partner_id {id} NOT NULL,             -- the reseller
    customer_id {id} NOT NULL,
    provider_id {id} NOT NULL,
    state TEXT NOT NULL,                  -- active, ended
    since {time} NOT NULL,
    PRIMARY KEY (partner_id, customer_id, provider_id)
) {options};
CREATE INDEX account_providers_of_provider ON account_providers (provider_id, customer_id);

-- Customers that a partner has on other portals as well, by what they are called there.
CREATE TABLE account_sources (
    partner_id {id} NOT NULL,
    source {key} NOT NULL,                -- the portal or channel
    source_id {key} NOT NULL,
    customer_id {id} NOT NULL,
    since {time} NOT NULL,
    PRIMARY KEY (partner_id, source, source_id)
) {options};
CREATE INDEX account_sources_of_customer ON account_sources (partner_id, customer_id);

-- Which accounts were written: nodes keep names in memory and read here what they have missed.
CREATE TABLE account_feed (
    partner_id {id} NOT NULL,
    stamp {int} NOT NULL,                 -- grows with every transaction; see the database layer
    customer_id {id} NOT NULL,
    at {time} NOT NULL,
    PRIMARY KEY (partner_id, stamp, customer_id)
) {options};
CREATE INDEX account_feed_by_age ON account_feed (at);

-- Views of the customer list that a person saved; the one without a name holds the columns.
CREATE TABLE list_views (
    organisation_id {id} NOT NULL,
    user_id {id} NOT NULL,
    name {key} NOT NULL,
    query TEXT NOT NULL,                  -- of an address of the list
    PRIMARY KEY (organisation_id, user_id, name)
) {options};
-- What an account is recognised by when somebody adds the same company again.
CREATE TABLE account_keys (
    key {key} NOT NULL,                   -- a registration id, or a name at a place; normalised
    customer_id {id} NOT NULL,
    partner_id {id} NOT NULL,
    PRIMARY KEY (key, partner_id, customer_id)
) {options};
CREATE INDEX account_keys_of_customer ON account_keys (customer_id, partner_id);

-- What the operator decides, or has decided, about a customer of a partner.
CREATE TABLE reviews (
    id {id} NOT NULL PRIMARY KEY,         -- ids grow with time: the oldest comes first
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    subject TEXT NOT NULL,                -- account, or the name of a qualification
    state {key} NOT NULL,                 -- open, asked, approved, refused
    grounds TEXT NOT NULL,                -- JSON array: warnings the partner confirmed
    message TEXT NOT NULL,                -- what the operator last told the partner
    decided_by TEXT NOT NULL,             -- user name of who decided or asked last
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL
) {options};
CREATE INDEX reviews_by_state ON reviews (state, id);
CREATE INDEX reviews_of_customer ON reviews (customer_id, partner_id, id);

CREATE TABLE review_documents (
    id {id} NOT NULL PRIMARY KEY,
    review_id {id} NOT NULL,
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size {int} NOT NULL,                  -- bytes before sealing
    content {bytes} NOT NULL,             -- sealed
    created_at {time} NOT NULL
) {options};
CREATE INDEX review_documents_of_review ON review_documents (review_id, id);
CREATE INDEX review_documents_of_customer ON review_documents (customer_id, partner_id);

-- Granular delegated administration: what a partner may do in a customer's directory, until when.
CREATE TABLE admin_relationships (
    id {id} NOT NULL PRIMARY KEY,         -- ids grow with time: the newest comes first
    partner_id {id} NOT NULL,
    customer_id {id},                     -- null: whichever customer answers the link first
    name TEXT NOT NULL,
    name_key {key} NOT NULL,              -- in lower case, unique within the partner
    days {int} NOT NULL,
    auto_extend {bool} NOT NULL,
    roles TEXT NOT NULL,                  -- names of directory roles, space-separated
    state {key} NOT NULL,                 -- created, pending, active, expired, terminated
    asked_at {time},
    active_at {time},
    ends_at {time},
    closed_at {time},
    closed_by {key},                      -- terminated: partner, customer, parting
    requested_by {id},                    -- null: a program
    link_hash {bytes} NOT NULL,
    link {bytes} NOT NULL,                -- sealed, to be shown again
    version {int} NOT NULL,
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL
) {options};
CREATE UNIQUE INDEX admin_relationships_name ON admin_relationships (partner_id, name_key);
CREATE UNIQUE INDEX admin_relationships_link ON admin_relationships (link_hash);
CREATE INDEX admin_relationships_of_partner ON admin_relationships (partner_id, id);
CREATE INDEX admin_relationships_of_customer ON admin_relationships (customer_id, id);

-- When the clock next has something to do with a relationship.
CREATE TABLE admin_wakes (
    relationship_id {id} NOT NULL PRIMARY KEY,
    at {time} NOT NULL
) {options};
CREATE INDEX admin_wakes_by_time ON admin_wakes (at, relationship_id);

-- Groups of a partner's people, and what they hold.
CREATE TABLE security_groups (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    name TEXT NOT NULL,
    name_key {key} NOT NULL,              -- in lower case, unique within the partner
    created_at {time} NOT NULL
) {options};
CREATE UNIQUE INDEX security_groups_name ON security_groups (partner_id, name_key);

CREATE TABLE security_group_members (
    group_id {id} NOT NULL,
    partner_id {id} NOT NULL,
    user_id {id} NOT NULL,
    PRIMARY KEY (group_id, user_id)
) {options};
CREATE INDEX security_group_members_of_user ON security_group_members (user_id);

CREATE TABLE access_assignments (
    id {id} NOT NULL PRIMARY KEY,
    relationship_id {id} NOT NULL,
    partner_id {id} NOT NULL,
    group_id {id} NOT NULL,
    roles TEXT NOT NULL,                  -- some of the relationship's
    deleted_at {time},
    version {int} NOT NULL,
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL
) {options};
CREATE INDEX access_assignments_of_relationship ON access_assignments (relationship_id, id);
CREATE INDEX access_assignments_of_group ON access_assignments (group_id);

CREATE TABLE partnerships (
    provider_id {id} NOT NULL,
    reseller_id {id} NOT NULL,
    state TEXT NOT NULL,                  -- active, removed
    since {time} NOT NULL,
    PRIMARY KEY (provider_id, reseller_id)
) {options};
CREATE INDEX partnerships_of_reseller ON partnerships (reseller_id);

-- Personal links by which a partner asks a customer or a reseller to come together.
CREATE TABLE invitations (
    id {id} NOT NULL PRIMARY KEY,         -- ids grow with time
    partner_id {id} NOT NULL,             -- who asks
    asks TEXT NOT NULL,                   -- customer, combined, partnership
    provider_id {id},                     -- combined: who is to sell
    delegated_admin {bool} NOT NULL,
    token {bytes} NOT NULL,               -- sealed
    token_hash {bytes} NOT NULL,
    language TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,                  -- draft, sent, accepted, declined, revoked
    expires_at {time} NOT NULL,
    created_at {time} NOT NULL,
    sent_at {time},
    ended_at {time},
    answered_by {id}                      -- the organisation that answered
) {options};
CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);
CREATE INDEX invitations_of_partner ON invitations (partner_id, id);

CREATE TABLE agreement_templates (
    id {id} NOT NULL,
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    country TEXT NOT NULL,
    published_on TEXT NOT NULL,           -- from this day on it can be accepted
    texts TEXT NOT NULL,                  -- JSON: language, title and body; the first prevails
    PRIMARY KEY (id, country)
) {options};

CREATE TABLE agreements (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    template_id {id} NOT NULL,
    kind TEXT NOT NULL,                   -- attested, direct
    date_agreed TEXT,                     -- null while a direct acceptance is awaited
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    recorded_by {id},
    created_at {time} NOT NULL
) {options};
CREATE INDEX agreements_of_customer ON agreements (customer_id, partner_id, id);

-- When a customer was last reminded of the agreement.
CREATE TABLE agreement_reminders (
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    reminded_at {time} NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
) {options};

CREATE TABLE offer_categories (
    id TEXT NOT NULL PRIMARY KEY,
    rank {int} NOT NULL,
    names TEXT NOT NULL                   -- JSON: language -> name
) {options};

CREATE TABLE offers (
    id TEXT NOT NULL PRIMARY KEY,
    category_id TEXT NOT NULL,
    rank {int} NOT NULL,
    available {bool} NOT NULL,
    terms TEXT NOT NULL                   -- JSON: names, limits, markets, prices
) {options};
CREATE INDEX offers_by_rank ON offers (rank, id);

CREATE TABLE orders (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    billing_cycle TEXT NOT NULL,
    currency TEXT NOT NULL,
    reseller_id {id},
    status TEXT NOT NULL,
    created_at {time} NOT NULL
) {options};
CREATE INDEX orders_of_customer ON orders (customer_id, id);

CREATE TABLE order_lines (
    order_id {id} NOT NULL,
    number {int} NOT NULL,
    partner_id {id} NOT NULL,
    offer_id TEXT NOT NULL,
    quantity {int} NOT NULL,
    billing TEXT NOT NULL,                -- license, usage
    friendly_name TEXT NOT NULL,
    reseller_id {id},
    parent_subscription_id {id},
    unit_price {int} NOT NULL,            -- minor units of the order's currency, per unit and month
    subscription_id {id},                 -- null while the line has failed
    problem TEXT,                         -- JSON: the rule that refused the line
    PRIMARY KEY (order_id, number)
) {options};

CREATE TABLE subscriptions (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    customer_id {id} NOT NULL,
    order_id {id} NOT NULL,
    offer_id TEXT NOT NULL,
    friendly_name TEXT NOT NULL,
    quantity {int} NOT NULL,
    billing TEXT NOT NULL,                -- license, usage
    status TEXT NOT NULL,
    auto_renew {bool} NOT NULL,
    billing_cycle TEXT NOT NULL,
    parent_id {id},
    reseller_id {id},
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    version {int} NOT NULL,
    created_at {time} NOT NULL
) {options};
CREATE INDEX subscriptions_of_customer ON subscriptions (customer_id, id);

-- An add-customer wizard under way.
CREATE TABLE drafts (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    user_id {id} NOT NULL,
    sections TEXT NOT NULL,               -- JSON: what was typed, valid or not
    version {int} NOT NULL,
    customer_id {id},                     -- set once, by submitting
    order_id {id},
    secret {bytes},                       -- sealed one-time password, until Done
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL
) {options};
CREATE INDEX drafts_of_user ON drafts (partner_id, user_id, id);

-- Files of customers to be added: what they hold, how they are read, how far they are.
CREATE TABLE imports (
    id {id} NOT NULL PRIMARY KEY,
    partner_id {id} NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,                 -- SHA-256 of the file, in hex
    columns TEXT NOT NULL,                -- JSON array: the header
    row_count {int} NOT NULL,
    chunk_count {int} NOT NULL,
    mapping TEXT NOT NULL,                -- JSON: which column is which field
    state TEXT NOT NULL,                  -- mapping, checking, checked, running, paused, done, cancelled
    halt TEXT,                            -- why it is paused, if nobody paused it
    chunks_done {int} NOT NULL,           -- of the check or of the run: where to go on
    summary TEXT NOT NULL,                -- JSON: rows by outcome, and by broken rule
    confirmed TEXT NOT NULL,              -- JSON array: rules whose warnings were confirmed
    starter TEXT NOT NULL,                -- JSON: for whom the job acts
    job_id {id},                          -- the job that may go on with it; any other stops
    created_at {time} NOT NULL,
    updated_at {time} NOT NULL
) {options};
CREATE INDEX imports_of_partner ON imports (partner_id, id);
CREATE INDEX imports_by_age ON imports (updated_at);

-- Five hundred rows of a file: what one transaction checks or adds.
CREATE TABLE import_chunks (
    import_id {id} NOT NULL,
    number {int} NOT NULL,
    partner_id {id} NOT NULL,
    cells TEXT NOT NULL,                  -- JSON: row number and cells, as they are in the file
    results TEXT NOT NULL,                -- JSON: outcome of each row; empty before the check
    marks {bytes} NOT NULL,               -- what no two rows should share, as digests
    PRIMARY KEY (import_id, number)
) {options};

-- The mapping a partner used last for files with the same header.
CREATE TABLE import_mappings (
    partner_id {id} NOT NULL,
    header {bytes} NOT NULL,              -- digest
    mapping TEXT NOT NULL,
    PRIMARY KEY (partner_id, header)
) {options};

-- What a client's POST answered, so that a repeat has one effect and the same answer.
CREATE TABLE requests (
    organisation_id {id} NOT NULL,
    request_id {id} NOT NULL,
    digest {bytes} NOT NULL,
    status {int} NOT NULL,
    location TEXT,
    answer {bytes} NOT NULL,              -- sealed: it may hold a one-time password
    created_at {time} NOT NULL,
    PRIMARY KEY (organisation_id, request_id)
) {options};
CREATE INDEX requests_by_age ON requests (created_at);

-- The activity log. Append only.
CREATE TABLE events (
    organisation_id {id} NOT NULL,
    id {id} NOT NULL,
    customer_id {id},
    customer_name TEXT,
    actor_name TEXT NOT NULL,
    user_id {id},
    application_id {id},
    resource_type TEXT NOT NULL,
    operation TEXT NOT NULL,
    status TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    correlation_id {id} NOT NULL,
    undoes {id},                          -- the entry this one takes back
    at {time} NOT NULL,
    PRIMARY KEY (organisation_id, id)
) {options};
CREATE INDEX events_of_customer ON events (organisation_id, customer_id, id)
    WHERE customer_id IS NOT NULL;

-- Mail leaves by a worker, after the transaction that wanted it has committed.
CREATE TABLE mails (
    id {id} NOT NULL PRIMARY KEY,
    organisation_id {id} NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    message TEXT NOT NULL,                -- JSON: which message, and its facts
    state TEXT NOT NULL,                  -- waiting, sent, failed
    attempts {int} NOT NULL,
    due_at {time} NOT NULL,
    created_at {time} NOT NULL,
    sent_at {time}
) {options};
CREATE INDEX mails_due ON mails (state, due_at);
CREATE INDEX mails_of_organisation ON mails (organisation_id, id);

CREATE TABLE jobs (
    id {id} NOT NULL PRIMARY KEY,
    organisation_id {id},
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,                -- JSON
    state TEXT NOT NULL,                  -- waiting, running, done, failed
    done {int} NOT NULL,
    total {int} NOT NULL,
    cursor TEXT NOT NULL,                 -- where to go on after a crash
    attempts {int} NOT NULL,
    lease_until {time},
    due_at {time} NOT NULL,
    created_at {time} NOT NULL,
    finished_at {time}
) {options};
CREATE INDEX jobs_due ON jobs (state, due_at);
CREATE INDEX jobs_of_organisation ON jobs (organisation_id, id);
