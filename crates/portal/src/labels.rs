//! The words for values of the business: roles, permissions, kinds, operations.

use crate::i18n::Words;
use opc_core::{
    access::{OrganisationKind, Permission, Role},
    audit::{EventStatus, Operation, ResourceType},
};

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
            Role::ALL.iter().for_each(|r| assert!(!role(w, *r).is_empty()));
            POLICY.iter().for_each(|p| assert!(!permission(w, p.permission).is_empty()));
            OrganisationKind::ALL
                .iter()
                .for_each(|k| assert!(!organisation_kind(w, *k).is_empty()));
            Operation::ALL.iter().for_each(|o| assert!(!operation(w, *o).is_empty()));
            ResourceType::ALL.iter().for_each(|r| assert!(!resource(w, *r).is_empty()));
            EventStatus::ALL.iter().for_each(|s| assert!(!outcome(w, *s).is_empty()));
        }
    }

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        assert_eq!(person_name(Words::of(Lang::Ja), "花子", "佐藤"), "佐藤 花子");
        assert_eq!(person_name(Words::of(Lang::En), "Hanako", "Sato"), "Hanako Sato");
    }
}
