//! The fields of a customer that a column can fill, and the headers they are known by.

use crate::{access::organisation_names as named, customers::AccountForm};
use opc_kernel::text::plain;
use serde::{Deserialize, Serialize};

named! {
    /// A field of the account form (`domain/02`), by its key; and what only an import knows.
    #[derive(PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Field {
        /// Legal name.
        CompanyName = "company-name",
        /// Its reading, from which a domain prefix can be made.
        CompanyNameKana = "company-name-kana",
        /// Country or region: a code, or a name in English or Japanese.
        Country = "country",
        /// Postal code.
        PostalCode = "postal-code",
        /// State, province or prefecture.
        State = "state",
        /// City.
        City = "city",
        /// Street and number.
        #[serde(rename = "address-line-1")]
        AddressLine1 = "address-line-1",
        /// Building, floor.
        #[serde(rename = "address-line-2")]
        AddressLine2 = "address-line-2",
        /// Given name of the contact.
        FirstName = "first-name",
        /// Family name of the contact.
        LastName = "last-name",
        /// E-mail address of the contact.
        Email = "email",
        /// Phone number of the contact.
        Phone = "phone",
        /// Company registration id.
        RegistrationId = "registration-id",
        /// The part of the domain before the suffix, or the whole domain.
        DomainPrefix = "domain-prefix",
        /// Culture.
        Culture = "culture",
        /// Language.
        Language = "language",
        /// Website.
        Website = "website",
        /// Tags.
        Tags = "tags",
        /// Special qualification.
        Qualification = "qualification",
        /// Segment of a school.
        EducationSegment = "education-segment",
        /// Another portal that knows the customer.
        Source = "source",
        /// Its id there.
        SourceId = "source-id",
        /// Indirect reseller: id or partner network ID.
        Reseller = "reseller",
    }
}

/// Headers as [`folded`], by field. `site` and the like name none: what is not known is left out.
const HEADERS: &[(Field, &[&str])] = &[
    (
        Field::CompanyName,
        &[
            "companyname",
            "company",
            "name",
            "customername",
            "会社名",
            "企業名",
            "法人名",
            "事業所名",
            "名称",
            "社名",
            "顧客名",
        ],
    ),
    (
        Field::CompanyNameKana,
        &[
            "companynamekana",
            "kana",
            "namekana",
            "会社名カナ",
            "会社名かな",
            "会社名フリガナ",
            "フリガナ",
            "ふりがな",
            "カナ",
            "名称カナ",
        ],
    ),
    (
        Field::Country,
        &["country", "countryregion", "countryorregion", "国", "国地域", "国または地域"],
    ),
    (Field::PostalCode, &["postalcode", "zip", "zipcode", "postcode", "郵便番号", "〒"]),
    (
        Field::State,
        &[
            "state",
            "province",
            "stateorprovince",
            "stateprovince",
            "prefecture",
            "region",
            "都道府県",
            "都道府県名",
            "州",
            "州省",
        ],
    ),
    (Field::City, &["city", "locality", "市区町村", "市区町村名", "市町村", "市区郡"]),
    (
        Field::AddressLine1,
        &[
            "addressline1",
            "address1",
            "address",
            "street",
            "streetaddress",
            "town",
            "住所",
            "住所1",
            "町域",
            "町域名",
            "番地",
            "町名番地",
            "丁目番地",
        ],
    ),
    (
        Field::AddressLine2,
        &["addressline2", "address2", "building", "住所2", "建物名", "ビル名", "建物"],
    ),
    (Field::FirstName, &["firstname", "givenname", "contactfirstname", "名", "担当者名名"]),
    (
        Field::LastName,
        &["lastname", "familyname", "surname", "contactlastname", "姓", "担当者名姓"],
    ),
    (
        Field::Email,
        &[
            "email",
            "mail",
            "emailaddress",
            "contactemail",
            "メール",
            "メールアドレス",
            "電子メール",
            "連絡先メールアドレス",
        ],
    ),
    (Field::Phone, &["phone", "phonenumber", "tel", "telephone", "電話", "電話番号", "tel番号"]),
    (
        Field::RegistrationId,
        &[
            "registrationid",
            "registrationnumber",
            "companyregistrationid",
            "taxid",
            "vatid",
            "法人番号",
            "登録番号",
            "会社登録番号",
        ],
    ),
    (
        Field::DomainPrefix,
        &[
            "domainprefix",
            "domain",
            "primarydomain",
            "primarydomainname",
            "ドメイン",
            "プライマリドメイン",
            "プライマリドメイン名",
            "ドメインプレフィックス",
        ],
    ),
    (Field::Culture, &["culture", "locale", "カルチャ", "カルチャー"]),
    (Field::Language, &["language", "言語"]),
    (
        Field::Website,
        &["website", "url", "web", "homepage", "ウェブサイト", "webサイト", "ホームページ"],
    ),
    (Field::Tags, &["tags", "tag", "タグ"]),
    (Field::Qualification, &["qualification", "specialqualification", "特別資格", "特別な資格"]),
    (Field::EducationSegment, &["educationsegment", "教育セグメント"]),
    (Field::Source, &["source", "channel", "portal", "取得元", "チャネル", "ポータル"]),
    (Field::SourceId, &["sourceid", "externalid", "取得元id", "外部id"]),
    (
        Field::Reseller,
        &[
            "reseller",
            "indirectreseller",
            "indirectresellerid",
            "associatedpartnerid",
            "間接リセラー",
            "リセラー",
        ],
    ),
];

