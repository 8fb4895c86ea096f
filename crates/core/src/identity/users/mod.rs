//! A partner's own people: who they are, what they may be, and their temporary passwords.
//!
//! - [`list`], [`get`]: look. [`add`]: a person with a one-time password.
//! - [`set_roles`], [`reset_password`], [`deactivate`], [`reactivate`]: change.
//! - [`create_for`]: set-up by the program itself.
//!
//! Nobody is deleted: the activity log names them. Every change ends the person's sessions.
//! Deliberately absent: renaming, and taking away a lost second factor.

mod add;
mod change;
mod list;
mod rules;
mod setup;
mod store;
mod user;

pub use add::{AddedUser, add};
pub use change::{deactivate, reactivate, reset_password, set_roles};
pub use list::{get, list};
pub use rules::offered_roles;
pub use setup::create_for;
pub use user::{NewUser, User, UserState};

pub(crate) use rules::check_first;
pub(crate) use setup::{create_customer_admin, create_first, create_first_admin};
