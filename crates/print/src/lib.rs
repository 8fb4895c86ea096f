//! The text of an agreement as a PDF, for archives (PDF/A-2a) and for screen readers (PDF/UA-1).
//!
//! [`pdf`] is pure: the same text is the same file, byte for byte. It comes in four steps:
//! [`clauses`] finds the headings of a plain text, `lines` breaks it as Japanese and English are
//! broken, `pages` puts the lines on pages, `pdf` draws them with the one font of the binary.
//! A character that the font lacks is drawn as 〓; [`unprintable`] finds it before it comes to that.

mod clause;
mod face;
mod lines;
mod pages;
mod paper;
mod pdf;

pub use clause::{Clause, clauses};
pub use face::unprintable;
pub use paper::Paper;
pub use pdf::{Sheet, Unprinted, pdf};
