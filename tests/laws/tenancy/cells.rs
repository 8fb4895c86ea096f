//! What a cell of the matrix has to answer: from the policy table and the relation, never from
//! what the product happens to do.

use super::{
    actors::{Actor, Who},
    parameters::{Parameter, public},
    routes::Route,
    rows::{self, Kept},
    world::{Ids, NOWHERE, Relation, World},
};
use opc_core::access::{
    Cloud, OrganisationKind,
    Permission::{self, PlaceOrder, ViewAgreements, ViewCustomers, ViewOrders},
};
use opc_testkit::{Page, Reply, encode};
use std::collections::BTreeSet;

/// The answer expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// Whoever asks has to sign in.
    SignIn,
    /// Their role or their organisation may not.
    Refused,
    /// As for ids that nobody has.
    Absent,
    /// It is there.
    There,
}

/// Pages that ask for more than their gate: a section of an account that shows more than the account.
const ALSO: &[(&str, Permission)] = &[
    ("/p/{tenant}/customers/{id}/subscriptions", ViewOrders),
    ("/p/{tenant}/customers/{id}/subscriptions.csv", ViewOrders),
    ("/p/{tenant}/customers/{id}/orders", ViewOrders),
    ("/p/{tenant}/customers/{id}/orders/{order}", ViewOrders),
    ("/p/{tenant}/customers/{id}/orders/{order}/retry", PlaceOrder),
    ("/p/{tenant}/customers/{id}/agreement", ViewAgreements),
    ("/p/{tenant}/customers/{id}/admin-relationships", ViewCustomers),
    ("/p/{tenant}/customers/{id}/subscriptions/{subscription}/reseller", ViewCustomers),
    ("/p/{tenant}/customers/{id}/subscriptions/{subscription}/suspend", ViewCustomers),
    ("/p/{tenant}/customers/{id}/subscriptions/{subscription}/activate", ViewCustomers),
    ("/p/{tenant}/customers/{id}/give-up-admin", ViewCustomers),
    ("/v1/customers/{customer_id}", ViewCustomers),
    ("/v1/customers/{customer_id}/offers", ViewCustomers),
    ("/v1/customers/{customer_id}/offercategories", ViewCustomers),
];

/// Pages that only providers have.
const OF_PROVIDERS: [&str; 3] = [
    "/p/{tenant}/customers/{id}/reseller",
    "/p/{tenant}/customers/new/{draft}/reseller",
    "/p/{tenant}/customers/{id}/subscriptions/{subscription}/reseller",
];

/// What an actor is answered on a route that names things in this relation.
pub(super) fn expected(actor: Actor, route: &Route, relation: Relation) -> Expected {
    let Some(permission) = route.permission else { return Expected::There };
    let Some(kind) = actor.kind else { return Expected::SignIn };
    let also = ALSO.iter().filter(|(path, _)| *path == route.path).map(|(_, needed)| *needed);
    let may = |permission: Permission| {
        let rule = permission.rule();
        let role = actor.role.map_or(rule.app_only, |role| rule.role_set().has(role));
        role && rule.kinds.contains(&kind) && Cloud::Public.lacks(permission, kind).is_none()
    };
    if !may(permission) || !also.into_iter().all(may) {
        return Expected::Refused;
    }
    let is_providers = OF_PROVIDERS.iter().any(|path| route.path.starts_with(path));
    if is_providers && kind != OrganisationKind::IndirectProvider {
        return Expected::Absent;
    }
    let sees = |parameter: &Parameter| sees(actor, *parameter, relation);
    if route.parameters.iter().all(sees) { Expected::There } else { Expected::Absent }
}

