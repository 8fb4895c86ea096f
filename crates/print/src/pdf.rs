//! Drawing the pages.

use crate::{
    clauses,
    face::{FACE, printable},
    lines::lines,
    pages::{Height, pages},
    paper::Paper,
};
use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::Point,
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree},
};
use opc_kernel::time::Date;
use std::num::NonZeroU16;

/// Space around the text, in points: 23 mm.
const MARGIN: f32 = 65.0;
/// Size of the last line of a page, and how far it is below the text.
const FOOT: (f32, f32) = (8.5, 34.0);
/// How much heavier headings are drawn, by their size: the binary has one weight.
const HEAVIER: f32 = 0.03;
/// Lightness of what is not the text itself.
const GREY: u8 = 85;

/// A text to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'t> {
    /// Its title.
    pub title: &'t str,
    /// What stands under the title: version, country, day.
    pub about: &'t str,
    /// The text, as [`clauses`] reads it.
    pub body: &'t str,
    /// The language of all of it: `ja`.
    pub language: &'t str,
    /// The day it was made.
    pub date: Date,
    /// The paper.
    pub paper: Paper,
}

/// A text that could not be printed; the words are for the log.
#[derive(Debug, thiserror::Error)]
#[error("no PDF was made: {0}")]
pub struct Unprinted(String);

/// What a block is; decides its looks and its tag.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Title,
    About,
    Heading,
    Text,
}

impl Kind {
    /// Size of the letters, height of a line and space above the block, in points.
    const fn measures(self) -> (f32, f32, f32) {
        match self {
            Self::Title => (18.0, 27.0, 0.0),
            Self::About => (9.0, 15.0, 6.0),
            Self::Heading => (11.5, 19.0, 15.0),
            Self::Text => (10.5, 17.5, 6.0),
        }
    }
    fn tag(self, text: &str) -> TagKind {
        let heading = |level| Tag::Hn(level, Some(text.to_owned())).into();
        match self {
            Self::Title => heading(NonZeroU16::MIN),
            Self::Heading => heading(NonZeroU16::MIN.saturating_add(1)),
            Self::About | Self::Text => Tag::P.into(),
        }
    }
    const fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading)
    }
}

/// A heading or a paragraph.
struct Block {
    kind: Kind,
    text: String,
}

/// A line of a block, the `at`th of the block numbered.
struct Line<'b> {
    block: usize,
    at: usize,
    kind: Kind,
    text: &'b str,
}

/// Makes the PDF.
pub fn pdf(sheet: &Sheet<'_>) -> Result<Vec<u8>, Unprinted> {
    let (width, height) = sheet.paper.size();
    let blocks = blocks(sheet);
    let (lines, heights) = set(&blocks, width - 2.0 * MARGIN);
    let pages = pages(&heights, height - 2.0 * MARGIN);
    let mut document = Document::new_with(settings()?);
    let mut groups: Vec<_> = blocks.iter().map(|b| TagGroup::new(b.kind.tag(&b.text))).collect();
    let mut headings = Vec::new();
    for (number, page_lines) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(width, height);
        let mut page = document.start_page_with(size.ok_or_else(|| unprinted("paper"))?);
        let mut surface = page.surface();
        for (line, below) in page_lines.iter().map(|(line, below)| (&lines[*line], below)) {
            let top = MARGIN + below;
            if line.kind.is_heading() && line.at == 0 {
                let to = XyzDestination::new(number, Point::from_xy(0.0, top));
                headings.push(OutlineNode::new(blocks[line.block].text.clone(), to));
            }
            if !line.text.is_empty() {
                let tagged = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                draw_line(&mut surface, line, top);
                surface.end_tagged();
                groups[line.block].push(tagged);
            }
        }
        let count = format!("{} / {}", number + 1, pages.len());
        draw_foot(&mut surface, &blocks[0].text, &count, (width, height));
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(TagTree::from(groups.into_iter().map(Node::from).collect::<Vec<_>>()));
    document.set_outline(outline(headings));
    document.set_metadata(metadata(sheet, &blocks[0].text));
    document.finish().map_err(|e| unprinted(format!("{e:?}")))
}

fn unprinted(why: impl Into<String>) -> Unprinted {
    Unprinted(why.into())
}

