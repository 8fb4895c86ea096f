//! How often somebody may be wrong about a secret, by where they are in the network and by the name
//! whose password they try.
//!
//! What is right is not known before it was looked at, and many may look at once. So every guess
//! is counted before, and given back when it was not wrong.
//!
//! Names count as they were typed, whether anybody has them or not: the pause says nothing about
//! who exists. It is long where the guesses come from and short everywhere else, so that nobody at
//! one address shuts another out. See [`Windows`] for what several nodes do.

use crate::{Fault, pauses::Pauses, secrets::digest, windows::Windows};
use opc_kernel::time::Timestamp;
use std::net::{IpAddr, Ipv6Addr};

/// Wrong passwords, codes and secrets in a window: an office behind one address has that many
/// slips of the finger, and four more a minute get nobody far.
const WRONG_MAX: u32 = 50;
/// Wrong passwords of one name in a minute, from everywhere: more than one address gets to, and
/// few enough that a minute's wait is all a crowd of addresses can do to the owner of the name.
const WRONG_OF_NAME_MAX: u32 = 10;
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

/// Digest of a sign-in name as it was typed, but for case and blanks around it.
type Name = [u8; 32];

fn name_of(typed: &str) -> Name {
    digest(typed.trim().to_lowercase().as_bytes())
}

/// The counts of one node. A request whose network is not known is counted by name only.
#[derive(Debug)]
pub struct Guesses {
    wrong: Windows<(Guesser, Network)>,
    pauses: Pauses<(Name, Option<Network>)>,
    names: Windows<Name>,
    device_codes: Windows<Network>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            wrong: Windows::new(WRONG_MAX, WINDOW),
            pauses: Pauses::default(),
            names: Windows::new(WRONG_OF_NAME_MAX, 60),
            device_codes: Windows::new(DEVICE_CODES_MAX, WINDOW),
        }
    }
}

impl Guesses {
    /// Counts a guess before it is looked at. Answers the seconds to wait if somebody there was
    /// wrong too often.
    pub fn begin(&self, who: Guesser, from: Option<Network>, now: Timestamp) -> Result<(), u32> {
        let share = from.and_then(|network| self.wrong.count((who, network), now));
        share.filter(|share| share.exceeded).map_or(Ok(()), |share| Err(share.reset))
    }
    /// Takes back a guess that was not wrong.
    pub fn give_back(&self, who: Guesser, from: Option<Network>) {
        if let Some(network) = from {
            self.wrong.give_back(&(who, network));
        }
    }
    /// Forgets the wrong passwords of a name: it has been given another one.
    pub(crate) fn forgive(&self, name: &str) {
        let name = name_of(name);
        self.pauses.forget(|(of, _)| *of == name);
    }

    /// Lets `look` look at a password of this name, unless it pauses, and counts whether it was
    /// wrong by the answer.
    pub(crate) fn password<T, E: From<Fault>>(
        &self,
        (name, from): (&str, Option<Network>),
        now: Timestamp,
        is_wrong: impl Fn(&E) -> bool,
        look: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let name = name_of(name);
        let paused = |retry_after| E::from(Fault::TooMany { retry_after });
        let key = (name, from);
        self.pauses.begin(key, now).map_err(paused)?;
        if let Some(share) = self.names.count(name, now).filter(|share| share.exceeded) {
            self.pauses.give_back(&key, now);
            return Err(paused(share.reset));
        }
        let answer = look();
        match &answer {
            Err(e) if is_wrong(e) => return answer,
            Err(_) => self.pauses.give_back(&key, now),
            Ok(_) => self.pauses.forget(|known| *known == key),
        }
        self.names.give_back(&name);
        answer
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
