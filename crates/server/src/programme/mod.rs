//! A programme to start with: what the operator offers, its agreement, and the organisations with
//! their people. Read from three files ([`Texts`]), checked whole ([`Plan`]) and made through the
//! use cases of the product in one transaction ([`make()`]). `demo` and `init` are its users.

mod agreement;
mod catalogue;
mod make;
mod organisations;
mod plan;
mod tenant;
mod texts;

pub(crate) use make::{FirstPasswords, LOCAL_ADDRESSES, Made, make, person};
pub(crate) use organisations::{Customer, Subscription};
pub(crate) use plan::Plan;
pub(crate) use tenant::{App, CustomerName, Tenant, User};
pub(crate) use texts::Texts;

#[cfg(test)]
pub(crate) use texts::EMBEDDED;
