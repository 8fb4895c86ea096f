//! The messages of a language.

use crate::format::grouped;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use opc_kernel::{country::Country, language::Lang};
use std::{borrow::Cow, fmt, sync::OnceLock};
use unic_langid::LanguageIdentifier;

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

type Bundle = FluentBundle<FluentResource>;

/// The words of one language. Copy it into every page.
#[derive(Clone, Copy)]
pub struct Words {
    lang: Lang,
    bundle: &'static Bundle,
    place: Option<Country>,
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> Self {
        static EN: OnceLock<Bundle> = OnceLock::new();
        static JA: OnceLock<Bundle> = OnceLock::new();
        let cell = match lang {
            Lang::En => &EN,
            Lang::Ja => &JA,
        };
        Self { lang, bundle: cell.get_or_init(|| bundle(lang)), place: None }
    }
    /// The same words for a reader in this country: times are shown as they are there.
    #[must_use]
    pub const fn in_country(self, place: Option<Country>) -> Self {
        Self { place, ..self }
    }
    /// The country whose time is shown; without one it is UTC.
    pub const fn place(self) -> Option<Country> {
        self.place
    }
    /// Which language these words are in.
    pub const fn lang(self) -> Lang {
        self.lang
    }
    /// The language code for `lang=` attributes: `en` or `ja`.
    pub const fn code(self) -> &'static str {
        self.lang.code()
    }
    /// Whether these are Japanese words: for name order and spacing in templates.
    pub const fn is_ja(self) -> bool {
        matches!(self.lang, Lang::Ja)
    }
    /// Whether there is a message with this key.
    pub fn has(self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|m| m.value().is_some())
    }
    /// The text of a message without arguments.
    pub fn t(self, key: &str) -> String {
        self.text_with(key, &FluentArgs::new())
    }
    /// The text of a message without arguments; the long name of [`Words::t`] for Rust code.
    pub fn text(self, key: &str) -> String {
        self.t(key)
    }
    /// The text of a message with one argument.
    pub fn t1(self, key: &str, name: &str, value: impl Argument) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value.argument());
        self.text_with(key, &args)
    }
    /// The text of a message with two arguments, each a name and a value.
    pub fn t2(self, key: &str, one: &(&str, impl Argument), two: &(&str, impl Argument)) -> String {
        let mut args = FluentArgs::new();
        args.set(one.0, one.1.argument());
        args.set(two.0, two.1.argument());
        self.text_with(key, &args)
    }
    /// The text of a message of a family: `<family>-<key>`, such as `field-city`.
    pub fn of_family(self, family: &str, key: impl fmt::Display) -> String {
        self.t(&format!("{family}-{key}"))
    }
    /// The label of a form field: the message `field-<key>`.
    pub fn field(self, key: &str) -> String {
        self.of_family("field", key)
    }
    /// The text of a message with arguments. A missing key is a defect: it panics in debug builds
    /// and shows the key in release builds.
    pub fn text_with(self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return missing(self.lang, key);
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        debug_assert!(errors.is_empty(), "message {key} in {:?}: {errors:?}", self.lang);
        text.into_owned()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({:?})", self.lang)
    }
}

/// A value that can stand in a message. Numbers keep their kind, so that plurals work.
pub trait Argument {
    /// The value as Fluent takes it.
    fn argument(&self) -> FluentValue<'static>;
}
impl Argument for str {
    fn argument(&self) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(self.to_owned()))
    }
}
impl Argument for String {
    fn argument(&self) -> FluentValue<'static> {
        self.as_str().argument()
    }
}
macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl Argument for $number {
            fn argument(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )*};
}
whole_numbers! { u8 u16 u32 i32 i64 u64 usize }
impl<T: Argument + ?Sized> Argument for &T {
    fn argument(&self) -> FluentValue<'static> {
        (**self).argument()
    }
}

fn missing(lang: Lang, key: &str) -> String {
    tracing::error!(?lang, key, "missing message");
    debug_assert!(false, "no message {key} in {lang:?}");
    key.to_owned()
}

/// The sources of a language: file name and text, in the order of the names.
pub fn sources(lang: Lang) -> Vec<(String, &'static str)> {
    let mut files: Vec<_> = LOCALES
        .get_dir(lang.code())
        .into_iter()
        .flat_map(Dir::files)
        .filter(|file| file.path().extension().is_some_and(|e| e == "ftl"))
        .filter_map(|f| Some((f.path().display().to_string(), f.contents_utf8()?)))
        .collect();
    files.sort();
    files
}

fn bundle(lang: Lang) -> Bundle {
    let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Isolation marks would end up in attribute values and in copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(grouped(number.as_string().as_ref()))
        }
        _ => None,
    }));
    for (path, text) in sources(lang) {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, errors)| {
            tracing::error!(path, ?errors, "bad messages");
            debug_assert!(false, "{path}: {errors:?}");
            rest
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(path, ?errors, "message defined twice");
            debug_assert!(false, "{path}: {errors:?}");
        }
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(lang: Lang) -> BTreeSet<String> {
        let keys = sources(lang).into_iter().flat_map(|(_, text)| {
            text.lines()
                .filter_map(|line| line.split_once(" ="))
                .filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()))
                .map(|(key, _)| key.to_owned())
                .collect::<Vec<_>>()
        });
        keys.collect()
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        let (en, ja) = (keys(Lang::En), keys(Lang::Ja));
        let only_one: Vec<_> = en.symmetric_difference(&ja).collect();
        assert!(only_one.is_empty(), "in one language only: {only_one:?}");
        assert!(en.len() > 100);
    }

    #[test]
    fn a_number_in_a_message_has_groups_of_three_digits() {
        for lang in Lang::ALL {
            assert!(Words::of(lang).t1("licences-count", "count", 10_000).contains("10,000"));
        }
    }

    #[test]
    fn both_languages_parse() {
        assert_eq!(Words::of(Lang::En).t("action-save"), "Save");
        assert_eq!(Words::of(Lang::Ja).t("action-save"), "保存");
    }
}
