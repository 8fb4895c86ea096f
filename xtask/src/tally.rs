//! Counting tests from what the test runners say; what cannot be read is not counted.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::battery::SKIPPED;
use crate::process::{Result, shown};

/// How the tests ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that ran and held.
    pub(crate) passed: u64,
    /// Tests that ran and did not, also those stopped for taking too long.
    pub(crate) failed: u64,
    /// Those among the passed that needed a second try.
    pub(crate) second_try: u64,
    /// What could not be tried on this machine, and why.
    pub(crate) skipped: Vec<String>,
}

impl Tally {
    /// Both counts together.
    pub(crate) fn plus(self, other: Tally) -> Tally {
        Tally {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            second_try: self.second_try + other.second_try,
            skipped: [self.skipped, other.skipped].concat(),
        }
    }

    /// Nothing but something that could not be tried.
    pub(crate) fn of_skipped(what: &str) -> Tally {
        Tally { skipped: vec![what.to_owned()], ..Tally::default() }
    }
}

/// Runs a test command, shows its output as it comes, and counts.
///
/// `cargo nextest` sums up on standard error, `cargo test` on standard output, so both are read.
pub(crate) fn run_and_count(command: &mut Command) -> (Result, Option<Tally>) {
    let shown = shown(command);
    println!("    $ {shown}");
    let mut child = match command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (Err(format!("{shown}: {error}").into()), None),
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let tally = std::thread::scope(|scope| {
        let on_stdout = scope.spawn(|| stdout.and_then(|pipe| echo(pipe, |l| println!("{l}"))));
        let on_stderr = stderr.and_then(|pipe| echo(pipe, |l| eprintln!("{l}")));
        let both = [on_stdout.join().ok().flatten(), on_stderr];
        both.into_iter().flatten().reduce(Tally::plus)
    });
    let outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}").into()),
        Err(error) => Err(format!("{shown}: {error}").into()),
    };
    (outcome, tally)
}

/// Copies lines to the terminal and adds up the summaries among them.
fn echo(pipe: impl Read, print: impl Fn(&str)) -> Option<Tally> {
    let lines = BufReader::new(pipe).split(b'\n').map_while(std::result::Result::ok);
    let mut sum: Option<Tally> = None;
    for line in lines {
        let line = String::from_utf8_lossy(&line);
        print(&line);
        if let Some(tally) = of_summary(&line) {
            sum = Some(sum.unwrap_or_default().plus(tally));
        }
    }
    sum
}

/// Reads one summary line of `cargo nextest`, `cargo test` or the battery.
fn of_summary(line: &str) -> Option<Tally> {
    let line = line.trim_start();
    if let Some(what) = line.strip_prefix(SKIPPED) {
        return Some(Tally::of_skipped(what));
    }
    let counts = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ")?.1,
        // "Summary [   0.1s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 2 skipped"
        None => line.strip_prefix("Summary [")?.split_once(" run: ")?.1,
    };
    let mut tally = Tally::default();
    for count in counts.split([',', ';']) {
        let Some((number, what)) = count.trim().split_once(' ') else { continue };
        let Ok(number) = number.parse::<u64>() else { continue };
        match what.split([' ', '(']).next() {
            Some("passed") => tally.passed += number,
            Some("failed" | "timed" | "exec") => tally.failed += number,
            _ => {}
        }
    }
    Some(tally)
}

/// Reads the counts of the JSON report that Playwright writes.
pub(crate) fn of_playwright(report: &str) -> Option<Tally> {
    let report: Value = serde_json::from_str(report).ok()?;
    let count = |key: &str| report.get("stats")?.get(key)?.as_u64();
    let second_try = count("flaky")?;
    Some(Tally {
        passed: count("expected")? + second_try,
        failed: count("unexpected")?,
        second_try,
        ..Tally::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64) -> Tally {
        Tally { passed, failed, ..Tally::default() }
    }

    #[test]
    fn summaries_of_both_runners_are_counted() {
        let nextest = "     Summary [   1.2s] 6 tests run: 4 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(of_summary(nextest), Some(tally(4, 2)));
        let one_test = "     Summary [   0.020s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(of_summary(one_test), Some(tally(1, 0)));
        let libtest = "test result: FAILED. 7 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(of_summary(libtest), Some(tally(7, 3)));
        assert_eq!(of_summary("test orders::summary ... ok"), None);
        let skipped = of_summary("battery skipped: powercut (no root)");
        assert_eq!(skipped, Some(Tally::of_skipped("powercut (no root)")));
    }

    #[test]
    fn a_journey_that_needed_a_second_try_is_counted_as_such() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2}}"#;
        assert_eq!(of_playwright(report), Some(Tally { second_try: 1, ..tally(6, 1) }));
        assert_eq!(of_playwright("{}"), None);
    }
}
