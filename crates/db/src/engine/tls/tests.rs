//! A server whose certificate is right, wrong or not there.

use super::*;
use crate::Url;
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use std::{net::SocketAddr, path::PathBuf};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

/// Speaks TLS in front of the server at `OPC_TEST_POSTGRES`, as a server with `ssl=on` does.
struct Front {
    _runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
    address: SocketAddr,
    database: String,
    roots: PathBuf,
}

impl Front {
    /// With a certificate of its own for this name; `None` if PostgreSQL is left out of this run.
    fn of(name: &str) -> Option<Self> {
        let Ok(server) = std::env::var("OPC_TEST_POSTGRES") else {
            let only = std::env::var("OPC_TEST_ENGINES").unwrap_or_default();
            assert_eq!(only, "sqlite", "set OPC_TEST_POSTGRES, or OPC_TEST_ENGINES=sqlite");
            return None;
        };
        let (_, rest) = server.split_once('@').unwrap();
        let (behind, database) = rest.split_once('/').unwrap();
        let (behind, database) = (behind.to_owned(), database.to_owned());
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let roots = folder.path().join("root ca.pem");
        std::fs::write(&roots, made.cert.pem()).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(relay(listener, TlsAcceptor::from(Arc::new(config)), behind));
        Some(Self { _runtime: runtime, _folder: folder, address, database, roots })
    }

    fn reach(&self, query: &str) -> Result<(), String> {
        let url = format!("postgres://opc@{}/{}?{query}", self.address, self.database);
        let Url::Postgres(server) = url.parse::<Url>().map_err(|e| e.to_string())? else {
            return Err("another engine".to_owned());
        };
        let mut client = server.connect().map_err(|e| e.to_string())?;
        client.simple_query("SELECT 1").map(drop).map_err(|e| e.to_string())
    }
    fn roots(&self) -> String {
        format!("sslrootcert={}", self.roots.display().to_string().replace(' ', "%20"))
    }
}

async fn relay(listener: TcpListener, acceptor: TlsAcceptor, behind: String) {
    while let Ok((mut client, _)) = listener.accept().await {
        let (acceptor, behind) = (acceptor.clone(), behind.clone());
        tokio::spawn(async move {
            // The request for TLS is eight bytes; without it this server hangs up.
            let mut request = [0; 8];
            client.read_exact(&mut request).await?;
            if request[4..] != [4, 210, 22, 47] {
                return Ok(());
            }
            client.write_all(b"S").await?;
            let mut client = acceptor.accept(client).await?;
            let mut server = TcpStream::connect(behind).await?;
            copy_bidirectional(&mut client, &mut server).await.map(drop)
        });
    }
}

#[test]
fn a_certificate_of_a_known_authority_for_this_host_is_accepted() {
    let Some(front) = Front::of("127.0.0.1") else { return };
    for query in ["sslmode=verify-full", "sslmode=require"] {
        front.reach(&format!("{query}&{}", front.roots())).unwrap();
    }
}

#[test]
fn a_certificate_of_somebody_else_is_refused() {
    let (Some(front), Some(other)) = (Front::of("127.0.0.1"), Front::of("127.0.0.1")) else {
        return;
    };
    for query in [
        format!("sslmode=verify-full&{}", other.roots()),
        format!("sslmode=require&{}", other.roots()),
        "sslmode=verify-full".to_owned(),
    ] {
        let refused = front.reach(&query).unwrap_err();
        assert!(refused.contains("certificate"), "{query}: {refused}");
    }
    let Some(elsewhere) = Front::of("db.example") else { return };
    let refused = elsewhere.reach(&format!("sslmode=verify-full&{}", elsewhere.roots()));
    assert!(refused.unwrap_err().contains("certificate"));
}

#[test]
fn without_an_authority_it_is_encrypted_to_whoever_answers() {
    let Some(front) = Front::of("db.example") else { return };
    for query in ["", "sslmode=prefer", "sslmode=require"] {
        front.reach(query).unwrap();
    }
    assert!(front.reach("sslmode=disable").is_err(), "this server insists");
}

#[test]
fn encryption_is_not_given_up_because_the_server_has_none() {
    let Ok(server) = std::env::var("OPC_TEST_POSTGRES") else { return };
    let reach = |query: &str| match format!("{server}?{query}").parse().unwrap() {
        Url::Postgres(server) => server.connect().map(drop).map_err(|e| e.to_string()),
        Url::Sqlite(_) => Err(String::new()),
    };
    assert!(reach("sslmode=require").is_err());
    assert!(reach("sslmode=prefer").is_ok() && reach("sslmode=disable").is_ok());
}

#[test]
fn what_cannot_work_is_said_before_anything_is_tried() {
    let refused = |query: &str| {
        format!("postgres://opc@localhost/opc?{query}").parse::<Url>().unwrap_err().to_string()
    };
    assert!(refused("sslmode=allow").contains("allow"));
    assert!(refused("sslmode=verify-full&sslrootcert=/no/such/file").contains("/no/such/file"));
    assert_eq!(decoded("a%20b%2Fc%zz%"), "a b/c%zz%");
}
