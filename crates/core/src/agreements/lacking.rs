//! Customers who have not accepted the version that counts, and reminding them.

use super::store;
use crate::{
    Cx, Fault,
    access::{
        organisation_names as named,
        permissions::{AttestAgreement, ViewAgreements},
    },
    audit::{Event, Operation, ResourceType},
    fault::{stored, to_store},
    jobs::{self, Claimed, NewJob, Step, Work},
    notifications::{self, Mail, Message},
};
use opc_kernel::{
    country::Country,
    id::{CustomerId, JobId, PartnerId},
    language::Lang,
    page::{Page, PageSize},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// Customers reminded in one transaction.
const BATCH: u32 = 50;
/// Seconds before a customer is reminded again.
const PAUSE_SECONDS: i64 = 86_400;

named! {
    /// Why the version that counts is not confirmed.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    LackingState {
        /// Nothing is on record.
        Missing = "missing",
        /// The customer was asked to accept it.
        Waiting = "waiting",
        /// An earlier version was accepted.
        Outdated = "outdated",
    }
}

/// Which customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// The day on which the version has to count: today, or the day a published one begins to.
    pub as_of: Date,
    /// Only these.
    pub state: Option<LackingState>,
}

/// Which page of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackingQuery {
    /// Which customers.
    pub which: Lack,
    /// After this one of the previous page.
    pub after: Option<(String, CustomerId)>,
    /// At most so many.
    pub size: PageSize,
}

/// A customer who has not accepted the version that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The customer.
    pub customer: CustomerId,
    /// Its company name.
    pub company_name: String,
    /// Its primary contact's address.
    pub email: String,
    /// Its language.
    pub language: String,
    /// Code of its country.
    pub country: String,
    /// Why it is here.
    pub state: LackingState,
    /// When it last accepted a version.
    pub agreed_on: Option<Date>,
    /// When it was last reminded.
    pub reminded_at: Option<Timestamp>,
    /// Its place in the list.
    pub name_key: String,
}

/// Customers of the acting partner without the version that counts on a day, in list order.
pub fn lacking(
    cx: &mut Cx<'_, '_>,
    query: &LackingQuery,
) -> Result<Page<Lacking, (String, CustomerId)>, Fault> {
    let scope = cx.allow(ViewAgreements)?.scope();
    let found = store::lacking(cx, scope.partner(), query)?;
    Ok(Page::from_fetched(found, query.size, |one| (one.name_key.clone(), one.customer)))
}

/// How many customers [`lacking`] lists on all pages, and how many of them would be reminded now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LackingCount {
    /// All of them.
    pub all: u32,
    /// Those who were not reminded in the last 24 hours.
    pub due: u32,
}

/// Counts them.
pub fn count_lacking(cx: &mut Cx<'_, '_>, which: Lack) -> Result<LackingCount, Fault> {
    let scope = cx.allow(ViewAgreements)?.scope();
    let since = reminded_before(cx);
    store::count_lacking(cx, scope.partner(), (which, since))
}

/// Whoever was reminded after this is left alone.
fn reminded_before(cx: &Cx<'_, '_>) -> Timestamp {
    cx.now().plus_seconds(-PAUSE_SECONDS)
}

/// The days on which versions that are published begin to count, the next one first.
pub fn coming_days(cx: &mut Cx<'_, '_>) -> Result<Vec<Date>, Fault> {
    cx.allow(ViewAgreements)?;
    store::coming_days(cx)
}

/// Queues mails to the customers that [`lacking`] lists. Nobody gets more than one in 24 hours,
/// however often this is asked for.
pub fn remind_all(cx: &mut Cx<'_, '_>, which: Lack) -> Result<JobId, Fault> {
    let scope = cx.allow(AttestAgreement)?.scope();
    let partner = cx.actor().member().map(|member| member.name.clone()).unwrap_or_default();
    let work = Work::RemindAgreements { partner: scope.partner(), name: partner, which };
    let id =
        jobs::enqueue(cx, &NewJob { organisation: Some(scope.organisation()), work, total: 0 })?;
    let event = Event::new(Operation::RemindAgreement, ResourceType::Agreement).under_way();
    let facts = serde_json::json!({
        "as_of": which.as_of.to_string(),
        "agreement": which.state.map(LackingState::name),
    });
    cx.record(event.to(&facts))?;
    Ok(id)
}

/// Reminds the next few.
pub(crate) fn remind_step(
    cx: &mut Cx<'_, '_>,
    held: &Claimed,
    (partner, name, which): (PartnerId, &str, Lack),
) -> Result<Step, Fault> {
    let after = if held.cursor.is_empty() { None } else { Some(stored("cursor", &held.cursor)?) };
    let size = PageSize::new(None, BATCH, BATCH);
    let query = LackingQuery { which, after, size };
    let found = store::lacking(cx, partner, &query)?;
    let page = Page::from_fetched(found, size, |one| (one.name_key.clone(), one.customer));
    let since = reminded_before(cx);
    let mut done = held.done;
    for one in &page.items {
        if one.reminded_at.is_none_or(|at| at <= since) {
            remind(cx, one, (partner, name, which.as_of))?;
            done += 1;
        }
    }
    let Some(next) = page.next else { return Ok(Step::Done) };
    let cursor = to_store("cursor", &next)?;
    Ok(Step::More(Claimed { done, total: done + 1, cursor, ..held.clone() }))
}

fn remind(
    cx: &mut Cx<'_, '_>,
    to: &Lacking,
    (partner, name, as_of): (PartnerId, &str, Date),
) -> Result<(), Fault> {
    let Ok(country) = Country::parse(&to.country) else { return Ok(()) };
    let Some(template) = store::current(cx, country, as_of)? else { return Ok(()) };
    store::remind(cx, partner, to.customer)?;
    let mail = Mail {
        organisation: partner.into(),
        recipient: to.email.clone(),
        language: Lang::parse(&to.language).unwrap_or_default(),
        message: Message::AgreementReminder {
            customer: to.customer,
            company: to.company_name.clone(),
            partner: name.to_owned(),
            version: template.version.clone(),
        },
    };
    notifications::queue(cx, &mail)?;
    let event = Event::new(Operation::RemindAgreement, ResourceType::Agreement);
    let facts = serde_json::json!({ "version": template.version, "email": to.email });
    cx.record(event.in_log_of(partner.into()).about(to.customer, &to.company_name).to(&facts))
}
