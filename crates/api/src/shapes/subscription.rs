//! Subscriptions.

use crate::shapes::offer::{billing_type, cycle, unit, whole};
use crate::uri::Reference;
use opc_core::catalog::{BillingCycle, Offer};
use opc_core::subscriptions::{Status, Subscription};
use opc_kernel::language::Lang;
use opc_kernel::time::{Date, Timestamp};
use opc_wire::date::DateTime;
use opc_wire::enums::{ContractType, SubscriptionStatus};
use opc_wire::resources::{self, Link, Resource as _, SubscriptionLinks};

/// A subscription of an offer, in the reader's language, and the reseller's partner network ID.
pub(crate) fn subscription(
    s: Subscription,
    offer: Option<&Offer>,
    lang: Lang,
    reseller: Option<String>,
) -> resources::Subscription {
    let terms = offer.map(|offer| &offer.terms);
    let offer_name = terms.map(|terms| terms.names.text(lang).to_owned());
    let (id, customer) = (s.id.to_string(), s.customer.to_string());
    let place = |id: &str| Link::get(Reference::to(&["customers", &customer, "subscriptions", id]));
    let links = SubscriptionLinks {
        offer: Some(Link::get(Reference::to(&["offers", &s.offer]))),
        parent_subscription: s.parent.map(|parent| place(&parent.to_string())),
        self_link: Some(place(&id)),
        ..SubscriptionLinks::default()
    };
    resources::Subscription {
        entitlement_id: Some(id.clone()),
        offer_id: Some(s.offer),
        offer_name: offer_name.or_else(|| Some(s.friendly_name.clone())),
        unit_type: terms.map(|terms| unit(&terms.unit_type)),
        publisher_name: terms.map(|terms| terms.publisher.clone()),
        friendly_name: Some(s.friendly_name),
        quantity: Some(whole(s.quantity)),
        parent_subscription_id: s.parent.map(|parent| parent.to_string()),
        creation_date: Some(s.created_at.into()),
        effective_start_date: Some(midnight(s.starts_on)),
        commitment_end_date: Some(midnight(s.ends_on)),
        commitment_end_date_time: Some(midnight(s.ends_on)),
        status: Some(status(s.status)),
        auto_renew_enabled: Some(s.auto_renew),
        billing_type: Some(billing_type(s.billing)),
        is_trial: Some(s.billing_cycle == BillingCycle::None),
        billing_cycle: Some(cycle(s.billing_cycle)),
        is_microsoft_product: Some(false),
        partner_id: reseller,
        contract_type: Some(ContractType::Subscription),
        order_id: Some(s.order.to_string()),
        links: Some(links),
        id: Some(id),
        ..resources::Subscription::default()
    }
    .marked(Some(s.version.to_string()))
}

fn midnight(date: Date) -> DateTime {
    Timestamp::at_utc_midnight(date).into()
}

/// The status a client may ask for.
pub(crate) const fn settable(status: SubscriptionStatus) -> Option<Status> {
    match status {
        SubscriptionStatus::Active => Some(Status::Active),
        SubscriptionStatus::Suspended => Some(Status::Suspended),
        _ => None,
    }
}

const fn status(status: Status) -> SubscriptionStatus {
    match status {
        Status::Active => SubscriptionStatus::Active,
        Status::Suspended => SubscriptionStatus::Suspended,
        Status::Deleted => SubscriptionStatus::Deleted,
    }
}
