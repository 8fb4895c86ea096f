//! Databases that nobody will miss.

use crate::{DbError, Url};
use std::hash::{BuildHasher as _, RandomState};

/// A database for one test. It goes with this value: hundreds of them at a time fill a disk.
#[derive(Debug)]
pub struct ScratchDatabase {
    server: Url,
    url: Url,
}

impl ScratchDatabase {
    /// An empty database beside `server`'s own. Of an embedded one it is the folder that goes.
    pub fn create(server: Url) -> Result<Self, DbError> {
        let Url::Postgres(beside) = &server else {
            return Ok(Self { url: server.clone(), server });
        };
        let name = format!("scratch_{:016x}", RandomState::new().hash_one(std::process::id()));
        let create = format!("CREATE DATABASE {name}");
        beside.connect()?.batch_execute(&create).map_err(|e| DbError::of_server(&e))?;
        let mut own = beside.clone();
        own.config.dbname(&name);
        Ok(Self { url: Url::Postgres(own), server })
    }

    /// Where it is.
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl Drop for ScratchDatabase {
    fn drop(&mut self) {
        let (Url::Postgres(beside), Url::Postgres(own)) = (&self.server, &self.url) else { return };
        let Some(name) = own.config.get_dbname() else { return };
        // Connections of a product that is still open would hold it. What cannot be dropped goes
        // with its server.
        let drop = format!("DROP DATABASE {name} WITH (FORCE)");
        // A thread of its own, because the client blocks and a test's thread must not.
        std::thread::scope(|scope| {
            scope.spawn(|| beside.connect().map(|mut client| client.batch_execute(&drop)));
        });
    }
}
