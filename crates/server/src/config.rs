//! What the options mean: flag before environment before config file before default.

use crate::{
    failure::Failure,
    options::{LogFormat, Options},
    proxies::networks,
};
use ipnet::IpNet;
use opc_api::ApiOptions;
use opc_core::{DbUrl, access::Cloud, secrets::Keyring, vetting::ReviewPolicy};
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

/// The environment variable of the master key itself, as 64 hexadecimal digits. It has no flag:
/// every user of the machine can read command lines.
const MASTER_KEY: &str = "OPC_MASTER_KEY";

/// The settings of this process.
#[derive(Debug)]
pub(crate) struct Config {
    /// Where the data is.
    pub(crate) database: DbUrl,
    /// Directory of everything kept in files.
    pub(crate) data_dir: PathBuf,
    /// Where the master key comes from.
    pub(crate) key: KeySource,
    /// Address and port; port 0 is any free one.
    pub(crate) listen: SocketAddr,
    /// URL the deployment is reached by, without a trailing slash; `None`: the address.
    pub(crate) base_url: Option<String>,
    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub(crate) trusted_proxies: Arc<[IpNet]>,
    /// Whether this is a sandbox.
    pub(crate) demo: bool,
    /// Whether clients may move the clock.
    pub(crate) test_clock: bool,
    /// Suffix of new customers' domains.
    pub(crate) domain_suffix: Option<String>,
    /// The operator's own mail domain.
    pub(crate) operator_domain: Option<String>,
    /// Which new customers the operator verifies.
    pub(crate) customer_review: ReviewPolicy,
    /// Which edition this is.
    pub(crate) cloud: Cloud,
    /// Where people are managed in an edition that does not do it itself.
    pub(crate) directory_portal: Option<String>,
    /// Certificate chain and private key.
    pub(crate) tls: Option<(PathBuf, PathBuf)>,
    /// Limits of requests.
    pub(crate) limits: Limits,
    /// API requests a minute of one tenant; 0: no limit.
    pub(crate) requests_per_minute: u32,
    /// Database threads.
    pub(crate) db_connections: usize,
    /// How logs are written.
    pub(crate) log_format: LogFormat,
    /// Mail server.
    pub(crate) smtp_url: Option<String>,
}

/// Limits of requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of a body, at most.
    pub(crate) body_bytes: usize,
    /// Longest time an answer may take.
    pub(crate) time: Duration,
    /// Requests at a time.
    pub(crate) concurrency: usize,
}

/// Where the master key comes from.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum KeySource {
    /// A file, made if missing.
    File(PathBuf),
    /// The environment.
    Hex(String),
}

impl std::fmt::Debug for KeySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Hex(_) => f.write_str("Hex(…)"),
        }
    }
}

impl Config {
    /// From the command line and the environment, which the options hold already, and the config
    /// file they name.
    pub(crate) fn load(options: Options) -> Result<Self, Failure> {
        let key = std::env::var(MASTER_KEY).ok().filter(|key| !key.is_empty());
        let key = key.filter(|_| options.master_key_file.is_none()).map(KeySource::Hex);
        let file = options.config.as_deref().map(Options::from_file).transpose()?;
        Self::resolve(options.or(file.unwrap_or_default()), key)
    }

    fn resolve(o: Options, key: Option<KeySource>) -> Result<Self, Failure> {
        let data_dir = o.data_dir.unwrap_or_else(|| "opc-data".into());
        let demo = o.demo.unwrap_or(false);
        let database =
            o.database.unwrap_or_else(|| format!("sqlite:{}", data_dir.join("opc.db").display()));
        let key_file = o.master_key_file.unwrap_or_else(|| data_dir.join("master.key"));
        let listen = o.listen.as_deref().unwrap_or("127.0.0.1:8080");
        let tls = match (o.tls_cert, o.tls_key) {
            (Some(cert), Some(key)) => Some((cert, key)),
            (None, None) => None,
            (Some(_), None) => return Err(Failure::setting("tls-key", "missing")),
            (None, Some(_)) => return Err(Failure::setting("tls-cert", "missing")),
        };
        Ok(Self {
            database: database.parse().map_err(|e| Failure::setting("database", e))?,
            key: key.unwrap_or(KeySource::File(key_file)),
            listen: listen.parse().map_err(|e| Failure::setting("listen", e))?,
            base_url: o.base_url.map(|url| base_url(&url)).transpose()?,
            trusted_proxies: networks(&o.trusted_proxies.unwrap_or_default())
                .map_err(|part| Failure::setting("trusted-proxies", part))?,
            demo,
            test_clock: o.test_clock.unwrap_or(demo) || demo,
            domain_suffix: o.domain_suffix.map(|s| s.trim_start_matches('.').to_lowercase()),
            operator_domain: o.operator_domain.map(|s| s.to_lowercase()),
            customer_review: customer_review(o.customer_review.as_deref(), demo)?,
            cloud: cloud(o.cloud.as_deref())?,
            directory_portal: o.directory_portal.map(web_address).transpose()?,
            tls,
            limits: Limits {
                body_bytes: positive("max-body-bytes", o.max_body_bytes, 12 << 20)?,
                time: Duration::from_secs(positive("request-seconds", o.request_seconds, 30)?),
                concurrency: positive("max-concurrency", o.max_concurrency, 512)?,
            },
            requests_per_minute: o
                .requests_per_minute
                .unwrap_or(ApiOptions::default().requests_per_minute),
            db_connections: positive("db-connections", o.db_connections, 4)?,
            log_format: o.log_format.unwrap_or_default(),
            smtp_url: o.smtp_url,
            data_dir,
        })
    }

