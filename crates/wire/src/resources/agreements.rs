//! The customer agreement and its confirmations.

use super::Contact;
use crate::date::DateTime;

resource! {
    /// A customer's confirmation of an agreement.
    #[derive(Eq)]
    Agreement {
        /// The user who recorded the confirmation.
        user_id: String,
        /// The person who agreed.
        primary_contact: Contact,
        /// When the customer agreed.
        date_agreed: DateTime,
        /// Which version of the agreement.
        template_id: String,
        /// The kind of agreement.
        #[serde(rename = "type")]
        kind: String,
        /// Where the text is.
        agreement_link: String,
    }
}

shape! {
    /// An agreement that can be confirmed.
    #[derive(Eq)]
    AgreementMetaData {
        /// The version of the agreement.
        template_id: String,
        /// The kind of agreement.
        agreement_type: String,
        /// Where the text is.
        agreement_link: String,
        /// Orders the versions: the highest is current.
        version_rank: i32,
    }
}

shape! {
    /// The text of an agreement for a country, in a language.
    #[derive(Eq)]
    AgreementDocument {
        /// Where it can be read.
        display_uri: String,
        /// Where it can be fetched as a file.
        download_uri: String,
        /// The language, such as `ja-JP`.
        language: String,
        /// ISO 3166-1 alpha-2, such as `JP`.
        country: String,
    }
}

shape! {
    /// Whether a partner has signed its own agreement.
    #[derive(Eq)]
    AgreementSignatureStatus {
        /// Whether it is signed.
        is_agreement_signed: bool,
    }
}

shape! {
    /// Whether a customer signed the customer agreement itself.
    #[derive(Eq)]
    DirectSignedCustomerAgreementStatus {
        /// Whether it is signed.
        is_signed: bool,
    }
}
