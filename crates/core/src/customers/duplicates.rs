//! Is a customer known already (F22, F23 of `domain/source-features.md`)?
//!
//! Two records are alike if they share a key: the registration id in a country, or the name at a
//! postal code. What makes keys equal is in here and pure; the table of keys only remembers them.

use super::{Account, NewCustomer, store};
use crate::{Cx, Fault, access::Scope};
use opc_kernel::{
    country::Country,
    id::CustomerId,
    rule::{Problem, Rule},
    rules::{address::postal, registration::registration_id},
    text::{capitals, search_key},
};
use std::collections::{HashMap, HashSet};

/// A rule that gives a value as it is stored.
type Normal = fn(Country, &str) -> Result<Option<String>, Rule>;

/// What a company is recognised by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    registration: Option<String>,
    place: Option<String>,
}

impl Likeness {
    /// Of an account.
    pub(super) fn of(account: &Account) -> Self {
        let billing = &account.billing;
        let registration = account.registration_id.as_deref().unwrap_or_default();
        Self::new(&billing.country, registration, (&billing.company_name, &billing.postal_code))
    }
    /// Of a customer that is to be added.
    pub(crate) fn of_new(new: &NewCustomer) -> Self {
        let billing = &new.billing;
        let registration = new.registration_id.as_deref().unwrap_or_default();
        Self::new(&billing.country, registration, (&billing.company_name, &billing.postal_code))
    }
    /// Of what was typed. A name that is nothing but signs, or without a postal code, is no
    /// likeness: too many companies would share it.
    pub fn new(country: &str, registration: &str, (name, postal_code): (&str, &str)) -> Self {
        let known = Country::find(country);
        // As it is stored, however it was typed: a country in front of an id is no part of it.
        let stored = |rule: Normal, typed: &str| {
            let clean = known.and_then(|country| rule(country, typed).ok().flatten());
            bare(clean.as_deref().unwrap_or(typed))
        };
        let (registration, name) = (stored(registration_id, registration), search_key(name));
        let postal_code = stored(postal, postal_code);
        let country = known.map_or_else(|| country.trim().to_uppercase(), |c| c.code().to_owned());
        let has_place = !name.is_empty() && !postal_code.is_empty();
        Self {
            registration: (!registration.is_empty()).then(|| format!("r:{country}:{registration}")),
            place: has_place.then(|| format!("p:{country}:{postal_code}:{name}")),
        }
    }
    /// The fields it stands in, each with its key.
    pub(crate) fn keys(&self) -> Vec<(&'static str, &str)> {
        let all = [("registration-id", &self.registration), ("company-name", &self.place)];
        all.into_iter().filter_map(|(field, key)| Some((field, key.as_deref()?))).collect()
    }
    /// The fields in which two companies are alike.
    pub fn shared_with(&self, other: &Self) -> Vec<&'static str> {
        let theirs = other.keys();
        self.keys().into_iter().filter(|key| theirs.contains(key)).map(|(field, _)| field).collect()
    }
}

