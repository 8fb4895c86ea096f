//! What stands in a file of customers.
//!
//! The first four headings are those of the files partners read today (`domain/04`), whatever the
//! reader's language; programs look for them. The rest says all that is needed to add the customer
//! again (`docs/decisions/15-customer-files.md`). The other file is for reading: it has the columns
//! of the page, in the reader's words.

use super::{asked, rows};
use crate::labels;
use opc_core::customers::{Capacity, Exported, HeldQualification};
use opc_words::Words;
use std::iter;

/// The name of a column, and what it holds.
type Column = (&'static str, fn(&Exported) -> String);

/// The columns.
const COLUMNS: [Column; 28] = [
    ("Microsoft ID", |of| of.account.id.to_string()),
    ("Company name", |of| of.account.billing.company_name.clone()),
    ("Primary domain name", |of| of.account.domain.clone()),
    ("Relationship", |of| match &of.capacity {
        Capacity::Seller => "Cloud Reseller".to_owned(),
        Capacity::Reseller { name, .. } => format!("Indirect reseller of {name}"),
    }),
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
    ("Indirect reseller ID", |of| {
        let own = of.account.reseller.filter(|_| of.capacity == Capacity::Seller);
        own.map(|id| id.to_string()).unwrap_or_default()
    }),
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

/// Which columns a file has.
pub(super) enum Sheet {
    /// All, as a format.
    Complete,
    /// Those of the page, in the reader's words.
    Shown(Words, Vec<asked::Column>),
}

impl Sheet {
    /// The headings.
    pub(super) fn headings(&self) -> Vec<String> {
        match self {
            Self::Complete => COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Self::Shown(w, columns) => {
                let keys = iter::once("company").chain(columns.iter().map(|column| column.key()));
                keys.map(|key| w.of_family("col", key)).collect()
            }
        }
    }
    /// The cells of a customer.
    pub(super) fn cells(&self, of: &Exported) -> Vec<String> {
        match self {
            Self::Complete => COLUMNS.iter().map(|(_, cell)| cell(of)).collect(),
            Self::Shown(w, columns) => {
                let name = of.account.billing.company_name.clone();
                iter::once(name)
                    .chain(columns.iter().map(|column| shown(*w, of, *column)))
                    .collect()
            }
        }
    }
}

/// A cell as the page has it.
fn shown(w: Words, of: &Exported, column: asked::Column) -> String {
    use asked::Column;
    let account = &of.account;
    match column {
        Column::Domain => account.domain.clone(),
        Column::Id => account.id.to_string(),
        Column::Relationship => labels::capacity(w, &of.capacity),
        Column::Reseller => of.reseller.clone(),
        Column::Country => labels::country(w, &account.billing.country),
        Column::Qualification => rows::qualifications(w, &account.qualifications),
        Column::Source => rows::sources(w, &of.sources),
        Column::Tags => listed(account.tags.iter().map(String::as_str)),
        Column::Added => w.date(w.date_at(account.created_at)),
    }
}
