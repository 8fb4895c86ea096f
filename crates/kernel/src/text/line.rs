//! One line of text, as it is stored.

use crate::rule::Rule;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Makes one line of text clean: trimmed, in NFC, inner blanks folded into one space.
///
/// Characters that cannot be seen are refused rather than removed, because a name that looks like
/// another name is an attack, and a removed character is a surprise: control characters (line
/// breaks included), marks that turn the writing direction, characters of no width.
pub fn clean_line(text: &str) -> Result<String, Rule> {
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return clean(trimmed.chars(), trimmed.len());
    }
    if is_nfc_quick(trimmed.chars()) == IsNormalized::Yes {
        return clean(trimmed.chars(), trimmed.len());
    }
    clean(trimmed.nfc(), trimmed.len())
}

/// Cleans a text of several lines: line breaks are welcome, what cannot be seen is not. `max`:
/// most characters.
pub fn clean_message(text: &str, max: u32) -> Result<String, Rule> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.chars().count() > max as usize {
        return Err(Rule::TooLong { max });
    }
    let hidden = |line: &&str| line.chars().any(forbidden_character);
    match text.lines().find(hidden) {
        Some(line) => clean_line(line),
        None => Ok(text.to_owned()),
    }
}

fn clean(chars: impl Iterator<Item = char>, capacity: usize) -> Result<String, Rule> {
    let mut line = String::with_capacity(capacity);
    let mut gap = false;
    for c in chars {
        if forbidden_character(c) {
            return Err(Rule::ForbiddenCharacter { code: format!("U+{:04X}", u32::from(c)) });
        }
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap {
            line.push(' ');
            gap = false;
        }
        line.push(c);
    }
    Ok(line)
}

/// Whether a character may not be in a line of text. A tab counts as a blank.
pub fn forbidden_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\t';
    }
    c.is_control() || invisible(c)
}

/// Characters without width, and marks that change the direction or the joining of others.
/// Variation selectors are absent on purpose: Japanese names need them to choose a glyph.
fn invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0x00AD            // soft hyphen
        | 0x034F          // combining grapheme joiner
        | 0x061C          // Arabic letter mark
        | 0x115F..=0x1160 // Hangul fillers
        | 0x17B4..=0x17B5 // Khmer inherent vowels
        | 0x180B..=0x180F // Mongolian separators
        | 0x200B..=0x200F // zero-width space, joiners, direction marks
        | 0x2028..=0x202E // line separators, embeddings, overrides
        | 0x2060..=0x206F // word joiner, isolates, deprecated controls
        | 0x3164          // Hangul filler
        | 0xFEFF          // byte order mark
        | 0xFFA0          // half-width Hangul filler
        | 0xFFF9..=0xFFFC // interlinear annotation, object replacement
        | 0xFFFE..=0xFFFF // not characters
        | 0x1D173..=0x1D17A // musical controls
        | 0xE0000..=0xE007F // tags
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blanks_are_trimmed_and_folded() {
        let cases = [
            ("  Contoso   Ltd \n", "Contoso Ltd"),
            ("学校法人　創成学園", "学校法人 創成学園"),
            ("a\tb", "a b"),
            ("\t \u{3000}", ""),
            ("Cafe\u{301}", "Café"),
            ("が", "が"),
            ("か\u{3099}", "が"),
            // A glyph variant, as Japanese family names use it, stays.
            ("葛\u{E0100}城", "葛\u{E0100}城"),
        ];
        for (text, clean) in cases {
            assert_eq!(clean_line(text).as_deref(), Ok(clean), "{text:?}");
        }
    }

    #[test]
    fn characters_that_cannot_be_seen_are_refused_and_named() {
        let cases = [
            ("a\u{0}b", "U+0000"),
            ("To: a\r\nBcc: b", "U+000D"),
            ("abc\u{202E}gpj.exe", "U+202E"),
            ("Con\u{200B}toso", "U+200B"),
            ("x\u{FEFF}", "U+FEFF"),
            ("x\u{85}y", "U+0085"),
        ];
        for (text, code) in cases {
            let expected = Rule::ForbiddenCharacter { code: code.to_owned() };
            assert_eq!(clean_line(text), Err(expected), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_clean_line_stays_as_it_is(text in any::<String>()) {
            if let Ok(once) = clean_line(&text) {
                prop_assert_eq!(clean_line(&once), Ok(once.clone()));
                prop_assert!(!once.chars().any(forbidden_character));
            }
        }

        #[test]
        fn words_survive(words in prop::collection::vec("[a-z株会ァ-ン]{1,6}", 1..5)) {
            prop_assert_eq!(clean_line(&words.join(" \u{3000}\t")), Ok(words.join(" ")));
        }
    }
}
