//! Companies that do not exist, the same ones for the same seed.

use opc_core::customers::AccountForm;

/// A sequence of numbers that looks random and can be told again (`SplitMix64`). Not for secrets.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// The numbers of one customer: it does not matter which others were made before.
    pub(super) fn of(seed: u64, customer: u64) -> Self {
        Self(seed.rotate_left(32) ^ customer.wrapping_mul(0xD134_2543_DE82_EF95))
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
    fn pick(&mut self, words: &'static str) -> &'static str {
        let words: Vec<&str> = words.split(' ').collect();
        let place = usize::try_from(self.below(words.len() as u64)).unwrap_or(0);
        words[place]
    }
}

const PLACES: &str = "北海 札幌 青森 盛岡 仙台 秋田 山形 福島 水戸 宇都宮 前橋 大宮 千葉 東京 横浜 川崎 新潟 富山 金沢 福井 甲府 長野 岐阜 静岡 浜松 名古屋 津 大津 京都 大阪 堺 神戸 奈良 和歌山 鳥取 松江 岡山 広島 山口 徳島 高松 松山 高知 福岡 北九州 佐賀 長崎 熊本 大分 宮崎 鹿児島 那覇";
const ROOTS: &str = "青葉 日の出 朝日 若葉 白樺 富士見 千代田 三笠 葵 桜井 山吹 瑞穂 大和 旭 栄 光洋 共立 協栄 東洋 西日本 中央 新星 明和 平和 三和 大成 丸八 松屋 竹内 梅田 アオバ サンライズ ミドリ ヤマト フジ みらい ひかり さくら はやぶさ つばさ 高砂 鶴見 亀山 鷹野 飛鳥 雷鳥 珊瑚 真珠 翡翠 琥珀";
const TRADES: &str = "電機 商事 製作所 工業 建設 運輸 食品 印刷 薬品 精機 物産 不動産 設計 工務店 醸造 水産 農園 繊維 家具 硝子 鉄工 化学 倉庫 観光 出版 通信 システム 技研 サービス 企画 デザイン 学習塾 クリニック 歯科 介護 保険 警備 清掃 造園 紙業";
const GIVEN_JA: &str = "太郎 花子 健太 美咲 翔 陽子 直樹 恵 大輔 由美 拓也 香織 誠 彩 和也 真理";
const FAMILY_JA: &str =
    "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村";
const FIRST: &str = "North South East West Silver Golden Green Blue Red Bright Quiet Rapid Grand Prime Summit Valley River Harbor Forest Stone Iron Copper Cedar Maple Willow Falcon Eagle Heron Otter Bison Granite Prairie Canyon Coastal Northern Evergreen Highland Lakeside Pioneer Liberty";
const SECOND: &str = "Bridge Field Gate Hill Point Creek Brook Ridge Haven Crest Grove Light Star Crown Anchor Compass Beacon Arrow Wheel Forge Mill Tower Square Garden Orchard Meadow Shore Dune Cliff Peak";
const TRADE_EN: &str = "Logistics Foods Systems Printing Dental Partners Consulting Builders Textiles Robotics Media Labs Insurance Travel Motors Chemicals Optics Furniture Farms Energy Plumbing Bakery Pharmacy Software Studios Design Engineering Roofing Marine Analytics";
const FORM_EN: &str = "Inc. LLC Ltd Corp. Co.";
const GIVEN: &str =
    "Olivia Marcus Hannah Devon Priya Jack Mei Robert Grace Lukas Emma Liam Noah Ava Mia Leo";
const FAMILY: &str = "Ramirez Whitfield Lindqvist Brooks Natarajan Sullivan Takeda Novak Weber Fischer Carter Nguyen Patel Garcia Kim Rossi";

/// The account form of customer number `number`, in one of the countries of the market.
pub(super) fn form(seed: u64, number: u64, countries: &[&str]) -> AccountForm {
    let dice = &mut Dice::of(seed, number);
    let place = usize::try_from(dice.below(countries.len() as u64)).unwrap_or(0);
    let form = if countries[place] == "JP" { japanese(dice) } else { american(dice) };
    let domain_prefix = format!("s{}n{number}", base36(seed));
    let email = format!("info@{domain_prefix}.example");
    let tags = if dice.below(10) == 0 { "Seeded" } else { "" }.to_owned();
    AccountForm { domain_prefix, email, tags, confirmed: "on".to_owned(), ..form }
}

fn japanese(dice: &mut Dice) -> AccountForm {
    let name = format!("{}{}{}", dice.pick(PLACES), dice.pick(ROOTS), dice.pick(TRADES));
    let name = match dice.below(10) {
        0..=4 => format!("株式会社{name}"),
        5..=7 => format!("{name}株式会社"),
        8 => format!("有限会社{name}"),
        _ => format!("{name}合同会社"),
    };
    AccountForm {
        country: "JP".to_owned(),
        company_name: numbered(dice, name, "営業所"),
        postal_code: format!("{:03}-{:04}", 100 + dice.below(800), dice.below(9999)),
        state: "東京都".to_owned(),
        city: "千代田区".to_owned(),
        address_line_1: format!(
            "丸の内{}-{}-{}",
            1 + dice.below(3),
            1 + dice.below(20),
            1 + dice.below(30)
        ),
        first_name: dice.pick(GIVEN_JA).to_owned(),
        last_name: dice.pick(FAMILY_JA).to_owned(),
        phone: format!("03-{:04}-{:04}", 3000 + dice.below(6000), dice.below(9999)),
        culture: "ja-JP".to_owned(),
        language: "ja".to_owned(),
        ..AccountForm::default()
    }
}

fn american(dice: &mut Dice) -> AccountForm {
    let name = format!("{} {} {}", dice.pick(FIRST), dice.pick(SECOND), dice.pick(TRADE_EN));
    let name = format!("{} {}", numbered(dice, name, ""), dice.pick(FORM_EN));
    AccountForm {
        country: "US".to_owned(),
        company_name: name,
        postal_code: format!("981{:02}", dice.below(99)),
        state: "WA".to_owned(),
        city: "Seattle".to_owned(),
        address_line_1: format!("{} Pine Street", 1 + dice.below(9000)),
        first_name: dice.pick(GIVEN).to_owned(),
        last_name: dice.pick(FAMILY).to_owned(),
        phone: format!("206-555-{:04}", dice.below(9999)),
        culture: "en-US".to_owned(),
        language: "en".to_owned(),
        ..AccountForm::default()
    }
}

/// Every tenth company has a number of its own, as branches have: words that hardly any other has.
fn numbered(dice: &mut Dice, name: String, word: &str) -> String {
    if dice.below(10) > 0 {
        return name;
    }
    format!("{name} {}{word}", base36(dice.below(36_u64.pow(5))))
}

fn base36(number: u64) -> String {
    let digit = |n: u64| char::from_digit((n % 36) as u32, 36).unwrap_or('0');
    let digits = std::iter::successors(Some(number), |n| (*n >= 36).then_some(n / 36)).map(digit);
    let text: String = digits.collect();
    text.chars().rev().collect()
}
