//! Whoever is stopped by a limit, as seen from outside.

use super::*;
use crate::{app::app, config::Config, options::Options};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use metrics_exporter_prometheus::PrometheusBuilder;
use opc_core::{Clock, DbOptions, Settings, Setup, secrets::Keyring};
use std::time::Duration;
use tower::ServiceExt;

const CORRELATION: &str = "94e4e214-6b06-4fb7-96d1-94d559f9b47f";
const LIMITS: Limits = Limits { body_bytes: 10, time: Duration::from_millis(50), concurrency: 1 };
/// Nobody finds a place.
const FULL: Limits = Limits { concurrency: 0, ..LIMITS };

struct Server {
    _data: tempfile::TempDir,
    router: Router,
}

impl Server {
    /// The whole product within these limits.
    fn product(limits: Limits) -> Self {
        Self::of(|core, data_dir| {
            let options = Options { data_dir: Some(data_dir), ..Options::default() };
            let config = Config { limits, ..Config::load(options).unwrap() };
            let metrics = PrometheusBuilder::new().build_recorder().handle();
            app(core, &config, None, metrics)
        })
    }
    /// Routes that are slow, panic and read.
    fn routes(limits: Limits) -> Self {
        let router = Router::new()
            .route("/slow", get(|| tokio::time::sleep(Duration::from_mins(1))))
            .route("/panic", get(panicking))
            .route("/v1/panic", get(panicking))
            .route("/echo", post(|body: axum::body::Bytes| async move { body.len().to_string() }));
        Self::of(|core, _| around(router, core.clone(), limits))
    }
    fn of(router: impl FnOnce(&Core, std::path::PathBuf) -> Router) -> Self {
        let data = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", data.path().join("opc.db").display());
        let core = Core::open(Setup {
            database: database.parse().unwrap(),
            db_options: DbOptions::default(),
            keyring: Keyring::new(&[1; 32]),
            settings: Settings::default(),
            clock: Clock::default(),
        });
        let router = router(&core.unwrap(), data.path().to_owned());
        Self { _data: data, router }
    }
    async fn send(&self, method: &str, path: &str, body: impl Into<Body>) -> Answer {
        self.send_in("en", method, path, body.into()).await
    }
    async fn send_in(&self, lang: &str, method: &str, path: &str, body: Body) -> Answer {
        let form = "application/x-www-form-urlencoded";
        let kind = if path.starts_with("/v1") { "application/json" } else { form };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("accept-language", lang)
            .header("ms-correlationid", CORRELATION)
            .header("content-type", kind);
        if let Some(length) = axum::body::HttpBody::size_hint(&body).exact() {
            request = request.header("content-length", length);
        }
        let answer = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (head, body) = answer.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().into()).unwrap();
        Answer { status: head.status.as_u16(), headers: head.headers, text }
    }
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    fn is_fault(&self) -> bool {
        let body: serde_json::Value = serde_json::from_str(&self.text).unwrap_or_default();
        let members = ["code", "description", "data", "source"];
        members.iter().all(|name| body.get(name).is_some())
            && self.header("ms-correlationid") == CORRELATION
            && self.header("ms-requestid").len() == 36
    }
    fn is_page(&self, lang: &str) -> bool {
        self.text.contains(&format!("<html lang=\"{lang}\"")) && self.text.contains(CORRELATION)
    }
    fn is_secured(&self) -> bool {
        self.header("content-security-policy").contains("default-src 'none'")
            && self.header("x-content-type-options") == "nosniff"
            && !self.header("cache-control").is_empty()
    }
}

async fn panicking() -> StatusCode {
    let nothing: Option<StatusCode> = std::hint::black_box(None);
    nothing.unwrap()
}

/// A body of unknown length.
fn stream(bytes: usize) -> Body {
    Body::new(
        http_body_util::Full::<axum::body::Bytes>::from(vec![b' '; bytes]).map_frame(|frame| frame),
    )
}

