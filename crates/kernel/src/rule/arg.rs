//! What messages are filled with.

/// A value a message is filled with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// Text. Of an argument named `country`: a country code, to be shown as the country's name.
    Text(String),
    /// A whole number, formatted as the reader's language does.
    Number(i64),
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<&&'static str> for Arg {
    fn from(text: &&'static str) -> Self {
        Self::Text((*text).to_owned())
    }
}
impl From<&u32> for Arg {
    fn from(number: &u32) -> Self {
        Self::Number(i64::from(*number))
    }
}
