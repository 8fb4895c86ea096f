//! A program without a browser is let in from somebody's browser elsewhere (RFC 8628).
//!
//! ```text
//! waiting ──answer_device──▶ allowed ──the program asks again──▶ spent
//!    └─────answer_device──▶ declined
//! ```
//!
//! The program keeps the device code and asks with it; the person types the user code. Both are
//! stored as digests, the short one keyed, so that the database alone does not give it away.

use super::{
    authorization::{consent_event, fit_to_consent},
    client::{Client, Shown, admitted},
    given::{Consent, holder},
    refresh::{end_family, granted},
    token::{Decided, TokenFault},
};
use crate::{
    Core, Cx, Fault,
    access::Request,
    secrets::{digest, fill_random, random_token},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{ApplicationId, Id, OrganisationId, SessionId},
    rule::Rule,
    time::Timestamp,
};

/// Seconds a device code lives.
const DEVICE_SECONDS: i64 = 900;
/// Seconds between two questions of a program.
pub(super) const POLL_SECONDS: u32 = 5;
/// Seconds by which a question may come early: networks are uneven.
const EARLY_SECONDS: i64 = 1;
/// Seconds an ended code is remembered, to say that it has ended.
const REMEMBERED_SECONDS: i64 = 86_400;
/// No vowels, so no words, and nothing that is mistaken for a digit (RFC 8628 §6.1).
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// Letters of a user code: 34 bits, for a quarter of an hour and few guesses.
const LENGTH: usize = 8;

/// What a program is told to show and to keep.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceCodes {
    /// What the program asks with.
    pub device_code: String,
    /// What the person types: `BCDF-GHJK`.
    pub user_code: String,
    /// Where the person types it.
    pub verification_uri: String,
    /// Seconds until both end.
    pub expires_in: i64,
    /// Seconds between two questions.
    pub interval: u32,
}

impl std::fmt::Debug for DeviceCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceCodes(…)")
    }
}

/// Gives an application codes for a person to answer. Blocks.
pub fn device_codes(
    core: &Core,
    request: Request,
    shown: Shown<'_>,
) -> Result<DeviceCodes, TokenFault> {
    let (client, ()) = admitted(core, &request, shown, |_| Ok(()))?;
    let codes = core.write_blocking(request, move |cx| begin(cx, client.id))?;
    Ok(codes)
}

fn begin(cx: &mut Cx<'_, '_>, application: ApplicationId) -> Result<DeviceCodes, Fault> {
    let codes = DeviceCodes {
        device_code: random_token(),
        user_code: random_user_code(),
        verification_uri: format!("{}/device", cx.env().settings.base_url),
        expires_in: DEVICE_SECONDS,
        interval: POLL_SECONDS,
    };
    let user_code = user_code_digest(cx, &codes.user_code).unwrap_or_default();
    let stored = cx.execute(
        sql!(
            "INSERT INTO device_codes (code_hash, user_code_hash, application_id, state, family,
                 expires_at)
             VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT (user_code_hash) DO NOTHING"
        ),
        &[
            digest(codes.device_code.as_bytes()).as_slice().into(),
            user_code.into(),
            application.into(),
            cx.new_id::<SessionId>().uuid().into(),
            cx.now().plus_seconds(DEVICE_SECONDS).into(),
        ],
    )?;
    // Another program was given the same letters a moment ago.
    if stored == 1 { Ok(codes) } else { Err(Fault::Unavailable { full: false }) }
}

fn random_user_code() -> String {
    let mut letters = String::with_capacity(LENGTH + 1);
    while letters.len() <= LENGTH {
        let mut byte = [0];
        fill_random(&mut byte);
        // 240 is a multiple of 20: every letter is as likely as any other.
        if letters.len() == LENGTH / 2 {
            letters.push('-');
        } else if byte[0] < 240 {
            letters.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
        }
    }
    letters
}

