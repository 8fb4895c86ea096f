//! Files as people and programs save them.

use super::*;

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|line| line.cells.iter().map(String::as_str).collect()).collect()
}

#[test]
fn one_table_in_every_encoding_and_with_every_separator_is_one_table() {
    let text = "会社名,市\n\"青葉, 東京\",千代田区\n";
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(text.as_bytes());
    let mut wide = b"\xff\xfe".to_vec();
    wide.extend(
        text.replace(",市", "\t市")
            .replace("\",", "\"\t")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let semicolons = text.replace(",市", ";市").replace("\",", "\";");
    for bytes in [text.as_bytes(), &sjis, &marked, &wide, semicolons.as_bytes()] {
        let table = read_table(bytes).unwrap();
        assert_eq!(table.columns, ["会社名", "市"]);
        assert_eq!(cells(&table), [["青葉, 東京", "千代田区"]]);
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let table = read_table(b"\nname,remark\nA,\"two\nlines\"\n\nB,x\n,\nC\n").unwrap();
    let numbers: Vec<_> = table.rows.iter().map(|line| line.number).collect();
    assert_eq!(numbers, [3, 5, 7]);
    assert_eq!(cells(&table)[2], ["C"]);
}

#[test]
fn a_formula_is_its_text_and_the_apostrophe_before_it_goes() {
    let table = read_table(b"name,phone\n=1+1,'+81 3\n'quoted,x\n").unwrap();
    assert_eq!(cells(&table), [["=1+1", "+81 3"], ["'quoted", "x"]]);
}

#[test]
fn marks_of_layout_are_no_part_of_a_cell() {
    let table = read_table("name\nIC2 \u{ad} Lagoa\u{200b}\u{feff}\n".as_bytes()).unwrap();
    assert_eq!(cells(&table), [["IC2  Lagoa"]]);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let many = format!("a\n{}", "x\n".repeat(ROWS_MAX as usize + 1));
    let wide = format!("a{}\nb\n", ",a".repeat(COLUMNS_MAX as usize));
    let long = format!("a\nb\n{}\n", "あ".repeat(CELL_MAX as usize + 1));
    for (bytes, key) in [
        (b"".as_slice(), "rule-import-file-empty"),
        (b"name\n\n", "rule-import-file-empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "rule-import-encoding-unknown"),
        (b"a\0b\nc", "rule-import-file-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "rule-import-file-old-workbook"),
        (b"PK\x03\x04nonsense", "rule-import-file-broken"),
        (many.as_bytes(), "rule-import-too-many-rows"),
        (wide.as_bytes(), "rule-import-too-many-columns"),
        (long.as_bytes(), "rule-import-cell-too-long"),
        (&vec![b'a'; FILE_MAX + 1], "rule-import-file-too-large"),
    ] {
        assert_eq!(read_table(bytes).unwrap_err().key(), key);
    }
}

/// A workbook with one sheet of these rows, as little of it as makes one.
fn workbook(rows: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut parts = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let sheet = format!(
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{rows}</sheetData></worksheet>"
    );
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ] {
        parts.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        parts.write_all(text.as_bytes()).unwrap();
    }
    parts.finish().unwrap().into_inner()
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>")
}

#[test]
fn a_workbook_is_read_cell_by_cell() {
    let rows = format!(
        "<row r='1'>{}{}</row><row r='3'>{}<c r='B3'><v>4058160490</v></c></row><row r='4'>{}<c r='B4'><f>1+1</f><v>2</v></c></row>",
        cell("A1", "会社名"),
        cell("B1", "電話"),
        cell("A3", "青葉"),
        cell("A4", "=cmd"),
    );
    let table = read_table(&workbook(&rows)).unwrap();
    assert_eq!(table.columns, ["会社名", "電話"]);
    assert_eq!(cells(&table), [["青葉", "4058160490"], ["=cmd", "2"]]);
    assert_eq!(table.rows[0].number, 3);
}

#[test]
fn a_workbook_that_unpacks_to_more_than_memory_is_refused() {
    let far = format!("<row r='1'>{}</row>", cell("XFD1", "x"));
    assert_eq!(read_table(&workbook(&far)).unwrap_err().key(), "rule-import-too-many-columns");
    let deep = format!("<row r='1048576'>{}</row>", cell("A1048576", "x"));
    assert_eq!(read_table(&workbook(&deep)).unwrap_err().key(), "rule-import-too-many-rows");
    let bomb = workbook(&" ".repeat(11 * FILE_MAX));
    assert!(bomb.len() < FILE_MAX);
    assert_eq!(read_table(&bomb).unwrap_err().key(), "rule-import-file-too-large");
}
