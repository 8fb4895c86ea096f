//! The one font: its glyphs, and the characters it lacks.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider as _, charmap::Charmap, instance::LocationRef, instance::Size,
    metrics::GlyphMetrics,
};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

static FONT: &[u8] = include_bytes!("../font/NotoSansJP-Regular.ttf");

/// What printers in Japan put where they have no type.
const GETA: char = '〓';

/// The font, read once.
pub(crate) static FACE: LazyLock<Face> =
    LazyLock::new(|| Face::read().expect("the font of the binary"));

pub(crate) struct Face {
    pub(crate) font: Font,
    glyphs: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn read() -> Option<Self> {
        let read = FontRef::new(FONT).ok()?;
        let metrics = read.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Self { font: Font::new(FONT.into(), 0)?, glyphs: read.charmap(), metrics })
    }
    fn has(&self, c: char) -> bool {
        self.glyphs.map(c).is_some()
    }
    /// Width of a character, in ems.
    pub(crate) fn width(&self, c: char) -> f32 {
        self.glyphs.map(c).and_then(|glyph| self.metrics.advance_width(glyph)).unwrap_or_default()
    }
    /// The glyphs of a line of [`printable`] text.
    pub(crate) fn glyphs(&self, line: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, c): (usize, char)| {
            let id = GlyphId::new(self.glyphs.map(c).unwrap_or_default().to_u32());
            KrillaGlyph::new(id, self.width(c), 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        };
        line.char_indices().map(glyph).collect()
    }
}

/// The text in characters the font has.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c| match c {
        '\n' => c,
        '\t' => ' ',
        _ if FACE.has(c) => c,
        _ => GETA,
    };
    text.nfc().map(shown).collect()
}

/// The characters of a text that cannot be printed, each once, in the order of the text.
pub fn unprintable(text: &str) -> Vec<char> {
    let mut lacking = Vec::new();
    for c in text.nfc() {
        if !matches!(c, '\n' | '\t') && !FACE.has(c) && !lacking.contains(&c) {
            lacking.push(c);
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_what_business_is_written_in() {
        let text = "株式会社髙﨑 ①㈱℡№ ｶﾞ 「」『』【】〜～…― — – “”‘’ •·※→ €£¥￥₩ §¶©®™ ½ ÄÖÜßéñçøåœ Ωλ Ж \
                    凜圳塚曻槇瀨德昻鄧𠮟 第１条\u{3000}\u{a0}か\u{3099}";
        assert_eq!(unprintable(text), Vec::<char>::new());
    }

    #[test]
    fn what_it_lacks_is_named_once_and_marked() {
        let text = "A😀B\u{e000}😀\r\n\u{200f}";
        assert_eq!(unprintable(text), ['😀', '\u{e000}', '\r', '\u{200f}']);
        assert_eq!(printable("A😀\tB"), "A〓 B");
    }
}
