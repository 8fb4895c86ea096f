//! Tags of many customers at once, and taking that back.

use super::asked::Asked;
use crate::{
    components::Fact,
    customers::{BulkState, BulkTagsPage, Progress},
    form::Form,
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    language::with_query,
};
use opc_core::{
    Cx, Fault,
    customers::{self, Bulk, Chosen},
    jobs::JobState,
    kernel::id::{CustomerId, JobId},
};

/// Customers named on the page that asks which tags.
const NAMED: usize = 10;
/// The parameter that names the change the list tells of.
const TOLD: &str = "bulk";

/// Which customers were picked: all that match, or those ticked.
fn chosen(typed: &Typed) -> Chosen {
    if typed.has("all") {
        Chosen::Matching(Asked::of(typed).filter())
    } else {
        Chosen::Picked(picked(typed))
    }
}

fn picked(typed: &Typed) -> Vec<CustomerId> {
    // Whom the partner has in two capacities stands in two rows.
    let mut ids: Vec<_> = typed.all("customer").filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Asks which tags.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let typed = visitor.query().clone();
    let page = render(&visitor, &typed, None).await?;
    Ok(visitor.page(&page))
}

/// Changes them.
pub(super) async fn save(form: Posted) -> Answer {
    let typed = form.typed().clone();
    let work = move |cx: &mut Cx<'_, '_>| {
        let total = typed.get("total").parse().unwrap_or(0);
        let tags = (typed.get("add-tags"), typed.get("remove-tags"));
        customers::tag_many(cx, chosen(&typed), tags, total)
    };
    match form.write(work).await? {
        Ok(job) => Ok(back(&form, job)),
        Err(problems) => {
            let sent = form.typed().form_with(form.w, &problems);
            let page = render(&form, form.typed(), Some(sent)).await?;
            Ok(form.form_again(&page))
        }
    }
}

/// Takes the last change back.
pub(super) async fn undo(form: Posted) -> Answer {
    let job = form.id(form.typed().get("job"))?;
    match form.write(move |cx| customers::undo_bulk(cx, job)).await? {
        Ok(job) => Ok(back(&form, job)),
        Err(problems) => Err(form.refuse(Fault::Invalid(problems))),
    }
}

/// To the list, which tells of this change.
fn back(form: &Posted, job: JobId) -> axum::response::Response {
    let list = Asked::of(form.typed()).address(&format!("{}/customers", form.base()));
    form.go(&with_query(&list, TOLD, &job.to_string()))
}

/// Whether this view of the list tells of the change: while it is under way, and on the page that
/// comes after it.
pub(super) fn is_told(visitor: &Visitor, bulk: &Bulk) -> bool {
    is_running(bulk) || visitor.query().get(TOLD) == bulk.id.to_string()
}

fn is_running(bulk: &Bulk) -> bool {
    matches!(bulk.state, JobState::Waiting { .. } | JobState::Running { .. })
}

async fn render(
    visitor: &Visitor,
    typed: &Typed,
    sent: Option<Form>,
) -> Result<BulkTagsPage, Away> {
    let (asked, which) = (Asked::of(typed), chosen(typed));
    let found = visitor.read(move |cx| {
        let (names, count) = match &which {
            Chosen::Matching(filter) => (Vec::new(), customers::count(cx, filter)?),
            Chosen::Picked(ids) => {
                let names = customers::names_of(cx, ids)?;
                (names.clone(), names.len())
            }
        };
        Ok((names, count, customers::known_tags(cx)?))
    });
    let (names, count, known_tags) = found.await?;
    let w = visitor.w;
    let mut hidden = asked.hidden();
    if typed.has("all") {
        hidden.push(("all".to_owned(), "on".to_owned()));
        hidden.push(("total".to_owned(), count.to_string()));
    } else {
        hidden.extend(picked(typed).iter().map(|id| ("customer".to_owned(), id.to_string())));
    }
    let list = format!("{}/customers", visitor.base());
    let more = names.len().saturating_sub(NAMED);
    let mut shown: Vec<String> = names.into_iter().take(NAMED).collect();
    if more > 0 {
        shown.push(w.t1("bulk-more", "count", w.number(u32::try_from(more).unwrap_or(u32::MAX))));
    }
    Ok(BulkTagsPage {
        w,
        shell: visitor.shell("customers"),
        form: sent.unwrap_or_default(),
        title: w.t1("bulk-title", "count", count),
        customers: shown,
        is_empty: count == 0,
        hidden,
        known_tags,
        action: format!("{list}/tags"),
        list: asked.address(&list),
    })
}

/// The last change of many customers' tags, as the list tells of it.
pub(super) fn state(visitor: &Visitor, asked: &Asked, bulk: &Bulk) -> BulkState {
    let w = visitor.w;
    let list = format!("{}/customers", visitor.base());
    let about = if bulk.is_undo { "bulk-undo" } else { "bulk-tags" };
    let text = match bulk.state {
        JobState::Waiting { .. } | JobState::Running { .. } => w.t(&format!("{about}-running")),
        JobState::Done { .. } => w.t1(&format!("{about}-done"), "count", bulk.total),
        JobState::Failed { .. } => w.t(&format!("{about}-failed")),
    };
    BulkState {
        facts: Fact::new(text, w.time(bulk.created_at)),
        progress: is_running(bulk).then(|| Progress {
            done: bulk.done,
            total: bulk.total,
            text: w.t2("bulk-progress", &("done", bulk.done), &("total", bulk.total)),
            here: with_query(&asked.address(&list), TOLD, &bulk.id.to_string()),
        }),
        undo: bulk.may_undo.then(|| bulk.id.to_string()),
        action: format!("{list}/tags/undo"),
        failed: matches!(bulk.state, JobState::Failed { .. }),
    }
}
