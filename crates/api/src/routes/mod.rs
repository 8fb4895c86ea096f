//! The operations, one file per noun: its rows of the table and who answers them.

pub(crate) mod agreements;
pub(crate) mod audit;
pub(crate) mod customers;
pub(crate) mod device_codes;
pub(crate) mod discovery;
pub(crate) mod domains;
pub(crate) mod imports;
pub(crate) mod oauth;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod organizations;
pub(crate) mod profiles;
pub(crate) mod qualifications;
pub(crate) mod row;
pub(crate) mod seek;
pub(crate) mod self_serve;
pub(crate) mod subscriptions;
pub(crate) mod tokens;
pub(crate) mod validations;
