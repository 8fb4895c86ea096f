//! Floor against product: rounds in turn on fresh databases of the same disk, medians, and the share.

use crate::bodies::Home;
use crate::load::{self, LoadArgs, LoadResult};
use crate::server::Server;
use crate::{Failure, machine};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// How to compare.
#[derive(clap::Args)]
pub(crate) struct CompareArgs {
    /// Release binary of the product [default: target/release/opc above the current folder]
    #[arg(long)]
    product: Option<PathBuf>,
    /// A further argument of the product's `serve`; may be repeated
    #[arg(long = "product-arg", allow_hyphen_values = true)]
    product_args: Vec<String>,
    /// Rounds of each
    #[arg(long, default_value_t = 3)]
    rounds: u16,
    /// Measured seconds of a round
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    /// Seconds before measuring
    #[arg(long, default_value_t = 2)]
    warm_up: u64,
    /// Connections, each with one request at a time
    #[arg(long, default_value_t = 16)]
    clients: u16,
    /// Folder for the databases; its disk is the one measured [default: target/bench]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Countries of the created customers
    #[arg(long, value_enum, default_value = "japan")]
    home: Home,
    /// Measure only the floor
    #[arg(long)]
    floor_only: bool,
    /// Fail when the product stays below the least share
    #[arg(long)]
    check: bool,
    /// Least share of the floor in percent
    #[arg(long, default_value_t = 50.0)]
    least: f64,
    /// Also write the result as JSON to this file
    #[arg(long)]
    json: Option<PathBuf>,
}

#[derive(Serialize)]
struct Round {
    side: &'static str,
    durability: String,
    flushes: Option<u64>,
    server_cores: f64,
    #[serde(flatten)]
    result: LoadResult,
}

#[derive(Clone, Copy)]
enum Side {
    Floor,
    Product,
}

/// Runs all rounds; the exit code tells whether the product keeps its share when that is checked.
pub(crate) fn run(args: &CompareArgs) -> Result<ExitCode, Failure> {
    let product = args.product.clone().map_or_else(product_binary, Ok);
    let sides: &[Side] =
        if args.floor_only { &[Side::Floor] } else { &[Side::Floor, Side::Product] };
    let base = args.folder.clone().unwrap_or_else(|| PathBuf::from("target/bench"));
    let mut rounds = Vec::new();
    for number in 1..=args.rounds {
        for side in sides {
            let folder = base.join(format!("{}-{number}", name_of(*side)));
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder)?;
            let server = match side {
                Side::Floor => Server::floor(&folder)?,
                Side::Product => {
                    let product = product.as_deref().map_err(ToString::to_string)?;
                    Server::product(product, &folder, &args.product_args)?
                }
            };
            let round = measure(*side, &server, args, (number, &folder))?;
            print_round(number, &round);
            rounds.push(round);
            drop(server);
            std::fs::remove_dir_all(&folder)?;
        }
    }
    conclude(args, &rounds)
}

fn name_of(side: Side) -> &'static str {
    match side {
        Side::Floor => "floor",
        Side::Product => "product",
    }
}

pub(crate) fn product_binary() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    here.ancestors()
        .map(|folder| folder.join("target/release/opc"))
        .find(|path| path.is_file())
        .ok_or_else(|| "no target/release/opc: build it, or give --product".into())
}

fn measure(
    side: Side,
    server: &Server,
    args: &CompareArgs,
    (number, folder): (u16, &Path),
) -> Result<Round, Failure> {
    let flushes_before = machine::disk_flushes(folder);
    let cpu_before = machine::cpu_seconds(&server.process());
    let begun = Instant::now();
    let result = load::create(&LoadArgs {
        url: server.url.clone(),
        token: server.token.clone(),
        clients: args.clients,
        seconds: args.seconds,
        warm_up: args.warm_up,
        seed: u64::from(number),
        home: args.home,
    })?;
    let cpu = machine::cpu_seconds(&server.process()) - cpu_before;
    let flushes = machine::disk_flushes(folder).zip(flushes_before).map(|(now, then)| now - then);
    Ok(Round {
        side: name_of(side),
        durability: server.durability.clone(),
        flushes,
        server_cores: cpu / begun.elapsed().as_secs_f64(),
        result,
    })
}

fn print_round(number: u16, round: &Round) {
    let Round { side, flushes, server_cores, result, durability } = round;
    let flushes = flushes.map_or_else(|| "?".to_owned(), |count| count.to_string());
    println!(
        "round {number} {side:<8} {:>8.0}/s  p50 {:>6.2} ms  p99 {:>6.2} ms  cores {server_cores:.2}+{:.2}  flushes {flushes}  {durability}",
        result.per_second, result.p50_ms, result.p99_ms, result.client_cores,
    );
    if !result.errors.is_empty() {
        let first = result.first_error.as_deref().unwrap_or_default();
        println!("        other answers {:?}; the first: {first}", result.errors);
    }
}

fn conclude(args: &CompareArgs, rounds: &[Round]) -> Result<ExitCode, Failure> {
    let floor = median(rounds, "floor", |result| result.per_second);
    let product = median(rounds, "product", |result| result.per_second);
    let share = 100.0 * product / floor;
    println!("\n              created/s   p50 ms   p99 ms   (medians of {} rounds)", args.rounds);
    for side in ["floor", "product"] {
        if rounds.iter().any(|round| round.side == side) {
            println!(
                "{side:<12} {:>10.0} {:>8.2} {:>8.2}",
                median(rounds, side, |result| result.per_second),
                median(rounds, side, |result| result.p50_ms),
                median(rounds, side, |result| result.p99_ms),
            );
        }
    }
    if !args.floor_only {
        println!("product / floor  {share:.1} %  (least {:.0} %)", args.least);
    }
    if let Some(path) = &args.json {
        let json = serde_json::json!({
            "floor_per_second": floor, "product_per_second": product, "share_percent": share,
            "clients": args.clients, "rounds": rounds,
        });
        std::fs::write(path, serde_json::to_vec_pretty(&json)?)?;
    }
    // A product that answers nothing but errors has no share; comparing the negation catches NaN too.
    let kept = share >= args.least;
    let failed = args.check && !args.floor_only && !kept;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn median(rounds: &[Round], side: &str, of: impl Fn(&LoadResult) -> f64) -> f64 {
    let mut values: Vec<f64> =
        rounds.iter().filter(|round| round.side == side).map(|round| of(&round.result)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
