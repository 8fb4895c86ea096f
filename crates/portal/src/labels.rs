//! The words for values of the business: roles, permissions, kinds, operations.

use opc_core::{
    access::{OrganisationKind, Permission, Role},
    audit::{EventStatus, Operation, ResourceType},
    customers::{Qualification, Validation},
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

/// A type of resource of the activity log.
pub fn resource(w: Words, resource: ResourceType) -> String {
    named(w, "resource", resource.name())
}

/// How an operation ended.
pub fn outcome(w: Words, status: EventStatus) -> String {
    named(w, "outcome", status.name())
}

/// A special qualification.
pub fn qualification(w: Words, kind: Qualification) -> String {
    named(w, "qualification", kind.name())
}

/// How far verification is, if that is worth telling.
pub fn validation(w: Words, validation: Validation) -> Option<String> {
    (validation != Validation::Allowed).then(|| named(w, "validation", validation.name()))
}

/// A person's name in the order of the reader's language.
pub fn person_name(w: Words, first: &str, last: &str) -> String {
    let (one, two) = if w.is_ja() { (last, first) } else { (first, last) };
    format!("{one} {two}").trim().to_owned()
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
    }
}
