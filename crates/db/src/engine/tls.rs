//! How a PostgreSQL server is reached: `sslmode` and `sslrootcert` of its URL.
//!
//! - `disable`: never encrypted. `prefer`, the default: encrypted if the server offers it.
//! - `require`: encrypted. Neither looks at the certificate, unless `sslrootcert` names a file.
//! - `verify-full`, or `require` with `sslrootcert`: encrypted, with a certificate for this host
//!   from an authority in the file, or from a public one if no file is named.

use super::url::UrlError;
use crate::DbError;
use postgres::{Client, Config, config::SslMode};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// A PostgreSQL server, and how to reach it.
#[derive(Clone)]
pub struct Server {
    pub(crate) config: Config,
    tls: MakeRustlsConnect,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The driver leaves the password out.
        self.config.fmt(f)
    }
}

impl Server {
    /// From `postgres://USER@HOST/DATABASE?…`.
    pub(super) fn parse(url: &str) -> Result<Self, UrlError> {
        let (mut mode, mut roots, mut rest) = ("prefer", None, Vec::new());
        let (address, query) = url.split_once('?').unwrap_or((url, ""));
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = value,
                Some(("sslrootcert", file)) => roots = Some(decoded(file)),
                _ => rest.push(pair),
            }
        }
        let (ssl_mode, is_verified) = match mode {
            "disable" => (SslMode::Disable, false),
            "prefer" => (SslMode::Prefer, false),
            "require" => (SslMode::Require, roots.is_some()),
            "verify-full" => (SslMode::Require, true),
            other => return Err(UrlError::SslMode(other.to_owned())),
        };
        let mut config: Config = format!("{address}?{}", rest.join("&"))
            .parse()
            .map_err(|e: postgres::Error| UrlError::Postgres(e.to_string()))?;
        config.ssl_mode(ssl_mode);
        let provider = Arc::new(aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|e| UrlError::Postgres(e.to_string()))?;
        let tls = if is_verified {
            tls.with_root_certificates(authorities(roots.as_deref())?)
        } else {
            tls.dangerous().with_custom_certificate_verifier(Arc::new(Anybody(provider)))
        };
        Ok(Self { config, tls: MakeRustlsConnect::new(tls.with_no_client_auth()) })
    }

    pub(crate) fn connect(&self) -> Result<Client, DbError> {
        self.config.connect(self.tls.clone()).map_err(|e| DbError::of_server(&e))
    }
}

/// A file name as it stands in a URL.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn authorities(file: Option<&str>) -> Result<RootCertStore, UrlError> {
    let Some(file) = file else {
        return Ok(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect());
    };
    let wrong = |why: String| UrlError::RootCertificate { file: file.to_owned(), why };
    let mut roots = RootCertStore::empty();
    for found in CertificateDer::pem_file_iter(file).map_err(|e| wrong(e.to_string()))? {
        let found = found.map_err(|e| wrong(e.to_string()))?;
        roots.add(found).map_err(|e| wrong(e.to_string()))?;
    }
    if roots.is_empty() { Err(wrong("no certificate".to_owned())) } else { Ok(roots) }
}

/// Encrypts to whoever answers: keeps out who listens, not who stands in between.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, signed, &self.0.signature_verification_algorithms)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests;