#[tokio::test]
async fn who_finds_no_place_is_turned_away_in_words() {
    let server = Server::product(FULL);
    let api = server.send("GET", "/v1/customers", "").await;
    assert_eq!((api.status, api.header("retry-after")), (503, "1"));
    assert!(api.is_fault() && api.is_secured(), "{} {:?}", api.text, api.headers);
    for lang in ["en", "ja"] {
        let page = server.send_in(lang, "GET", "/sign-in", Body::empty()).await;
        assert_eq!((page.status, page.header("retry-after")), (503, "1"));
        assert!(page.is_page(lang) && page.is_secured(), "{} {:?}", page.text, page.headers);
    }
    let consent = server.send("GET", "/common/oauth2/authorize", "").await;
    assert!(consent.is_page("en"), "{}", consent.text);
    assert!(server.send("HEAD", "/v1/domains/a.example", "").await.text.is_empty());
    assert_eq!(server.send("GET", "/healthz", "").await.status, 200);
}

#[tokio::test]
async fn a_slow_answer_is_cut_off_and_says_when_to_come_back() {
    let answer = Server::routes(LIMITS).send("GET", "/slow", "").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(answer.is_page("en"), "{}", answer.text);
}

#[tokio::test]
async fn a_place_is_free_again_after_the_answer() {
    let server = Server::routes(LIMITS);
    let (slow, turned_away) =
        tokio::join!(server.send("GET", "/slow", ""), server.send("POST", "/echo", "x"));
    assert_eq!((slow.header("retry-after"), turned_away.header("retry-after")), ("5", "1"));
    assert_eq!(server.send("POST", "/echo", "x").await.status, 200);
}

#[tokio::test]
async fn a_body_may_be_as_long_as_the_limit_and_no_longer() {
    let server = Server::routes(LIMITS);
    assert_eq!(server.send("POST", "/echo", "0123456789").await.status, 200);
    assert_eq!(server.send("POST", "/echo", "0123456789a").await.status, 413);
}

#[tokio::test]
async fn too_long_a_body_is_refused_in_words_whether_it_says_its_length_or_not() {
    let server = Server::product(Limits { time: Duration::from_secs(9), concurrency: 9, ..LIMITS });
    for body in [Body::from(" ".repeat(11)), stream(11)] {
        let page = server.send("POST", "/sign-in", body).await;
        assert_eq!(page.status, 413);
        assert!(page.text.contains("Too much at once") && page.is_secured(), "{}", page.text);
    }
    let api = server.send("POST", "/v1/customers", " ".repeat(11)).await;
    assert!(api.status == 413 && api.is_fault() && api.is_secured(), "{} {}", api.status, api.text);
}

#[tokio::test]
async fn a_panic_is_an_answer_in_words_and_the_place_is_free_again() {
    let server = Server::routes(LIMITS);
    for _ in 0..3 {
        let api = server.send("GET", "/v1/panic", "").await;
        assert!(api.status == 500 && api.is_fault(), "{} {}", api.status, api.text);
        let page = server.send_in("ja", "GET", "/panic", Body::empty()).await;
        assert!(page.status == 500 && page.is_page("ja"), "{} {}", page.status, page.text);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_browsers_from_harm() {
    let server = Server::product(Limits { time: Duration::from_secs(9), concurrency: 9, ..LIMITS });
    for (method, path, status) in [
        ("GET", "/healthz", 200),
        ("POST", "/healthz", 405),
        ("GET", "/metrics", 200),
        ("GET", "/sign-in", 200),
        ("GET", "/nowhere", 404),
        ("PUT", "/sign-in", 404),
        ("GET", "/v1/nowhere", 404),
        ("GET", "/v1/customers", 401),
        ("DELETE", "/common/oauth2/token", 405),
        ("GET", "/openapi.json", 200),
        ("GET", "/assets/opc.js", 404),
    ] {
        let answer = server.send(method, path, "").await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.is_secured(), "{method} {path}: {:?}", answer.headers);
    }
}
