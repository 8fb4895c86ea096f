//! The keys of access tokens: ES256 only, made and retired by the deployment itself.
//!
//! Deliberately absent: any other algorithm, keys named by the token (`jwk`, `jku`, `x5u`), and
//! the library's own look at the clock.

use crate::{
    Core, Cx, Fault, Pending,
    access::{Claims, Request},
    secrets::{digest, random_token},
};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use opc_db::sql;
use opc_kernel::{
    id::{ApplicationId, OrganisationId, UserId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fmt,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

/// Seconds an access token lives (`reference/wire.md`, Tokens).
pub(super) const ACCESS_SECONDS: i64 = 3600;
/// Seconds a key signs before a new one takes over.
const SIGNING_SECONDS: i64 = 30 * 86_400;
/// Seconds a key verifies.
const KEY_SECONDS: i64 = 60 * 86_400;
/// Verified tokens remembered; when full, all are forgotten.
const CACHE_MAX: usize = 10_000;
/// Bytes of the longest token looked at. Ours have about 800.
const TOKEN_MAX: usize = 4096;
/// Seconds another node's clock may be ahead of ours.
const SKEW: i64 = 60;
/// Seconds between two readings of the keys because of unknown key ids.
const RELOAD_SECONDS: i64 = 5;
const PURPOSE: &str = "signing key";

/// A public key as `/discovery/keys` shows it: P-256, ES256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its id: `kid`.
    pub kid: String,
    /// The x coordinate, base64url.
    pub x: String,
    /// The y coordinate, base64url.
    pub y: String,
}

/// A key ready for use.
#[derive(Clone)]
struct Key {
    kid: String,
    pkcs8: Vec<u8>,
    public: Vec<u8>,
    created_at: Timestamp,
    retires_at: Timestamp,
}

#[derive(Default)]
struct Keys {
    /// Newest first.
    list: Vec<Key>,
    base_url: String,
    loaded_at: Option<Timestamp>,
}

/// A token that was verified, and when it is good.
#[derive(Clone, Copy)]
struct Verified {
    claims: Claims,
    not_before: i64,
    expires: i64,
}

/// Signs and verifies access tokens. Shared by all threads of a node.
#[derive(Default)]
pub struct SigningKeys {
    keys: RwLock<Keys>,
    cache: RwLock<HashMap<[u8; 32], Verified>>,
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeys(…)")
    }
}

/// The claims of an access token. The names are those clients of the wire look for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Body {
    iss: String,
    aud: String,
    /// The person, or the application that acts on its own.
    sub: uuid::Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    oid: Option<UserId>,
    tid: OrganisationId,
    appid: ApplicationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    epoch: Option<i64>,
    amr: Vec<String>,
    iat: i64,
    nbf: i64,
    exp: i64,
    ver: String,
}

/// A panic elsewhere cannot leave the maps half-written: each change is one assignment.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}
fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

impl SigningKeys {
    fn install(&self, keys: Vec<Key>, base_url: &str, now: Timestamp) {
        *write(&self.keys) =
            Keys { list: keys, base_url: base_url.to_owned(), loaded_at: Some(now) };
        // A token of a key that is gone must not live on.
        write(&self.cache).clear();
    }

