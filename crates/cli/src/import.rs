//! `opc import customers`: upload, dry run, run, with a line of progress.

use crate::{
    Failure,
    client::{Client, Content},
    sign_in::Connection,
};
use opc_wire::{
    enums::{ImportRowOutcome, ImportState},
    resources::{CustomerImport, ImportConfirmation, ImportMapping, ImportRow, ResourceCollection},
};
use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    time::Duration,
};

/// Time between two questions how far it is.
const PAUSE: Duration = Duration::from_secs(1);
/// Rows that are printed with what is wrong with them.
const SHOWN: usize = 20;

/// What to import.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// CSV or XLSX file
    pub file: PathBuf,
    #[command(flatten)]
    connection: Connection,
    /// JSON file that says which column is which field
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Check every row and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Add rows with warnings too
    #[arg(long)]
    confirm_warnings: bool,
}

/// How an import ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every row is a customer, or could be one.
    Whole,
    /// Some rows were left out.
    Partly,
}

/// Imports, or tries to.
pub fn run(args: &Args) -> Result<End, Failure> {
    let bytes = fs::read(&args.file).map_err(in_file(&args.file))?;
    let mapping = args.mapping.as_deref().map(mapping).transpose()?.unwrap_or_default();
    let client = args.connection.open()?;
    let name = args.file.file_name().and_then(|name| name.to_str()).unwrap_or("customers");
    let path = format!("/v1/imports?fileName={}", encoded(name));
    let uploaded: CustomerImport = client.send("POST", &path, &Content::File(&bytes))?.read()?;
    let one = format!("/v1/imports/{}", uploaded.id.unwrap_or_default());
    client.post::<CustomerImport>(&format!("{one}/check"), &mapping)?;
    let checked = wait(&client, &one, "checked")?;
    print_rules(&checked);
    if args.dry_run || checked.state != Some(ImportState::Checked) {
        return report(&client, &one, &checked);
    }
    let confirm = if args.confirm_warnings { vec!["all".to_owned()] } else { Vec::new() };
    let confirmation = ImportConfirmation { confirm: Some(confirm) };
    client.post::<CustomerImport>(&format!("{one}/start"), &confirmation)?;
    let done = wait(&client, &one, "added")?;
    report(&client, &one, &done)
}

fn in_file(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.display().to_string();
    move |source| Failure::File { path, source }
}

fn mapping(path: &Path) -> Result<ImportMapping, Failure> {
    let text = fs::read_to_string(path).map_err(in_file(path))?;
    serde_json::from_str(&text)
        .map_err(|e| Failure::Mapping { path: path.display().to_string(), message: e.to_string() })
}

/// Waits until no job is at work any more.
fn wait(client: &Client, path: &str, what: &str) -> Result<CustomerImport, Failure> {
    loop {
        let import: CustomerImport = client.get(path)?;
        let (done, total) = (import.rows_done.unwrap_or(0), import.total_rows.unwrap_or(0));
        let busy = matches!(import.state, Some(ImportState::Checking | ImportState::Running));
        if io::stderr().is_terminal() {
            eprint!("\r{done} of {total} rows {what}{}", if busy { "" } else { "\n" });
            let _ = io::stderr().flush();
        } else if !busy {
            eprintln!("{done} of {total} rows {what}");
        }
        if !busy {
            return Ok(import);
        }
        std::thread::sleep(PAUSE);
    }
}

fn print_rules(import: &CustomerImport) {
    for rule in import.rules.iter().flatten() {
        let kind = if rule.is_warning == Some(true) { "warning" } else { "error" };
        let count = rule.count.unwrap_or(0);
        println!("{count:>7} × {kind}: {}", rule.description.as_deref().unwrap_or_default());
    }
}

/// Prints what came of it and the first rows that were left out.
fn report(client: &Client, path: &str, import: &CustomerImport) -> Result<End, Failure> {
    let counts = import.counts.clone().unwrap_or_default();
    let count = |count: Option<u32>| count.unwrap_or(0);
    println!(
        "{} added, {} ready, {} to be confirmed, {} refused",
        count(counts.added),
        count(counts.ready),
        count(counts.unconfirmed),
        count(counts.refused)
    );
    if import.state == Some(ImportState::Paused) {
        println!("The import is paused. Resume it in the portal or with POST {path}/resume.");
    }
    for outcome in [ImportRowOutcome::Refused, ImportRowOutcome::Unconfirmed] {
        let page: ResourceCollection<ImportRow> =
            client.get(&format!("{path}/rows?outcome={outcome}&size={SHOWN}"))?;
        for row in page.items {
            let said = row.problems.unwrap_or_default().into_iter().filter_map(|p| p.description);
            println!("row {}: {}", count(row.row), said.collect::<Vec<_>>().join(" / "));
        }
    }
    let left = count(counts.refused) + count(counts.unconfirmed);
    let paused = import.state == Some(ImportState::Paused);
    Ok(if left == 0 && !paused { End::Whole } else { End::Partly })
}

fn encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