/// Letters and digits only, in one case and width: people write `1234-5678` and `12345678`.
fn bare(text: &str) -> String {
    capitals(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What there is with the keys that were looked for.
#[derive(Debug, Default)]
pub struct Known {
    own: HashMap<String, (CustomerId, String)>,
    anywhere: HashSet<String>,
}

impl Known {
    /// One look for all of them.
    pub(crate) fn like(
        cx: &mut Cx<'_, '_>,
        scope: Scope,
        new: &[&Likeness],
    ) -> Result<Self, Fault> {
        let keys = new.iter().flat_map(|one| one.keys());
        let keys: Vec<String> = keys.map(|(_, key)| key.to_owned()).collect();
        if keys.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            own: store::keys::own(cx, scope, &keys)?,
            anywhere: store::keys::held(cx, keys)?,
        })
    }
    /// The fields in which some customer, whoever's, is like the new one.
    pub(crate) fn anywhere(
        cx: &mut Cx<'_, '_>,
        new: &Likeness,
    ) -> Result<Vec<&'static str>, Fault> {
        let keys = new.keys();
        let held = store::keys::held(cx, keys.iter().map(|(_, key)| (*key).to_owned()).collect())?;
        Ok(keys
            .into_iter()
            .filter(|(_, key)| held.contains(*key))
            .map(|(field, _)| field)
            .collect())
    }
    /// A warning for each field in which a customer there is is like the new one. Of one's own it
    /// says which; of another partner's only that there is one (`domain/03`).
    pub(crate) fn problems(&self, new: &Likeness) -> Vec<Problem> {
        let rule = |key| match self.own.get(key) {
            Some((id, name)) => {
                Some(Rule::CustomerKnownHere { name: name.clone(), customer: id.to_string() })
            }
            None => self.anywhere.contains(key).then_some(Rule::CustomerKnownElsewhere),
        };
        let keys = new.keys().into_iter();
        keys.filter_map(|(field, key)| Some(Problem::new(field, rule(key)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::create::sort_key;
    use proptest::prelude::*;

    fn jp(registration: &str, name: &str, postal_code: &str) -> Likeness {
        Likeness::new("JP", registration, (name, postal_code))
    }

    #[test]
    fn spelling_does_not_make_another_company() {
        let one = jp("1234-5678", "株式会社アクメ", "100-0004");
        for other in [
            jp("１２３４５６７８", "アクメ", "1000004"),
            jp("12345678", "ｱｸﾒ㈱", "１００－０００４"),
        ] {
            assert_eq!(one.shared_with(&other), ["registration-id", "company-name"], "{other:?}");
        }
        let pl = |country, id, code| Likeness::new(country, id, ("Akme", code));
        let one = pl("PL", "5260250995", "00-950");
        for other in
            [pl("Poland", "PL 526-02-50-995", "PL-00950"), pl("pl", "526.025.09.95", "00 950")]
        {
            assert_eq!(one, other);
        }
    }

    #[test]
    fn the_same_name_elsewhere_is_another_company() {
        let one = jp("", "アクメ", "100-0004");
        for other in
            [jp("", "アクメ", "530-0001"), jp("", "アクメ二", "100-0004"), jp("", "アクメ", "")]
        {
            assert_eq!(one.shared_with(&other), [""; 0], "{other:?}");
        }
        let us = Likeness::new("US", "", ("アクメ", "100-0004"));
        assert_eq!(one.shared_with(&us), [""; 0]);
        assert_eq!(jp("", "", "").keys(), []);
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_of_oneself(
            a in (".{0,12}", ".{0,20}", ".{0,9}"), b in (".{0,12}", ".{0,20}", ".{0,9}"),
        ) {
            let (one, other) = (jp(&a.0, &a.1, &a.2), jp(&b.0, &b.1, &b.2));
            prop_assert_eq!(one.shared_with(&other), other.shared_with(&one));
            prop_assert_eq!(one.shared_with(&one).len(), one.keys().len());
        }

        #[test]
        fn a_key_is_its_own_key(name in ".{0,20}|(株式会社|ｱｵﾊﾞ|Ltd|[ .㈱]){1,5}", id in ".{0,12}|[0-9０-９ -]{4,12}") {
            prop_assert_eq!(bare(&bare(&id)), bare(&id));
            let key = sort_key(&name);
            prop_assert_eq!(sort_key(&key), key);
            prop_assert_eq!(jp(&id, &name, &id), jp(&bare(&id), &search_key(&name), &bare(&id)));
        }

        #[test]
        fn case_blanks_and_hyphens_do_not_matter(id in "[a-z0-9]{4,12}", name in "[a-z]{3,12}") {
            let one = Likeness::new("PL", &id, (&name, "00-950"));
            let spelled = format!(" {}-{} ", &id[..2].to_uppercase(), &id[2..]);
            let other = Likeness::new("pl", &spelled, (&format!(" {} ", name.to_uppercase()), "00950"));
            prop_assert_eq!(one.shared_with(&other).len(), 2);
        }
    }
}
