//! Developer commands: `cargo xtask test` proves the product, `cargo xtask pg` lends a `PostgreSQL`.
//!
//! Kept to few dependencies on purpose: a fresh clone compiles this before anything else.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod battery;
mod bench;
mod cluster;
mod install;
mod journeys;
mod keeper;
mod predicates;
mod process;
mod suite;
mod tally;
mod walkthrough;

/// Developer commands of Open Partner Center.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what is missing and runs lints, tests, browser journeys and the short battery.
    Test(suite::TestArgs),
    /// Runs a throw-away `PostgreSQL` in the foreground and prints its URL; ctrl-c removes it.
    Pg,
    /// Tries the promises of the product from outside: kills servers, cuts the power.
    Battery(battery::BatteryArgs),
    /// Deletes every tenant predicate of the SQL in turn: the tenancy matrix must notice.
    Predicates(predicates::PredicatesArgs),
    /// Measures the product.
    Bench(bench::BenchArgs),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Test(arguments) => suite::run_suite(&arguments),
        Command::Pg => cluster::run_in_foreground(),
        Command::Battery(arguments) => battery::run(&arguments),
        Command::Predicates(arguments) => predicates::run(&arguments),
        Command::Bench(arguments) => bench::run_bench(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
