//! Kinds and states of organisations (`domain/01` §1).

macro_rules! named {
    ($(#[$outer:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $type { $($(#[$doc])* $variant),* }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The stored name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
            /// The value of that name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name() == name)
            }
        }
    };
}
pub(crate) use named as organisation_names;

named! {
    /// What an organisation is in the programme.
    OrganisationKind {
        /// Runs the programme.
        Operator = "operator",
        /// Sells and is billed directly.
        DirectBill = "direct_bill",
        /// Sells through resellers.
        IndirectProvider = "indirect_provider",
        /// Serves customers together with a provider; cannot order or attest.
        IndirectReseller = "indirect_reseller",
        /// Buys.
        Customer = "customer",
    }
}

impl OrganisationKind {
    /// Whether it takes part as a partner.
    pub fn is_partner(self) -> bool {
        matches!(self, Self::DirectBill | Self::IndirectProvider | Self::IndirectReseller)
    }
}

named! {
    /// Whether an organisation may go on.
    OrganisationState {
        /// Everything its kind may do.
        Active = "active",
        /// No new business; what exists goes on.
        Restricted = "restricted",
        /// Nothing.
        Suspended = "suspended",
    }
}

impl OrganisationKind {
    /// Whether it buys from the operator and sells to customers.
    pub const fn sells(self) -> bool {
        matches!(self, Self::DirectBill | Self::IndirectProvider)
    }
}
