//! What came of an import: a summary, and the rows that were left out as a file to mend.

use crate::{
    Failure,
    client::{Client, Content},
    import::in_file,
};
use opc_wire::{
    enums::ImportState,
    resources::{CustomerImport, ImportRule},
};
use opc_words::Words;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Prints rows by outcome and broken rules, most frequent first.
pub(crate) fn print(w: Words, import: &CustomerImport) {
    let counts = import.counts.clone().unwrap_or_default();
    let outcomes = [
        ("added", counts.added),
        ("ready", counts.ready),
        ("unconfirmed", counts.unconfirmed),
        ("refused", counts.refused),
    ];
    for (name, count) in outcomes {
        println!("{:>9}  {}", w.number(count.unwrap_or(0)), w.of_family("import-outcome", name));
    }
    let mut rules: Vec<_> = import.rules.iter().flatten().collect();
    rules.sort_by_key(|rule| (rule.is_warning, std::cmp::Reverse(rule.count)));
    for rule in rules {
        println!("{}", line(w, rule));
    }
    let state = import.state.map_or("", |state| state.text());
    match (&import.halt, import.state) {
        (Some(halt), _) => println!("{}", w.of_family("import-halt", halt)),
        (None, Some(ImportState::Paused)) => println!("{}", w.t("cli-paused")),
        (None, _) => println!("{}", w.of_family("import-lead", state)),
    }
}

fn line(w: Words, rule: &ImportRule) -> String {
    let kind = if rule.is_warning == Some(true) { "cli-warning" } else { "cli-error" };
    let rows: Vec<_> = rule.rows.iter().flatten().map(u32::to_string).collect();
    let rows = rows.join(&w.t("list-comma"));
    format!(
        "{:>9}  {} {}: {} — {}",
        w.number(rule.count.unwrap_or(0)),
        w.t(kind),
        rule.rule.as_deref().unwrap_or_default(),
        rule.description.as_deref().unwrap_or_default(),
        w.t1("cli-first-rows", "rows", rows),
    )
}

/// Rows that are not customers and, unless something is done, will not be.
pub(crate) fn left_out(import: &CustomerImport) -> u32 {
    let counts = import.counts.clone().unwrap_or_default();
    let over = matches!(import.state, Some(ImportState::Done | ImportState::Cancelled));
    let ready = counts.ready.filter(|_| over);
    [counts.refused, counts.unconfirmed, ready].into_iter().flatten().sum()
}

/// Writes the rows that were left out beside the file, or where it is wished. Never over another
/// file, which may be one that somebody is mending. Answers where.
pub(crate) fn write_left_out(
    client: &Client,
    import: &CustomerImport,
    (file, wished): (&Path, Option<&Path>),
) -> Result<PathBuf, Failure> {
    let path = format!("/v1/imports/{}/rejected", import.id.as_deref().unwrap_or_default());
    let text = client.send("GET", &path, &Content::Nothing)?.text()?;
    if let Some(wished) = wished {
        return fs::write(wished, text).map_err(in_file(wished)).map(|()| wished.to_owned());
    }
    let free = |path: &PathBuf| fs::read(path).map_or(true, |there| there == text.as_bytes());
    let named = |number: u32| match number {
        1 => file.with_extension("rejected.csv"),
        number => file.with_extension(format!("rejected-{number}.csv")),
    };
    let path = (1..1000).map(named).find(free).unwrap_or_else(|| named(1));
    fs::write(&path, text).map_err(in_file(&path))?;
    Ok(path)
}
