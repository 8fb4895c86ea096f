//! Looking at imports.

use super::{Import, store};
use crate::{Cx, Fault, access::permissions::AddCustomer};
use opc_kernel::{
    id::ImportId,
    page::{Page, PageSize},
};

/// One import of the partner.
pub fn get(cx: &mut Cx<'_, '_>, id: ImportId) -> Result<Import, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    store::find(cx, scope, id)
}

/// Imports of the partner, newest first.
pub fn list(
    cx: &mut Cx<'_, '_>,
    after: Option<ImportId>,
    size: PageSize,
) -> Result<Page<Import, ImportId>, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let limit = i64::try_from(size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let found = store::list(cx, scope, after, limit)?;
    Ok(Page::from_fetched(found, size, |import| import.id))
}
