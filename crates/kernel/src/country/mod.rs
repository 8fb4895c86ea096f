//! Countries and regions: which rules an address, a phone number and a registration id follow.
//!
//! The facts are data (`data/countries.tsv`, `data/subdivisions.tsv`, `data/zones.tsv`), read once. Names are Fluent
//! messages, `country-JP`. Rules that use the facts are in [`crate::rules`].

mod market;
mod subdivision;
mod table;
mod zone;

pub use market::Market;
pub use subdivision::Subdivision;
pub use table::{AddressOrder, Country, NotACountry, Pattern, RegistrationId};
