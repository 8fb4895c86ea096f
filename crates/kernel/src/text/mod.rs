//! Text as people write it: made clean for storing, and folded for searching.

mod cell;
mod legal_form;
mod line;
mod plain;
mod search;

pub use cell::{marked, unmarked};
pub use legal_form::{abbreviated_form, is_lone_legal_form, may_begin_with_form};
pub use line::{clean_line, clean_message, forbidden_character};
pub use plain::{capitals, plain};
pub use search::{search_key, whole_key};
