//! `docs/editions.md` says of every feature which editions have it, and no more.

use super::source::root;
use opc_core::access::{Cloud, FEATURES, FeatureRow};

fn line(row: &FeatureRow) -> String {
    let mark = |cloud: &Cloud| if row.clouds.contains(cloud) { "yes" } else { "–" };
    let marks: Vec<_> = Cloud::ALL.iter().map(mark).collect();
    format!("| `{}` | {} | {} |", row.name, marks.join(" | "), row.source)
}

/// The lines of the table of features in a text.
fn table(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("| `")).collect()
}

#[test]
fn the_page_about_editions_has_the_table_of_the_code() {
    let text = std::fs::read_to_string(root().join("docs/editions.md")).expect("docs/editions.md");
    let expected: Vec<_> = FEATURES.iter().map(line).collect();
    assert_eq!(table(&text), expected, "write:\n{}", expected.join("\n"));
}

#[test]
fn the_law_has_teeth() {
    let lines: Vec<_> = FEATURES.iter().map(line).collect();
    let text = format!("# Editions\n\n{}\n", lines.join("\n").replacen("yes", "–", 1));
    assert_ne!(table(&text), lines);
}
