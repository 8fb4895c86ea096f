//! How long a file may be, what a module may be called, and what no file may contain.

use super::source::{Source, all, assert_none, rust};

/// The longest file, in lines, without its tests.
const MOST_LINES: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "common", "helper", "helpers", "misc", "shared", "stuff", "prelude"];

/// Lints that keep functions small, panics out and time an argument; tests alone may silence them.
const NEVER_SILENCED: [&str; 4] =
    ["too_many_lines", "too_many_arguments", "unwrap_used", "disallowed_methods"];

/// Who may ask the machine for the time: the clock everyone else asks, and what never ships.
const MAY_READ_CLOCK: [&str; 3] = ["crates/core/src/clock.rs", "bench/", "xtask/"];

/// Marks of unfinished work, in two halves so that this file does not contain them.
const UNFINISHED: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("db", "g!("),
];

/// Starts of paths that exist on somebody's machine only.
const MACHINE_PATHS: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/tmp/ba", "sh_jobs"),
    concat!("/Us", "ers/"),
];

/// The lines that are not inside an item marked `#[cfg(test)]`, with their numbers from 1.
fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let body = line.trim_start();
        if !body.starts_with("#[cfg(test)]") {
            kept.push((number, line));
            continue;
        }
        // rustfmt closes an item at the depth at which it was opened.
        let indent = &line[..line.len() - body.len()];
        let mut is_inside = false;
        for (line, _) in lines.by_ref() {
            let is_attribute = line.trim_start().starts_with("#[");
            let is_whole = !is_inside && (line.ends_with(';') || line.ends_with('}'));
            is_inside |= !is_attribute;
            if is_whole || line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}')) {
                break;
            }
        }
    }
    kept
}

/// The code of a line: what stands before a comment.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

fn too_long(source: &Source) -> Option<String> {
    let lines = without_tests(&source.text).len();
    let offends = lines > MOST_LINES && !source.is_test();
    offends.then(|| format!("{}: {lines} lines, {MOST_LINES} allowed", source.path))
}

fn glob_reexports(source: &Source) -> Vec<String> {
    let code: String = source.text.lines().map(|line| code(line).to_owned() + "\n").collect();
    let mut offences = Vec::new();
    for statement in code.split_inclusive(';') {
        let Some(start) = statement.rfind("use ") else { continue };
        let before = statement[..start].lines().next_back().unwrap_or_default().trim_start();
        if before.starts_with("pub") && statement[start..].contains('*') {
            offences.push(format!("{}: {}", source.path, statement.trim()));
        }
    }
    offences
}

fn empty_names(source: &Source) -> Vec<String> {
    let path = source.path.trim_end_matches(".rs");
    let by_path = path.split('/').filter(|part| EMPTY_NAMES.contains(part)).map(String::from);
    let by_line = source.text.lines().filter_map(|line| {
        let name = code(line).split_once("mod ")?.1.trim_end_matches([' ', '{', ';']);
        EMPTY_NAMES.contains(&name).then(|| name.to_owned())
    });
    by_path.chain(by_line).map(|name| format!("{}: {name}", source.path)).collect()
}

/// Functions in a `mod.rs`, which is there to give an overview.
fn functions_in_overview(source: &Source) -> Vec<String> {
    if !source.path.ends_with("/mod.rs") {
        return Vec::new();
    }
    let is_function = |line: &str| {
        let mut words = code(line).split_whitespace();
        // A pointer type is written `fn(…)`, so the word `fn` alone starts a function.
        words.any(|word| word == "fn")
    };
    let offending = without_tests(&source.text).into_iter().filter(|(_, line)| is_function(line));
    offending.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())).collect()
}

/// SQL of one slice made visible to others.
fn public_stores(source: &Source) -> Vec<String> {
    let lines = source.text.lines().map(|line| code(line).trim());
    let offending = lines.filter(|line| line.starts_with("pub") && line.ends_with("mod store;"));
    offending.map(|line| format!("{}: {line}", source.path)).collect()
}

fn silenced_lints(source: &Source) -> Vec<String> {
    if source.is_test() {
        return Vec::new();
    }
    let reads_clock = MAY_READ_CLOCK.iter().any(|start| source.path.starts_with(start));
    let is_silenced = |line: &str| {
        let line = line.trim_start();
        if reads_clock && line.contains("disallowed_methods") {
            return false;
        }
        (line.starts_with("#[") || line.starts_with("#!["))
            && (line.contains("allow(") || line.contains("expect("))
            && NEVER_SILENCED.iter().any(|lint| line.contains(lint))
    };
    let offending = without_tests(&source.text).into_iter().filter(|(_, line)| is_silenced(line));
    offending.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())).collect()
}

