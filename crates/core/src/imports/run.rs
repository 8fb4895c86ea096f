//! Adding the rows that passed.

use super::{
    Import, Outcome, RowResult, State, Summary,
    judge::Judge,
    since::Since,
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
    record(cx, &import, (Operation::ImportCustomers, EventStatus::UnderWay))?;
    Ok(import)
}

/// One entry for the dry run, one when customers begin to be added and one when that ends; each
/// customer has its own besides.
pub(super) fn record(
    cx: &mut Cx<'_, '_>,
    import: &Import,
    (operation, status): (Operation, EventStatus),
) -> Result<(), Fault> {
    let event = Event::new(operation, ResourceType::CustomerImport);
    let told = json!({
        "import_id": import.id.to_string(),
        "file_name": import.file_name,
        "rows": import.row_count,
        "added": import.summary.counts.added,
        "refused": import.summary.counts.refused,
        "known_elsewhere": import.summary.count_of(Rule::CustomerKnownElsewhere.key()),
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
    let mut wanted = Vec::with_capacity(results.len());
    for (place, (line, result)) in chunk.lines.iter().zip(&results).enumerate() {
        if import.wants(result) {
            let typed = judge.typed(cx, line);
            let new = judge.customer(cx, (line, &typed), &result.prefix)?;
            wanted.push((place, line, typed, new));
        }
    }
    let since = Since::look(cx, judge.scope, wanted.iter().filter_map(|(.., new)| new.0.as_ref()))?;
    for (place, line, typed, mut new) in wanted {
        let result = &mut results[place];
        let (before, told) = (result.outcome, result.broken.len());
        // Only a prefix that was made up is made up anew.
        let other = typed.prefixes.last().filter(|last| **last != result.prefix);
        if since.has_taken(&result.prefix)
            && let Some(other) = other
        {
            result.prefix.clone_from(other);
            new = judge.customer(cx, (line, &typed), other)?;
        }
        let refused = match new {
            (Some(new), _) => add_row(cx, import, new, (&since, result, add))?,
            // It passed the dry run: what it depends on has changed since.
            (None, problems) => Some(problems),
        };
        match refused {
            Some(problems) => {
                result.refuse(&problems);
                summary.change(before, result, 0);
            }
            None => summary.change(before, result, told),
        }
    }
    Ok((results, summary))
}

/// Adds the customer of a row, or leaves it out if there is a warning now that nobody confirmed.
/// Answers what it was refused for.
fn add_row(
    cx: &mut Cx<'_, '_>,
    import: &Import,
    mut new: NewCustomer,
    (since, result, add): (&Since, &mut RowResult, Add),
) -> Result<Option<Vec<Problem>>, Fault> {
    let doubts = since.doubts(&new, &result.broken);
    result.broken.extend(doubts);
    if !result.broken.iter().all(|one| import.is_confirmed(&one.rule)) {
        result.outcome = Outcome::Unconfirmed;
        return Ok(None);
    }
    new.warnings = result.broken.iter().map(|one| one.rule.clone()).collect();
    match add(cx, &new)? {
        Ok(customer) => {
            result.outcome = Outcome::Added;
            result.customer = Some(customer);
            Ok(None)
        }
        Err(problems) => Ok(Some(problems)),
    }
}
