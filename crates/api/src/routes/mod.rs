//! The operations, one file per noun: its rows of the table and who answers them.

pub(crate) mod agreements;
pub(crate) mod audit;
pub(crate) mod connectors;
pub(crate) mod customers;
pub(crate) mod delegated_admin;
pub(crate) mod device_codes;
pub(crate) mod discovery;
pub(crate) mod domains;
pub(crate) mod groups;
pub(crate) mod imports;
pub(crate) mod invitations;
pub(crate) mod invited;
pub(crate) mod oauth;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod organizations;
pub(crate) mod profiles;
pub(crate) mod qualifications;
pub(crate) mod relationships;
pub(crate) mod row;
pub(crate) mod sandbox_resellers;
pub(crate) mod seek;
pub(crate) mod self_serve;
pub(crate) mod subscriptions;
pub(crate) mod tokens;
pub(crate) mod validations;
