//! Broken rules in words.

use crate::Words;
use fluent_bundle::FluentArgs;
use opc_kernel::{
    country::Country,
    rule::{Arg, Problem, Rule},
};

/// What a customer is verified and billed by (`domain/02`).
const ACCOUNT_FIELDS: [&str; 14] = [
    "company-name",
    "country",
    "state",
    "postal-code",
    "city",
    "address-line-1",
    "registration-id",
    "first-name",
    "last-name",
    "phone",
    "email",
    "domain-prefix",
    "website",
    "education-segment",
];

impl Words {
    /// What is wrong and how to put it right.
    pub fn rule(self, rule: &Rule) -> String {
        self.stored_rule(rule.key(), &rule.args())
    }
    /// The same for a rule that was stored by its key and its arguments.
    pub fn stored_rule<N: AsRef<str>>(self, key: &str, with: &[(N, Arg)]) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in with {
            let name = name.as_ref();
            match arg {
                Arg::Text(code) if name == "country" => {
                    args.set(name.to_owned(), self.of_family("country", code));
                }
                Arg::Text(day) if name == "today" || name == "from" => {
                    args.set(name.to_owned(), self.written_date(day));
                }
                Arg::Text(text) => args.set(name.to_owned(), text.clone()),
                Arg::Number(number) => args.set(name.to_owned(), *number),
            }
        }
        self.text_with(key, &args)
    }
    /// Why there is a rule, by its key; empty where the rule says it itself.
    pub fn why(self, rule: &str) -> String {
        let key = format!("why-{}", rule.strip_prefix("rule-").unwrap_or(rule));
        if self.has(&key) { self.t(&key) } else { String::new() }
    }
    /// The same at a field. That something is missing has a reason in a customer's form only.
    pub fn why_at(self, field: &str, rule: &str) -> String {
        let in_account = ACCOUNT_FIELDS.contains(&field);
        if rule == "rule-required" && !in_account { String::new() } else { self.why(rule) }
    }
    /// The same for one field, with its label in front: `Company name: …`. A problem of a form as a
    /// whole has no label.
    pub fn problem(self, problem: &Problem) -> String {
        let said = self.stored_problem(problem.field, problem.rule.key(), &problem.rule.args());
        let Some(row) = problem.row else { return said };
        self.t2("problem-in-line", &("line", i64::from(row) + 1), &("text", said))
    }
    /// The same for a rule that was stored. The label is what people call the field in the country that
    /// the rule is about: `ZIP code: …`.
    pub fn stored_problem<N: AsRef<str>>(
        self,
        field: &str,
        key: &str,
        with: &[(N, Arg)],
    ) -> String {
        let text = self.stored_rule(key, with);
        let country = with.iter().find_map(|(name, arg)| match arg {
            Arg::Text(code) if name.as_ref() == "country" => Country::parse(code).ok(),
            _ => None,
        });
        match country.and_then(|country| self.field_in(country, field)) {
            Some(label) => self.under(&label, &text),
            None => self.labelled(field, &text),
        }
    }
    /// What people of a country call a field; nothing where they call it what others do.
    pub fn field_in(self, country: Country, field: &str) -> Option<String> {
        match field {
            "state" => Some(self.t1("label-state", "kind", country.state_kind())),
            "postal-code" => Some(self.t1("label-postal-code", "kind", country.postal_kind())),
            "registration-id" => {
                country.registration().map(|id| self.t1("registration-name", "kind", id.kind))
            }
            _ => None,
        }
    }
    /// A sentence about a field with the field's label in front; about no field, or one of many
    /// of a kind that has no label of its own, the sentence.
    pub fn labelled(self, field: &str, text: &str) -> String {
        if !self.has(&format!("field-{field}")) {
            return text.to_owned();
        }
        self.under(&self.field(field), text)
    }
    /// A sentence with a label in front.
    pub fn under(self, label: &str, text: &str) -> String {
        self.t2("labelled-problem", &("field", label), &("text", text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::{language::Lang, rule::Severity};

    #[test]
    fn every_rule_can_be_said_in_both_languages() {
        for words in Lang::ALL.map(Words::of) {
            for rule in Rule::all_examples() {
                let said = words.rule(&rule);
                assert!(said.chars().count() > 5 && !said.contains(['{', '$']), "{rule:?}: {said}");
            }
        }
    }

    /// The account form (`domain/02`): whoever is refused is told why the rule is there.
    #[test]
    fn every_rule_of_the_account_form_says_why() {
        let forms = ["name", "country", "state", "postal", "address", "registration", "phone"];
        let more = ["email", "education", "website", "domain", "culture", "language", "required"];
        for words in Lang::ALL.map(Words::of) {
            for rule in Rule::all_examples() {
                let first = rule.key().split('-').nth(1).unwrap();
                let has = !words.why(rule.key()).is_empty();
                assert!(has || !forms.iter().chain(&more).any(|f| *f == first), "{rule:?}");
            }
            assert_eq!(words.why("rule-nobody-knows"), "");
        }
    }

    /// Warnings can be confirmed; the operator then reads which ones were (`domain/02`).
    #[test]
    fn every_warning_is_told_to_who_verifies_the_customer() {
        for words in Lang::ALL.map(Words::of) {
            for rule in Rule::all_examples() {
                let ground = rule.key().replacen("rule-", "ground-", 1);
                assert!(words.has(&ground) == (rule.severity() == Severity::Warning), "{ground}");
            }
        }
    }

    #[test]
    fn a_code_is_said_as_its_word() {
        for words in Lang::ALL.map(Words::of) {
            for rule in Rule::all_examples() {
                let said = words.rule(&rule);
                for (name, arg) in rule.args() {
                    let Arg::Text(code) = arg else { continue };
                    let is_code = name == "country" || name == "kind";
                    let mut parts = said.split(|c: char| !c.is_ascii_alphanumeric());
                    assert!(!is_code || parts.all(|part| part != code), "{rule:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_problem_begins_with_the_label_of_its_field() {
        let problem = Problem::new("company-name", Rule::CountryOutsideMarket { country: "FR" });
        assert!(Words::of(Lang::En).problem(&problem).starts_with("Company name: "));
        assert!(Words::of(Lang::En).problem(&problem).contains("France"));
        assert!(Words::of(Lang::Ja).problem(&problem).contains("フランス"));
        let whole = Problem { field: "", ..problem };
        assert!(!Words::of(Lang::En).problem(&whole).contains(':'));
    }

    #[test]
    fn a_field_is_called_what_people_of_the_country_call_it() {
        let state = |country| Problem::new("state", Rule::StateRequired { country });
        let postal =
            |country| Problem::new("postal-code", Rule::PostalFormat { country, example: "1" });
        for (lang, problem, label) in [
            (Lang::En, state("MX"), "State: "),
            (Lang::Ja, state("MX"), "州："),
            (Lang::Ja, state("JP"), "都道府県："),
            (Lang::En, postal("US"), "ZIP code: "),
            (Lang::Ja, postal("IN"), "郵便番号 (PIN コード)："),
        ] {
            let said = Words::of(lang).problem(&problem);
            assert!(said.starts_with(label), "{said}");
            assert_eq!(said.matches(label.trim_end_matches([':', ' ', '：'])).count(), 1, "{said}");
        }
    }
}
