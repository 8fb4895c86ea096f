//! Programs that call the API.

use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
    secrets::{digest, hex, random_token},
};
use opc_db::sql;
use opc_kernel::id::{ApplicationId, OrganisationId};

/// A registered application and its secret, which is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApplication {
    /// The OAuth `client_id`.
    pub id: ApplicationId,
    /// The OAuth `client_secret`: 256 random bits, stored only as a digest.
    pub secret: String,
}

/// Registers an application of an organisation. Called by set-up, not by a signed-in person.
pub fn register_application(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    name: &str,
) -> Result<NewApplication, Fault> {
    let application = NewApplication { id: cx.new_id(), secret: random_token() };
    cx.execute(
        sql!(
            "INSERT INTO applications (id, organisation_id, name, secret_hash, enabled, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        &[
            application.id.into(),
            organisation.into(),
            name.into(),
            stored_secret(&application.secret).into(),
            true.into(),
            cx.now().into(),
        ],
    )?;
    let event = Event::new(Operation::RegisterApplication, ResourceType::Application);
    let new = serde_json::json!({ "client_id": application.id, "name": name });
    cx.record(event.in_log_of(organisation).to(&new))?;
    Ok(application)
}

/// Slow hashing is for what people choose; a random secret needs only a digest.
pub(super) fn stored_secret(secret: &str) -> String {
    hex(&digest(secret.as_bytes()))
}
