//! User management: who works for the partner, and in which roles.

use crate::{
    components::{Badge, Offered, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// The list of users.
#[derive(Debug, Clone, Template)]
#[template(path = "users/list.html")]
pub struct UserListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Rows.
    pub rows: Vec<UserRow>,
    /// Paging.
    pub pager: Pager,
}

/// A user in the list.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// Path of the user's page.
    pub href: String,
    /// Display name.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// Roles, in words.
    pub roles: Vec<String>,
    /// Active, invited or deactivated.
    pub state: Badge,
    /// Where mail reaches the user.
    pub email: String,
    /// Since when, in words.
    pub since: String,
}

/// Adding a user.
#[derive(Debug, Clone, Template)]
#[template(path = "users/add.html")]
pub struct AddUserPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `first-name`, `last-name`, `user-name`, `email`, `language`; one `role-<value>` a role.
    pub form: Form,
    /// Roles the person may give.
    pub roles: Vec<Choice>,
    /// Languages of the pages.
    pub languages: Vec<Choice>,
    /// The part of the user name after the `@`.
    pub domain: String,
}

/// One user: roles, password, sign-in.
#[derive(Debug, Clone, Template)]
#[template(path = "users/edit.html")]
pub struct EditUserPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// The user as in the list.
    pub user: UserRow,
    /// One `role-<value>` a role.
    pub form: Form,
    /// Roles the person may give.
    pub roles: Vec<Choice>,
    /// Resetting the password.
    pub reset: Offered,
    /// Deactivating, or activating again.
    pub switch: Offered,
    /// Whether the person may change this user.
    pub may_edit: bool,
    /// Whether the user can sign in now.
    pub active: bool,
}

impl EditUserPage {
    /// Whether the person looks at themselves.
    pub fn is_own(&self) -> bool {
        self.shell.user.as_ref().is_some_and(|me| me.user_name == self.user.user_name)
    }
    /// What the switch does.
    pub fn switch_label(&self) -> String {
        self.w.t(if self.active { "action-deactivate" } else { "action-activate" })
    }
}

/// The temporary password of a new or reset user, shown this once.
#[derive(Clone, Template)]
#[template(path = "users/password.html")]
pub struct NewPasswordPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Display name.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// The password.
    pub password: String,
    /// Path of the page to go on to.
    pub back: String,
}

/// Where people are managed in an edition that does not do it itself.
#[derive(Debug, Clone, Template)]
#[template(path = "users/directory.html")]
pub struct DirectoryPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Address of the directory portal, if it is known.
    pub portal: Option<String>,
}
