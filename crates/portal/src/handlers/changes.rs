//! What an entry of the activity log changed, in the reader's words.

use crate::{address, labels};
use opc_core::{
    access::Role,
    audit::{Entry, Operation, ResourceType},
    kernel::country::Country,
};
use opc_words::Words;
use serde_json::Value;
use std::collections::BTreeMap;

/// A value that an entry of the log changed.
pub(super) struct Change {
    /// Its name in the log.
    pub(super) name: String,
    /// Its name in the reader's words.
    pub(super) label: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// What differs. Values that stayed the same are left out.
pub(super) fn changes(w: Words, entry: &Entry) -> Vec<Change> {
    let of = |json: &Option<String>| values(entry, json.as_deref());
    let (old, new) = (of(&entry.old), of(&entry.new));
    let mut names: Vec<_> = new.keys().chain(old.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let said = |of: &BTreeMap<String, Value>, name: &str| {
        of.get(name).map(|value| say(w, entry.resource, name, value)).unwrap_or_default()
    };
    names
        .into_iter()
        .map(|name| Change {
            name: name.clone(),
            label: label(w, entry.resource, name),
            before: said(&old, name),
            after: said(&new, name),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// A stored value by its members. One without members is what the operation is about.
fn values(entry: &Entry, json: Option<&str>) -> BTreeMap<String, Value> {
    match json.and_then(|json| serde_json::from_str(json).ok()) {
        Some(Value::Object(members)) if entry.operation != Operation::UpdateQualification => {
            members.into_iter().collect()
        }
        None | Some(Value::Null) => BTreeMap::new(),
        Some(value) => {
            let name = match entry.operation {
                Operation::UpdateTags => "tags",
                _ => "qualification",
            };
            BTreeMap::from([(name.to_owned(), value)])
        }
    }
}

/// The words of the log or of a form field where there are any, else the name of the log.
pub(super) fn label(w: Words, resource: ResourceType, name: &str) -> String {
    let key = name.replace('_', "-");
    let own = [format!("log-{}-{key}", resource.name().replace('_', "-")), format!("log-{key}")];
    let known = own.into_iter().chain([format!("field-{key}")]).find(|key| w.has(key));
    known.map_or_else(|| name.replace('_', " "), |key| w.t(&key))
}

fn say(w: Words, resource: ResourceType, name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => w.t(if *yes { "yes" } else { "no" }),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| number.to_string(), |number| w.number(number))
        }
        Value::String(text) => say_text(w, resource, name, text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| say(w, resource, name, item)).collect();
            items.join(&w.t("list-comma"))
        }
        Value::Object(members) => {
            let held: Vec<_> = members.iter().map(|(kind, fact)| held(w, kind, fact)).collect();
            held.join(&w.t("list-comma"))
        }
    }
}

/// A qualification with how far its vetting is, and why it was denied.
fn held(w: Words, kind: &str, fact: &Value) -> String {
    let text = |name: &str| fact[name].as_str().unwrap_or_default();
    let name = w.of_family("qualification", kind.replace('_', "-"));
    let vetting = format!("vetting-{}", text("state").replace('_', "-"));
    let said = if w.has(&vetting) {
        w.t2("qualification-state", &("name", name), &("state", w.t(&vetting)))
    } else {
        name
    };
    [said.as_str(), text("reason")].join(" ").trim_end().to_owned()
}

fn say_text(w: Words, resource: ResourceType, name: &str, text: &str) -> String {
    let family = match (resource, name) {
        (_, "country") => {
            return Country::parse(text).map_or_else(|_| text.to_owned(), |c| w.t(&c.name_key()));
        }
        (_, "culture") => return address::culture_name(w, text),
        (_, "roles") => {
            let role = Role::ALL.iter().find(|role| role.name() == text);
            return role.map_or_else(|| text.to_owned(), |role| labels::role(w, *role));
        }
        (ResourceType::PartnerUser, "state") => "user",
        (ResourceType::Agreement, "type") => "log-type",
        (_, "language") => "language",
        (_, "kind") => "organisation",
        (_, "status") => "order",
        (_, "review_state") => "review",
        (_, "subject") if text == "account" => "subject",
        (_, "subject") => "qualification",
        (_, "qualification") => "vetting",
        _ => return w.written_date(text),
    };
    let key = format!("{family}-{}", text.replace('_', "-"));
    if w.has(&key) { w.t(&key) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    /// Names of values the log holds, by what they are about: `Event::to` in the slices of core.
    const NAMES: [(ResourceType, &[&str]); 8] = [
        (
            ResourceType::Customer,
            &[
                "company_name",
                "email",
                "first_name",
                "last_name",
                "phone",
                "address_line_1",
                "address_line_2",
                "city",
                "state",
                "postal_code",
                "country",
                "culture",
                "language",
                "tags",
                "reservations",
                "savings_plans",
                "qualification",
                "subject",
                "review_state",
                "message",
                "document",
            ],
        ),
        (ResourceType::Order, &["order", "line", "lines", "status"]),
        (
            ResourceType::Agreement,
            &[
                "agreement_id",
                "template_id",
                "type",
                "date_agreed",
                "version",
                "effective_from",
                "as_of",
            ],
        ),
        (
            ResourceType::PartnerUser,
            &["user", "roles", "state", "client_id", "grant", "second_factor", "everywhere"],
        ),
        (ResourceType::Application, &["client_id", "grant", "name", "redirect_uris"]),
        (ResourceType::Organisation, &["kind", "name", "country", "domain", "signed"]),
        (ResourceType::PartnerRelationship, &["provider", "reseller"]),
        (ResourceType::Catalogue, &["categories", "offers"]),
    ];

    #[test]
    fn every_value_of_the_log_has_a_name_in_both_languages() {
        for w in Lang::ALL.map(Words::of) {
            for (resource, names) in NAMES {
                for name in names {
                    assert_ne!(label(w, resource, name), name.replace('_', " "), "{resource:?}");
                }
            }
        }
    }

    #[test]
    fn values_are_said_as_readers_say_them() {
        let ja = Words::of(Lang::Ja);
        let said = |name, value| say(ja, ResourceType::PartnerUser, name, &value);
        assert_eq!(said("roles", serde_json::json!(["sales_agent"])), "販売代理店");
        assert_eq!(said("culture", "ja-JP".into()), "日本語（日本）");
        assert_eq!(said("date_agreed", "2026-11-20".into()), "2026年11月20日");
        assert_eq!(said("state", "inactive".into()), ja.t("user-inactive"));
        assert_eq!(say(ja, ResourceType::Customer, "state", &"東京都".into()), "東京都");
        assert_eq!(said("everywhere", true.into()), "はい");
        let held = serde_json::json!({
            "education": { "state": "denied", "reason": "学校ではない" },
            "state_owned_entity": { "state": "none", "reason": "" },
        });
        assert_eq!(said("qualification", held), "教育機関（却下） 学校ではない、国有企業");
    }
}