/// Whether this actor can see such a thing in this relation to it.
fn sees(actor: Actor, parameter: Parameter, relation: Relation) -> bool {
    let is_part = parameter.is_part(relation);
    let sells = actor.who == Who::Provider;
    match (relation, parameter) {
        (Relation::Own, Parameter::Draft) => World::drafted(actor),
        (Relation::Another | Relation::Indirect, Parameter::Document) => {
            actor.who == Who::Operator || (relation == Relation::Indirect && sells)
        }
        (_, Parameter::Logged) if actor.who == Who::Operator || relation == Relation::Ended => true,
        (Relation::Own, Parameter::Provider) => {
            matches!(actor.who, Who::Reseller | Who::Neighbour | Who::Other)
        }
        // What a partner's groups have does not concern the customer.
        (Relation::Own, Parameter::Assignment) => actor.who != Who::Customer,
        (Relation::Own, Parameter::Reseller)
        | (
            Relation::Indirect,
            Parameter::AdminRelationship | Parameter::Assignment | Parameter::Group,
        ) => sells,
        // The operator sees all partners and reviews their customers, as long as they are; and
        // whoever holds a personal link may open it.
        (Relation::Another | Relation::Indirect, Parameter::Review)
        | (_, Parameter::Organisation | Parameter::Link)
        | (Relation::Own, _) => true,
        (Relation::Sibling | Relation::Crossed, _) => !is_part,
        (
            Relation::Indirect,
            Parameter::Customer | Parameter::Logged | Parameter::Order | Parameter::Subscription,
        ) => matches!(actor.who, Who::Provider | Who::Reseller),
        (Relation::Another | Relation::Ended | Relation::Indirect, _) => false,
    }
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it led.
    pub(super) path: String,
    /// What it says, ids blanked.
    pub(super) text: String,
}

impl Answer {
    pub(super) fn of_api(reply: &Reply) -> Self {
        let text = faceless(&reply.text);
        Self { status: reply.status.as_u16(), path: String::new(), text }
    }
    /// Of a page only what is in its middle: around it are the visitor's own name and token.
    pub(super) fn of_page(page: &Page) -> Self {
        let main = page.html.split("<main").nth(1).unwrap_or(&page.html);
        let main = main.split("</main").next().unwrap_or_default();
        let path = page.path.split('?').next().unwrap_or_default();
        let path = match path.strip_prefix("/a/") {
            Some(link) => format!("/a/#{}", link.find('/').map_or("", |end| &link[end..])),
            None => faceless(path),
        };
        Self { status: page.status.as_u16(), path, text: faceless(main) }
    }
    fn is_sign_in(&self) -> bool {
        self.status == 401 || self.path.starts_with("/sign-in")
    }
    /// What is wrong with this answer; `absent` is the one for ids that nobody has.
    pub(super) fn offence(
        &self,
        expected: Expected,
        route: &Route,
        absent: &Self,
    ) -> Option<String> {
        let Self { status, path, .. } = self;
        let right = match expected {
            Expected::SignIn => self.is_sign_in(),
            Expected::Refused => *status == 403,
            // What is left out of a list or of a batch is left out without a word.
            Expected::Absent if !route.sent.is_empty() => *status < 500 && self == absent,
            Expected::Absent if route.is_get() => *status == 404 && self == absent,
            Expected::Absent => (400..500).contains(status) && self == absent,
            Expected::There if route.permission.is_none() || route.method == "HEAD" => {
                *status < 500
            }
            Expected::There if route.is_get() => *status == 200 && !self.is_sign_in(),
            Expected::There => *status < 500 && ![401, 403, 404].contains(status),
        };
        let for_nothing = if self == absent { "the same as" } else { "otherwise than" };
        (!right).then(|| {
            let start: String = self.text.chars().take(300).collect();
            format!(
                "expected {expected:?}, got {status} at {path}, {for_nothing} for nothing: {start}"
            )
        })
    }
}

/// The text with every id blanked.
pub(super) fn faceless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('-') {
        let start = at.checked_sub(8).filter(|start| {
            rest.get(*start..start + 36).is_some_and(|id| id.parse::<uuid::Uuid>().is_ok())
        });
        if let Some(start) = start {
            out += &rest[..start];
            out.push('#');
            rest = &rest[start + 36..];
        } else {
            out += &rest[..=at];
            rest = &rest[at + 1..];
        }
    }
    out + rest
}

