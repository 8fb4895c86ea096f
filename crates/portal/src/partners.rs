//! The partners one sells together with: a provider's resellers, and a reseller's providers; which
//! of them a customer or a subscription is put down to.

use crate::{
    account::Account,
    components::{Badge, Control, Fact, Offered, Pager},
    form::{Choice, Form},
    shell::Shell,
    wizard::ResellerChoice,
};
use askama::Template;
use opc_words::Words;

/// The indirect resellers of a provider.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/resellers.html")]
pub struct ResellersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `q`.
    pub search: Form,
    /// Rows.
    pub rows: Vec<ResellerRow>,
    /// Paging.
    pub pager: Pager,
    /// Asking somebody for a partnership, and making one in a sandbox, for who may.
    pub controls: Vec<Control>,
}

/// An indirect reseller.
#[derive(Debug, Clone)]
pub struct ResellerRow {
    /// Name.
    pub name: String,
    /// Partner network ID.
    pub network_id: String,
    /// Country, in words.
    pub country: String,
    /// Whether its agreement is signed.
    pub agreement: Badge,
    /// How many customers it has, in words.
    pub customers: String,
    /// Path of the list of these.
    pub customers_href: String,
    /// Since when, in words.
    pub since: String,
    /// Whether it may do business.
    pub state: Badge,
    /// Path to end the partnership; `None` for who may not.
    pub remove: Option<String>,
    /// Path to delete one the sandbox has made; `None` for others.
    pub delete: Option<String>,
}

/// A reseller to try things out with.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/new.html")]
pub struct NewResellerPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `network-id`, `company-name`, `country`, `domain-prefix`, and those of its
    /// administrator.
    pub form: Form,
    /// Countries it can be in.
    pub countries: Vec<Choice>,
    /// Languages of its administrator.
    pub languages: Vec<Choice>,
    /// What stands behind the prefix.
    pub domain_suffix: String,
    /// Tells a form that comes twice from another one.
    pub request_id: String,
}

/// The first administrator of such a reseller, until *Done*.
#[derive(Clone, Template)]
#[template(path = "partners/password.html")]
pub struct FirstPasswordPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Name of the reseller.
    pub reseller: String,
    /// The administrator; `None` once the password cannot be shown any more.
    pub first: Option<FirstAdmin>,
    /// Path to post to, for *Done*.
    pub action: String,
    /// The list of resellers.
    pub back: String,
}

/// Somebody with a temporary password.
#[derive(Clone)]
pub struct FirstAdmin {
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub user_name: String,
    /// The password.
    pub password: String,
}

/// The indirect providers of a reseller.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/providers.html")]
pub struct ProvidersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Rows.
    pub rows: Vec<ProviderRow>,
    /// Asking customers, for who may.
    pub controls: Vec<Control>,
}

/// An indirect provider.
#[derive(Debug, Clone)]
pub struct ProviderRow {
    /// Name.
    pub name: String,
    /// Partner network ID.
    pub network_id: String,
    /// Country, in words.
    pub country: String,
    /// How many customers one has through it, in words.
    pub customers: String,
    /// Since when, in words.
    pub since: String,
    /// Whether it may do business.
    pub state: Badge,
}

/// Indirect reseller of the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/reseller.html")]
pub struct ResellerPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// The reseller.
    pub facts: Vec<Fact>,
    /// Choosing another one.
    pub change: Offered,
}

/// Choosing another indirect reseller, or confirming the choice.
#[derive(Debug, Clone, Template)]
#[template(path = "account/reseller_change.html")]
pub struct ResellerChangePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Whose reseller it is: what the page is called.
    pub title: String,
    /// What changing it means, as a sentence.
    pub text: String,
    /// Path of the form.
    pub action: String,
    /// Path of the page it belongs to.
    pub back: String,
    /// Field `reseller`; `direct` means the provider sells itself.
    pub form: Form,
    /// Version of what is changed: a stale one is refused.
    pub etag: String,
    /// Resellers with an active partnership.
    pub resellers: Vec<ResellerChoice>,
    /// What was chosen, to be confirmed: now and then. `None` while choosing.
    pub confirm: Option<Vec<Fact>>,
    /// Whether somebody else changed the account in between.
    pub stale: bool,
}
