//! The table of countries, read once from `data/countries.tsv`.

use super::Subdivision;
use crate::language::Culture;
use crate::money::Currency;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    hash::{Hash, Hasher},
    sync::{LazyLock, OnceLock},
};

/// Text that is not the code of a country or region of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a country code")]
pub struct NotACountry;

/// A country or region of ISO 3166-1.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country(&'static Row);

/// The order in which the parts of an address are asked for and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressOrder {
    /// Postal code, state, city, street: as in Japan.
    LargestFirst,
    /// Street, city, state, postal code.
    SmallestFirst,
}

/// A format as data: a regular expression for a whole value, compiled at first use, and an example.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    example: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn read(source: &str, example: &'static str) -> Option<Self> {
        let anchored = || format!("^{source}$");
        (!source.is_empty()).then(|| Self {
            source: anchored(),
            example,
            compiled: OnceLock::new(),
        })
    }
    /// A format of which only the start is known.
    pub(super) fn start(source: &str) -> Self {
        Self { source: format!("^({source})"), example: "", compiled: OnceLock::new() }
    }
    /// Whether a normalised value has the format.
    pub fn matches(&self, value: &str) -> bool {
        // `\d` means the ten ASCII digits, as it does for the programs that read the pattern.
        let compile = || RegexBuilder::new(&self.source).unicode(false).build().ok();
        let regex = self.compiled.get_or_init(compile);
        regex.as_ref().is_some_and(|regex| regex.is_match(value))
    }
    /// The regular expression, anchored at both ends, as the validation rules of the API show it.
    pub fn source(&self) -> &str {
        &self.source
    }
    /// A value that has the format.
    pub const fn example(&self) -> &'static str {
        self.example
    }
}

/// The company registration id of a country: a business tax id, never a personal one (`domain/02`).
#[derive(Debug)]
pub struct RegistrationId {
    /// Which kind of id it is, for the message `registration-name`: `inn`, `cnpj`, `tin` …
    pub kind: &'static str,
    /// Its format.
    pub pattern: Pattern,
}

#[derive(Debug)]
struct Row {
    iso2: &'static str,
    iso3: &'static str,
    numeric: &'static str,
    market: &'static str,
    currency: Currency,
    cultures: Vec<Culture>,
    dial: &'static str,
    flags: &'static str,
    postal: Option<Pattern>,
    phone: Option<Pattern>,
    registration: Option<RegistrationId>,
}

struct Table {
    rows: Vec<Row>,
    /// Row number by `26 * first letter + second letter`; 255 where there is no country.
    by_letters: [u8; 26 * 26],
}

const NO_ROW: u8 = u8::MAX;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lines = include_str!("../../data/countries.tsv").lines();
    let rows: Vec<Row> = lines.filter(|line| !line.starts_with('#')).filter_map(read).collect();
    let mut by_letters = [NO_ROW; 26 * 26];
    for (row, number) in rows.iter().zip(0..NO_ROW) {
        if let Some(slot) = slot(row.iso2) {
            by_letters[slot] = number;
        }
    }
    Table { rows, by_letters }
});

fn read(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    Some(Row {
        iso2: cell()?,
        iso3: cell()?,
        numeric: cell()?,
        market: cell()?,
        currency: Currency::parse(cell()?).ok()?,
        cultures: cell()?.split(' ').map(Culture::from_table).collect(),
        dial: cell()?,
        flags: cell()?,
        postal: Pattern::read(cell()?, cell()?),
        phone: Pattern::read(cell()?, cell()?),
        registration: {
            let kind = cell()?;
            Pattern::read(cell()?, cell()?).map(|pattern| RegistrationId { kind, pattern })
        },
    })
}

fn slot(code: &str) -> Option<usize> {
    let [first, second] = *code.as_bytes() else { return None };
    let letter = |byte: u8| {
        let upper = byte.to_ascii_uppercase();
        upper.is_ascii_uppercase().then(|| usize::from(upper - b'A'))
    };
    Some(letter(first)? * 26 + letter(second)?)
}

