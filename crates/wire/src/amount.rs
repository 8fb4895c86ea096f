//! Amounts of money and rates as JSON numbers, digit for digit.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// Longest accepted text: 38 digits, a sign and a point are more than any currency needs.
const LONGEST: usize = 40;

/// A decimal number in major units of its currency, written without passing through a binary float.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount(Box<str>);

/// Text that is not a plain decimal number such as `-12.30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotAnAmount;

impl Amount {
    /// From minor units: `from_minor(1234, 2)` is `12.34`, `from_minor(1234, 0)` is `1234`.
    pub fn from_minor(minor: i64, decimals: u8) -> Self {
        let places = usize::from(decimals);
        let sign = if minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let point = if places == 0 { "" } else { "." };
        Self(format!("{sign}{whole}{point}{part}").into())
    }
    /// From a decimal text, as `rust_decimal` prints one: digits, at most one point, a minus sign.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        // JSON forbids leading zeros; `007` is not silently made `7`.
        let led = whole.len() > 1 && whole.starts_with('0');
        if text.len() > LONGEST || led || !plain(whole) || !plain(part) {
            return Err(NotAnAmount);
        }
        Ok(Self(text.into()))
    }
    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string()).map_err(ser::Error::custom)?.serialize(s)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_f64(Digits)
    }
}

struct Digits;

impl de::Visitor<'_> for Digits {
    type Value = Amount;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }
    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Amount, E> {
        Ok(Amount(n.to_string().into()))
    }
    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Amount, E> {
        Ok(Amount(n.to_string().into()))
    }
    fn visit_f64<E: de::Error>(self, n: f64) -> Result<Amount, E> {
        // The shortest digits that name this float are the digits the client wrote.
        Amount::parse(&n.to_string()).map_err(|_| E::invalid_value(de::Unexpected::Float(n), &self))
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_with_the_digits_of_its_currency() {
        for (minor, decimals, text) in
            [(1234, 2, "12.34"), (-5, 2, "-0.05"), (980, 0, "980"), (0, 3, "0.000")]
        {
            let written = serde_json::to_string(&Amount::from_minor(minor, decimals)).unwrap();
            assert_eq!(written, text);
        }
    }

    #[test]
    fn the_largest_amount_loses_no_digit() {
        let written = serde_json::to_string(&Amount::from_minor(i64::MAX, 2)).unwrap();
        assert_eq!(written, "92233720368547758.07");
    }

    #[test]
    fn a_tenth_read_is_a_tenth_written() {
        let read: Amount = serde_json::from_str("0.1").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "0.1");
        assert_eq!(serde_json::from_str::<Amount>("7").unwrap().as_str(), "7");
    }

    #[test]
    fn what_json_would_not_accept_is_no_amount() {
        for text in ["", "-", "1.", ".5", "007", "1e5", "NaN", "1,000", "--1"] {
            assert_eq!(Amount::parse(text), Err(NotAnAmount), "{text}");
        }
    }
}
