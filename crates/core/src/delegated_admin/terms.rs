//! What a partner asks for.

use super::DirectoryRole;
use crate::Fault;
use opc_kernel::{
    rule::{Problem, Rule},
    text::{clean_line, plain},
};

/// The longest duration, which is also the one proposed.
pub const DAYS_MAX: u32 = 730;
/// What auto-extend adds at the end: six months.
pub const EXTENSION_DAYS: u32 = 180;
/// Longest name of a relationship or of a group, in characters.
const NAME_MAX: u32 = 50;

/// The terms of a relationship that keep the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Its name, unique within the partner.
    pub name: String,
    /// How long it lasts from its approval on.
    pub days: u32,
    /// Whether it is extended by [`EXTENSION_DAYS`] at its end.
    pub auto_extend: bool,
    /// The roles asked for, in the order of [`DirectoryRole::ALL`].
    pub roles: Vec<DirectoryRole>,
}

/// The terms as typed or sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermsForm {
    /// Its name.
    pub name: String,
    /// Days, 1 to [`DAYS_MAX`].
    pub days: String,
    /// Whether it is extended.
    pub auto_extend: bool,
    /// Names or template ids of roles.
    pub roles: Vec<String>,
}

impl TermsForm {
    /// All problems at once, or the terms.
    pub(super) fn check(&self) -> Result<Terms, Fault> {
        let mut problems = Vec::new();
        let name = clean_name(&self.name)
            .map_err(|rule| problems.push(Problem::new("admin-name", rule)))
            .unwrap_or_default();
        let typed = plain(self.days.trim());
        let days =
            typed.parse().ok().filter(|days| (1..=DAYS_MAX).contains(days)).unwrap_or_else(|| {
                let range = Rule::DaysOutOfRange { min: 1, max: DAYS_MAX };
                let rule = if typed.is_empty() { Rule::Required } else { range };
                problems.push(Problem::new("admin-days", rule));
                DAYS_MAX
            });
        let roles = roles(&self.roles)
            .map_err(|rule| problems.push(Problem::new("admin-roles", rule)))
            .unwrap_or_default();
        if self.auto_extend && roles.contains(&DirectoryRole::GlobalAdmin) {
            problems.push(Problem::new("auto-extend", Rule::AutoExtendGlobalAdmin));
        }
        let auto_extend = self.auto_extend;
        if problems.is_empty() {
            Ok(Terms { name, days, auto_extend, roles })
        } else {
            Err(Fault::Invalid(problems))
        }
    }
}

/// A name of a relationship or of a group.
pub(super) fn clean_name(typed: &str) -> Result<String, Rule> {
    let name = clean_line(typed)?;
    match u32::try_from(name.chars().count()) {
        Ok(0) => Err(Rule::Required),
        Ok(length) if length <= NAME_MAX => Ok(name),
        _ => Err(Rule::TooLong { max: NAME_MAX }),
    }
}

/// At least one role, each once and in the order of [`DirectoryRole::ALL`].
pub(super) fn roles(named: &[String]) -> Result<Vec<DirectoryRole>, Rule> {
    let parse = |name: &String| {
        let role = name.trim();
        DirectoryRole::parse(role)
            .ok_or_else(|| Rule::DirectoryRoleUnknown { role: role.chars().take(60).collect() })
    };
    let mut roles = named.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() { Err(Rule::NothingChosen) } else { Ok(roles) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> TermsForm {
        let roles = ["user-admin", "directory-reader", "user-admin"].map(String::from).into();
        TermsForm {
            name: " Service  desk ".into(),
            days: "７３０".into(),
            auto_extend: true,
            roles,
        }
    }

    #[test]
    fn days_are_read_in_any_width_and_each_role_comes_once() {
        let terms = form().check().unwrap();
        assert_eq!((terms.name.as_str(), terms.days), ("Service desk", 730));
        assert_eq!(terms.roles, [DirectoryRole::DirectoryReader, DirectoryRole::UserAdmin]);
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let wrong = TermsForm { roles: vec!["global-admin".into()], days: "731".into(), ..form() };
        let wrong = TermsForm { name: "x".repeat(51), ..wrong };
        let Err(Fault::Invalid(problems)) = wrong.check() else { panic!("terms") };
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["admin-name", "admin-days", "auto-extend"]);
        for days in ["0", "-1", "1.5", "ten"] {
            assert!(TermsForm { days: days.into(), ..form() }.check().is_err(), "{days}");
        }
    }
}
