//! The add-customer wizard (`domain/02`).
//!
//! A draft begins with the first form that is sent with something in it; a page that is only looked
//! at, in whatever country, starts none.
//! Every form of a section carries the version it was made from (`base`). Whatever was typed is
//! kept before it is judged, so going on, back or away loses nothing.

mod account;
mod domain;
mod end;
pub(super) mod fields;
pub(super) mod postal;
mod reseller;
mod review;
mod steps;
mod subscriptions;

pub(super) use end::{names, ordered, sign_in_link};
pub(super) use reseller::reseller_choices;
pub(super) use steps::is_provider;
pub(super) use subscriptions::{filter_of, form_of, picked, stock};

use super::routes::{Gate, Pages};
use opc_core::access::Permission;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let add = Gate::needs(Permission::AddCustomer);
    Pages::default()
        .get("/p/{tenant}/customers/new", add, account::begin)
        .get("/p/{tenant}/customers/new/account", add, account::begin)
        .post("/p/{tenant}/customers/new/account", add, account::save)
        .post("/p/{tenant}/customers/new/country", add, account::country)
        .post("/p/{tenant}/customers/new/postal", add, postal::look)
        .post("/p/{tenant}/customers/new/postal-fill", add, postal::fill)
        .post("/p/{tenant}/customers/new/domain", add, domain::look)
        .post("/p/{tenant}/customers/new/domain-check", add, domain::check)
        .post("/p/{tenant}/customers/new/leave", add, end::leave)
        .get("/p/{tenant}/customers/new/{draft}", add, end::resume)
        .get("/p/{tenant}/customers/new/{draft}/account", add, account::show)
        .post("/p/{tenant}/customers/new/{draft}/account", add, account::save)
        .post("/p/{tenant}/customers/new/{draft}/country", add, account::country)
        .post("/p/{tenant}/customers/new/{draft}/postal", add, postal::look)
        .post("/p/{tenant}/customers/new/{draft}/postal-fill", add, postal::fill)
        .post("/p/{tenant}/customers/new/{draft}/domain", add, domain::look)
        .post("/p/{tenant}/customers/new/{draft}/domain-check", add, domain::check)
        .get("/p/{tenant}/customers/new/{draft}/reseller", add, reseller::show)
        .post("/p/{tenant}/customers/new/{draft}/reseller", add, reseller::save)
        .get("/p/{tenant}/customers/new/{draft}/subscriptions", add, subscriptions::show)
        .post("/p/{tenant}/customers/new/{draft}/subscriptions", add, subscriptions::save)
        .post("/p/{tenant}/customers/new/{draft}/subscriptions/filter", add, subscriptions::filter)
        .get("/p/{tenant}/customers/new/{draft}/review", add, review::show)
        .post("/p/{tenant}/customers/new/{draft}/submit", add, review::submit)
        .get("/p/{tenant}/customers/new/{draft}/confirmation", add, end::confirmation)
        .post("/p/{tenant}/customers/new/{draft}/retry", add, end::retry)
        .post("/p/{tenant}/customers/new/{draft}/done", add, end::done)
        .post("/p/{tenant}/customers/new/{draft}/discard", add, end::discard)
        .post("/p/{tenant}/customers/new/{draft}/leave", add, end::leave)
        .post("/p/{tenant}/customers/new/{draft}/back", add, end::back)
}
