//! Whether the parts of an address belong together (`domain/02`, address check result).
//!
//! What can be known without asking anybody: in Japan prefecture, city and town of a postal code,
//! in 19 countries the state of one, everywhere whether a street and a number are there.

use super::address;
use crate::country::{Country, Region, Subdivision, japan};
use crate::rule::{Problem, Rule};
use crate::text::plain;

/// The most suggestions of an answer.
pub const SUGGESTIONS_MAX: usize = 3;

/// How far an address holds, as the wire spells it (`domain/02`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressStatus {
    /// Postal code, prefecture, city and town belong together, and there is a number.
    VerifiedShippable,
    /// The postal code lies in the state, and there are street and number.
    Verified,
    /// State or city are not those of the postal code; one place is.
    InteractionRequired,
    /// The street is missing, or has no number.
    StreetPartial,
    /// The number of the building or of the unit in it is missing.
    PremisesPartial,
    /// Several parts are missing, or the postal code is that of several places.
    Multiple,
    /// A part is missing or wrong.
    None,
    /// Nothing is known about places of the country.
    NotValidated,
}

impl AddressStatus {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::VerifiedShippable,
        Self::Verified,
        Self::InteractionRequired,
        Self::StreetPartial,
        Self::PremisesPartial,
        Self::Multiple,
        Self::None,
        Self::NotValidated,
    ];
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifiedShippable => "VerifiedShippable",
            Self::Verified => "Verified",
            Self::InteractionRequired => "InteractionRequired",
            Self::StreetPartial => "StreetPartial",
            Self::PremisesPartial => "PremisesPartial",
            Self::Multiple => "Multiple",
            Self::None => "None",
            Self::NotValidated => "NotValidated",
        }
    }
}

/// An address without its country, as typed or clean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Street and number; in Japan town and number.
    pub line_1: String,
    /// Building, floor, department.
    pub line_2: String,
    /// City.
    pub city: String,
    /// State, province or prefecture.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
}

/// What the check of an address found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How far the address holds.
    pub status: AddressStatus,
    /// The rules it breaks: errors of single fields, or doubts about the whole.
    pub problems: Vec<Problem>,
    /// What may have been meant, at most [`SUGGESTIONS_MAX`]. For a verified address, itself.
    pub suggestions: Vec<Address>,
}

impl Verdict {
    fn sound(status: AddressStatus, address: Address) -> Self {
        Self { status, problems: Vec::new(), suggestions: vec![address] }
    }
    fn doubt(status: AddressStatus, field: &'static str, rule: Rule) -> Self {
        Self { status, problems: vec![Problem::new(field, rule)], suggestions: Vec::new() }
    }
    fn with(mut self, suggestions: impl IntoIterator<Item = Address>) -> Self {
        for suggestion in suggestions {
            if self.suggestions.len() < SUGGESTIONS_MAX && !self.suggestions.contains(&suggestion) {
                self.suggestions.push(suggestion);
            }
        }
        self
    }
}

/// An address as it is stored, and what is wrong with it: its fields, and if they are all right,
/// whether they belong together. A field that breaks a rule is empty.
pub fn check(country: Country, typed: &Address) -> (Address, Verdict) {
    let mut problems = Vec::new();
    let mut take = |field, checked: Result<Option<String>, Rule>| {
        checked.unwrap_or_else(|rule| {
            problems.push(Problem::new(field, rule));
            None
        })
    };
    let clean = Address {
        line_1: take("address-line-1", address::line_1(&typed.line_1).map(Some))
            .unwrap_or_default(),
        line_2: take("address-line-2", address::line_2(&typed.line_2)).unwrap_or_default(),
        city: take("city", address::city(country, &typed.city)).unwrap_or_default(),
        state: take("state", address::state(country, &typed.state)).unwrap_or_default(),
        postal_code: take("postal-code", address::postal(country, &typed.postal_code))
            .unwrap_or_default(),
    };
    let verdict = if problems.is_empty() {
        verify(country, &clean)
    } else {
        Verdict { status: AddressStatus::None, problems, suggestions: Vec::new() }
    };
    (clean, verdict)
}

/// Whether the clean parts of an address belong together.
fn verify(country: Country, clean: &Address) -> Verdict {
    if country.code() == "JP" { in_japan(clean) } else { elsewhere(country, clean) }
}

