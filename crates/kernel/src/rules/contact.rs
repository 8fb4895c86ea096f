//! E-mail address, phone number and website of a contact (`domain/02`, account info fields).

use super::address::optional;
use crate::country::Country;
use crate::rule::Rule;
use crate::text::{clean_line, plain};

/// The most characters of an e-mail address (RFC 5321).
pub const EMAIL_MAX: u32 = 254;
/// The most characters of a phone number.
pub const PHONE_MAX: u32 = 30;
/// Shown where a country, all of them uninhabited, has no example of its own.
const PHONE_EXAMPLE: &str = "+1 425-555-0123";
/// The most characters of a website's address.
pub const WEBSITE_MAX: u32 = 200;

/// Domains of free-mail services, which prove nothing about a school.
const FREE_MAIL: &[&str] = &[
    "126.com",
    "163.com",
    "aol.com",
    "bigmail.jp",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "excite.co.jp",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "goo.jp",
    "googlemail.com",
    "hotmail.co.jp",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "i.softbank.jp",
    "icloud.com",
    "infoseek.jp",
    "laposte.net",
    "libero.it",
    "live.com",
    "live.jp",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "outlook.com",
    "outlook.jp",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rediffmail.com",
    "seznam.cz",
    "softbank.ne.jp",
    "t-online.de",
    "tutanota.com",
    "web.de",
    "wp.pl",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "yandex.ru",
    "ymail.com",
    "ymail.ne.jp",
    "zoho.com",
];

/// Whose domains a customer's contact may not be in.
#[derive(Debug, Clone, Copy)]
pub struct EmailPolicy<'a> {
    /// Domains of the operator.
    pub operator_domains: &'a [String],
    /// Domains of the partner that adds the customer.
    pub partner_domains: &'a [String],
}

/// The e-mail address with its domain in lower case.
///
/// Stricter than the RFCs: no quotes, comments or letters beyond ASCII before the `@`. What passes
/// is safe in a mail header.
pub fn email(text: &str) -> Result<String, Rule> {
    let line = clean_line(text)?;
    if line.is_empty() {
        return Err(Rule::Required);
    }
    let line = plain(&line);
    if line.len() > EMAIL_MAX as usize {
        return Err(Rule::TooLong { max: EMAIL_MAX });
    }
    let (local, domain) = line.rsplit_once('@').ok_or(Rule::EmailFormat)?;
    let atom = |atom: &str| {
        let special = |b: u8| b"!#$%&'*+-/=?^_`{|}~".contains(&b);
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || special(b))
    };
    if local.len() <= 64 && local.split('.').all(atom) && is_domain(domain) {
        Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
    } else {
        Err(Rule::EmailFormat)
    }
}

/// The contact's e-mail address of a new customer: well formed, and nobody else's.
pub fn contact_email(text: &str, policy: &EmailPolicy<'_>) -> Result<String, Rule> {
    let email = email(text)?;
    let domain = email.rsplit('@').next().unwrap_or_default();
    let owned = |domains: &[String]| domains.iter().any(|owner| is_within(domain, owner));
    let name = || domain.to_owned();
    if owned(policy.operator_domains) {
        return Err(Rule::EmailOperatorDomain { domain: name() });
    }
    if owned(policy.partner_domains) {
        return Err(Rule::EmailPartnerDomain { domain: name() });
    }
    Ok(email)
}

/// An address of an institution's own: neither of a free-mail service nor below a domain in which
/// the operator gives tenants their names. What is no address at all is for [`email`] to say.
pub fn own_email(text: &str, tenant_domains: &[String]) -> Result<(), Rule> {
    let Ok(email) = email(text) else { return Ok(()) };
    let domain = email.rsplit('@').next().unwrap_or_default();
    let of_tenant = tenant_domains.iter().any(|parent| is_within(domain, parent));
    if FREE_MAIL.contains(&domain) || of_tenant {
        return Err(Rule::EmailFreeForEducation { domain: domain.to_owned() });
    }
    Ok(())
}

/// Whether a domain is another one or below it.
fn is_within(domain: &str, parent: &str) -> bool {
    if parent.is_empty()
        || domain.len() < parent.len()
        || !domain.is_char_boundary(domain.len() - parent.len())
    {
        return false;
    }
    let (head, tail) = domain.split_at(domain.len() - parent.len());
    tail.eq_ignore_ascii_case(parent) && (head.is_empty() || head.ends_with('.'))
}

