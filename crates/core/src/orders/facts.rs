//! What the rules of an order have to know, gathered once.

use super::NewLine;
use crate::{
    Cx, Fault,
    access::{Granted, Scope, permissions::PlaceOrder},
    agreements,
    catalog::{self, LimitUnit, Offer},
    customers::{self, Account, Qualification, Relationship, Validation},
    partners::{self, Profile, Reseller},
    subscriptions::{self, Status, Subscription},
};
use opc_kernel::{
    id::{CustomerId, OrganisationId, SubscriptionId},
    time::Date,
};
use std::collections::HashMap;

/// For whom an order is: a customer there is, or the one a draft describes.
#[derive(Debug, Clone)]
pub(crate) struct Buyer {
    /// Absent while it is a draft.
    pub(crate) id: Option<CustomerId>,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) buys_as: Qualification,
    pub(crate) relationship: Relationship,
    pub(crate) validation: Validation,
    /// Whether the customer agreement is confirmed.
    pub(crate) agreed: bool,
    /// The customer's own reseller; a line may name another.
    pub(crate) reseller: Option<OrganisationId>,
}

/// An active subscription, as far as a line can lean on it.
#[derive(Debug, Clone)]
pub(super) struct Owned {
    pub(super) id: SubscriptionId,
    pub(super) offer: String,
    pub(super) ends_on: Date,
}

/// Everything the rules look at, and what is bought with.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) partner: Profile,
    pub(crate) buyer: Buyer,
    /// Active subscriptions the partner sold to the customer.
    pub(super) owned: Vec<Owned>,
    /// The offers of the lines, by id.
    pub(super) offers: HashMap<String, Offer>,
    /// How many subscriptions count against an offer's limit, whichever partner sold them.
    pub(super) counted: HashMap<String, u32>,
    /// The resellers of the lines whose partnership is active.
    pub(super) resellers: Vec<Reseller>,
}

impl From<Subscription> for Owned {
    fn from(s: Subscription) -> Self {
        Self { id: s.id, offer: s.offer, ends_on: s.ends_on }
    }
}

impl Facts {
    pub(super) fn offer(&self, id: &str) -> Option<&Offer> {
        self.offers.get(&id.to_ascii_lowercase())
    }

    /// The reseller a line is put down to: the one named, otherwise the customer's own.
    pub(super) fn reseller(&self, line: &NewLine) -> Option<OrganisationId> {
        line.reseller.or(self.buyer.reseller)
    }

    /// The subscription an add-on adds to: the one named, otherwise the first that fits.
    pub(super) fn base(&self, offer: &Offer, line: &NewLine) -> Option<&Owned> {
        let bases = &offer.terms.prerequisite_offers;
        let mut fit = self.owned.iter().filter(|owned| bases.contains(&owned.offer));
        fit.find(|owned| line.parent.is_none_or(|named| named == owned.id))
    }

    /// Gathers what the lines of an order for `buyer` need.
    pub(crate) fn gather(
        cx: &mut Cx<'_, '_>,
        scope: Scope,
        buyer: Buyer,
        lines: &[NewLine],
    ) -> Result<Self, Fault> {
        let mut facts = Self {
            partner: partners::profile(cx, scope)?,
            buyer,
            owned: Vec::new(),
            offers: HashMap::new(),
            counted: HashMap::new(),
            resellers: Vec::new(),
        };
        if let Some(customer) = facts.buyer.id {
            let sold = subscriptions::of_customer(cx, scope, customer, None)?;
            let own = |s: &Subscription| s.partner == scope.partner() && s.status == Status::Active;
            let active = sold.into_iter().filter(own);
            facts.owned = active.map(Owned::from).collect();
        }
        for line in lines {
            facts.look_up(cx, scope, line)?;
        }
        Ok(facts)
    }

    fn look_up(&mut self, cx: &mut Cx<'_, '_>, scope: Scope, line: &NewLine) -> Result<(), Fault> {
        let named = self.reseller(line);
        if let Some(id) = named.filter(|id| !self.resellers.iter().any(|r| r.id == *id)) {
            self.resellers.extend(partners::active_reseller(cx, scope, id)?);
        }
        if self.offer(&line.offer).is_some() {
            return Ok(());
        }
        let Some(offer) = catalog::find(cx, &line.offer)? else { return Ok(()) };
        if let (Some(customer), Some(_)) = (self.buyer.id, offer.terms.limit) {
            let (living, ever) = subscriptions::count_of_offer(cx, customer, &offer.id)?;
            let count = match offer.terms.limit_unit {
                LimitUnit::None => 0,
                LimitUnit::Concurrent => living,
                LimitUnit::Lifetime => ever,
            };
            self.counted.insert(offer.id.clone(), count);
        }
        self.offers.insert(offer.id.clone(), offer);
        Ok(())
    }

    /// The facts of an order for a customer there is, and its account.
    pub(super) fn of_customer(
        cx: &mut Cx<'_, '_>,
        granted: &Granted<PlaceOrder>,
        customer: CustomerId,
        lines: &[NewLine],
    ) -> Result<(Account, Self), Fault> {
        let (scope, account) = (granted.scope(), customers::account_for(cx, granted, customer)?);
        let buyer = Buyer {
            id: Some(customer),
            country: account.billing.country.clone(),
            language: account.billing.language.clone(),
            buys_as: account.buys_as(),
            relationship: account.relationship,
            validation: account.validation,
            agreed: agreements::is_confirmed(cx, scope, &account)?,
            reseller: account.reseller,
        };
        let facts = Self::gather(cx, scope, buyer, lines)?;
        Ok((account, facts))
    }
}
