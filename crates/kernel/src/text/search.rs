//! Search keys: what a name and a query are both folded into before they are compared.

use super::legal_form::{is_form_word, is_leading_form_word, without_joined};
use super::plain;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// Folds a name or a query for searching and for finding duplicates.
///
/// Width and case do not matter, nor do accents on Latin letters, hiragana or katakana, old or new
/// forms of kanji common in names, punctuation, blanks beside Japanese writing, and legal forms at
/// either end: `ＡＣＭＥ株式会社`, `Acme, Inc.`
/// and `acme` have one key. A name that is nothing but a legal form keeps it.
pub fn search_key(text: &str) -> String {
    let mut key = fold_letters(&strip_forms(&plain(text).to_lowercase()));
    // Folding can lay a form bare ("株式 会社"), so fold until nothing changes. Every round but the
    // last shortens the key or maps letters for good; the bound is for proofs, not for inputs.
    for _ in 0..16 {
        let next = fold_letters(&strip_forms(&plain(&key).to_lowercase()));
        if next == key {
            break;
        }
        key = next;
    }
    key
}

/// Folds like [`search_key`] and keeps the legal forms: what has been typed of a name may end within
/// one.
pub fn whole_key(text: &str) -> String {
    fold_letters(&plain(text).to_lowercase())
}

/// Splits legal forms off both ends until none is left or nothing else would be.
fn strip_forms(text: &str) -> Cow<'_, str> {
    let mut rest = text.trim();
    loop {
        let shorter = without_joined(rest).or_else(|| without_word(rest));
        match shorter {
            Some(shorter) => rest = shorter,
            None => return Cow::Borrowed(rest),
        }
    }
}

fn without_word(text: &str) -> Option<&str> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | '&' | '/' | '(' | ')');
    let is_form = |word: &str, known: fn(&str) -> bool| {
        if word.contains('.') { known(&word.replace('.', "")) } else { known(word) }
    };
    let polish = |rest: &str, last: &str| matches!(last, "o.o" | "oo") && rest.ends_with(" z");
    if let Some((rest, last)) = text.rsplit_once(separates)
        && (is_form(last, is_form_word)
            || matches!(last, "z.o.o" | "sp.z.o.o")
            || polish(rest, last))
        && rest.chars().any(char::is_alphanumeric)
    {
        let bare = rest.strip_suffix(" z").filter(|_| polish(rest, last)).unwrap_or(rest);
        return bare.chars().any(char::is_alphanumeric).then_some(bare);
    }
    let (first, rest) = text.split_once(separates)?;
    (is_form(first, is_leading_form_word) && rest.chars().any(char::is_alphanumeric))
        .then_some(rest)
}

/// Letters and digits only, words parted by one space except beside Japanese and Chinese writing.
fn fold_letters(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let (mut gap, mut last) = (false, ' ');
    for c in text.chars() {
        // A dot or an apostrophe inside a word does not part it: "s.a.", "o'neill".
        if matches!(c, '.' | '\'' | '’') || is_mark(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !key.is_empty() && !is_ideographic(last) && !is_ideographic(c) {
            key.push(' ');
        }
        gap = false;
        last = c;
        push_folded(&mut key, c);
    }
    key
}

/// Combining marks that stayed single after NFKC, such as the dot of a lower-cased `İ`.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Forms of kanji in names, and the common form of each.
const VARIANTS: &str = "髙高 﨑崎 嵜崎 碕崎 邊辺 邉辺 齋斎 齊斉 濱浜 濵浜 德徳 澤沢 廣広 國国 櫻桜 眞真 \
    桒桑 栁柳 冨富 𠮷吉 惠恵 壽寿 榮栄 嶋島 嶌島 龍竜 瀧滝 藏蔵 條条 實実 圓円 學学 會会 豐豊 麥麦 寬寛 \
    萬万 與与 關関 靑青 淸清 曾曽 檜桧 籠篭 鷗鴎 渕淵 槇槙 靜静 禮礼";

static COMMON: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |pair: &str| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    };
    VARIANTS.split_whitespace().filter_map(pair).collect()
});

fn push_folded(key: &mut String, c: char) {
    match c {
        '㐀'..='鿿' | '豈'..='﫿' | '\u{20000}'..='\u{3FFFF}' => {
            key.push(COMMON.get(&c).copied().unwrap_or(c));
        }
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => {
            key.push(char::from_u32(u32::from(c) - 0x60).unwrap_or(c));
        }
        'ß' => key.push_str("ss"),
        'æ' => key.push_str("ae"),
        'œ' => key.push_str("oe"),
        'ø' => key.push('o'),
        'ł' => key.push('l'),
        'đ' | 'ð' => key.push('d'),
        'ı' => key.push('i'),
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
            let base = std::iter::once(c).nfd().next().filter(char::is_ascii);
            key.push(base.unwrap_or(c));
        }
        _ => key.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let groups: [(&str, &[&str]); 10] = [
            ("高島屋渡辺", &["髙島屋渡邉", "高嶋屋　渡邊 株式会社"]),
            (
                "acme",
                &[
                    "Acme, Inc.",
                    "ACME",
                    "ＡＣＭＥ株式会社",
                    "acme co., ltd.",
                    "(株)ACME",
                    "Acme L.L.C.",
                ],
            ),
            (
                "あおば商事",
                &["株式会社アオバ商事", "㈱あおば商事", "ｱｵﾊﾞ商事 株式会社", "（株）あおば 商事"],
            ),
            ("東京電機", &["東京電機株式会社", "株式会社　東京電機", "株式 会社 東京電機"]),
            ("muller sohne", &["Müller & Söhne GmbH", "Muller Sohne GmbH & Co. KG"]),
            ("zabka", &["Żabka Sp. z o.o.", "Żabka sp.z.o.o.", "zabka"]),
            ("strasse 7", &["Straße 7 AG", "strasse 7"]),
            ("ромашка", &["ООО «Ромашка»", "ромашка"]),
            ("삼성전자", &["삼성전자 주식회사", "(주)삼성전자"]),
            ("北京科技", &["北京科技有限公司", "北京科技股份有限公司"]),
        ];
        for (key, names) in groups {
            for name in names {
                assert_eq!(search_key(name), key, "{name}");
            }
        }
    }

    #[test]
    fn a_lone_legal_form_keeps_a_key() {
        assert_eq!(search_key("株式会社"), "株式会社");
        assert_eq!(search_key("Inc."), "inc");
        assert_eq!(search_key("  "), "");
    }

    #[test]
    fn the_whole_key_has_the_legal_form_wherever_it_is_broken_off() {
        assert_eq!(whole_key("株式会社　アオバ 商事"), "株式会社あおば商事");
        for typed in ["株", "株式会社", "㈱", "会社アオ", "あおば商事"] {
            let name = if typed == "㈱" { "㈱アオバ" } else { "株式会社アオバ商事" };
            assert!(whole_key(name).contains(&whole_key(typed)), "{typed}");
        }
    }

    #[test]
    fn a_form_inside_a_name_stays() {
        assert_eq!(search_key("Inc Magazine"), "inc magazine");
        assert_eq!(search_key("日本合同会社研究所"), "日本合同会社研究所");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in any::<String>()) {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn a_key_of_names_is_its_own_key(text in "([a-zA-Zé.,& ]|株式会社|\\(株\\)|gmbh|co|Inc|ア|会社| z o.o.){0,8}") {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }
    }
}