fn in_japan(clean: &Address) -> Verdict {
    let places = japan::places(&clean.postal_code);
    if places.is_empty() {
        let rule = Rule::PostalUnknown { country: "JP", code: clean.postal_code.clone() };
        return Verdict::doubt(AddressStatus::None, "postal-code", rule);
    }
    let typed = Typed::of(clean);
    let at = |place: &japan::Place| Address {
        state: place.prefecture.to_owned(),
        city: place.city.to_owned(),
        ..clean.clone()
    };
    let here: Vec<_> = places.iter().filter(|place| typed.is_in(place)).collect();
    if here.is_empty() {
        let first = &places[0];
        let field = if typed.is_in_prefecture(first) { "city" } else { "state" };
        let rule = Rule::AddressDiffers {
            country: "JP",
            code: clean.postal_code.clone(),
            place: format!("{}{}", first.prefecture, first.city),
        };
        let verdict =
            Verdict::doubt(AddressStatus::Multiple, field, rule).with(places.iter().map(at));
        let one = verdict.suggestions.len() == 1;
        return Verdict {
            status: if one { AddressStatus::InteractionRequired } else { verdict.status },
            ..verdict
        };
    }
    // Nobody can compare Latin letters with the names of the table.
    let is_latin = |text: &str| text.is_ascii() && text.chars().any(|c| c.is_ascii_alphabetic());
    if typed.is_latin || is_latin(&clean.line_1) {
        return unchecked();
    }
    let town = here.iter().find_map(|place| Some((*place, typed.after_town(place)?)));
    let number = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    match town {
        Some((place, rest)) if number(rest) => {
            let status = if place.town.is_empty() {
                AddressStatus::Verified
            } else {
                AddressStatus::VerifiedShippable
            };
            Verdict::sound(status, at(place))
        }
        Some((place, _)) => incomplete(AddressStatus::PremisesPartial).with([at(place)]),
        None => {
            let status = if number(&typed.lines) {
                AddressStatus::StreetPartial
            } else {
                AddressStatus::Multiple
            };
            let with_town = |place: &&japan::Place| Address {
                line_1: format!("{}{}", place.town, clean.line_1),
                ..at(place)
            };
            incomplete(status).with(here.iter().map(with_town))
        }
    }
}

fn unchecked() -> Verdict {
    Verdict::doubt(AddressStatus::NotValidated, "address-line-1", Rule::AddressNotChecked)
}

fn incomplete(status: AddressStatus) -> Verdict {
    Verdict::doubt(status, "address-line-1", Rule::AddressIncomplete)
}

/// A Japanese address, folded so that its spellings can be compared.
struct Typed {
    prefecture: Option<&'static Subdivision>,
    city: String,
    is_latin: bool,
    lines: String,
}

impl Typed {
    fn of(clean: &Address) -> Self {
        let japan = Country::parse("JP").ok();
        Self {
            prefecture: japan.and_then(|japan| Subdivision::find(japan, &clean.state)),
            city: folded(&clean.city),
            is_latin: clean.city.is_ascii(),
            lines: folded(&format!("{} {}", clean.line_1, clean.line_2)),
        }
    }
    fn is_in_prefecture(&self, place: &japan::Place) -> bool {
        self.prefecture
            .is_some_and(|found| found.name(crate::language::Lang::Ja) == place.prefecture)
    }
    /// The city may be written without its district, or go on in the lines.
    fn is_in(&self, place: &japan::Place) -> bool {
        let city = folded(place.city);
        let same = || {
            city == self.city
                || (city.contains('郡') && !self.city.is_empty() && city.ends_with(&self.city))
                || format!("{}{}", self.city, self.lines).starts_with(&city)
        };
        self.is_in_prefecture(place) && (self.is_latin || same())
    }
    /// What follows the town in the lines. In Kyoto streets stand before it, elsewhere a district.
    fn after_town(&self, place: &japan::Place) -> Option<&str> {
        let town = folded(place.town);
        self.lines.find(&town).map(|at| &self.lines[at + town.len()..])
    }
}

