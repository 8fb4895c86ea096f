//! A client of the REST API.

use crate::{Person, Tenant, TestApp, app::router, programme};
use axum::{
    Router,
    body::{Body, Bytes},
};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use opc_core::{Core, guesses::Network};
use serde_json::Value;
use tower::ServiceExt;

/// The API as one caller sees it.
#[derive(Debug, Clone)]
pub struct Api {
    router: Router,
    headers: Vec<(&'static str, String)>,
    from: Option<Network>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Bytes,
    /// The body as JSON; `null` if it is none.
    pub json: Value,
}

impl Reply {
    /// The error code in the body, as text; empty if there is none.
    pub fn code(&self) -> String {
        match &self.json["code"] {
            Value::String(code) => code.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
    /// A header as text; empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

impl Api {
    /// Without a token.
    pub fn anonymous(app: &TestApp) -> Self {
        Self { router: app.router.clone(), headers: Vec::new(), from: None }
    }

    pub(crate) async fn app_only(app: &TestApp, tenant: &Tenant) -> Self {
        Self::token(app, tenant, "grant_type=client_credentials".into()).await
    }

    pub(crate) async fn as_user(app: &TestApp, tenant: &Tenant, person: &Person) -> Self {
        let code = totp_rs::Builder::new()
            .with_secret(totp_rs::Secret::from(programme::TOTP.as_slice()))
            .build_noncompliant()
            .generate(u64::try_from(app.core.clock().now().seconds()).unwrap_or(0));
        let form = format!(
            "grant_type=password&username={}&password={}&totp={code}",
            encode(&person.user_name),
            encode(programme::PASSWORD),
        );
        Self::token(app, tenant, form).await
    }

    async fn token(app: &TestApp, tenant: &Tenant, grant: String) -> Self {
        let form = format!(
            "{grant}&client_id={}&client_secret={}&resource=https%3A%2F%2Fgraph.example",
            tenant.app.id,
            encode(&tenant.app.secret),
        );
        let mut api = Self::anonymous(app);
        let reply = api.form(&format!("/{}/oauth2/token", tenant.id), &form).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        let token = reply.json["access_token"].as_str().expect("a token");
        api.headers.push(("authorization", format!("Bearer {token}")));
        api
    }

    /// The same client with another header on every request.
    #[must_use]
    pub fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut client = self.clone();
        client.headers.push((name, value.into()));
        client
    }

    /// The same client at this address, where it is counted how often it is wrong.
    #[must_use]
    pub fn at(&self, address: &str) -> Self {
        Self { from: Some(network(address)), ..self.clone() }
    }

    /// The same caller, asking another node.
    pub async fn at_another_node(&self, app: &TestApp) -> Self {
        self.on(&app.another_core().await)
    }
    /// The same caller, asking the node of this core.
    #[must_use]
    pub fn on(&self, core: &Core) -> Self {
        Self { router: router(core), ..self.clone() }
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, String::new()).await
    }
    /// `HEAD`.
    pub async fn head(&self, path: &str) -> Reply {
        self.send(Method::HEAD, path, None, String::new()).await
    }
    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None, String::new()).await
    }
    /// `POST` of JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, Some("application/json"), body.to_string()).await
    }
    /// `PUT` of JSON.
    pub async fn put(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PUT, path, Some("application/json"), body.to_string()).await
    }
    /// `PATCH` of JSON.
    pub async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, path, Some("application/json"), body.to_string()).await
    }
    /// `POST` of a form.
    pub async fn form(&self, path: &str, form: &str) -> Reply {
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), form.to_owned())
            .await
    }
    /// `POST` of a file.
    pub async fn post_file(&self, path: &str, file: impl Into<Vec<u8>>) -> Reply {
        self.send(Method::POST, path, Some("application/octet-stream"), file.into()).await
    }
    /// `POST` of a body as it is.
    pub async fn post_text(&self, path: &str, body: &str) -> Reply {
        self.send_text(Method::POST, path, body).await
    }
    /// Any request with a body as it is.
    pub async fn send_text(&self, method: Method, path: &str, body: &str) -> Reply {
        self.send(method, path, Some("application/json"), body.to_owned()).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Body>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(body.into()).expect("a request");
        if let Some(from) = self.from {
            request.extensions_mut().insert(from);
        }
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        reply(answer).await
    }
}

pub(crate) async fn reply(answer: http::Response<Body>) -> Reply {
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let json = serde_json::from_str(&text).unwrap_or(Value::Null);
    Reply { status: parts.status, headers: parts.headers, text, bytes, json }
}

pub(crate) fn network(address: &str) -> Network {
    Network::from(address.parse::<std::net::IpAddr>().expect("an address"))
}

/// Percent-encodes a value of a form or of an address.
pub fn encode(text: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
