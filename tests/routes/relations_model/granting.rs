//! Roles for a time in the model.

use super::model::{DAY, Model};

/// Days a request waits, and one that never was active is kept.
const PENDING: i64 = 90 * DAY;
/// How long one that was active is kept.
const KEPT: i64 = 365 * DAY;
/// What auto-extend adds.
const EXTENSION: i64 = 180 * DAY;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    Created,
    Pending { since: i64 },
    Active { ends: i64 },
    Expired { at: i64, was_active: bool },
    Terminated { at: i64, was_active: bool },
    Gone,
}

impl Life {
    /// What the API calls it; absent: nobody sees it.
    pub(super) fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Created => "created",
            Self::Pending { .. } => "approvalPending",
            Self::Active { .. } => "active",
            Self::Expired { .. } => "expired",
            Self::Terminated { .. } => "terminated",
            Self::Gone => return None,
        })
    }
    /// When the clock does something to it.
    pub(super) fn ends(self) -> Option<i64> {
        match self {
            Self::Created | Self::Gone => None,
            Self::Pending { since } => Some(since + PENDING),
            Self::Active { ends } => Some(ends),
            Self::Expired { at, was_active } | Self::Terminated { at, was_active } => {
                Some(at + if was_active { KEPT } else { PENDING })
            }
        }
    }
    fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Pending { .. } | Self::Active { .. })
    }
    fn terminated(self, at: i64) -> Self {
        Self::Terminated { at, was_active: matches!(self, Self::Active { .. }) }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    pub(super) partner: usize,
    pub(super) customer: usize,
    days: i64,
    extend: bool,
    pub(super) life: Life,
    /// Whether the partner's group has roles of it, or had.
    pub(super) given: Option<bool>,
}

impl Grant {
    /// What becomes of it in the time until `now`.
    fn pass(&mut self, now: i64) {
        while let Some(at) = self.life.ends().filter(|at| *at <= now) {
            self.life = match self.life {
                Life::Active { ends } if self.extend => Life::Active { ends: ends + EXTENSION },
                Life::Pending { .. } => Life::Expired { at, was_active: false },
                Life::Active { .. } => Life::Expired { at, was_active: true },
                _ => Life::Gone,
            };
        }
        self.close();
    }
    /// With its end groups lose what they have.
    fn close(&mut self) {
        if !self.life.is_open() {
            self.given = self.given.map(|_| false);
        }
    }
    /// What the API says of the group's roles.
    pub(super) fn group(&self) -> Option<&'static str> {
        Some(match (self.given?, self.life) {
            (true, Life::Active { .. }) => "active",
            (true, _) => "pending",
            (false, _) => "deleted",
        })
    }
}

impl Model {
    pub(super) fn pass(&mut self, to: i64) {
        self.now = to;
        self.grants.iter_mut().for_each(|one| one.pass(to));
    }
    /// The two have nothing to do with each other any more.
    pub(super) fn part(&mut self, partner: usize, customer: usize) {
        let now = self.now;
        let between = |one: &&mut Grant| (one.partner, one.customer) == (partner, customer);
        for one in self.grants.iter_mut().filter(between).filter(|one| one.life.is_open()) {
            one.life = match one.life {
                Life::Created => Life::Gone,
                life => life.terminated(now),
            };
            one.close();
        }
    }

    pub(super) fn write(
        &mut self,
        (partner, customer): (usize, usize),
        terms: (i64, bool),
    ) -> bool {
        if !self.is_active(partner) || !self.accounts[partner][customer].stands() {
            return false;
        }
        let (days, extend) = terms;
        let life = Life::Created;
        self.grants.push(Grant { partner, customer, days, extend, life, given: None });
        true
    }
    pub(super) fn ask(&mut self, n: usize) -> bool {
        let now = self.now;
        let is_active = self.is_active(self.grants[n].partner);
        let one = &mut self.grants[n];
        if is_active && one.life == Life::Created {
            one.life = Life::Pending { since: now };
        }
        is_active && matches!(one.life, Life::Pending { .. })
    }
    /// Roles are given to nobody who may not do business now.
    pub(super) fn approve(&mut self, n: usize, own: bool) -> bool {
        let now = self.now;
        let is_active = self.is_active(self.grants[n].partner);
        let one = &mut self.grants[n];
        if own && is_active && matches!(one.life, Life::Pending { .. }) {
            one.life = Life::Active { ends: now + one.days * DAY };
        }
        own && matches!(one.life, Life::Active { .. })
    }
    pub(super) fn decline(&mut self, n: usize) -> bool {
        let now = self.now;
        let one = &mut self.grants[n];
        if let Life::Pending { .. } = one.life {
            one.life = one.life.terminated(now);
            one.close();
        }
        matches!(one.life, Life::Terminated { was_active: false, .. })
    }
    pub(super) fn terminate(&mut self, n: usize, by_partner: bool) -> bool {
        let now = self.now;
        let may = !by_partner || self.may_look(self.grants[n].partner);
        let one = &mut self.grants[n];
        let ends = match one.life {
            Life::Active { .. } => true,
            Life::Pending { .. } => by_partner,
            _ => false,
        };
        if may && ends {
            one.life = one.life.terminated(now);
            one.close();
        }
        may && matches!(one.life, Life::Terminated { .. })
    }
    pub(super) fn extend(&mut self, n: usize, on: bool) -> bool {
        let is_active = self.is_active(self.grants[n].partner);
        let one = &mut self.grants[n];
        let may = is_active && matches!(one.life, Life::Created | Life::Active { .. });
        if may {
            one.extend = on;
        }
        may
    }
    pub(super) fn delete(&mut self, n: usize) -> bool {
        let may = self.is_active(self.grants[n].partner) && self.grants[n].life == Life::Created;
        if may {
            self.grants[n].life = Life::Gone;
        }
        may
    }
    pub(super) fn assign(&mut self, n: usize) -> bool {
        let one = &self.grants[n];
        let may = self.may_look(one.partner) && one.life.is_open() && one.given != Some(true);
        if may {
            self.grants[n].given = Some(true);
        }
        may
    }
    pub(super) fn unassign(&mut self, n: usize) -> bool {
        let may = self.may_look(self.grants[n].partner) && self.grants[n].life != Life::Gone;
        if may {
            self.grants[n].given = Some(false);
        }
        may
    }
}
