//! The things that the matrix asks for: what every organisation has, and what stands in which
//! relation to whom.

use super::{
    actors::{Actor, Who},
    clerk::Clerk,
    parameters::Parameter::{
        self, AdminLink, AdminRelationship, Assignment, Customer, Document, Link, Order,
        Organisation, Partner, Provider, Reseller, Review, Subscription,
    },
};
use opc_core::access::Role;
use opc_testkit::{Tenant, TestApp};
use std::collections::HashMap;

/// An id that nobody has.
pub(super) const NOWHERE: &str = "00000000-0000-7000-8000-000000000000";

/// Ids of things, by what they are.
pub(super) type Ids = HashMap<Parameter, String>;

/// How the thing named stands to whoever names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Relation {
    /// One's own, or one's own organisation's.
    Own,
    /// One's own customer, with the order of another one's own customer.
    Sibling,
    /// One's own customer, which is also another partner's, with the order placed there.
    Crossed,
    /// Another partner's.
    Another,
    /// A customer until the relationship ended.
    Ended,
    /// A customer that the provider sells to through the reseller.
    Indirect,
}

impl Relation {
    pub(super) const ALL: [Self; 6] =
        [Self::Own, Self::Sibling, Self::Crossed, Self::Another, Self::Ended, Self::Indirect];
}

/// A furnished product.
pub(super) struct World {
    pub(super) app: TestApp,
    own: HashMap<Who, Ids>,
    siblings: HashMap<Who, Ids>,
    ended: HashMap<Who, Ids>,
    /// The other partner's things at the customer of [`Who::Direct`].
    crossed: Ids,
    indirect: Ids,
    /// What only providers have, of another one.
    strange: Ids,
    /// The customer of [`Who::Direct`].
    customer: Tenant,
}

impl World {
    pub(super) async fn furnished(app: TestApp) -> Self {
        let (mut own, mut siblings, mut ended) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (who, name) in
            [(Who::Direct, "direct"), (Who::Other, "other"), (Who::Provider, "provider")]
        {
            let mut clerk = Clerk::of(&app, who).await;
            let mut ids = clerk.customer(&format!("{name}-own"), None).await;
            siblings.insert(who, clerk.customer(&format!("{name}-sibling"), None).await);
            ended.insert(who, clerk.ended(&format!("{name}-ended")).await);
            ids.extend(clerk.office(name, &ids[&Customer].clone()).await);
            own.insert(who, ids);
        }
        let reseller = app.reseller.id.to_string();
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let indirect = clerk.customer("indirect", Some(&reseller)).await;
        own.entry(Who::Provider).or_default().extend(clerk.providers().await);
        for who in [Who::Operator, Who::Reseller, Who::Neighbour] {
            own.insert(who, Clerk::of(&app, who).await.desk().await);
        }
        let mut clerk = Clerk::of(&app, Who::Reseller).await;
        let mut seen = clerk.administer("Himitsu indirect-reseller", &indirect[&Customer]).await;
        seen.extend(clerk.ask().await);
        seen.extend([Customer, Order, Subscription].map(|p| (p, indirect[&p].clone())));
        own.entry(Who::Reseller).or_default().extend(seen);
        for who in [Who::Reseller, Who::Neighbour] {
            own.entry(who).or_default().insert(Provider, app.provider.id.to_string());
        }
        let reviewed = [Review, Document].map(|p| (p, own[&Who::Direct][&p].clone()));
        let programme = (Organisation, app.direct.id.to_string());
        own.entry(Who::Operator).or_default().extend(reviewed.into_iter().chain([programme]));
        let strange = Self::strange(&app).await;
        own.entry(Who::Other).or_default().insert(Provider, strange[&Provider].clone());
        let asked = &own[&Who::Direct];
        let id = asked[&Customer].clone();
        let customer = app.staffed(&id, "directown").await;
        let asked = [Customer, AdminRelationship, AdminLink, Assignment, Link]
            .map(|p| (p, asked[&p].clone()));
        own.insert(Who::Customer, asked.into());
        let partner = (Partner, app.direct.id.to_string());
        own.entry(Who::Customer).or_default().extend([partner]);
        let mut clerk = Clerk::of(&app, Who::Other).await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        clerk.is_joined(&mut admin, "Himitsu other-shared").await;
        let mut crossed = clerk.furnish(id.clone()).await;
        crossed.extend(clerk.administer("Himitsu other-shared", &id).await);
        Self { app, own, siblings, ended, crossed, indirect, strange, customer }
    }

