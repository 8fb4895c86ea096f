//! Keys derived from the deployment's one master key.

use super::{fill_random, random::hex};
use aws_lc_rs::{aead, hmac};
use opc_kernel::id::{Id, UserId};
use std::{fmt, io, path::Path};

/// The deployment's keys. The same master key must be given to every node.
#[derive(Clone)]
pub struct Keyring {
    sealing: [u8; 32],
    one_time: hmac::Key,
    offers: hmac::Key,
    forms: hmac::Key,
    check: String,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(…)")
    }
}

/// A master key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file cannot be read or made.
    #[error("master key file: {0}")]
    File(#[from] io::Error),
    /// Not 64 hexadecimal digits.
    #[error("a master key is 64 hexadecimal digits (32 bytes)")]
    Malformed,
}

/// Letters and digits that are not mistaken for one another.
const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

impl Keyring {
    /// From a master key of 32 bytes.
    pub fn new(master: &[u8; 32]) -> Self {
        let master = hmac::Key::new(hmac::HMAC_SHA256, master);
        let derive = |label: &str| -> [u8; 32] {
            let mut key = [0_u8; 32];
            key.copy_from_slice(hmac::sign(&master, label.as_bytes()).as_ref());
            key
        };
        Self {
            sealing: derive("sealing"),
            one_time: hmac::Key::new(hmac::HMAC_SHA256, &derive("one-time passwords")),
            offers: hmac::Key::new(hmac::HMAC_SHA256, &derive("offers")),
            forms: hmac::Key::new(hmac::HMAC_SHA256, &derive("forms")),
            check: hex(&derive("check")),
        }
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, KeyringError> {
        let text = text.trim();
        let mut master = [0_u8; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(KeyringError::Malformed);
        }
        for (i, byte) in master.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16)
                .map_err(|_| KeyringError::Malformed)?;
        }
        Ok(Self::new(&master))
    }

    /// Reads the key file, making one that only its owner can read if there is none.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyringError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let mut master = [0_u8; 32];
                fill_random(&mut master);
                write_private(path, &hex(&master))?;
                Ok(Self::new(&master))
            }
            Err(e) => Err(e.into()),
        }
    }

    /// What the database remembers of the key, to refuse a node with another one.
    pub(crate) fn check_value(&self) -> &str {
        &self.check
    }

    /// Encrypts so that only this deployment can read it. `purpose` must be given again to open.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; aead::NONCE_LEN];
        fill_random(&mut nonce);
        let mut sealed = plain.to_vec();
        let key = self.sealing_key();
        let sealing = key.seal_in_place_append_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(purpose.as_bytes()),
            &mut sealed,
        );
        debug_assert!(sealing.is_ok(), "a short text can always be sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Decrypts; `None` if it was sealed with another key or for another purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_at_checked(aead::NONCE_LEN)?;
        let nonce = aead::Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let aad = aead::Aad::from(purpose.as_bytes());
        let plain = self.sealing_key().open_in_place(nonce, aad, &mut text).ok()?;
        Some(plain.to_vec())
    }

    /// The temporary password of a user for one epoch of their credentials: derived, so that it
    /// is stored nowhere and needs no slow hash (16 letters of 56 are 92 bits).
    pub fn one_time_password(&self, user: UserId, epoch: i64) -> String {
        let mut context = hmac::Context::with_key(&self.one_time);
        context.update(user.uuid().as_bytes());
        context.update(&epoch.to_be_bytes());
        let tag = context.sign();
        let letters = tag.as_ref().iter().take(16);
        letters.map(|b| char::from(LETTERS[usize::from(*b) % LETTERS.len()])).collect()
    }

    /// 20 bytes that belong to `data` and that nobody without the master key can compute: an
    /// offer that need not be stored until it is taken up.
    pub fn offer(&self, data: &str) -> [u8; 20] {
        let mut bytes = [0_u8; 20];
        bytes.copy_from_slice(&hmac::sign(&self.offers, data.as_bytes()).as_ref()[..20]);
        bytes
    }

    /// The mark of the forms made for a user: it says whose they are when no session does.
    pub(super) fn form_mark(&self, user: UserId) -> String {
        hex(&hmac::sign(&self.forms, user.uuid().as_bytes()).as_ref()[..16])
    }

    fn sealing_key(&self) -> aead::LessSafeKey {
        #[expect(clippy::expect_used, reason = "the key has the algorithm's length by its type")]
        let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &self.sealing)
            .expect("a key of 32 bytes");
        aead::LessSafeKey::new(key)
    }
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    // A power cut must not leave sealed data behind without its key.
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_sealed_opens_only_with_the_same_key_and_purpose() {
        let ring = Keyring::new(&[7; 32]);
        let sealed = ring.seal("totp", b"secret");
        assert_eq!(ring.open("totp", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(ring.open("other", &sealed), None);
        assert_eq!(Keyring::new(&[8; 32]).open("totp", &sealed), None);
        assert_eq!(ring.open("totp", &sealed[..5]), None);
    }

    #[test]
    fn a_one_time_password_belongs_to_one_user_and_one_epoch() {
        let ring = Keyring::new(&[7; 32]);
        let user = UserId::from_uuid(Uuid::from_u128(1));
        let other = UserId::from_uuid(Uuid::from_u128(2));
        let password = ring.one_time_password(user, 0);
        assert_eq!(password.len(), 16);
        assert_eq!(password, ring.one_time_password(user, 0));
        assert_ne!(password, ring.one_time_password(user, 1));
        assert_ne!(password, ring.one_time_password(other, 0));
    }

    #[test]
    fn a_master_key_is_64_hexadecimal_digits() {
        assert!(Keyring::from_hex(&"ab".repeat(32)).is_ok());
        assert!(Keyring::from_hex("ab").is_err());
        assert!(Keyring::from_hex(&"zz".repeat(32)).is_err());
    }
}
