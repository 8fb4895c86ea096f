//! What memory keeps of a customer, as it is stored.

use super::{
    Entry, Facets, ListFilter,
    entry::{Kinds, Test, letters},
};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{HeldQualification, Validation},
    fault::stored,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{CustomerId, Id, OrganisationId},
    time::Timestamp,
};

/// The next customers that pass, out of `rows` that are looked at, and the last one looked at. For
/// work that changes customers as it goes: it reads what is stored, since a transaction that writes
/// must not teach memory what may yet be rolled back.
pub(in crate::customers) fn matching(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    filter: &ListFilter,
    last: Option<CustomerId>,
    rows: u32,
) -> Result<(Vec<CustomerId>, Option<CustomerId>), Fault> {
    let test = Test::new(filter);
    let found = after(cx, scope, last, rows)?;
    let is_last = found.len() < rows as usize;
    let next = found.last().filter(|_| !is_last).map(|entry| entry.id);
    let passes = |entry: &&Entry| test.passes(entry.id, &entry.line, entry.facets);
    Ok((found.iter().filter(passes).map(|entry| entry.id).collect(), next))
}

/// The next customers in the order of ids, which both tables are stored in: by name, every row would
/// be a page of its own to fetch, and one renamed meanwhile might be missed.
pub(super) fn after(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    last: Option<CustomerId>,
    limit: u32,
) -> Result<Vec<Entry>, Fault> {
    let last = last.unwrap_or(CustomerId::from_uuid(uuid::Uuid::nil()));
    let found = cx.all(
        sql!(
            "SELECT a.customer_id, a.name_key, a.company_name, o.domain, a.tags, a.reseller_id, a.country,
                    a.qualifications, a.validation, a.created_at
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             WHERE a.partner_id = $1 AND a.relationship = 'reseller'
               AND a.customer_id > $2
             ORDER BY a.customer_id LIMIT $3"
        ),
        &[scope.partner().into(), last.into(), limit.into()],
        stored_entry,
    )?;
    found.into_iter().map(Stored::entry).collect()
}

/// A row before its JSON is read.
pub(super) struct Stored {
    id: CustomerId,
    key: String,
    name: String,
    domain: String,
    tags: String,
    reseller: Option<OrganisationId>,
    country: String,
    qualifications: String,
    validation: Validation,
    added: Timestamp,
}

pub(super) fn stored_entry(r: &mut Row<'_>) -> Result<Stored, DbError> {
    Ok(Stored {
        id: r.take()?,
        key: r.take()?,
        name: r.take()?,
        domain: r.take()?,
        tags: r.take()?,
        reseller: r.take()?,
        country: r.take()?,
        qualifications: r.take()?,
        validation: r.parse(Validation::parse)?,
        added: r.take()?,
    })
}

impl Stored {
    pub(super) fn entry(self) -> Result<Entry, Fault> {
        let held: Vec<HeldQualification> = stored("qualifications", &self.qualifications)?;
        let facets = Facets {
            reseller: self.reseller,
            country: letters(&self.country),
            kinds: Kinds::of(&held),
            validation: self.validation,
            added: self.added,
        };
        let tags = stored("tags", &self.tags)?;
        Ok(Entry::new(self.id, (&self.key, &self.name), &self.domain, tags, facets))
    }
}
