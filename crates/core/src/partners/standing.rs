//! How a reseller stands, asked by a provider before the two sell together
//! (`reference/operations.csv`, `agreementstatus`).

use super::store;
use crate::{Cx, Fault, access::permissions::ViewResellers};
use opc_kernel::id::OrganisationId;

/// How an organisation stands as a reseller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is no partner of that id.
    Unknown,
    /// It is in a country in which the provider does not sell.
    OutsideMarket,
    /// It has not signed its agreement with the operator.
    Unsigned,
    /// It has.
    Signed,
}

/// Who is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// By its partner network ID.
    NetworkId(String),
    /// By its tenant.
    Tenant(OrganisationId),
}

/// How a reseller stands. A look across tenants: it answers one of four words, and only a provider.
pub fn standing(cx: &mut Cx<'_, '_>, named: &Named) -> Result<Standing, Fault> {
    let scope = cx.allow(ViewResellers)?.scope();
    let id = match named {
        Named::Tenant(id) => store::in_use(cx, *id)?,
        Named::NetworkId(network_id) => store::with_network_id(cx, network_id)?,
    };
    let found = id.map(|id| store::profile(cx, id)).transpose()?.flatten();
    let Some(found) = found.filter(|found| found.kind.is_partner()) else {
        return Ok(Standing::Unknown);
    };
    let own = super::profile(cx, scope)?;
    Ok(match found.agreement_signed {
        _ if !own.market.contains(&found.country) => Standing::OutsideMarket,
        false => Standing::Unsigned,
        true => Standing::Signed,
    })
}
