//! Tokens between two commands: a file that only its owner can read.

use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

/// Tokens of one client at one deployment.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tokens {
    /// For requests.
    pub(crate) access: String,
    /// Trades for the next one, once.
    pub(crate) refresh: Option<String>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(…)")
    }
}

/// Where they are kept: below `$XDG_CACHE_HOME` or `~/.cache`, a file a deployment and client.
/// Without either they are not kept.
fn path(whose: &str) -> Option<PathBuf> {
    let home = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let cache = home("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| home("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    let name: String =
        whose.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Some(cache.join("opc").join(format!("{name}.json")))
}

/// The tokens kept last.
pub(crate) fn read(whose: &str) -> Option<Tokens> {
    serde_json::from_str(&fs::read_to_string(path(whose)?).ok()?).ok()
}

/// Keeps them. The file is made anew, so that it never had other permissions.
pub(crate) fn keep(whose: &str, tokens: &Tokens) -> io::Result<()> {
    let Some(path) = path(whose) else { return Ok(()) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let _ = fs::remove_file(&path);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let json = serde_json::to_vec(tokens)?;
    options.open(&path)?.write_all(&json)
}
