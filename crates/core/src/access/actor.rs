//! Who acts, and the policy check.

use super::{
    Cloud, Granted, OrganisationKind, OrganisationState, Permission, PermissionKind, Role, RoleSet,
    Scope,
};
use crate::{Denial, Fault, guesses::Network};
use opc_kernel::country::Country;
use opc_kernel::id::{ApplicationId, CorrelationId, Id, OrganisationId, SessionId, UserId};
use opc_kernel::language::Lang;

/// A request before anyone knows who sends it: the credential, the chain it belongs to, and where
/// it comes from.
#[derive(Debug, Clone)]
pub struct Request {
    /// The credential shown.
    pub caller: Caller,
    /// The chain of requests.
    pub correlation: CorrelationId,
    /// Where it comes from, if that is known and of interest.
    pub from: Option<Network>,
}

impl Request {
    /// A request by the program itself: start-up, workers, the command line.
    pub fn system() -> Self {
        let correlation = CorrelationId::from_uuid(uuid::Uuid::nil());
        Self { caller: Caller::System, correlation, from: None }
    }
}

/// A credential. It is looked up inside the transaction of the use case, so that a revocation
/// takes effect with the next request.
#[derive(Debug, Clone)]
pub enum Caller {
    /// None.
    Anonymous,
    /// A portal session, by the digest of its cookie.
    Session([u8; 32]),
    /// A verified access token.
    Token(Claims),
    /// The program itself.
    System,
}

/// What a verified access token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    /// The tenant it was issued for.
    pub organisation: OrganisationId,
    /// The application it was issued to.
    pub application: ApplicationId,
    /// The person behind it, if it is app+user, with the epoch of their credentials.
    pub user: Option<(UserId, i64)>,
    /// Whether the person showed a second factor.
    pub mfa: bool,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Actor {
    /// Nobody known.
    Anonymous,
    /// A person, in the portal or behind an application.
    Person(Person),
    /// An application on its own.
    Program(Program),
    /// The program itself.
    System,
}

/// A signed-in person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The person.
    pub user: UserId,
    /// Sign-in name.
    pub user_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Language of their pages.
    pub language: Lang,
    /// What they may be.
    pub roles: RoleSet,
    /// Whether a second factor was shown.
    pub mfa: bool,
    /// Whether a second factor is set up at all.
    pub enrolled: bool,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// Their organisation.
    pub organisation: Member,
    /// The portal session, unless they act through an application.
    pub session: Option<SessionInfo>,
    /// The application they act through.
    pub application: Option<ApplicationId>,
}

/// The portal session of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionInfo {
    /// Its id.
    pub id: SessionId,
    /// The token every form must carry.
    pub csrf: String,
}

/// An application acting on its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The application.
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// Its organisation.
    pub organisation: Member,
}

/// The organisation an actor belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: OrganisationId,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its state.
    pub state: OrganisationState,
    /// Its name.
    pub name: String,
    /// Where it is: its people read times as they are there.
    pub country: Country,
    /// Why it is restricted or suspended, in the operator's words.
    pub reason: Option<String>,
    /// The edition it works in: that of the deployment.
    pub cloud: Cloud,
}

impl Actor {
    /// The actor's organisation, if it has one.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Person(p) => Some(&p.organisation),
            Self::Program(p) => Some(&p.organisation),
            Self::Anonymous | Self::System => None,
        }
    }
    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        if let Self::Person(p) = self { Some(p) } else { None }
    }
    /// Whether the policy lets the actor do `permission`, second factor aside.
    pub fn may(&self, permission: Permission) -> bool {
        matches!(self.check(permission), Ok(_) | Err(Fault::StepUp))
    }
    /// Whether nothing but the state of the organisation keeps the actor from doing `permission`.
    pub fn is_stopped(&self, permission: Permission) -> bool {
        let stopped = matches!(
            self.check(permission),
            Err(Fault::Denied(Denial::Restricted | Denial::Suspended))
        );
        let rule = permission.rule();
        stopped
            && match self {
                Self::Person(person) => rule.role_set().intersects(person.roles),
                Self::Program(_) => rule.app_only,
                Self::Anonymous | Self::System => false,
            }
    }
    /// Why the actor may not do `permission`, or nothing.
    pub fn permits(&self, permission: Permission) -> Result<(), Fault> {
        self.check(permission).map(|_| ())
    }
    pub(crate) fn allow<P: PermissionKind>(&self, _: P) -> Result<Granted<P>, Fault> {
        self.check(P::PERMISSION).map(Granted::new)
    }

    fn check(&self, permission: Permission) -> Result<Scope, Fault> {
        let rule = permission.rule();
        let member = self.member().ok_or(Fault::SignedOut)?;
        if let Some(feature) = member.cloud.lacks(permission, member.kind) {
            return Err(Fault::Denied(Denial::Edition(feature)));
        }
        if !rule.kinds.contains(&member.kind) {
            return Err(Fault::Denied(Denial::OrganisationKind(permission)));
        }
        match member.state {
            OrganisationState::Suspended => return Err(Fault::Denied(Denial::Suspended)),
            OrganisationState::Restricted if !rule.when_restricted => {
                return Err(Fault::Denied(Denial::Restricted));
            }
            _ => {}
        }
        match self {
            Self::Person(person) => {
                if !rule.role_set().intersects(person.roles) {
                    return Err(Fault::Denied(Denial::Role(permission)));
                }
                if rule.mfa && !person.mfa {
                    return Err(Fault::StepUp);
                }
            }
            Self::Program(_) if !rule.app_only => {
                return Err(Fault::Denied(Denial::UserNeeded(permission)));
            }
            _ => {}
        }
        Ok(Scope::new(member.id, member.kind))
    }
}

impl Person {
    /// Whether they have a second factor and have not shown it: then a password, which may be
    /// stolen, is all that is known of them.
    pub fn owes_second_factor(&self) -> bool {
        self.enrolled && !self.mfa
    }
    /// Whether they hold the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }
}
