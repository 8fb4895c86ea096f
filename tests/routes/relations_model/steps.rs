//! What can happen.

use super::model::{ALPHA, BETA, CUSTOMERS, DIRECT, PARTNERS, Standing};
use proptest::prelude::*;

/// What an invitation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    Customer,
    Combined,
    Partnership,
}

/// Somebody who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Customer(usize),
    Partner(usize),
}

/// How the clock is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    Seconds(i64),
    /// To one of the moments at which something ends, or a second before or after it.
    Deadline(usize, i64),
    /// To the first moment of the next month, or the last of this one.
    Month(i64),
}

/// What somebody does. Invitations and granular relationships are counted from the newest back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Invite {
        by: usize,
        asks: Asks,
        admin: bool,
    },
    Send(usize),
    Revoke(usize),
    /// The answerer is counted among those the invitation is for; the last one is somebody else.
    Accept {
        which: usize,
        who: usize,
        ticked: bool,
    },
    Refuse {
        which: usize,
        who: usize,
    },
    RemovePartnership(usize),
    Put {
        customer: usize,
        reseller: Option<usize>,
    },
    End {
        partner: usize,
        customer: usize,
    },
    /// The customer takes the older privileges away.
    TakeAway {
        partner: usize,
        customer: usize,
    },
    /// The partner gives them up.
    GiveUp {
        partner: usize,
        customer: usize,
    },
    Write {
        partner: usize,
        customer: usize,
        days: i64,
        extend: bool,
    },
    Ask(usize),
    /// By the customer it is with, or by the other one.
    Approve(usize, bool),
    Decline(usize),
    TerminateByPartner(usize),
    TerminateByCustomer(usize),
    Extend(usize, bool),
    Delete(usize),
    Assign(usize),
    Unassign(usize),
    Judge(usize, Standing),
    Wait(Wait),
}

impl Step {
    /// Its name, to be counted by.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Invite { asks: Asks::Customer, .. } => "ask a customer",
            Self::Invite { asks: Asks::Combined, .. } => "ask a customer with the provider",
            Self::Invite { asks: Asks::Partnership, .. } => "ask a reseller",
            Self::Send(_) => "send",
            Self::Revoke(_) => "revoke",
            Self::Accept { .. } => "accept",
            Self::Refuse { .. } => "refuse",
            Self::RemovePartnership(_) => "remove a partnership",
            Self::Put { reseller: Some(_), .. } => "put down to a reseller",
            Self::Put { reseller: None, .. } => "put down to none",
            Self::End { .. } => "end the relationship",
            Self::TakeAway { .. } => "take privileges away",
            Self::GiveUp { .. } => "give privileges up",
            Self::Write { .. } => "write roles down",
            Self::Ask(_) => "ask for roles",
            Self::Approve(..) => "approve roles",
            Self::Decline(_) => "decline roles",
            Self::TerminateByPartner(_) => "terminate as the partner",
            Self::TerminateByCustomer(_) => "terminate as the customer",
            Self::Extend(..) => "switch auto-extend",
            Self::Delete(_) => "delete roles",
            Self::Assign(_) => "give roles to a group",
            Self::Unassign(_) => "take roles from a group",
            Self::Judge(_, Standing::Active) => "let go on",
            Self::Judge(_, Standing::Restricted) => "restrict",
            Self::Judge(_, Standing::Suspended) => "suspend",
            Self::Wait(_) => "wait",
        }
    }
}

fn asking() -> impl Strategy<Value = Step> {
    let asks = prop_oneof![
        3 => Just(Asks::Customer), 3 => Just(Asks::Combined), 2 => Just(Asks::Partnership)
    ];
    let one = 0..4_usize;
    let who = 0..5_usize;
    prop_oneof![
        4 => (0..PARTNERS, asks, any::<bool>())
            .prop_map(|(by, asks, admin)| Step::Invite { by, asks, admin }),
        2 => one.clone().prop_map(Step::Send),
        1 => one.clone().prop_map(Step::Revoke),
        6 => (one.clone(), who.clone(), prop::bool::weighted(0.9))
            .prop_map(|(which, who, ticked)| Step::Accept { which, who, ticked }),
        1 => (one, who).prop_map(|(which, who)| Step::Refuse { which, who }),
        1 => prop_oneof![Just(DIRECT), Just(ALPHA), Just(BETA)].prop_map(Step::RemovePartnership),
    ]
}

fn selling() -> impl Strategy<Value = Step> {
    let reseller = prop::option::weighted(0.8, prop_oneof![Just(DIRECT), Just(ALPHA), Just(BETA)]);
    let both = (0..PARTNERS, 0..CUSTOMERS);
    prop_oneof![
        3 => (0..CUSTOMERS, reseller)
            .prop_map(|(customer, reseller)| Step::Put { customer, reseller }),
        2 => both.clone().prop_map(|(partner, customer)| Step::End { partner, customer }),
        1 => both.clone().prop_map(|(partner, customer)| Step::TakeAway { partner, customer }),
        1 => both.prop_map(|(partner, customer)| Step::GiveUp { partner, customer }),
    ]
}

fn granting() -> impl Strategy<Value = Step> {
    let days = prop_oneof![Just(1_i64), Just(30), Just(60), Just(730)];
    let one = 0..3_usize;
    prop_oneof![
        4 => (0..PARTNERS, 0..CUSTOMERS, days, any::<bool>()).prop_map(
            |(partner, customer, days, extend)| Step::Write { partner, customer, days, extend }
        ),
        4 => one.clone().prop_map(Step::Ask),
        4 => (one.clone(), prop::bool::weighted(0.9)).prop_map(|(n, own)| Step::Approve(n, own)),
        1 => one.clone().prop_map(Step::Decline),
        1 => one.clone().prop_map(Step::TerminateByPartner),
        1 => one.clone().prop_map(Step::TerminateByCustomer),
        1 => (one.clone(), any::<bool>()).prop_map(|(n, on)| Step::Extend(n, on)),
        1 => one.clone().prop_map(Step::Delete),
        2 => one.clone().prop_map(Step::Assign),
        1 => one.prop_map(Step::Unassign),
    ]
}

fn wait() -> impl Strategy<Value = Wait> {
    prop_oneof![
        1 => (1..60_i64).prop_map(Wait::Seconds),
        1 => (1..48_i64).prop_map(|hours| Wait::Seconds(hours * 3600)),
        1 => (1..400_i64).prop_map(|days| Wait::Seconds(days * 86_400)),
        3 => (0..8_usize, -1..=1_i64).prop_map(|(which, off)| Wait::Deadline(which, off)),
        1 => (-1..=0_i64).prop_map(Wait::Month),
    ]
}

/// A partner is let go on more often than not: otherwise soon nobody could do anything.
fn standing() -> impl Strategy<Value = Step> {
    let state = prop_oneof![
        3 => Just(Standing::Active), 1 => Just(Standing::Restricted), 1 => Just(Standing::Suspended)
    ];
    (0..PARTNERS, state).prop_map(|(partner, state)| Step::Judge(partner, state))
}

/// Some steps, one after the other.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => asking(), 4 => selling(), 7 => granting(), 2 => standing(), 3 => wait().prop_map(Step::Wait)
    ];
    prop::collection::vec(step, 20..50)
}
