//! One-time codes of authenticator apps (RFC 6238): six digits, 30 seconds, each good once.

use super::{
    session::raise,
    sign_in::NewSession,
    store::{self, Credentials},
};
use crate::{
    Cx, Fault,
    access::{Actor, Person},
    audit::{Event, Operation, ResourceType},
};
use opc_db::sql;
use opc_kernel::{rule::Rule, time::Timestamp};
use totp_rs::{Builder, Secret, Totp};

pub(super) const PURPOSE: &str = "totp secret";

pub(super) fn totp(secret: &[u8]) -> Totp {
    // 20 bytes, SHA-1, 6 digits, 30 s: what every authenticator app understands.
    Builder::new().with_secret(Secret::from(secret)).with_skew(1).build_noncompliant()
}

fn unix(now: Timestamp) -> u64 {
    u64::try_from(now.seconds()).unwrap_or(0)
}

/// The step of time whose code this is, if it is a code and newer than the last one used.
pub(super) fn step_of(secret: &[u8], code: &str, last: i64, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp(secret);
    let base = unix(now) / 30;
    let candidates = [base.saturating_sub(1), base, base + 1];
    let found = candidates.into_iter().find(|step| {
        let expected = totp.generate(step * 30).to_string();
        expected.len() == digits.len()
            && aws_lc_rs::constant_time::verify_slices_are_equal(
                expected.as_bytes(),
                digits.as_bytes(),
            )
            .is_ok()
    })?;
    i64::try_from(found).ok().filter(|step| *step > last)
}

/// Takes a code for a user with a second factor; the code cannot be used again.
fn accept(cx: &mut Cx<'_, '_>, c: &Credentials, code: &str) -> Result<bool, Fault> {
    let Some(sealed) = &c.totp else { return Ok(false) };
    let secret = cx.env().keyring.open(PURPOSE, sealed);
    let secret = secret.ok_or_else(|| Fault::Internal("a TOTP secret does not open".into()))?;
    let Some(step) = step_of(&secret, code, c.last_step, cx.now()) else { return Ok(false) };
    let used = cx.execute(
        sql!("UPDATE users SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2"),
        &[c.user.into(), step.into()],
    )?;
    Ok(used == 1)
}

/// Whether a code was right; a wrong one is counted, so the transaction must commit either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Right,
    Wrong,
    /// Too many wrong ones before; seconds to wait. Whether this one was right is not said.
    Paused(u32),
}

/// Shows the second factor in a portal session (`domain/01` §3), which goes on under a new token.
/// The outer result carries the count of failures into the database; the inner one is for the
/// person.
pub fn verify_code(cx: &mut Cx<'_, '_>, code: &str) -> Result<Result<NewSession, Fault>, Fault> {
    let Actor::Person(Person { session: Some(session), user_name, .. }) = cx.actor().clone() else {
        return Err(Fault::SignedOut);
    };
    let event = Event::new(Operation::SignIn, ResourceType::PartnerUser)
        .to(&serde_json::json!({ "second_factor": true }));
    Ok(match check(cx, &user_name, code)? {
        Outcome::Right => {
            cx.record(event)?;
            Ok(raise(cx, session.id)?)
        }
        Outcome::Wrong => {
            cx.record(event.failed())?;
            Err(Fault::field("code", Rule::CodeWrong))
        }
        Outcome::Paused(retry_after) => Err(Fault::TooMany { retry_after }),
    })
}

/// Takes a code or counts that it was wrong. The count is read here: of many codes sent at once,
/// only the first few are answered.
pub(super) fn check(cx: &mut Cx<'_, '_>, user_name: &str, code: &str) -> Result<Outcome, Fault> {
    let credentials = store::by_name(cx, user_name)?.ok_or(Fault::SignedOut)?;
    if let Some(wait) = store::pause(&credentials, cx.now()) {
        return Ok(Outcome::Paused(wait));
    }
    if accept(cx, &credentials, code)? {
        store::clear_failures(cx, credentials.user)?;
        return Ok(Outcome::Right);
    }
    store::count_failure(cx, &credentials)?;
    Ok(Outcome::Wrong)
}

/// The code a user's authenticator shows now. Only for sandboxes, whose sign-in page prints it.
pub fn code_now(cx: &mut Cx<'_, '_>, user_name: &str) -> Result<Option<String>, Fault> {
    if !cx.env().settings.demo {
        return Ok(None);
    }
    let Some(Credentials { totp: Some(sealed), last_step, .. }) = store::by_name(cx, user_name)?
    else {
        return Ok(None);
    };
    let secret = cx.env().keyring.open(PURPOSE, &sealed).unwrap_or_default();
    // A code works once; if this one has been used, show the next, which is accepted early.
    let step = i64::try_from(unix(cx.now()) / 30).unwrap_or(0).max(last_step + 1);
    Ok(Some(totp(&secret).generate(u64::try_from(step * 30).unwrap_or(0)).to_string()))
}
