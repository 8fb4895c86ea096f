//! The options as they are written: on the command line, in the environment, in the config file.

use crate::failure::Failure;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Every option, each under the same name in three places: `--data-dir`, `OPC_DATA_DIR` and the
/// key `data-dir` of the config file. What is not said is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Options {
    /// File with options (TOML); flags and environment variables go before it
    #[arg(long, env = "OPC_CONFIG")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// Database: `sqlite:PATH` or `postgres://…` [default: opc.db in the data directory]
    #[arg(long, env = "OPC_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Directory of everything kept in files [default: ./opc-data]
    #[arg(long, env = "OPC_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// File of the master key; made if missing [default: master.key in the data directory]
    #[arg(long, env = "OPC_MASTER_KEY_FILE")]
    pub(crate) master_key_file: Option<PathBuf>,
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, env = "OPC_LISTEN")]
    pub(crate) listen: Option<String>,
    /// URL the deployment is reached by [default: the address it listens on]
    #[arg(long, env = "OPC_BASE_URL")]
    pub(crate) base_url: Option<String>,
    /// Networks of proxies in front, whose X-Forwarded-For is believed: 10.0.0.0/8,… [default: none]
    #[arg(long, env = "OPC_TRUSTED_PROXIES")]
    pub(crate) trusted_proxies: Option<String>,
    /// Sandbox with demo data, a mailbox page and a test clock
    #[arg(long, env = "OPC_DEMO", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) demo: Option<bool>,
    /// Let clients move the clock: /test/clock
    #[arg(long, env = "OPC_TEST_CLOCK", num_args = 0..=1, default_missing_value = "true")]
    pub(crate) test_clock: Option<bool>,
    /// Suffix of new customers' domains [default: partnercenter.example]
    #[arg(long, env = "OPC_DOMAIN_SUFFIX")]
    pub(crate) domain_suffix: Option<String>,
    /// The operator's own mail domain [default: operator.example]
    #[arg(long, env = "OPC_OPERATOR_DOMAIN")]
    pub(crate) operator_domain: Option<String>,
    /// New customers the operator verifies before they can buy: none, warned (those added despite
    /// a warning) or all [default: none; in a sandbox: warned]
    #[arg(long, env = "OPC_CUSTOMER_REVIEW")]
    pub(crate) customer_review: Option<String>,
    /// Edition: public, usgov or china [default: public]
    #[arg(long, env = "OPC_CLOUD")]
    pub(crate) cloud: Option<String>,
    /// Where people are managed in an edition that does not do it itself: https://…
    #[arg(long, env = "OPC_DIRECTORY_PORTAL")]
    pub(crate) directory_portal: Option<String>,
    /// Certificate chain (PEM); with it, HTTPS
    #[arg(long, env = "OPC_TLS_CERT")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM)
    #[arg(long, env = "OPC_TLS_KEY")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Bytes of a request body, at most [default: 12582912]
    #[arg(long, env = "OPC_MAX_BODY_BYTES")]
    pub(crate) max_body_bytes: Option<usize>,
    /// Seconds a request may take [default: 30]
    #[arg(long, env = "OPC_REQUEST_SECONDS")]
    pub(crate) request_seconds: Option<u64>,
    /// Requests at a time; more are turned away at once [default: 512]
    #[arg(long, env = "OPC_MAX_CONCURRENCY")]
    pub(crate) max_concurrency: Option<usize>,
    /// API requests a minute of one tenant; 0 switches the limit off [default: 500]
    #[arg(long, env = "OPC_REQUESTS_PER_MINUTE")]
    pub(crate) requests_per_minute: Option<u32>,
    /// Database threads [default: 4]
    #[arg(long, env = "OPC_DB_CONNECTIONS")]
    pub(crate) db_connections: Option<usize>,
    /// How logs are written [default: text]
    #[arg(long, env = "OPC_LOG_FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
    /// Mail server: `smtp://…` or `smtps://…`
    #[arg(long, env = "OPC_SMTP_URL", hide_env_values = true)]
    pub(crate) smtp_url: Option<String>,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// A line for a person.
    #[default]
    Text,
    /// A JSON object per line.
    Json,
}

impl Options {
    /// Reads a config file.
    pub(crate) fn from_file(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
        toml::from_str(&text).map_err(|e| Failure::setting("config", e))
    }

    /// These options; what they do not say is taken from `other`.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            config: self.config.or(other.config),
            database: self.database.or(other.database),
            data_dir: self.data_dir.or(other.data_dir),
            master_key_file: self.master_key_file.or(other.master_key_file),
            listen: self.listen.or(other.listen),
            base_url: self.base_url.or(other.base_url),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            demo: self.demo.or(other.demo),
            test_clock: self.test_clock.or(other.test_clock),
            domain_suffix: self.domain_suffix.or(other.domain_suffix),
            operator_domain: self.operator_domain.or(other.operator_domain),
            customer_review: self.customer_review.or(other.customer_review),
            cloud: self.cloud.or(other.cloud),
            directory_portal: self.directory_portal.or(other.directory_portal),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            max_body_bytes: self.max_body_bytes.or(other.max_body_bytes),
            request_seconds: self.request_seconds.or(other.request_seconds),
            max_concurrency: self.max_concurrency.or(other.max_concurrency),
            requests_per_minute: self.requests_per_minute.or(other.requests_per_minute),
            db_connections: self.db_connections.or(other.db_connections),
            log_format: self.log_format.or(other.log_format),
            smtp_url: self.smtp_url.or(other.smtp_url),
        }
    }
}
