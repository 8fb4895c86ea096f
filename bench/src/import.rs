//! Importing a file, beside bare inserts of the same rows on the same engine.

use crate::{
    Failure,
    bodies::{self, Home},
    client::Connection,
    compare, floor,
    seed::Seeded,
    server::Server,
};
use serde_json::Value;
use std::{
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

/// Time between two questions how far it is.
const PAUSE: Duration = Duration::from_millis(50);
/// Rows a second that the product has to add with every rule on.
const LEAST: f64 = 3000.0;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct ImportArgs {
    /// Release binary of the product [default: target/release/opc above the current folder]
    #[arg(long)]
    product: Option<PathBuf>,
    /// Rows of the file
    #[arg(long, default_value_t = 20_000)]
    rows: u64,
    /// Fail when fewer than 3,000 rows a second are added
    #[arg(long)]
    check: bool,
}

/// Imports one file into a fresh product, writes the same rows to a fresh floor, and compares.
pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode, Failure> {
    let binary = args.product.clone().map_or_else(compare::product_binary, Ok)?;
    let folder = std::env::temp_dir().join(format!("opc-bench-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut seeded = Seeded::new(1, 1);
    let new = |number| bodies::new_customer(&mut seeded, "import", number, Home::Japan);
    let all: Vec<_> = (0..args.rows).map(new).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let bare = runtime.block_on(floor::seconds(&folder.join("bare.db"), &all))?;
    let server = Server::product(&binary, &folder, &[])?;
    let (checking, adding) = runtime.block_on(import(&server, &table(&all)?, args.rows))?;
    drop(server);
    std::fs::remove_dir_all(&folder)?;
    #[expect(clippy::cast_precision_loss, reason = "far fewer rows than a float can count")]
    let rate = |seconds: f64| args.rows as f64 / seconds;
    println!("check   {:>9.0} rows/s", rate(checking));
    println!("add     {:>9.0} rows/s", rate(adding));
    println!("inserts {:>9.0} rows/s; adding is {:.2} of it", rate(bare), bare / adding);
    let kept = rate(adding) >= LEAST;
    Ok(if args.check && !kept { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The customers as a file.
fn table(all: &[bodies::NewCustomer]) -> Result<String, Failure> {
    const MEMBERS: [&str; 8] = [
        "addressLine1",
        "city",
        "state",
        "postalCode",
        "country",
        "firstName",
        "lastName",
        "phoneNumber",
    ];
    let mut out = String::from(
        "company-name,email,domain-prefix,address-line-1,city,state,postal-code,country,first-name,last-name,phone\n",
    );
    for one in all {
        let body: Value = serde_json::from_str(&one.body)?;
        let (company, billing) = (&body["companyProfile"], &body["billingProfile"]);
        let own = [&billing["companyName"], &billing["email"], &company["domain"]];
        let address = MEMBERS.iter().map(|member| &billing["defaultAddress"][*member]);
        let cells: Vec<_> = own.into_iter().chain(address).filter_map(Value::as_str).collect();
        out += &(cells.join(",") + "\n");
    }
    Ok(out)
}

/// Seconds of the dry run and of the run.
async fn import(server: &Server, file: &str, rows: u64) -> Result<(f64, f64), Failure> {
    let host = server.url.trim_start_matches("http://");
    let mut connection = Connection::open(host).await?;
    let token = format!("Authorization: Bearer {}\r\n", server.token);
    let json = format!("{token}Content-Type: application/json\r\n");
    let answer = connection.send("POST /v1/imports", &token, file).await?;
    let uploaded: Value = serde_json::from_slice(answer.body)?;
    let id = uploaded["id"].as_str().ok_or_else(|| uploaded.to_string())?.to_owned();
    let checking = Instant::now();
    connection.send(&format!("POST /v1/imports/{id}/check"), &json, "{}").await?;
    wait(&mut connection, &token, (&id, "checked")).await?;
    let checking = checking.elapsed().as_secs_f64();
    let adding = Instant::now();
    let confirm = r#"{"confirm":["all"]}"#;
    connection.send(&format!("POST /v1/imports/{id}/start"), &json, confirm).await?;
    let done = wait(&mut connection, &token, (&id, "done")).await?;
    let adding = adding.elapsed().as_secs_f64();
    if done["counts"]["added"].as_u64() != Some(rows) {
        return Err(format!("not every row was added: {done}").into());
    }
    Ok((checking, adding))
}

async fn wait(
    connection: &mut Connection,
    token: &str,
    (id, state): (&str, &str),
) -> Result<Value, Failure> {
    loop {
        let answer = connection.send(&format!("GET /v1/imports/{id}"), token, "").await?;
        let import: Value = serde_json::from_slice(answer.body)?;
        match import["state"].as_str() {
            Some(now) if now == state => return Ok(import),
            Some("checking" | "running") => tokio::time::sleep(PAUSE).await,
            _ => return Err(format!("the import stopped: {import}").into()),
        }
    }
}
