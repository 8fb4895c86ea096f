//! Invitations and partnerships in the model.

use super::{
    model::{ALPHA, BETA, DAY, DIRECT, Model, PROVIDER, is_seller},
    steps::{Asks, Who},
};

/// Days a link can be answered.
const DAYS: i64 = 90;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    Draft,
    Sent,
    Accepted(Who),
    Declined(Who),
    Revoked,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Invitation {
    pub(super) by: usize,
    pub(super) asks: Asks,
    admin: bool,
    stored: Stored,
    pub(super) expires: i64,
}

impl Invitation {
    fn is_open(&self, now: i64) -> bool {
        matches!(self.stored, Stored::Draft | Stored::Sent) && now < self.expires
    }
    pub(super) fn state(&self, now: i64) -> &'static str {
        match self.stored {
            Stored::Draft | Stored::Sent if now >= self.expires => "expired",
            Stored::Draft => "draft",
            Stored::Sent => "sent",
            Stored::Accepted(_) => "accepted",
            Stored::Declined(_) => "declined",
            Stored::Revoked => "revoked",
        }
    }
    /// Who of those it is for; the last one cannot be asked this.
    pub(super) fn answerer(&self, who: usize) -> Who {
        match (self.asks, who) {
            (Asks::Partnership, 4) => Who::Customer(0),
            (Asks::Partnership, _) => Who::Partner([ALPHA, BETA, DIRECT, PROVIDER][who]),
            (_, 4) => Who::Partner(DIRECT),
            (_, _) => Who::Customer(who % 2),
        }
    }
}

impl Model {
    pub(super) fn invite(&mut self, by: usize, asks: Asks, admin: bool) -> bool {
        let fits = match asks {
            Asks::Customer => true,
            Asks::Combined => self.partnerships[by] == Some(true) && self.is_active(PROVIDER),
            Asks::Partnership => by == PROVIDER,
        };
        if !self.is_active(by) || !fits {
            return false;
        }
        let expires = self.now + DAYS * DAY;
        self.invitations.push(Invitation { by, asks, admin, stored: Stored::Draft, expires });
        true
    }
    pub(super) fn send(&mut self, n: usize) -> bool {
        let now = self.now;
        let is_active = self.is_active(self.invitations[n].by);
        let one = &mut self.invitations[n];
        match one.state(now) {
            _ if !is_active => return false,
            "draft" | "sent" | "expired" => one.expires = now + DAYS * DAY,
            _ => return false,
        }
        one.stored = Stored::Sent;
        true
    }
    pub(super) fn revoke(&mut self, n: usize) -> bool {
        let may = self.may_look(self.invitations[n].by);
        let one = &mut self.invitations[n];
        if !may || matches!(one.stored, Stored::Accepted(_) | Stored::Declined(_)) {
            return false;
        }
        one.stored = Stored::Revoked;
        true
    }

    /// Whether they are ones that may answer this at all.
    fn may_answer(&self, n: usize, who: Who) -> bool {
        let one = &self.invitations[n];
        match who {
            Who::Customer(_) => one.asks.is_of_customer(),
            Who::Partner(own) => !one.asks.is_of_customer() && self.is_active(own) && own != one.by,
        }
    }
    pub(super) fn accept(&mut self, n: usize, who: usize, ticked: bool) -> bool {
        let one = self.invitations[n];
        let who = one.answerer(who);
        if !self.may_answer(n, who) || !one.is_open(self.now) {
            return self.may_answer(n, who) && one.stored == Stored::Accepted(who);
        }
        let provided = one.asks != Asks::Combined || self.is_active(PROVIDER);
        if !self.is_active(one.by) || !provided {
            return false;
        }
        let done = match who {
            Who::Partner(reseller) => {
                self.partnerships[reseller] = Some(true);
                true
            }
            Who::Customer(customer) => self.agree(&one, customer, ticked),
        };
        if done {
            self.invitations[n].stored = Stored::Accepted(who);
        }
        done
    }
    /// The customer agrees to the relationship, and to the agreement of who is going to sell.
    fn agree(&mut self, one: &Invitation, customer: usize, ticked: bool) -> bool {
        let is_combined = one.asks == Asks::Combined;
        let seller =
            if is_combined { Some(PROVIDER) } else { Some(one.by).filter(|p| is_seller(*p)) };
        let has_agreed = seller.is_none_or(|seller| self.accounts[seller][customer].agreed);
        let is_partner = self.partnerships[one.by] == Some(true);
        if (!has_agreed && !ticked) || (is_combined && !is_partner) {
            return false;
        }
        if is_combined {
            self.sell(PROVIDER, customer, false);
            self.reseller[customer] = self.reseller[customer].or(Some(one.by));
            self.serve(one.by, customer, one.admin);
        } else {
            self.sell(one.by, customer, one.admin);
        }
        if let Some(seller) = seller {
            self.accounts[seller][customer].agreed = true;
        }
        true
    }
    pub(super) fn refuse(&mut self, n: usize, who: usize) -> bool {
        let one = self.invitations[n];
        let who = one.answerer(who);
        if !self.may_answer(n, who) {
            return false;
        }
        if one.is_open(self.now) {
            self.invitations[n].stored = Stored::Declined(who);
            return true;
        }
        one.stored == Stored::Declined(who)
    }

    /// The customers the two share stay with both.
    pub(super) fn remove_partnership(&mut self, reseller: usize) -> bool {
        if !self.may_look(PROVIDER) || self.partnerships[reseller].is_none() {
            return false;
        }
        self.partnerships[reseller] = Some(false);
        true
    }
}
