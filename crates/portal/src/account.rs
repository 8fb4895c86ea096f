//! The account page of a customer (`domain/04`): a menu and one page a section.

use crate::{
    activity::ActivityRow,
    address::CountryRules,
    components::{Badge, Fact, Offered, Pager, Tab},
    confirmation::OrderedLine,
    form::{Choice, Form},
    offers::Shelf,
    shell::Shell,
    sure::Hindered,
};
use askama::Template;
use opc_print::Clause;
use opc_words::Words;

/// What every section has: whose account it is, and the menu.
#[derive(Debug, Clone)]
pub struct Account {
    /// Path of the account, without a slash at the end.
    pub base: String,
    /// Customer id.
    pub id: String,
    /// Company name.
    pub company: String,
    /// Primary domain.
    pub domain: String,
    /// State of the customer, if worth showing.
    pub state: Option<Badge>,
    /// Sections the person may see.
    pub sections: Vec<Tab>,
}

/// Company info.
#[derive(Debug, Clone, Template)]
#[template(path = "account/company.html")]
pub struct CompanyPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Id, domains, registration id, qualification.
    pub facts: Vec<Fact>,
    /// Path to ask for a special qualification; `None` hides it.
    pub qualify: Option<String>,
    /// Ending the relationship.
    pub remove: Offered,
    /// Deleting the customer, in a sandbox; `None` hides it.
    pub delete: Option<Offered>,
}

/// Something that cannot be undone, asked once more.
#[derive(Debug, Clone, Template)]
#[template(path = "account/confirm.html")]
pub struct ConfirmPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// What is asked, as a sentence.
    pub title: String,
    /// What it means, as a sentence.
    pub text: String,
    /// What else is to be known, as sentences.
    pub points: Vec<String>,
    /// Why it was refused, if it was.
    pub form: Form,
    /// Path to post to.
    pub action: String,
    /// The words of the button.
    pub label: String,
    /// The page to go back to.
    pub back: String,
    /// Why it cannot be done yet; then the button is switched off.
    pub hindered: Option<Hindered>,
}

/// Company name and bill-to.
#[derive(Debug, Clone, Template)]
#[template(path = "account/bill_to.html")]
pub struct BillToPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Fields as in the wizard.
    pub form: Form,
    /// Version of the profile: a stale one is refused (`domain/04`).
    pub etag: String,
    /// Rules of the customer's country, which cannot be changed.
    pub rules: CountryRules,
    /// The country, in words.
    pub country: String,
    /// Cultures.
    pub cultures: Vec<Choice>,
    /// Languages.
    pub languages: Vec<Choice>,
    /// Whether the person may change it.
    pub may_edit: bool,
    /// After somebody else saved: what the fields that differ hold now.
    pub stale: Vec<Fact>,
}

/// The customer agreement.
#[derive(Debug, Clone, Template)]
#[template(path = "account/agreement.html")]
pub struct AgreementPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Confirmed, waiting, or to be confirmed again.
    pub state: Badge,
    /// Who signed, when, which version, who confirmed.
    pub facts: Vec<Fact>,
    /// That a newer version is published and not accepted yet, as a sentence.
    pub upcoming: Option<String>,
    /// Path of the text.
    pub text_href: String,
    /// Path of the text as PDF; `None` if there is no version yet.
    pub pdf_href: Option<String>,
    /// Where the customer signs in to accept it; `None` unless it is asked to.
    pub sign_in: Option<String>,
    /// Confirming for the customer.
    pub update: Offered,
    /// Asking the customer to accept it itself: the path to post to; `None` hides it.
    pub ask: Option<Offered>,
    /// Why the customer was not asked, if it was not.
    pub form: Form,
}

/// Stating that the customer accepted the agreement.
#[derive(Debug, Clone, Template)]
#[template(path = "account/attest.html")]
pub struct AttestPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Fields `agreement-template`, `agreement-date`, `signer-…`.
    pub form: Form,
    /// The versions that can be accepted, the one that counts first.
    pub versions: Vec<VersionChoice>,
    /// Today, as `2026-11-21`: the last day it may have.
    pub today: String,
    /// Whether the family name comes first.
    pub family_first: bool,
}

