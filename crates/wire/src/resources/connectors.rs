//! Customers of other portals. The reference has none: these are the product's own.

use super::Customer;
use crate::enums::ConnectorOutcome;

shape! {
    /// Customers that another portal knows.
    ConnectorBatch {
        /// What the portal or channel is called.
        source: String,
        /// The customers, at most a hundred.
        customers: Vec<ConnectorCustomer>,
    }
}

shape! {
    /// A customer as another portal knows it.
    ConnectorCustomer {
        /// Its id there.
        source_id: String,
        /// The customer as it would be added.
        customer: Customer,
    }
}

shape! {
    /// What came of a customer.
    #[derive(Eq)]
    ConnectorResult {
        /// Its id at the other portal.
        source_id: String,
        /// `added`, `known` or `refused`.
        outcome: ConnectorOutcome,
        /// Its id here.
        customer_id: String,
        /// The rules that refused it, each with its member.
        problems: Vec<String>,
    }
}
