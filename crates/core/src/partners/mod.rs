//! Partners: the organisations of the programme and how they sell together (`domain/01` §1).
//!
//! - [`own_profile`]: what a partner is and where it may sell.
//! - [`resellers`], [`find_resellers`], [`named_reseller`], [`known_reseller`], [`names`],
//!   [`network_ids`]: the indirect resellers of an indirect provider; [`providers`]: the providers of
//!   a reseller, which may be anything else as well. [`join`], [`remove_partnership`]: how that begins
//!   and ends.
//! - [`standing()`]: whether somebody could be a reseller.
//! - [`make_sandbox_reseller`], [`delete_sandbox_reseller`]: resellers to try things out with.
//!   [`make_by_form`], [`first_password`], [`forget_first_password`]: the same on a page that may be
//!   sent and loaded again.
//! - [`organisations`], [`organisation`], [`set_state`]: the operator looks at partners, restricts and
//!   suspends them.
//! - [`create_organisation`], [`add_partnership`], [`record_partner_agreement`]: set-up.
//!
//! Deliberately absent: asking for a partnership, which is an invitation.

mod agreement;
mod create;
mod made;
mod organisation;
mod partnership;
mod profile;
mod providers;
mod resellers;
mod sandbox;
mod standing;
mod state;
mod store;

pub use agreement::record_partner_agreement;
pub use create::{NewOrganisation, create_organisation};
pub use made::{FirstPassword, first_password, forget_first_password, make_by_form};
pub use organisation::{Organisation, OrganisationQuery, organisation, organisations};
pub use partnership::{add_partnership, remove_partnership};
pub use profile::{Profile, own_profile};
pub use providers::{Provider, providers};
pub use resellers::{
    Reseller, find_resellers, known_reseller, named_reseller, names, network_ids, resellers,
};
pub use sandbox::{
    NewSandboxReseller, SandboxReseller, delete_sandbox_reseller, make_sandbox_reseller,
};
pub use standing::{Named, Standing, standing};
pub use state::set_state;

pub(crate) use partnership::join;
pub(crate) use profile::{is_active, profile};
pub(crate) use providers::active_provider;
pub(crate) use resellers::{active_reseller, may_sell_with, named_in};