fn containing(source: &Source, forbidden: &[&str]) -> Vec<String> {
    let lines = source.text.lines().zip(1..);
    let offending = lines.filter(|(line, _)| forbidden.iter().any(|text| line.contains(text)));
    offending.map(|(line, number)| format!("{}:{number}: {}", source.path, line.trim())).collect()
}

#[test]
fn files_are_short() {
    assert_none(&rust().iter().filter_map(too_long).collect::<Vec<_>>());
}

#[test]
fn nothing_is_reexported_by_glob() {
    assert_none(&rust().iter().flat_map(glob_reexports).collect::<Vec<_>>());
}

#[test]
fn modules_have_names_that_say_something() {
    assert_none(&rust().iter().flat_map(empty_names).collect::<Vec<_>>());
}

#[test]
fn overviews_contain_no_functions() {
    assert_none(&rust().iter().flat_map(functions_in_overview).collect::<Vec<_>>());
}

#[test]
fn stores_are_private_to_their_slice() {
    assert_none(&rust().iter().flat_map(public_stores).collect::<Vec<_>>());
}

#[test]
fn lints_that_keep_the_limits_are_not_silenced() {
    assert_none(&rust().iter().flat_map(silenced_lints).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_unfinished() {
    let all = all();
    // The wire formats of others, and the locks of package managers, are not ours to finish.
    let ours = all.iter().filter(|source| !matches!(source.extension(), "lock" | "csv" | "json"));
    assert_none(&ours.flat_map(|source| containing(source, &UNFINISHED)).collect::<Vec<_>>());
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let all = all();
    let offences = all.iter().flat_map(|source| containing(source, &MACHINE_PATHS));
    assert_none(&offences.collect::<Vec<_>>());
}

#[test]
fn the_npm_lock_file_names_no_host() {
    let all = all();
    let locks = all.iter().filter(|source| source.path.ends_with("package-lock.json"));
    let offences = locks.flat_map(|source| containing(source, &["\"resolved\"", "registry."]));
    assert_none(&offences.collect::<Vec<_>>());
}

#[test]
fn the_laws_have_teeth() {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let long = |lines, rest: &str| source("crates/core/src/long.rs", &("x\n".repeat(lines) + rest));
    assert!(too_long(&long(401, "")).is_some());
    assert!(too_long(&long(400, "#[cfg(test)]\nmod tests {\n    fn a() {\n    }\n}\n")).is_none());
    assert!(too_long(&long(400, "#[cfg(test)]\nmod tests;\n")).is_none());
    assert!(too_long(&long(399, "#[cfg(test)]\nmod tests;\ny\n")).is_none());
    assert!(too_long(&long(400, "#[cfg(test)]\nmod tests;\ny\n")).is_some());

    let any = |text: &str| source("crates/core/src/orders/mod.rs", text);
    assert_eq!(glob_reexports(&any("//! Orders.\n\npub use order::*;\n")).len(), 1);
    assert_eq!(glob_reexports(&any("pub(crate) use {a::B,\n    c::*};\n")).len(), 1);
    assert_eq!(glob_reexports(&any("use order::*;\npub use order::Order;\n")).len(), 0);
    assert_eq!(empty_names(&any("mod utils;\n")).len(), 1);
    assert_eq!(empty_names(&source("crates/core/src/common/tax.rs", "")).len(), 1);
    assert_eq!(functions_in_overview(&any("pub const fn a() {}\nfn b<T>() {}\n")).len(), 2);
    assert_eq!(functions_in_overview(&any("// fn a()\ntype F = fn(u8);\n")).len(), 0);
    assert_eq!(public_stores(&any("pub(crate) mod store;\nmod store;\n")).len(), 1);
    assert_eq!(silenced_lints(&any("#[allow(clippy::too_many_lines)]\n")).len(), 1);
    let clock = "#[expect(clippy::disallowed_methods)]\n";
    assert_eq!(silenced_lints(&any(clock)).len(), 1);
    assert_eq!(silenced_lints(&source("crates/core/src/clock.rs", clock)).len(), 0);
    for forbidden in UNFINISHED.iter().chain(&MACHINE_PATHS) {
        let unfinished = any(&format!("let a = 1; // {forbidden}"));
        assert_eq!(containing(&unfinished, &[forbidden]).len(), 1);
    }
}
