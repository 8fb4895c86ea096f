//! Partners: the organisations of the programme and how they sell together (`domain/01` §1).
//!
//! - [`own_profile`]: what a partner is and where it may sell.
//! - [`resellers`], [`named_reseller`], [`network_ids`]: the indirect resellers of an indirect provider.
//! - [`organisations`], [`organisation`], [`set_state`]: the operator looks at partners, restricts and
//!   suspends them.
//! - [`create_organisation`], [`add_partnership`], [`record_partner_agreement`]: set-up.
//!
//! Deliberately absent: asking for and accepting a partnership; partnerships come with set-up.

mod agreement;
mod create;
mod organisation;
mod partnership;
mod profile;
mod resellers;
mod standing;
mod store;

pub use agreement::record_partner_agreement;
pub use create::{NewOrganisation, create_organisation};
pub use organisation::{Organisation, OrganisationQuery, organisation, organisations};
pub use partnership::add_partnership;
pub use profile::{Profile, own_profile};
pub use resellers::{Reseller, named_reseller, network_ids, resellers};
pub use standing::set_state;

pub(crate) use profile::profile;
pub(crate) use resellers::{active_reseller, may_sell_with};
