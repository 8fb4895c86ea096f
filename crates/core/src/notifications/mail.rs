//! What a mail says, and to whom.

use crate::access::organisation_names as named;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    language::Lang,
    time::Date,
};
use serde::{Deserialize, Serialize};

named! {
    /// What happened to roles that a partner has in a customer's directory.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    AdminNews {
        /// The customer approved.
        Approved = "approved",
        /// The customer declined.
        Declined = "declined",
        /// One of the sides ended it.
        Terminated = "terminated",
        /// It ends soon.
        Expiring = "expiring",
        /// Its end has come and was put off.
        Extended = "extended",
        /// It has ended.
        Expired = "expired",
    }
}

named! {
    /// How roles that a partner had in a customer's directory ended.
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    AdminEnd {
        /// They have not.
        #[default]
        None = "none",
        /// The partner ended it.
        Partner = "partner",
        /// The customer did.
        Customer = "customer",
        /// With what the two had with each other.
        Parting = "parting",
        /// Its time was over.
        Time = "time",
        /// Nobody at the customer answered in time.
        Unanswered = "unanswered",
        /// Nobody answered in time, whichever customer it was for.
        Nobody = "nobody",
    }
}

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// In whose name it is sent, and in whose mailbox page it shows.
    pub organisation: OrganisationId,
    /// Address of the receiver.
    pub recipient: String,
    /// Language of its words.
    pub language: Lang,
    /// What it says.
    pub message: Message,
}

/// What a mail says: facts only, the words live in `locales/*/mail.ftl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Message {
    /// The partner stated that the customer accepted the customer agreement (`domain/02`).
    AgreementAttested {
        /// The customer.
        customer: CustomerId,
        /// Its company name.
        company: String,
        /// Name of the partner that stated it.
        partner: String,
        /// Given name of the person who accepted.
        first_name: String,
        /// Family name of that person.
        last_name: String,
        /// When that person accepted.
        date: Date,
    },
    /// The operator decided something about a customer (`domain/09`, Verification status).
    ReviewDecided {
        /// The customer.
        customer: CustomerId,
        /// Its company name.
        company: String,
        /// What was decided: `account`, or the name of a qualification.
        subject: String,
        /// How: `approved`, `refused`, or `asked` for documents.
        state: String,
        /// What the operator says about it; may be empty.
        message: String,
    },
    /// Something happened to roles that a partner has in a customer's directory (`domain/09`).
    AdminRelationship {
        /// What.
        news: AdminNews,
        /// The name of the relationship.
        name: String,
        /// Name of the partner.
        partner: String,
        /// The customer's name; empty if nobody answered.
        company: String,
        /// How it ended; `none` if it goes on.
        #[serde(default)]
        ended: AdminEnd,
        /// When it ends or ended.
        date: Date,
        /// Its page, on the receiver's side.
        #[serde(default)]
        link: String,
    },
    /// The operator restricted or suspended a partner, or lets it go on (`domain/01` §1).
    PartnerState {
        /// The partner's name.
        partner: String,
        /// Its state now: `active`, `restricted` or `suspended`.
        state: String,
        /// Why; may be empty when it may go on.
        reason: String,
        /// Name of the operator.
        operator: String,
    },
    /// The customer has not accepted the version of the agreement that counts.
    AgreementReminder {
        /// The customer.
        customer: CustomerId,
        /// Its company name.
        company: String,
        /// Name of its partner.
        partner: String,
        /// The version, in words.
        version: String,
    },
    /// A partner asks somebody to come together; the words are the partner's.
    Invitation {
        /// One line.
        subject: String,
        /// Plain text with the personal link.
        body: String,
    },
}

impl Message {
    /// Stem of its Fluent ids: `KEY-subject` and `KEY-body`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::AgreementAttested { .. } => "mail-agreement-attested",
            Self::ReviewDecided { .. } => "mail-review-decided",
            Self::AgreementReminder { .. } => "mail-agreement-reminder",
            Self::Invitation { .. } => "mail-invitation",
            Self::AdminRelationship { .. } => "mail-admin-relationship",
            Self::PartnerState { .. } => "mail-partner-state",
        }
    }
    /// The arguments of both Fluent messages. Names that end in `date` are ISO dates, to be
    /// written as the reader's language does.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AgreementAttested { company, partner, first_name, last_name, date, .. } => vec![
                ("company", company.clone()),
                ("partner", partner.clone()),
                ("first-name", first_name.clone()),
                ("last-name", last_name.clone()),
                ("date", date.to_string()),
            ],
            Self::ReviewDecided { company, subject, state, message, .. } => vec![
                ("company", company.clone()),
                ("subject", subject.clone()),
                ("state", state.clone()),
                ("message", message.clone()),
            ],
            Self::AdminRelationship { news, name, partner, company, ended, date, link } => vec![
                ("news", news.name().to_owned()),
                ("ended", ended.name().to_owned()),
                ("name", name.clone()),
                ("partner", partner.clone()),
                ("company", company.clone()),
                ("date", date.to_string()),
                ("link", link.clone()),
            ],
            Self::PartnerState { partner, state, reason, operator } => vec![
                ("partner", partner.clone()),
                ("state", state.clone()),
                ("reason", reason.clone()),
                ("operator", operator.clone()),
            ],
            Self::AgreementReminder { company, partner, version, .. } => vec![
                ("company", company.clone()),
                ("partner", partner.clone()),
                ("version", version.clone()),
            ],
            Self::Invitation { subject, body } => {
                vec![("text-subject", subject.clone()), ("text-body", body.clone())]
            }
        }
    }
}
