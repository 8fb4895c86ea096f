//! The language of whoever typed the command.

use opc_kernel::language::Lang;

/// The language asked for; else the first that the locale of the terminal names; else English.
pub(crate) fn language(asked: Option<&str>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    let locale = locale.into_iter().flatten().find(|value| !value.is_empty());
    asked.or(locale.as_deref()).and_then(Lang::parse).unwrap_or_default()
}
