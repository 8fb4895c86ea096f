//! Load scenarios, and the floor they are held against.
//!
//! The floor is a bare server that writes the same rows to the same engine with the same durability
//! and does nothing else. `opc-bench create` runs it and the product in turn on this machine and
//! prints what share of the floor the product reaches.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod bodies;
mod client;
mod compare;
mod floor;
mod import;
mod load;
mod machine;
mod search;
mod seed;
mod server;

/// Anything that ends a command: its text is shown to the developer who ran it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(version, about = "Load scenarios and the floor they are held against")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the floor: bare inserts behind POST /v1/customers
    Floor(floor::FloorArgs),
    /// Put load on a running server and print the result as JSON
    Load {
        #[command(subcommand)]
        scenario: Scenario,
    },
    /// Compare floor and product at creating customers
    Create(compare::CompareArgs),
    /// Compare importing a file with bare inserts of its rows
    Import(import::ImportArgs),
    /// Compare searches of the product with a scan of all names in memory
    Search(search::SearchArgs),
}

#[derive(Subcommand)]
enum Scenario {
    /// Create customers in a closed loop
    Create(load::LoadArgs),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Floor(args) => floor::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Load { scenario: Scenario::Create(args) } => {
            load::run(&args).map(|()| ExitCode::SUCCESS)
        }
        Command::Create(args) => compare::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Search(args) => search::run(&args),
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("opc-bench: {failure}");
        ExitCode::from(2)
    })
}
