//! Every SQL statement of the program is understood by both engines, and the schemas they are
//! prepared on are the committed ones.

use opc_db::{Db, STATEMENTS, Schema, schema_text};
use opc_testkit::both_engines;

both_engines! {
    async fn every_statement_prepares(app: TestApp) {
        let url = app.database.url().clone();
        let bad = opc_testkit::tokio::task::spawn_blocking(move || Db::unprepared(&url)).await;
        let bad = bad.expect("a thread").expect("the database answers");
        assert!(STATEMENTS.len() > 80, "only {} statements are registered", STATEMENTS.len());
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }
}

/// A released migration never changes. To add one, run with `OPC_UPDATE_SCHEMA=1` and commit.
#[test]
fn the_expanded_schemas_are_the_committed_ones() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations/expanded");
    for (schema, name) in [(Schema::Sqlite, "sqlite.sql"), (Schema::Postgres, "postgres.sql")] {
        let path = format!("{folder}/{name}");
        let now = schema_text(schema);
        if std::env::var_os("OPC_UPDATE_SCHEMA").is_some() {
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::write(&path, &now).expect("the snapshot is written");
        }
        let committed = std::fs::read_to_string(&path).expect("the snapshot is there");
        assert_eq!(now, committed, "{name} differs: see the comment of this test");
    }
}

#[test]
fn no_type_token_is_left_unexpanded() {
    for schema in [Schema::Sqlite, Schema::Postgres] {
        let text = schema_text(schema);
        let code = text.lines().map(|line| line.split("--").next().unwrap_or_default());
        assert!(code.clone().all(|line| !line.contains('{')), "{schema:?}");
    }
}
