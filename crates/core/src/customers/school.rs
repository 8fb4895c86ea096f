//! What an education customer has to give, wherever it is asked for: on the account form, in an
//! import, over the API, on the account page (`domain/02`, Account info fields).

use super::{Account, Qualification, QualificationState};
use opc_kernel::{
    rule::{Problem, Rule},
    rules::contact,
};

/// Which kind of institution it is, and its website.
pub(super) type Details<'a> = (&'a str, &'a str);

/// What is missing: a segment, a website, a contact address of the institution's own. Without
/// `details`, such as on the bill-to form, which has none, only the address is looked at.
pub(super) fn problems(
    details: Option<Details<'_>>,
    email: &str,
    tenant_domains: &[String],
) -> Vec<Problem> {
    let field = |rule: Rule| match rule {
        Rule::EducationSegmentMissing => Problem::new("education-segment", rule),
        rule => Problem::new("website", rule),
    };
    let missing = details.map(|(segment, website)| contact::education(segment, website));
    let address = contact::own_email(email, tenant_domains).err();
    let missing = missing.unwrap_or_default().into_iter().map(field);
    missing.chain(address.map(|rule| Problem::new("email", rule))).collect()
}

/// Whether a customer is an education customer, or is being reviewed as one.
pub(super) fn is_one(account: &Account) -> bool {
    let stands = |state| state != QualificationState::Denied;
    let school = Qualification::Education;
    account.qualifications.iter().any(|held| held.kind == school && stands(held.state))
}
