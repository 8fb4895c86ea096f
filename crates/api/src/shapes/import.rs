//! Imports of customers.

use opc_core::imports::{Broken, Counts, Field, Import, Mapping, Prefix, RowResult, State};
use opc_wire::enums::{ImportPrefixSource, ImportRowOutcome, ImportState};
use opc_wire::resources::{
    CustomerImport, ImportColumn, ImportConstant, ImportCounts, ImportMapping, ImportPrefix,
    ImportProblem, ImportRow, ImportRule, Resource as _,
};
use opc_words::Words;

/// An import as its readers see it.
pub(crate) fn import(of: &Import, words: Words) -> CustomerImport {
    let rule = |count: &opc_core::imports::RuleCount| ImportRule {
        rule: Some(count.example.rule.clone()),
        field: Some(count.example.field.clone()),
        is_warning: Some(count.example.warning),
        count: Some(count.count),
        rows: Some(count.rows.clone()),
        description: Some(said(&count.example, words)),
    };
    CustomerImport {
        id: Some(of.id.to_string()),
        file_name: Some(of.file_name.clone()),
        file_digest: Some(of.digest.clone()),
        state: Some(state(of.state)),
        halt: of.halt.map(|halt| halt.name().to_owned()),
        total_rows: Some(of.row_count),
        rows_done: Some(of.rows_done()),
        counts: Some(counts(of.summary.counts)),
        mapping: Some(mapping(of)),
        rules: Some(of.summary.rules.values().map(rule).collect()),
        confirmed: Some(of.confirmed.clone()),
        created_date: Some(of.created_at.into()),
        updated_date: Some(of.updated_at.into()),
        ..CustomerImport::default()
    }
    .marked(None)
}

/// A row.
pub(crate) fn row((result, cells): (RowResult, Vec<String>), words: Words) -> ImportRow {
    let problem = |broken: &Broken| ImportProblem {
        field: Some(broken.field.clone()),
        rule: Some(broken.rule.clone()),
        is_warning: Some(broken.warning),
        description: Some(said(broken, words)),
    };
    ImportRow {
        row: Some(result.row),
        outcome: ImportRowOutcome::read(result.outcome.name()),
        domain_prefix: Some(result.prefix).filter(|prefix| !prefix.is_empty()),
        customer_id: result.customer.map(|id| id.to_string()),
        problems: Some(result.broken.iter().map(problem).collect()),
        cells: Some(cells),
    }
}

fn said(broken: &Broken, words: Words) -> String {
    words.stored_problem(&broken.field, &broken.rule, &broken.args)
}

/// What keeps a row from being a customer, in one cell.
pub(crate) fn messages(result: &RowResult, words: Words) -> String {
    if result.broken.is_empty() {
        return words.of_family("import-outcome", result.outcome.name());
    }
    result.broken.iter().map(|one| said(one, words)).collect::<Vec<_>>().join(" / ")
}

const fn state(of: State) -> ImportState {
    match of {
        State::Mapping => ImportState::Mapping,
        State::Checking => ImportState::Checking,
        State::Checked => ImportState::Checked,
        State::Running => ImportState::Running,
        State::Paused => ImportState::Paused,
        State::Done => ImportState::Done,
        State::Cancelled => ImportState::Cancelled,
    }
}

const fn counts(of: Counts) -> ImportCounts {
    ImportCounts {
        ready: Some(of.ready),
        unconfirmed: Some(of.unconfirmed),
        refused: Some(of.refused),
        added: Some(of.added),
    }
}

fn mapping(of: &Import) -> ImportMapping {
    let column = |(name, field): (&String, &Option<Field>)| ImportColumn {
        column: Some(name.clone()),
        field: field.map(|field| field.name().to_owned()),
    };
    let constant = |(field, value): (&Field, &String)| ImportConstant {
        field: Some(field.name().to_owned()),
        value: Some(value.clone()),
    };
    let Mapping { columns, constants, prefix, stem } = &of.mapping;
    ImportMapping {
        columns: Some(of.columns.iter().zip(columns).map(column).collect()),
        constants: Some(constants.iter().map(constant).collect()),
        domain_prefix: Some(ImportPrefix {
            from: ImportPrefixSource::read(prefix.name()),
            stem: Some(stem.clone()),
        }),
    }
}

/// The mapping a client wants, made from the one there is. The error is what names nothing: a
/// column or a field.
pub(crate) fn mapped(of: &Import, wanted: &ImportMapping) -> Result<Mapping, String> {
    let mut mapping = of.mapping.clone();
    let field = |name: &String| Field::parse(name).ok_or_else(|| name.clone());
    if let Some(columns) = &wanted.columns {
        mapping.columns = vec![None; of.columns.len()];
        let mut free: Vec<_> = of.columns.iter().map(Some).collect();
        for one in columns {
            let name = one.column.clone().unwrap_or_default();
            let place = free.iter().position(|column| *column == Some(&name)).ok_or(name)?;
            free[place] = None;
            mapping.columns[place] = one.field.as_ref().map(field).transpose()?;
        }
    }
    if let Some(constants) = &wanted.constants {
        let read = |one: &ImportConstant| {
            let name = one.field.clone().unwrap_or_default();
            Ok((field(&name)?, one.value.clone().unwrap_or_default()))
        };
        mapping.constants = constants.iter().map(read).collect::<Result<_, String>>()?;
    }
    if let Some(prefix) = &wanted.domain_prefix {
        let from = prefix.from.and_then(|from| Prefix::parse(from.text()));
        mapping.prefix = from.unwrap_or(mapping.prefix);
        mapping.stem = prefix.stem.clone().unwrap_or(mapping.stem);
    }
    Ok(mapping)
}
