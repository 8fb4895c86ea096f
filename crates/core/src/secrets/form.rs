//! Forms that outlive their session: what was typed goes out sealed and comes back unread.

use crate::Core;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use opc_kernel::id::UserId;

const PURPOSE: &str = "kept form";

/// Seals a form, as text for a hidden field.
pub fn seal_form(core: &Core, plain: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(core.env().keyring.seal(PURPOSE, plain))
}

/// Opens what [`seal_form`] sealed; `None` for anything else.
pub fn open_form(core: &Core, sealed: &str) -> Option<Vec<u8>> {
    core.env().keyring.open(PURPOSE, &URL_SAFE_NO_PAD.decode(sealed).ok()?)
}

/// The mark that forms made for a user carry: nobody else can make it.
pub fn form_mark(core: &Core, user: UserId) -> String {
    core.env().keyring.form_mark(user)
}
