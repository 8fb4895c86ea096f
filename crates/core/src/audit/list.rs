//! Reading the activity log.

use super::{
    EventStatus, Operation, ResourceType,
    store::{ANONYMOUS, SYSTEM},
};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::ViewActivity},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{ApplicationId, CorrelationId, CustomerId, EventId, Id, OrganisationId, UserId},
    page::{Page, PageSize},
    time::Timestamp,
};

/// An entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id; entries of one log grow with time.
    pub id: EventId,
    /// Whose log.
    pub organisation: OrganisationId,
    /// The customer it was about.
    pub customer: Option<(CustomerId, String)>,
    /// Sign-in name of the person, or name of the application.
    pub actor_name: String,
    /// The person.
    pub user: Option<UserId>,
    /// The application.
    pub application: Option<ApplicationId>,
    /// What it was done to.
    pub resource: ResourceType,
    /// What was done.
    pub operation: Operation,
    /// How it ended.
    pub status: EventStatus,
    /// How it was before, as JSON.
    pub old: Option<String>,
    /// How it is now, as JSON.
    pub new: Option<String>,
    /// The entry whose change this one took back.
    pub undoes: Option<EventId>,
    /// When.
    pub at: Timestamp,
}

/// An actor that is neither a person nor an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unnamed {
    /// Nobody known.
    Anonymous,
    /// The program itself.
    System,
}

impl Entry {
    /// What stands for the actor if it has no name of its own.
    pub fn unnamed(&self) -> Option<Unnamed> {
        match (self.actor_name.as_str(), self.user, self.application) {
            (ANONYMOUS, None, None) => Some(Unnamed::Anonymous),
            (SYSTEM, None, None) => Some(Unnamed::System),
            _ => None,
        }
    }
}

/// The one simple filter the log takes (`domain/09`).
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Filter {
    /// Everything.
    #[default]
    None,
    /// Part of the customer's name, in any case.
    CompanyName(String),
    /// About this customer.
    Customer(CustomerId),
    /// About this type of resource.
    Resource(ResourceType),
}

/// Which entries.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// From this moment on.
    pub from: Timestamp,
    /// Before this moment.
    pub until: Timestamp,
    /// Only these.
    pub filter: Filter,
    /// After this entry of the previous page: older ones.
    pub after: Option<EventId>,
    /// At most so many.
    pub size: PageSize,
}

/// Entries of the actor's own log, newest first.
pub fn list(cx: &mut Cx<'_, '_>, query: &Query) -> Result<Page<Entry, EventId>, Fault> {
    let log = cx.allow(ViewActivity)?.scope().organisation();
    let (name, customer, resource) = match &query.filter {
        Filter::None => (None, None, None),
        Filter::CompanyName(n) => (Some(contains(n)), None, None),
        Filter::Customer(id) => (None, Some(*id), None),
        Filter::Resource(r) => (None, None, Some(r.name())),
    };
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX) + 1;
    let found = cx.all(
        sql!(
            "SELECT id, organisation_id, customer_id, customer_name, actor_name, user_id, application_id,
                    resource_type, operation, status, old_value, new_value, undoes, at
             FROM events
             WHERE organisation_id = $1 AND at >= $2 AND at < $3
               AND (CAST($4 AS TEXT) IS NULL OR lower(customer_name) LIKE $4 ESCAPE '\\')
               AND (customer_id = $5 OR $5 IS NULL)
               AND (CAST($6 AS TEXT) IS NULL OR resource_type = $6)
               AND (id < $7 OR $7 IS NULL)
             ORDER BY id DESC LIMIT $8"
        ),
        &[
            log.into(),
            query.from.into(),
            query.until.into(),
            name.into(),
            customer.into(),
            resource.into(),
            query.after.into(),
            limit.into(),
        ],
        entry,
    )?;
    Ok(Page::from_fetched(found, query.size, |e| e.id))
}

/// Entries of the actor's own log about one customer, newest first.
pub fn of_customer(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    after: Option<EventId>,
    size: PageSize,
) -> Result<Page<Entry, EventId>, Fault> {
    let log = cx.allow(ViewActivity)?.scope().organisation();
    let limit = i64::try_from(size.rows()).unwrap_or(i64::MAX) + 1;
    let after = after.unwrap_or_else(|| EventId::from_uuid(uuid::Uuid::max()));
    let found = cx.all(
        sql!(
            "SELECT id, organisation_id, customer_id, customer_name, actor_name, user_id, application_id,
                    resource_type, operation, status, old_value, new_value, undoes, at
             FROM events WHERE organisation_id = $1 AND customer_id = $2 AND id < $3
             ORDER BY id DESC LIMIT $4"
        ),
        &[log.into(), customer.into(), after.into(), limit.into()],
        entry,
    )?;
    Ok(Page::from_fetched(found, size, |e| e.id))
}

/// Entries of the scope's log that one chain of requests left after another entry, oldest first.
pub(crate) fn of_chain(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    chain: CorrelationId,
    after: EventId,
    limit: u32,
) -> Result<Vec<Entry>, Fault> {
    cx.all(
        sql!(
            "SELECT id, organisation_id, customer_id, customer_name, actor_name, user_id, application_id,
                    resource_type, operation, status, old_value, new_value, undoes, at
             FROM events WHERE organisation_id = $1 AND id > $2 AND correlation_id = $3
             ORDER BY id LIMIT $4"
        ),
        &[scope.organisation().into(), after.into(), chain.into(), limit.into()],
        entry,
    )
}

/// One entry of the actor's own log.
pub fn get(cx: &mut Cx<'_, '_>, id: EventId) -> Result<Entry, Fault> {
    let log = cx.allow(ViewActivity)?.scope().organisation();
    cx.first(
        sql!(
            "SELECT id, organisation_id, customer_id, customer_name, actor_name, user_id, application_id,
                    resource_type, operation, status, old_value, new_value, undoes, at
             FROM events WHERE organisation_id = $1 AND id = $2"
        ),
        &[log.into(), id.into()],
        entry,
    )?
    .ok_or(Fault::NotFound(Noun::Event))
}

/// A `LIKE` pattern for text that contains `part` literally.
pub(crate) fn contains(part: &str) -> String {
    let escaped: String = part
        .to_lowercase()
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

fn entry(r: &mut Row<'_>) -> Result<Entry, DbError> {
    let (id, organisation) = (r.take()?, r.take()?);
    let customer: Option<CustomerId> = r.take()?;
    let name: Option<String> = r.take()?;
    Ok(Entry {
        id,
        organisation,
        customer: customer.zip(name),
        actor_name: r.take()?,
        user: r.take()?,
        application: r.take()?,
        resource: r.parse(ResourceType::parse)?,
        operation: r.parse(Operation::parse)?,
        status: r.parse(EventStatus::parse)?,
        old: r.take()?,
        new: r.take()?,
        undoes: r.take()?,
        at: r.take()?,
    })
}
