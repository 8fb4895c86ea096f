//! What holds for every page.

use crate::{language::Lang, samples};
use opc_words::Words;
use regex::Regex;
use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_page_renders_in_both_languages() {
    for lang in Lang::ALL {
        let pages = samples::all(lang);
        assert!(pages.len() > 50);
        for (name, html) in pages {
            assert!(html.len() > 40, "{name} is empty");
            if let Ok(folder) = std::env::var("OPC_RENDER_DIR") {
                fs::write(Path::new(&folder).join(format!("{name}.{}.html", lang.code())), &html)
                    .unwrap();
            }
        }
    }
}

#[test]
fn no_page_needs_an_inline_script_or_style() {
    let inline = Regex::new(r#"<style|\sstyle="|<script>|\son[a-z]+="|javascript:"#).unwrap();
    for (name, html) in samples::all(Lang::En) {
        let found = inline.find(&html).map(|m| m.as_str());
        assert!(found.is_none(), "{name}: {found:?}");
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    let form = Regex::new(r#"(?s)<form[^>]*method="post".*?</form>"#).unwrap();
    for (name, html) in samples::all(Lang::En) {
        for found in form.find_iter(&html) {
            assert!(
                found.as_str().contains("name=\"csrf\" value=\"token\""),
                "{name}: {}",
                found.as_str()
            );
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    let id = Regex::new(r#"\sid="([^"]*)""#).unwrap();
    let reference =
        Regex::new(r#"\s(?:for|aria-describedby|aria-labelledby|popovertarget)="([^"]*)""#)
            .unwrap();
    for (name, html) in samples::all(Lang::Ja) {
        let mut ids = BTreeSet::new();
        for found in id.captures_iter(&html) {
            assert!(ids.insert(found[1].to_owned()), "{name}: id {} twice", &found[1]);
        }
        for found in reference.captures_iter(&html) {
            for target in found[1].split_whitespace() {
                assert!(ids.contains(target), "{name}: nothing has the id {target}");
            }
        }
    }
}

#[test]
fn another_language_keeps_what_was_typed_into_a_form() {
    let kept = |html: &str| html.contains("formaction=\"") && html.contains("?lang=ja\"");
    let typed = Regex::new("<form[^>]*data-guard").unwrap();
    let open =
        |html: &str| !html.contains("<fieldset disabled") && !html.contains("bare\" disabled");
    for (name, html) in samples::all(Lang::En) {
        let whole = html.contains("<html") && typed.is_match(&html) && open(&html);
        assert!(!whole || (kept(&html) && html.contains("id=\"sent\"")), "{name}");
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level() {
    for (name, html) in samples::all(Lang::En) {
        let whole = html.contains("<html");
        assert!(!whole || html.matches("<h1").count() == 1, "{name}");
    }
}

#[test]
fn every_message_a_template_or_a_view_names_exists_in_both_languages() {
    let call = Regex::new(r#"\.(?:t|t1|t2|text)\(\s*"([a-z0-9-]+)""#).unwrap();
    let field = Regex::new(
        r#"(?:f::(?:field|select|area|tick|cards|label)\(w,(?: form,)? "|\.field\(")([a-z0-9-]+)""#,
    )
    .unwrap();
    let mut keys = BTreeSet::new();
    for folder in ["templates", "src"] {
        for text in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            keys.extend(call.captures_iter(&text).map(|c| c[1].to_owned()));
            keys.extend(field.captures_iter(&text).map(|c| format!("field-{}", &c[1])));
        }
    }
    assert!(keys.len() > 200, "only {} keys found", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<_> = keys.iter().filter(|key| !Words::of(lang).has(key)).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}

#[test]
fn no_template_holds_a_sentence() {
    // Text between tags, without expressions: at most signs and codes.
    let code =
        Regex::new(r#"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|[a-z-]+="[^"]*"|<[^>]*>"#).unwrap();
    let word = Regex::new(r"[A-Za-z]{3,}( [A-Za-z]+)*|[ぁ-んァ-ヶ一-龠]+").unwrap();
    let allowed = ["Ctrl K", "Business Basic", "PDF"];
    for text in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")) {
        let bare = code.replace_all(&text, "\n");
        for found in word.find_iter(&bare) {
            assert!(
                allowed.contains(&found.as_str()),
                "a sentence in a template: {}",
                found.as_str()
            );
        }
    }
}

fn texts(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(texts(&entry.path()));
        } else {
            found.push(fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}
