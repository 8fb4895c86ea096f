//! How often somebody may be wrong about a secret, by where they are in the network.
//!
//! Beside the pause of each user (`identity`): that one stops many guesses at one password, this
//! one a few guesses at each of many. See [`Windows`] for what several nodes do.

use crate::windows::Windows;
use opc_kernel::time::Timestamp;
use std::net::{IpAddr, Ipv6Addr};

/// Wrong passwords, codes and secrets in a window: an office behind one address has that many
/// slips of the finger, and four more a minute get nobody far.
const WRONG_MAX: u32 = 50;
/// Device codes asked for in a window; each is a row of the database.
const DEVICE_CODES_MAX: u32 = 100;
/// Seconds of a window.
const WINDOW: i64 = 600;

/// Where a request comes from, as far as one customer of an internet provider is told from the
/// next: an IPv4 address, or the first 64 bits of an IPv6 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let bits = u128::from(v6) >> 64 << 64;
                IpAddr::V6(Ipv6Addr::from(bits))
            }
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// Who is wrong. Counted apart: a program left behind with an old secret keeps none of the people
/// at the same address from signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guesser {
    /// Somebody at a page of the portal.
    Person,
    /// A program at the token endpoint.
    Program,
}

/// The counts of one node. A request whose network is not known is not counted.
#[derive(Debug)]
pub struct Guesses {
    wrong: Windows<(Guesser, Network)>,
    device_codes: Windows<Network>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            wrong: Windows::new(WRONG_MAX, WINDOW),
            device_codes: Windows::new(DEVICE_CODES_MAX, WINDOW),
        }
    }
}

impl Guesses {
    /// Seconds until somebody there may try again, if they were wrong too often.
    pub fn wait(&self, who: Guesser, from: Option<Network>, now: Timestamp) -> Option<u32> {
        self.wrong.wait(&(who, from?), now)
    }
    /// Counts something wrong.
    pub fn wrong(&self, who: Guesser, from: Option<Network>, now: Timestamp) {
        from.map(|network| self.wrong.count((who, network), now));
    }
    /// Counts a device code asked for; answers the seconds to wait if it is one too many.
    pub fn device_code(&self, from: Option<Network>, now: Timestamp) -> Option<u32> {
        let share = self.device_codes.count(from?, now)?;
        share.exceeded.then_some(share.reset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::from(text.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn one_subscriber_is_one_network_whatever_the_address() {
        assert_eq!(network("192.0.2.1"), network("::ffff:192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("2001:db8:0:1::1"), network("2001:db8:0:1:ffff::2"));
        assert_ne!(network("2001:db8:0:1::1"), network("2001:db8:0:2::1"));
    }
}