    /// Another provider, whose reseller [`Who::Other`] is, with one to try things out with.
    async fn strange(app: &TestApp) -> Ids {
        let tenant = app.another_provider().await;
        app.sell_together(&tenant, &app.other).await;
        let mut ids = Clerk::at(app, &tenant, Role::AdminAgent).await.providers().await;
        let known = [(Provider, &tenant), (Reseller, &app.other)];
        ids.extend(known.map(|(p, tenant)| (p, tenant.id.to_string())));
        ids
    }

    /// The organisation of whoever this is; nobody has none.
    pub(super) fn tenant(&self, who: Who) -> Option<&Tenant> {
        if who == Who::Customer { Some(&self.customer) } else { who.tenant(&self.app) }
    }
    /// The things of this organisation.
    pub(super) fn of(&self, who: Who) -> &Ids {
        &self.own[&who]
    }
    pub(super) fn crossed(&self) -> &Ids {
        &self.crossed
    }
    pub(super) fn indirect(&self) -> &Ids {
        &self.indirect
    }
    /// Another partner's things: of the first one, of the other for the first.
    fn foreign_to(&self, who: Who) -> Ids {
        let foreign = if who == Who::Direct { Who::Other } else { Who::Direct };
        let mut ids = self.of(foreign).clone();
        // The first one's own customer is the other one's as well.
        ids.extend(self.siblings[&foreign].clone());
        for (what, id) in &self.strange {
            if *what != Reseller || matches!(who, Who::Provider | Who::Reseller) {
                ids.insert(*what, id.clone());
            }
        }
        if who == Who::Other {
            ids.insert(Provider, self.app.provider.id.to_string());
        }
        let provider = self.app.provider.id.to_string();
        ids.extend([(Partner, provider.clone()), (Organisation, provider)]);
        ids
    }
    /// The organisation whose pages this is; whoever has none is sent to another's.
    pub(super) fn tenant_of(&self, who: Who) -> String {
        self.tenant(who).unwrap_or(&self.app.direct).id.to_string()
    }
    /// Another partner, and its things.
    pub(super) fn home_of_foreign(&self, who: Who) -> (String, Ids) {
        let foreign = if who == Who::Direct { Who::Other } else { Who::Direct };
        (self.tenant_of(foreign), self.foreign_to(who))
    }
    /// Whether the draft of the actor's organisation is the actor's.
    pub(super) fn drafted(actor: Actor) -> bool {
        actor.role == Some(Role::AdminAgent)
    }

    /// The things in this relation to this organisation.
    pub(super) fn ids(&self, relation: Relation, who: Who) -> Ids {
        let nothing = Ids::new();
        let own = self.own.get(&who).unwrap_or(&nothing);
        let parts = |of: &Ids| {
            let parts = of.iter().filter(|(parameter, _)| parameter.is_part(relation));
            let parts = parts.map(|(parameter, id)| (*parameter, id.clone()));
            let Some(customer) = own.get(&Customer) else { return Ids::new() };
            parts.chain([(Customer, customer.clone())]).collect()
        };
        let mut ids = match relation {
            Relation::Own => own.clone(),
            Relation::Sibling => self.siblings.get(&who).map(parts).unwrap_or_default(),
            Relation::Crossed if who == Who::Direct => parts(&self.crossed),
            Relation::Crossed => parts(&self.foreign_to(who)),
            Relation::Another => self.foreign_to(who),
            Relation::Ended => self.ended.get(&who).cloned().unwrap_or_default(),
            Relation::Indirect => self.indirect.clone(),
        };
        if let Some(customer) = ids.get(&Customer).cloned() {
            ids.insert(Parameter::Logged, customer);
        }
        ids
    }
    /// The names of customers that this organisation must not read anywhere.
    pub(super) fn secrets(who: Who) -> impl Iterator<Item = String> {
        let known: &[&str] = match who {
            Who::Direct => &["direct-"],
            Who::Customer => &["direct-own"],
            // The customer that both have is called what it called itself first.
            Who::Other => &["other-", "direct-own"],
            Who::Provider => &["provider-", "indirect"],
            Who::Reseller => &["indirect"],
            Who::Operator => &[""],
            Who::Neighbour | Who::Nobody => &[],
        };
        let whose = ["direct", "other", "provider"].into_iter();
        let which = ["own", "sibling", "ended", "import", "draft"];
        let all = whose.flat_map(move |whose| which.map(|which| format!("{whose}-{which}")));
        let all = all.chain(["indirect".to_owned()]);
        all.filter(|name| !known.iter().any(|known| name.starts_with(known)))
            .map(|name| format!("Himitsu {name}"))
    }
}
