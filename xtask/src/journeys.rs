//! The browser journeys: a freshly built product with demo data, and real Chromium.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::cluster::{Cluster, Safety};
use crate::install::chromium;
use crate::keeper::{Folder, Kept, free_port};
use crate::process::{Result, command, root, run};
use crate::tally::{Tally, of_playwright};
use crate::walkthrough::run_walkthrough;

/// How long the product may take to create its demo data and be ready.
const PATIENCE: Duration = Duration::from_mins(2);

/// Builds the product, starts it with demo data and runs every journey against it.
pub(crate) fn run_journeys() -> (Result, Option<Tally>) {
    let results = root().join("browser/results");
    // An old report must not be taken for this run's; on the first run there is nothing to remove.
    let _ = std::fs::remove_dir_all(&results);
    let outcome = build_and_run();
    let report = |name: &str| {
        let report = std::fs::read_to_string(results.join(name)).ok()?;
        of_playwright(&report)
    };
    let tally = ["report.json", "alone.json", "usgov.json"]
        .into_iter()
        .filter_map(report)
        .reduce(Tally::plus);
    (outcome, tally)
}

fn build_and_run() -> Result {
    let binary = build_server()?;
    let browser = root().join("browser");
    run(Command::new("npm").args(["run", "--silent", "check"]).current_dir(&browser))?;
    let usual =
        Configuration { file: "playwright.config.ts", settings: &[], engine: Engine::Sqlite };
    serve_and_run(&binary, &usual, |data| run_walkthrough(&data.join("demo.json")))?;
    // Journeys that move the clock or change what a partner may do.
    let alone = Configuration { file: "alone.config.ts", settings: &[], engine: Engine::Postgres };
    serve_and_run(&binary, &alone, |_| Ok(()))?;
    // The edition for US authorities: a few journeys in a programme of its own.
    let settings = &["--cloud", "usgov", "--directory-portal", "https://directory.example/users"];
    let edition = Configuration { file: "usgov.config.ts", settings, engine: Engine::Postgres };
    serve_and_run(&binary, &edition, |_| Ok(()))
}

/// Journeys that share a server.
struct Configuration {
    /// What Playwright is configured by.
    file: &'static str,
    /// What the server is told besides.
    settings: &'static [&'static str],
    engine: Engine,
}

/// What a server keeps its data in: people at their desks meet both.
enum Engine {
    Sqlite,
    Postgres,
}

/// Starts the product with settings, looks at it in another way first, and runs the journeys of a
/// configuration.
fn serve_and_run(binary: &Path, of: &Configuration, first: impl FnOnce(&Path) -> Result) -> Result {
    let chromium = chromium().ok_or("Chromium is not installed; CHROMIUM may name another one")?;
    // Before the server, so that it is stopped after it. Without fsync the server would not be ready.
    let cluster = match of.engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(Cluster::start(Safety::Durable)?),
    };
    let folder = Folder::new("demo", None)?;
    let data = folder.path.join("data");
    let address = format!("127.0.0.1:{}", free_port()?);
    let mut serve = Command::new(binary);
    serve.args(["serve", "--demo", "--listen", &address, "--data-dir"]).arg(&data);
    serve.args(of.settings);
    if let Some(cluster) = &cluster {
        serve.args(["--database", cluster.url()]);
    }
    let server = Kept::start(folder, "TERM", &serve)?;
    let base = format!("http://{address}");
    let is_ready = || ureq::get(format!("{base}/readyz")).call().is_ok();
    server.wait_until(PATIENCE, is_ready).map_err(|failure| format!("opc serve: {failure}"))?;

    first(&data)?;
    let mut playwright = Command::new("npx");
    playwright.args(["--no-install", "playwright", "test", "--config", of.file]);
    playwright.current_dir(root().join("browser"));
    playwright.env("OPC_BASE_URL", &base).env("CHROMIUM", chromium);
    playwright.env("OPC_DEMO_JSON", data.join("demo.json"));
    run(&mut playwright)
        .map_err(|failure| format!("{failure}\nopc serve said last\n{}", server.log_end()).into())
}

/// Builds the product; cargo puts its binary next to this one. As part of the whole workspace, because
/// alone it wants fewer features of what it depends on, and all of that would be built once more.
pub(crate) fn build_server() -> Result<PathBuf> {
    run(&mut command("cargo", ["build", "--workspace", "--bin", "opc"]))?;
    Ok(std::env::current_exe()?.with_file_name("opc"))
}
