//! How a rule is declared: the enum and what is said of each rule come from one list.

/// One line a rule: name, data with an example each, Fluent id, severity.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $({ $($arg:ident: $type:ty = $example:expr),+ })?
        => $key:literal $severity:ident;)+) => {
        /// A rule that was broken, with the data its message needs.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $({ $(
                #[doc = concat!("The argument `$", stringify!($arg), "` of the message.")]
                $arg: $type,
            )+ })?,)+
        }

        impl Rule {
            /// The Fluent id of the message.
            pub const fn key(&self) -> &'static str {
                match self { $(Self::$name { .. } => $key,)+ }
            }
            /// How the rule is met.
            pub const fn severity(&self) -> Severity {
                match self { $(Self::$name { .. } => Severity::$severity,)+ }
            }
            /// The arguments of the message.
            pub fn args(&self) -> Vec<(&'static str, Arg)> {
                match self {
                    $(Self::$name $({ $($arg),+ })? =>
                        vec![$($((stringify!($arg), Arg::from($arg)),)+)?],)+
                }
            }
            /// One value of every rule, for the tests that every rule has its messages.
            pub fn all_examples() -> Vec<Self> {
                vec![$(Self::$name $({ $($arg: $example.into()),+ })?,)+]
            }
        }
    };
}
