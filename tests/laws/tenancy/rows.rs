//! Every row of the database, and whose it is: what a write may touch.

use super::super::source;
use opc_core::{DbOptions, DbUrl};
use opc_db::{Access, Db, DbError, Row, Statement};
use opc_kernel::id::InvitationId;
use opc_testkit::{TestApp, tokio::task::spawn_blocking};
use std::collections::BTreeSet;

/// Columns that say whose a row is; the first one a table has counts.
const OWNERS: [&str; 6] =
    ["partner_id", "organisation_id", "provider_id", "user_id", "relationship_id", "id"];
/// Rows of nobody: the deployment's.
const NOBODYS: [&str; 5] =
    ["settings", "signing_keys", "agreement_templates", "offers", "offer_categories"];

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    pub(super) table: &'static str,
    /// The organisation it belongs to; a person stands for theirs, an admin relationship for its
    /// partner's.
    pub(super) owner: String,
    /// The customer it is about, if the table knows one.
    pub(super) customer: String,
    pub(super) row: String,
}

struct Table {
    name: &'static str,
    owner: &'static str,
    customer: Option<&'static str>,
    columns: Vec<&'static str>,
}

/// The tables that belong to somebody, from the migrations.
fn tables() -> Vec<Table> {
    let folder = source::root().join("migrations");
    let files = std::fs::read_dir(folder).expect("migrations").map(|f| f.expect("a file").path());
    let texts = files.filter(|f| f.extension().is_some_and(|e| e == "sql"));
    let text: String = texts.map(|f| std::fs::read_to_string(f).expect("a text")).collect();
    let text: &'static str = text.leak();
    let parts = text.split("CREATE TABLE ").skip(1).filter_map(|part| part.split_once(" ("));
    let tables = parts.filter(|(name, _)| !NOBODYS.contains(name)).map(|(name, rest)| {
        let lines = rest.lines().take_while(|line| !line.starts_with(')')).map(str::trim);
        let columns = lines.filter_map(|line| line.split(' ').next());
        let columns: Vec<_> = columns
            .filter(|word| {
                !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
            })
            .collect();
        let known = |wanted: &str| columns.iter().copied().find(|column| *column == wanted);
        let owner = OWNERS.into_iter().find_map(known);
        let owner = owner.filter(|owner| *owner != "id" || name == "organisations");
        let owner = if name == "device_codes" || name == "applications" {
            known("application_id").or(owner)
        } else {
            owner
        };
        let owner = owner.unwrap_or_else(|| panic!("say in rows.rs whose the rows of {name} are"));
        let customer = match name {
            "order_lines" => Some("(SELECT customer_id FROM orders o WHERE o.id = order_id)"),
            "access_assignments" | "admin_wakes" => {
                Some("(SELECT customer_id FROM admin_relationships r WHERE r.id = relationship_id)")
            }
            _ => known("customer_id"),
        };
        Table { name, owner, customer, columns }
    });
    tables.collect()
}

/// A value as text, the same on both engines; ids without hyphens.
fn as_text(sqlite: bool, column: &str) -> String {
    if sqlite {
        format!(
            "CASE typeof({column}) WHEN 'blob' THEN lower(hex({column})) ELSE coalesce(CAST({column} AS TEXT), '') END"
        )
    } else {
        format!(
            "coalesce(CASE WHEN CAST(pg_typeof({column}) AS TEXT) = 'uuid' THEN replace(CAST({column} AS TEXT), '-', '') ELSE CAST({column} AS TEXT) END, '')"
        )
    }
}

fn statement(text: String) -> &'static Statement {
    Box::leak(Box::new(Statement::new(text.leak(), file!(), line!())))
}

async fn with_db<T: Send + 'static>(
    app: &TestApp,
    work: impl FnOnce(Db, bool) -> Result<T, DbError> + Send + 'static,
) -> T {
    let url = app.database.url().clone();
    let sqlite = matches!(url, DbUrl::Sqlite(_));
    let done = spawn_blocking(move || work(Db::open(&url, DbOptions { connections: 1 })?, sqlite));
    done.await.expect("a thread").expect("the database answers")
}

/// All of them.
pub(super) async fn all(app: &TestApp) -> BTreeSet<Kept> {
    with_db(app, |db, sqlite| {
        let read =
            |r: &mut Row<'_>| Ok((r.take::<String>()?, r.take::<String>()?, r.take::<String>()?));
        let statements: Vec<_> = tables()
            .into_iter()
            .map(|table| {
                let text = |column: &str| as_text(sqlite, column);
                let row: Vec<_> = table.columns.iter().map(|column| text(column)).collect();
                let customer = table.customer.map_or("''".to_owned(), text);
                let row = row.join(" || '|' || ");
                let sql =
                    format!("SELECT {}, {customer}, {row} FROM {}", text(table.owner), table.name);
                (table.name, statement(sql))
            })
            .collect();
        let homes = [("users", "organisation_id"), ("admin_relationships", "partner_id")];
        let homes = homes.map(|(table, home)| {
            format!("SELECT {}, {}, '' FROM {table}", as_text(sqlite, "id"), as_text(sqlite, home))
        });
        let homes = statement(homes.join(" UNION ALL "));
        db.run_blocking(Access::Read, move |tx| {
            let homes = tx.all(homes, &[], read)?;
            let mut all = BTreeSet::new();
            for (table, statement) in &statements {
                for (owner, customer, row) in tx.all(statement, &[], read)? {
                    let home = homes.iter().find(|(one, _, _)| *one == owner);
                    let owner = home.map_or(owner, |(_, home, _)| home.clone());
                    all.insert(Kept { table, owner, customer, row });
                }
            }
            Ok(all)
        })
    })
    .await
}

/// An id as rows have it.
pub(super) fn plain(id: impl ToString) -> String {
    id.to_string().replace('-', "")
}

/// Copies the row of this id so many times; `unique` are columns of bytes or, the second, of text
/// that no two rows have in common.
pub(super) async fn copies(
    app: &TestApp,
    table: &'static str,
    (id, unique): (&str, &'static [&'static str]),
    times: u32,
) {
    let known = tables().into_iter().find(|known| known.name == table).expect("a table");
    let columns = known.columns.join(", ");
    let value = |column: &&'static str| match unique.iter().position(|name| name == column) {
        Some(place) => format!("${}", place + 3),
        None if *column == "id" => "$2".to_owned(),
        None => (*column).to_owned(),
    };
    let values = known.columns.iter().map(value).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = $1");
    let id: InvitationId = id.parse().expect("an id");
    with_db(app, move |db, _| {
        let statement = statement(sql);
        db.run_blocking(Access::Write, move |tx| {
            for n in 0..times {
                let copy = format!("00000000-0000-7000-9000-{n:012}").parse::<InvitationId>();
                let bytes = [&[0xee; 28][..], &n.to_be_bytes()].concat();
                let copy = copy.expect("an id");
                let values = [
                    id.into(),
                    copy.into(),
                    bytes.as_slice().into(),
                    format!("himitsu {n}").into(),
                ];
                tx.execute(statement, &values[..unique.len() + 2])?;
            }
            Ok(())
        })
    })
    .await;
}

/// Rows that came, went or are another now.
pub(super) fn changed(before: &BTreeSet<Kept>, after: &BTreeSet<Kept>) -> Vec<Kept> {
    before.symmetric_difference(after).cloned().collect()
}
