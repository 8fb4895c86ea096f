//! Countries and regions: which rules an address, a phone number and a registration id follow.
//!
//! The facts are data (`data/*.tsv`, each with its origin on top). Names are Fluent messages,
//! `country-JP`. Rules that use the facts are in [`crate::rules`].

pub mod japan;
mod market;
mod name;
mod region;
mod subdivision;
mod table;
mod zone;

pub use market::Market;
pub use region::Region;
pub use subdivision::Subdivision;
pub use table::{AddressOrder, Country, NotACountry, Pattern, RegistrationId};
