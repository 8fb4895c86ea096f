//! Tables of text.

use super::Rows;
use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};
use opc_kernel::rule::Rule;
use std::borrow::Cow;

/// What separates cells, the most usual first.
const SEPARATORS: [u8; 3] = *b",;\t";

pub(super) fn read(bytes: &[u8], rows: &mut Rows) -> Result<(), Rule> {
    let text = decoded(bytes)?;
    if text.contains('\0') {
        return Err(Rule::ImportFileBroken);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    // Programs that show tables count rows; the reader counts lines, of which a cell may have many.
    let mut within = 0;
    for record in reader.records() {
        let record = record.map_err(|_| Rule::ImportFileBroken)?;
        let (byte, line) = record.position().map_or((0, 0), |at| (at.byte(), at.line()));
        let number = line.saturating_sub(within) + empty_lines(&text, byte);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        within += record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        rows.take(number, record.iter().map(str::to_owned).collect())?;
    }
    Ok(())
}

/// Lines the reader passed over before the record it says begins here.
fn empty_lines(text: &str, from: u64) -> u64 {
    let rest = usize::try_from(from).ok().and_then(|from| text.as_bytes().get(from..));
    let ends = rest.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    ends.filter(|byte| **byte == b'\n').count() as u64
}

/// The text, in the encoding its mark names; without one, UTF-8 if it is that, else `Shift_JIS`.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Rule> {
    let strict = |encoding: &'static Encoding, bytes| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    let read = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if [UTF_16LE, UTF_16BE].contains(&encoding) => {
            strict(encoding, &bytes[mark..])
        }
        Some((_, mark)) => std::str::from_utf8(&bytes[mark..]).ok().map(Cow::Borrowed),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(_) => strict(SHIFT_JIS, bytes),
        },
    };
    read.ok_or(Rule::ImportEncodingUnknown)
}

/// The separator that is most frequent in the header, outside of quotation marks.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [0; 3];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some(place) = SEPARATORS.iter().position(|one| *one == byte && !quoted) {
            counts[place] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most).unwrap_or(0);
    SEPARATORS[place]
}
