//! The command line of the battery.

use super::{import, kill, powercut};
use crate::process::{Result, root};
use clap::{Args, ValueEnum};
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How the line begins that names a check this machine could not run.
pub(crate) const SKIPPED: &str = "battery skipped: ";

/// What `cargo xtask battery` takes.
#[derive(Args)]
pub(crate) struct BatteryArgs {
    /// The check to run; all of them when absent
    pub(super) check: Option<Check>,
    /// The full length promised in the documentation instead of the short form for every change
    #[arg(long)]
    pub(super) long: bool,
    /// Repeats the random choices of an earlier run, which printed its seed
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// The engine of `kill` and `import`; both when absent
    #[arg(long)]
    pub(super) engine: Option<Engine>,
    /// How often to kill a server [default: 20, long: 500; on PostgreSQL 5, long: 200; `import` 3,
    /// long: 100]
    #[arg(long)]
    pub(super) kills: Option<u32>,
    /// How often to kill the PostgreSQL server [default: 2, long: 50]
    #[arg(long)]
    pub(super) restarts: Option<u32>,
    /// How many power cuts [default: 3, long: 100]
    #[arg(long)]
    pub(super) trials: Option<u32>,
    /// The server's binary [default: target/release/opc, else target/debug/opc]
    #[arg(long)]
    pub(super) server: Option<PathBuf>,
    /// A further argument of `opc serve`; may be repeated
    #[arg(long = "server-arg", allow_hyphen_values = true)]
    pub(super) server_args: Vec<String>,
    /// Database URL for `kill` with one server, instead of the one in the data directory
    #[arg(long, conflicts_with = "engine")]
    pub(super) database: Option<String>,
    /// Clients that write at the same time
    #[arg(long, default_value_t = 16)]
    pub(super) clients: u32,
    /// Rest of a client between two requests, in milliseconds
    #[arg(long, default_value_t = 10)]
    pub(super) pace_ms: u64,
    /// Pass over a check this machine cannot run, instead of failing
    #[arg(long)]
    pub(super) allow_skip: bool,
}

/// A check of the battery.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// Kill the server without warning while clients write
    Kill,
    /// Kill the server without warning while it imports customers
    Import,
    /// Cut the power of the disk while clients write
    Powercut,
}

/// What the servers of `kill` and `import` keep their data in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// One server with the embedded engine
    Sqlite,
    /// Two servers over one `PostgreSQL`
    Postgres,
}

/// How a check ended that found no broken promise.
pub(super) enum Outcome {
    /// It ran; the line sums it up.
    Held(String),
    /// It could not run here, and why.
    Skipped(String),
}

impl BatteryArgs {
    /// The engines to kill servers on.
    fn engines(&self) -> Vec<Engine> {
        match (self.engine, &self.database) {
            (Some(engine), _) => vec![engine],
            (None, Some(_)) => vec![Engine::Sqlite],
            (None, None) => Engine::value_variants().to_vec(),
        }
    }

    /// The seed asked for, or a new one.
    pub(super) fn seed(&self) -> u64 {
        // The standard library's hash keys are random for each process: all a fresh seed needs.
        self.seed.unwrap_or_else(|| {
            let hasher = std::collections::hash_map::RandomState::new().build_hasher();
            hasher.finish() >> 32
        })
    }

    /// The binary under test.
    pub(super) fn binary(&self) -> Result<PathBuf> {
        let built = ["target/release/opc", "target/debug/opc"].map(|path| root().join(path));
        let chosen = self.server.clone().or_else(|| built.into_iter().find(|path| path.is_file()));
        let path = chosen.ok_or("no server binary: run cargo build --release -p opc-server")?;
        path.canonicalize().map_err(|error| format!("{}: {error}", path.display()).into())
    }

    /// Rest of a client between two requests.
    pub(super) fn pace(&self) -> Duration {
        Duration::from_millis(self.pace_ms)
    }
}

/// Runs the named check, or all; the first broken promise ends the run with a failure.
pub(crate) fn run(args: &BatteryArgs) -> Result {
    let wanted = |check| args.check.is_none_or(|named| named == check);
    for engine in args.engines() {
        if wanted(Check::Kill) {
            step(&format!("kill on {engine:?}"), || kill::run(args, engine))?;
        }
        if wanted(Check::Import) {
            step(&format!("import on {engine:?}"), || import::run(args, engine))?;
        }
    }
    if wanted(Check::Powercut) {
        step("powercut", || powercut::run(args))?;
    }
    Ok(())
}

fn step(name: &str, check: impl FnOnce() -> Result<Outcome>) -> Result {
    let begun = Instant::now();
    let outcome = check();
    let took = begun.elapsed().as_secs();
    match outcome.map_err(|failure| format!("battery {name} ({took} s): {failure}"))? {
        Outcome::Held(summary) => println!("battery {name}: ok in {took} s: {summary}"),
        // `cargo xtask test` reads this line.
        Outcome::Skipped(why) => println!("{SKIPPED}{name} ({why})"),
    }
    Ok(())
}
