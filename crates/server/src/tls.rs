//! Certificates.

use crate::failure::Failure;
use axum_server::tls_rustls::RustlsConfig;
use std::path::{Path, PathBuf};

/// Makes aws-lc-rs the one crypto provider, whatever other crates bring along.
pub(crate) fn choose_provider() {
    // An error means that one is installed already, which only tests do.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

/// Reads certificate chain and private key.
pub(crate) async fn config((cert, key): &(PathBuf, PathBuf)) -> Result<RustlsConfig, Failure> {
    RustlsConfig::from_pem_file(cert, key).await.map_err(Failure::file(Path::new(cert)))
}
