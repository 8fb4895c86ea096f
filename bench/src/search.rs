//! Searches over HTTP at growing numbers of customers, beside a scan in memory.

mod bound;
mod deployment;

use crate::{
    Failure,
    client::Connection,
    compare,
    seed::Seeded,
    server::{Server, form_encoded},
};
use bound::Names;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Rows of a page.
const PAGE: usize = 100;

/// How to compare.
#[derive(clap::Args)]
pub(crate) struct SearchArgs {
    /// Release binary of the product [default: target/release/opc above the current folder]
    #[arg(long)]
    product: Option<PathBuf>,
    /// Numbers of customers
    #[arg(long, value_delimiter = ',', default_value = "1000,100000,1000000")]
    sizes: Vec<u64>,
    /// A database for each number of customers on a PostgreSQL server that keeps what it
    /// acknowledges: `postgres://…/bench{size}` [default: SQLite]
    #[arg(long)]
    postgres: Option<String>,
    /// Requests of each kind that are measured
    #[arg(long, default_value_t = 400)]
    requests: u32,
    /// Folder for the databases; kept, so that the next run need not fill them [default: target/bench]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Fail when a bound is missed at the largest number
    #[arg(long)]
    check: bool,
}

/// A kind of search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    List,
    Prefix,
    Rare,
    Frequent,
    TwoCharacters,
}

const KINDS: [Kind; 5] =
    [Kind::List, Kind::Prefix, Kind::Rare, Kind::Frequent, Kind::TwoCharacters];

/// What was measured of a kind, in microseconds.
struct Figures {
    kind: Kind,
    product: Percentiles,
    bound: Percentiles,
}

#[derive(Clone, Copy)]
struct Percentiles {
    p50: f64,
    p99: f64,
}

/// Runs every size; the exit code tells whether the bounds hold when that is checked.
pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode, Failure> {
    let binary = args.product.clone().map_or_else(compare::product_binary, Ok)?;
    let base = args.folder.clone().unwrap_or_else(|| PathBuf::from("target/bench"));
    let mut rounds: Vec<(u64, Vec<Figures>)> = Vec::new();
    for size in &args.sizes {
        let server = deployment::of(&binary, &base, args.postgres.as_deref(), *size)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let figures = runtime.block_on(measure(&server, args.requests))?;
        println!("{size} customers");
        for of_kind in &figures {
            let Figures { kind, product, bound } = of_kind;
            println!(
                "  {:<14} product p50 {:>8.0} µs  p99 {:>8.0} µs   scan p50 {:>8.1} µs  p99 {:>8.1} µs   p99 ratio {:>6.1}",
                format!("{kind:?}"),
                product.p50,
                product.p99,
                bound.p50,
                bound.p99,
                product.p99 / bound.p99,
            );
        }
        rounds.push((*size, figures));
    }
    Ok(conclude(args, &rounds))
}

fn conclude(args: &SearchArgs, rounds: &[(u64, Vec<Figures>)]) -> ExitCode {
    let (Some((_, first)), Some((_, last))) = (rounds.first(), rounds.last()) else {
        return ExitCode::FAILURE;
    };
    let mut is_kept = true;
    for (small, large) in first.iter().zip(last) {
        let (what, ratio, most) = if large.kind == Kind::List {
            ("of the smallest", large.product.p99 / small.product.p99, 2.0)
        } else {
            ("of the scan", large.product.p99 / large.bound.p99, 10.0)
        };
        println!(
            "{:<14} p99 {ratio:>5.1} times that {what} (at most {most})",
            format!("{:?}", large.kind)
        );
        is_kept &= ratio <= most;
    }
    if args.check && !is_kept { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

async fn measure(server: &Server, requests: u32) -> Result<Vec<Figures>, Failure> {
    let host = server.url.trim_start_matches("http://");
    let headers = format!("Authorization: Bearer {}\r\n", server.token);
    let all = deployment::names(&mut Connection::open(host).await?, &headers).await?;
    let names = Names::new(&all);
    let mut figures = Vec::new();
    for kind in KINDS {
        let mut dice = Seeded::new(7, kind as u64);
        let words: Vec<String> =
            (0..requests).map(|_| word(kind, &all, &names, &mut dice)).collect();
        // Finding words among a million names takes longer than the server waits for a request.
        let mut connection = Connection::open(host).await?;
        let (mut product, mut bound) = (Vec::new(), Vec::new());
        for (n, word) in words.iter().enumerate() {
            let request = request(kind, word);
            let begun = Instant::now();
            let answer = connection.send(&request, &headers, "").await?;
            let taken = begun.elapsed();
            if answer.status != 200 {
                return Err(format!("{request}: {}", answer.status).into());
            }
            let begun = Instant::now();
            let found = match kind {
                Kind::List => names.starting("", PAGE),
                Kind::Prefix => names.starting(word, PAGE),
                _ => names.containing(word, PAGE),
            };
            let scanned = begun.elapsed();
            let total: serde_json::Value = serde_json::from_slice(answer.body)?;
            let shown = total["items"].as_array().map_or(0, Vec::len);
            if shown != found.len() {
                return Err(
                    format!("{word}: {shown} customers, the scan found {}", found.len()).into()
                );
            }
            // The first tenth warms up caches on both sides.
            if n >= words.len() / 10 {
                product.push(taken.as_secs_f64() * 1e6);
                bound.push(scanned.as_secs_f64() * 1e6);
            }
        }
        figures.push(Figures { kind, product: percentiles(product), bound: percentiles(bound) });
    }
    Ok(figures)
}

fn percentiles(mut micros: Vec<f64>) -> Percentiles {
    micros.sort_by(f64::total_cmp);
    let at = |percent: usize| micros.get(micros.len() * percent / 100).copied().unwrap_or(0.0);
    Percentiles { p50: at(50), p99: at(99) }
}

fn request(kind: Kind, word: &str) -> String {
    let operator = match kind {
        Kind::List => return format!("GET /v1/customers?size={PAGE}"),
        Kind::Prefix => "starts_with",
        _ => "substring",
    };
    let filter = serde_json::json!({"Field": "CompanyName", "Value": word, "Operator": operator});
    format!("GET /v1/customers?size={PAGE}&filter={}", form_encoded(&filter.to_string()))
}

/// A word of this kind out of the names there are.
fn word(kind: Kind, all: &[String], names: &Names, dice: &mut Seeded) -> String {
    loop {
        let place = usize::try_from(dice.below(all.len() as u64)).unwrap_or(0);
        let key: Vec<char> = opc_kernel::text::search_key(&all[place]).chars().collect();
        let part =
            |from: usize, length: usize| key.iter().skip(from).take(length).collect::<String>();
        let from = usize::try_from(dice.below(key.len() as u64)).unwrap_or(0);
        let word = match kind {
            Kind::List => return String::new(),
            Kind::Prefix => part(0, 2),
            Kind::TwoCharacters => part(from, 2),
            Kind::Rare | Kind::Frequent => part(from, 3),
        };
        let length = word.chars().count();
        let is_word = !word.contains(' ') && word.chars().count() >= 2;
        let fits = match kind {
            Kind::List | Kind::Prefix => true,
            Kind::TwoCharacters => word.chars().all(|c| !c.is_ascii()),
            Kind::Rare => length == 3 && names.count(&word, PAGE) < 10,
            Kind::Frequent => length == 3 && names.count(&word, usize::MAX) * 100 > all.len(),
        };
        if is_word && fits {
            return word;
        }
    }
}
