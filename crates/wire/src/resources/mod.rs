//! The resources of REST v1, one file per noun; members as in `reference/resources.csv`.

mod agreements;
mod audit;
mod connectors;
mod customers;
mod delegated_admin;
mod envelope;
mod faults;
mod groups;
mod imports;
mod invitations;
mod offers;
mod orders;
mod organizations;
mod people;
mod relationships;
mod self_serve;
mod subscriptions;
mod tokens;
mod validations;

pub use agreements::{
    Agreement, AgreementDocument, AgreementMetaData, AgreementSignatureStatus,
    DirectSignedCustomerAgreementStatus,
};
pub use audit::{AuditRecord, KeyValue};
pub use connectors::{ConnectorBatch, ConnectorCustomer, ConnectorResult};
pub use customers::{
    Customer, CustomerBillingProfile, CustomerCompanyProfile, CustomerQualification,
    CustomerRelationshipRequest, QualificationBody, ValidationStatus,
};
pub use delegated_admin::{
    AccessContainerType, AutoExtendDuration, DelegatedAdminAccessAssignment,
    DelegatedAdminAccessAssignmentStatus, DelegatedAdminAccessContainer,
    DelegatedAdminAccessDetails, DelegatedAdminCustomer, DelegatedAdminRelationship,
    DelegatedAdminRelationshipRequest, DelegatedAdminRelationshipRequestAction,
    DelegatedAdminRelationshipRequestStatus, DelegatedAdminRelationshipStatus, UnifiedRole,
};
pub use envelope::{
    Attributes, CollectionAttributes, Link, LinkHeader, Resource, ResourceCollection, ResourceLinks,
};
pub use faults::{ApiFault, ThrottleFault};
pub use groups::{Group, GroupMember};
pub use imports::{
    CustomerImport, ImportColumn, ImportConfirmation, ImportConstant, ImportCounts, ImportMapping,
    ImportPrefix, ImportProblem, ImportRow, ImportRule,
};
pub use invitations::{
    CustomersPartner, Invitation, InvitationAnswer, InvitationDispatch, InvitationLookup,
    InvitationOffer,
};
pub use offers::{AttestationProperties, Offer, OfferCategory, OfferLinks, OfferProduct};
pub use orders::{
    Order, OrderLineItem, OrderLineItemLinks, OrderLinks, Pricing, ProvisioningContext, RenewsTo,
};
pub use organizations::{Organization, OrganizationKind, OrganizationState};
pub use people::{Address, BillingProfile, Contact, UserCredentials};
pub use relationships::{
    PartnerRelationship, SandboxBusinessProfile, SandboxIndirectReseller, SandboxSignature,
    SandboxTenant,
};
pub use self_serve::{Grantor, SelfServeEntity, SelfServePermission, SelfServePolicy};
pub use subscriptions::{
    ItemType, NextTermInstructions, NextTermProduct, RefundOption, Subscription, SubscriptionLinks,
};
pub use tokens::{
    DeviceCodeAnswer, DeviceCodeAnswerV1, DeviceCodeForm, TokenAnswer, TokenAnswerV1, TokenFault,
    TokenForm, TradeForm,
};
pub use validations::{AddressValidationResponse, CountryValidationRules};
