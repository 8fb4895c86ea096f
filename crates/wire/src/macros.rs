//! What all shapes have in common, said once.

/// An enum of the wire: written exactly as given, read in `snake_case`, `camelCase` or `PascalCase`.
macro_rules! wire_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $(
            #[doc = concat!("`", $text, "`")]
            $(#[$vmeta])*
            $variant,
        )+ }

        impl $name {
            /// Every value, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every value as it is written.
            pub const TEXTS: &'static [&'static str] = &[$($text),+];
            /// The value as it is written on the wire.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            /// The value that a client spelled in `snake_case`, `camelCase` or `PascalCase`.
            pub fn read(text: &str) -> Option<Self> {
                let folded = $crate::fold::spelling(text);
                Self::ALL.iter().copied().find(|v| $crate::fold::spelling(v.text()) == folded)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.text())
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.text())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                Self::read(&text)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&text, Self::TEXTS))
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($text),+] })
            }
        }
    };
}

/// A JSON object whose members may all be absent: absent members are not written.
macro_rules! shape {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name { $(
            $(#[$fmeta])*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub $field: Option<$ty>,
        )* }
    };
}

/// A [`shape!`] that carries `attributes`, with the object type the reference gives it.
macro_rules! resource {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $ty:ty,)* }) => {
        shape! {
            $(#[$meta])*
            $name {
                $($(#[$fmeta])* $field: $ty,)*
                /// What kind of object this is, and which version of it.
                attributes: $crate::resources::Attributes,
            }
        }
        impl $crate::resources::Resource for $name {
            const OBJECT_TYPE: &'static str = stringify!($name);
            fn attributes_mut(&mut self) -> &mut Option<$crate::resources::Attributes> {
                &mut self.attributes
            }
            fn attributes(&self) -> Option<&$crate::resources::Attributes> {
                self.attributes.as_ref()
            }
        }
    };
}
