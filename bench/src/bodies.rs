//! Request bodies as partners send them: half Japanese, half western, every one different.

use crate::seed::Seeded;
use std::fmt::Write;

/// One customer creation: its request id and its JSON body.
pub(crate) struct NewCustomer {
    /// Value of the header `MS-RequestId`.
    pub(crate) request_id: String,
    /// The JSON body.
    pub(crate) body: String,
}

const JP_NAMES: [&str; 12] = [
    "青葉",
    "東雲",
    "若竹",
    "白樺",
    "朝日野",
    "みなと",
    "北星",
    "千歳川",
    "すずらん",
    "大森",
    "久遠",
    "桜台",
];
const JP_TRADES: [&str; 8] =
    ["製作所", "商事", "システム開発", "建設", "運輸", "食品", "クリニック", "印刷"];
const JP_FAMILY: [&str; 8] = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村"];
const JP_GIVEN: [&str; 8] = ["花子", "太郎", "健一", "美咲", "翔太", "陽子", "大輔", "結衣"];
const JP_PLACES: [(&str, &str, &str); 4] = [
    ("東京都", "千代田区", "100-0001"),
    ("大阪府", "大阪市北区", "530-0001"),
    ("北海道", "札幌市中央区", "060-0001"),
    ("福岡県", "福岡市博多区", "812-0011"),
];
const EN_NAMES: [&str; 12] = [
    "Alder",
    "Brightwater",
    "Cobalt",
    "Dunmore",
    "Evergreen",
    "Foxglove",
    "Granite",
    "Harbour",
    "Ironwood",
    "Juniper",
    "Kestrel",
    "Larkspur",
];
const EN_TRADES: [&str; 8] = [
    "Logistics",
    "Dental Care",
    "Engineering",
    "Foods",
    "Consulting",
    "Textiles",
    "Robotics",
    "Printing",
];
const EN_FAMILY: [&str; 8] =
    ["Miller", "O'Connor", "García", "Schmidt", "Dubois", "Novak", "Larsen", "Rossi"];
const EN_GIVEN: [&str; 8] =
    ["Anna", "James", "Sofía", "Lukas", "Émilie", "Petr", "Ingrid", "Marco"];
const EN_PLACES: [(&str, &str, &str); 4] = [
    ("WA", "Seattle", "98101"),
    ("CA", "Sacramento", "95814"),
    ("NY", "Albany", "12207"),
    ("TX", "Austin", "78701"),
];

struct Company {
    name: String,
    given: &'static str,
    family: &'static str,
    place: (&'static str, &'static str, &'static str),
    street: String,
    country: &'static str,
    culture: &'static str,
    language: &'static str,
    phone: String,
}

fn japanese(seeded: &mut Seeded, number: u64) -> Company {
    Company {
        name: format!("株式会社{}{}{number}", seeded.pick(&JP_NAMES), seeded.pick(&JP_TRADES)),
        given: seeded.pick(&JP_GIVEN),
        family: seeded.pick(&JP_FAMILY),
        place: JP_PLACES[place(seeded)],
        street: format!("丸の内{}丁目{}番{}号", number % 7 + 1, number % 30 + 1, number % 12 + 1),
        country: "JP",
        culture: "ja-JP",
        language: "ja",
        phone: format!("03-{:04}-{:04}", number % 9000 + 1000, seeded.below(10_000)),
    }
}

fn western(seeded: &mut Seeded, number: u64) -> Company {
    Company {
        name: format!("{} {} {number} Inc.", seeded.pick(&EN_NAMES), seeded.pick(&EN_TRADES)),
        given: seeded.pick(&EN_GIVEN),
        family: seeded.pick(&EN_FAMILY),
        place: EN_PLACES[place(seeded)],
        street: format!("{} Main Street", number % 9000 + 1),
        country: "US",
        culture: "en-US",
        language: "en",
        phone: format!("425555{:04}", number % 10_000),
    }
}

fn place(seeded: &mut Seeded) -> usize {
    usize::try_from(seeded.below(4)).unwrap_or(0)
}

/// The `number`-th customer of a client; `run` keeps the domains of separate runs apart.
pub(crate) fn new_customer(seeded: &mut Seeded, run: &str, number: u64, home: Home) -> NewCustomer {
    let company = match home {
        Home::Japan => japanese(seeded, number),
        Home::Mixed if number.is_multiple_of(2) => japanese(seeded, number),
        Home::Mixed => western(seeded, number),
    };
    let (high, low) = (seeded.next(), seeded.next());
    let request_id = format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    );
    let mut body = String::with_capacity(640);
    let Company { name, given, family, place: (state, city, postal_code), .. } = &company;
    // Writing to a String cannot fail.
    let _ = write!(
        body,
        r#"{{"companyProfile":{{"domain":"{run}{number}.onmicrosoft.com"}},"billingProfile":{{"culture":"{culture}","email":"contact@{run}{number}.example","language":"{language}","companyName":"{name}","defaultAddress":{{"firstName":"{given}","lastName":"{family}","addressLine1":"{street}","city":"{city}","state":"{state}","postalCode":"{postal_code}","country":"{country}","phoneNumber":"{phone}"}}}}}}"#,
        culture = company.culture,
        language = company.language,
        street = company.street,
        country = company.country,
        phone = company.phone,
    );
    NewCustomer { request_id, body }
}

/// Where the created customers live: a partner may only create them within its own market.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Home {
    /// Only addresses in Japan; names stay Japanese.
    Japan,
    /// Half in Japan, half in the United States.
    Mixed,
}
