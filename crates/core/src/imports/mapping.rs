//! Which column of a file is which field of a customer.

use super::{Field, countries, file::Line, prefix};
use crate::customers::{AccountForm, Qualification};
use opc_kernel::country::Country;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file is read. Several columns of one field are joined in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// The field of each column; `None` leaves the column out.
    pub columns: Vec<Option<Field>>,
    /// What a field is where its cells are empty. The e-mail address may contain `{prefix}` and
    /// `{row}`.
    pub constants: BTreeMap<Field, String>,
    /// What the domain prefix is made from.
    pub prefix: Prefix,
    /// What is before the number, where a prefix is made from the row's number.
    pub stem: String,
}

/// What the domain prefix of a row is made from. Whatever it is: where it leads to nothing, the
/// row's number is used, and where it leads to a prefix that is taken, the number is put behind, and
/// letters of the file's own if that is taken too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prefix {
    /// The Latin letters of the company's name.
    #[default]
    Name,
    /// The reading of the company's name.
    Kana,
    /// The row's number.
    Number,
    /// A column, which is taken at its word: no number is put behind.
    Column,
}

impl Prefix {
    /// Every way, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Column, Self::Kana, Self::Name, Self::Number];

    /// Its name in forms, on the wire and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kana => "kana",
            Self::Number => "number",
            Self::Column => "column",
        }
    }
    /// The way of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// The stem of numbered prefixes, unless another is chosen.
const STEM: &str = "customer";

/// A row as a form, and what is beside the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) form: AccountForm,
    pub(super) reseller: String,
    /// Domain prefixes, the best first.
    pub(super) prefixes: Vec<String>,
}

impl Mapping {
    /// What the header seems to say. A field has one column; only the street may have several.
    pub(super) fn guess(header: &[String]) -> Self {
        let mut columns: Vec<Option<Field>> = Vec::with_capacity(header.len());
        for name in header {
            let field = Field::of_header(name)
                .filter(|field| *field == Field::AddressLine1 || !columns.contains(&Some(*field)));
            columns.push(field);
        }
        let has = |field| columns.contains(&Some(field));
        let prefix = if has(Field::DomainPrefix) {
            Prefix::Column
        } else if has(Field::CompanyNameKana) {
            Prefix::Kana
        } else {
            Prefix::Name
        };
        Self { columns, constants: BTreeMap::new(), prefix, stem: STEM.to_owned() }
    }

    /// The row as a form. The domain suffix is taken off by `bare`; `mark` is the file's own.
    pub(super) fn form(&self, line: &Line, mark: &str, bare: impl Fn(&str) -> String) -> Typed {
        let mut typed = Typed::default();
        let mut kana = String::new();
        for field in Field::ALL {
            let value = self.value(*field, &line.cells);
            match (field.of_form(&mut typed.form), field) {
                (Some(place), Field::Country) => *place = countries::code(&value),
                (Some(place), _) => *place = value,
                (None, Field::CompanyNameKana) => kana = value,
                (None, _) => typed.reseller = value,
            }
        }
        tongue(&mut typed.form);
        state_owned(&mut typed.form);
        let made = match self.prefix {
            Prefix::Column => {
                typed.prefixes = vec![bare(typed.form.domain_prefix.trim())];
                return typed;
            }
            Prefix::Number => None,
            Prefix::Name => prefix::of_name(&typed.form.company_name),
            Prefix::Kana => {
                prefix::of_kana(&kana).or_else(|| prefix::of_name(&typed.form.company_name))
            }
        };
        typed.prefixes = self.prefixes(made, line.number, mark);
        typed
    }

    /// The cells of a field, joined; the constant if they are empty.
    fn value(&self, field: Field, cells: &[String]) -> String {
        let of_field = self.columns.iter().zip(cells).filter(|(column, _)| **column == Some(field));
        let mut value = String::new();
        for (_, cell) in of_field.filter(|(_, cell)| !cell.is_empty()) {
            // Japanese is written without blanks: a town and its blocks are one word.
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
            if ascii(value.chars().next_back()) && ascii(cell.chars().next()) {
                value.push(' ');
            }
            value.push_str(cell);
        }
        if value.is_empty() {
            self.constants.get(&field).cloned().unwrap_or_default()
        } else {
            value
        }
    }