    /// Whether a new key is due.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        is_due(read(&self.keys).list.first().map(|k| k.created_at), now)
    }

    /// The public halves of all keys that verify, newest first.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        let coordinates = |k: &Key| {
            // An uncompressed point: 4, then x and y of 32 bytes each.
            let (x, y) = k.public.get(1..65)?.split_at(32);
            let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
            Some(PublicKey { kid: k.kid.clone(), x: text(x), y: text(y) })
        };
        read(&self.keys).list.iter().filter_map(coordinates).collect()
    }

    /// An access token with these claims, good from now for an hour.
    pub(super) fn sign(&self, claims: &Claims, now: Timestamp) -> Result<String, Fault> {
        let keys = read(&self.keys);
        let key = keys.list.first();
        let key = key.ok_or_else(|| Fault::Internal("no signing key".into()))?;
        let body = Body::new(claims, &keys.base_url, now);
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, &body, &EncodingKey::from_ec_der(&key.pkcs8))
            .map_err(|e| Fault::Internal(format!("signing a token: {e}")))
    }

    /// What the token says, if one of our keys signed it for this deployment and it is good now.
    pub fn verify(&self, token: &str, now: Timestamp) -> Option<Claims> {
        if token.len() > TOKEN_MAX {
            return None;
        }
        let name = digest(token.as_bytes());
        let known = read(&self.cache).get(&name).copied();
        if let Some(known) = known {
            return known.at(now);
        }
        let verified = self.check(token, now)?;
        let claims = verified.at(now)?;
        let mut cache = write(&self.cache);
        if cache.len() >= CACHE_MAX {
            cache.clear();
        }
        cache.insert(name, verified);
        Some(claims)
    }

    fn check(&self, token: &str, now: Timestamp) -> Option<Verified> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        if header.alg != Algorithm::ES256 {
            return None;
        }
        let kid = header.kid?;
        let (public, base_url) = {
            let keys = read(&self.keys);
            let key = keys.list.iter().find(|k| k.kid == kid && now < k.retires_at)?;
            (key.public.clone(), keys.base_url.clone())
        };
        let mut validation = Validation::new(Algorithm::ES256);
        // The library asks the machine's clock; ours may have been moved. `Verified::at` asks ours.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.set_audience(&[base_url.as_str()]);
        validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
        let key = DecodingKey::from_ec_der(&public);
        let body: Body = jsonwebtoken::decode(token, &key, &validation).ok()?.claims;
        (body.iss == issuer(&base_url, body.tid)).then(|| body.verified())
    }

    /// Whether the token names a key this node has not read yet: another node may have made it.
    /// `false` if the keys were read a moment ago, so that forged tokens cost nothing.
    pub fn may_be_newer(&self, token: &str, now: Timestamp) -> bool {
        if token.len() > TOKEN_MAX {
            return false;
        }
        let Some(kid) = jsonwebtoken::decode_header(token).ok().and_then(|h| h.kid) else {
            return false;
        };
        let keys = read(&self.keys);
        let rested = keys.loaded_at.is_none_or(|at| {
            now.micros().abs_diff(at.micros()) >= RELOAD_SECONDS.unsigned_abs() * 1_000_000
        });
        rested && keys.list.iter().all(|k| k.kid != kid)
    }
}

/// Who a token says issued it.
pub(super) fn issuer(base_url: &str, tenant: OrganisationId) -> String {
    format!("{base_url}/{tenant}/v2.0")
}

fn is_due(newest: Option<Timestamp>, now: Timestamp) -> bool {
    newest.is_none_or(|created| created.plus_seconds(SIGNING_SECONDS) <= now)
}

impl Verified {
    fn at(self, now: Timestamp) -> Option<Claims> {
        let now = now.seconds();
        (now < self.expires && self.not_before <= now + SKEW).then_some(self.claims)
    }
}

impl Body {
    fn new(claims: &Claims, base_url: &str, now: Timestamp) -> Self {
        use opc_kernel::id::Id;
        let (user, epoch) = claims.user.unzip();
        let mut amr = Vec::new();
        if user.is_some() {
            amr.push("pwd".to_owned());
        }
        if claims.mfa {
            amr.push("mfa".to_owned());
        }
        Self {
            iss: issuer(base_url, claims.organisation),
            aud: base_url.to_owned(),
            sub: user.map_or(claims.application.uuid(), Id::uuid),
            oid: user,
            tid: claims.organisation,
            appid: claims.application,
            epoch,
            amr,
            iat: now.seconds(),
            nbf: now.seconds(),
            exp: now.seconds() + ACCESS_SECONDS,
            ver: "2.0".to_owned(),
        }
    }

    fn verified(&self) -> Verified {
        let claims = Claims {
            organisation: self.tid,
            application: self.appid,
            user: self.oid.map(|user| (user, self.epoch.unwrap_or(-1))),
            mfa: self.amr.iter().any(|method| method == "mfa"),
        };
        Verified { claims, not_before: self.nbf, expires: self.exp }
    }
}

/// Reads the signing keys, makes a new one when the newest is 30 days old, and drops those past
/// their end. Called at start and every hour; several nodes may do it at the same time. Blocks.
pub fn refresh_signing_keys(core: &Core) -> Result<(), Fault> {
    let upkeep = core.read_blocking(Request::system(), |cx| {
        load(cx)?;
        let last = oldest_end(cx)?;
        Ok(cx.env().signing.is_due(cx.now()) || last.is_some_and(|end| end <= cx.now()))
    })?;
    if upkeep {
        core.write_blocking(Request::system(), renew)?;
        core.read_blocking(Request::system(), load)?;
    }
    Ok(())
}

/// Reads the signing keys again, for a token that names a key of another node
/// ([`SigningKeys::may_be_newer`]).
pub fn reload_signing_keys(core: &Core) -> Pending<()> {
    core.read(Request::system(), load)
}