/// Two labels or more of letters, digits and inner hyphens, the last one not a number.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && last.len() >= 2
        && !last.bytes().all(|b| b.is_ascii_digit())
}

/// The phone number as typed, with plain digits and hyphens. Required in 24 countries.
pub fn phone(country: Country, text: &str) -> Result<Option<String>, Rule> {
    let example = country.phone().map_or(PHONE_EXAMPLE, |pattern| pattern.example());
    let Some(typed) = optional(text, PHONE_MAX)? else {
        return if country.phone_required() {
            Err(Rule::PhoneMissing { example })
        } else {
            Ok(None)
        };
    };
    let number = ascii_hyphens(&plain(&typed));
    // A spreadsheet that took the number for an amount added these.
    let bare = number.strip_suffix(".0").filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let number = bare.unwrap_or(&number).to_owned();
    let separator = |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/');
    let bare: String = number.chars().filter(|c| !separator(*c)).collect();
    let fits = match country.phone() {
        // A foreign number is a number too: a branch's contact may sit abroad.
        Some(pattern) => pattern.matches(&bare) || is_international(country, &bare),
        None => bare.strip_prefix('+').unwrap_or(&bare).bytes().all(|b| b.is_ascii_digit()),
    };
    if fits { Ok(Some(number)) } else { Err(Rule::PhoneFormat { example }) }
}

/// `+` and 7 to 15 digits (E.164), with the dialling code of another country.
fn is_international(country: Country, bare: &str) -> bool {
    bare.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with(['0'])
            && !digits.starts_with(country.dial_prefix())
    })
}

/// Hyphens, minus signs, dashes and the long-vowel mark that people type for a hyphen.
pub(super) fn ascii_hyphens(text: &str) -> String {
    let dash = |c| matches!(c, '‐'..='―' | '−' | '－' | 'ー' | '─' | 'ｰ' | '﹣');
    text.chars().map(|c| if dash(c) { '-' } else { c }).collect()
}

/// The website of a customer, with `https://` if no scheme was typed. Names of hosts may have
/// letters beyond ASCII, such as `www.meisterbräu.de`.
pub fn website(text: &str) -> Result<Option<String>, Rule> {
    let Some(typed) = optional(text, WEBSITE_MAX)? else { return Ok(None) };
    let (scheme, rest) = typed.split_once("://").unwrap_or(("https", &typed));
    let scheme = scheme.to_ascii_lowercase();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let latin: String = host.chars().map(|c| if c.is_alphanumeric() { 'a' } else { c }).collect();
    let named = is_domain(host) || (!host.is_ascii() && is_domain(&latin));
    let safe = !rest.contains([' ', '"', '<', '>', '\\', '@']);
    if matches!(&*scheme, "http" | "https") && named && safe {
        Ok(Some(format!("{scheme}://{rest}")))
    } else {
        Err(Rule::WebsiteFormat)
    }
}

