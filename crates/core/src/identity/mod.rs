//! People and programs, and how they prove who they are.
//!
//! - [`sign_in`], [`verify_code`], [`enrol`], [`change_password`]: a person in the portal.
//! - [`sign_out`], [`sign_out_everywhere`]: the end of sessions.
//! - [`asking`], [`authorize`]: a person lets a program act in their name.
//! - [`device_codes`], [`asking_device`], [`answer_device`]: the same for a program without a
//!   browser.
//! - [`issue`]: access tokens; [`SigningKeys`] signs and verifies them.
//! - [`admin_agent`]: commands of whoever runs the deployment.
//! - [`users`]: a partner's own user management.
//!
//! A change that must end what was before (password, roles, deactivation) raises the user's
//! *epoch*: sessions and tokens of an older epoch are refused with the next request.

mod applications;
mod authorization;
mod client;
mod code;
mod device;
mod enrol;
mod given;
mod keys;
mod password;
mod refresh;
mod session;
mod sign_in;
mod standing_in;
mod store;
mod token;
pub mod users;

pub use applications::{NewApplication, register_application, register_public_application};
pub use authorization::{
    Asking, AuthorizationRequest, asking, authorize, purge_authorization_codes,
};
pub use client::Shown;
pub use code::{code_now, verify_code};
pub use device::{
    AskingDevice, DeviceCodes, answer_device, asking_device, device_codes, purge_device_codes,
    shown_user_code,
};
pub use enrol::{Enrolment, confirm_enrolment, enrolment};
pub use keys::{PublicKey, SigningKeys, refresh_signing_keys, reload_signing_keys};
pub(crate) use password::check_password;
pub use password::{PASSWORD_MIN, change_password};
pub use refresh::purge_refresh_tokens;
pub use session::{set_language, sign_out, sign_out_everywhere};
pub(crate) use sign_in::is_password_of;
pub use sign_in::{NewSession, sign_in};
pub use standing_in::admin_agent;
pub use token::{
    Grant, IssuedTokens, TokenFault, TokenRequest, issue, public_keys, token_may_be_newer,
    verify_token,
};