/// The letters of a user code, however it was typed: case, blanks and hyphens are the reader's own.
/// `None` if it cannot be one.
fn letters(typed: &str) -> Option<String> {
    let is_shown = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '‐' | '－' | 'ー' | '–');
    // Full-width letters are what a Japanese keyboard types.
    let narrow = |c: char| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let code: String =
        typed.chars().filter(is_shown).map(|c| narrow(c).to_ascii_uppercase()).take(20).collect();
    let is_code = code.len() == LENGTH && code.bytes().all(|b| LETTERS.contains(&b));
    is_code.then_some(code)
}

/// A user code as programs show it, `DGVH-BKKM`, however it was typed; what is no code stays.
pub fn shown_user_code(typed: &str) -> String {
    letters(typed).map_or_else(
        || typed.to_owned(),
        |code| format!("{}-{}", &code[..LENGTH / 2], &code[LENGTH / 2..]),
    )
}

fn user_code_digest(cx: &Cx<'_, '_>, typed: &str) -> Option<Vec<u8>> {
    letters(typed).map(|code| cx.env().keyring.offer(&format!("user code {code}")).to_vec())
}

/// The application a user code was given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskingDevice {
    application: ApplicationId,
    /// Its name.
    pub name: String,
    /// Name of the organisation it belongs to, which is the person's own.
    pub organisation_name: String,
}

/// Who asks with this user code. [`Rule::DeviceCodeWrong`] of `user-code` for a code nobody was
/// given, or somebody of another organisation; [`Rule::DeviceCodeEnded`] for one that has ended or
/// been answered. [`Fault::SignedOut`] like [`authorize`](super::authorize).
pub fn asking_device(cx: &mut Cx<'_, '_>, typed: &str) -> Result<AskingDevice, Fault> {
    let person = fit_to_consent(cx)?;
    if typed.trim().is_empty() {
        return Err(Fault::field("user-code", Rule::Required));
    }
    let wrong = || Fault::field("user-code", Rule::DeviceCodeWrong);
    let code = user_code_digest(cx, typed).ok_or_else(wrong)?;
    let found = cx.first(
        sql!(
            "SELECT d.state, d.expires_at, a.id, a.enabled, a.name, o.id, o.name
             FROM device_codes d JOIN applications a ON a.id = d.application_id
             JOIN organisations o ON o.id = a.organisation_id WHERE d.user_code_hash = $1"
        ),
        &[code.into()],
        |r| {
            let (state, expires_at): (String, Timestamp) = (r.take()?, r.take()?);
            let (application, enabled): (ApplicationId, bool) = (r.take()?, r.take()?);
            let (name, organisation): (String, OrganisationId) = (r.take()?, r.take()?);
            let asking = AskingDevice { application, name, organisation_name: r.take()? };
            Ok((state, expires_at, enabled, organisation, asking))
        },
    )?;
    let (state, expires_at, enabled, organisation, asking) = found.ok_or_else(wrong)?;
    if !enabled || organisation != person.organisation.id {
        return Err(wrong());
    }
    if state != "waiting" || expires_at <= cx.now() {
        return Err(Fault::field("user-code", Rule::DeviceCodeEnded));
    }
    Ok(asking)
}

/// Allows or declines what the program with this user code asks. Refuses like [`asking_device`].
pub fn answer_device(cx: &mut Cx<'_, '_>, typed: &str, allowed: bool) -> Result<(), Fault> {
    let asking = asking_device(cx, typed)?;
    let person = fit_to_consent(cx)?;
    let answered = cx.execute(
        sql!(
            "UPDATE device_codes SET state = $2, user_id = $3, mfa = $4,
                    epoch = (SELECT epoch FROM users WHERE id = $3)
             WHERE user_code_hash = $1 AND state = 'waiting'"
        ),
        &[
            user_code_digest(cx, typed).unwrap_or_default().into(),
            if allowed { "allowed" } else { "declined" }.into(),
            person.user.into(),
            person.mfa.into(),
        ],
    )?;
    if answered != 1 {
        return Err(Fault::field("user-code", Rule::DeviceCodeEnded));
    }
    let event = consent_event(&person, asking.application);
    cx.record(if allowed { event } else { event.failed() })
}

