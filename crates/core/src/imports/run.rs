//! Adding the rows that passed.

use super::{Import, Outcome, RowResult, State, judge::Judge, results::Broken, store};
use crate::{
    Cx, Fault,
    access::{Scope, Starter, permissions::AddCustomer},
    audit::{Event, EventStatus, Operation, ResourceType},
    customers,
};
use opc_kernel::{
    id::ImportId,
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
    let Some(mut chunk) = store::chunk(cx, scope, at)? else { return Ok(true) };
    let read = import.clone();
    let mut judge = Judge::new(cx, &read)?;
    for (line, result) in chunk.lines.iter().zip(&mut chunk.results) {
        let confirmed = result.broken.iter().all(|one| read.is_confirmed(&one.rule));
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
        match judge.customer(cx, (line, &typed), &result.prefix)? {
            (Some(mut new), _) => {
                new.warnings = result.broken.iter().map(|one| one.rule.clone()).collect();
                let created = cx.nested(|cx| customers::create(cx, &new));
                add(result, created.map(|created| created.account.id))?;
            }
            // It passed the dry run: what it depends on has changed since.
            (None, problems) => refuse(result, &problems),
        }
        import.summary.change(before, result);
    }
    store::save_results(cx, scope, at, &chunk.results, None)?;
    import.chunks_done += 1;
    Ok(import.chunks_done >= import.chunk_count)
}

fn add(
    result: &mut RowResult,
    created: Result<opc_kernel::id::CustomerId, Fault>,
) -> Result<(), Fault> {
    match created {
        Ok(id) => {
            result.outcome = Outcome::Added;
            result.customer = Some(id);
        }
        Err(Fault::Invalid(problems)) => refuse(result, &problems),
        Err(Fault::Refused(rule)) => refuse(result, &[Problem::new("", rule)]),
        Err(fault) => return Err(fault),
    }
    Ok(())
}

fn refuse(result: &mut RowResult, problems: &[Problem]) {
    result.outcome = Outcome::Refused;
    result.broken = problems.iter().filter_map(Broken::of).filter(|one| !one.warning).collect();
}
