//! Rows of the list, and of what is exported from it.

use super::{AccountRow, account_of, account_row, providers, sources};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{Account, Capacity, ListItem, ListKey, ListQuery, Relationship, Validation},
    fault::stored,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::{CustomerId, Id, OrganisationId};

/// A page and one row more, of all customers by name.
pub(in crate::customers) fn page(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    query: &ListQuery,
) -> Result<Vec<ListItem>, Fault> {
    let first = || ListKey {
        place: if query.order.down { char::MAX.to_string() } else { String::new() },
        id: CustomerId::from_uuid(uuid::Uuid::nil()),
    };
    let after = query.after.clone().unwrap_or_else(first);
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX) + 1;
    let statement = if query.order.down {
        sql!(
            "SELECT a.customer_id, a.company_name, o.domain, a.relationship, a.country, a.name_key,
                    a.reseller_id, r.name, a.validation, a.created_at, a.provider_id IS NULL, a.tags,
                    a.qualifications
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             LEFT JOIN organisations r ON r.id = a.reseller_id
             WHERE a.partner_id = $1 AND a.relationship = 'reseller'
               AND (a.name_key, a.customer_id) < ($2, $3)
             ORDER BY a.name_key DESC, a.customer_id DESC LIMIT $4"
        )
    } else {
        sql!(
            "SELECT a.customer_id, a.company_name, o.domain, a.relationship, a.country, a.name_key,
                    a.reseller_id, r.name, a.validation, a.created_at, a.provider_id IS NULL, a.tags,
                    a.qualifications
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             LEFT JOIN organisations r ON r.id = a.reseller_id
             WHERE a.partner_id = $1 AND a.relationship = 'reseller'
               AND (a.name_key, a.customer_id) > ($2, $3)
             ORDER BY a.name_key, a.customer_id LIMIT $4"
        )
    };
    let after = [after.place.into(), after.id.into()];
    let [name, id] = after;
    let rows = cx.all(statement, &[scope.partner().into(), name, id, limit.into()], list_item)?;
    read(cx, scope, rows)
}

/// These customers, in any order.
pub(in crate::customers) fn these(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<Vec<ListItem>, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT a.customer_id, a.company_name, o.domain, a.relationship, a.country, a.name_key,
                    a.reseller_id, r.name, a.validation, a.created_at, a.provider_id IS NULL, a.tags,
                    a.qualifications
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             LEFT JOIN organisations r ON r.id = a.reseller_id
             WHERE a.partner_id = $1 AND a.relationship = 'reseller'
               AND a.customer_id = ANY($2)"
        ),
        &[scope.partner().into(), customers.into()],
        list_item,
    )?;
    read(cx, scope, rows)
}

/// The accounts of these customers, in any order.
pub(in crate::customers) fn accounts(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<Vec<Account>, Fault> {
    let rows: Vec<AccountRow> = cx.all(
        sql!(
            "SELECT a.customer_id, a.relationship, o.name, o.domain, o.registration_id, a.company_name,
                    a.email, a.first_name, a.last_name, a.phone, a.address_line1, a.address_line2,
                    a.city, a.state, a.postal_code, a.country, a.culture, a.language, a.reseller_id,
                    a.provider_id, a.validation, a.delegated_admin, a.buys_reservations,
                    a.buys_savings_plans, a.version, a.created_at, a.updated_at, a.tags, a.qualifications
             FROM accounts a JOIN organisations o ON o.id = a.customer_id
             WHERE a.partner_id = $1 AND a.customer_id = ANY($2) AND a.relationship = 'reseller'"
        ),
        &[scope.partner().into(), customers.into()],
        account_row,
    )?;
    rows.into_iter().map(account_of).collect()
}

/// A row whose JSON has yet to be read, and whether the scope sells to the customer itself.
type Unread = (ListItem, bool, String, String);

fn read(cx: &mut Cx<'_, '_>, scope: Scope, rows: Vec<Unread>) -> Result<Vec<ListItem>, Fault> {
    let ids: Vec<_> = rows.iter().map(|(item, ..)| item.id).collect();
    let (mut providers, mut sources) = (providers(cx, scope, &ids)?, sources(cx, scope, &ids)?);
    let read = |(item, sells, tags, qualifications): Unread| {
        let capacities = Capacity::all(sells, providers.remove(&item.id).unwrap_or_default());
        let qualifications = stored("qualifications", &qualifications)?;
        let (sources, tags) =
            (sources.remove(&item.id).unwrap_or_default(), stored("tags", &tags)?);
        Ok(ListItem { capacities, sources, qualifications, tags, ..item })
    };
    rows.into_iter().map(read).collect()
}

fn list_item(r: &mut Row<'_>) -> Result<Unread, DbError> {
    let (id, company_name, domain) = (r.take()?, r.take()?, r.take()?);
    let relationship = r.parse(Relationship::parse)?;
    let (country, key) = (r.take()?, r.take()?);
    let reseller: Option<OrganisationId> = r.take()?;
    let name: Option<String> = r.take()?;
    let item = ListItem {
        id,
        company_name,
        domain,
        relationship,
        capacities: Vec::new(),
        sources: Vec::new(),
        country,
        reseller: reseller.zip(name),
        qualifications: Vec::new(),
        validation: r.parse(Validation::parse)?,
        created_at: r.take()?,
        tags: Vec::new(),
        key,
    };
    Ok((item, r.take()?, r.take()?, r.take()?))
}