impl Country {
    /// From a two-letter code in any case. `UK` is understood as `GB`.
    pub fn parse(code: &str) -> Result<Self, NotACountry> {
        let code = if code.eq_ignore_ascii_case("UK") { "GB" } else { code };
        let table = &*TABLE;
        let number = table.by_letters[slot(code).ok_or(NotACountry)?];
        table.rows.get(usize::from(number)).map(Self).ok_or(NotACountry)
    }
    /// All countries, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.rows.iter().map(Self)
    }
    /// The two-letter code, upper-case: `JP`.
    pub const fn code(self) -> &'static str {
        self.0.iso2
    }
    /// The three-letter code: `JPN`.
    pub const fn iso3(self) -> &'static str {
        self.0.iso3
    }
    /// The three digits: `392`.
    pub const fn numeric(self) -> &'static str {
        self.0.numeric
    }
    /// The Fluent id of the name: `country-JP`.
    pub fn name_key(self) -> String {
        format!("country-{}", self.0.iso2)
    }
    pub(super) const fn market_key(self) -> &'static str {
        self.0.market
    }
    /// The currency in which customers of the country are priced.
    pub const fn currency(self) -> Currency {
        self.0.currency
    }
    /// The cultures a customer of the country may choose; the first is the default.
    pub fn cultures(self) -> &'static [Culture] {
        &self.0.cultures
    }
    /// The default culture: `ja-JP`.
    pub fn default_culture(self) -> Culture {
        self.0.cultures.first().copied().unwrap_or(Culture::ENGLISH)
    }
    /// The languages a customer of the country may choose; the first is the default.
    pub fn languages(self) -> impl Iterator<Item = &'static str> {
        let cultures = self.cultures();
        cultures.iter().enumerate().filter_map(|(n, culture)| {
            let language = culture.language();
            let seen = cultures[..n].iter().any(|earlier| earlier.language() == language);
            (!seen).then_some(language)
        })
    }
    /// The international dialling code without `+`: `81`.
    pub const fn dial_prefix(self) -> &'static str {
        self.0.dial
    }
    /// Whether an address must name the city.
    pub fn city_required(self) -> bool {
        self.has("city")
    }
    /// Whether an address must name the state, province or prefecture.
    pub fn state_required(self) -> bool {
        self.has("state")
    }
    /// Whether the state must be one of [`Self::subdivisions`]: US, CA, CN, MX (`domain/02`).
    pub fn state_from_list(self) -> bool {
        matches!(self.code(), "US" | "CA" | "CN" | "MX")
    }
    /// The states to choose from, or to suggest; empty where there is no list.
    pub fn subdivisions(self) -> &'static [Subdivision] {
        Subdivision::list(self)
    }
    /// Whether an address must have a postal code.
    pub fn postal_required(self) -> bool {
        self.has("postal")
    }
    /// The format of postal codes, upper-cased; nothing where any text will do.
    pub fn postal(self) -> Option<&'static Pattern> {
        self.0.postal.as_ref()
    }
    /// Whether the contact's phone number must be given: 24 countries (`domain/02`).
    pub fn phone_required(self) -> bool {
        self.has("phone")
    }
    /// The format of phone numbers without blanks, hyphens, dots and brackets.
    pub fn phone(self) -> Option<&'static Pattern> {
        self.0.phone.as_ref()
    }
    /// Whether the company registration id must be given: 24 countries (`domain/02`).
    pub fn registration_required(self) -> bool {
        self.has("registration")
    }
    /// The company registration id; nothing where any text will do.
    pub fn registration(self) -> Option<&'static RegistrationId> {
        self.0.registration.as_ref()
    }
    /// The order of the parts of an address.
    pub fn address_order(self) -> AddressOrder {
        if self.has("largest-first") {
            AddressOrder::LargestFirst
        } else {
            AddressOrder::SmallestFirst
        }
    }
    /// Whether addresses have a state at all; a form need not ask where they have none.
    pub fn has_states(self) -> bool {
        !self.has("no-state")
    }
    /// Whether addresses have a postal code at all.
    pub fn has_postal_codes(self) -> bool {
        !self.has("no-postal")
    }
    /// What people call the state there, for the message `label-state`: `prefecture`, `county` …
    pub fn state_kind(self) -> &'static str {
        self.kind("state-").unwrap_or("province")
    }
    /// What people call the postal code there, for the message `label-postal-code`: `zip`, `pin` …
    pub fn postal_kind(self) -> &'static str {
        self.kind("postal-").unwrap_or("postal")
    }
    fn kind(self, start: &str) -> Option<&'static str> {
        self.0.flags.split(' ').find_map(|word| word.strip_prefix(start))
    }
    fn has(self, flag: &str) -> bool {
        self.0.flags.split(' ').any(|word| word == flag)
    }
}

