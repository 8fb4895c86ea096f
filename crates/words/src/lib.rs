//! Every word a person reads, for the pages and for the descriptions of the API: Fluent messages
//! in both languages, embedded in the binary.

mod format;
mod invitation;
mod problem;
mod words;

pub use invitation::{InvitationFacts, invitation};
pub use words::{Argument, Words, sources};
