//! Exact money: whole minor units of a currency. There are no floating-point numbers here.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Text that is not the code of a currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a currency code")]
pub struct NotACurrency;

/// A currency: its ISO 4217 code and how many digits its minor unit has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency {
    code: [u8; 3],
    digits: u8,
}

/// ISO 4217, by the number of digits of the minor unit.
const CODES: [(u8, &str); 3] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
         CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
         GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL \
         MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN \
         PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
         SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
];

impl Currency {
    /// The yen, without a minor unit.
    pub const JPY: Self = Self { code: *b"JPY", digits: 0 };
    /// The US dollar, in which credit limits are kept (`domain/05`).
    pub const USD: Self = Self { code: *b"USD", digits: 2 };
    /// The euro.
    pub const EUR: Self = Self { code: *b"EUR", digits: 2 };

    /// From a three-letter code in upper case.
    pub fn parse(code: &str) -> Result<Self, NotACurrency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().map_err(|_| NotACurrency)?;
        let known = |codes: &str| codes.as_bytes().chunks(4).any(|chunk| chunk[..3] == bytes);
        let digits = CODES.iter().find(|(_, codes)| known(codes)).map(|(digits, _)| *digits);
        digits.map(|digits| Self { code: bytes, digits }).ok_or(NotACurrency)
    }
    /// The ISO 4217 code.
    pub fn code(&self) -> &str {
        // Always ASCII: `parse` compared it with the table.
        std::str::from_utf8(&self.code).unwrap_or_default()
    }
    /// How many digits the minor unit has: JPY 0, USD 2, KWD 3.
    pub const fn digits(self) -> u32 {
        self.digits as u32
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl std::str::FromStr for Currency {
    type Err = NotACurrency;
    fn from_str(code: &str) -> Result<Self, NotACurrency> {
        Self::parse(code)
    }
}
impl TryFrom<String> for Currency {
    type Error = NotACurrency;
    fn try_from(code: String) -> Result<Self, NotACurrency> {
        Self::parse(&code)
    }
}
impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// How an exact amount becomes whole minor units (`domain/06`, rounding policies).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest unit, halves away from zero, so that a credit mirrors its charge.
    HalfUp,
    /// Towards zero: the remainder is cut off.
    Truncate,
}

impl Rounding {
    /// Rounds to a number of digits after the point.
    pub fn round(self, exact: Decimal, digits: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::Truncate => RoundingStrategy::ToZero,
        };
        exact.round_dp_with_strategy(digits, strategy)
    }
}

/// Why an amount could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two amounts of different currencies.
    #[error("different currencies")]
    CurrencyMismatch,
    /// More than 9.2 * 10^18 minor units.
    #[error("amount out of range")]
    Overflow,
    /// A division by nothing.
    #[error("a part of nothing")]
    PartOfNothing,
    /// Text that is not a decimal number with at most the currency's digits.
    #[error("not an amount")]
    NotAnAmount,
}

/// An amount: whole minor units of one currency. Negative amounts are credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// An amount of minor units: `(1250, USD)` is 12.50 dollars, `(1250, JPY)` is 1250 yen.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }
    /// From a decimal string without a currency sign: `-12.50`. More digits than the currency has
    /// are refused, not rounded.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let exact = Decimal::from_str_exact(text).map_err(|_| MoneyError::NotAnAmount)?;
        if exact.normalize().scale() > currency.digits() {
            return Err(MoneyError::NotAnAmount);
        }
        Self::from_decimal(exact, currency, Rounding::HalfUp)
    }
    /// From an exact number of major units.
    pub fn from_decimal(
        exact: Decimal,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Self, MoneyError> {
        let unit = Decimal::from(10_i64.pow(currency.digits()));
        let rounded = rounding.round(exact, currency.digits());
        let minor = rounded.checked_mul(unit).and_then(|minor| minor.to_i64());
        minor.map(|minor| Self { minor, currency }).ok_or(MoneyError::Overflow)
    }
    /// The amount in major units, exactly.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.digits())
    }
    /// Minor units: cents, yen, fils.
    pub const fn minor(self) -> i64 {
        self.minor
    }
    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }
    /// The sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.with(self.minor.checked_add(other.minor))
    }
    /// The difference of two amounts of one currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.with(self.minor.checked_sub(other.minor))
    }
    /// The amount `quantity` times.
    pub fn times(self, quantity: i64) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_mul(quantity))
    }
    /// The amount with the opposite sign: the credit for a charge.
    pub fn negated(self) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_neg())
    }
    /// `part` of `whole` equal parts of the amount, as days of a billing period.
    pub fn prorate(self, part: u32, whole: u32, rounding: Rounding) -> Result<Self, MoneyError> {
        if whole == 0 {
            return Err(MoneyError::PartOfNothing);
        }
        let (whole, product) = (i128::from(whole), i128::from(self.minor) * i128::from(part));
        let (quotient, remainder) = (product / whole, product % whole);
        let away = rounding == Rounding::HalfUp && remainder.abs() * 2 >= whole;
        let step = if away { product.signum() } else { 0 };
        self.with(i64::try_from(quotient + step).ok())
    }
    /// The amount at a rate, such as a discount or an exchange rate into the same currency's units.
    pub fn scaled(self, rate: Decimal, rounding: Rounding) -> Result<Self, MoneyError> {
        let exact = self.to_decimal().checked_mul(rate).ok_or(MoneyError::Overflow)?;
        Self::from_decimal(exact, self.currency, rounding)
    }
    /// The sum of amounts of one currency; nothing sums to zero.
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::CurrencyMismatch) }
    }
    fn with(self, minor: Option<i64>) -> Result<Self, MoneyError> {
        minor.map(|minor| Self { minor, ..self }).ok_or(MoneyError::Overflow)
    }
}