/// What an education customer has to give (`domain/02`, special qualification).
pub fn education(segment: &str, site: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    if segment.trim().is_empty() {
        rules.push(Rule::EducationSegmentMissing);
    }
    match website(site) {
        Ok(None) => rules.push(Rule::EducationWebsiteMissing),
        Ok(Some(_)) => {}
        Err(rule) => rules.push(rule),
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn land(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn an_email_address_is_plain_and_safe_in_a_header() {
        for good in
            ["taro.yamada@example.co.jp", "o'neill+x@a-b.example", "a@xn--eckwd4c7c.xn--zckzah"]
        {
            assert_eq!(email(good).as_deref(), Ok(good));
        }
        assert_eq!(email(" Taro@EXAMPLE.jp ").as_deref(), Ok("Taro@example.jp"));
        assert_eq!(email("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ").as_deref(), Ok("taro@example.jp"));
        let bad = [
            "taro",
            "@example.jp",
            "taro@",
            "taro@localhost",
            "ta ro@example.jp",
            "a..b@example.jp",
            ".a@example.jp",
            "a@-x.jp",
            "a@example..jp",
            "a@1.2.3.4",
            "山田@example.jp",
            "a@b@c.jp",
            "a@example.j",
            "\"a\"@example.jp",
            "a,b@example.jp",
            "a@example.jp>",
        ];
        for bad in bad {
            assert_eq!(email(bad), Err(Rule::EmailFormat), "{bad}");
        }
        assert_eq!(email(""), Err(Rule::Required));
        assert_eq!(email("a@b.jp\r\nBcc: c@d.jp").unwrap_err().key(), "rule-forbidden-character");
    }

    /// `domain/02`, contact e-mail.
    #[test]
    fn the_contact_is_not_of_the_operator_nor_of_the_partner() {
        let (operator, partner) = (["operator.example".to_owned()], ["Partner.example".to_owned()]);
        let policy = EmailPolicy { operator_domains: &operator, partner_domains: &partner };
        let cases = [
            ("a@operator.example", Some("rule-email-operator-domain")),
            ("a@mail.OPERATOR.example", Some("rule-email-operator-domain")),
            ("a@notoperator.example", None),
            ("a@partner.example", Some("rule-email-partner-domain")),
            ("a@school.onopc.example", None),
            ("a@gmail.com", None),
        ];
        for (text, key) in cases {
            let result = contact_email(text, &policy);
            assert_eq!(result.err().map(|rule| rule.key()), key, "{text}");
        }
    }

    #[test]
    fn an_institution_has_an_address_of_its_own() {
        let tenants = ["onopc.example".to_owned(), "onmicrosoft.com".to_owned()];
        for (text, own) in [
            ("a@school.onopc.example", false),
            ("a@school.onmicrosoft.com", false),
            ("a@GMAIL.com", false),
            ("a@yahoo.co.jp", false),
            ("a@u-tokyo.example", true),
            ("no address", true),
        ] {
            assert_eq!(own_email(text, &tenants).is_ok(), own, "{text}");
        }
    }

    #[test]
    fn phone_numbers_follow_their_country() {
        let cases = [
            ("JP", "03-1234-5678", Ok("03-1234-5678")),
            ("JP", "０３−１２３４−５６７８", Ok("03-1234-5678")),
            ("JP", "090ー1234ー5678", Ok("090-1234-5678")),
            ("JP", "+81 (0)3-1234-5678", Ok("+81 (0)3-1234-5678")),
            ("JP", "1234-5678", Err("rule-phone-format")),
            ("JP", "+1 425 555 0123", Ok("+1 425 555 0123")),
            ("JP", "+81 3", Err("rule-phone-format")),
            ("US", "(425) 555-0123", Ok("(425) 555-0123")),
            ("US", "425-555-012", Err("rule-phone-format")),
            ("DE", "030 123456", Ok("030 123456")),
            ("HU", "06 1 234 5678", Ok("06 1 234 5678")),
            ("HU", "", Err("rule-phone-missing")),
            ("CA", "9054445050.0", Ok("9054445050")),
            ("KR", "0507-1446-2345", Ok("0507-1446-2345")),
            ("ZA", "+27 63 Hey-Joe", Err("rule-phone-format")),
            ("JP", "call me", Err("rule-phone-format")),
        ];
        for (code, text, expected) in cases {
            let result = phone(land(code), text);
            let result = result.as_ref().map(|p| p.as_deref().unwrap_or("")).map_err(Rule::key);
            assert_eq!(result, expected, "{code} {text}");
        }
        assert_eq!(phone(land("JP"), ""), Ok(None));
    }

    #[test]
    fn an_education_customer_needs_a_segment_and_a_website() {
        let keys =
            |segment, site| education(segment, site).iter().map(Rule::key).collect::<Vec<_>>();
        assert_eq!(keys("k12", "school.example/jp"), Vec::<&str>::new());
        assert_eq!(
            keys(" ", ""),
            ["rule-education-segment-missing", "rule-education-website-missing"]
        );
        assert_eq!(keys("k12", "javascript://x"), ["rule-website-format"]);
        assert_eq!(website("school.example"), Ok(Some("https://school.example".to_owned())));
        let umlaut = "http://www.meisterbräu.example".to_owned();
        assert_eq!(website("Http://www.meisterbräu.example"), Ok(Some(umlaut)));
        for wrong in ["https://a@b.example", "ftp://a.example", "http://www..b.example", "http://ä"]
        {
            assert_eq!(website(wrong), Err(Rule::WebsiteFormat), "{wrong}");
        }
    }
}
