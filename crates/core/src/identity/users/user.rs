//! A person of an organisation.

use crate::access::{Role, RoleSet};
use opc_kernel::{id::UserId, language::Lang, time::Timestamp};

/// Whether a person may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserState {
    /// May sign in.
    Active,
    /// May not; kept for the activity log.
    Inactive,
}

impl UserState {
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }
    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Active, Self::Inactive].into_iter().find(|state| state.name() == name)
    }
}

/// A person as user management shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Sign-in name.
    pub user_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where mail reaches them.
    pub email: String,
    /// Language of their pages.
    pub language: Lang,
    /// What they may be.
    pub roles: RoleSet,
    /// Whether they may sign in.
    pub state: UserState,
    /// Whether a second factor is set up.
    pub enrolled: bool,
    /// Whether they still have a temporary password.
    pub must_change_password: bool,
    /// Since when.
    pub created_at: Timestamp,
}

impl User {
    /// Whether they may sign in and run the tenant.
    pub fn is_active_global_admin(&self) -> bool {
        self.state == UserState::Active && self.roles.has(Role::GlobalAdmin)
    }
}

/// A person to be added, as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewUser {
    /// Sign-in name: what stands before the `@`, or the whole at the organisation's domain.
    pub user_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where mail reaches them.
    pub email: String,
    /// Language of their pages: `en` or `ja`.
    pub language: String,
    /// What they shall be.
    pub roles: RoleSet,
}
