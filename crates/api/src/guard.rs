//! What an operation asks of its caller.

use opc_core::access::Permission;
use std::fmt;

/// What the caller of an operation must be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: anyone may call it.
    Open,
    /// This row of the policy table.
    Needs(Permission),
}

impl Guard {
    /// Whether a program may call it without a person.
    pub const fn app_only(self) -> bool {
        match self {
            Self::Open => true,
            Self::Needs(permission) => permission.rule().app_only,
        }
    }
    /// Whether a person must have shown a second factor.
    pub const fn mfa(self) -> bool {
        match self {
            Self::Open => false,
            Self::Needs(permission) => permission.rule().mfa,
        }
    }
}

/// The name of the permission, `customers.add`, or `open`.
impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Needs(permission) => permission.rule().name,
        })
    }
}
