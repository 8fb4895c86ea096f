//! A relationship and how far it is.

use super::{Terms, terms::EXTENSION_DAYS};
use crate::access::organisation_names as named;
use opc_kernel::{
    id::{AdminRelationshipId, CustomerId, OrganisationId, UserId},
    time::Timestamp,
};

const DAY: i64 = 86_400;
/// Days a request waits for its approval.
pub(super) const PENDING_DAYS: i64 = 90;
/// Days one that was active is kept after its end.
const KEPT_DAYS: i64 = 365;
/// Days before the end on which both sides are told.
const NOTICES: [i64; 3] = [30, 7, 1];

named! {
    /// The name of a stage, in storage and in message ids.
    StageKind {
        /// Written down, not asked for yet.
        Created = "created",
        /// Waits for the customer.
        Pending = "pending",
        /// The partner has the roles.
        Active = "active",
        /// It ended by itself.
        Expired = "expired",
        /// Somebody ended or declined it.
        Terminated = "terminated",
    }
}

named! {
    /// What ended a relationship before its time, in storage and in message ids.
    Ender {
        /// The partner: it took its request back, or gave the roles up.
        Partner = "partner",
        /// The customer: it declined, or took the roles away.
        Customer = "customer",
        /// The end of what the partner had with the customer.
        Parting = "parting",
    }
}

/// How far a relationship is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Written down, not asked for yet.
    Created,
    /// Waits for the customer's global administrator.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// The partner has the roles.
    Active {
        /// Since when.
        since: Timestamp,
        /// Until when.
        ends: Timestamp,
    },
    /// It ended by itself.
    Expired {
        /// When the customer approved it, if it did.
        since: Option<Timestamp>,
        /// When it ended.
        at: Timestamp,
    },
    /// One of the sides ended it, or the customer declined it.
    Terminated {
        /// When the customer approved it, if it did.
        since: Option<Timestamp>,
        /// When it ended.
        at: Timestamp,
        /// By whom.
        by: Ender,
    },
}

/// What the clock does to a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// It ends so many days from now, and both sides are told.
    Notice,
    /// Nobody approved it, or its end has come.
    Expire,
    /// Its end has come and is put off.
    Extend,
    /// It is not worth keeping any longer.
    Forget,
}

impl Stage {
    /// Its name.
    pub const fn kind(self) -> StageKind {
        match self {
            Self::Created => StageKind::Created,
            Self::Pending { .. } => StageKind::Pending,
            Self::Active { .. } => StageKind::Active,
            Self::Expired { .. } => StageKind::Expired,
            Self::Terminated { .. } => StageKind::Terminated,
        }
    }
    /// When the customer approved it, if it did.
    pub const fn approved_at(self) -> Option<Timestamp> {
        match self {
            Self::Created | Self::Pending { .. } => None,
            Self::Active { since, .. } => Some(since),
            Self::Expired { since, .. } | Self::Terminated { since, .. } => since,
        }
    }
    /// When it ends or ended.
    pub const fn ends_at(self) -> Option<Timestamp> {
        match self {
            Self::Created | Self::Pending { .. } => None,
            Self::Active { ends, .. } => Some(ends),
            Self::Expired { at, .. } | Self::Terminated { at, .. } => Some(at),
        }
    }
    /// When the request lapses, while it waits.
    pub const fn lapses_at(self) -> Option<Timestamp> {
        match self {
            Self::Pending { since } => Some(since.plus_seconds(PENDING_DAYS * DAY)),
            _ => None,
        }
    }
    /// Whether nothing has been decided or the roles are given.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Expired { .. } | Self::Terminated { .. })
    }

    /// What the clock does first after `after`. The end of a stage comes even if it was earlier.
    pub(super) fn next(self, auto_extend: bool, after: Timestamp) -> Option<(Timestamp, Due)> {
        match self {
            Self::Created => None,
            Self::Pending { since } => Some((since.plus_seconds(PENDING_DAYS * DAY), Due::Expire)),
            Self::Active { ends, .. } if auto_extend => Some((ends, Due::Extend)),
            Self::Active { since, ends } => {
                let notice = |days: i64| ends.plus_seconds(-days * DAY);
                let coming = NOTICES.into_iter().map(notice).find(|at| *at > after && *at > since);
                Some(coming.map_or((ends, Due::Expire), |at| (at, Due::Notice)))
            }
            Self::Expired { since, at } | Self::Terminated { since, at, .. } => {
                let days = if since.is_some() { KEPT_DAYS } else { PENDING_DAYS };
                Some((at.plus_seconds(days * DAY), Due::Forget))
            }
        }
    }
    /// The stage after what was due at `at` has happened.
    pub(super) fn after(self, due: Due, at: Timestamp) -> Self {
        match (self, due) {
            (Self::Active { since, ends }, Due::Extend) => {
                Self::Active { since, ends: ends.plus_seconds(i64::from(EXTENSION_DAYS) * DAY) }
            }
            (_, Due::Expire) => Self::Expired { since: self.approved_at(), at },
            _ => self,
        }
    }
    /// The stage at `now`, whatever has been written down since.
    pub(super) fn settled(mut self, auto_extend: bool, now: Timestamp) -> Self {
        while let Some((at, due)) = self.next(auto_extend, now) {
            if at > now || due == Due::Forget {
                break;
            }
            self = self.after(due, at);
        }
        self
    }
    /// Approved at `now`, for so many days.
    pub(super) fn approved(days: u32, now: Timestamp) -> Self {
        Self::Active { since: now, ends: now.plus_seconds(i64::from(days) * DAY) }
    }
    /// Ended before its time at `now`.
    pub(super) fn terminated(self, by: Ender, now: Timestamp) -> Self {
        Self::Terminated { since: self.approved_at(), at: now, by }
    }
}

/// Somebody with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<I> {
    /// Who.
    pub id: I,
    /// What the reader calls it.
    pub name: String,
}

/// A relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminRelationship {
    /// Its id.
    pub id: AdminRelationshipId,
    /// Who asks for roles.
    pub partner: Named<OrganisationId>,
    /// In whose directory; absent while any customer may answer the link.
    pub customer: Option<Named<CustomerId>>,
    /// What is asked for.
    pub terms: Terms,
    /// How far it is.
    pub stage: Stage,
    /// Who asked; absent for a program.
    pub requested_by: Option<UserId>,
    /// Raised by every change; the `ETag`.
    pub version: i64,
    /// When it was written down.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl AdminRelationship {
    /// The same as it stands at `now`.
    pub(super) fn settled(self, now: Timestamp) -> Self {
        Self { stage: self.stage.settled(self.terms.auto_extend, now), ..self }
    }
    /// When the clock has to look at it again.
    pub(super) fn wake_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.stage.next(self.terms.auto_extend, now).map(|(at, _)| at)
    }
}
