//! The activity log (`domain/09`).

use super::{
    batches::Batches,
    changes::changes,
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    activity::{ActivityPage, ActivityRow},
    components::Badge,
    form::{Choice, Form, Trouble},
    labels,
    language::encoded,
    shell::Tone,
};
use opc_core::{
    Cx,
    access::Permission,
    audit::{self, Entry, EventStatus, Filter, Query, ResourceType},
    kernel::{
        id::{CustomerId, EventId},
        page::PageSize,
        rule::{Problem, Rule},
        time::{Date, Timestamp},
    },
};
use opc_words::Words;

/// Entries on a page.
const ROWS: u32 = 50;

const GATE: Gate = Gate::needs(Permission::ViewActivity);

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/activity", GATE, log).get(
        "/p/{tenant}/activity/export.csv",
        GATE,
        export,
    )
}

/// The filter as asked for, and what it means.
struct Asked {
    form: Form,
    from: Timestamp,
    until: Timestamp,
    filter: Filter,
}

/// Both days count in full, in the time of the organisation. Without them: the latest month.
fn asked(visitor: &Visitor) -> Asked {
    let query = visitor.query();
    let today = visitor.w.date_at(visitor.portal.core.clock().now());
    let mut troubles = Vec::new();
    let mut day = |name: &'static str, otherwise: Date| match query.get(name) {
        "" => otherwise,
        text => text.parse().unwrap_or_else(|_| {
            let problem = Problem::new(name, Rule::NotADate { example: "2026-11-21" });
            troubles.push(Trouble::of(visitor.w, &problem));
            otherwise
        }),
    };
    let to = day("to", today);
    let from = day("from", month_before(to));
    let (text, resource) = (query.get("q"), query.get("resource"));
    let filter = match (text.parse::<CustomerId>(), ResourceType::parse(resource)) {
        (Ok(id), _) => Filter::Customer(id),
        (Err(_), _) if !text.is_empty() => Filter::CompanyName(text.to_owned()),
        (Err(_), Some(resource)) => Filter::Resource(resource),
        (Err(_), None) => Filter::None,
    };
    let (shown_from, shown_to) = (from.to_string(), to.to_string());
    let mut form = Form::filled([
        ("from", shown_from.as_str()),
        ("to", shown_to.as_str()),
        ("q", text),
        ("resource", resource),
    ]);
    form.troubles = troubles;
    Asked {
        form,
        from: visitor.w.midnight(from),
        until: visitor.w.midnight(to.tomorrow().unwrap_or(to)),
        filter,
    }
}

fn month_before(day: Date) -> Date {
    day.checked_sub(jiff::Span::new().months(1)).unwrap_or(day)
}

async fn log(visitor: Visitor) -> Answer {
    let Asked { form, from, until, filter } = asked(&visitor);
    let after: Option<EventId> = visitor.after()?;
    let query = Query { from, until, filter, after, size: PageSize::new(None, ROWS, ROWS) };
    let page = visitor.read(move |cx| audit::list(cx, &query)).await?;
    let w = visitor.w;
    let resources =
        ResourceType::ALL.iter().map(|r| Choice::new(r.name(), labels::resource(w, *r)));
    let filters: Vec<_> =
        form.values.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Ok(visitor.page(&ActivityPage {
        w,
        shell: visitor.shell("activity"),
        resources: resources.collect(),
        rows: page.items.iter().map(|entry| row(&visitor, entry)).collect(),
        pager: visitor.pager(page.next.as_ref()),
        export: Some(format!("{}/activity/export.csv?{}", visitor.base(), filters.join("&"))),
        filter: form,
    }))
}

/// An entry as a line of the log, here and on the customer's account.
pub(super) fn row(visitor: &Visitor, entry: &Entry) -> ActivityRow {
    let w = visitor.w;
    let tone = match entry.status {
        EventStatus::Succeeded => Tone::Good,
        EventStatus::Failed => Tone::Bad,
        EventStatus::UnderWay => Tone::Neutral,
    };
    let may_open = visitor.may(Permission::ViewCustomers);
    let customer = entry.customer.as_ref();
    let told = changes(w, entry).into_iter();
    ActivityRow {
        at: w.time(entry.at),
        action: labels::action(w, entry),
        actor: labels::actor(w, entry),
        target: customer
            .map_or_else(|| labels::resource(w, entry.resource), |(_, name)| name.clone()),
        href: customer
            .filter(|_| may_open)
            .map(|(id, _)| format!("{}/customers/{id}", visitor.base())),
        outcome: Badge::new(tone, labels::outcome(w, entry.status)),
        changes: told.map(|change| (change.label, change.before, change.after)).collect(),
        id: entry.id.to_string(),
    }
}

/// The whole span as a file.
async fn export(visitor: Visitor) -> Answer {
    let Asked { from, until, filter, .. } = asked(&visitor);
    let read = move |cx: &mut Cx<'_, '_>, after, size| {
        audit::list(cx, &Query { from, until, filter: filter.clone(), after, size })
    };
    let batches = Batches::begin(&visitor, read).await?;
    let w = visitor.w;
    Ok(batches.csv("activity-log.csv", &headings(w), move |entry| cells(w, entry)))
}

fn headings(w: Words) -> Vec<String> {
    let keys = [
        "activity-at-utc",
        "activity-customer",
        "col-action",
        "col-actor",
        "col-target",
        "col-outcome",
    ];
    let mut cells: Vec<_> = keys.map(|key| w.t(key)).into();
    cells.extend([w.t("activity-before"), w.t("activity-after"), w.t("activity-id")]);
    cells
}

fn cells(w: Words, entry: &Entry) -> Vec<String> {
    vec![
        entry.at.to_string(),
        entry.customer.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        labels::action(w, entry),
        labels::actor(w, entry),
        labels::resource(w, entry.resource),
        labels::outcome(w, entry.status),
        entry.old.clone().unwrap_or_default(),
        entry.new.clone().unwrap_or_default(),
        entry.id.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_before_the_end_of_march_is_the_end_of_february() {
        assert_eq!(month_before("2026-03-31".parse().unwrap()).to_string(), "2026-02-28");
    }
}