/// The path of a route and what is sent to it, with ids; `None` if there is nothing of a kind it
/// names.
pub(super) fn filled(route: &Route, tenant: &str, ids: &Ids) -> Option<(String, String)> {
    let (mut path, mut sent) = (route.path.clone(), route.sent.to_owned());
    for (name, parameter) in Parameter::all(&route.path) {
        let id = match parameter {
            Parameter::Tenant => tenant,
            Parameter::Public => public(name),
            private => ids.get(&private)?,
        };
        path = path.replace(&format!("{{{name}}}"), id);
    }
    for (name, parameter) in Parameter::of_fields(route.sent) {
        sent = sent.replace(&format!("<{name}>"), ids.get(&parameter)?);
    }
    if route.is_get() && !sent.is_empty() {
        let query: Vec<_> = pairs(&sent).map(|(n, v)| format!("{n}={}", encode(v))).collect();
        path = format!("{path}?{}", query.join("&"));
    }
    Some((path, sent))
}

/// Names and values of a query or of a form.
pub(super) fn pairs(sent: &str) -> impl Iterator<Item = (&str, &str)> {
    sent.split('&').filter_map(|pair| pair.split_once('='))
}

/// The same kinds of things, none of which there is. What is one's own stays: a customer, if
/// only a part of it is named, or somebody who is to sell with one.
pub(super) fn nothing(relation: Relation, ids: &Ids) -> Ids {
    let stays = |p: Parameter| match relation {
        Relation::Own => {
            use Parameter::{Assignment, Draft, Provider, Reseller};
            !matches!(p, Draft | Reseller | Provider | Assignment)
        }
        Relation::Sibling | Relation::Crossed => !p.is_part(relation),
        _ => false,
    };
    let id = |(p, id): (&Parameter, &String)| {
        (*p, if stays(*p) { id.clone() } else { NOWHERE.to_owned() })
    };
    ids.iter().map(id).collect()
}

/// Counts the cells, and moves the clock on before a tenant has asked too often in a minute.
pub(super) struct Tally<'w> {
    pub(super) world: &'w World,
    pub(super) cells: usize,
    asked: usize,
    offences: Vec<String>,
}

impl<'w> Tally<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self { world, cells: 0, asked: 0, offences: Vec::new() }
    }
    pub(super) fn asks(&mut self) {
        self.asked += 1;
        if self.asked.is_multiple_of(400) {
            self.world.app.advance(61);
        }
    }
    pub(super) fn offence(&mut self, actor: Actor, cell: &str, offence: String) {
        self.offences.push(format!("{} {cell}: {offence}", actor.name()));
    }
    /// Notes what an answer tells of customers that are none of the actor's.
    pub(super) fn read(&mut self, actor: Actor, cell: &str, text: &str) {
        for secret in World::secrets(actor.who) {
            if text.contains(&secret) {
                self.offence(actor, cell, format!("tells of {secret}"));
            }
        }
    }
    /// Notes the rows of others that an actor has changed.
    pub(super) async fn changed(&mut self, actor: Actor, before: &BTreeSet<Kept>) {
        let own = rows::plain(self.world.tenant_of(actor.who));
        for row in rows::changed(before, &rows::all(&self.world.app).await) {
            // Every partner of a customer learns that it was changed. What the operator decides
            // about a customer is written where the partner sees it.
            let told = row.table == "account_feed";
            let decided = ["accounts", "events", "mails", "reviews"].contains(&row.table);
            // What is between a partner and a customer is in the deployment's log, too.
            let logged = row.table == "events" && row.owner == rows::plain(uuid::Uuid::nil());
            let decides = actor.who == Who::Operator && decided;
            if !(row.owner == own || told || logged || decides) {
                self.offence(actor, "changed", format!("{row:?}"));
            }
        }
    }
    /// Fails with what is wrong, and if there were fewer cells than this.
    pub(super) fn end(self, at_least: usize) {
        let Self { cells, offences, .. } = self;
        let few = offences.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
        assert!(offences.is_empty(), "{} of {cells} cells:\n{few}", offences.len());
        assert!(cells >= at_least, "only {cells} cells");
        println!("{cells} cells");
    }
}
