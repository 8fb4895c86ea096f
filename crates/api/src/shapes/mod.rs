//! From core to the wire and back, one file per noun. Nothing here decides anything.

pub(crate) mod account_form;
pub(crate) mod agreement;
pub(crate) mod audit;
pub(crate) mod customer;
pub(crate) mod delegated_admin;
pub(crate) mod group;
pub(crate) mod import;
pub(crate) mod invitation;
pub(crate) mod offer;
pub(crate) mod order;
pub(crate) mod organization;
pub(crate) mod relationship;
pub(crate) mod self_serve;
pub(crate) mod subscription;
