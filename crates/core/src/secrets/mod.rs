//! Secrets at rest: sealing, digests, passwords, one-time passwords, random bytes.

mod form;
mod keyring;
mod master;
mod password;
mod random;

pub use form::{form_mark, open_form, seal_form};
pub use keyring::{Keyring, KeyringError};
pub use password::{PasswordHash, hash_password, verify_password};
pub use random::{digest, fill_random, random_token};

pub(crate) use master::check_master_key;
pub(crate) use random::hex;
