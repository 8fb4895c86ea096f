//! The engine side of the floor: one writer thread that commits whatever has queued up at once.

use super::wire::{self, NewCustomer};
use crate::Failure;
use crate::seed::Seeded;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use tokio::sync::oneshot;
use uuid::Uuid;

/// The most creations one commit carries, and the most that may wait for it.
const LARGEST_GROUP: usize = 256;

/// The partner of every request: the floor has no sign-in.
const PARTNER: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

const INSERT_ORGANISATION: &str = "INSERT INTO organisations
    (id, kind, state, name, country, language, currency, domain, market, agreement_signed, sandbox,
     government, created_at)
    VALUES (?1, 'customer', 'active', ?2, ?3, ?4, 'JPY', ?5, ?3, 0, 0, 0, ?6)
    ON CONFLICT (domain) DO NOTHING";
const INSERT_ACCOUNT: &str = "INSERT INTO accounts
    (partner_id, customer_id, relationship, company_name, name_key, email, first_name, last_name,
     phone, address_line1, address_line2, city, state, postal_code, country, culture, language,
     qualifications, validation, delegated_admin, tags, version, created_at, updated_at)
    VALUES (?1, ?2, 'reseller', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
     '[]', 'allowed', 1, '[]', 1, ?17, ?17)";
const INSERT_FEED: &str =
    "INSERT INTO account_feed (partner_id, stamp, customer_id, at) VALUES (?1, ?2, ?3, ?2)";
const INSERT_USER: &str = "INSERT INTO users
    (id, organisation_id, user_name, first_name, last_name, email, language, state, roles,
     password_hash, must_change_password, totp_last_step, failures, epoch, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'active', 'global_admin', 'derived', 1, 0, 0, 0, ?8)";
const INSERT_REQUEST: &str = "INSERT INTO requests
    (organisation_id, request_id, digest, status, location, answer, created_at)
    VALUES (?1, ?2, ?3, 201, ?4, ?5, ?6)";
const SELECT_REQUEST: &str =
    "SELECT status, answer FROM requests WHERE organisation_id = ?1 AND request_id = ?2";

/// A handle to the writer thread; clones share it.
#[derive(Clone)]
pub(super) struct Store {
    jobs: mpsc::SyncSender<Job>,
    seeded: Arc<Mutex<Seeded>>,
    /// What the writer's own connection answered.
    pub(super) durability: Arc<Durability>,
}

/// The durability in force, read back from the connection that writes.
pub(super) struct Durability {
    /// `wal` when the write-ahead log is on.
    pub(super) journal_mode: String,
    /// 2 is FULL: a commit returns after the log was flushed to the disk.
    pub(super) synchronous: i64,
    /// Version of the engine.
    pub(super) version: String,
}

/// How a creation ended.
pub(super) enum Outcome {
    /// The rows are on the disk; the JSON is the answer.
    Created(Vec<u8>),
    /// The same request id was answered before, with this status and JSON.
    Repeated(u16, Vec<u8>),
    /// Another organisation has the domain.
    DomainTaken,
    /// The engine refused.
    Failed,
}

/// One creation, ready to be written.
pub(super) struct Job {
    request_id: Uuid,
    customer_id: Uuid,
    user_id: Uuid,
    micros: i64,
    digest: [u8; 32],
    location: String,
    search_key: String,
    user_name: String,
    new: NewCustomer,
    json: Vec<u8>,
    answer: oneshot::Sender<Outcome>,
}

impl Job {
    /// Does everything that needs no transaction, on the thread of the request.
    pub(super) fn new(
        store: &Store,
        request_id: Uuid,
        new: NewCustomer,
        body: &[u8],
        answer: oneshot::Sender<Outcome>,
    ) -> Self {
        let customer_id = store.new_id();
        let mut hasher = DefaultHasher::new();
        hasher.write(body);
        // As long as the product's digest; its strength belongs to what the floor leaves out.
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&hasher.finish().to_be_bytes());
        Self {
            request_id,
            customer_id,
            user_id: store.new_id(),
            micros: now_micros(),
            digest,
            location: format!("/customers/{customer_id}"),
            search_key: new.billing_profile.company_name.to_lowercase(),
            user_name: format!("admin@{}", new.company_profile.domain),
            json: wire::created(customer_id, &new),
            new,
            answer,
        }
    }
}

