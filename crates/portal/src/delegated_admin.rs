//! Granular delegated administration, as partners and as customers see it (`domain/03`).

use crate::{
    account::Account,
    components::{Badge, Fact, Offered, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// All relationships of an organisation.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/list.html")]
pub struct AdminListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Whether a customer looks: the other side is then a partner.
    pub is_customer: bool,
    /// Rows.
    pub rows: Vec<AdminRow>,
    /// Paging.
    pub pager: Pager,
    /// Asking for a new one; `None` hides it.
    pub request: Option<Offered>,
    /// Whether the person may manage groups.
    pub groups: bool,
}

/// A relationship in a list.
#[derive(Debug, Clone)]
pub struct AdminRow {
    /// Path of its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The other side, in words.
    pub other: String,
    /// How far it is.
    pub state: Badge,
    /// Until when, in words; empty if nobody knows yet.
    pub until: String,
    /// Roles, in words.
    pub roles: Vec<String>,
    /// Groups that have some of them.
    pub groups: Vec<String>,
}

/// Asking for roles.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/request.html")]
pub struct AdminRequestPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `admin-name`, `admin-days`, `auto-extend`, `customer`; one `role-<value>` a role.
    pub form: Form,
    /// The customer that is asked; empty: whichever opens the link.
    pub customer: String,
    /// Roles that can be asked for, with what each is for.
    pub roles: Vec<RoleChoice>,
}

/// A role that can be chosen.
#[derive(Debug, Clone)]
pub struct RoleChoice {
    /// Its name.
    pub value: String,
    /// Its words.
    pub label: String,
    /// What it is for, as a sentence.
    pub about: String,
}

/// A relationship as its partner sees it.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/relationship.html")]
pub struct AdminPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path of the page.
    pub base: String,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: Badge,
    /// Version: a stale one is refused.
    pub etag: String,
    /// Customer, dates, duration.
    pub facts: Vec<Fact>,
    /// Roles.
    pub roles: Vec<RoleChoice>,
    /// What was refused, if something was; fields `admin-group`, one `role-<value>` a role.
    pub form: Form,
    /// The customer's page, if the partner has one.
    pub account: Option<String>,
    /// The link and a mail for the customer, while it waits.
    pub invitation: Option<Invitation>,
    /// Whether the person may ask the customer, change auto-extend, or delete.
    pub may_request: bool,
    /// Whether it can still be asked for or deleted.
    pub is_draft: bool,
    /// Auto-extend can be switched: whether it is on.
    pub auto_extend: Option<bool>,
    /// Ending it; `None` hides it.
    pub terminate: Option<Offered>,
    /// What groups have.
    pub assignments: Vec<AssignmentRow>,
    /// Groups that can still be given roles; `None` if nothing can be assigned by the person.
    pub groups: Option<Vec<Choice>>,
}

/// What a partner sends to the customer.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Where the customer's global administrator answers.
    pub link: String,
    /// Subject and text of a mail in the reader's language.
    pub mail: String,
    /// How long the link works, as a sentence.
    pub until: String,
}

/// Roles of a group.
#[derive(Debug, Clone)]
pub struct AssignmentRow {
    /// The group.
    pub group: String,
    /// Its roles, in words.
    pub roles: Vec<String>,
    /// Whether it has them.
    pub state: Badge,
    /// Path to post to, to take them away; `None` if the person may not, or they are gone.
    pub remove: Option<String>,
    /// Version: a stale one is refused.
    pub etag: String,
}

/// A relationship as its customer sees it, and what the customer answers.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/answer.html")]
pub struct AdminAnswerPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path the answers are sent below.
    pub base: String,
    /// Its name.
    pub name: String,
    /// Name of the partner.
    pub partner: String,
    /// How far it is.
    pub state: Badge,
    /// Who asks, for how long.
    pub facts: Vec<Fact>,
    /// Roles.
    pub roles: Vec<RoleChoice>,
    /// Whether the partner would get everything.
    pub is_global: bool,
    /// Field `admin-approved`.
    pub form: Form,
    /// Whether the person can answer now.
    pub may_answer: bool,
    /// Why nobody can say yes for now.
    pub not_now: Option<String>,
    /// What a reader of the link can do who is not the one to answer.
    pub reader: Option<Bystander>,
    /// Ending it; `None` hides it.
    pub terminate: Option<Offered>,
}

/// Somebody who has a link and cannot answer it as they are.
#[derive(Debug, Clone)]
pub enum Bystander {
    /// Signs in on this page, which leads back.
    SignIn(String),
    /// Can do nothing: why, as a sentence.
    Nothing(String),
}

/// The section of a customer's page.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/section.html")]
pub struct AdminSectionPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// The older privilege, in words.
    pub older: Badge,
    /// Giving it up, where the partner has it.
    pub give_up: Option<Offered>,
    /// Relationships.
    pub rows: Vec<AdminRow>,
    /// Asking for a new one.
    pub request: Offered,
    /// What the reader may do at the customer.
    pub tasks: Vec<TaskRow>,
}

/// A task and whether the reader may do it.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// The task, in words.
    pub task: String,
    /// Whether the reader may do it.
    pub may: Badge,
    /// Which roles would do; empty if the reader may.
    pub why: String,
}

/// The groups of a partner.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/groups.html")]
pub struct GroupListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path, name and number of members of each.
    pub rows: Vec<(String, String, String)>,
}

/// A new group, or an old one to be changed.
#[derive(Debug, Clone, Template)]
#[template(path = "delegated_admin/group.html")]
pub struct GroupPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Heading.
    pub title: String,
    /// Path to post to.
    pub action: String,
    /// Field `group-name`; one `member-<id>` a person.
    pub form: Form,
    /// People who can be members.
    pub people: Vec<Choice>,
    /// Where it is deleted; `None` for a new one.
    pub delete: Option<String>,
}
