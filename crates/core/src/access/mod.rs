//! Who may do what: actors, roles, one policy table, and permission as a value.
//!
//! [`POLICY`] is the only place that says which role may do what, [`FEATURES`] the only one that says
//! what there is in which edition. The portal's navigation, the marks in the OpenAPI document and the
//! tests' matrix are drawn from them.

mod actor;
mod edition;
mod granted;
mod organisation;
mod policy;
mod resolve;
mod role;

pub use actor::{Actor, Caller, Claims, Member, Person, Program, Request, SessionInfo};
pub use edition::{Cloud, FEATURES, Feature, FeatureRow};
pub use granted::{Granted, PermissionKind, Scope};
pub use organisation::{OrganisationKind, OrganisationState};
pub use policy::{POLICY, Permission, Rule, permissions};
pub use role::{Role, RoleSet};

pub(crate) use organisation::organisation_names;
pub(crate) use resolve::{Starter, on_behalf_of, resolve};
