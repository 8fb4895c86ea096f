//! Breaking a paragraph into lines.

use icu_segmenter::{LineSegmenter, options::LineBreakOptions};

/// The lines of one paragraph, none wider than `width` without the blanks at its end. Breaks are
/// those of UAX #14 in its strict form, which keeps the Japanese rules too (JIS X 4051: no closing
/// bracket, no full stop and no small kana begins a line, no opening bracket ends one). A word
/// that is wider than a line is broken anywhere.
pub(crate) fn lines(text: &str, width: f32, width_of: impl Fn(char) -> f32) -> Vec<&str> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let fits = |piece: &str| piece.trim_end().chars().map(&width_of).sum::<f32>() <= width;
    let mut found = Vec::new();
    let (mut start, mut fitting) = (0, 0);
    for end in segmenter.segment_str(text).skip(1) {
        if !fits(&text[start..end]) && fitting > start {
            found.push(&text[start..fitting]);
            start = fitting;
        }
        while !fits(&text[start..end]) {
            let ends = text[start..end].char_indices().skip(1).map(|(at, _)| start + at);
            // At least one character a line, however narrow the line is.
            let first = ends.clone().next();
            let Some(cut) = ends.take_while(|cut| fits(&text[start..*cut])).last().or(first) else {
                break;
            };
            found.push(&text[start..cut]);
            start = cut;
        }
        fitting = end;
    }
    if start < text.len() || text.is_empty() {
        found.push(&text[start..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of so many full-width characters.
    fn broken(text: &str, width: f32) -> Vec<&str> {
        lines(text, width, |c| if c.is_ascii() { 0.5 } else { 1.0 })
    }

    #[test]
    fn no_line_begins_with_what_closes_or_ends_with_what_opens() {
        assert_eq!(broken("甲は乙に通知する。以上", 8.0), ["甲は乙に通知す", "る。以上"]);
        assert_eq!(broken("甲は、乙と「契約」を", 6.0), ["甲は、乙と", "「契約」を"]);
        assert_eq!(broken("サービスを（本件）提供", 8.0), ["サービスを（本", "件）提供"]);
        assert_eq!(broken("お客様がアップした", 5.0), ["お客様が", "アップした"]);
        assert_eq!(broken("データーの", 3.0), ["デー", "ターの"]);
        assert_eq!(broken("いろは々に", 3.0), ["いろ", "は々に"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(broken("The customer agrees", 6.5), ["The customer ", "agrees"]);
        assert_eq!(broken("本契約は Microsoft に", 6.0), ["本契約は ", "Microsoft に"]);
        assert_eq!(broken("金額は1,234.56円", 5.0), ["金額は", "1,234.56円"]);
    }

    #[test]
    fn what_is_wider_than_a_line_is_broken_anywhere() {
        assert_eq!(broken("see abcdefghij ok", 3.0), ["see ", "abcdef", "ghij ", "ok"]);
        assert_eq!(broken("あい", 0.1), ["あ", "い"]);
    }

    #[test]
    fn nothing_is_lost() {
        let text =
            "「顧客」は、第１条（定義）の定めに従い、support@example.com に\u{3000}通知する。 ";
        for width in 1..40_u8 {
            let broken = broken(text, f32::from(width));
            assert_eq!(broken.concat(), text);
        }
        assert_eq!(broken("", 5.0), [""]);
    }
}
