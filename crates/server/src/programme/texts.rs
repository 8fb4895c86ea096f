//! Where the texts of a programme are: in the program, or in a folder of the operator's.

use crate::failure::Failure;
use opc_core::access::Cloud;
use serde::de::DeserializeOwned;
use std::{borrow::Cow, fmt::Display, fs, path::PathBuf};

/// Organisations and their people.
pub(crate) const PROGRAMME: &str = "programme.toml";
/// Offers.
pub(super) const CATALOGUE: &str = "catalogue.toml";
/// Versions of the customer agreement.
pub(super) const AGREEMENT: &str = "agreement.toml";

/// The texts that come with the program: the demo programme.
pub(crate) const EMBEDDED: [(&str, &str); 3] = [
    (PROGRAMME, include_str!("../../demo/programme.toml")),
    (CATALOGUE, include_str!("../../demo/catalogue.toml")),
    (AGREEMENT, include_str!("../../demo/agreement.toml")),
];

/// The organisations of the demo programme for US authorities; offers and agreement are the same.
pub(crate) const USGOV: &str = include_str!("../../demo/usgov/programme.toml");

/// Where the three files are.
#[derive(Debug)]
pub(crate) enum Texts {
    /// In the program: the demo programme of an edition.
    Embedded(Cloud),
    /// In this folder.
    Folder(PathBuf),
}

impl Texts {
    /// Reads one of the files.
    pub(super) fn parse<T: DeserializeOwned>(&self, file: &'static str) -> Result<T, Failure> {
        toml::from_str(&self.text(file)?).map_err(|e| Failure::setting(file, e))
    }

    fn text(&self, file: &'static str) -> Result<Cow<'static, str>, Failure> {
        match self {
            Self::Embedded(Cloud::UsGov) if file == PROGRAMME => Ok(Cow::Borrowed(USGOV)),
            Self::Embedded(_) => {
                let text = EMBEDDED.iter().find(|(name, _)| *name == file).map(|(_, text)| *text);
                text.map(Cow::Borrowed).ok_or_else(|| Failure::setting(file, "missing"))
            }
            Self::Folder(folder) => {
                let path = folder.join(file);
                fs::read_to_string(&path).map(Cow::Owned).map_err(Failure::file(&path))
            }
        }
    }
}

/// A value of a file that cannot be used: `place` is its key and what holds it.
pub(super) fn wrong(file: &'static str, place: impl Display, why: impl Display) -> Failure {
    Failure::setting(file, format_args!("{place}: {why}"))
}