fn settings() -> Result<SerializeSettings, Unprinted> {
    let both = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1);
    let configuration = both.finish().map_err(|e| unprinted(format!("{e:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn blocks(sheet: &Sheet<'_>) -> Vec<Block> {
    let block = |kind, text: &str| Block { kind, text: printable(text) };
    let mut blocks = vec![block(Kind::Title, sheet.title), block(Kind::About, sheet.about)];
    for clause in clauses(sheet.body) {
        blocks.extend(clause.heading.map(|heading| block(Kind::Heading, &heading)));
        blocks.push(block(Kind::Text, &clause.text));
    }
    blocks
}

/// The lines of all blocks, and what each needs of a page. A heading stays with the first two lines
/// of its text, and no paragraph leaves a line alone on a page.
fn set(blocks: &[Block], width: f32) -> (Vec<Line<'_>>, Vec<Height>) {
    let (mut set, mut heights) = (Vec::new(), Vec::new());
    for (block, of) in blocks.iter().enumerate() {
        let (size, line, above) = of.kind.measures();
        let width_of = |c| FACE.width(c) * size;
        let broken: Vec<_> =
            of.text.split('\n').flat_map(|text| lines(text, width, width_of)).collect();
        for (at, text) in broken.iter().enumerate() {
            let is_alone = broken.len() > 1 && (at == 0 || at + 2 == broken.len());
            let above = if at == 0 { above } else { 0.0 };
            heights.push(Height { above, line, with_next: of.kind.is_heading() || is_alone });
            set.push(Line { block, at, kind: of.kind, text });
        }
    }
    (set, heights)
}

fn draw_line(surface: &mut Surface<'_>, line: &Line<'_>, top: f32) {
    let (size, height, _) = line.kind.measures();
    let stroke = Stroke { width: size * HEAVIER, ..Stroke::default() };
    surface.set_stroke(line.kind.is_heading().then_some(stroke));
    surface.set_fill(Some(ink(if line.kind == Kind::About { GREY } else { 0 })));
    // The em of Japanese type reaches from 0.12 below the baseline to 0.88 above it.
    draw(surface, line.text, (MARGIN, top + height / 2.0 + size * 0.38), size);
}

/// The title and the number of the page; no part of the text.
fn draw_foot(surface: &mut Surface<'_>, title: &str, count: &str, (width, height): (f32, f32)) {
    let (size, below) = FOOT;
    let width_of = |c| FACE.width(c) * size;
    let count_width: f32 = count.chars().map(width_of).sum();
    let y = height - MARGIN + below;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    surface.set_stroke(None);
    surface.set_fill(Some(ink(GREY)));
    let room = width - 2.0 * MARGIN - count_width - 4.0 * size;
    let shown = lines(title, room, width_of);
    let title =
        if shown.len() > 1 { format!("{}…", shown[0].trim_end()) } else { title.to_owned() };
    draw(surface, &title, (MARGIN, y), size);
    draw(surface, count, (width - MARGIN - count_width, y), size);
    surface.end_tagged();
}

fn draw(surface: &mut Surface<'_>, text: &str, (x, y): (f32, f32), size: f32) {
    let (glyphs, font) = (FACE.glyphs(text), FACE.font.clone());
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, text, size, false);
}

fn ink(lightness: u8) -> Fill {
    Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }
}

/// The title with the headings of the clauses below it.
fn outline(headings: Vec<OutlineNode>) -> Outline {
    let mut outline = Outline::new();
    let mut headings = headings.into_iter();
    if let Some(title) = headings.next() {
        let mut title = title.with_open(true);
        headings.for_each(|heading| title.push_child(heading));
        outline.push_child(title);
    }
    outline
}

fn metadata(sheet: &Sheet<'_>, title: &str) -> Metadata {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = DateTime::new(u16::try_from(sheet.date.year()).unwrap_or_default());
    let made = year.month(part(sheet.date.month())).day(part(sheet.date.day()));
    Metadata::new().title(title.to_owned()).language(sheet.language.to_owned()).creation_date(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAPANESE: &str =
        "1. 適用範囲\n本契約は、「顧客」が Microsoft 365 を利用するときに適用されます。\n\n以上";

    fn sheet<'t>(title: &'t str, body: &'t str) -> Sheet<'t> {
        let date = opc_kernel::rules::agreement::date("2026-11-21").unwrap();
        Sheet { title, about: "2027-01", body, language: "ja", date, paper: Paper::A4 }
    }
    /// The words of each page; blanks and line ends are the reader's.
    fn words(pdf: &[u8]) -> Vec<String> {
        let read = lopdf::Document::load_mem(pdf).unwrap();
        let text = |page| read.extract_text(&[page]).unwrap();
        read.get_pages().into_keys().map(|page| text(page).split_whitespace().collect()).collect()
    }

    #[test]
    fn all_words_are_on_the_pages_and_each_page_has_its_number() {
        let made = pdf(&sheet("顧客契約", JAPANESE)).unwrap();
        let expected = format!("顧客契約2027-01{JAPANESE}顧客契約1/1");
        assert_eq!(words(&made), [expected.split_whitespace().collect::<String>()]);
        assert!(made.len() < 60_000, "{} bytes", made.len());

        let long =
            vec!["The customer agrees to keep its account details correct. "; 400].join("\n\n");
        let pages = words(&pdf(&sheet("Agreement", &long)).unwrap());
        assert!(pages.len() > 5, "{} pages", pages.len());
        for (page, number) in pages.iter().zip(1..) {
            assert!(page.ends_with(&format!("Agreement{number}/{}", pages.len())), "{page}");
        }
        assert_eq!(pages.concat().matches("Thecustomeragrees").count(), 400);
    }

    #[test]
    fn the_same_text_is_the_same_file() {
        let once = || pdf(&sheet("顧客契約", JAPANESE)).unwrap();
        assert_eq!(once(), once());
    }

    #[test]
    fn whatever_was_published_can_be_printed() {
        for body in ["", "\n\n", "A😀\u{feff}\u{0}\u{e000}\tB\rC", "\u{3099}", &"字".repeat(5000)]
        {
            assert!(words(&pdf(&sheet(&"長い題".repeat(33), body)).unwrap()).len() < 10);
        }
        let marked = words(&pdf(&sheet("A", "B😀C")).unwrap());
        assert!(marked[0].contains("B〓C"), "{marked:?}");
    }
}
