//! Broken rules in words.

use crate::Words;
use fluent_bundle::FluentArgs;
use opc_kernel::rule::{Arg, Problem, Rule};

impl Words {
    /// What is wrong and how to put it right.
    pub fn rule(self, rule: &Rule) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in rule.args() {
            match arg {
                Arg::Text(code) if name == "country" => {
                    args.set(name, self.of_family("country", code));
                }
                Arg::Text(text) => args.set(name, text),
                Arg::Number(number) => args.set(name, number),
            }
        }
        self.text_with(rule.key(), &args)
    }
    /// The same for one field, with its label in front: `Company name: …`.
    pub fn problem(self, problem: &Problem) -> String {
        let label = self.field(problem.field);
        // Japanese sets a full-width colon, which brings its own space.
        let colon = if self.is_ja() { "：" } else { ": " };
        format!("{label}{colon}{}", self.rule(&problem.rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::language::Lang;

    #[test]
    fn every_rule_can_be_said_in_both_languages() {
        for lang in Lang::ALL {
            for rule in Rule::all_examples() {
                let said = Words::of(lang).rule(&rule);
                assert!(!said.is_empty() && !said.contains("rule-"), "{lang:?} {said}");
            }
        }
    }

    #[test]
    fn a_problem_begins_with_the_label_of_its_field() {
        let problem = Problem::new("company-name", Rule::CountryOutsideMarket { country: "FR" });
        assert!(Words::of(Lang::En).problem(&problem).starts_with("Company name: "));
        assert!(Words::of(Lang::En).problem(&problem).contains("France"));
        assert!(Words::of(Lang::Ja).problem(&problem).contains("フランス"));
    }
}
