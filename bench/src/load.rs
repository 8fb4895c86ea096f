//! A closed loop: each client sends its next request when the last one was answered.

use crate::bodies::{self, Home};
use crate::client::Connection;
use crate::seed::Seeded;
use crate::{Failure, machine};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How to put load on a server.
#[derive(clap::Args, Clone)]
pub(crate) struct LoadArgs {
    /// Base URL of the server, without TLS
    #[arg(long)]
    pub(crate) url: String,
    /// Bearer token sent with every request
    #[arg(long, default_value = "none")]
    pub(crate) token: String,
    /// How many connections, each with one request at a time
    #[arg(long, default_value_t = 16)]
    pub(crate) clients: u16,
    /// How long to measure
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u64,
    /// How long to run before measuring
    #[arg(long, default_value_t = 1)]
    pub(crate) warm_up: u64,
    /// Seed of names, addresses and request ids
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Countries of the created customers
    #[arg(long, value_enum, default_value = "japan")]
    pub(crate) home: Home,
}

/// What a load run measured.
#[derive(Serialize)]
pub(crate) struct LoadResult {
    /// Customers created (status 201) within the measured time.
    pub(crate) created: usize,
    /// The measured time in seconds.
    pub(crate) seconds: f64,
    /// Customers created a second.
    pub(crate) per_second: f64,
    /// Median latency of a creation in milliseconds.
    pub(crate) p50_ms: f64,
    /// Latency in milliseconds that 99 of 100 creations stay under.
    pub(crate) p99_ms: f64,
    /// Every other answer by status; 0 stands for a broken connection.
    pub(crate) errors: BTreeMap<u16, u64>,
    /// The start of the first answer that was no 201.
    pub(crate) first_error: Option<String>,
    /// Processor time the load generator used, as a share of one core.
    pub(crate) client_cores: f64,
}

#[derive(Default)]
struct Tally {
    latencies_us: Vec<u32>,
    errors: BTreeMap<u16, u64>,
    first_error: Option<String>,
}

/// Runs the load and prints the result as JSON.
pub(crate) fn run(args: &LoadArgs) -> Result<(), Failure> {
    println!("{}", serde_json::to_string_pretty(&create(args)?)?);
    Ok(())
}

/// Creates customers for the given time.
pub(crate) fn create(args: &LoadArgs) -> Result<LoadResult, Failure> {
    let host = args.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    // One thread is the cheapest client: all answers of a group commit are taken in one wake-up.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let cpu_before = machine::own_cpu_seconds();
    let begun = Instant::now();
    let measure_from = begun + Duration::from_secs(args.warm_up);
    let until = measure_from + Duration::from_secs(args.seconds);
    let tallies = runtime.block_on(async {
        let mut clients = Vec::new();
        for number in 0..args.clients {
            let client = Client {
                host: host.clone(),
                headers: format!(
                    "Authorization: Bearer {}\r\nContent-Type: application/json\r\n",
                    args.token
                ),
                seeded: Seeded::new(args.seed, u64::from(number)),
                run: format!("b{}c{number}n", args.seed),
                home: args.home,
            };
            clients.push(tokio::spawn(client.work(measure_from, until)));
        }
        let mut tallies = Vec::new();
        for client in clients {
            tallies.push(client.await?);
        }
        Ok::<_, Failure>(tallies)
    })?;
    let cpu = machine::own_cpu_seconds() - cpu_before;
    Ok(summarise(tallies, args, cpu / begun.elapsed().as_secs_f64()))
}

struct Client {
    host: String,
    headers: String,
    seeded: Seeded,
    run: String,
    home: Home,
}

impl Client {
    async fn work(mut self, measure_from: Instant, until: Instant) -> Tally {
        let mut tally = Tally::default();
        let mut connection = None;
        let mut headers = String::new();
        for number in 0.. {
            let new = bodies::new_customer(&mut self.seeded, &self.run, number, self.home);
            headers.clear();
            headers.extend([&self.headers, "MS-RequestId: ", &new.request_id, "\r\n"]);
            let sent = Instant::now();
            if sent >= until {
                break;
            }
            let (status, text) = match post(&mut connection, &self.host, &headers, &new.body).await
            {
                Ok(answer) => answer,
                Err(failure) => {
                    connection = None;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    (0, Some(failure.to_string()))
                }
            };
            let answered = Instant::now();
            // Only what was answered within the window counts, so a long tail cannot add to it.
            if answered >= measure_from && answered < until && status == 201 {
                let micros = answered.duration_since(sent).as_micros();
                tally.latencies_us.push(u32::try_from(micros).unwrap_or(u32::MAX));
            }
            if status != 201 {
                *tally.errors.entry(status).or_default() += 1;
                tally.first_error = tally.first_error.or(text);
            }
        }
        tally
    }
}

/// Sends one creation; gives the answer's text only when it was no success.
async fn post(
    connection: &mut Option<Connection>,
    host: &str,
    headers: &str,
    body: &str,
) -> Result<(u16, Option<String>), Failure> {
    if connection.is_none() {
        *connection = Some(Connection::open(host).await?);
    }
    let Some(open) = connection else { return Err("no connection".into()) };
    let answer = open.send("POST /v1/customers", headers, body).await?;
    let text = (answer.status != 201)
        .then(|| String::from_utf8_lossy(answer.body).chars().take(300).collect());
    Ok((answer.status, text))
}

fn summarise(tallies: Vec<Tally>, args: &LoadArgs, client_cores: f64) -> LoadResult {
    let mut latencies = Vec::new();
    let mut errors = BTreeMap::new();
    let mut first_error = None;
    for tally in tallies {
        latencies.extend(tally.latencies_us);
        for (status, count) in tally.errors {
            *errors.entry(status).or_default() += count;
        }
        first_error = first_error.or(tally.first_error);
    }
    latencies.sort_unstable();
    let at = |percent: usize| {
        let place = (latencies.len() * percent / 100).min(latencies.len().saturating_sub(1));
        latencies.get(place).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    };
    #[allow(clippy::cast_precision_loss, reason = "counts of a run are far below 2^52")]
    let (created, seconds) = (latencies.len() as f64, args.seconds as f64);
    LoadResult {
        created: latencies.len(),
        seconds,
        per_second: created / seconds,
        p50_ms: at(50),
        p99_ms: at(99),
        errors,
        first_error,
        client_cores,
    }
}
