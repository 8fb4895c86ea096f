//! Who can sign in to an organisation that has just been made, and with what.

use opc_core::kernel::id::{ApplicationId, CustomerId, OrganisationId};
use serde::{Deserialize, Serialize};
use std::io;

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
    /// Its application.
    pub(crate) app: App,
    /// Its further applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) applications: Vec<FurtherApp>,
    /// Its people.
    pub(crate) users: Vec<User>,
    /// Its customers.
    pub(crate) customers: Vec<CustomerName>,
}

/// An application.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct App {
    /// OAuth client id.
    pub(crate) client_id: ApplicationId,
    /// OAuth client secret.
    pub(crate) client_secret: String,
}

/// An application beside the organisation's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FurtherApp {
    /// Its name.
    pub(crate) name: String,
    /// OAuth client id.
    pub(crate) client_id: ApplicationId,
    /// OAuth client secret; a public client has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_secret: Option<String>,
}

/// A person.
#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct User {
    /// Sign-in name.
    pub(crate) user_name: String,
    /// Password.
    pub(crate) password: String,
    /// Secret of the authenticator app, in base 32; absent: it is still to be set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) totp_secret: Option<String>,
    /// Roles.
    pub(crate) roles: Vec<String>,
    /// Language of the pages.
    pub(crate) language: String,
}

/// A customer of a partner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomerName {
    /// Its id.
    pub(crate) id: CustomerId,
    /// Its name.
    pub(crate) name: String,
    /// Its primary domain.
    pub(crate) domain: String,
}

impl Tenant {
    /// Its people with their passwords, a line each below the organisation's name.
    pub(crate) fn print(&self, to: &mut dyn io::Write) -> io::Result<()> {
        writeln!(to, "\n{} ({})", self.name, self.kind)?;
        for user in &self.users {
            let roles = user.roles.join(", ");
            writeln!(to, "  {:<48} {:<20} {roles}", user.user_name, user.password)?;
        }
        Ok(())
    }
    /// Its applications with their secrets.
    pub(crate) fn print_app(&self, to: &mut dyn io::Write) -> io::Result<()> {
        let App { client_id, client_secret } = &self.app;
        writeln!(to, "  client_id {client_id}  client_secret {client_secret}")?;
        for FurtherApp { name, client_id, client_secret } in &self.applications {
            write!(to, "  client_id {client_id}")?;
            if let Some(secret) = client_secret {
                write!(to, "  client_secret {secret}")?;
            }
            writeln!(to, "  {name}")?;
        }
        Ok(())
    }
}
