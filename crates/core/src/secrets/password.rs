//! Passwords at rest.

use super::Keyring;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use opc_kernel::id::UserId;
use std::sync::{Condvar, Mutex, PoisonError};

/// How a password is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordHash {
    /// Temporary: derived from the master key, see [`Keyring::one_time_password`].
    Derived,
    /// Chosen by the person, or a client secret: argon2id.
    Argon2(String),
}

impl PasswordHash {
    /// The stored text.
    pub fn to_stored(&self) -> &str {
        match self {
            Self::Derived => "derived",
            Self::Argon2(phc) => phc,
        }
    }
    /// Reads the stored text.
    pub fn from_stored(text: String) -> Self {
        if text == "derived" { Self::Derived } else { Self::Argon2(text) }
    }
}

/// Slow hashes that may run at a time. Each takes 19 MiB; a flood of sign-ins waits its turn
/// instead of taking all the memory there is.
static PLACES: Places = Places { free: Mutex::new(2), freed: Condvar::new() };

struct Places {
    free: Mutex<u32>,
    freed: Condvar,
}

impl Places {
    fn with<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        drop(free);
        let done = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
        done
    }
}

/// Hashes a chosen password with argon2id and a fresh salt. Takes tens of milliseconds: never
/// inside a transaction.
pub fn hash_password(password: &str) -> PasswordHash {
    let hash = PLACES.with(|| Argon2::default().hash_password(password.as_bytes()));
    PasswordHash::Argon2(hash.map(|h| h.to_string()).unwrap_or_default())
}

/// Whether `password` is the one stored.
pub fn verify_password(
    keyring: &Keyring,
    stored: &PasswordHash,
    (user, epoch): (UserId, i64),
    password: &str,
) -> bool {
    match stored {
        PasswordHash::Derived => aws_lc_rs::constant_time::verify_slices_are_equal(
            keyring.one_time_password(user, epoch).as_bytes(),
            password.as_bytes(),
        )
        .is_ok(),
        PasswordHash::Argon2(text) => phc::PasswordHash::new(text).is_ok_and(|hash| {
            let check = || Argon2::default().verify_password(password.as_bytes(), &hash);
            PLACES.with(check).is_ok()
        }),
    }
}
