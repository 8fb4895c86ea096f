//! Databases that nobody will miss.

use crate::{DbError, Url};
use uuid::Uuid;

/// Makes an empty database beside `server`'s own, for one test. It goes with its server.
pub fn create_scratch_database(server: &Url) -> Result<Url, DbError> {
    let Url::Postgres(beside) = server else { return Ok(server.clone()) };
    let unreachable = |e: postgres::Error| DbError::Unreachable(e.to_string());
    let name = format!("scratch_{}", Uuid::new_v4().simple());
    let mut client = beside.connect()?;
    client.batch_execute(&format!("CREATE DATABASE {name}")).map_err(unreachable)?;
    let mut own = beside.clone();
    own.config.dbname(&name);
    Ok(Url::Postgres(own))
}
