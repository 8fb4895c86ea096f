//! Entries of the activity log.

use crate::date::DateTime;
use crate::enums::{OperationStatus, OperationType, ResourceType};

shape! {
    /// A named detail.
    #[derive(Eq)]
    KeyValue {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    }
}

resource! {
    /// What was done, by whom, to what, and how it ended.
    #[derive(Eq)]
    AuditRecord {
        /// The id of the entry.
        id: String,
        /// The partner.
        partner_id: String,
        /// The customer.
        customer_id: String,
        /// The customer's name at the time.
        customer_name: String,
        /// Who did it.
        user_principal_name: String,
        /// The program that did it.
        application_id: String,
        /// What kind of thing it was done to.
        resource_type: ResourceType,
        /// The thing before, as JSON text.
        resource_old_value: String,
        /// The thing after, as JSON text.
        resource_new_value: String,
        /// What was done.
        operation_type: OperationType,
        /// When.
        operation_date: DateTime,
        /// How it ended.
        operation_status: OperationStatus,
        /// The correlation id of the request.
        original_correlation_id: String,
        /// Further details.
        customized_data: Vec<KeyValue>,
    }
}
