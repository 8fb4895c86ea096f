//! The words for values of the business: roles, permissions, kinds, operations.

use opc_core::{
    access::{OrganisationKind, Permission, Role},
    audit::{Entry, EventStatus, Operation, ResourceType, Unnamed},
    customers::{Capacity, Qualification, Validation},
    kernel::country::Country,
};
use opc_words::Words;

/// Words of a stored name: the message `<family>-<name>` with hyphens.
fn named(w: Words, family: &str, name: &str) -> String {
    w.of_family(family, name.replace(['_', '.'], "-"))
}

/// A role: *Admin agent*.
pub fn role(w: Words, role: Role) -> String {
    match role {
        Role::UserAdmin => w.t("role-user-management-admin"),
        _ => named(w, "role", role.name()),
    }
}

/// What a permission allows, to stand in a sentence: *add customers*.
pub fn permission(w: Words, permission: Permission) -> String {
    named(w, "permission", permission.rule().name)
}

/// A kind of organisation.
pub fn organisation_kind(w: Words, kind: OrganisationKind) -> String {
    named(w, "organisation", kind.name())
}

/// An operation of the activity log.
pub fn operation(w: Words, operation: Operation) -> String {
    named(w, "operation", operation.name())
}

/// What an entry of the activity log tells: the operation, or that one was taken back.
pub fn action(w: Words, entry: &Entry) -> String {
    let done = operation(w, entry.operation);
    if entry.undoes.is_some() { w.t1("operation-undone", "action", done) } else { done }
}

/// A type of resource of the activity log.
pub fn resource(w: Words, resource: ResourceType) -> String {
    named(w, "resource", resource.name())
}

/// How an operation ended.
pub fn outcome(w: Words, status: EventStatus) -> String {
    named(w, "outcome", status.name())
}

/// A capacity in which a partner has a customer.
pub fn capacity(w: Words, capacity: &Capacity) -> String {
    match capacity {
        Capacity::Seller => w.t("relationship-reseller"),
        Capacity::Reseller { name, .. } => w.t1("relationship-through", "provider", name.clone()),
    }
}

/// A country by its code.
pub fn country(w: Words, code: &str) -> String {
    Country::parse(code).map_or_else(|_| code.to_owned(), |country| w.t(&country.name_key()))
}

/// A special qualification.
pub fn qualification(w: Words, kind: Qualification) -> String {
    named(w, "qualification", kind.name())
}

/// How far verification is, if that is worth telling.
pub fn validation(w: Words, validation: Validation) -> Option<String> {
    (validation != Validation::Allowed).then(|| named(w, "validation", validation.name()))
}

/// Who did what an entry of the log says.
pub fn actor(w: Words, entry: &Entry) -> String {
    match entry.unnamed() {
        Some(Unnamed::Anonymous) => w.t("actor-anonymous"),
        Some(Unnamed::System) => w.t("actor-system"),
        None => entry.actor_name.clone(),
    }
}

/// A person's name: for Japanese readers family name first, if it is written in a script in which
/// that is the order.
pub fn person_name(w: Words, first: &str, last: &str) -> String {
    let family_first = w.is_ja() && first.chars().chain(last.chars()).any(is_east_asian);
    let (one, two) = if family_first { (last, first) } else { (first, last) };
    format!("{one} {two}").trim().to_owned()
}

/// Hiragana and katakana, Chinese characters, Hangul.
fn is_east_asian(c: char) -> bool {
    matches!(c, '々' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use opc_core::access::POLICY;

    #[test]
    fn every_value_has_words_in_both_languages() {
        for w in Lang::ALL.map(Words::of) {
            let mut words: Vec<String> = Role::ALL.iter().map(|r| role(w, *r)).collect();
            words.extend(POLICY.iter().map(|row| permission(w, row.permission)));
            words.extend(OrganisationKind::ALL.iter().map(|k| organisation_kind(w, *k)));
            words.extend(Operation::ALL.iter().map(|o| operation(w, *o)));
            words.extend(ResourceType::ALL.iter().map(|r| resource(w, *r)));
            words.extend(EventStatus::ALL.iter().map(|s| outcome(w, *s)));
            assert!(words.iter().all(|word| !word.is_empty()));
        }
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        assert_eq!(person_name(Words::of(Lang::Ja), "花子", "佐藤"), "佐藤 花子");
        assert_eq!(person_name(Words::of(Lang::En), "Hanako", "Sato"), "Hanako Sato");
        assert_eq!(person_name(Words::of(Lang::Ja), "Grace", "O'Brien"), "Grace O'Brien");
        assert_eq!(person_name(Words::of(Lang::Ja), "지우", "김"), "김 지우");
        assert_eq!(person_name(Words::of(Lang::En), "花子", "佐藤"), "花子 佐藤");
    }
}
