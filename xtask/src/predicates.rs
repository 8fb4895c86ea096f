//! `cargo xtask predicates`: each tenant predicate of the SQL is deleted in turn, and the tenancy
//! matrix must notice.
//!
//! One build serves all: a debug build of the tests runs another text in the place of one statement
//! (`crates/db/src/statement.rs`), and lists the texts itself (`tests/laws/tenancy/predicates.rs`).

use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;

use crate::process::{Result, command, output, root};

mod survivors;

use survivors::SURVIVORS;

/// The tests that must notice.
const MATRIX: &str = "laws::tenancy";
/// Where the result is kept.
const REPORT: &str = "docs/tenancy-predicates.md";
/// A test that takes longer has met something that does not end: it has noticed.
const LONGEST: Duration = Duration::from_mins(5);
/// `--sample` tries one in so many of the predicates that are known to be noticed.
const SAMPLE: usize = 12;

/// Which predicates, and how.
#[derive(Args)]
pub(crate) struct PredicatesArgs {
    /// Only those whose place or text contains this, such as `orders/store` or `reseller_id`; may be
    /// given more than once
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Only those that the report lists neither as noticed nor with a reason
    #[arg(long)]
    again: bool,
    /// Those that the report does not list, and a few spread over the others, as `cargo xtask test`
    /// does
    #[arg(long)]
    sample: bool,
    /// How many at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
}

/// A statement without one of its predicates.
#[derive(Clone, Debug)]
struct Mutant {
    /// File and line of the statement.
    at: String,
    /// The same as the report has it, where it outlasts edits of the file; see [`place`].
    place: String,
    predicate: String,
    /// The statement as it runs then.
    text: String,
    /// The statement as it is.
    original: String,
}

/// How it went: the test that noticed, if one did.
struct Tried {
    mutant: Mutant,
    caught_by: Option<String>,
}

impl Tried {
    fn is_of(&self, mutant: &Mutant) -> bool {
        self.mutant.at == mutant.at && self.mutant.text == mutant.text
    }
}

/// A few of them, for every run of the suite.
pub(crate) fn run_sample() -> Result {
    run(&PredicatesArgs { only: Vec::new(), again: false, sample: true, jobs: 2 })
}

/// Deletes them one by one. Fails if one is missed that is not excused, or excused and not missed.
pub(crate) fn run(arguments: &PredicatesArgs) -> Result {
    let binary = built()?;
    let all = mutants(&binary)?;
    let wanted = |mutant: &Mutant| {
        let fits =
            |pattern: &String| mutant.at.contains(pattern) || mutant.predicate.contains(pattern);
        arguments.only.is_empty() || arguments.only.iter().any(fits)
    };
    let known = known(&all);
    let listed = |mutant: &Mutant| known.iter().find(|tried| tried.is_of(mutant));
    let is_noticed =
        |mutant: &Mutant| listed(mutant).is_some_and(|tried| tried.caught_by.is_some());
    let is_settled = |mutant: &Mutant| {
        is_noticed(mutant) || listed(mutant).is_some() && excuse(mutant).is_some()
    };
    let (settled, open): (Vec<_>, Vec<_>) =
        all.iter().filter(|mutant| wanted(mutant)).cloned().partition(is_settled);
    // A sample shows that what was noticed still is, and tries whatever is new.
    let again: Vec<_> = match (arguments.again, arguments.sample) {
        (true, _) => Vec::new(),
        (false, true) => settled.into_iter().filter(is_noticed).step_by(SAMPLE).collect(),
        (false, false) => settled,
    };
    let chosen: VecDeque<_> = open.into_iter().chain(again).collect();
    let tests = tests(&binary)?;
    println!("    {} of {} predicates, {} tests", chosen.len(), all.len(), tests.len());
    // What was tried is kept at once: whoever stops a run goes on with `--again`.
    let keep = |tried: &[Tried]| {
        let page = report(&merged(&all, &known, tried), all.len());
        if !arguments.sample
            && let Err(error) = std::fs::write(root().join(REPORT), page)
        {
            eprintln!("{REPORT}: {error}");
        }
    };
    let tried = try_all(&binary, (chosen, &tests), arguments.jobs.max(1), &keep);
    keep(&tried);
    let known = if arguments.sample { &[][..] } else { &known };
    let stands = merged(&all, known, &tried);
    verdict(&stands, stands.len() == all.len())
}

