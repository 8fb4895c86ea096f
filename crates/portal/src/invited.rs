//! The pages behind a personal link, and a customer's own page about its partners.

use crate::{
    address::CountryRules,
    components::{Badge, Fact},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_print::Clause;
use opc_words::Words;

/// What a link asks for.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Path of the link's pages.
    pub here: String,
    /// Who asks for what, as a sentence.
    pub title: String,
    /// Who asks.
    pub partner: String,
    /// What the reader's organisation has answered before, and can answer again; empty if nothing.
    pub before: String,
    /// Who asks, who is going to sell, what they may do.
    pub facts: Vec<Fact>,
    /// What accepting brings about, one sentence each.
    pub effects: Vec<String>,
    /// Where it is declined; `None` for who has accepted.
    pub decline: Option<String>,
}

/// A link to a reader who cannot answer yet or at all, or who answers for a partner.
#[derive(Debug, Clone, Template)]
#[template(path = "invited/offer.html")]
pub struct OfferPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// What is asked for.
    pub offer: Offer,
    /// Field `partnership-accepted`.
    pub form: Form,
    /// What the reader can do.
    pub answer: Answering,
}

/// What the reader of a link can do.
#[derive(Debug, Clone)]
pub enum Answering {
    /// Sign in, or begin an organisation; `join` where that is possible.
    SignIn {
        /// The sign-in page, which leads back here.
        sign_in: String,
        /// Where an organisation is begun; `None` if only one that is there can answer.
        join: Option<String>,
    },
    /// Nothing: why, as a sentence.
    Nothing(String),
    /// Accept once a second factor is set up, on this page, which leads back; or decline.
    SetUp(String),
    /// Authorize an indirect provider.
    Partner,
}

/// A link to somebody who answers for a customer.
#[derive(Debug, Clone, Template)]
#[template(path = "invited/customer.html")]
pub struct CustomerOfferPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// What is asked for.
    pub offer: Offer,
    /// Fields of the company's profile, and `accepted`.
    pub form: Form,
    /// What the country asks for.
    pub rules: CountryRules,
    /// The country, in words.
    pub country: String,
    /// Cultures of the country.
    pub cultures: Vec<Choice>,
    /// Languages of the country.
    pub languages: Vec<Choice>,
    /// The profile in short.
    pub profile: Vec<Fact>,
    /// Whether the profile has to be filled in or mended.
    pub is_profile_open: bool,
    /// What has to be accepted as well.
    pub agreement: Option<AgreementText>,
}

/// The text of an agreement.
#[derive(Debug, Clone)]
pub struct AgreementText {
    /// Id of the version.
    pub template: String,
    /// Its version.
    pub version: String,
    /// Language the text is in.
    pub language: String,
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub clauses: Vec<Clause>,
    /// The text as a page of its own.
    pub href: String,
}

/// Beginning an organisation from a link.
#[derive(Debug, Clone, Template)]
#[template(path = "invited/join.html")]
pub struct JoinPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path of the link's pages.
    pub here: String,
    /// Who asks.
    pub partner: String,
    /// Fields of the company's profile, `domain-prefix`, `new-password`, `accepted`.
    pub form: Form,
    /// Countries to choose from.
    pub countries: Vec<Choice>,
    /// What the country asks for.
    pub rules: CountryRules,
    /// Cultures of the country.
    pub cultures: Vec<Choice>,
    /// Languages of the country.
    pub languages: Vec<Choice>,
    /// What stands behind the prefix.
    pub domain_suffix: String,
    /// The fewest characters of the password.
    pub min_length: u32,
    /// What has to be accepted as well.
    pub agreement: Option<AgreementText>,
}

/// A customer's partners.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/list.html")]
pub struct PartnersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Partners by name.
    pub rows: Vec<PartnerRow>,
    /// Whether to lead on to what partners have by roles.
    pub admin: bool,
}

/// A partner of the customer.
#[derive(Debug, Clone)]
pub struct PartnerRow {
    /// Its name.
    pub name: String,
    /// What it does for the customer, in words.
    pub role: String,
    /// Whether it administers the tenant.
    pub admin: Badge,
    /// Since when, in words.
    pub since: String,
    /// Where its privileges are ended; `None` if it has none.
    pub end: Option<String>,
    /// Where its roles are ended, if it has nothing else.
    pub roles: Option<String>,
}