/// One spelling of a Japanese place: plain width, no blanks, digits for numerals, one small *ke*,
/// without the word for a large section.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut numeral: Option<u32> = None;
    for c in plain(text).chars().filter(|c| !c.is_whitespace()) {
        numeral = match ("〇一二三四五六七八九".chars().position(|digit| digit == c), c, numeral)
        {
            (Some(digit), _, sum) => {
                let digit = u32::try_from(digit).unwrap_or_default();
                // After a ten a digit is added, after another digit it is the next one.
                let next = |sum: u32| match sum % 10 {
                    0 => sum.saturating_add(digit),
                    _ => sum.saturating_mul(10).saturating_add(digit),
                };
                Some(sum.map_or(digit, next))
            }
            (None, '十', sum) => Some(sum.unwrap_or(1).min(99) * 10),
            (None, _, sum) => {
                out.extend(sum.map(|sum| sum.to_string()));
                out.push(match c {
                    'ヶ' | 'が' | 'ガ' | 'ヵ' => 'ケ',
                    'の' | '之' => 'ノ',
                    c => c,
                });
                None
            }
        };
    }
    out.extend(numeral.map(|sum| sum.to_string()));
    out.replace("大字", "")
}

fn elsewhere(country: Country, clean: &Address) -> Verdict {
    let region = Region::named(country, &clean.state);
    let state = |region: &&Region| Address {
        state: Subdivision::find(country, region.name())
            .map_or(region.name(), Subdivision::code)
            .to_owned(),
        ..clean.clone()
    };
    let code = clean.postal_code.as_str();
    if !code.is_empty() && region.is_some_and(|region| !region.has_postal_code(code)) {
        let others = Region::with_postal_code(country, code);
        let Some(other) = others.first() else {
            let rule = Rule::PostalUnknown { country: country.code(), code: code.to_owned() };
            return Verdict::doubt(AddressStatus::None, "postal-code", rule);
        };
        let rule = Rule::AddressDiffers {
            country: country.code(),
            code: code.to_owned(),
            place: other.name().to_owned(),
        };
        let status = match others.len() {
            1 => AddressStatus::InteractionRequired,
            _ => AddressStatus::Multiple,
        };
        return Verdict::doubt(status, "state", rule).with(others.iter().map(state));
    }
    let line = plain(&clean.line_1);
    let number = line.chars().any(char::is_numeric) || begins_with_a_number(country, &line);
    let street = line.chars().any(char::is_alphabetic) && number;
    match (street, lacks_unit(&clean.line_1) || lacks_unit(&clean.line_2)) {
        (false, true) => incomplete(AddressStatus::Multiple),
        (false, false) => incomplete(AddressStatus::StreetPartial),
        (true, true) => incomplete(AddressStatus::PremisesPartial),
        (true, false) if region.is_some() => Verdict::sound(AddressStatus::Verified, clean.clone()),
        (true, false) => unchecked(),
    }
}

/// Numbers that addresses in English write out: `One Microsoft Way`, `Twenty-One Main Street`.
const NUMBER_WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen \
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety";

/// Whether a line is a number in words and more, where English is spoken.
fn begins_with_a_number(country: Country, line: &str) -> bool {
    let english = format!("en-{}", country.code());
    let first = line.split_once([' ', '-']).map(|(first, _)| first.to_lowercase());
    country.cultures().iter().any(|culture| culture.tag() == english)
        && first.is_some_and(|first| NUMBER_WORDS.split(' ').any(|word| word == first))
}

