//! What a new person must look like.

use super::NewUser;
use crate::{
    Fault,
    access::{
        OrganisationKind,
        Role::{
            self, AccountAdmin, AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, UserAdmin,
        },
        RoleSet,
    },
};
use opc_kernel::{
    country::Country,
    language::Lang,
    rule::{Problem, Rule},
    rules::{contact, name},
};

/// The organisation a person joins, as far as the rules ask.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) kind: OrganisationKind,
    pub(super) domain: String,
    pub(super) country: String,
}

/// A person that keeps every rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValidUser {
    pub(super) user_name: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) language: Lang,
    pub(super) roles: RoleSet,
}

/// The roles people of such an organisation can hold (`domain/01` §2).
///
/// Sales agents sell: only partners have them. The operator has no customers of its own, but
/// answers escalated tickets, so it has admin and helpdesk agents and no sales agent. A customer
/// has the directory roles alone.
pub const fn offered_roles(kind: OrganisationKind) -> &'static [Role] {
    match kind {
        OrganisationKind::DirectBill
        | OrganisationKind::IndirectProvider
        | OrganisationKind::IndirectReseller => Role::ALL,
        OrganisationKind::Operator => {
            &[GlobalAdmin, UserAdmin, BillingAdmin, AdminAgent, HelpdeskAgent, AccountAdmin]
        }
        OrganisationKind::Customer => &[GlobalAdmin, UserAdmin, BillingAdmin],
    }
}

/// Roles that can be given: at least one, because nobody without a role gets in, and no other
/// than are offered.
pub(super) fn check_roles(kind: OrganisationKind, roles: RoleSet) -> Result<(), Problem> {
    let offered = RoleSet::of(offered_roles(kind));
    if roles == RoleSet::NONE {
        Err(Problem::new("roles", Rule::NothingChosen))
    } else if roles.iter().any(|role| !offered.has(role)) {
        Err(Problem::new("roles", Rule::RoleNotOffered))
    } else {
        Ok(())
    }
}

/// The whole sign-in name, in lower case.
fn user_name(typed: &str, domain: &str) -> Result<String, Rule> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Rule::Required);
    }
    let whole = if typed.contains('@') { typed.to_owned() } else { format!("{typed}@{domain}") };
    let whole = contact::email(&whole)?.to_lowercase();
    match whole.rsplit_once('@') {
        Some((_, at)) if at.eq_ignore_ascii_case(domain) => Ok(whole),
        _ => Err(Rule::UserNameDomain { domain: domain.to_owned() }),
    }
}

/// All problems at once, or the person as it is going to be stored.
pub(super) fn validate(new: &NewUser, home: &Home) -> Result<ValidUser, Fault> {
    let mut problems = Vec::new();
    let mut keep = |field: &'static str, result: Result<String, Rule>| {
        result.unwrap_or_else(|rule| {
            problems.push(Problem::new(field, rule));
            String::new()
        })
    };
    let user_name = keep("user-name", user_name(&new.user_name, &home.domain));
    let first_name = keep("first-name", name::person_name(&new.first_name));
    let last_name = keep("last-name", name::person_name(&new.last_name));
    let email = keep("email", contact::email(&new.email));
    let language = Lang::parse(&new.language);
    if language.is_none() {
        let country = Country::parse(&home.country).map_or("", Country::code);
        let rule = if new.language.trim().is_empty() {
            Rule::Required
        } else {
            Rule::LanguageUnknown { country }
        };
        problems.push(Problem::new("language", rule));
    }
    problems.extend(check_roles(home.kind, new.roles).err());
    match language {
        Some(language) if problems.is_empty() => {
            let roles = new.roles;
            Ok(ValidUser { user_name, first_name, last_name, email, language, roles })
        }
        _ => Err(Fault::Invalid(problems)),
    }
}

/// What is wrong with the first person of an organisation that is yet to be made, whose sign-in name
/// is given with it.
pub(crate) fn check_first(
    new: &NewUser,
    (kind, country): (OrganisationKind, &str),
) -> Vec<Problem> {
    let home = Home { kind, domain: "example".into(), country: country.to_owned() };
    match validate(new, &home) {
        Err(Fault::Invalid(mut problems)) => {
            problems.retain(|problem| problem.field != "user-name");
            problems
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role::SalesAgent;

    fn home(kind: OrganisationKind) -> Home {
        Home { kind, domain: "partner.example".into(), country: "JP".into() }
    }
    fn hanako() -> NewUser {
        NewUser {
            user_name: "Hanako".into(),
            first_name: " 花子 ".into(),
            last_name: "山田".into(),
            email: "hanako@Mail.example".into(),
            language: "ja".into(),
            roles: RoleSet::of(&[SalesAgent]),
        }
    }

    #[test]
    fn a_prefix_or_a_whole_name_at_the_domain_becomes_the_sign_in_name() {
        for typed in ["Hanako", " hanako@partner.example ", "HANAKO@Partner.Example"] {
            assert_eq!(
                user_name(typed, "partner.example").as_deref(),
                Ok("hanako@partner.example")
            );
        }
        let other = user_name("hanako@other.example", "partner.example");
        assert!(matches!(other, Err(Rule::UserNameDomain { .. })));
        for typed in ["ha nako", "a..b", "x@y@partner.example", "花子"] {
            assert_eq!(user_name(typed, "partner.example"), Err(Rule::EmailFormat), "{typed}");
        }
    }

    #[test]
    fn a_person_is_stored_clean() {
        let valid = validate(&hanako(), &home(OrganisationKind::DirectBill)).unwrap();
        assert_eq!(valid.user_name, "hanako@partner.example");
        assert_eq!((valid.first_name.as_str(), valid.language), ("花子", Lang::Ja));
        assert_eq!(valid.email, "hanako@mail.example");
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let Err(Fault::Invalid(problems)) =
            validate(&NewUser::default(), &home(OrganisationKind::DirectBill))
        else {
            panic!("an empty form is not a person")
        };
        let fields: Vec<_> = problems.iter().map(|p| p.field).collect();
        assert_eq!(fields, ["user-name", "first-name", "last-name", "email", "language", "roles"]);
    }

    #[test]
    fn only_partners_have_sales_agents() {
        for kind in OrganisationKind::ALL {
            let offered = check_roles(*kind, RoleSet::of(&[SalesAgent])).is_ok();
            let sells = !matches!(kind, OrganisationKind::Operator | OrganisationKind::Customer);
            assert_eq!(offered, sells, "{kind:?}");
        }
    }
}
