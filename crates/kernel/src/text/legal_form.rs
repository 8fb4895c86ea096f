//! Legal forms of companies: Inc., Ltd., 株式会社.

/// Latin and Cyrillic forms as single words without dots, sorted. A form of several words is here
/// word by word (`co`, `ltd`), because the words are split off one after the other.
const WORDS: &[&str] = &[
    "ab",
    "aber",
    "ag",
    "aktiebolag",
    "amba",
    "ao",
    "aps",
    "as",
    "asa",
    "bhd",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "dac",
    "doo",
    "ead",
    "ehf",
    "eg",
    "ek",
    "eood",
    "eurl",
    "ev",
    "gbr",
    "gesmbh",
    "ges",
    "gmbh",
    "hf",
    "inc",
    "incorporated",
    "jsc",
    "kabushiki",
    "kaisha",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "lda",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "nyrt",
    "oao",
    "oe",
    "ohg",
    "ojsc",
    "ooo",
    "oue",
    "oy",
    "oyj",
    "pao",
    "plc",
    "pllc",
    "private",
    "pt",
    "pte",
    "pty",
    "pvt",
    "rt",
    "sa",
    "sab",
    "sal",
    "saoc",
    "sapi",
    "sarl",
    "sas",
    "sasu",
    "sca",
    "scs",
    "sdn",
    "se",
    "snc",
    "sp",
    "spa",
    "spol",
    "spzoo",
    "sro",
    "srl",
    "srls",
    "tbk",
    "tov",
    "ug",
    "unlimited",
    "vof",
    "zao",
    "zrt",
    "ао",
    "зао",
    "ип",
    "оао",
    "ооо",
    "пао",
    "тоо",
    "тов",
];

/// Forms that are ordinary words or initials as well: a form only where nothing else is there, and
/// never split off a name that is searched. United Kingdom, United States, Germany, France,
/// Netherlands.
const ALONE: &[&str] = &[
    "cic",
    "cio",
    "cyf",
    "lbg",
    "l3c",
    "lc",
    "lllp",
    "pa",
    "pbc",
    "pc",
    "eg",
    "ewiv",
    "ggmbh",
    "haftungsbeschränkt",
    "partg",
    "partgmbb",
    "stiftung",
    "verein",
    "association",
    "earl",
    "ei",
    "eirl",
    "gaec",
    "gie",
    "sci",
    "scic",
    "scop",
    "scp",
    "selarl",
    "selas",
    "sem",
    "ba",
    "coop",
    "coöperatie",
    "cv",
    "eenmanszaak",
    "maatschap",
    "stichting",
    "ua",
    "vereniging",
    "wa",
    "gk",
    "goshi",
    "gomei",
    "godo",
    "yugen",
    "yk",
];

/// Short spellings of Japanese and Korean forms, and what the register has instead.
const ABBREVIATED: &[(&str, &str)] = &[
    ("(株)", "株式会社"),
    ("(有)", "有限会社"),
    ("(同)", "合同会社"),
    ("(資)", "合資会社"),
    ("(名)", "合名会社"),
    ("(社)", "社団法人"),
    ("(財)", "財団法人"),
    ("(医)", "医療法人"),
    ("(学)", "学校法人"),
    ("(福)", "社会福祉法人"),
    ("(独)", "独立行政法人"),
    ("(宗)", "宗教法人"),
    ("(農)", "農事組合法人"),
    ("(特非)", "特定非営利活動法人"),
    ("(주)", "주식회사"),
    ("(유)", "유한회사"),
];

/// The short spelling of a legal form at either end of a name, and its full one: `㈱` stands for
/// `株式会社` (`domain/02`, no short forms).
pub fn abbreviated_form(name: &str) -> Option<(&'static str, &'static str)> {
    let plain = super::plain(name);
    let name = plain.trim();
    let at_an_end = |(short, _): &&(&str, &str)| name.starts_with(short) || name.ends_with(short);
    ABBREVIATED.iter().find(at_an_end).copied()
}

/// Forms that stand before the name.
const LEADING: &[&str] = &["ooo", "pt", "ао", "зао", "ип", "оао", "ооо", "пао", "тоо", "тов"];

