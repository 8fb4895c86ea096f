//! Signing in to the portal with a password.

use super::store::{self, Credentials};
use crate::{
    Core, Cx, Fault,
    access::Request,
    audit::{Event, Operation, Principal, ResourceType},
    secrets::{PasswordHash, digest, random_token, verify_password},
};
use opc_db::sql;
use opc_kernel::{
    id::{Id, SessionId, UserId},
    rule::Rule,
};

/// Seconds a session lives.
const SESSION_SECONDS: i64 = 12 * 3600;
/// Sessions one person may have at a time; the oldest makes room.
const SESSIONS_MAX: i64 = 20;

/// A session that has just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The cookie's value. The database knows only its digest.
    pub token: String,
    /// Seconds until it ends.
    pub seconds: i64,
}

/// Checks name and password and begins a session. Blocks for the time of one slow hash.
///
/// A name nobody has costs the same hash, the same entry of the log and the same pauses as a wrong
/// password: neither the time nor the answer says who exists.
pub fn sign_in(
    core: &Core,
    request: Request,
    name: &str,
    password: &str,
) -> Result<NewSession, Fault> {
    let (guesses, who) = (&core.env().guesses, (name, request.from));
    guesses.password(who, core.clock().now(), Fault::is_wrong_guess, || {
        let typed = name.to_owned();
        let found = core.read_blocking(request.clone(), move |cx| store::by_name(cx, &typed))?;
        let right = password_is_right(core, found.as_ref(), password);
        let token = random_token();
        let cookie = token.clone();
        let begun =
            core.write_blocking(request, move |cx| record(cx, found.as_ref(), right, &cookie))?;
        if begun { Ok(NewSession { token, seconds: SESSION_SECONDS }) } else { Err(wrong()) }
    })
}

/// Whether this is the password of who has this sign-in name. A wrong one counts as at signing in,
/// and stands in the same log. Blocks for the time of one slow hash.
pub(crate) fn is_password_of(
    core: &Core,
    request: Request,
    name: &str,
    password: &str,
) -> Result<bool, Fault> {
    let (guesses, who) = (&core.env().guesses, (name, request.from));
    let looked = guesses.password(who, core.clock().now(), Fault::is_wrong_guess, || {
        let typed = name.to_owned();
        let found = core.read_blocking(request.clone(), move |cx| store::by_name(cx, &typed))?;
        if password_is_right(core, found.as_ref(), password) {
            return Ok(());
        }
        core.write_blocking(request, move |cx| refused(cx, found.as_ref()))?;
        Err(wrong())
    });
    match looked {
        Err(fault) if fault.is_wrong_guess() => Ok(false),
        looked => looked.map(|()| true),
    }
}

/// The same words whether the name or the password was wrong.
fn wrong() -> Fault {
    Fault::field("password", Rule::SignInWrong)
}

/// Whether the password is right. Takes as long for a name nobody has, for an inactive user and
/// for a temporary password.
pub(super) fn password_is_right(core: &Core, c: Option<&Credentials>, password: &str) -> bool {
    // An argon2id hash of nothing in particular.
    const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$b3BlbnBhcnRuZXJjZW50$nCbTPpbP8x8Uj0oWkM1ty3b2SjBWUEUCBqX3ao5p5xI";
    let keyring = &core.env().keyring;
    if c.is_none_or(|c| c.password == PasswordHash::Derived) {
        let nobody = (UserId::from_uuid(uuid::Uuid::nil()), 0);
        let decoy = PasswordHash::Argon2(DECOY.to_owned());
        // Its answer is of no interest, its time is.
        verify_password(keyring, &decoy, nobody, password);
    }
    c.is_some_and(|c| {
        verify_password(keyring, &c.password, (c.user, c.epoch), password) && c.active
    })
}

/// Begins a session if the password was right. Answers whether it was.
fn record(
    cx: &mut Cx<'_, '_>,
    c: Option<&Credentials>,
    right: bool,
    token: &str,
) -> Result<bool, Fault> {
    let Some(c) = c else { return refused(cx, None).map(|()| false) };
    if !(right && store::is_current(cx, c)?) {
        return refused(cx, Some(c)).map(|()| false);
    }
    make_room(cx, c.user)?;
    let id: SessionId = cx.new_id();
    cx.execute(
        sql!(
            "INSERT INTO sessions (id, token_hash, user_id, epoch, csrf, mfa_at, created_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, NULL, $6, $6, $7)"
        ),
        &[
            id.into(),
            digest(token.as_bytes()).as_slice().into(),
            c.user.into(),
            c.epoch.into(),
            random_token().into(),
            cx.now().into(),
            cx.now().plus_seconds(SESSION_SECONDS).into(),
        ],
    )?;
    cx.record(of_person(c))?;
    Ok(true)
}

/// Nobody's log where nobody has the name, and without the name: people type passwords there.
fn refused(cx: &mut Cx<'_, '_>, c: Option<&Credentials>) -> Result<(), Fault> {
    let nobody = || Event::new(Operation::SignIn, ResourceType::PartnerUser);
    cx.record(c.map_or_else(nobody, of_person).failed())
}

fn of_person(c: &Credentials) -> Event {
    let who = serde_json::json!({ "user": c.user_name });
    let by = Principal { name: c.user_name.clone(), user: Some(c.user), application: None };
    let event = Event::new(Operation::SignIn, ResourceType::PartnerUser);
    event.in_log_of(crate::audit::log_of(c.kind, c.organisation)).to(&who).by(by)
}

fn make_room(cx: &mut Cx<'_, '_>, user: UserId) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "DELETE FROM sessions WHERE user_id = $1 AND (expires_at < $2 OR id NOT IN
                 (SELECT id FROM sessions WHERE user_id = $1 ORDER BY id DESC LIMIT $3))"
        ),
        &[user.into(), cx.now().into(), (SESSIONS_MAX - 1).into()],
    )?;
    Ok(())
}