/// Makes the keys in the database those of this node.
fn load(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let rows = cx.all(
        sql!(
            "SELECT kid, private_key, public_key, created_at, retires_at FROM signing_keys
             WHERE retires_at > $1 ORDER BY created_at DESC, kid DESC LIMIT 100"
        ),
        &[cx.now().into()],
        |r| {
            Ok(Key {
                kid: r.take()?,
                pkcs8: r.take()?,
                public: r.take()?,
                created_at: r.take()?,
                retires_at: r.take()?,
            })
        },
    )?;
    let mut keys = Vec::with_capacity(rows.len());
    for mut key in rows {
        key.pkcs8 =
            cx.env().keyring.open(PURPOSE, &key.pkcs8).ok_or_else(|| {
                Fault::Internal(format!("the signing key {} does not open", key.kid))
            })?;
        keys.push(key);
    }
    cx.env().signing.install(keys, &cx.env().settings.base_url, cx.now());
    Ok(())
}

fn oldest_end(cx: &mut Cx<'_, '_>) -> Result<Option<Timestamp>, Fault> {
    cx.first(sql!("SELECT retires_at FROM signing_keys ORDER BY retires_at LIMIT 1"), &[], |r| {
        r.take()
    })
}

fn renew(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    cx.execute(sql!("DELETE FROM signing_keys WHERE retires_at <= $1"), &[cx.now().into()])?;
    // Asked again inside the transaction: another node may have been faster.
    let newest: Option<Timestamp> = cx.first(
        sql!("SELECT created_at FROM signing_keys ORDER BY created_at DESC LIMIT 1"),
        &[],
        |r| r.take(),
    )?;
    if !is_due(newest, cx.now()) {
        return Ok(());
    }
    let key = new_key(cx.now())?;
    cx.execute(
        sql!(
            "INSERT INTO signing_keys (kid, private_key, public_key, created_at, retires_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kid) DO NOTHING"
        ),
        &[
            key.kid.into(),
            cx.env().keyring.seal(PURPOSE, &key.pkcs8).into(),
            key.public.into(),
            key.created_at.into(),
            key.retires_at.into(),
        ],
    )?;
    Ok(())
}

