//! The browser journeys: a freshly built product with demo data, and real Chromium.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

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
    let report = results.join("report.json");
    let outcome = build_and_run();
    let tally = std::fs::read_to_string(report).ok().and_then(|report| of_playwright(&report));
    (outcome, tally)
}

fn build_and_run() -> Result {
    let chromium = chromium().ok_or("Chromium is not installed; CHROMIUM may name another one")?;
    let binary = build_server()?;
    let folder = Folder::new("demo", None)?;
    let data = folder.path.join("data");
    let address = format!("127.0.0.1:{}", free_port()?);
    let mut serve = Command::new(binary);
    serve.args(["serve", "--demo", "--listen", &address, "--data-dir"]).arg(&data);
    let server = Kept::start(folder, "TERM", &serve)?;
    let base = format!("http://{address}");
    let is_ready = || ureq::get(format!("{base}/readyz")).call().is_ok();
    server.wait_until(PATIENCE, is_ready).map_err(|failure| format!("opc serve: {failure}"))?;

    run_walkthrough(&data.join("demo.json"))?;
    let browser = root().join("browser");
    run(Command::new("npm").args(["run", "--silent", "check"]).current_dir(&browser))?;
    let mut playwright = Command::new("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(&browser);
    playwright.env("OPC_BASE_URL", &base).env("CHROMIUM", chromium);
    playwright.env("OPC_DEMO_JSON", data.join("demo.json"));
    run(&mut playwright)
        .map_err(|failure| format!("{failure}\nopc serve said last\n{}", server.log_end()).into())
}

/// Builds the product; cargo puts its binary next to this one.
pub(crate) fn build_server() -> Result<PathBuf> {
    run(&mut command("cargo", ["build", "--package", "opc-server"]))?;
    Ok(std::env::current_exe()?.with_file_name("opc"))
}
