//! How a country writes addresses and names: what a form asks for, and in which order.

use crate::form::Choice;
use opc_core::customers::AccountForm;
use opc_kernel::{
    country::{AddressOrder, Country, Pattern, Subdivision},
    language::{Culture, Lang},
};
use opc_words::Words;
use std::collections::BTreeMap;

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

impl AddressPart {
    /// Key of its field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Postal => "postal-code",
            Self::State => "state",
            Self::City => "city",
            Self::Line1 => "address-line-1",
            Self::Line2 => "address-line-2",
        }
    }
    /// All of them in the order of a country.
    pub fn of(order: AddressOrder) -> [Self; 5] {
        match order {
            AddressOrder::LargestFirst => {
                [Self::Postal, Self::State, Self::City, Self::Line1, Self::Line2]
            }
            AddressOrder::SmallestFirst => {
                [Self::Line1, Self::Line2, Self::City, Self::State, Self::Postal]
            }
        }
    }
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
    /// What people there call the fields that have other names elsewhere, by key.
    pub names: BTreeMap<String, String>,
    /// An example of a postal code; empty if there is no format.
    pub postal_hint: String,
    /// Parts that addresses there do not have.
    pub absent: Vec<AddressPart>,
    /// Whether the rest of the address is known from the postal code.
    pub fills: bool,
    /// Whether registration id and phone number are required.
    pub registration_required: bool,
    /// What kind of number it is, with an example; empty where there is no format.
    pub registration_hint: String,
    /// An example of a phone number.
    pub phone_hint: String,
    /// Whether the family name comes first.
    pub family_first: bool,
}

impl CountryRules {
    /// Whether addresses there have a part.
    pub fn has(&self, part: &AddressPart) -> bool {
        !self.absent.contains(part)
    }
    /// What people there call a field; empty where it is what others call it.
    pub fn label(&self, field: &str) -> &str {
        self.names.get(field).map_or("", String::as_str)
    }
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
    /// The rules of a country, in the words of a language.
    pub fn of(w: Words, country: Country) -> Self {
        use AddressPart::{City, Postal, State};
        let required = [
            (Postal, country.postal_required()),
            (State, country.state_required()),
            (City, country.city_required()),
        ];
        let absent = [(State, !country.has_states()), (Postal, !country.has_postal_codes())];
        let state = |s: &Subdivision| Choice::new(s.code(), s.name(w.lang()));
        let id = country.registration();
        let example = |value: Option<&str>| {
            value.map(|value| w.t1("hint-example", "example", value)).unwrap_or_default()
        };
        // Where any text is a state, a list would refuse what the rules accept.
        let listed = country.state_from_list().then(|| country.subdivisions());
        Self {
            order: AddressPart::of(country.address_order()).into(),
            required: required.into_iter().filter(|(_, is)| *is).map(|(part, _)| part).collect(),
            states: sorted(listed.unwrap_or_default().iter().map(state).collect()),
            names: NAMED.iter().filter_map(|field| named(w, country, field)).collect(),
            postal_hint: example(country.postal().map(Pattern::example)),
            absent: absent.into_iter().filter(|(_, is)| *is).map(|(part, _)| part).collect(),
            fills: country.code() == "JP",
            registration_required: country.registration_required(),
            registration_hint: id
                .map(|id| w.t1("hint-registration", "example", id.pattern.example()))
                .unwrap_or_default(),
            phone_hint: example(country.phone().map(Pattern::example)),
            family_first: country.address_order() == AddressOrder::LargestFirst,
        }
    }
}

/// The fields that countries have names of their own for.
const NAMED: [&str; 3] = ["state", "postal-code", "registration-id"];

fn named(w: Words, country: Country, field: &str) -> Option<(String, String)> {
    w.field_in(country, field).map(|label| (field.to_owned(), label))
}

/// An address in one line, in the order of its country.
pub fn lines(form: &AccountForm) -> String {
    let country = Country::parse(form.country.trim());
    let state = country.ok().and_then(|c| {
        let found = c.state_from_list().then(|| Subdivision::find(c, &form.state))?;
        found.map(|s| s.name(Lang::En).to_owned())
    });
    let state = state.unwrap_or_else(|| form.state.clone());
    let largest = country.is_ok_and(|c| c.address_order() == AddressOrder::LargestFirst);
    let parts: [&str; 5] = if largest {
        [&form.postal_code, &state, &form.city, &form.address_line_1, &form.address_line_2]
    } else {
        [&form.address_line_1, &form.address_line_2, &form.city, &state, &form.postal_code]
    };
    let given: Vec<_> = parts.into_iter().map(str::trim).filter(|p| !p.is_empty()).collect();
    given.join(if largest { " " } else { ", " })
}

/// Countries by name.
pub fn countries(w: Words, codes: &[String]) -> Vec<Choice> {
    let known = codes.iter().filter_map(|code| Country::parse(code).ok());
    sorted(known.map(|c| Choice::new(c.code(), w.t(&c.name_key()))).collect())
}

/// Cultures of a country. The default is first.
pub fn cultures(w: Words, country: Country) -> Vec<Choice> {
    let named = |culture: &Culture| Choice::new(culture.tag(), culture_name(w, culture.tag()));
    country.cultures().iter().map(named).collect()
}

/// The language and the country a culture such as `ja-JP` is named after; text that is no culture
/// stays as it is.
pub fn culture_name(w: Words, tag: &str) -> String {
    let (language, place) = tag.split_once('-').unwrap_or((tag, ""));
    let place = place.rsplit('-').next().and_then(|code| Country::parse(code).ok());
    match place {
        Some(place) if w.has(&format!("language-{language}")) => {
            let (language, place) = (language_name(w, language), w.t(&place.name_key()));
            w.t2("culture-name", &("language", language), &("place", place))
        }
        _ => tag.to_owned(),
    }
}

/// The name of a language such as `ja`; text that is no language stays as it is.
pub fn language_name(w: Words, code: &str) -> String {
    let key = format!("language-{code}");
    if w.has(&key) { w.t(&key) } else { code.to_owned() }
}

/// Languages of a country. The default is first.
pub fn languages(w: Words, country: Country) -> Vec<Choice> {
    country.languages().map(|code| Choice::new(code, w.of_family("language", code))).collect()
}

fn sorted(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_culture_and_language_of_every_country_has_a_name() {
        for w in Lang::ALL.map(Words::of) {
            for country in Country::all() {
                assert!(!cultures(w, country).is_empty() && !languages(w, country).is_empty());
            }
        }
    }

    #[test]
    fn an_address_is_asked_for_in_the_order_of_its_country() {
        let rules = |code| CountryRules::of(Words::of(Lang::En), Country::parse(code).unwrap());
        assert_eq!(rules("JP").order[0], AddressPart::Postal);
        assert!(rules("JP").family_first && rules("JP").states.is_empty());
        assert_eq!(rules("US").order[0], AddressPart::Line1);
        assert!(rules("US").states.len() > 50 && rules("US").state_required());
    }

    #[test]
    fn a_country_names_and_hides_its_fields() {
        let rules = |code| CountryRules::of(Words::of(Lang::En), Country::parse(code).unwrap());
        assert_eq!(
            (rules("JP").label("state"), rules("US").label("postal-code")),
            ("Prefecture", "ZIP code")
        );
        assert_eq!(rules("IE").label("postal-code"), "Eircode");
        assert!(!rules("DE").has(&AddressPart::State) && !rules("HK").has(&AddressPart::Postal));
        assert_eq!(rules("BR").label("registration-id"), "CNPJ");
        assert!(rules("BR").registration_required && !rules("JP").registration_required);
    }
}