/// A header without what people write differently: case, width, blanks and signs.
fn folded(header: &str) -> String {
    let plain = plain(header).to_lowercase();
    plain.chars().filter(|c| c.is_alphanumeric() || *c == '〒').collect()
}

impl Field {
    /// The field a column of this name fills, if its name says so.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let folded = folded(header);
        let known = HEADERS.iter().find(|(_, names)| names.contains(&folded.as_str()));
        // Headers of our own pages and of the API: keys in any writing.
        let own = || Self::ALL.iter().copied().find(|field| self::folded(field.name()) == folded);
        known.map(|(field, _)| *field).or_else(own)
    }
    /// Where the form keeps it; `None` for what is no field of the form.
    pub(super) fn of_form(self, form: &mut AccountForm) -> Option<&mut String> {
        Some(match self {
            Self::CompanyName => &mut form.company_name,
            Self::Country => &mut form.country,
            Self::PostalCode => &mut form.postal_code,
            Self::State => &mut form.state,
            Self::City => &mut form.city,
            Self::AddressLine1 => &mut form.address_line_1,
            Self::AddressLine2 => &mut form.address_line_2,
            Self::FirstName => &mut form.first_name,
            Self::LastName => &mut form.last_name,
            Self::Email => &mut form.email,
            Self::Phone => &mut form.phone,
            Self::RegistrationId => &mut form.registration_id,
            Self::DomainPrefix => &mut form.domain_prefix,
            Self::Culture => &mut form.culture,
            Self::Language => &mut form.language,
            Self::Website => &mut form.website,
            Self::Tags => &mut form.tags,
            Self::Qualification => &mut form.qualification,
            Self::EducationSegment => &mut form.education_segment,
            Self::Source => &mut form.source,
            Self::SourceId => &mut form.source_id,
            Self::CompanyNameKana | Self::Reseller => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_both_languages_are_known_in_any_writing() {
        for (header, field) in [
            ("company_name", Field::CompanyName),
            ("Company name", Field::CompanyName),
            ("会社名（カナ）", Field::CompanyNameKana),
            ("郵便番号", Field::PostalCode),
            ("都道府県", Field::State),
            ("address_line_2", Field::AddressLine2),
            ("住所１", Field::AddressLine1),
            ("ＴＥＬ", Field::Phone),
            ("state_or_province", Field::State),
            ("Primary domain name", Field::DomainPrefix),
            ("registration-id", Field::RegistrationId),
        ] {
            assert_eq!(Field::of_header(header), Some(field), "{header}");
        }
        assert_eq!(Field::of_header("備考"), None);
        for other in ["Microsoft ID", "Directory name", "Indirect reseller name"] {
            assert_eq!(Field::of_header(other), None);
        }
    }

    #[test]
    fn no_header_names_two_fields() {
        let mut all: Vec<_> = HEADERS.iter().flat_map(|(_, names)| names.iter()).collect();
        let before = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), before);
        assert!(all.iter().all(|name| folded(name) == **name));
    }
}
