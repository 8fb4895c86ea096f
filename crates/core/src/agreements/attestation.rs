//! What a partner states about a customer's acceptance.

use super::{Confirmation, ConfirmationKind};
use opc_kernel::{
    country::Country,
    id::TemplateId,
    rule::{Problem, Rule},
    rules::{contact, name},
    time::{Date, Timestamp},
};

/// Who accepted the agreement for the customer, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// The template that was accepted; absent: the current one.
    pub template: Option<TemplateId>,
    /// The day it was accepted, not in the future.
    pub date: Date,
    /// Given name of the signer.
    pub first_name: String,
    /// Family name of the signer.
    pub last_name: String,
    /// Mail address of the signer.
    pub email: String,
    /// Telephone number of the signer; may be empty.
    pub phone: String,
}

impl Attestation {
    /// The same with clean values, or every field that breaks a rule (`domain/02`, Agreement).
    pub fn checked(&self, country: Country, today: Date) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |field: &'static str, value: Result<String, Rule>| {
            value.map_err(|rule| problems.push(Problem::new(field, rule))).unwrap_or_default()
        };
        let clean = Self {
            template: self.template,
            date: self.date,
            first_name: keep("signer-first-name", name::person_name(&self.first_name)),
            last_name: keep("signer-last-name", name::person_name(&self.last_name)),
            email: keep("signer-email", contact::email(&self.email)),
            phone: keep("signer-phone", phone(country, &self.phone)),
        };
        if self.date > today {
            let rule = Rule::AgreementDateInFuture { today: today.to_string() };
            problems.insert(0, Problem::new("agreement-date", rule));
        }
        if problems.is_empty() { Ok(clean) } else { Err(problems) }
    }
}

/// The signer's number is optional also where the customer's is not.
fn phone(country: Country, typed: &str) -> Result<String, Rule> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    contact::phone(country, typed).map(Option::unwrap_or_default)
}

/// Whether the same attestation is on record: same template, same signer (error 600061). A new
/// date alone is no reason to attest again.
pub(super) fn is_duplicate(
    on_record: &[Confirmation],
    template: TemplateId,
    new: &Attestation,
) -> bool {
    let attested = |c: &&Confirmation| {
        c.kind == ConfirmationKind::Attested && c.template == template && c.date_agreed.is_some()
    };
    on_record.iter().filter(attested).max_by_key(|c| (c.created_at, c.id)).is_some_and(|last| {
        last.first_name == new.first_name
            && last.last_name == new.last_name
            && last.email.eq_ignore_ascii_case(&new.email)
            && last.phone == new.phone
    })
}

/// The latest date it is for who records an acceptance: the country's, so that what is entered in
/// Tokyo before nine in the morning is not in the future, or that of UTC, which programs send.
pub fn today_in(country: Country, now: Timestamp) -> Date {
    country.date_at(now).max(now.utc_date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::{
        id::{AgreementId, Id},
        rules::agreement::date,
    };
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        date(text).unwrap()
    }
    fn template(n: u128) -> TemplateId {
        TemplateId::from_uuid(Uuid::from_u128(n))
    }
    fn attestation() -> Attestation {
        Attestation {
            template: None,
            date: day("2026-11-20"),
            first_name: "Hanako".into(),
            last_name: "Yamada".into(),
            email: "hanako@customer.example".into(),
            phone: "03-0155-0100".into(),
        }
    }
    fn confirmation(n: u128, of: &Attestation, at: TemplateId) -> Confirmation {
        Confirmation {
            id: AgreementId::from_uuid(Uuid::from_u128(n)),
            template: at,
            kind: ConfirmationKind::Attested,
            date_agreed: Some(of.date),
            first_name: of.first_name.clone(),
            last_name: of.last_name.clone(),
            email: of.email.clone(),
            phone: of.phone.clone(),
            recorded_by: None,
            created_at: Timestamp::from_micros(i64::try_from(n).unwrap()),
        }
    }

    /// `domain/02`: re-attest only if signer name, e-mail or phone changes.
    #[test]
    fn an_attestation_is_new_if_the_signer_or_the_template_is() {
        let first = attestation();
        let on_record = [confirmation(1, &first, template(1))];
        assert!(is_duplicate(&on_record, template(1), &first));
        assert!(!is_duplicate(&[], template(1), &first));
        assert!(!is_duplicate(&on_record, template(2), &first), "newer template");
        let later = Attestation { date: day("2026-11-21"), ..first.clone() };
        assert!(is_duplicate(&on_record, template(1), &later), "only the date differs");
        let capitals = Attestation { email: "HANAKO@customer.example".into(), ..first.clone() };
        assert!(is_duplicate(&on_record, template(1), &capitals), "the same address");
        let changes: [fn(&mut Attestation); 4] = [
            |a| a.first_name = "Jiro".into(),
            |a| a.last_name = "Suzuki".into(),
            |a| a.email = "jiro@customer.example".into(),
            |a| a.phone.clear(),
        ];
        for change in changes {
            let mut other = first.clone();
            change(&mut other);
            assert!(!is_duplicate(&on_record, template(1), &other), "{other:?}");
        }
    }

    #[test]
    fn only_the_latest_attestation_counts_and_an_awaited_one_does_not() {
        let (first, mut second) = (attestation(), attestation());
        second.first_name = "Jiro".into();
        let on_record =
            [confirmation(2, &second, template(1)), confirmation(1, &first, template(1))];
        assert!(!is_duplicate(&on_record, template(1), &first), "back to the first signer");
        assert!(is_duplicate(&on_record, template(1), &second));
        let mut awaited = confirmation(3, &first, template(1));
        awaited.kind = ConfirmationKind::Direct;
        awaited.date_agreed = None;
        assert!(!is_duplicate(&[awaited], template(1), &first));
    }

    #[test]
    fn every_wrong_field_is_named_and_the_phone_may_be_missing() {
        let india = Country::parse("IN").unwrap();
        let today = day("2026-11-21");
        let without_phone = Attestation { phone: " ".into(), ..attestation() };
        assert_eq!(without_phone.checked(india, today).unwrap().phone, "");
        let wrong = Attestation {
            date: day("2026-11-22"),
            first_name: String::new(),
            email: "nobody".into(),
            phone: "none".into(),
            ..attestation()
        };
        let problems = wrong.checked(india, today).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|p| p.field).collect();
        assert_eq!(fields, ["agreement-date", "signer-first-name", "signer-email", "signer-phone"]);
    }

    #[test]
    fn the_day_begins_earlier_in_japan() {
        let evening = Timestamp::at_utc_midnight(day("2026-11-21")).plus_seconds(16 * 3600);
        let today = |code| today_in(Country::parse(code).unwrap(), evening);
        assert_eq!(today("JP"), day("2026-11-22"));
        assert_eq!(today("US"), day("2026-11-21"));
    }
}
