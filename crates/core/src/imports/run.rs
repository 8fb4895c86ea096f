//! Adding the rows that passed.

use super::{
    Import, Outcome, RowResult, State, Summary,
    judge::Judge,
    results::Broken,
    store::{self, Chunk},
};
use crate::{
    Cx, Fault,
    access::{Scope, Starter, permissions::AddCustomer},
    audit::{Event, EventStatus, Operation, ResourceType},
    customers::{self, NewCustomer},
};
use opc_kernel::{
    id::{CustomerId, ImportId},
    rule::{Problem, Rule},
};
use serde_json::json;

/// Which warnings are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// All of them.
    All,
    /// Those of the rules with these keys.
    Rules(Vec<String>),
}

/// Starts adding. Rows with a warning that is not confirmed are left out.
pub fn start(cx: &mut Cx<'_, '_>, id: ImportId, confirmed: &Confirmed) -> Result<Import, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let mut import = store::find(cx, scope, id)?;
    if import.state != State::Checked {
        return Err(Fault::Refused(Rule::ImportNotNow));
    }
    let given = import.summary.warnings().into_iter().filter(|key| match confirmed {
        Confirmed::All => true,
        Confirmed::Rules(keys) => keys.iter().any(|one| one == key),
    });
    import.confirmed = given.map(str::to_owned).collect();
    import.state = State::Running;
    import.chunks_done = 0;
    import.starter = Starter::of(cx)?;
    store::queue(cx, scope, &mut import)?;
    record(cx, &import, EventStatus::UnderWay)?;
    Ok(import)
}

/// One entry when it begins and one when it ends; each customer has its own besides.
pub(super) fn record(
    cx: &mut Cx<'_, '_>,
    import: &Import,
    status: EventStatus,
) -> Result<(), Fault> {
    let event = Event::new(Operation::ImportCustomers, ResourceType::CustomerImport);
    let told = json!({
        "import_id": import.id.to_string(),
        "file_name": import.file_name,
        "rows": import.row_count,
        "added": import.summary.counts.added,
        "refused": import.summary.counts.refused,
    });
    cx.record(Event { status, ..event.to(&told) })
}

/// Adds the customers of the next chunk. Answers whether that was the last.
pub(super) fn next_chunk(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    import: &mut Import,
) -> Result<bool, Fault> {
    let at = (import.id, import.chunks_done);
    let Some(chunk) = store::chunk(cx, scope, at)? else { return Ok(true) };
    // A savepoint a row costs more than all the rest. Every row passed the dry run: only if one is
    // refused all the same are they added one by one.
    let (results, summary) = match cx.nested(|cx| add_rows(cx, import, &chunk, together)) {
        Err(Fault::Invalid(_) | Fault::Refused(_)) => add_rows(cx, import, &chunk, apart)?,
        added => added?,
    };
    store::save_results(cx, scope, at, &results, None)?;
    import.summary = summary;
    import.chunks_done += 1;
    Ok(import.chunks_done >= import.chunk_count)
}

/// Adds one customer, or says what is wrong with it.
type Add = fn(&mut Cx<'_, '_>, &NewCustomer) -> Result<Result<CustomerId, Vec<Problem>>, Fault>;

fn together(
    cx: &mut Cx<'_, '_>,
    new: &NewCustomer,
) -> Result<Result<CustomerId, Vec<Problem>>, Fault> {
    Ok(Ok(customers::create(cx, new)?.account.id))
}

fn apart(
    cx: &mut Cx<'_, '_>,
    new: &NewCustomer,
) -> Result<Result<CustomerId, Vec<Problem>>, Fault> {
    match cx.nested(|cx| customers::create(cx, new)) {
        Ok(created) => Ok(Ok(created.account.id)),
        Err(Fault::Invalid(problems)) => Ok(Err(problems)),
        Err(Fault::Refused(rule)) => Ok(Err(vec![Problem::new("", rule)])),
        Err(fault) => Err(fault),
    }
}

/// What came of the rows of a chunk, and of all rows.
fn add_rows(
    cx: &mut Cx<'_, '_>,
    import: &Import,
    chunk: &Chunk,
    add: Add,
) -> Result<(Vec<RowResult>, Summary), Fault> {
    let (mut results, mut summary) = (chunk.results.clone(), import.summary.clone());
    let mut judge = Judge::new(cx, import)?;
    for (line, result) in chunk.lines.iter().zip(&mut results) {
        let confirmed = result.broken.iter().all(|one| import.is_confirmed(&one.rule));
        let wanted = match result.outcome {
            Outcome::Ready => true,
            Outcome::Unconfirmed => confirmed,
            Outcome::Refused | Outcome::Added => false,
        };
        if !wanted {
            continue;
        }
        let before = result.outcome;
        let typed = judge.typed(cx, line);
        let added = match judge.customer(cx, (line, &typed), &result.prefix)? {
            (Some(mut new), _) => {
                new.warnings = result.broken.iter().map(|one| one.rule.clone()).collect();
                add(cx, &new)?
            }
            // It passed the dry run: what it depends on has changed since.
            (None, problems) => Err(problems),
        };
        match added {
            Ok(customer) => {
                result.outcome = Outcome::Added;
                result.customer = Some(customer);
            }
            Err(problems) => refuse(result, &problems),
        }
        summary.change(before, result);
    }
    Ok((results, summary))
}

fn refuse(result: &mut RowResult, problems: &[Problem]) {
    result.outcome = Outcome::Refused;
    result.broken = problems.iter().filter_map(Broken::of).filter(|one| !one.warning).collect();
}
