//! The battery: promises of the product, tried from outside against its real binary.
//!
//! Each check is one file and knows the product only by its command line, its HTTP and its data
//! directory. What the clients were told is kept in a [`ledger`]; after the worst has happened the
//! server's own lists are held against it.
//!
//! - [`kill`]: servers are killed without warning, over and over, while clients write; on
//!   `PostgreSQL` two of them, and the database server too.
//! - [`import`]: a server is killed over and over while it imports files of customers.
//! - [`powercut`]: the disk below the server is copied at a random moment, as a power cut leaves it.
//!
//! The other modules are what the checks are made of: a server process ([`node`]), a partner that
//! speaks to it ([`partner`], [`sides`]), writers that never give up a request ([`writers`]), a disk in a file
//! ([`image`]), the comparison at the end ([`verdict`]) and numbers that can be repeated ([`seeded`]).

mod command;
mod image;
mod import;
mod kill;
mod ledger;
mod node;
mod partner;
mod powercut;
mod seeded;
mod sides;
mod verdict;
mod writers;

pub(crate) use command::{BatteryArgs, SKIPPED, run};
