//! The integration tests, one binary: what holds for the whole product.

mod laws;
mod portal;
mod routes;
mod rules;
