//! The binary `opc`: configuration, wiring, workers, graceful shutdown.

mod app;
mod check;
mod config;
mod demo;
mod failure;
mod health;
mod init;
mod limits;
mod logging;
mod mail;
mod observe;
mod open;
mod options;
mod programme;
mod proxies;
mod routes;
mod seed;
mod serve;
mod test_clock;
mod tls;
mod workers;

use clap::{Parser, Subcommand};
use config::Config;
use options::Options;
use std::{path::PathBuf, process::ExitCode};

/// Open Partner Center.
#[derive(Debug, Parser)]
#[command(name = "opc", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal and the API
    Serve(Box<Options>),
    /// Fill an empty database with a programme, and print its passwords once
    ///
    /// Publishes the offers and the customer agreement, and makes the operator, its partners and
    /// their people, from three files: programme.toml, catalogue.toml and agreement.toml. All of
    /// it, or nothing if a file has a mistake. Customers in programme.toml are not made.
    ///
    /// Standard output gets the only copy of the one-time passwords and client secrets.
    Init {
        /// Folder with the three files
        programme_dir: PathBuf,
        #[command(flatten)]
        options: Box<Options>,
    },
    /// Add many customers that do not exist, to see how a full deployment behaves
    Seed {
        #[command(flatten)]
        amount: seed::Amount,
        #[command(flatten)]
        options: Box<Options>,
    },
    /// List every route with who may call it
    Routes {
        /// As JSON
        #[arg(long, required = true)]
        json: bool,
    },
    /// Look at the schema of the database
    Migrate {
        /// Which migrations it has; fails if one is missing
        #[arg(long, required = true)]
        status: bool,
        #[command(flatten)]
        options: Box<Options>,
    },
    /// Add what a file holds to a deployment, over its REST API
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Check every invariant of the data; fails if one is broken
    Check(Box<Options>),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Add the customers of a CSV or XLSX file
    ///
    /// Several thousand rows a second, with a dry run, a summary by rule, and a file of the rows that
    /// were left out.
    Customers(Box<opc_cli::import::Args>),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => Config::load(*options).and_then(serve::run),
        Command::Init { programme_dir, options } => {
            Config::load(*options).and_then(|c| init::run(&c, programme_dir))
        }
        Command::Seed { amount, options } => {
            Config::load(*options).and_then(|c| seed::run(&c, &amount))
        }
        Command::Routes { .. } => routes::print(),
        Command::Migrate { options, .. } => {
            Config::load(*options).and_then(|c| check::migrations(&c))
        }
        Command::Import { what: Import::Customers(args) } => return opc_cli::import::run(&args),
        Command::Check(options) => Config::load(*options).and_then(|c| check::run(&c)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("opc: {failure}");
            ExitCode::FAILURE
        }
    }
}
