//! The one error of a use case. Few variants; each says what the reader should do.

use crate::access::{Feature, Permission};
use opc_db::DbError;
use opc_kernel::rule::{Problem, Rule};

/// Why a use case did not do what was asked. It carries data; the words live in `locales/`.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Nobody is signed in, or the session or token has ended. Sign in.
    SignedOut,
    /// The area asks for a second factor this session has not shown (`domain/01` §3). Show it.
    StepUp,
    /// Signed in, but not allowed. Ask someone who is.
    Denied(Denial),
    /// It does not exist, or the caller may not know that it does.
    NotFound(Noun),
    /// The input breaks rules. Mend the fields and send again.
    Invalid(Vec<Problem>),
    /// The input is well formed, but the state of things forbids it.
    Refused(Rule),
    /// Someone else changed it in the meantime. Read again, then repeat.
    Stale,
    /// Too many attempts. Wait that many seconds.
    TooMany {
        /// Seconds until another attempt is answered.
        retry_after: u32,
    },
    /// The database is full or unreachable. Nothing was done, or repeating is safe.
    Unavailable {
        /// Whether the disk is the reason.
        full: bool,
    },
    /// Our mistake. The text is for the log, never for the reader.
    Internal(String),
}

/// Why a signed-in caller is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// None of the caller's roles may do it.
    Role(Permission),
    /// The caller's kind of organisation may not do it, whatever the role (`domain/01` §1).
    OrganisationKind(Permission),
    /// The caller's organisation is restricted and this is new business (`domain/01` §1).
    Restricted,
    /// The caller's organisation is suspended.
    Suspended,
    /// The edition of this deployment has no such part (`domain/01` §4).
    Edition(Feature),
    /// Needs a person behind the application: app+user (`reference/wire.md`, error 900329).
    UserNeeded(Permission),
}

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A customer of this partner.
    Customer,
    /// An offer sold in the country.
    Offer,
    /// An order of the customer.
    Order,
    /// A subscription of the customer.
    Subscription,
    /// What a customer may buy by itself.
    PurchasePermissions,
    /// A draft of this user.
    Draft,
    /// A user of this organisation.
    User,
    /// An entry of the activity log.
    Event,
    /// An agreement or template.
    Agreement,
    /// A job.
    Job,
    /// An import of customers.
    Import,
    /// A review of a customer.
    Review,
    /// A file of a review.
    Document,
    /// A personal link, or what was asked by it.
    Invitation,
    /// A partnership with a reseller.
    Partnership,
    /// A granular delegated administration relationship.
    AdminRelationship,
    /// Roles of such a relationship given to a group.
    Assignment,
    /// A group of the partner's people.
    Group,
    /// A partner of the programme.
    Organisation,
    /// A page or resource without a noun of its own.
    Page,
}

impl Fault {
    /// Whether somebody may be guessing a password or a code.
    pub fn is_wrong_guess(&self) -> bool {
        let wrong = |problem: &Problem| {
            matches!(
                problem.rule,
                Rule::SignInWrong | Rule::PasswordWrong | Rule::CodeWrong | Rule::DeviceCodeWrong
            )
        };
        matches!(self, Self::Invalid(problems) if problems.iter().any(wrong))
    }
    /// One broken rule of one field.
    pub fn field(field: &'static str, rule: Rule) -> Self {
        Self::Invalid(vec![Problem::new(field, rule)])
    }
    /// Whether a repeat with the same request id must get this same answer.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Unavailable { .. } | Self::Internal(_) | Self::TooMany { .. })
    }
}

impl From<DbError> for Fault {
    fn from(e: DbError) -> Self {
        match e {
            DbError::Full => Self::Unavailable { full: true },
            DbError::Unreachable(_)
            | DbError::OutcomeUnknown
            | DbError::Contention
            | DbError::Busy
            | DbError::Stopped => {
                tracing::warn!(error = %e, "database unavailable");
                Self::Unavailable { full: false }
            }
            _ => Self::Internal(e.to_string()),
        }
    }
}

/// Reads a stored JSON document; one that does not fit is our mistake, located by `what`.
pub(crate) fn stored<T: serde::de::DeserializeOwned>(what: &str, text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|e| Fault::Internal(format!("stored {what}: {e}")))
}

/// Writes a document that is going to be stored.
pub(crate) fn to_store<T: serde::Serialize>(what: &str, value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::Internal(format!("storing {what}: {e}")))
}
