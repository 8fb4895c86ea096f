//! `demo.json`: who can sign in to the sandbox, and with what.

use crate::failure::Failure;
use opc_core::kernel::id::{ApplicationId, CustomerId, OrganisationId};
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

/// An organisation.
#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tenant {
    /// Its name.
    pub(crate) name: String,
    /// What it is in the programme.
    pub(crate) kind: String,
    /// Its id.
    pub(crate) tenant_id: OrganisationId,
    /// Its application; customers have none.
    pub(crate) app: Option<App>,
    /// Its people.
    pub(crate) users: Vec<User>,
    /// Its customers.
    pub(crate) customers: Vec<Customer>,
}

/// An application.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct App {
    /// OAuth client id.
    pub(crate) client_id: ApplicationId,
    /// OAuth client secret.
    pub(crate) client_secret: String,
}

/// A person.
#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct User {
    /// Sign-in name.
    pub(crate) user_name: String,
    /// Password.
    pub(crate) password: String,
    /// Secret of the authenticator app, in base 32.
    pub(crate) totp_secret: String,
    /// Roles.
    pub(crate) roles: Vec<String>,
    /// Language of the pages.
    pub(crate) language: String,
}

/// A customer of a partner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Customer {
    /// Its id.
    pub(crate) id: CustomerId,
    /// Its name.
    pub(crate) name: String,
    /// Its primary domain.
    pub(crate) domain: String,
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
        for tenant in &self.tenants {
            println!("\n{} ({})", tenant.name, tenant.kind);
            for user in &tenant.users {
                println!(
                    "  {:<48} {:<20} {}",
                    user.user_name,
                    user.password,
                    user.roles.join(", ")
                );
            }
        }
        println!("\n{}", Self::path(data_dir).display());
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
