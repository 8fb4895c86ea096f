//! The two engines, each with a database of the test's own.

use opc_core::DbUrl;
use opc_db::ScratchDatabase;

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, in a folder that goes with the test.
    Sqlite,
    /// The server at `OPC_TEST_POSTGRES`.
    Postgres,
}

impl Engine {
    /// A fresh, empty database. `None` if PostgreSQL may be left out and is.
    pub(crate) fn database(self, folder: &std::path::Path) -> Option<ScratchDatabase> {
        let server = match self {
            Self::Sqlite => DbUrl::Sqlite(folder.join("opc.db")),
            Self::Postgres => postgres()?,
        };
        Some(ScratchDatabase::create(server).expect("a database of the test's own"))
    }
}

fn postgres() -> Option<DbUrl> {
    let Ok(server) = std::env::var("OPC_TEST_POSTGRES") else {
        let only = std::env::var("OPC_TEST_ENGINES").unwrap_or_default();
        assert_eq!(only, "sqlite", "set OPC_TEST_POSTGRES, or OPC_TEST_ENGINES=sqlite");
        return None;
    };
    Some(server.parse().expect("OPC_TEST_POSTGRES is a database URL"))
}