impl PartialEq for Country {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}
impl Eq for Country {}
impl Hash for Country {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}
impl PartialOrd for Country {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Country {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.code())
    }
}
impl std::str::FromStr for Country {
    type Err = NotACountry;
    fn from_str(text: &str) -> Result<Self, NotACountry> {
        Self::parse(text)
    }
}
impl TryFrom<String> for Country {
    type Error = NotACountry;
    fn try_from(text: String) -> Result<Self, NotACountry> {
        Self::parse(&text)
    }
}
impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn every_line_of_the_data_is_a_country() {
        let lines = include_str!("../../data/countries.tsv").lines();
        assert_eq!(lines.filter(|line| !line.starts_with('#')).count(), 249);
        assert_eq!(Country::all().count(), 249);
    }

    #[test]
    fn every_pattern_compiles_and_accepts_its_example() {
        for country in Country::all() {
            let registration = country.registration().map(|id| &id.pattern);
            for pattern in [country.postal(), registration].into_iter().flatten() {
                assert!(pattern.matches(pattern.example()), "{country} {pattern:?}");
            }
            if let Some(phone) = country.phone() {
                let bare = phone.example().replace([' ', '-', '(', ')', '.'], "");
                assert!(phone.matches(&bare), "{country} {phone:?}");
            }
        }
    }

    /// `domain/02`, "Countries needing registration ID and phone".
    #[test]
    fn twenty_four_countries_need_a_registration_id_and_a_phone_number() {
        let listed = "AE AM AZ BR BY HU IN IQ KG KZ MD MM PL RU SA SS TH TJ TR UA UZ VE VN ZA";
        let need = |rule: fn(Country) -> bool| {
            Country::all().filter(|c| rule(*c)).map(Country::code).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(need(Country::registration_required), listed);
        assert_eq!(need(Country::phone_required), listed);
        assert_eq!(need(|c| c.registration().is_some()), listed);
    }

    #[test]
    fn a_code_is_read_in_any_case_and_uk_means_gb() {
        assert_eq!(country("jp").code(), "JP");
        assert_eq!(country("uk").code(), "GB");
        for wrong in ["", "J", "JPN", "ZZ", "日本", "é", "1A"] {
            assert_eq!(Country::parse(wrong), Err(NotACountry), "{wrong}");
        }
    }

    #[test]
    fn japan_is_asked_for_as_japanese_addresses_are_written() {
        let japan = country("JP");
        assert_eq!(japan.address_order(), AddressOrder::LargestFirst);
        assert_eq!((japan.iso3(), japan.numeric(), japan.dial_prefix()), ("JPN", "392", "81"));
        assert_eq!(japan.currency().code(), "JPY");
        assert_eq!(japan.default_culture().tag(), "ja-JP");
        assert_eq!(japan.languages().collect::<Vec<_>>(), ["ja", "en"]);
        assert!(japan.postal_required() && japan.state_required() && japan.city_required());
        assert!(!japan.state_from_list() && japan.subdivisions().len() == 47);
    }

    #[test]
    fn a_required_value_has_a_format_to_show() {
        for country in Country::all() {
            assert!(!country.postal_required() || country.postal().is_some(), "{country}");
            assert!(!country.phone_required() || country.phone().is_some(), "{country}");
        }
    }

    #[test]
    fn a_country_has_its_words_for_the_parts_of_an_address() {
        let words = |code| {
            let c = country(code);
            (c.has_states(), c.state_kind(), c.has_postal_codes(), c.postal_kind())
        };
        assert_eq!(words("JP"), (true, "prefecture", true, "postal"));
        assert_eq!(words("US"), (true, "state", true, "zip"));
        assert_eq!(words("IE"), (true, "county", true, "eircode"));
        assert_eq!(words("DE"), (false, "province", true, "postal"));
        assert_eq!(words("HK"), (true, "area", false, "postal"));
        for country in Country::all() {
            assert!(country.has_states() || !country.state_required(), "{country}");
            assert!(country.has_postal_codes() || country.postal().is_none(), "{country}");
        }
    }

    #[test]
    fn the_postal_pattern_of_the_united_states_is_the_documented_one() {
        let postal = country("US").postal().unwrap();
        assert_eq!(postal.source(), r"^\d{5}(-\d{4})?$");
    }

    #[test]
    fn a_country_is_its_code_in_json() {
        assert_eq!(serde_json::to_string(&country("DE")).unwrap(), r#""DE""#);
        assert_eq!(serde_json::from_str::<Country>(r#""de""#).unwrap(), country("DE"));
        assert!(serde_json::from_str::<Country>(r#""ZZ""#).is_err());
    }
}
