//! Entries of the activity log.

use opc_core::audit::{Entry, EventStatus};
use opc_wire::enums::{OperationStatus, OperationType, ResourceType};
use opc_wire::resources::{AuditRecord, KeyValue, Resource as _};

/// An entry. The wire knows fewer operations and resources than the log: those it does not know
/// are `undefined` there, because clients fail on values they do not know, and the log's own
/// names are in the further details.
pub(crate) fn record(entry: Entry) -> AuditRecord {
    let (customer_id, customer_name) = entry.customer.unzip();
    let detail = |key: &str, value: &str| KeyValue {
        key: Some(key.to_owned()),
        value: Some(value.to_owned()),
    };
    AuditRecord {
        id: Some(entry.id.to_string()),
        partner_id: Some(entry.organisation.to_string()),
        customer_id: customer_id.map(|id| id.to_string()),
        customer_name,
        user_principal_name: Some(entry.actor_name),
        application_id: entry.application.map(|id| id.to_string()),
        resource_type: Some(
            ResourceType::read(entry.resource.name()).unwrap_or(ResourceType::Undefined),
        ),
        resource_old_value: entry.old,
        resource_new_value: entry.new,
        operation_type: Some(
            OperationType::read(entry.operation.name()).unwrap_or(OperationType::Undefined),
        ),
        operation_date: Some(entry.at.into()),
        operation_status: Some(match entry.status {
            EventStatus::Succeeded => OperationStatus::Succeeded,
            EventStatus::Failed => OperationStatus::Failed,
            EventStatus::UnderWay => OperationStatus::Progress,
        }),
        original_correlation_id: None,
        customized_data: Some(vec![
            detail("operation", entry.operation.name()),
            detail("resource", entry.resource.name()),
        ]),
        ..AuditRecord::default()
    }
    .marked(None)
}
