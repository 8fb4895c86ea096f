//! A domain prefix for a customer whose file has none.

use crate::secrets::digest;
use opc_kernel::{
    id::{Id, ImportId},
    rules::domain_prefix::{MAX, suggestion},
    text::plain,
};
use std::{collections::HashMap, sync::LazyLock};

/// Syllables in Hepburn, as Japanese companies write their domains.
const SYLLABLES: &str = "ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se \
    ソ so タ ta チ chi ツ tsu テ te ト to ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho \
    マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヰ i ヱ e ヲ o \
    ン n ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo ダ da ヂ ji ヅ zu デ de ド do \
    バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ vu";
/// Small kana that change the syllable before them.
const SMALL: &str = "ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo";
/// Legal forms as postal directories write them: small kana large.
const FORMS: [&str; 12] = [
    "カブシキガイシヤ",
    "カブシキカイシヤ",
    "ユウゲンガイシヤ",
    "ゴウドウガイシヤ",
    "ゴウシガイシヤ",
    "ガツコウホウジン",
    "イリヨウホウジン",
    "シヤカイフクシホウジン",
    "イツパンシヤダンホウジン",
    "コウエキザイダンホウジン",
    "シユウキヨウホウジン",
    "ドクリツギヨウセイホウジン",
];

static LARGE: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| pairs(SYLLABLES));
static LITTLE: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| pairs(SMALL));

fn pairs(table: &'static str) -> HashMap<char, &'static str> {
    let words: Vec<_> = table.split_whitespace().collect();
    words.chunks_exact(2).filter_map(|pair| Some((pair[0].chars().next()?, pair[1]))).collect()
}

/// Katakana of any writing.
fn katakana(text: &str) -> String {
    let large = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    };
    plain(text).chars().map(large).collect()
}

fn is_form(word: &str) -> bool {
    let large = |c: char| match c {
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        c => c,
    };
    let word: String = word.chars().map(large).collect();
    FORMS.contains(&word.as_str())
}

/// The reading of a name in Latin letters, without its legal form.
fn latin(kana: &str) -> String {
    let kana = katakana(kana);
    let words = kana.split(|c: char| c.is_whitespace() || c == '・').filter(|word| !is_form(word));
    let mut out = String::new();
    let mut doubled = false;
    for c in words.flat_map(str::chars) {
        if c == 'ッ' {
            doubled = true;
        } else if let Some(small) = LITTLE.get(&c) {
            contract(&mut out, small);
        } else if let Some(syllable) = LARGE.get(&c) {
            let first =
                syllable.chars().next().filter(|first| doubled && !"aiueon".contains(*first));
            out.extend(first);
            out.push_str(syllable);
            doubled = false;
        } else if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
    }
    out
}

/// `shi` and `ya` are `sha`, `ki` and `ya` are `kya`, `fu` and `a` are `fa`.
fn contract(out: &mut String, small: &str) {
    let vowel = out.pop_if_vowel();
    let palatal = ["sh", "ch", "j"].iter().any(|end| out.ends_with(end));
    match small.strip_prefix('y') {
        Some(rest) if palatal && vowel => out.push_str(rest),
        _ => out.push_str(small),
    }
}

trait PopVowel {
    fn pop_if_vowel(&mut self) -> bool;
}
impl PopVowel for String {
    fn pop_if_vowel(&mut self) -> bool {
        let vowel = self.ends_with(['a', 'i', 'u', 'e', 'o']);
        if vowel {
            self.pop();
        }
        vowel
    }
}

/// A prefix from the reading of a name; nothing if too little of it can be written.
pub(super) fn of_kana(kana: &str) -> Option<String> {
    let mut latin = latin(kana);
    latin.truncate(MAX as usize);
    (latin.len() >= 3).then_some(latin)
}

/// A prefix from the Latin letters of a name.
pub(super) fn of_name(name: &str) -> Option<String> {
    suggestion(name)
}

/// A prefix with this end.
pub(super) fn ending(stem: &str, end: &str) -> String {
    let room = (MAX as usize).saturating_sub(end.len());
    let stem: String = stem.chars().take(room).collect();
    stem + end
}

/// Letters that belong to one file. Row numbers are the same in every file.
pub(super) fn mark(file: ImportId) -> String {
    let letter = |byte: &u8| char::from(b'a' + byte % 26);
    digest(file.uuid().as_bytes()).iter().take(6).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_becomes_latin_letters_without_the_legal_form() {
        for (kana, expected) in [
            ("ダイハツホツカイドウハンバイ カブシキガイシヤ", "daihatsuhotsukaidouhanbai"),
            ("ガツコウホウジン ソウセイガクエン", "souseigakuen"),
            ("サッポロビール", "sapporobiru"),
            ("シャープ", "shapu"),
            ("きょうと ふぁーむ", "kyoutofamu"),
            ("ﾆﾎﾝ ﾊﾞｽ", "nihonbasu"),
            ("ＮＴＴドコモ", "nttdokomo"),
        ] {
            assert_eq!(latin(kana), expected, "{kana}");
        }
        assert_eq!(of_kana("ー・"), None);
        assert_eq!(of_kana(&"カ".repeat(40)).map(|prefix| prefix.len()), Some(27));
    }

    #[test]
    fn an_end_always_fits() {
        assert_eq!(ending("contoso", "17"), "contoso17");
        assert_eq!(ending(&"a".repeat(27), "50001"), format!("{}50001", "a".repeat(22)));
    }
}
