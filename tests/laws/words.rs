//! Both languages say the same things: same files, same messages, same arguments.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{all, assert_none};

/// Arguments by message; an attribute is `message.attribute`.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// The messages of one Fluent file, and the lines that are none.
fn parse(text: &str) -> (Messages, Vec<String>) {
    let mut messages = Messages::new();
    let mut offences = Vec::new();
    let (mut message, mut entry) = (String::new(), String::new());
    for line in text.lines() {
        let is_continued = line.starts_with([' ', '}']) || line.trim().is_empty();
        if line.starts_with('#') {
            continue;
        }
        let id = line.split_once('=').map(|(id, _)| id.trim());
        let attribute = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once('='));
        if let Some((attribute, _)) = attribute {
            entry = format!("{message}.{}", attribute.trim());
        } else if let (false, Some(id)) = (is_continued, id) {
            id.clone_into(&mut message);
            id.clone_into(&mut entry);
            if messages.contains_key(id) {
                offences.push(format!("{id} is there twice"));
            }
        } else if !is_continued {
            offences.push(format!("not a message: {line}"));
        }
        if !entry.is_empty() {
            messages.entry(entry.clone()).or_default().extend(arguments(line));
        }
    }
    (messages, offences)
}

/// The names after `$` in a line.
fn arguments(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        let is_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        rest.chars().take_while(is_name).collect()
    })
}

/// What `here` lacks or says otherwise, compared with `there`.
fn differences(here: &Messages, there: &Messages) -> Vec<String> {
    let compare = |(id, arguments): (&String, &BTreeSet<String>)| match here.get(id) {
        None => Some(format!("{id} is missing")),
        Some(own) if own != arguments => Some(format!("{id}: {own:?} instead of {arguments:?}")),
        Some(_) => None,
    };
    there.iter().filter_map(compare).collect()
}

/// All messages of a language; a message may be in one file only.
fn language(code: &str) -> (Messages, BTreeSet<String>, Vec<String>) {
    let folder = format!("locales/{code}/");
    let (mut messages, mut files, mut offences) = (Messages::new(), BTreeSet::new(), Vec::new());
    for source in all() {
        let Some(name) = source.path.strip_prefix(&folder) else { continue };
        let (own, wrong) = parse(&source.text);
        offences.extend(wrong.into_iter().map(|wrong| format!("{}: {wrong}", source.path)));
        for (id, arguments) in own {
            if messages.insert(id.clone(), arguments).is_some() {
                offences.push(format!("{}: {id} is also in another file", source.path));
            }
        }
        files.insert(name.to_owned());
    }
    (messages, files, offences)
}

#[test]
fn both_languages_have_the_same_messages() {
    let (english, english_files, mut offences) = language("en");
    let (japanese, japanese_files, wrong) = language("ja");
    offences.extend(wrong);
    offences.extend(differences(&japanese, &english).into_iter().map(|o| format!("ja: {o}")));
    let only_japanese = japanese.keys().filter(|id| !english.contains_key(*id));
    offences.extend(only_japanese.map(|id| format!("en: {id} is missing")));
    assert_none(&offences);
    assert_eq!(english_files, japanese_files);
}

#[test]
fn the_law_has_teeth() {
    let (english, offences) = parse(
        "# Orders\na = A { $x }\n    .title = T\nb =\n    B { $y ->\n        *[other] { $z }\n    }\n",
    );
    assert_eq!(offences, Vec::<String>::new());
    let (japanese, _) = parse("a = あ\nb = い { $y } { $z }\n");
    let expected = [r#"a: {} instead of {"x"}"#, "a.title is missing"];
    assert_eq!(differences(&japanese, &english), expected);
    assert_eq!(parse("a = 1\na = 2\n").1, ["a is there twice"]);
    assert_eq!(parse("a\n").1, ["not a message: a"]);
}
