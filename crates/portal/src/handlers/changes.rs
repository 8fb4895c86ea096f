//! What an entry of the activity log changed, in the reader's words.

use crate::{address, labels};
use opc_core::{
    access::Role,
    audit::{Entry, Operation, ResourceType},
    kernel::country::{AddressOrder, Country},
};
use opc_words::Words;
use serde_json::{Map, Value};
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

/// What is told of a customer, by its names in the log and in the order of the account form.
pub(super) const FORM: [&str; 23] = [
    "country",
    "company_name",
    "registration_id",
    "postal_code",
    "state",
    "city",
    "address_line_1",
    "address_line_2",
    "domain",
    "last_name",
    "first_name",
    "email",
    "phone",
    "culture",
    "language",
    "qualification",
    "education_segment",
    "website",
    "tags",
    "admin_access",
    "reseller",
    "reservations",
    "savings_plans",
];

/// What differs, in the order of the form. Values that stayed the same are left out.
pub(super) fn changes(w: Words, entry: &Entry) -> Vec<Change> {
    let of = |json: &Option<String>| values(entry, json.as_deref());
    let (old, new) = (of(&entry.old), of(&entry.new));
    let mut names: Vec<_> = new.keys().chain(old.keys()).collect();
    let country = new.get("country").or(old.get("country")).and_then(Value::as_str);
    let largest_first = country
        .and_then(|code| Country::parse(code).ok())
        .map_or(w.is_ja(), |country| country.address_order() == AddressOrder::LargestFirst);
    names.sort_unstable_by_key(|name| (place(name, largest_first), *name));
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

/// Where a name stands in the form: there, addresses and names of most countries begin with the
/// smallest part.
fn place(name: &str, largest_first: bool) -> usize {
    let slot = match name {
        _ if largest_first => name,
        "address_line_1" => "postal_code",
        "address_line_2" => "state",
        "state" => "address_line_1",
        "postal_code" => "address_line_2",
        "first_name" => "last_name",
        "last_name" => "first_name",
        _ => name,
    };
    FORM.iter().position(|field| *field == slot).unwrap_or(FORM.len())
}

/// A stored value by its members. One without members is what the operation is about.
fn values(entry: &Entry, json: Option<&str>) -> BTreeMap<String, Value> {
    let mut values = members(entry, json);
    // What an education customer says besides has fields of its own.
    for name in ["education_segment", "website"] {
        let held = values.get("qualification").and_then(Value::as_object);
        let mut said = held.into_iter().flat_map(Map::values).map(|fact| &fact[name]);
        let said = said.find(|fact| fact.as_str().is_some_and(|text| !text.is_empty())).cloned();
        values.extend(said.map(|said| (name.to_owned(), said)));
    }
    values
}

fn members(entry: &Entry, json: Option<&str>) -> BTreeMap<String, Value> {
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
        (_, "directory_roles") => "directory-role",
        (_, "admin_state") => "admin-state",
        (_, "assignment_state") => "assignment",
        (ResourceType::Invitation, "state") => "request",
        (ResourceType::Invitation, "asks") => "asks",
        (_, "subscription_state") => "subscription",
        (ResourceType::PartnerUser, "state") => "user",
        (ResourceType::Agreement, "type") => "log-type",
        (_, "language") => "language",
        (_, "education_segment") => "segment",
        (_, "kind") => "organisation",
        (_, "status") => "order",
        (ResourceType::Agreement, "agreement") => "agreement",
        (_, "review_state") => "review",
        (_, "partner_state") => "partner-state",
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
    const NAMES: [(ResourceType, &[&str]); 12] = [
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
                "registration_id",
                "domain",
                "admin_access",
                "education_segment",
                "website",
                "source",
                "source_id",
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
                "agreement",
            ],
        ),
        (
            ResourceType::PartnerUser,
            &["user", "roles", "state", "client_id", "grant", "second_factor", "everywhere"],
        ),
        (ResourceType::Application, &["client_id", "grant", "name", "redirect_uris"]),
        (
            ResourceType::Organisation,
            &["kind", "name", "country", "domain", "signed", "partner_state", "state_reason"],
        ),
        (ResourceType::PartnerRelationship, &["provider", "reseller"]),
        (ResourceType::Catalogue, &["categories", "offers"]),
        (
            ResourceType::AdminRelationship,
            &[
                "admin_relationship",
                "directory_roles",
                "days",
                "auto_extend",
                "admin_state",
                "ends",
            ],
        ),
        (
            ResourceType::AdminAssignment,
            &["admin_relationship", "group", "directory_roles", "assignment_state"],
        ),
        (ResourceType::Group, &["name", "members"]),
        (
            ResourceType::Invitation,
            &["invitation", "asks", "state", "delegated_admin", "recipient", "answered_by"],
        ),
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
    fn what_is_told_stands_in_the_order_of_the_form() {
        let order = |largest_first| {
            let mut names =
                ["city", "tags", "postal_code", "other", "address_line_1", "company_name"];
            names.sort_unstable_by_key(|name| place(name, largest_first));
            names
        };
        let japan = ["company_name", "postal_code", "city", "address_line_1", "tags", "other"];
        assert_eq!(order(true), japan);
        let elsewhere = ["company_name", "address_line_1", "city", "postal_code", "tags", "other"];
        assert_eq!(order(false), elsewhere);
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
        assert_eq!(
            say(ja, ResourceType::Invitation, "state", &"sent".into()),
            ja.t("request-sent")
        );
        let held = serde_json::json!({
            "education": { "state": "denied", "reason": "学校ではない" },
            "state_owned_entity": { "state": "none", "reason": "" },
        });
        assert_eq!(said("qualification", held), "教育機関（却下） 学校ではない、国有企業");
    }
}
