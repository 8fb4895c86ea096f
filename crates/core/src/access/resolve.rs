//! From a credential to an actor, inside the transaction that will use it.

use super::{
    Actor, Caller, Claims, Cloud, OrganisationKind, OrganisationState, Person, Program, RoleSet,
    SessionInfo, actor::Member,
};
use crate::{Cx, Fault};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    country::Country,
    id::{ApplicationId, UserId},
    language::Lang,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Who began what goes on without them: a job acts in their name, as long as they may.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Starter {
    user: Option<UserId>,
    application: Option<ApplicationId>,
}

impl Starter {
    /// Whoever acts now. The second factor they showed counts for what they begin.
    pub(crate) fn of(cx: &Cx<'_, '_>) -> Result<Self, Fault> {
        match cx.actor() {
            Actor::Person(p) => Ok(Self { user: Some(p.user), application: p.application }),
            Actor::Program(p) => Ok(Self { user: None, application: Some(p.application) }),
            Actor::Anonymous | Actor::System => Err(Fault::SignedOut),
        }
    }
    /// Acts in their name. `Fault::SignedOut` if they cannot sign in any more.
    pub(crate) fn act(self, cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
        let actor = match (self.user, self.application) {
            (Some(user), application) => {
                let person = person(cx, user, None)?;
                Actor::Person(Person { mfa: true, application, ..person })
            }
            (None, Some(application)) => Actor::Program(program(cx, application)?),
            (None, None) => return Err(Fault::SignedOut),
        };
        cx.act_as(actor);
        Ok(())
    }
}

pub(crate) fn resolve(cx: &mut Cx<'_, '_>, caller: &Caller) -> Result<Actor, Fault> {
    match caller {
        Caller::Anonymous => Ok(Actor::Anonymous),
        Caller::System => Ok(Actor::System),
        Caller::Session(digest) => session(cx, digest),
        Caller::Token(claims) => token(cx, claims),
    }
}

fn session(cx: &mut Cx<'_, '_>, digest: &[u8; 32]) -> Result<Actor, Fault> {
    let now = cx.now();
    let found = cx.first(
        sql!(
            "SELECT s.expires_at, s.epoch, s.id, s.csrf, s.mfa_at, s.user_id
             FROM sessions s WHERE s.token_hash = $1"
        ),
        &[digest.as_slice().into()],
        |r| {
            let (expires, epoch): (Timestamp, i64) = (r.take()?, r.take()?);
            let info = SessionInfo { id: r.take()?, csrf: r.take()? };
            let mfa = r.take::<Option<Timestamp>>()?.is_some();
            Ok((expires, epoch, info, mfa, r.take::<UserId>()?))
        },
    )?;
    let (expires, epoch, info, mfa, user) = found.ok_or(Fault::SignedOut)?;
    if expires <= now {
        return Err(Fault::SignedOut);
    }
    let mut person = person(cx, user, Some(epoch))?;
    person.mfa = mfa;
    person.session = Some(info);
    Ok(Actor::Person(person))
}

fn token(cx: &mut Cx<'_, '_>, claims: &Claims) -> Result<Actor, Fault> {
    let program = program(cx, claims.application)?;
    let Some((user, epoch)) = claims.user else {
        // An app-only token is good for the application's own tenant only.
        if program.organisation.id != claims.organisation {
            return Err(Fault::SignedOut);
        }
        return Ok(Actor::Program(program));
    };
    let mut person = person(cx, user, Some(epoch))?;
    if person.organisation.id != claims.organisation {
        return Err(Fault::SignedOut);
    }
    person.mfa = claims.mfa;
    person.application = Some(claims.application);
    Ok(Actor::Person(person))
}

fn program(cx: &mut Cx<'_, '_>, id: ApplicationId) -> Result<Program, Fault> {
    let cloud = cx.env().settings.cloud;
    let found = cx.first(
        sql!(
            "SELECT a.enabled, a.name, o.id, o.kind, o.state, o.name, o.country,
                    o.state_reason
             FROM applications a JOIN organisations o ON o.id = a.organisation_id WHERE a.id = $1"
        ),
        &[id.into()],
        |r| {
            let enabled: bool = r.take()?;
            let program =
                Program { application: id, name: r.take()?, organisation: member(r, cloud)? };
            Ok(enabled.then_some(program))
        },
    )?;
    found.flatten().ok_or(Fault::SignedOut)
}

/// Who asked for a job, as they are now: a role taken away since then stops the job. That they
/// showed a second factor was checked when they asked.
pub(crate) fn on_behalf_of(cx: &mut Cx<'_, '_>, user: UserId) -> Result<Actor, Fault> {
    Ok(Actor::Person(Person { mfa: true, ..person(cx, user, None)? }))
}

/// An active person whose credentials have not changed since `epoch`, if one is given.
fn person(cx: &mut Cx<'_, '_>, user: UserId, epoch: Option<i64>) -> Result<Person, Fault> {
    let cloud = cx.env().settings.cloud;
    let found = cx.first(
        sql!(
            "SELECT u.state, u.epoch, u.user_name, u.first_name, u.last_name, u.language, u.roles,
                    u.totp_secret IS NOT NULL, u.must_change_password, o.id, o.kind, o.state, o.name, o.country,
                    o.state_reason
             FROM users u JOIN organisations o ON o.id = u.organisation_id WHERE u.id = $1"
        ),
        &[user.into()],
        |r| {
            let (state, current): (String, i64) = (r.take()?, r.take()?);
            let person = Person {
                user,
                user_name: r.take()?,
                first_name: r.take()?,
                last_name: r.take()?,
                language: r.parse(Lang::parse)?,
                roles: r.parse(RoleSet::parse)?,
                mfa: false,
                enrolled: r.take()?,
                must_change_password: r.take()?,
                organisation: member(r, cloud)?,
                session: None,
                application: None,
            };
            Ok((state == "active" && epoch.is_none_or(|epoch| current == epoch)).then_some(person))
        },
    )?;
    found.flatten().ok_or(Fault::SignedOut)
}

fn member(r: &mut Row<'_>, cloud: Cloud) -> Result<Member, DbError> {
    Ok(Member {
        id: r.take()?,
        kind: r.parse(OrganisationKind::parse)?,
        state: r.parse(OrganisationState::parse)?,
        name: r.take()?,
        country: r.parse(|code| Country::parse(code).ok())?,
        reason: r.take()?,
        cloud,
    })
}