/// A version that can be accepted.
#[derive(Debug, Clone)]
pub struct VersionChoice {
    /// Its id, and its name in words.
    pub choice: Choice,
    /// Where its text is read.
    pub href: String,
}

/// The text of an agreement.
#[derive(Debug, Clone, Template)]
#[template(path = "account/document.html")]
pub struct DocumentPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Heading of the text.
    pub title: String,
    /// Version, country, day and language, in words.
    pub about: String,
    /// The language the text is in.
    pub language: String,
    /// The text itself.
    pub clauses: Vec<Clause>,
    /// The text as PDF.
    pub pdf: String,
    /// The text as plain text.
    pub text: String,
}

/// Tags of the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/tags.html")]
pub struct TagsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Field `tags`: one a line.
    pub form: Form,
    /// Tags as they are.
    pub tags: Vec<String>,
    /// Tags of other customers, to pick from.
    pub suggested: Vec<String>,
    /// Whether the person may change them.
    pub may_edit: bool,
}

/// What the customer may buy by itself.
#[derive(Debug, Clone, Template)]
#[template(path = "account/permissions.html")]
pub struct PermissionsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Fields `reservations`, `savings-plans`, `permissions-confirmed`.
    pub form: Form,
    /// Version of the account: a stale one is refused.
    pub etag: String,
    /// Whether the person may change them.
    pub may_edit: bool,
    /// Whether somebody else changed the account in between.
    pub stale: bool,
}

/// Subscriptions of the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/subscriptions.html")]
pub struct SubscriptionsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Rows.
    pub rows: Vec<SubscriptionRow>,
    /// Paging.
    pub pager: Pager,
    /// Path of all of them as a file.
    pub export: String,
    /// Buying more.
    pub add: Offered,
    /// Whether the customer has to accept the agreement first.
    pub unconfirmed: bool,
}

/// A subscription.
#[derive(Debug, Clone)]
pub struct SubscriptionRow {
    /// Its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Licences, in words.
    pub quantity: String,
    /// How often it is billed, in words.
    pub billing: String,
    /// State.
    pub state: Badge,
    /// When the term ends, in words, and whether it renews.
    pub term: String,
    /// Reseller; empty if none.
    pub reseller: String,
    /// Path to change it; `None` for who may not.
    pub change: Option<String>,
    /// Suspending it or letting it go on: path and the key of what to say.
    pub life: Option<(String, &'static str)>,
}

/// Orders of the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/orders.html")]
pub struct OrdersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Rows.
    pub rows: Vec<OrderRow>,
    /// Paging.
    pub pager: Pager,
    /// Buying more.
    pub add: Offered,
    /// Whether the customer has to accept the agreement first.
    pub unconfirmed: bool,
}

/// One order, line by line.
#[derive(Debug, Clone, Template)]
#[template(path = "account/order.html")]
pub struct OrderPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// When, how it is billed, how it ended.
    pub facts: Vec<Fact>,
    /// Lines and what came of them.
    pub lines: Vec<OrderedLine>,
    /// Path to post to, to try failed lines again; `None` for who may not order.
    pub retry: Option<String>,
}

/// Ordering for a customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/new_order.html")]
pub struct NewOrderPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Filter fields and licence fields, as in the wizard.
    pub form: Form,
    /// What there is to pick.
    pub shelf: Shelf,
    /// Path to post to, to filter.
    pub filter: String,
    /// The id that makes a second submit harmless.
    pub request_id: String,
    /// Whether the customer has to accept the agreement first.
    pub unconfirmed: bool,
}

/// An order.
#[derive(Debug, Clone)]
pub struct OrderRow {
    /// Its page.
    pub href: String,
    /// Its id.
    pub id: String,
    /// When, in words.
    pub at: String,
    /// What was ordered, in words.
    pub lines: String,
    /// Sum, in words.
    pub total: String,
    /// State.
    pub state: Badge,
}

/// What happened to the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/activity.html")]
pub struct AccountActivityPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Rows.
    pub rows: Vec<ActivityRow>,
    /// Paging.
    pub pager: Pager,
}
