//! Where a partner may sell.

use super::Country;

/// The countries a partner may have customers in: its own, or the region its country is part of.
///
/// `domain/02` asks that a customer's country be in the partner's market; which countries form a
/// region is data: the European economic area with Switzerland and the United Kingdom is one, the
/// United States with its territories another, every other country is a market of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Market(&'static str);

impl Market {
    /// The market a country belongs to.
    pub fn of(country: Country) -> Self {
        Self(country.market_key())
    }
    /// Whether a partner of this market may add a customer in `country`.
    pub fn contains(self, country: Country) -> bool {
        self.0 == country.market_key()
    }
    /// The countries of the market, in the order of their codes.
    pub fn countries(self) -> impl Iterator<Item = Country> {
        Country::all().filter(move |country| self.contains(*country))
    }
    /// The name of the market in data: a country code, `EUROPE` or `US`.
    pub const fn key(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn a_partner_sells_in_its_own_country_or_region() {
        let cases = [
            ("JP", "JP", true),
            ("JP", "US", false),
            ("DE", "FR", true),
            ("DE", "GB", true),
            ("FR", "CH", true),
            ("DE", "TR", false),
            ("US", "PR", true),
            ("US", "CA", false),
        ];
        for (partner, customer, expected) in cases {
            let market = Market::of(country(partner));
            assert_eq!(
                market.contains(country(customer)),
                expected,
                "{partner} sells in {customer}"
            );
        }
    }

    #[test]
    fn a_market_lists_its_countries() {
        let japan: Vec<_> = Market::of(country("JP")).countries().collect();
        assert_eq!(japan, [country("JP")]);
        assert!(Market::of(country("DE")).countries().count() > 30);
    }
}
