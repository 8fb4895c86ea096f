//! Real businesses through the rules of the account form.
//!
//! `OPC_REAL_DATA` names a folder with `businesses-jp.csv` and `businesses-world.csv`; by default it is
//! `shared/data` beside the workspace. Where there is none the tests say that they were skipped. With
//! `--no-capture` they print per rule how many rows it refuses, with five examples.

use opc_core::customers::{AccountForm, Surroundings, check};
use opc_kernel::{
    country::Country,
    rule::{Rule, Severity},
    rules::contact,
    time::Timestamp,
};
use std::{collections::BTreeMap, fmt::Write as _, path::Path};

/// The rows of a CSV file, by the names of its columns.
pub(crate) fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let (mut lines, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.extend(chars.next());
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut cells));
            }
            '\r' => {}
            c => cell.push(c),
        }
    }
    let mut lines = lines.into_iter();
    let names = lines.next().unwrap_or_default();
    lines.map(|line| names.iter().cloned().zip(line).collect()).collect()
}

pub(super) fn surroundings() -> Surroundings {
    Surroundings {
        market: Country::all().map(|country| country.code().to_owned()).collect(),
        operator_domains: Vec::new(),
        partner_domains: Vec::new(),
        tenant_domains: Vec::new(),
        now: Timestamp::from_micros(0),
        government: false,
        cloud: opc_core::access::Cloud::Public,
        may_attest: false,
        may_tag: true,
    }
}

/// What no list of businesses has.
pub(super) fn contact_person() -> AccountForm {
    AccountForm {
        first_name: "太郎".to_owned(),
        last_name: "山田".to_owned(),
        email: "info@customer.example".to_owned(),
        domain_prefix: "customer".to_owned(),
        ..AccountForm::default()
    }
}

/// How the rows of a file fared.
#[derive(Default)]
struct Report {
    rows: usize,
    passed: usize,
    to_confirm: usize,
    incomplete: usize,
    refused: usize,
    rules: BTreeMap<(Severity, &'static str, &'static str), (usize, Vec<String>)>,
}

impl Report {
    fn add(&mut self, form: &AccountForm, website: &str) {
        let checked = check::check(form, &surroundings(), false);
        let site = contact::website(website).err().map(|rule| ("website", rule));
        let broken = checked.problems.into_iter().map(|p| (p.field, p.rule)).chain(site);
        let mut worst = Severity::Note;
        let (mut missing, mut wrong) = (false, false);
        for (field, rule) in broken {
            worst = worst.max(rule.severity());
            let is_missing = matches!(
                rule,
                Rule::Required
                    | Rule::PostalRequired { .. }
                    | Rule::StateRequired { .. }
                    | Rule::PhoneMissing { .. }
                    | Rule::RegistrationMissing { .. }
            );
            missing |= is_missing;
            wrong |= !is_missing && rule.severity() == Severity::Error;
            let seen = self.rules.entry((rule.severity(), field, rule.key())).or_default();
            seen.0 += 1;
            if seen.1.len() < 5 {
                let f = form;
                seen.1.push(format!(
                    "{} | {} | {} | {} | {} | {} | {} | {website}",
                    f.company_name,
                    f.address_line_1,
                    f.city,
                    f.state,
                    f.postal_code,
                    f.country,
                    f.phone
                ));
            }
        }
        self.rows += 1;
        match (wrong, missing, worst) {
            (true, ..) => self.refused += 1,
            (_, true, _) => self.incomplete += 1,
            (.., Severity::Warning) => self.to_confirm += 1,
            _ => self.passed += 1,
        }
    }

    /// Whether at least so many of a hundred rows pass or need only a confirmation.
    fn holds(&self, file: &str, percent: usize) {
        let mut said = format!(
            "{file}: {} rows, {} pass, {} need a confirmation, {} lack an input, {} are refused\n",
            self.rows, self.passed, self.to_confirm, self.incomplete, self.refused
        );
        for ((severity, field, rule), (count, examples)) in self.rules.iter().rev() {
            writeln!(said, "{severity:?} {field} {rule}: {count}\n    {}", examples.join("\n    "))
                .expect("text");
        }
        println!("{said}");
        assert!((self.passed + self.to_confirm) * 100 >= percent * self.rows, "{said}");
        assert!(self.rows > 9000, "{said}");
    }
}

/// The text of a file, where it is at hand.
pub(crate) fn text(name: &str) -> Option<String> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let asked = std::env::var("OPC_REAL_DATA");
    let path = Path::new(asked.as_deref().unwrap_or(beside)).join(name);
    if asked.is_err() && !path.exists() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(std::fs::read_to_string(path).expect(name))
}

#[test]
fn real_japanese_businesses_keep_the_rules() {
    let Some(text) = text("businesses-jp.csv") else { return };
    let mut report = Report::default();
    for row in rows(&text) {
        let form = AccountForm {
            country: "日本".to_owned(),
            company_name: row["company_name"].clone(),
            postal_code: row["postal_code"].clone(),
            state: row["prefecture"].clone(),
            city: row["city"].clone(),
            address_line_1: format!("{}{}", row["town"], row["street"]),
            culture: "ja-JP".to_owned(),
            language: "ja".to_owned(),
            ..contact_person()
        };
        report.add(&form, "");
    }
    report.holds("businesses-jp.csv", 99);
}

#[test]
fn real_businesses_of_the_world_keep_the_rules() {
    let Some(text) = text("businesses-world.csv") else { return };
    let mut report = Report::default();
    for row in rows(&text) {
        let country = Country::find(&row["country"]).expect("a country the world knows");
        let form = AccountForm {
            country: row["country"].clone(),
            company_name: row["company_name"].clone(),
            address_line_1: row["address_line_1"].clone(),
            address_line_2: row["address_line_2"].clone(),
            city: row["city"].clone(),
            state: row["state_or_province"].clone(),
            postal_code: row["postal_code"].clone(),
            phone: row["phone"].clone(),
            culture: country.default_culture().tag().to_owned(),
            language: country.default_culture().language().to_owned(),
            ..contact_person()
        };
        report.add(&form, &row["website"]);
    }
    report.holds("businesses-world.csv", 90);
}