impl Store {
    /// Creates the database and starts its writer.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // 64 MiB of pages, and a log of 16 MiB before it is folded into the main file.
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.pragma_update(None, "mmap_size", 1_073_741_824_i64)?;
        connection.pragma_update(None, "wal_autocheckpoint", 4_096)?;
        connection.set_prepared_statement_cache_capacity(16);
        connection.execute_batch(include_str!("../../floor.sql"))?;
        let durability = Durability {
            journal_mode: connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?,
            synchronous: connection.pragma_query_value(None, "synchronous", |row| row.get(0))?,
            version: rusqlite::version().to_owned(),
        };
        let (jobs, queue) = mpsc::sync_channel(LARGEST_GROUP);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write_groups(connection, &queue))?;
        let seed = u64::try_from(now_micros()).unwrap_or(1);
        Ok(Self {
            jobs,
            seeded: Arc::new(Mutex::new(Seeded::new(seed, 0))),
            durability: Arc::new(durability),
        })
    }

    /// Queues a creation; false when the writer is gone or too far behind.
    pub(super) fn submit(&self, job: Job) -> bool {
        self.jobs.try_send(job).is_ok()
    }

    /// A time-ordered id.
    pub(super) fn new_id(&self) -> Uuid {
        let millis = u64::try_from(now_micros() / 1000).unwrap_or(0);
        let mut random = [0; 10];
        if let Ok(mut seeded) = self.seeded.lock() {
            random[..8].copy_from_slice(&seeded.next().to_be_bytes());
            random[8..].copy_from_slice(&seeded.next().to_be_bytes()[..2]);
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[allow(clippy::disallowed_methods, reason = "the floor has no test clock to obey")]
fn now_micros() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_micros()).ok())
        .unwrap_or(0)
}

/// Waits for a creation, takes along everything else that has queued up, commits once, answers all.
fn write_groups(mut connection: Connection, queue: &mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(LARGEST_GROUP);
    while let Ok(first) = queue.recv() {
        group.push(first);
        group.extend(queue.try_iter().take(LARGEST_GROUP - 1));
        let outcomes = write_group(&mut connection, &group);
        if let Err(error) = &outcomes {
            eprintln!("floor: {error}");
        }
        let mut outcomes = outcomes.unwrap_or_default().into_iter();
        for job in group.drain(..) {
            let outcome = match outcomes.next() {
                None => Outcome::Failed,
                Some(Written::Now) => Outcome::Created(job.json),
                Some(Written::Before(status, json)) => Outcome::Repeated(status, json),
                Some(Written::DomainTaken) => Outcome::DomainTaken,
            };
            // A client that hung up no longer waits for its answer.
            let _ = job.answer.send(outcome);
        }
    }
}

enum Written {
    Now,
    Before(u16, Vec<u8>),
    DomainTaken,
}

fn write_group(connection: &mut Connection, group: &[Job]) -> rusqlite::Result<Vec<Written>> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let written = group.iter().map(|job| write_one(&tx, job)).collect::<Result<Vec<_>, _>>()?;
    tx.commit()?;
    Ok(written)
}

fn write_one(tx: &Transaction<'_>, job: &Job) -> rusqlite::Result<Written> {
    let before = tx
        .prepare_cached(SELECT_REQUEST)?
        .query_row(params![PARTNER.as_bytes(), job.request_id.as_bytes()], |row| {
            Ok(Written::Before(row.get(0)?, row.get(1)?))
        })
        .optional()?;
    if let Some(before) = before {
        return Ok(before);
    }
    let (id, new) = (job.customer_id.as_bytes(), &job.new.billing_profile);
    let (domain, to) = (&job.new.company_profile.domain, &new.default_address);
    let inserted = tx.prepare_cached(INSERT_ORGANISATION)?.execute(params![
        id,
        new.company_name,
        to.country,
        new.language,
        domain,
        job.micros
    ])?;
    if inserted == 0 {
        return Ok(Written::DomainTaken);
    }
    tx.prepare_cached(INSERT_ACCOUNT)?.execute(params![
        PARTNER.as_bytes(),
        id,
        new.company_name,
        job.search_key,
        new.email,
        to.first_name,
        to.last_name,
        to.phone_number.as_deref().unwrap_or_default(),
        to.address_line1,
        to.address_line2.as_deref().unwrap_or_default(),
        to.city,
        to.state.as_deref().unwrap_or_default(),
        to.postal_code.as_deref().unwrap_or_default(),
        to.country,
        new.culture,
        new.language,
        job.micros
    ])?;
    tx.prepare_cached(INSERT_FEED)?.execute(params![PARTNER.as_bytes(), job.micros, id])?;
    tx.prepare_cached(INSERT_USER)?.execute(params![
        job.user_id.as_bytes(),
        id,
        job.user_name,
        to.first_name,
        to.last_name,
        new.email,
        new.language,
        job.micros
    ])?;
    tx.prepare_cached(INSERT_REQUEST)?.execute(params![
        PARTNER.as_bytes(),
        job.request_id.as_bytes(),
        job.digest,
        job.location,
        job.json,
        job.micros
    ])?;
    Ok(Written::Now)
}