/// What was tried now, and the rest as the report has it, in the order of the statements.
fn merged<'t>(all: &[Mutant], known: &'t [Tried], tried: &'t [Tried]) -> Vec<&'t Tried> {
    let stands = |one: &&Tried| !tried.iter().any(|tried| tried.is_of(&one.mutant));
    let mut merged: Vec<_> = tried.iter().chain(known.iter().filter(stands)).collect();
    merged.sort_by_key(|tried| all.iter().position(|mutant| tried.is_of(mutant)));
    merged
}

/// The test binary, debug: a release has no way to run another text.
fn built() -> Result<PathBuf> {
    // Of the whole workspace, so that it is what the other tests have built already.
    let arguments =
        ["test", "--no-run", "--quiet", "--workspace", "--test", "it", "--message-format=json"];
    let messages = output(&mut command("cargo", arguments))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let built = messages.filter(|message| message["target"]["name"] == "it");
    let mut path = built.filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?)));
    let path = path.next_back().ok_or("cargo built no test binary")?;
    // A copy, so that the next build does not change what is tried.
    let copy = path.with_extension("predicates");
    std::fs::copy(&path, &copy)?;
    Ok(copy)
}

fn mutants(binary: &Path) -> Result<Vec<Mutant>> {
    let printed = format!("{MATRIX}::predicates::printed");
    let arguments = [printed.as_str(), "--exact", "--ignored", "--nocapture"];
    let lines = output(Command::new(binary).args(arguments))?;
    let values = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mutant = |value: Value| {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let (at, original) = (text("at")?, text("original")?);
        let place = place(&at, &original);
        Some(Mutant { at, place, predicate: text("predicate")?, text: text("text")?, original })
    };
    let mut mutants: Vec<_> = values.filter_map(mutant).collect();
    mutants.sort_by_key(|mutant| {
        let (file, line) = mutant.at.rsplit_once(':').unwrap_or_default();
        (file.to_owned(), line.parse::<u32>().unwrap_or_default())
    });
    if mutants.is_empty() { Err("the tests list no predicates".into()) } else { Ok(mutants) }
}

/// A test of the matrix, and the places of the statements it runs.
struct Test {
    name: String,
    takes: Duration,
    runs: HashSet<String>,
}

/// The tests of the matrix, the quickest first: they say most exactly what is wrong, too. All of
/// them hold as long as nothing is deleted.
fn tests(binary: &Path) -> Result<Vec<Test>> {
    let listed = output(Command::new(binary).args([MATRIX, "--list"]))?;
    let names = listed.lines().filter_map(|line| line.strip_suffix("::sqlite: test"));
    let trace = binary.with_extension("statements");
    let mut tests = Vec::new();
    for name in names {
        let _ = std::fs::remove_file(&trace);
        let with = [("OPC_STATEMENTS", trace.display().to_string())];
        let start = Instant::now();
        if let Some(why) = noticed(binary, name, &with) {
            return Err(format!("{name} fails before anything is deleted: {why}").into());
        }
        let runs = std::fs::read_to_string(&trace)?.lines().map(str::to_owned).collect();
        tests.push(Test { name: name.to_owned(), takes: start.elapsed(), runs });
    }
    tests.sort_by_key(|test| test.takes);
    Ok(tests)
}

/// How a test failed with these variables; `None` if it held.
fn noticed(binary: &Path, test: &str, with: &[(&str, String)]) -> Option<String> {
    let mut command = Command::new(binary);
    command.arg(format!("{test}::sqlite")).arg("--exact").current_dir(root().join("tests"));
    command.env("OPC_TEST_ENGINES", "sqlite").env("RUST_BACKTRACE", "0");
    command.env_remove("OPC_TEST_POSTGRES").stdout(Stdio::null()).stderr(Stdio::null());
    command.envs(with.iter().map(|(name, value)| (name, value)));
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Some(error.to_string()),
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return (!status.success()).then(|| status.to_string()),
            Ok(None) if start.elapsed() < LONGEST => std::thread::sleep(Duration::from_millis(20)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return Some("it did not end".to_owned());
            }
        }
    }
}