/// Whether a line ends with a word that a number or a letter should follow: `12 Main St, Suite`.
fn lacks_unit(line: &str) -> bool {
    let last = line.rsplit([' ', ',']).next().unwrap_or_default();
    let last = last.trim_end_matches('.').to_lowercase();
    matches!(&*last, "suite" | "ste" | "apt" | "apartment" | "unit" | "flat" | "#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address([line_1, city, state, postal_code]: [&str; 4]) -> Address {
        let [line_1, city, state, postal_code] =
            [line_1, city, state, postal_code].map(ToOwned::to_owned);
        Address { line_1, line_2: String::new(), city, state, postal_code }
    }

    fn status(country: &str, parts: [&str; 4]) -> AddressStatus {
        check(Country::parse(country).unwrap(), &address(parts)).1.status
    }

    /// `domain/02`, address check result: every status, for Japan and for the United States.
    #[test]
    fn every_status_has_its_addresses() {
        use AddressStatus::{
            InteractionRequired, Multiple, None, NotValidated, PremisesPartial, StreetPartial,
            Verified, VerifiedShippable,
        };
        let japan = [
            (["丸の内1-1-1", "千代田区", "東京都", "100-0005"], VerifiedShippable),
            (["丸ノ内１丁目１番１号", "千代田区", "東京", "〒1000005"], VerifiedShippable),
            (["北29条西２丁目１番１号", "札幌市北区", "北海道", "001-8501"], VerifiedShippable),
            (["北区北二十九条西2-1", "札幌市", "北海道", "0018501"], VerifiedShippable),
            (["大字諸輪字北山158", "東郷町", "愛知県", "470-0151"], VerifiedShippable),
            (
                ["烏丸通四条下る水銀屋町620", "京都市下京区", "京都府", "600-8411"],
                VerifiedShippable,
            ),
            (["1-1", "千代田区", "東京都", "100-0000"], Verified),
            (["丸の内1-1-1", "千代田区", "大阪府", "100-0005"], InteractionRequired),
            (["丸の内1-1-1", "中央区", "東京都", "100-0005"], InteractionRequired),
            (["1-1-1", "千代田区", "東京都", "100-0005"], StreetPartial),
            (["丸の内", "千代田区", "東京都", "100-0005"], PremisesPartial),
            (["東京ビル", "千代田区", "東京都", "100-0005"], Multiple),
            (["1-1", "札幌市西区", "北海道", "004-0000"], Multiple),
            (["丸の内1-1-1", "千代田区", "東京都", "100-9999"], None),
            (["丸の内1-1-1", "千代田区", "東京都", ""], None),
            (["1-1 Marunouchi", "Chiyoda-ku", "Tokyo", "100-0005"], NotValidated),
        ];
        for (parts, expected) in japan {
            assert_eq!(status("JP", parts), expected, "{parts:?}");
        }
        let america = [
            (["1 Main Street", "Redmond", "WA", "98052"], Verified),
            (["1 Main Street", "Redmond", "OR", "98052"], InteractionRequired),
            (["One Microsoft Way", "Redmond", "WA", "98052"], Verified),
            (["Twenty-One Main Street", "Redmond", "WA", "98052"], Verified),
            (["Main Street", "Redmond", "WA", "98052"], StreetPartial),
            (["Way One", "Redmond", "WA", "98052"], StreetPartial),
            (["Oneida Street", "Redmond", "WA", "98052"], StreetPartial),
            (["One", "Redmond", "WA", "98052"], StreetPartial),
            (["1 Main Street, Suite", "Redmond", "WA", "98052"], PremisesPartial),
            (["Main Street, Suite", "Redmond", "WA", "98052"], Multiple),
            (["1 Main Street", "Redmond", "WA", "9805"], None),
        ];
        for (parts, expected) in america {
            assert_eq!(status("US", parts), expected, "{parts:?}");
        }
        assert_eq!(status("DE", ["Hauptstraße 1", "Berlin", "", "10115"]), NotValidated);
        for line in ["Hauptstraße", "Nine Straße"] {
            assert_eq!(status("DE", [line, "Berlin", "", "10115"]), StreetPartial, "{line}");
        }
    }

    #[test]
    fn a_suggestion_is_the_address_put_right() {
        let japan = Country::parse("JP").unwrap();
        let typed = address(["丸の内1-1-1", "中央区", "大阪府", "1000005"]);
        let (_, verdict) = check(japan, &typed);
        let right = address(["丸の内1-1-1", "千代田区", "東京都", "100-0005"]);
        assert_eq!(verdict.suggestions, std::slice::from_ref(&right));
        assert_eq!(verdict.problems[0].field, "state");
        assert_eq!(check(japan, &right).1.suggestions, [right], "and is one itself");
        let (_, many) = check(japan, &address(["1-1", "札幌市西区", "北海道", "004-0000"]));
        assert_eq!(many.suggestions.len(), 2, "two wards share the code");
        let america = Country::parse("US").unwrap();
        let (_, verdict) = check(america, &address(["1 Main St", "Redmond", "Oregon", "98052"]));
        assert_eq!(verdict.suggestions[0].state, "WA");
    }

    #[test]
    fn numerals_in_names_are_one_spelling() {
        for (text, same) in [
            ("北二十九条西", "北29条西"),
            ("新琴似七条", "新琴似７条"),
            ("霞が関", "霞ヶ関"),
            ("三丁目", "3丁目"),
            ("十条", "10条"),
            ("一二三四五六七八九一二三四五六七八九", "4294967295"),
        ] {
            assert_eq!(folded(text), folded(same), "{text}");
        }
    }
}
