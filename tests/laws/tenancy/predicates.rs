//! The tenant predicates of the SQL: what keeps a statement to the rows of one organisation, one
//! person or one customer. `cargo xtask predicates` deletes each in turn.

use opc_db::{STATEMENTS, Statement};
use serde_json::json;

/// Columns that say whose a row is.
const COLUMNS: [&str; 7] = [
    "partner_id",
    "organisation_id",
    "provider_id",
    "reseller_id",
    "sandbox_of",
    "user_id",
    "customer_id",
];

/// A statement of one's own with a predicate less.
#[derive(Debug, PartialEq, Eq)]
struct Mutant {
    /// The predicate that is deleted.
    predicate: String,
    /// The statement without it.
    text: String,
}

/// A statement without each of its tenant predicates: `partner_id = $1`, `a.partner_id =
/// b.partner_id`, `relationship = 'reseller'`. What an `UPDATE` writes is none.
fn mutants(text: &str) -> Vec<Mutant> {
    let written = match (text.trim_start().starts_with("UPDATE"), text.find(" SET ")) {
        (true, Some(set)) => set..text.find("WHERE").unwrap_or(text.len()),
        _ => 0..0,
    };
    let is_word = |c: char| c.is_alphanumeric() || "_.$'".contains(c);
    let mut found = Vec::new();
    for (at, _) in text.match_indices(" = ").filter(|(at, _)| !written.contains(at)) {
        let (before, after) = (&text[..at], &text[at + 3..]);
        let start = before.rfind(|c| !is_word(c)).map_or(0, |space| space + 1);
        let end = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let (left, right) = (&before[start..], &after[..end]);
        let column = |word: &str| word.rsplit('.').next().unwrap_or_default().to_owned();
        let owned = |word: &str| COLUMNS.contains(&column(word).as_str());
        let yes = match right {
            right if right.starts_with('$') && owned(left) => format!("({right} = {right})"),
            "'reseller'" if column(left) == "relationship" => "(1 = 1)".to_owned(),
            right if owned(left) && column(left) == column(right) => "(1 = 1)".to_owned(),
            _ => continue,
        };
        let text = format!("{}{yes}{}", &text[..start], &after[end..]);
        let predicate = format!("{left} = {right}");
        let known =
            found.iter().filter(|m: &&Mutant| m.predicate.split(" #").next() == Some(&predicate));
        let predicate = match known.count() {
            0 => predicate,
            n => format!("{predicate} #{}", n + 1),
        };
        found.push(Mutant { predicate, text });
    }
    found
}

/// Statements that somebody's request may run: not those of `opc check`, which looks at everything,
/// and of a test of another law.
fn statements() -> impl Iterator<Item = &'static Statement> {
    let asked = |file: &str| {
        file.starts_with("crates/core/src/")
            && !file.contains("/integrity/")
            && file != "crates/core/src/audit/law.rs"
            && !file.ends_with("tests.rs")
    };
    STATEMENTS.iter().filter(move |statement| asked(statement.location().file))
}

/// Prints them, one line of JSON each, for `cargo xtask predicates`.
#[test]
#[ignore = "is called by cargo xtask predicates"]
fn printed() {
    for statement in statements() {
        let at = statement.location();
        for Mutant { predicate, text } in mutants(statement.text()) {
            let (at, original) = (at.to_string(), statement.text());
            let mutant =
                json!({ "at": at, "predicate": predicate, "text": text, "original": original });
            println!("{mutant}");
        }
    }
}

#[test]
fn a_predicate_is_what_says_whose_a_row_is() {
    let found = |text: &str| -> Vec<_> {
        mutants(text).into_iter().map(|m| (m.predicate, m.text)).collect()
    };
    let own = "SELECT a FROM mails WHERE organisation_id = $1 AND id = $2";
    let all = "SELECT a FROM mails WHERE ($1 = $1) AND id = $2";
    assert_eq!(found(own), [("organisation_id = $1".to_owned(), all.to_owned())]);
    let join =
        "SELECT 1 FROM a JOIN b ON b.partner_id = a.partner_id WHERE a.relationship = 'reseller')";
    let names: Vec<_> = mutants(join).into_iter().map(|m| m.predicate).collect();
    assert_eq!(names, ["b.partner_id = a.partner_id", "a.relationship = 'reseller'"]);
    let update = "UPDATE orders SET reseller_id = $2 WHERE (partner_id = $1 OR id = $3)";
    let names: Vec<_> = mutants(update).into_iter().map(|m| m.text).collect();
    assert_eq!(names, ["UPDATE orders SET reseller_id = $2 WHERE (($1 = $1) OR id = $3)"]);
    assert!(
        mutants("SELECT o.name FROM organisations o JOIN accounts a ON o.id = a.partner_id")
            .is_empty()
    );
}

#[test]
fn every_statement_has_a_place_of_its_own() {
    let mut places: Vec<_> =
        statements().map(|statement| statement.location().to_string()).collect();
    let all = places.len();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), all, "two statements on one line cannot be told apart");
}
