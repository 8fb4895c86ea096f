//! Installing what the suite needs, and only what is missing.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cluster;
use crate::process::{Result, find, is_root, output, root, run};

/// Programs of the journeys and of the walk-through, and the packages that bring them.
const TOOLS: [(&str, &str); 4] =
    [("node", "nodejs"), ("npm", "npm"), ("curl", "curl"), ("jq", "jq")];

/// What a run of the suite needs from the machine.
#[derive(Clone, Copy)]
pub(crate) struct Needs {
    /// `PostgreSQL` server programs.
    pub(crate) database: bool,
    /// One-time codes at sign-in, for the walk-through and the battery.
    pub(crate) codes: bool,
    /// Chromium, fonts with Japanese faces, Node.js and the packages of `browser/`.
    pub(crate) browser: bool,
}

/// Installs missing Debian packages and the npm packages of `browser/`.
pub(crate) fn install(needs: Needs) -> Result {
    let missing = missing_packages(needs);
    if !missing.is_empty() {
        apt_get(&missing)?;
    }
    if needs.browser && !npm_packages_are_current() {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(root().join("browser"));
        // The browser is the one of the distribution.
        run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    }
    Ok(())
}

/// The browser of the journeys: `CHROMIUM`, or the one of the distribution.
pub(crate) fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => Some(PathBuf::from("/usr/bin/chromium")).filter(|path| path.is_file()),
    }
}

fn missing_packages(needs: Needs) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if needs.database && cluster::bin_folder().is_none() {
        missing.push("postgresql");
    }
    if needs.codes && find("oathtool").is_none() {
        missing.push("oathtool");
    }
    if needs.browser {
        if chromium().is_none() {
            missing.push("chromium");
        }
        if !has_japanese_font() {
            missing.push("fonts-noto-cjk");
        }
        for (program, package) in TOOLS {
            if find(program).is_none() {
                missing.push(package);
            }
        }
    }
    missing
}

fn has_japanese_font() -> bool {
    let listed = output(Command::new("fc-list").args([":lang=ja", "family"]));
    listed.is_ok_and(|families| !families.trim().is_empty())
        || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}

/// `npm ci` leaves a copy of the lock file it followed.
fn npm_packages_are_current() -> bool {
    let modified = |file: &str| root().join("browser").join(file).metadata()?.modified();
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Ok(installed), Ok(wanted)) => installed >= wanted,
        _ => false,
    }
}

fn apt_get(packages: &[&str]) -> Result {
    let by_hand = format!(
        "missing: {}\nInstall by hand and run again: apt-get install --no-install-recommends {}",
        packages.join(", "),
        packages.join(" "),
    );
    if find("apt-get").is_none() || (!is_root() && find("sudo").is_none()) {
        return Err(by_hand.into());
    }
    let with = |arguments: &[&str]| {
        let mut command = as_root("apt-get");
        // Another installation may be under way: wait for it.
        command.args(["-o", "DPkg::Lock::Timeout=300"]).args(arguments);
        command
    };
    run(&mut with(&["update"])).map_err(|failure| format!("{failure}\n{by_hand}"))?;
    run(with(&["install", "--yes", "--no-install-recommends"]).args(packages))
        .map_err(|failure| format!("{failure}\n{by_hand}"))?;
    Ok(())
}

fn as_root(program: &str) -> Command {
    let mut command = Command::new(if is_root() { "env" } else { "sudo" });
    if !is_root() && !std::io::stdin().is_terminal() {
        // Nobody is there to type a password: fail instead of waiting.
        command.arg("--non-interactive");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    command
}
