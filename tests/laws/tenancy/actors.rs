//! The columns of the matrix: who asks.

use super::world::World;
use opc_core::access::{
    OrganisationKind,
    Role::{self, AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, SalesAgent},
};
use opc_testkit::{Api, Browser, Tenant, TestApp};

/// An organisation of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Operator,
    /// A direct-bill partner. One of its customers is also a customer of the next.
    Direct,
    /// Another one.
    Other,
    Provider,
    /// A reseller of the provider; together they have a customer.
    Reseller,
    /// The provider's other reseller.
    Neighbour,
    /// A customer of the direct-bill partner.
    Customer,
    /// Nobody who is known.
    Nobody,
}

impl Who {
    pub(super) fn tenant(self, app: &TestApp) -> Option<&Tenant> {
        match self {
            Self::Operator => Some(&app.operator),
            Self::Direct => Some(&app.direct),
            Self::Other => Some(&app.other),
            Self::Provider => Some(&app.provider),
            Self::Reseller => Some(&app.reseller),
            Self::Neighbour => Some(&app.second_reseller),
            Self::Customer | Self::Nobody => None,
        }
    }
}

/// Fifteen: each kind of organisation, most roles of a partner, programs, and nobody. No role:
/// the organisation's program.
pub(super) const ACTORS: &[(Who, Option<Role>)] = &[
    (Who::Operator, Some(GlobalAdmin)),
    (Who::Direct, Some(GlobalAdmin)),
    (Who::Direct, Some(AdminAgent)),
    (Who::Direct, Some(SalesAgent)),
    (Who::Direct, Some(HelpdeskAgent)),
    (Who::Direct, Some(BillingAdmin)),
    (Who::Direct, None),
    (Who::Provider, Some(AdminAgent)),
    (Who::Reseller, Some(AdminAgent)),
    (Who::Neighbour, Some(AdminAgent)),
    (Who::Other, Some(AdminAgent)),
    (Who::Other, Some(GlobalAdmin)),
    (Who::Customer, Some(GlobalAdmin)),
    (Who::Customer, None),
    (Who::Nobody, None),
];

/// Somebody who asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    pub(super) who: Who,
    pub(super) role: Option<Role>,
    pub(super) kind: Option<OrganisationKind>,
}

impl Actor {
    pub(super) fn all(world: &World) -> Vec<Self> {
        let actor = |(who, role): &(Who, Option<Role>)| {
            let kind = world.tenant(*who).map(|tenant| tenant.kind);
            Self { who: *who, role: *role, kind }
        };
        ACTORS.iter().map(actor).collect()
    }
    /// The API as this actor.
    pub(super) async fn api(self, world: &World) -> Api {
        match (world.tenant(self.who), self.role) {
            (Some(tenant), Some(role)) => tenant.as_user(&world.app, role).await,
            (Some(tenant), None) => tenant.app_only(&world.app).await,
            (None, _) => Api::anonymous(&world.app),
        }
    }
    /// The portal as this actor. A program opens no pages.
    pub(super) async fn browser(self, world: &World) -> Option<Browser> {
        match (world.tenant(self.who), self.role) {
            (Some(tenant), Some(role)) => Some(tenant.browser(&world.app, role).await),
            (Some(_), None) => None,
            (None, _) => Some(Browser::new(&world.app)),
        }
    }
    /// As messages name it.
    pub(super) fn name(self) -> String {
        match self.role {
            Some(role) => format!("{:?}'s {}", self.who, role.name()),
            None if self.who == Who::Nobody => "nobody".to_owned(),
            None => format!("{:?}'s program", self.who),
        }
    }
}
