//! The tenancy matrix: what belongs to one partner does not exist for another.
//!
//! - Rows ([`routes`]): every operation and page that `opc routes --json` prints. Columns:
//!   [`actors`] × [`Relation`](world::Relation), furnished in [`world`] by a [`clerk`]. What
//!   each cell has to answer ([`cells`]) comes from the policy table and the relation;
//!   [`operations`] and [`pages`] go through all of them, with ids in the path.
//! - [`parameters`]: what every parameter names. A new one is one line there, and a test fails with
//!   a sentence until it is written.
//! - [`probes`]: cursors and headers, and that no field of a request was forgotten.
//! - [`writes`], in [`steps`]: what one does to one's own changes no row ([`rows`]) of anybody else.
//! - [`lists`]: what others do changes nothing that one sees.
//! - [`presence`]: what others have does not count as one's own, where the answer is a yes or a no.
//! - [`twins`]: the same where two customers, or what two partners have with one, are alike.
//! - [`granted`]: the same for invitations, partnerships and roles in a customer's directory.
//! - [`predicates`]: the tenant predicates of the SQL, for `cargo xtask predicates`, which deletes
//!   them one by one: one of the above must mind.

mod actors;
mod cells;
mod clerk;
mod forms;
mod granted;
mod lists;
mod operations;
mod pages;
mod parameters;
mod predicates;
mod presence;
mod probes;
mod routes;
mod rows;
mod steps;
mod twins;
mod world;
mod writes;
