//! An order and its lines.

use crate::{
    access::organisation_names as named,
    catalog::{BillingCycle, BillingType},
};
use opc_kernel::{
    id::{CustomerId, OrderId, OrganisationId, PartnerId, SubscriptionId},
    rule::Rule,
    time::Timestamp,
};

named! {
    /// How an order ended (`domain/05`, Order status).
    Status {
        /// Every line became a subscription.
        Completed = "completed",
        /// Some lines did.
        PartialSuccess = "partial success",
        /// None did.
        Error = "error",
    }
}

/// What to do with an order of which a line breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedLines {
    /// Refuse the whole order, saying which line.
    Refuse,
    /// Keep the line with its reason, to be tried again.
    Keep,
}

/// An order to be placed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewOrder {
    /// How often to bill; each offer must support it. Trials have none.
    pub billing_cycle: BillingCycle,
    /// What to buy; at least one line.
    pub lines: Vec<NewLine>,
}

/// A line to be ordered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewLine {
    /// Its number in the order; absent: its place, from 0.
    pub number: Option<u32>,
    /// The offer.
    pub offer: String,
    /// Licences; of a usage-based offer none, or 1.
    pub quantity: Option<u32>,
    /// A name of the partner's own, of at most 100 characters.
    pub friendly_name: Option<String>,
    /// For an add-on: the subscription it adds to. If absent, a base in the same order or one
    /// the customer has.
    pub parent: Option<SubscriptionId>,
    /// The indirect reseller; if absent the customer's own.
    pub reseller: Option<OrganisationId>,
}

/// A placed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Who sold.
    pub partner: PartnerId,
    /// Who gets it.
    pub customer: CustomerId,
    /// How often it is billed.
    pub billing_cycle: BillingCycle,
    /// Currency of the prices.
    pub currency: String,
    /// How it ended.
    pub status: Status,
    /// When.
    pub created_at: Timestamp,
    /// Its lines, in the order they were given.
    pub lines: Vec<Line>,
}

/// A line of a placed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its number in the order.
    pub number: u32,
    /// The offer.
    pub offer: String,
    /// Licences; 1 of what is billed by use.
    pub quantity: u32,
    /// Whether licences are billed or use.
    pub billing: BillingType,
    /// Its name; the offer's if the partner gave none.
    pub friendly_name: String,
    /// The subscription it adds to.
    pub parent: Option<SubscriptionId>,
    /// The indirect reseller; of a refused line the one that was named.
    pub reseller: Option<OrganisationId>,
    /// List price of one licence for one month, in minor units of the order's currency.
    pub unit_price: i64,
    /// What became of it.
    pub state: LineState,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum LineState {
    /// It is this subscription.
    Done(SubscriptionId),
    /// It was refused, for the rule with this message id.
    Failed {
        /// Id of the rule's message.
        key: String,
        /// Arguments of the message.
        args: Vec<(String, String)>,
    },
}

impl LineState {
    pub(super) fn failed(rule: &Rule) -> Self {
        use opc_kernel::rule::Arg;
        let text = |arg| match arg {
            Arg::Text(text) => text,
            Arg::Number(number) => number.to_string(),
        };
        let args = rule.args().into_iter().map(|(name, arg)| (name.to_owned(), text(arg)));
        Self::Failed { key: rule.key().to_owned(), args: args.collect() }
    }
}

impl Order {
    /// Price of one licence of a line for one billing period, in minor units; nothing for what is
    /// billed by use.
    pub fn unit_price(&self, line: &Line) -> Option<i64> {
        let licences = line.billing == BillingType::License;
        licences.then(|| line.unit_price.saturating_mul(self.billing_cycle.months()))
    }
    /// What a line that was accepted costs in one billing period, in minor units.
    pub fn price(&self, line: &Line) -> i64 {
        match (&line.state, self.unit_price(line)) {
            (LineState::Done(_), Some(unit)) => unit.saturating_mul(i64::from(line.quantity)),
            _ => 0,
        }
    }
    /// What the order costs in one billing period, in minor units.
    pub fn total(&self) -> i64 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(self.price(line)))
    }
    /// The status that follows from the lines.
    pub(super) fn status_of(lines: &[Line]) -> Status {
        let done = lines.iter().filter(|l| matches!(l.state, LineState::Done(_))).count();
        match done {
            0 => Status::Error,
            n if n == lines.len() => Status::Completed,
            _ => Status::PartialSuccess,
        }
    }
}
