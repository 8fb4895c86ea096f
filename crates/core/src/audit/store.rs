//! Rows of the activity log.

use super::Event;
use crate::{Cx, Fault, access::Actor};
use opc_db::sql;
use opc_kernel::id::{EventId, Id, OrganisationId};

/// The stored name of an actor nobody knows.
pub(super) const ANONYMOUS: &str = "anonymous";
/// The stored name of the program itself.
pub(super) const SYSTEM: &str = "system";

/// The log of things nobody in particular did: set-up and workers.
pub(crate) fn system_log() -> OrganisationId {
    OrganisationId::from_uuid(uuid::Uuid::nil())
}

pub(crate) fn append(cx: &mut Cx<'_, '_>, event: Event) -> Result<(), Fault> {
    let id: EventId = cx.new_id();
    let log = event.organisation.or_else(|| cx.actor().member().map(|m| m.id));
    let log = log.unwrap_or_else(system_log);
    let unnamed = |name: &str| (name.to_owned(), None, None);
    let (actor_name, user, application) = match cx.actor() {
        Actor::Person(p) => (p.user_name.clone(), Some(p.user), p.application),
        Actor::Program(p) => (p.name.clone(), None, Some(p.application)),
        Actor::Anonymous => {
            event.by.map_or_else(|| unnamed(ANONYMOUS), |by| (by.name, by.user, by.application))
        }
        Actor::System => unnamed(SYSTEM),
    };
    let (customer, customer_name) = event.customer.unzip();
    cx.execute(
        sql!(
            "INSERT INTO events (organisation_id, id, customer_id, customer_name, actor_name, user_id,
                 application_id, resource_type, operation, status, old_value, new_value,
                 correlation_id, undoes, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        ),
        &[
            log.into(),
            id.into(),
            customer.into(),
            customer_name.into(),
            actor_name.into(),
            user.into(),
            application.into(),
            event.resource.name().into(),
            event.operation.name().into(),
            event.status.name().into(),
            event.old.into(),
            event.new.into(),
            cx.correlation().into(),
            cx.undoes().into(),
            cx.now().into(),
        ],
    )?;
    Ok(())
}
