//! agreements.