fn try_all(
    binary: &Path,
    (chosen, tests): (VecDeque<Mutant>, &[Test]),
    jobs: usize,
    keep: &(dyn Fn(&[Tried]) + Sync),
) -> Vec<Tried> {
    let (queue, done) = (Mutex::new(chosen), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().ok().and_then(|mut queue| queue.pop_front());
                    let Some(mutant) = next else { break };
                    let tried = try_one(binary, mutant, tests);
                    if let Ok(mut done) = done.lock() {
                        done.push(tried);
                        keep(&done);
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_default()
}

fn try_one(binary: &Path, mutant: Mutant, tests: &[Test]) -> Tried {
    let with = [("OPC_MUTANT", format!("{}\n{}", mutant.at, mutant.text))];
    let mut running = tests.iter().filter(|test| test.runs.contains(&mutant.at));
    let caught = running.find(|test| noticed(binary, &test.name, &with).is_some());
    let caught_by = caught.map(|test| test.name.replace(&format!("{MATRIX}::"), ""));
    let how = caught_by.as_deref().unwrap_or("SURVIVED");
    println!("    {} {}: {how}", mutant.at, mutant.predicate);
    Tried { mutant, caught_by }
}

/// What the report says: predicates of one place stand in it in their order.
fn known(all: &[Mutant]) -> Vec<Tried> {
    let page = std::fs::read_to_string(root().join(REPORT)).unwrap_or_default();
    let (missed, noticed) = page.split_once("## Noticed").unwrap_or_default();
    let missed = missed.lines().map(|row| (row, false));
    let rows = missed.chain(noticed.lines().map(|row| (row, true)));
    let mut rest: Vec<_> = all.iter().collect();
    let tried = |(row, is_noticed): (&str, bool)| {
        let mut cells =
            row.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`'));
        let (at, predicate, by) = (cells.next()?, cells.next()?, cells.next()?);
        let fits = |mutant: &&Mutant| mutant.place == at && mutant.predicate == predicate;
        let mutant = rest.remove(rest.iter().position(fits)?).clone();
        Some(Tried { mutant, caught_by: is_noticed.then(|| by.to_owned()) })
    };
    rows.filter_map(tried).collect()
}

/// Why a predicate may be missed, if somebody has written that down.
fn excuse(mutant: &Mutant) -> Option<&'static str> {
    let text = mutant.original.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |(file, predicate, part, _): &&(&str, &str, &str, &str)| {
        mutant.at.contains(file) && mutant.predicate == *predicate && text.contains(part)
    };
    SURVIVORS.iter().find(fits).map(|(_, _, _, why)| *why)
}

fn verdict(tried: &[&Tried], is_whole: bool) -> Result {
    let mut wrong = String::new();
    for Tried { mutant, caught_by } in tried {
        let Mutant { at, predicate, .. } = mutant;
        match (caught_by, excuse(mutant)) {
            (None, None) => writeln!(wrong, "{at} {predicate}: nothing notices that it is gone")?,
            (Some(test), Some(_)) => {
                writeln!(wrong, "{at} {predicate}: {test} notices; take it off the survivors")?;
            }
            _ => {}
        }
    }
    for (file, predicate, part, _) in SURVIVORS.iter().filter(|_| is_whole) {
        let known = |tried: &&Tried| {
            excuse(&tried.mutant).is_some()
                && tried.mutant.at.contains(file)
                && tried.mutant.predicate == *predicate
        };
        if !tried.iter().any(known) {
            writeln!(wrong, "{file} {predicate} ({part}): there is no such predicate any more")?;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// The result as a page; `all` is how many predicates there are.
fn report(tried: &[&Tried], all: usize) -> String {
    let missed: Vec<_> = tried.iter().filter(|tried| tried.caught_by.is_none()).collect();
    let mut page = format!(
        "# Tenant predicates\n\n\
         Written by `cargo xtask predicates`, which deletes every tenant predicate of the SQL of\n\
         `crates/core` in turn (`partner_id = $1` becomes `($1 = $1)`) and runs the tenancy matrix\n\
         (`tests/laws/tenancy`) on the embedded engine until a test notices. One build serves all.\n\
         `--again` tries those only that this page lists neither as noticed nor with a reason,\n\
         `--only orders/store` some, `--jobs 4` so many at a time. `cargo xtask test` tries\n\
         those as well, and a sample of the rest.\n\n\
         {all} predicates: {} noticed, {} not and named below, {} not tried.\n\n",
        tried.len() - missed.len(),
        missed.len(),
        all - tried.len(),
    );
    if !missed.is_empty() {
        page += "## Not noticed\n\nEach with a reason is a second lock, and the reason names the first. **not excused**: a test is missing.\n\n| Where | Predicate | Why nothing notices |\n|---|---|---|\n";
        for Tried { mutant, .. } in missed {
            let why = excuse(mutant).unwrap_or("**not excused**");
            let _ = writeln!(page, "| {} | `{}` | {why} |", mutant.place, mutant.predicate);
        }
        page.push('\n');
    }
    page += "## Noticed\n\n| Where | Predicate | By |\n|---|---|---|\n";
    for Tried { mutant, caught_by } in tried {
        if let Some(test) = caught_by {
            let _ = writeln!(page, "| {} | `{}` | {test} |", mutant.place, mutant.predicate);
        }
    }
    page
}

/// The file below `crates/core/src`, what the statement does to which table, and a number that only
/// another text changes, an FNV-1a hash: `orders/store.rs UPDATE orders 5f0c1e2a`.
fn place(at: &str, text: &str) -> String {
    let file = at.strip_prefix("crates/core/src/").unwrap_or(at);
    let file = file.rsplit_once(':').map_or(file, |(file, _line)| file);
    let words: Vec<_> = text.split_whitespace().collect();
    let verb = words.first().copied().unwrap_or_default();
    let before = if verb == "UPDATE" { "UPDATE" } else { "FROM" };
    let names = |pair: &&[&str]| pair[0] == before && !pair[1].starts_with('(');
    let table = words.windows(2).find(names).map_or("…", |pair| pair[1].trim_matches([',', ')']));
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = words.join(" ").bytes().fold(0x811c_9dc5, mix);
    format!("{file} {verb} {table} {hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(predicate: &str, caught_by: Option<&str>) -> Tried {
        let text = format!("SELECT a FROM b WHERE {predicate}");
        let (at, predicate) = ("crates/core/src/x.rs:1".to_owned(), predicate.to_owned());
        let place = place(&at, &text);
        let mutant = Mutant { at, place, predicate, text: text.clone(), original: text };
        Tried { mutant, caught_by: caught_by.map(str::to_owned) }
    }

    #[test]
    fn a_predicate_that_nothing_notices_fails_unless_it_is_excused() {
        assert!(verdict(&[&tried("partner_id = $1", Some("pages"))], false).is_ok());
        let missed = verdict(&[&tried("partner_id = $1", None)], false).unwrap_err().to_string();
        assert!(missed.contains("x.rs:1 partner_id = $1: nothing notices"), "{missed}");
    }

    #[test]
    fn the_report_counts_and_names_them() {
        let two = [tried("partner_id = $1", Some("pages")), tried("user_id = $2", None)];
        let page = report(&two.each_ref(), 5);
        assert!(page.contains("5 predicates: 1 noticed, 1 not and named below, 3 not"), "{page}");
        assert!(
            page.contains("| x.rs SELECT b 710ec8e5 | `user_id = $2` | **not excused** |"),
            "{page}"
        );
    }

    #[test]
    fn a_place_outlasts_edits_of_the_file_but_not_of_the_statement() {
        let written = place("crates/core/src/x.rs:1", "UPDATE a SET b = (SELECT c FROM d)");
        assert_eq!(
            written,
            place("crates/core/src/x.rs:7", "UPDATE a\n SET b = (SELECT c FROM d)")
        );
        assert!(written.starts_with("x.rs UPDATE a "), "{written}");
        assert_ne!(written, place("crates/core/src/x.rs:1", "UPDATE a SET b = (SELECT e FROM d)"));
    }
}