/// How far a device code has come.
enum State {
    Waiting { polled_at: Option<Timestamp> },
    Allowed(Consent),
    Declined,
    Spent(Consent),
}

struct StoredCode {
    application: ApplicationId,
    expires_at: Timestamp,
    state: State,
}

fn read(r: &mut Row<'_>) -> Result<StoredCode, DbError> {
    let (application, expires_at) = (r.take()?, r.take()?);
    let (name, polled_at, family): (String, _, _) = (r.take()?, r.take()?, r.take()?);
    let state = match name.as_str() {
        "waiting" => State::Waiting { polled_at },
        "declined" => State::Declined,
        "allowed" | "spent" => {
            let (user, epoch, mfa) = (r.take()?, r.take()?, r.take()?);
            let consent = Consent { family, user, epoch, mfa };
            if name == "spent" { State::Spent(consent) } else { State::Allowed(consent) }
        }
        other => return Err(r.misfit(2, format!("{other:?} is no state"))),
    };
    Ok(StoredCode { application, expires_at, state })
}

/// A program asks whether it has been let in.
pub(super) fn collected(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    code: &str,
) -> Result<Decided, Fault> {
    let hash = digest(code.as_bytes());
    let found = cx.first(
        sql!(
            "SELECT application_id, expires_at, state, polled_at, family, user_id, epoch, mfa
             FROM device_codes WHERE code_hash = $1"
        ),
        &[hash.as_slice().into()],
        read,
    )?;
    let Some(found) = found.filter(|found| found.application == client.id) else {
        return Ok(Err(TokenFault::InvalidGrant));
    };
    match found.state {
        State::Spent(consent) => {
            // One of the two who collected is a thief.
            end_family(cx, consent.family)?;
            if let Some(holder) = holder(cx, client, &consent)? {
                cx.record(holder.event(client, "device_code").failed())?;
            }
            Ok(Err(TokenFault::InvalidGrant))
        }
        _ if found.expires_at <= cx.now() => Ok(Err(TokenFault::ExpiredToken)),
        State::Declined => Ok(Err(TokenFault::AccessDenied)),
        State::Waiting { polled_at } => {
            cx.execute(
                sql!("UPDATE device_codes SET polled_at = $2 WHERE code_hash = $1"),
                &[hash.as_slice().into(), cx.now().into()],
            )?;
            let patience = i64::from(POLL_SECONDS) - EARLY_SECONDS;
            let is_early = polled_at.is_some_and(|at| cx.now() < at.plus_seconds(patience));
            Ok(Err(if is_early { TokenFault::SlowDown } else { TokenFault::Pending }))
        }
        State::Allowed(consent) => spend(cx, client, (&hash, &consent)),
    }
}

fn spend(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    (hash, consent): (&[u8; 32], &Consent),
) -> Result<Decided, Fault> {
    let Some(holder) = holder(cx, client, consent)? else {
        return Ok(Err(TokenFault::InvalidGrant));
    };
    let event = holder.event(client, "device_code");
    cx.execute(
        sql!("UPDATE device_codes SET state = 'spent' WHERE code_hash = $1"),
        &[hash.as_slice().into()],
    )?;
    if !holder.is_unchanged {
        cx.record(event.failed())?;
        return Ok(Err(TokenFault::InvalidGrant));
    }
    cx.record(event)?;
    granted(cx, client, consent)
}

/// Forgets up to `limit` device codes that ended a day ago. Answers how many.
pub fn purge_device_codes(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM device_codes WHERE code_hash IN
             (SELECT code_hash FROM device_codes WHERE expires_at <= $1 LIMIT $2)"
        ),
        &[cx.now().plus_seconds(-REMEMBERED_SECONDS).into(), limit.into()],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_code_is_two_groups_of_four_letters_that_make_no_words() {
        for _ in 0..100 {
            let code = random_user_code();
            let (left, right) = code.split_once('-').unwrap();
            assert_eq!((left.len(), right.len()), (4, 4), "{code}");
            assert!(code.bytes().all(|b| b == b'-' || LETTERS.contains(&b)), "{code}");
        }
        assert_ne!(random_user_code(), random_user_code());
    }
}
