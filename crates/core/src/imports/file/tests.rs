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
fn a_file_that_cannot_be_read_says_why() {
    let many = format!("a\n{}", "x\n".repeat(ROWS_MAX as usize + 1));
    let wide = format!("a{}\nb\n", ",a".repeat(COLUMNS_MAX as usize));
    let long = format!("a\nb\n{}\n", "あ".repeat(CELL_MAX as usize + 1));
    for (bytes, key) in [
        (b"".as_slice(), "rule-import-file-empty"),
        (b"name\n\n", "rule-import-file-empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "rule-import-encoding-unknown"),
        (b"a\0b\nc", "rule-import-file-broken"),
        (b"PK\x03\x04nonsense", "rule-import-file-broken"),
        (many.as_bytes(), "rule-import-too-many-rows"),
        (wide.as_bytes(), "rule-import-too-many-columns"),
        (long.as_bytes(), "rule-import-cell-too-long"),
        (&vec![b'a'; FILE_MAX + 1], "rule-import-file-too-large"),
    ] {
        assert_eq!(read_table(bytes).unwrap_err().key(), key);
    }
}
