//! Databases that nobody will miss.

use crate::{DbError, Url};
use std::hash::{BuildHasher as _, RandomState};

/// Makes an empty database beside `server`'s own, for one test. It goes with its server.
pub fn create_scratch_database(server: &Url) -> Result<Url, DbError> {
    let Url::Postgres(beside) = server else { return Ok(server.clone()) };
    let unreachable = |e: postgres::Error| DbError::Unreachable(e.to_string());
    let name = format!("scratch_{:016x}", RandomState::new().hash_one(std::process::id()));
    let mut client = beside.connect()?;
    client.batch_execute(&format!("CREATE DATABASE {name}")).map_err(unreachable)?;
    let mut own = beside.clone();
    own.config.dbname(&name);
    Ok(Url::Postgres(own))
}
