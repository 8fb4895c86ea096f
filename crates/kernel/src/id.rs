//! Typed ids: an order id cannot be passed where a customer id is wanted.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Text that is not an id. Ids are GUIDs: `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a GUID")]
pub struct NotAnId;

/// An id type: a GUID that says what it names.
pub trait Id: Copy + Send + Sync + 'static {
    /// Wraps a GUID known to name this kind of thing.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The GUID itself.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// Any organisation: the operator, a partner, or a customer's tenant.
    OrganisationId
    /// A partner: the organisation in its role as seller. The tenant of the partner.
    PartnerId
    /// A customer: the tenant GUID of the customer's organisation, the same for every partner.
    CustomerId
    /// A person who can sign in.
    UserId
    /// A program that calls the API: the OAuth `client_id`.
    ApplicationId
    /// A portal session.
    SessionId
    /// A confirmation of the customer agreement.
    AgreementId
    /// A version of the customer agreement's text.
    TemplateId
    /// An add-customer wizard that has not been submitted yet.
    DraftId
    /// An order.
    OrderId
    /// A subscription.
    SubscriptionId
    /// An entry of the activity log.
    EventId
    /// A background job.
    JobId
    /// A file of customers to be added.
    ImportId
    /// A mail in the outbox.
    MailId
    /// Something the operator has to decide about a customer.
    ReviewId
    /// A file that belongs to a review.
    DocumentId
    /// A personal link by which somebody is asked to come together with a partner.
    InvitationId
    /// A granular delegated administration relationship.
    AdminRelationshipId
    /// A group of a partner's people.
    GroupId
    /// Roles of a relationship given to a group.
    AssignmentId
    /// A request, as the client named it: `MS-RequestId`.
    RequestId
    /// A chain of requests: `MS-CorrelationId`.
    CorrelationId
}

impl From<OrganisationId> for PartnerId {
    fn from(id: OrganisationId) -> Self {
        Self(id.0)
    }
}
impl From<PartnerId> for OrganisationId {
    fn from(id: PartnerId) -> Self {
        Self(id.0)
    }
}
impl From<OrganisationId> for CustomerId {
    fn from(id: OrganisationId) -> Self {
        Self(id.0)
    }
}
impl From<CustomerId> for OrganisationId {
    fn from(id: CustomerId) -> Self {
        Self(id.0)
    }
}

/// Hands the names of all id types to a macro, so that a list of them stands only here.
#[macro_export]
macro_rules! each_id {
    ($then:ident) => {
        $then! {
            OrganisationId PartnerId CustomerId UserId ApplicationId SessionId AgreementId
            TemplateId DraftId OrderId SubscriptionId EventId JobId ImportId MailId ReviewId
            DocumentId InvitationId AdminRelationshipId GroupId AssignmentId RequestId CorrelationId
        }
    };
}
