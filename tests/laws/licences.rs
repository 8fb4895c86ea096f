//! Every dependency that is built into anything here has a licence that `deny.toml` permits.
//!
//! Read from `cargo metadata`, so that it holds where cargo-deny is not installed.

use cargo_metadata::{DependencyKind, MetadataCommand, NodeDep};
use std::collections::HashSet;

use super::source::{assert_none, root};

/// What the product is built for; `deny.toml` names the same.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/// The licences that `deny.toml` permits.
fn permitted() -> HashSet<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let list = text.split_once("\nallow = [").and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.expect("a list `allow`");
    list.split('"').skip(1).step_by(2).map(String::from).collect()
}

/// Whether a licence expression can be kept by licences that are permitted; nothing when it cannot
/// be read. `AND` binds closer than `OR`; the old spelling `MIT/Apache-2.0` is a choice.
fn holds(expression: &str, permitted: &HashSet<String>) -> Option<bool> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let value = either(&mut words, permitted)?;
    words.next().is_none().then_some(value)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words<'_>, permitted: &HashSet<String>) -> Option<bool> {
    let mut value = both(words, permitted)?;
    while words.next_if_eq(&"OR").is_some() {
        value |= both(words, permitted)?;
    }
    Some(value)
}

fn both(words: &mut Words<'_>, permitted: &HashSet<String>) -> Option<bool> {
    let mut value = one(words, permitted)?;
    while words.next_if_eq(&"AND").is_some() {
        value &= one(words, permitted)?;
    }
    Some(value)
}

fn one(words: &mut Words<'_>, permitted: &HashSet<String>) -> Option<bool> {
    let name = words.next()?;
    if name == "(" {
        let value = either(words, permitted)?;
        return words.next_if_eq(&")").map(|_| value);
    }
    let with = words.next_if_eq(&"WITH").and_then(|_| words.next());
    let name = with.map_or(name.to_owned(), |exception| format!("{name} WITH {exception}"));
    (!["OR", "AND", "WITH", ")"].contains(&name.as_str())).then(|| permitted.contains(&name))
}

/// Why the licence of a package may not be, if it may not.
fn offence(package: &str, licence: Option<&str>, permitted: &HashSet<String>) -> Option<String> {
    match licence.map(|text| (text, holds(text, permitted))) {
        Some((_, Some(true))) => None,
        Some((text, Some(false))) => Some(format!("{package}: {text} is not permitted")),
        Some((text, None)) => Some(format!("{package}: {text} is no licence expression")),
        None => Some(format!("{package} names no licence")),
    }
}

fn ships(dependency: &NodeDep) -> bool {
    dependency.dep_kinds.iter().any(|it| it.kind != DependencyKind::Development)
}

#[test]
fn every_dependency_has_a_permitted_licence() {
    let permitted = permitted();
    let mut offences = Vec::new();
    for target in TARGETS {
        let options = ["--locked", "--filter-platform", target].map(String::from);
        let mut command = MetadataCommand::new();
        command.manifest_path(root().join("Cargo.toml")).other_options(options);
        let metadata = command.exec().unwrap();
        let graph = metadata.resolve.as_ref().unwrap();
        let mut open: Vec<_> = metadata.workspace_members.iter().collect();
        let mut seen: HashSet<_> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            let node = graph.nodes.iter().find(|node| node.id == *id).unwrap();
            let next = node.deps.iter().filter(|it| ships(it)).map(|it| &it.pkg);
            open.extend(next.filter(|it| seen.insert(it)));
        }
        let foreign =
            metadata.packages.iter().filter(|it| seen.contains(&it.id) && it.source.is_some());
        assert!(foreign.clone().count() > 100, "the graph of {target} was not read");
        offences
            .extend(foreign.filter_map(|it| offence(&it.name, it.license.as_deref(), &permitted)));
    }
    assert_none(&offences);
}

#[test]
fn the_targets_are_those_of_the_other_check() {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    assert!(text.contains(&format!("targets = {TARGETS:?}")), "deny.toml checks other targets");
}

#[test]
fn the_law_has_teeth() {
    let permitted = permitted();
    let refused = |licence| offence("it", licence, &permitted).is_some();
    for licence in [
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "MIT AND (LGPL-2.1-only OR GPL-3.0-only)",
        "Apache-2.0 WITH Classpath-exception-2.0",
        "mine",
        "(MIT",
        "MIT MIT",
        "MIT OR",
        "",
    ] {
        assert!(refused(Some(licence)), "{licence} was let in");
    }
    assert!(refused(None));
    for licence in [
        "MIT",
        "MIT OR GPL-3.0-only",
        "MIT/Apache-2.0",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
        "(MIT OR GPL-3.0-only) AND Unicode-3.0",
        "GPL-2.0-only AND MIT OR ISC",
    ] {
        assert!(!refused(Some(licence)), "{licence} was refused");
    }
}