    /// From what was made of the name, the best first.
    fn prefixes(&self, made: Option<String>, row: u32, mark: &str) -> Vec<String> {
        let stem = if self.stem.trim().is_empty() { STEM } else { self.stem.trim() };
        let stem = made.as_deref().unwrap_or(stem);
        let numbered = prefix::ending(stem, &row.to_string());
        let marked = prefix::ending(stem, &format!("{row}{mark}"));
        made.into_iter().chain([numbered, marked]).collect()
    }
}

impl Typed {
    /// The form with this prefix, and with what hangs on it.
    pub(super) fn with_prefix(&self, prefix: &str, row: u32) -> AccountForm {
        let mut form = self.form.clone();
        prefix.clone_into(&mut form.domain_prefix);
        if form.email.contains('{') {
            form.email = form.email.replace("{prefix}", prefix).replace("{row}", &row.to_string());
        }
        // What is confirmed is decided by rule, not by row.
        "on".clone_into(&mut form.confirmed);
        form
    }
}

/// Culture and language that the file lacks are the country's own.
fn tongue(form: &mut AccountForm) {
    let Ok(country) = Country::parse(form.country.trim()) else { return };
    if form.culture.trim().is_empty() {
        country.default_culture().tag().clone_into(&mut form.culture);
    }
    if form.language.trim().is_empty() {
        let primary = form.culture.split(['-', '_']).next().unwrap_or_default().to_owned();
        form.language = primary;
    }
}

/// A file has all qualifications in one cell; the form has a box of its own for one of them.
fn state_owned(form: &mut AccountForm) {
    let owned = Qualification::StateOwnedEntity.name();
    let (first, second) = form.qualification.split_once(',').unwrap_or_default();
    let other = match (first.trim(), second.trim()) {
        (one, other) | (other, one) if one == owned => other.to_owned(),
        _ => return,
    };
    form.qualification = other;
    "on".clone_into(&mut form.state_owned);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }
    fn line(text: &str) -> Line {
        Line { number: 7, cells: header(text) }
    }
    fn typed(mapping: &Mapping, text: &str) -> Typed {
        mapping.form(&line(text), "xyz", str::to_owned)
    }

    #[test]
    fn a_japanese_directory_is_understood_from_its_header() {
        let mapping = Mapping::guess(&header(
            "company_name,company_name_kana,postal_code,prefecture,city,town,street",
        ));
        assert_eq!(mapping.prefix, Prefix::Kana);
        let text =
            "ダイハツ販売,ダイハツハンバイ,001-8577,北海道,札幌市北区,新琴似７条,１１丁目５番";
        let typed = typed(
            &Mapping { constants: [(Field::Country, "日本".into())].into(), ..mapping },
            text,
        );
        assert_eq!(typed.form.address_line_1, "新琴似７条１１丁目５番");
        assert_eq!((typed.form.country.as_str(), typed.form.culture.as_str()), ("JP", "ja-JP"));
        assert_eq!(typed.prefixes, ["daihatsuhanbai", "daihatsuhanbai7", "daihatsuhanbai7xyz"]);
    }

    #[test]
    fn a_second_column_of_one_name_is_left_out_unless_it_is_a_street() {
        let mapping = Mapping::guess(&header("name,company,street,town,remark"));
        let street = Some(Field::AddressLine1);
        assert_eq!(mapping.columns, [Some(Field::CompanyName), None, street, street, None]);
        assert_eq!(
            typed(&mapping, "A,B,1 Main St,Springfield,x").form.address_line_1,
            "1 Main St Springfield"
        );
    }

    #[test]
    fn a_constant_stands_where_the_cell_is_empty_and_the_address_may_hold_the_prefix() {
        let mut mapping = Mapping::guess(&header("name,email"));
        mapping.constants.insert(Field::Email, "info+{row}@{prefix}.example".into());
        let typed = |text: &str| typed(&mapping, text).with_prefix("contoso", 7).email;
        assert_eq!(typed("Contoso,"), "info+7@contoso.example");
        assert_eq!(typed("Contoso,a@b.example"), "a@b.example");
    }

    #[test]
    fn where_nothing_can_be_made_of_a_name_the_number_is_used() {
        let mapping = Mapping::guess(&header("name"));
        assert_eq!(typed(&mapping, "青葉").prefixes, ["customer7", "customer7xyz"]);
        assert_eq!(typed(&mapping, "Contoso Ltd").prefixes, ["contoso", "contoso7", "contoso7xyz"]);
        let column = Mapping::guess(&header("name,domain"));
        assert_eq!(typed(&column, "Contoso,toso").prefixes, ["toso"]);
    }
}
