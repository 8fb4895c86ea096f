//! What a country asks of an address, and what is known about one.

use super::{Address, ResourceLinks};

resource! {
    /// The rules of a country's addresses, numbers and languages.
    #[derive(Eq)]
    CountryValidationRules {
        /// ISO 3166-1 alpha-2, such as `JP`.
        iso2_code: String,
        /// The culture a customer there has if none is chosen.
        default_culture: String,
        /// Whether an address names the state.
        is_state_required: bool,
        /// The codes of the states an address may name; empty where any text is a state.
        supported_states_list: Vec<String>,
        /// Languages a customer may choose.
        supported_languages_list: Vec<String>,
        /// Cultures a customer may choose.
        supported_cultures_list: Vec<String>,
        /// Whether an address has a postal code.
        is_postal_code_required: bool,
        /// The format of a postal code; absent where any text will do.
        postal_code_regex: String,
        /// Whether an address names the city.
        is_city_required: bool,
        /// Whether the registration id is a VAT number.
        is_vat_id_supported: bool,
        /// The format of the registration id; absent where any text will do.
        tax_id_format: String,
        /// A registration id as it has to be.
        tax_id_sample: String,
        /// The format of a VAT number, where the registration id is one.
        vat_id_regex: String,
        /// The format of a phone number without blanks, hyphens, dots and brackets.
        phone_number_regex: String,
        /// Whether the country has a registration id with a format.
        is_tax_id_supported: bool,
        /// Whether the registration id may be left out.
        is_tax_id_optional: bool,
        /// International dialling codes without `+`.
        country_calling_codes_list: Vec<String>,
    }
}

shape! {
    /// What the check of an address found.
    #[derive(Eq)]
    AddressValidationResponse {
        /// The address as it was sent.
        original_address: Address,
        /// What may have been meant: one for a verified address, at most three for a doubtful one.
        suggested_addresses: Vec<Address>,
        /// `VerifiedShippable`, `Verified`, `InteractionRequired`, `StreetPartial`,
        /// `PremisesPartial`, `Multiple`, `None` or `NotValidated`.
        status: String,
        /// What is wrong or unknown, and how to put it right.
        validation_message: String,
        /// Where this resource is.
        links: ResourceLinks,
    }
}