/// The exact decimal string, with all digits of the currency and without its code: `-0.05`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let (unit, width) = (10_u64.pow(self.currency.digits()), self.currency.digits() as usize);
        let (major, rest) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        match width {
            0 => write!(f, "{sign}{major}"),
            _ => write!(f, "{sign}{major}.{rest:0width$}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }
    fn kwd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::parse("KWD").unwrap())
    }

    #[test]
    fn a_currency_knows_its_minor_digits() {
        let digits = |code| Currency::parse(code).map(Currency::digits);
        assert_eq!(digits("JPY"), Ok(0));
        assert_eq!(digits("USD"), Ok(2));
        assert_eq!(digits("ZWG"), Ok(2));
        assert_eq!(digits("KWD"), Ok(3));
        for wrong in ["", "usd", "XYZ", "US", "EURO", "D A", "日"] {
            assert_eq!(digits(wrong), Err(NotACurrency), "{wrong}");
        }
        assert_eq!(Currency::parse("JPY"), Ok(Currency::JPY));
        assert_eq!(Currency::parse("EUR"), Ok(Currency::EUR));
    }

    #[test]
    fn an_amount_is_written_with_all_its_digits() {
        let cases = [
            (usd(123_450), "1234.50"),
            (usd(-5), "-0.05"),
            (usd(0), "0.00"),
            (Money::from_minor(-1250, Currency::JPY), "-1250"),
            (kwd(1), "0.001"),
            (usd(i64::MIN), "-92233720368547758.08"),
        ];
        for (money, text) in cases {
            assert_eq!(money.to_string(), text);
            assert_eq!(Money::parse(text, money.currency()), Ok(money));
        }
    }

    #[test]
    fn an_amount_with_too_many_digits_is_refused() {
        for wrong in ["1.005", "", "x", "1,5", "NaN", "1e3", "92233720368547758.08"] {
            assert!(Money::parse(wrong, Currency::USD).is_err(), "{wrong}");
        }
        assert_eq!(Money::parse("1.500", Currency::USD), Ok(usd(150)));
        assert_eq!(Money::parse("10.5", Currency::JPY), Err(MoneyError::NotAnAmount));
    }

    #[test]
    fn amounts_of_different_currencies_do_not_add_up() {
        let yen = Money::from_minor(1, Currency::JPY);
        assert_eq!(usd(1).checked_add(yen), Err(MoneyError::CurrencyMismatch));
        assert_eq!(usd(1).checked_sub(yen), Err(MoneyError::CurrencyMismatch));
        assert_eq!(usd(7).checked_sub(usd(9)), Ok(usd(-2)));
        assert_eq!(usd(i64::MAX).checked_add(usd(1)), Err(MoneyError::Overflow));
        assert_eq!(usd(i64::MAX).times(2), Err(MoneyError::Overflow));
        assert_eq!(usd(i64::MIN).negated(), Err(MoneyError::Overflow));
        assert_eq!(Money::sum(Currency::USD, [usd(1), usd(2), usd(3)]), Ok(usd(6)));
    }

    #[test]
    fn prorating_names_its_rounding() {
        use Rounding::{HalfUp, Truncate};
        assert_eq!(usd(100).prorate(1, 3, HalfUp), Ok(usd(33)));
        assert_eq!(usd(100).prorate(2, 3, HalfUp), Ok(usd(67)));
        assert_eq!(usd(100).prorate(2, 3, Truncate), Ok(usd(66)));
        assert_eq!(usd(5).prorate(1, 2, HalfUp), Ok(usd(3)));
        assert_eq!(usd(-5).prorate(1, 2, HalfUp), Ok(usd(-3)));
        assert_eq!(usd(-5).prorate(1, 2, Truncate), Ok(usd(-2)));
        assert_eq!(usd(5).prorate(1, 0, HalfUp), Err(MoneyError::PartOfNothing));
        assert_eq!(usd(i64::MAX).prorate(2, 1, HalfUp), Err(MoneyError::Overflow));
    }

    #[test]
    fn a_rate_is_exact_until_it_is_rounded() {
        let rate = Decimal::from_str_exact("0.15").unwrap();
        assert_eq!(usd(1999).scaled(rate, Rounding::HalfUp), Ok(usd(300)));
        assert_eq!(usd(1999).scaled(rate, Rounding::Truncate), Ok(usd(299)));
    }

    proptest! {
        #[test]
        fn a_written_amount_reads_back(minor: i64) {
            for money in [usd(minor), kwd(minor), Money::from_minor(minor, Currency::JPY)] {
                prop_assert_eq!(Money::parse(&money.to_string(), money.currency()), Ok(money));
            }
        }

        #[test]
        fn a_credit_mirrors_its_charge(minor in -1_000_000_000i64..1_000_000_000, part in 0u32..400, whole in 1u32..400) {
            for rounding in [Rounding::HalfUp, Rounding::Truncate] {
                let charge = usd(minor).prorate(part, whole, rounding).unwrap();
                let credit = usd(-minor).prorate(part, whole, rounding).unwrap();
                prop_assert_eq!(charge.negated(), Ok(credit));
            }
        }

        #[test]
        fn parts_miss_the_whole_by_at_most_one_unit(minor in -1_000_000_000i64..1_000_000_000, whole in 1u32..400, cut in 0u32..400) {
            let cut = cut % (whole + 1);
            let part = |days| usd(minor).prorate(days, whole, Rounding::HalfUp).unwrap().minor();
            prop_assert!((part(cut) + part(whole - cut) - minor).abs() <= 1);
        }
    }
}
