//! Filling in the forms of a page as they are shown.

use opc_testkit::{Browser, Page};

/// The value of an attribute of a tag, entities resolved.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(
        value
            .replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#34;", "\"")
            .replace("&#39;", "'"),
    )
}

/// What a browser would send of this form if nothing was typed, and its address.
fn read(form: &str) -> (String, Vec<(String, String)>) {
    let mut fields = Vec::new();
    let mut select = None;
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let is = |attribute: &str| {
            tag.split_whitespace().any(|word| word.trim_end_matches('/') == attribute)
        };
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        if tag.starts_with("select") {
            select = Some((name, None));
        } else if tag.starts_with("option") {
            if let Some((_, chosen)) = &mut select
                && (chosen.is_none() || is("selected"))
            {
                *chosen = Some(value);
            }
        } else if tag.starts_with("/select") {
            fields.extend(select.take().and_then(|(name, chosen)| Some((name, chosen?))));
        } else if tag.starts_with("textarea") {
            fields.push((name, text.to_owned()));
        } else if tag.starts_with("input") && !name.is_empty() {
            let kind = attribute(tag, "type").unwrap_or_default();
            if !matches!(kind.as_str(), "checkbox" | "radio") || is("checked") {
                fields.push((
                    name,
                    if value.is_empty() && kind == "checkbox" { "on".to_owned() } else { value },
                ));
            }
        }
    }
    (attribute(form, "action").unwrap_or_default(), fields)
}

/// Sends the form of the page whose address ends like this, with these fields changed.
pub(super) async fn send(
    browser: &mut Browser,
    page: &Page,
    end: &str,
    changes: &[(&str, &str)],
) -> Page {
    let forms = page
        .html
        .split("<form")
        .skip(1)
        .map(|form| read(form.split("</form").next().unwrap_or_default()));
    let fits = |action: &str| {
        !action.contains("?lang=") && action.split('?').next().is_some_and(|a| a.ends_with(end))
    };
    let found = forms.into_iter().find(|(action, _)| fits(action));
    let (action, mut fields) =
        found.unwrap_or_else(|| panic!("no form to {end} on {}: {}", page.path, page.html));
    fields
        .retain(|(name, _)| name != "csrf" && !changes.iter().any(|(changed, _)| changed == name));
    let hidden = ["base", "start", "kept"];
    fields.retain(|(name, _)| !hidden.contains(&name.as_str()));
    let all: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .chain(changes.iter().copied())
        .collect();
    browser.submit(page, &action, &all).await
}
