//! `demo.json`: who can sign in to the sandbox, and with what.

use crate::{failure::Failure, programme::Tenant};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// The whole file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Demo {
    /// Where the sandbox is.
    pub(crate) base_url: String,
    /// Its organisations that can sign in.
    pub(crate) tenants: Vec<Tenant>,
}

impl Demo {
    /// Where the file is.
    pub(crate) fn path(data_dir: &Path) -> PathBuf {
        data_dir.join("demo.json")
    }

    /// Reads the file of an earlier start.
    pub(super) fn read(data_dir: &Path) -> Result<Self, Failure> {
        let path = Self::path(data_dir);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        serde_json::from_str(&text).map_err(|e| Failure::setting("demo.json", e))
    }

    /// Writes the file for its owner only: whole, or not at all.
    pub(super) fn write(&self, data_dir: &Path) -> Result<(), Failure> {
        let path = Self::path(data_dir);
        let text =
            serde_json::to_string_pretty(self).map_err(|e| Failure::setting("demo.json", e))?;
        let new = path.with_extension("json.new");
        let mut file = private(&new).map_err(Failure::file(&new))?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.and_then(|()| fs::rename(&new, &path)).map_err(Failure::file(&path))
    }

    /// Prints who can sign in.
    pub(crate) fn print(&self, data_dir: &Path) {
        let mut out = std::io::stdout().lock();
        for tenant in &self.tenants {
            // Whoever does not listen can look into the file.
            let _ = tenant.print(&mut out);
        }
        let _ = writeln!(out, "\n{}", Self::path(data_dir).display());
    }
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<fs::File> {
    fs::File::create(path)
}
