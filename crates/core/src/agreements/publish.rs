//! A new version of the agreement's text.

use super::{Template, TemplateKind, TemplateText, store};
use crate::{
    Cx, Fault,
    access::permissions::PublishAgreement,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{
    country::Country,
    id::TemplateId,
    rule::{Problem, Rule},
    rules::agreement,
    text::{clean_line, forbidden_character},
    time::Date,
};

/// Longest name of a version and longest title, in characters.
const LINE_MAX: u32 = 100;
/// Longest text in one language, in characters.
const BODY_MAX: u32 = 60_000;
/// Most characters that are named as not printable.
const NAMED_MAX: usize = 8;
/// The languages a version can be published in, with the fields of title and text.
pub const LANGUAGES: [(&str, &str, &str); 2] =
    [("ja", "title-ja", "body-ja"), ("en", "title-en", "body-en")];

/// A version as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VersionForm {
    /// Its name: `2027-01`.
    pub version: String,
    /// The day it begins to count, `2027-01-01`.
    pub effective_from: String,
    /// Codes of the countries it is for.
    pub countries: Vec<String>,
    /// The language whose text prevails.
    pub prevails: String,
    /// Title and text, in the order of [`LANGUAGES`]; an empty pair is left out.
    pub texts: Vec<(String, String)>,
}

/// Publishes a version for the countries it names. It can be accepted at once and has to be from
/// its day on: until then an earlier acceptance counts (`domain/02`, Agreement). A version that is
/// published does not change.
pub fn publish_version(cx: &mut Cx<'_, '_>, form: &VersionForm) -> Result<TemplateId, Fault> {
    cx.allow(PublishAgreement)?;
    let today = cx.today();
    let id = cx.new_id();
    for template in checked(form, today, id).map_err(Fault::Invalid)? {
        publish(cx, &template)?;
    }
    Ok(id)
}

/// Every version of every country, the newest first, for the operator.
pub fn versions(cx: &mut Cx<'_, '_>) -> Result<Vec<Template>, Fault> {
    cx.allow(PublishAgreement)?;
    store::templates(cx)
}

fn checked(form: &VersionForm, today: Date, id: TemplateId) -> Result<Vec<Template>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut keep = |field: &'static str, value: Result<String, Rule>| {
        value.map_err(|rule| problems.push(Problem::new(field, rule))).unwrap_or_default()
    };
    let version = keep("version", line(&form.version));
    let mut texts = Vec::new();
    for ((language, title_field, body_field), (title, body)) in LANGUAGES.iter().zip(&form.texts) {
        let prevails = form.prevails == *language;
        if !prevails && title.trim().is_empty() && body.trim().is_empty() {
            continue;
        }
        let title = keep(title_field, line(title));
        let text = TemplateText {
            language: (*language).into(),
            title,
            body: keep(body_field, long(body)),
        };
        texts.insert(if prevails { 0 } else { texts.len() }, text);
    }
    if texts.first().is_none_or(|first| first.language != form.prevails) {
        problems.push(Problem::new("prevails", Rule::Required));
    }
    let effective_from = match day(&form.effective_from, today) {
        Ok(date) => date,
        Err(rule) => {
            problems.insert(0, Problem::new("effective-from", rule));
            today
        }
    };
    let countries = countries(&form.countries).unwrap_or_else(|rule| {
        problems.push(Problem::new("countries", rule));
        Vec::new()
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let of = |country| Template {
        id,
        kind: TemplateKind::CustomerAgreement,
        version: version.clone(),
        effective_from,
        published_on: today,
        country,
        texts: texts.clone(),
    };
    Ok(countries.into_iter().map(of).collect())
}

fn countries(typed: &[String]) -> Result<Vec<Country>, Rule> {
    let (known, unknown): (Vec<_>, Vec<_>) = typed
        .iter()
        .map(|code| Country::parse(code.trim()).map_err(|_| code.trim()))
        .partition(Result::is_ok);
    let unknown: Vec<_> = unknown.into_iter().filter_map(Result::err).collect();
    if !unknown.is_empty() {
        return Err(Rule::VersionCountryUnknown { codes: unknown.join(" ") });
    }
    if known.is_empty() { Err(Rule::Required) } else { Ok(known.into_iter().flatten().collect()) }
}

fn day(typed: &str, today: Date) -> Result<Date, Rule> {
    if typed.trim().is_empty() {
        return Err(Rule::Required);
    }
    let date = agreement::date(typed)?;
    if date < today { Err(Rule::DateInPast { today: today.to_string() }) } else { Ok(date) }
}

fn line(typed: &str) -> Result<String, Rule> {
    let line = clean_line(typed)?;
    match line.chars().count() {
        0 => Err(Rule::Required),
        n if n > LINE_MAX as usize => Err(Rule::TooLong { max: LINE_MAX }),
        _ => printable(line),
    }
}

fn long(typed: &str) -> Result<String, Rule> {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(Rule::Required),
        n if n > BODY_MAX as usize => Err(Rule::TooLong { max: BODY_MAX }),
        _ => printable(text),
    }
}

