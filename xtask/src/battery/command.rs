//! The command line of the battery.

use super::{kill, powercut};
use crate::process::{Result, root};
use clap::{Args, ValueEnum};
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::time::{Duration, Instant};

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
    /// How often to kill the server [default: 20, long: 500]
    #[arg(long)]
    pub(super) kills: Option<u32>,
    /// How many power cuts [default: 3, long: 100]
    #[arg(long)]
    pub(super) trials: Option<u32>,
    /// The server's binary [default: target/release/opc, else target/debug/opc]
    #[arg(long)]
    pub(super) server: Option<PathBuf>,
    /// A further argument of `opc serve`; may be repeated
    #[arg(long = "server-arg", allow_hyphen_values = true)]
    pub(super) server_args: Vec<String>,
    /// Database URL for `kill` instead of the one in the data directory
    #[arg(long)]
    pub(super) database: Option<String>,
    /// Clients that write at the same time
    #[arg(long, default_value_t = 16)]
    pub(super) clients: u32,
    /// Rest of a client between two requests, in milliseconds
    #[arg(long, default_value_t = 10)]
    pub(super) pace_ms: u64,
    /// How many customers are read back one by one at the end, chosen at random
    #[arg(long, default_value_t = 2_000)]
    pub(super) read_back: usize,
    /// Pass over a check this machine cannot run, instead of failing
    #[arg(long)]
    pub(super) allow_skip: bool,
}

/// A check of the battery.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// Kill the server without warning while clients write
    Kill,
    /// Cut the power of the disk while clients write
    Powercut,
}

impl BatteryArgs {
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
    let checks = args.check.map_or_else(|| Check::value_variants().to_vec(), |check| vec![check]);
    for check in checks {
        let begun = Instant::now();
        let outcome = match check {
            Check::Kill => kill::run(args),
            Check::Powercut => powercut::run(args),
        };
        let name = check.to_possible_value().map_or_else(String::new, |v| v.get_name().to_owned());
        let took = begun.elapsed().as_secs();
        match outcome {
            Ok(summary) => println!("battery {name}: ok in {took} s: {summary}"),
            Err(failure) => return Err(format!("battery {name} ({took} s): {failure}").into()),
        }
    }
    Ok(())
}
