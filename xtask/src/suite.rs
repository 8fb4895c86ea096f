//! `cargo xtask test`: everything that has to hold before a change is good.

use std::process::Command;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::cluster::{Cluster, Safety};
use crate::install::{Needs, install};
use crate::journeys::{build_server, run_journeys};
use crate::process::{Result, command, find, run};
use crate::tally::{Tally, run_and_count};

/// The variable in which tests find a `PostgreSQL`; without it they run on the embedded engine only.
const POSTGRES: &str = "OPC_TEST_POSTGRES";

/// What to run, and how.
#[derive(Args)]
pub(crate) struct TestArgs {
    /// Run this part only; may be given several times.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Install nothing; fail where something is missing.
    #[arg(long)]
    no_install: bool,
    /// Run the remaining parts after a failure.
    #[arg(long)]
    keep_going: bool,
}

/// A part of the suite, in the order of running: the quickest answer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting, clippy, and cargo-deny (advisories) where it is installed.
    Lint,
    /// All Rust tests, on both engines.
    Unit,
    /// A sample of the tenant predicates, deleted one by one: the tenancy matrix must notice.
    Predicates,
    /// Journeys in real Chromium against the demo, on both engines.
    Browser,
    /// The short form of the battery.
    Battery,
}

impl Part {
    fn run(self) -> (Result, Option<Tally>) {
        match self {
            Part::Lint => lint(),
            Part::Unit => unit(),
            Part::Predicates => (crate::predicates::run_sample(), None),
            Part::Browser => run_journeys(),
            Part::Battery => battery(),
        }
    }
}

/// Runs the suite; the first failure ends it unless asked to keep going.
pub(crate) fn run_suite(arguments: &TestArgs) -> Result {
    let start = Instant::now();
    let wanted = |part: &Part| arguments.only.is_empty() || arguments.only.contains(part);
    let parts: Vec<Part> = Part::value_variants().iter().copied().filter(wanted).collect();
    if !arguments.no_install {
        let needs = Needs {
            database: [Part::Unit, Part::Browser, Part::Battery]
                .iter()
                .any(|part| parts.contains(part)),
            codes: parts.contains(&Part::Browser) || parts.contains(&Part::Battery),
            browser: parts.contains(&Part::Browser),
        };
        step("install", || install(needs))?;
    }
    let mut counted: Option<Tally> = None;
    let mut failed = Vec::new();
    for part in parts {
        let name = format!("{part:?}").to_lowercase();
        let mut tally = None;
        let outcome = step(&name, || {
            let (outcome, count) = part.run();
            tally = count;
            outcome
        });
        counted = counted.into_iter().chain(tally).reduce(Tally::plus);
        if outcome.is_err() {
            failed.push(name);
            if !arguments.keep_going {
                break;
            }
        }
    }
    let counted = counted.unwrap_or_default();
    let verdict = verdict(&failed, &counted.skipped);
    println!();
    println!(
        "{verdict} in {}: {} passed, {} failed, {} browser journeys needed a second try",
        seconds(start.elapsed()),
        counted.passed,
        counted.failed,
        counted.second_try,
    );
    if failed.is_empty() { Ok(()) } else { Err(verdict.into()) }
}

fn verdict(failed: &[String], skipped: &[String]) -> String {
    match (failed, skipped) {
        ([], []) => "all good".into(),
        ([], skipped) => format!("good, but skipped: {};", skipped.join(", ")),
        (failed, _) => format!("failed: {};", failed.join(", ")),
    }
}

/// Announces a step, runs it, and says how it ended and how long it took.
fn step(name: &str, body: impl FnOnce() -> Result) -> Result {
    println!("\n==> {name}");
    let start = Instant::now();
    let outcome = body();
    let elapsed = seconds(start.elapsed());
    match &outcome {
        Ok(()) => println!("<== {name}: ok in {elapsed}"),
        Err(failure) => println!("<== {name}: FAILED in {elapsed}\n    {failure}"),
    }
    outcome
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}

fn lint() -> (Result, Option<Tally>) {
    let clippy = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    let outcome = run(&mut command("cargo", ["fmt", "--all", "--check"]))
        .and_then(|()| run(&mut command("cargo", clippy)));
    if find("cargo-deny").is_none() {
        return (outcome, Some(Tally::of_skipped("advisories (cargo-deny is not installed)")));
    }
    (outcome.and_then(|()| run(&mut command("cargo", ["deny", "check"]))), None)
}

fn unit() -> (Result, Option<Tally>) {
    let given = std::env::var(POSTGRES).ok();
    let cluster = match given {
        Some(_) => None,
        None => match Cluster::start(Safety::Quick) {
            Ok(cluster) => Some(cluster),
            Err(failure) => return (Err(failure), None),
        },
    };
    let url = cluster.as_ref().map(|cluster| cluster.url().to_owned()).or(given);
    let url = url.unwrap_or_default();
    println!("    {POSTGRES}={url}");
    let (outcome, count) = run_and_count(rust_tests().env(POSTGRES, &url));
    if outcome.is_err() || find("cargo-nextest").is_none() {
        return (outcome, count);
    }
    // nextest leaves out the examples in the documentation.
    let mut examples = command("cargo", ["test", "--workspace", "--doc", "--quiet"]);
    let (outcome, more) = run_and_count(examples.env(POSTGRES, &url));
    (outcome, count.into_iter().chain(more).reduce(Tally::plus))
}

/// All Rust tests: by nextest where it is installed, because compiling it takes longer than it saves.
fn rust_tests() -> Command {
    if find("cargo-nextest").is_some() {
        return command("cargo", ["nextest", "run", "--workspace", "--no-fail-fast"]);
    }
    command("cargo", ["test", "--workspace", "--no-fail-fast"])
}

/// A process of its own, because the battery kills servers and cuts the power of disks.
///
/// It is told which binary to try: an old release build must not be taken for this source. A check
/// that the machine cannot run, such as a power cut without loop mounts, says so and is passed over.
fn battery() -> (Result, Option<Tally>) {
    let prepared = build_server().and_then(|server| Ok((server, std::env::current_exe()?)));
    match prepared {
        Ok((server, itself)) => {
            let mut battery = Command::new(itself);
            run_and_count(battery.args(["battery", "--allow-skip", "--server"]).arg(server))
        }
        Err(failure) => (Err(failure), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_skipped_is_named_instead_of_all_good() {
        let some = ["powercut (no root)".to_owned()];
        assert_eq!(verdict(&[], &[]), "all good");
        assert_eq!(verdict(&[], &some), "good, but skipped: powercut (no root);");
        assert_eq!(verdict(&["unit".to_owned()], &some), "failed: unit;");
    }
}