/// Forms written without a blank before or after the name. Longer ones first.
const JOINED: &[&str] = &[
    "特定非営利活動法人",
    "社会保険労務士法人",
    "土地家屋調査士法人",
    "地方独立行政法人",
    "国立研究開発法人",
    "有限責任事業組合",
    "사회적협동조합",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "独立行政法人",
    "国立大学法人",
    "社会福祉法人",
    "地方公共団体",
    "医療法人社団",
    "医療法人財団",
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "유한책임회사",
    "特定目的会社",
    "農事組合法人",
    "更生保護法人",
    "管理組合法人",
    "公立大学法人",
    "司法書士法人",
    "行政書士法人",
    "生活協同組合",
    "農業協同組合",
    "漁業協同組合",
    "농업회사법인",
    "税理士法人",
    "弁護士法人",
    "弁理士法人",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "相互会社",
    "医療法人",
    "学校法人",
    "宗教法人",
    "監査法人",
    "社団法人",
    "財団法人",
    "協同組合",
    "有限公司",
    "股份公司",
    "주식회사",
    "유한회사",
    "합자회사",
    "합명회사",
    "投資法人",
    "企業組合",
    "商工組合",
    "森林組合",
    "협동조합",
    "사단법인",
    "재단법인",
    "의료법인",
    "학교법인",
    "(株)",
    "(有)",
    "(同)",
    "(合)",
    "(資)",
    "(名)",
    "(社)",
    "(財)",
    "(医)",
    "(学)",
    "(福)",
    "(独)",
    "(宗)",
    "(特非)",
    "(주)",
    "(유)",
    "(합)",
    "(사)",
    "(재)",
    "(農)",
];

/// Whether a word without dots, in lower case, is a legal form.
pub(super) fn is_form_word(word: &str) -> bool {
    WORDS.contains(&word)
}
fn may_be_alone(word: &str) -> bool {
    is_form_word(word) || ALONE.contains(&word)
}
/// Whether a word is a legal form that stands before the name.
pub(super) fn is_leading_form_word(word: &str) -> bool {
    LEADING.contains(&word)
}
/// The text without a joined legal form at its start or end; nothing if there is none, or no more.
pub(super) fn without_joined(text: &str) -> Option<&str> {
    let text = text.trim();
    // The forms are all beyond ASCII but for their brackets.
    if text.is_ascii() {
        return None;
    }
    let rest = JOINED
        .iter()
        .find_map(|form| text.strip_prefix(form).or_else(|| text.strip_suffix(form)))?;
    let rest = rest.trim();
    rest.chars().any(char::is_alphanumeric).then_some(rest)
}

/// Whether a key begins with a legal form, or with the beginning of one.
pub fn may_begin_with_form(key: &str) -> bool {
    JOINED.iter().chain(LEADING).any(|form| form.starts_with(key) || key.starts_with(form))
}

/// Whether a name is nothing but legal forms, dotted and spaced variants included: `Inc.`,
/// `L. L. C.`, `pty ltd`, `株式会社` (`domain/02`, name rules).
pub fn is_lone_legal_form(name: &str) -> bool {
    let plain = super::plain(name).to_lowercase();
    if JOINED.iter().any(|form| *form == plain.trim()) {
        return true;
    }
    let compact: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    if may_be_alone(&compact) || JOINED.contains(&compact.as_str()) {
        return true;
    }
    let undotted = plain.replace('.', "");
    let mut words =
        undotted.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    words.peek().is_some_and(|word| may_be_alone(word))
        && words.all(|word| may_be_alone(word) || matches!(word, "z" | "oo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `domain/02`, name rules: "a lone legal-form word … incl. dotted/spaced variants".
    #[test]
    fn every_documented_legal_form_is_known_alone() {
        let forms = [
            "llc",
            "LLC",
            "L.L.C.",
            "l l c",
            "inc",
            "Inc.",
            "ltd",
            "Ltd.",
            "GmbH",
            "G.m.b.H.",
            "kft",
            "Kft.",
            "sarl",
            "S.A.R.L.",
            "zrt",
            "ooo",
            "ООО",
            "llp",
            "plc",
            "p l c",
            "Pty Ltd",
            "Pty. Ltd.",
            "pty-ltd",
            "Sdn Bhd",
            "SDN. BHD.",
            "private limited",
            "Pvt. Ltd.",
            "Co., Ltd.",
            "Sp. z o.o.",
            "GmbH & Co. KG",
            "株式会社",
            "(株)",
            "（株）",
            "㈱",
            "有限会社",
            "合同会社",
            "주식회사",
            "有限公司",
            "K.K.",
            "ＬＬＣ",
            // Japan, United States, United Kingdom, Germany, France, Netherlands, Korea.
            "有限責任事業組合",
            "一般社団法人",
            "農事組合法人",
            "（有）",
            "Godo Kaisha",
            "P.C.",
            "L.L.L.P.",
            "C.I.C.",
            "UG (haftungsbeschränkt)",
            "gGmbH",
            "e.V.",
            "PartGmbB",
            "S.A.S.",
            "SASU",
            "SCI",
            "B.V.",
            "V.O.F.",
            "Stichting",
            "유한책임회사",
            "(유)",
            "사단법인",
        ];
        for form in forms {
            assert!(is_lone_legal_form(form), "{form}");
        }
    }

    #[test]
    fn a_name_with_a_legal_form_is_not_alone() {
        for name in [
            "Contoso Ltd",
            "株式会社あおば",
            "Zoo",
            "Inc Magazine",
            "オリオン合同会社",
            "",
            "z",
            "—",
        ] {
            assert!(!is_lone_legal_form(name), "{name}");
        }
    }
}
