//! How a country writes addresses and names: what a form asks for, and in which order.

use crate::form::Choice;

/// A part of an address, in the order of its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressPart {
    /// Postal code.
    Postal,
    /// State, province or prefecture.
    State,
    /// City.
    City,
    /// First line.
    Line1,
    /// Second line.
    Line2,
}

/// What the chosen country asks for.
#[derive(Debug, Clone)]
pub struct CountryRules {
    /// Parts of the address, in the country's order.
    pub order: Vec<AddressPart>,
    /// Parts that have to be given, besides the first line.
    pub required: Vec<AddressPart>,
    /// States to choose from; empty means free text.
    pub states: Vec<Choice>,
    /// An example of a postal code; empty if there are none.
    pub postal_example: String,
    /// Whether registration id and phone are required.
    pub registration_required: bool,
    /// What the registration id is called there, such as *TIN*; empty hides the hint.
    pub registration_name: String,
    /// Whether the family name comes first.
    pub family_first: bool,
}

impl CountryRules {
    /// Whether the postal code is required.
    pub fn postal_required(&self) -> bool {
        self.required.contains(&AddressPart::Postal)
    }
    /// Whether the state is required.
    pub fn state_required(&self) -> bool {
        self.required.contains(&AddressPart::State)
    }
    /// Whether the city is required.
    pub fn city_required(&self) -> bool {
        self.required.contains(&AddressPart::City)
    }
}
