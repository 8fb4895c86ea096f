//! Who stands how with whom: what has to be true.

use super::{
    asking::Invitation,
    granting::Grant,
    steps::{Asks, Step, Wait},
};
use opc_kernel::jiff::{Timestamp, tz::TimeZone};

pub(super) const DIRECT: usize = 0;
pub(super) const PROVIDER: usize = 1;
pub(super) const ALPHA: usize = 2;
pub(super) const BETA: usize = 3;
pub(super) const PARTNERS: usize = 4;
pub(super) const CUSTOMERS: usize = 2;
pub(super) const DAY: i64 = 86_400;

/// What the operator lets a partner do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Active,
    Restricted,
    Suspended,
}

/// What a partner has of a customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what may hold of a pair, each by itself")]
pub(super) struct Account {
    /// It sells to the customer itself, or serves it in its own name.
    pub(super) sells: bool,
    /// It serves the customer, to whom the provider sells.
    pub(super) serves: bool,
    /// It has the older privileges.
    pub(super) admin: bool,
    /// The customer has accepted its agreement towards it.
    pub(super) agreed: bool,
}

impl Account {
    pub(super) fn stands(self) -> bool {
        self.sells || self.serves
    }
}

/// Everything that is so.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Seconds since 1970.
    pub(super) now: i64,
    pub(super) standing: [Standing; PARTNERS],
    /// With the provider; absent: there never was one.
    pub(super) partnerships: [Option<bool>; PARTNERS],
    pub(super) accounts: [[Account; CUSTOMERS]; PARTNERS],
    /// To whom the provider has put its customers down.
    pub(super) reseller: [Option<usize>; CUSTOMERS],
    pub(super) invitations: Vec<Invitation>,
    pub(super) grants: Vec<Grant>,
}

impl Model {
    /// The first customer is the direct-bill partner's, the second the provider's, which has two
    /// resellers.
    pub(super) fn new(now: i64) -> Self {
        let mut accounts = [[Account::default(); CUSTOMERS]; PARTNERS];
        let begun = Account { sells: true, admin: true, ..Account::default() };
        accounts[DIRECT][0] = begun;
        accounts[PROVIDER][1] = begun;
        Self {
            now,
            standing: [Standing::Active; PARTNERS],
            partnerships: [None, None, Some(true), Some(true)],
            accounts,
            reseller: [None; CUSTOMERS],
            invitations: Vec::new(),
            grants: Vec::new(),
        }
    }

    pub(super) fn is_active(&self, partner: usize) -> bool {
        self.standing[partner] == Standing::Active
    }
    pub(super) fn may_look(&self, partner: usize) -> bool {
        self.standing[partner] != Standing::Suspended
    }

    /// The name of a step; of an acceptance, by what is accepted.
    pub(super) fn name(&self, step: Step) -> String {
        match step {
            Step::Accept { which, .. } if !self.invitations.is_empty() => {
                let one = newest(&self.invitations, which).map(|at| self.invitations[at].asks);
                format!("accept {one:?}")
            }
            _ => step.name().to_owned(),
        }
    }
    /// Does a step: whether it has to be done or refused. Absent: there is nothing to do it to.
    pub(super) fn step(&mut self, step: Step) -> Option<bool> {
        let invitation = |n: usize| newest(&self.invitations, n);
        let grant = |n: usize| newest(&self.grants, n);
        Some(match step {
            Step::Invite { by, asks, admin } => self.invite(by, asks, admin),
            Step::Send(n) => self.send(invitation(n)?),
            Step::Revoke(n) => self.revoke(invitation(n)?),
            Step::Accept { which, who, ticked } => self.accept(invitation(which)?, who, ticked),
            Step::Refuse { which, who } => self.refuse(invitation(which)?, who),
            Step::RemovePartnership(reseller) => self.remove_partnership(reseller),
            Step::Put { customer, reseller } => self.put(customer, reseller),
            Step::End { partner, customer } => self.end(partner, customer),
            Step::TakeAway { partner, customer } => self.take_away(partner, customer),
            Step::GiveUp { partner, customer } => {
                self.may_look(partner) && self.take_away(partner, customer)
            }
            Step::Write { partner, customer, days, extend } => {
                self.write((partner, customer), (days, extend))
            }
            Step::Ask(n) => self.ask(grant(n)?),
            Step::Approve(n, own) => self.approve(grant(n)?, own),
            Step::Decline(n) => self.decline(grant(n)?),
            Step::TerminateByPartner(n) => self.terminate(grant(n)?, true),
            Step::TerminateByCustomer(n) => self.terminate(grant(n)?, false),
            Step::Extend(n, on) => self.extend(grant(n)?, on),
            Step::Delete(n) => self.delete(grant(n)?),
            Step::Assign(n) => self.assign(grant(n)?),
            Step::Unassign(n) => {
                let one = grant(n)?;
                self.grants[one].given?;
                self.unassign(one)
            }
            Step::Judge(partner, standing) => {
                std::mem::replace(&mut self.standing[partner], standing) != standing
            }
            Step::Wait(wait) => {
                self.pass(self.moment(wait));
                true
            }
        })
    }

    /// When a wait ends.
    fn moment(&self, wait: Wait) -> i64 {
        let to = match wait {
            Wait::Seconds(seconds) => self.now + seconds,
            Wait::Deadline(which, off) => {
                let asked = self.invitations.iter().map(|one| one.expires);
                let granted = self.grants.iter().filter_map(|one| one.life.ends());
                let mut coming: Vec<_> = asked.chain(granted).filter(|at| *at > self.now).collect();
                coming.sort_unstable();
                match coming.len() {
                    0 => self.now + DAY,
                    all => coming[which % all] + off,
                }
            }
            Wait::Month(off) => {
                let now = Timestamp::from_second(self.now).expect("a time");
                let last = now.to_zoned(TimeZone::UTC).date().last_of_month();
                let first = last.tomorrow().expect("a date").to_zoned(TimeZone::UTC);
                first.expect("a time").timestamp().as_second() + off
            }
        };
        to.max(self.now + 1)
    }
}

/// The place of the n-th newest; they are counted round.
pub(super) fn newest<T>(all: &[T], n: usize) -> Option<usize> {
    (!all.is_empty()).then(|| all.len() - 1 - n % all.len())
}

/// A partner that sells, and not only serves.
pub(super) fn is_seller(partner: usize) -> bool {
    partner == DIRECT || partner == PROVIDER
}

impl Asks {
    pub(super) fn is_of_customer(self) -> bool {
        self != Self::Partnership
    }
}
