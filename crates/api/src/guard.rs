//! What an operation asks of its caller.

use opc_core::access::{Cloud, Feature, Permission};
use std::fmt;

/// What the caller of an operation must be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: anyone may call it.
    Open,
    /// This row of the policy table.
    Needs(Permission),
    /// The same, where the edition has this part: it is of the API only.
    Only(Feature, Permission),
}

impl Guard {
    /// Whether a program may call it without a person.
    pub const fn app_only(self) -> bool {
        match self.permission() {
            None => true,
            Some(permission) => permission.rule().app_only,
        }
    }
    /// Whether a person must have shown a second factor.
    pub const fn mfa(self) -> bool {
        match self.permission() {
            None => false,
            Some(permission) => permission.rule().mfa,
        }
    }
    /// What the caller must be allowed to do; nothing if it is open.
    pub const fn permission(self) -> Option<Permission> {
        match self {
            Self::Open => None,
            Self::Needs(permission) | Self::Only(_, permission) => Some(permission),
        }
    }
    /// The part of the product it belongs to, if not every edition has it.
    pub fn feature(self) -> Option<Feature> {
        match self {
            Self::Open => None,
            Self::Needs(permission) => permission.feature(),
            Self::Only(feature, _) => Some(feature),
        }
    }
    /// The editions that have it.
    pub fn editions(self) -> &'static [Cloud] {
        self.feature().map_or(Cloud::ALL, |feature| feature.row().clouds)
    }
}

impl From<Permission> for Guard {
    fn from(permission: Permission) -> Self {
        Self::Needs(permission)
    }
}

/// The name of the permission, `customers.add`, or `open`.
impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.permission().map_or("open", |permission| permission.rule().name))
    }
}
