//! What stands in a file of customers.
//!
//! The first four headings are those of the files partners read today (`domain/04`), whatever the
//! reader's language; programs look for them. The rest says all that is needed to add the customer
//! again (`docs/decisions/15-customer-files.md`).

use opc_core::customers::{Exported, HeldQualification};

/// The name of a column, and what it holds.
type Column = (&'static str, fn(&Exported) -> String);

/// The columns.
pub(super) const COLUMNS: [Column; 28] = [
    ("Microsoft ID", |of| of.account.id.to_string()),
    ("Company name", |of| of.account.billing.company_name.clone()),
    ("Primary domain name", |of| of.account.domain.clone()),
    ("Relationship", |_| "Cloud Reseller".to_owned()),
    ("Country", |of| of.account.billing.country.clone()),
    ("Postal code", |of| of.account.billing.postal_code.clone()),
    ("State", |of| of.account.billing.state.clone()),
    ("City", |of| of.account.billing.city.clone()),
    ("Address line 1", |of| of.account.billing.address_line_1.clone()),
    ("Address line 2", |of| of.account.billing.address_line_2.clone()),
    ("First name", |of| of.account.billing.first_name.clone()),
    ("Last name", |of| of.account.billing.last_name.clone()),
    ("Email", |of| of.account.billing.email.clone()),
    ("Phone", |of| of.account.billing.phone.clone()),
    ("Culture", |of| of.account.billing.culture.clone()),
    ("Language", |of| of.account.billing.language.clone()),
    ("Registration ID", |of| of.account.registration_id.clone().unwrap_or_default()),
    ("Directory name", |of| of.account.directory_name.clone()),
    ("Special qualification", |of| {
        listed(of.account.qualifications.iter().map(|held| held.kind.name()))
    }),
    ("Qualification status", |of| {
        listed(of.account.qualifications.iter().map(|held| held.state.name()))
    }),
    ("Education segment", |of| of_school(of, |held| &held.education_segment)),
    ("Website", |of| of_school(of, |held| &held.website)),
    ("Verification", |of| of.account.validation.name().to_owned()),
    ("Admin access", |of| if of.account.delegated_admin { "yes" } else { "no" }.to_owned()),
    ("Indirect reseller name", |of| of.reseller.clone()),
    ("Indirect reseller ID", |of| of.account.reseller.map(|id| id.to_string()).unwrap_or_default()),
    ("Tags", |of| listed(of.account.tags.iter().map(String::as_str))),
    ("Added", |of| of.account.created_at.to_string()),
];

/// What only a school has said; empty for others.
fn of_school(of: &Exported, said: fn(&HeldQualification) -> &String) -> String {
    let mut said = of.account.qualifications.iter().map(said).filter(|said| !said.is_empty());
    said.next().cloned().unwrap_or_default()
}

fn listed<'t>(all: impl Iterator<Item = &'t str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

/// The cells of a customer.
pub(super) fn cells(of: &Exported) -> Vec<String> {
    COLUMNS.iter().map(|(_, cell)| cell(of)).collect()
}

/// The headings.
pub(super) fn headings() -> Vec<String> {
    COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect()
}
