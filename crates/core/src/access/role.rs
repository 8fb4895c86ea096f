//! Roles of a partner's users (`domain/01` §2).

use std::fmt;

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A role. One person may hold several; none means no access.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $variant),* }

        impl Role {
            /// Every role, in the order of the handbook.
            pub const ALL: &'static [Role] = &[$(Role::$variant),*];

            /// The name in storage, in `demo.json` and in message ids.
            pub const fn name(self) -> &'static str {
                match self { $(Role::$variant => $name),* }
            }
            /// The role of that name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|r| r.name() == name)
            }
        }
    };
}

roles! {
    /// Runs the tenant; alone, not an agent.
    GlobalAdmin = "global_admin",
    /// Manages the partner's users; may add customers.
    UserAdmin = "user_admin",
    /// Invoices and reconciliation.
    BillingAdmin = "billing_admin",
    /// Everything about customers.
    AdminAgent = "admin_agent",
    /// Sells: adds customers, orders.
    SalesAgent = "sales_agent",
    /// Supports: may look, may not add.
    HelpdeskAgent = "helpdesk_agent",
    /// Company roles and locations.
    AccountAdmin = "account_admin",
}

/// The roles of one person.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct RoleSet(u16);

impl RoleSet {
    /// No role.
    pub const NONE: Self = Self(0);

    /// A set of these roles.
    pub const fn of(roles: &[Role]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < roles.len() {
            bits |= 1 << roles[i] as u16;
            i += 1;
        }
        Self(bits)
    }
    /// Whether the two sets share a role.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
    /// Whether it has the role.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }
    /// The roles, in the order of the handbook.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |r| self.has(*r))
    }
    /// As stored: names with spaces between.
    pub fn to_stored(self) -> String {
        self.iter().map(Role::name).collect::<Vec<_>>().join(" ")
    }
    /// Reads what [`RoleSet::to_stored`] wrote; `None` if a name is unknown.
    pub fn parse(text: &str) -> Option<Self> {
        let roles: Option<Vec<_>> = text.split_whitespace().map(Role::parse).collect();
        roles.map(|r| Self::of(&r))
    }
}

impl FromIterator<Role> for RoleSet {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self::of(&roles.into_iter().collect::<Vec<_>>())
    }
}

impl fmt::Debug for RoleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Role::name)).finish()
    }
}