/// A text that is accepted is kept as PDF: all of it has to be seen there.
fn printable(text: String) -> Result<String, Rule> {
    let lacking = opc_print::unprintable(&text);
    if lacking.is_empty() {
        return Ok(text);
    }
    let named = lacking.iter().take(NAMED_MAX).map(|c| {
        let code = format!("U+{:04X}", u32::from(*c));
        if forbidden_character(*c) { code } else { format!("{c} ({code})") }
    });
    Err(Rule::NotPrintable { characters: named.collect::<Vec<_>>().join(", ") })
}

/// Adds a template, or replaces the one of the same id and country. Only for the
/// program itself. From its day on, customers of the country have to accept it.
pub fn publish_template(cx: &mut Cx<'_, '_>, template: &Template) -> Result<(), Fault> {
    cx.only_system()?;
    publish(cx, template)
}

fn publish(cx: &mut Cx<'_, '_>, template: &Template) -> Result<(), Fault> {
    store::save_template(cx, template)?;
    let facts = serde_json::json!({
        "template_id": template.id,
        "type": template.kind.name(),
        "version": template.version,
        "effective_from": template.effective_from.to_string(),
        "country": template.country.code(),
    });
    cx.record(Event::new(Operation::PublishAgreement, ResourceType::Agreement).to(&facts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::Id;

    fn form() -> VersionForm {
        VersionForm {
            version: "2027-01".into(),
            effective_from: "2027-01-01".into(),
            countries: vec!["JP".into(), "US".into()],
            prevails: "en".into(),
            texts: vec![("契約".into(), "一\r\n\r\n二".into()), ("Agreement".into(), "One".into())],
        }
    }
    fn check(form: &VersionForm) -> Result<Vec<Template>, Vec<&'static str>> {
        let id = TemplateId::from_uuid(uuid::Uuid::nil());
        let fields = |problems: Vec<Problem>| problems.iter().map(|p| p.field).collect();
        checked(form, agreement::date("2026-11-21").unwrap(), id).map_err(fields)
    }

    #[test]
    fn a_version_is_one_template_a_country_and_the_text_that_prevails_comes_first() {
        let made = check(&form()).unwrap();
        assert_eq!(made.len(), 2);
        assert_eq!(made[1].texts[0].language, "en");
        assert_eq!(made[1].texts[1].body, "一\n\n二");
        let only_english =
            VersionForm { texts: vec![<_>::default(), form().texts[1].clone()], ..form() };
        assert_eq!(check(&only_english).unwrap()[0].texts.len(), 1);
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let empty = VersionForm { texts: vec![<_>::default(); 2], ..VersionForm::default() };
        assert_eq!(
            check(&empty).unwrap_err(),
            ["effective-from", "version", "prevails", "countries"]
        );
        let past = VersionForm { effective_from: "2026-11-20".into(), ..form() };
        assert_eq!(check(&past).unwrap_err(), ["effective-from"]);
        let half = VersionForm {
            texts: vec![("契約".into(), String::new()), form().texts[1].clone()],
            ..form()
        };
        assert_eq!(check(&half).unwrap_err(), ["body-ja"]);
    }

    #[test]
    fn what_could_not_be_printed_is_named_with_its_code() {
        let lacking = |characters: &str| Err(Rule::NotPrintable { characters: characters.into() });
        assert_eq!(line("A😀B😀"), lacking("😀 (U+1F600)"));
        assert_eq!(long("A\u{202e}\nก"), lacking("U+202E, ก (U+0E01)"));
        assert_eq!(long("㈱髙島屋 \u{3000}①"), Ok("㈱髙島屋 \u{3000}①".to_owned()));
    }
}
