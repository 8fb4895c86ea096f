//! The columns of the matrix: who asks.

use super::world::{CUSTOMERS_PASSWORD, World};
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

/// Fourteen: each kind of organisation, each role of a partner, a program, and nobody. No role:
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
    pub(super) fn all(app: &TestApp) -> Vec<Self> {
        let actor = |(who, role): &(Who, Option<Role>)| {
            let kind = match who {
                Who::Customer => Some(OrganisationKind::Customer),
                who => who.tenant(app).map(|tenant| tenant.kind),
            };
            Self { who: *who, role: *role, kind }
        };
        ACTORS.iter().map(actor).collect()
    }
    /// The API as this actor. A customer has no program, so nobody there gets a token.
    pub(super) async fn api(self, app: &TestApp) -> Option<Api> {
        match (self.who.tenant(app), self.role) {
            (Some(tenant), Some(role)) => Some(tenant.as_user(app, role).await),
            (Some(tenant), None) => Some(tenant.app_only(app).await),
            (None, _) => (self.who == Who::Nobody).then(|| Api::anonymous(app)),
        }
    }
    /// The portal as this actor. A program opens no pages.
    pub(super) async fn browser(self, world: &World) -> Option<Browser> {
        let app = &world.app;
        match (self.who.tenant(app), self.role) {
            (Some(tenant), Some(role)) => Some(tenant.browser(app, role).await),
            (Some(_), None) => None,
            (None, Some(_)) => {
                let mut browser = Browser::new(app);
                let page = browser.get("/sign-in").await;
                let user = world.customers_admin.as_str();
                let fields = [("user-name", user), ("password", CUSTOMERS_PASSWORD)];
                let page = browser.submit(&page, "/sign-in", &fields).await;
                assert!(page.status == 200 && page.path.starts_with("/p/"), "{}", page.html);
                Some(browser)
            }
            (None, None) => Some(Browser::new(app)),
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