    /// The deployment's keys; makes the key file if there is none.
    pub(crate) fn keyring(&self) -> Result<Keyring, Failure> {
        match &self.key {
            KeySource::Hex(hex) => Keyring::from_hex(hex),
            KeySource::File(path) => Keyring::load_or_create(path),
        }
        .map_err(|e| Failure::setting("master-key-file", e))
    }
}

fn base_url(url: &str) -> Result<String, Failure> {
    let url = url.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => {
            Ok(url.to_owned())
        }
        _ => Err(Failure::setting("base-url", "write http(s)://HOST[:PORT]")),
    }
}

fn cloud(given: Option<&str>) -> Result<Cloud, Failure> {
    let Some(name) = given else { return Ok(Cloud::default()) };
    let names = || Cloud::ALL.iter().map(|cloud| cloud.name()).collect::<Vec<_>>().join(", ");
    let unknown = || Failure::setting("cloud", format_args!("{name}: write one of {}", names()));
    Cloud::parse(name).ok_or_else(unknown)
}

/// An address that pages can link to.
fn web_address(url: String) -> Result<String, Failure> {
    let whole = url.starts_with("https://") || url.starts_with("http://");
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control());
    let address = (whole && plain).then_some(url);
    address.ok_or_else(|| Failure::setting("directory-portal", "write http(s)://…"))
}

/// A sandbox shows what verification is; elsewhere the operator asks for it.
fn customer_review(given: Option<&str>, demo: bool) -> Result<ReviewPolicy, Failure> {
    match given {
        None if demo => Ok(ReviewPolicy::Warned),
        None => Ok(ReviewPolicy::default()),
        Some(name) => {
            ReviewPolicy::parse(name).ok_or_else(|| Failure::setting("customer-review", name))
        }
    }
}

fn positive<T: Default + PartialEq>(
    key: &'static str,
    given: Option<T>,
    default: T,
) -> Result<T, Failure> {
    let value = given.unwrap_or(default);
    if value == T::default() { Err(Failure::setting(key, "0")) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use std::process::Command;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn parse(line: &str) -> Options {
        Line::try_parse_from(line.split(' ')).unwrap().options
    }

    fn file(text: &str) -> Options {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_nobody_says_has_a_default() {
        let config = Config::resolve(Options::default(), None).unwrap();
        assert!(matches!(&config.database, DbUrl::Sqlite(p) if p.ends_with("opc-data/opc.db")));
        assert_eq!(config.key, KeySource::File("opc-data/master.key".into()));
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert!(!config.demo && !config.test_clock);
        assert_eq!(config.cloud, Cloud::Public);
    }

    #[test]
    fn a_flag_goes_before_the_config_file_and_the_file_before_the_default() {
        let file = file("listen = '127.0.0.1:1'\ndata-dir = 'from-file'\ndemo = true");
        let config = Config::resolve(parse("opc --listen 127.0.0.1:2").or(file), None).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.data_dir, PathBuf::from("from-file"));
        assert!(config.demo && config.test_clock);
        assert_eq!(config.limits.concurrency, 512);
    }

    #[test]
    fn a_flag_can_switch_off_what_the_file_switches_on() {
        let options = parse("opc --demo=false").or(file("demo = true"));
        assert!(!Config::resolve(options, None).unwrap().demo);
    }

    /// Runs itself with another environment: a test must not change its own, which others share.
    #[test]
    fn the_environment_stands_between_flag_and_file() {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "config::tests::child_with_environment", "--ignored"])
            .env("OPC_LISTEN", "127.0.0.1:3")
            .env("OPC_DATA_DIR", "from-environment")
            .env("OPC_DEMO", "true")
            .env(MASTER_KEY, "ab".repeat(32))
            .output()
            .unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    }

    #[test]
    #[ignore = "run by the_environment_stands_between_flag_and_file"]
    fn child_with_environment() {
        let options = parse("opc --listen 127.0.0.1:2");
        let file = file("data-dir = 'from-file'\ndb-connections = 9");
        let config = Config::resolve(options.or(file), None).unwrap();
        assert_eq!(config.listen.port(), 2, "flag before environment");
        assert_eq!(config.data_dir, PathBuf::from("from-environment"), "environment before file");
        assert_eq!(config.db_connections, 9, "file before default");
        assert!(config.demo);
        assert_eq!(Config::load(parse("opc")).unwrap().key, KeySource::Hex("ab".repeat(32)));
        let named = Config::load(parse("opc --master-key-file k")).unwrap();
        assert_eq!(named.key, KeySource::File("k".into()));
    }

    #[test]
    fn what_cannot_work_is_refused_by_name() {
        let refused = |options: &str| {
            let failure = Config::resolve(parse(options), None).unwrap_err();
            failure.to_string().split(':').next().unwrap_or_default().to_owned()
        };
        assert_eq!(refused("opc --database mysql:x"), "database");
        assert_eq!(refused("opc --listen here"), "listen");
        assert_eq!(refused("opc --base-url example.com"), "base-url");
        assert_eq!(refused("opc --tls-cert a.pem"), "tls-key");
        assert_eq!(refused("opc --trusted-proxies proxy"), "trusted-proxies");
        assert_eq!(refused("opc --customer-review some"), "customer-review");
        assert_eq!(refused("opc --max-concurrency 0"), "max-concurrency");
        assert_eq!(refused("opc --cloud moon"), "cloud");
        assert_eq!(refused("opc --directory-portal javascript:x"), "directory-portal");
        assert!(toml::from_str::<Options>("lisen = 'x'").is_err(), "a mistyped key is no setting");
    }
}