fn new_key(now: Timestamp) -> Result<Key, Fault> {
    let failed = |_| Fault::Internal("a signing key cannot be made".into());
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(failed)?;
    let pkcs8 = pair.to_pkcs8v1().map_err(failed)?;
    Ok(Key {
        kid: random_token()[..16].to_owned(),
        pkcs8: pkcs8.as_ref().to_vec(),
        public: pair.public_key().as_ref().to_vec(),
        created_at: now,
        retires_at: now.plus_seconds(KEY_SECONDS),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::Id;
    use uuid::Uuid;

    const BASE: &str = "https://partner.example";
    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn with(keys: Vec<Key>) -> SigningKeys {
        let signing = SigningKeys::default();
        signing.install(keys, BASE, NOW);
        signing
    }
    fn signing() -> SigningKeys {
        with(vec![new_key(NOW).unwrap()])
    }
    fn claims() -> Claims {
        Claims {
            organisation: OrganisationId::from_uuid(Uuid::from_u128(1)),
            application: ApplicationId::from_uuid(Uuid::from_u128(2)),
            user: Some((UserId::from_uuid(Uuid::from_u128(3)), 7)),
            mfa: true,
        }
    }
    /// A token with this header and body, signed by the node's own key.
    fn forged(signing: &SigningKeys, header: &Header, body: &Body) -> String {
        let key = EncodingKey::from_ec_der(&read(&signing.keys).list[0].pkcs8);
        jsonwebtoken::encode(header, body, &key).unwrap()
    }
    fn header(signing: &SigningKeys) -> Header {
        let kid = Some(read(&signing.keys).list[0].kid.clone());
        Header { kid, ..Header::new(Algorithm::ES256) }
    }

    #[test]
    fn a_token_says_again_what_was_signed() {
        let signing = signing();
        let app_only = Claims { user: None, mfa: false, ..claims() };
        for claims in [claims(), app_only, Claims { mfa: false, ..claims() }] {
            let token = signing.sign(&claims, NOW).unwrap();
            assert_eq!(signing.verify(&token, NOW), Some(claims));
            assert_eq!(signing.verify(&token, NOW), Some(claims), "from memory");
        }
    }

    #[test]
    fn a_token_ends_after_an_hour_by_our_clock_remembered_or_not() {
        let signing = signing();
        let token = signing.sign(&claims(), NOW).unwrap();
        let late = NOW.plus_seconds(ACCESS_SECONDS);
        assert_eq!(signing.verify(&token, late), None);
        assert!(signing.verify(&token, late.plus_seconds(-1)).is_some());
        assert_eq!(signing.verify(&token, late), None);
        assert_eq!(signing.verify(&token, NOW.plus_seconds(-SKEW - 1)), None);
    }

    #[test]
    fn a_token_of_another_key_or_another_deployment_is_refused() {
        let (ours, theirs) = (signing(), signing());
        let token = theirs.sign(&claims(), NOW).unwrap();
        assert_eq!(ours.verify(&token, NOW), None, "unknown key id");
        let body = Body::new(&claims(), BASE, NOW);
        let token = forged(&theirs, &header(&ours), &body);
        assert_eq!(ours.verify(&token, NOW), None, "our key id, their key");
        for base in ["https://other.example", ""] {
            let token = forged(&ours, &header(&ours), &Body::new(&claims(), base, NOW));
            assert_eq!(ours.verify(&token, NOW), None, "{base}");
        }
        let foreign = Body { iss: format!("{BASE}/{}/v2.0", Uuid::nil()), ..body };
        assert_eq!(ours.verify(&forged(&ours, &header(&ours), &foreign), NOW), None, "issuer");
    }

    #[test]
    fn only_es256_is_a_signature() {
        let signing = signing();
        let kid = header(&signing).kid;
        let public = read(&signing.keys).list[0].public.clone();
        let body = Body::new(&claims(), BASE, NOW);
        // The classic confusion: HMAC keyed with the public key.
        let header = Header { kid: kid.clone(), ..Header::new(Algorithm::HS256) };
        let token = jsonwebtoken::encode(&header, &body, &EncodingKey::from_secret(&public));
        assert_eq!(signing.verify(&token.unwrap(), NOW), None);
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let none = part(serde_json::json!({ "alg": "none", "kid": kid }));
        let token = format!("{none}.{}.", part(serde_json::to_value(&body).unwrap()));
        assert_eq!(signing.verify(&token, NOW), None);
        let nameless = forged(&signing, &Header::new(Algorithm::ES256), &body);
        assert_eq!(signing.verify(&nameless, NOW), None);
    }

    #[test]
    fn a_changed_token_is_refused() {
        let signing = signing();
        let token = signing.sign(&claims(), NOW).unwrap();
        let parts: Vec<_> = token.split('.').collect();
        let body = Body::new(&Claims { mfa: true, user: None, ..claims() }, BASE, NOW);
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_string(&body).unwrap());
        for changed in [
            format!("{}.{body}.{}", parts[0], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            format!("{}.{}", parts[0], parts[1]),
            format!("{token}A"),
            "a.".repeat(TOKEN_MAX),
            String::new(),
        ] {
            assert_eq!(signing.verify(&changed, NOW), None, "{changed}");
        }
    }

    #[test]
    fn a_retired_key_verifies_nothing() {
        let mut old = new_key(NOW.plus_seconds(-KEY_SECONDS)).unwrap();
        old.retires_at = NOW;
        let signing = with(vec![old]);
        let token = signing.sign(&claims(), NOW.plus_seconds(-1)).unwrap();
        assert_eq!(signing.verify(&token, NOW), None);
        assert!(signing.is_due(NOW));
    }

    #[test]
    fn the_memory_of_verified_tokens_is_bounded() {
        let signing = signing();
        let verified = Body::new(&claims(), BASE, NOW).verified();
        for n in 0..CACHE_MAX {
            write(&signing.cache).insert(digest(&n.to_be_bytes()), verified);
        }
        let token = signing.sign(&claims(), NOW).unwrap();
        assert!(signing.verify(&token, NOW).is_some());
        assert_eq!(read(&signing.cache).len(), 1);
        assert_eq!(signing.verify("forged", NOW), None);
        assert_eq!(read(&signing.cache).len(), 1, "what is refused is not remembered");
    }

    #[test]
    fn a_key_of_another_node_is_looked_for_but_not_too_often() {
        let (ours, theirs) = (signing(), signing());
        let token = theirs.sign(&claims(), NOW).unwrap();
        assert!(!ours.may_be_newer(&token, NOW));
        let later = NOW.plus_seconds(RELOAD_SECONDS);
        assert!(ours.may_be_newer(&token, later));
        assert!(!ours.may_be_newer(&ours.sign(&claims(), NOW).unwrap(), later));
        assert!(!ours.may_be_newer("forged", later));
    }

    #[test]
    fn the_public_half_has_two_coordinates_of_32_bytes() {
        let keys = signing().public_keys();
        assert_eq!(keys.len(), 1);
        let length = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap().len();
        assert_eq!((length(&keys[0].x), length(&keys[0].y)), (32, 32));
    }
}
