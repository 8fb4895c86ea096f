//! `cargo xtask bench NAME`: builds in release mode and runs a load scenario against the floor.

use crate::process::{Result, command, run};
use clap::{Args, ValueEnum};

/// What `cargo xtask bench` takes.
#[derive(Args)]
pub(crate) struct BenchArgs {
    /// The scenario
    scenario: Scenario,
    /// Further arguments of `opc-bench`, behind `--`
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// A load scenario.
#[derive(Clone, Copy, ValueEnum)]
enum Scenario {
    /// Create customers: floor and product in turn
    Create,
    /// Import a file: product and bare inserts
    Import,
    /// Search: product and a scan in memory
    Search,
}

/// Builds product and bench in release mode, and runs the scenario.
pub(crate) fn run_bench(args: &BenchArgs) -> Result {
    run(&mut command("cargo", ["build", "--release", "-p", "opc-server", "-p", "opc-bench"]))?;
    let scenario = match args.scenario {
        Scenario::Create => "create",
        Scenario::Import => "import",
        Scenario::Search => "search",
    };
    let mut bench = command("target/release/opc-bench", [scenario]);
    run(bench.args(&args.arguments))
}
