//! From an address to a page: who asks, whether they may, what they sent, what they see.
//!
//! - [`routes`]: every page is declared once, with the permission it needs; the router and the
//!   list printed by `opc routes` are both made from these declarations.
//! - [`frame`]: the [`Visitor`](frame::Visitor) of a page. It exists only if the page's gate let
//!   the person in, and it reads.
//! - [`forms`]: a [`Posted`](forms::Posted) form. It exists only if it came from a page of ours,
//!   and it writes.
//! - [`faults`]: what a person sees when a use case did not do what was asked.
//! - `session`, `paths`, `around`: cookies, addresses, and what every answer carries.
//!
//! The rest is one file an area of the portal.

mod around;
mod changes;
mod csv;
mod faults;
mod forms;
mod frame;
mod kept;
mod navigation;
mod paging;
mod paths;
mod routes;
mod session;

mod account;
mod activity;
mod agreements;
mod authorize;
mod batches;
mod customers;
mod delegated_admin;
mod device;
mod errors;
mod help;
mod hub;
mod imports;
mod invited;
mod mailbox;
mod organisations;
mod own_partners;
mod palette;
mod partners;
mod preferences;
mod reference;
mod requests;
mod reviews;
mod sign_in;
mod sign_out;
mod users;
mod wizard;

pub use errors::refusal;
pub use routes::{DemoAccount, PageRoute, PageScope, PortalOptions, pages, router};
