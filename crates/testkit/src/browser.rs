//! A browser without script: it keeps cookies, follows redirects and fills in forms.

use crate::{Person, Reply, Tenant, TestApp, api, app, programme};
use axum::{
    Router,
    body::{Body, Bytes},
};
use http::{Method, Request, StatusCode};
use opc_core::{Core, guesses::Network};
use std::collections::BTreeMap;
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";

/// A browser.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    language: &'static str,
    from: Option<Network>,
}

/// What it shows.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Path and query after redirects, or the whole address another server was left for.
    pub path: String,
    /// Status of the last answer.
    pub status: StatusCode,
    /// The HTML.
    pub html: String,
    /// The body as it came: a file.
    pub bytes: Bytes,
    /// `Cache-Control` of the last answer.
    pub cache: String,
    /// `Content-Disposition` of the last answer.
    pub disposition: String,
}

impl Page {
    fn of(path: String, reply: Reply) -> Self {
        let header = |name| reply.header(name).to_owned();
        let (cache, disposition) = (header("cache-control"), header("content-disposition"));
        let Reply { status, text: html, bytes, .. } = reply;
        Self { path, status, html, bytes, cache, disposition }
    }
    /// Whether the text stands on the page.
    pub fn says(&self, text: &str) -> bool {
        self.html.replace("<wbr>", "").contains(text)
    }
    /// The value of the first hidden field of that name.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let marker = format!("name=\"{name}\"");
        let tag = self.html.split("<input").find(|tag| {
            let tag = tag.split('>').next().unwrap_or_default();
            tag.contains(&marker) && tag.contains("hidden")
        })?;
        let value = tag.split("value=\"").nth(1)?;
        value.split('"').next().map(ToOwned::to_owned)
    }
}

impl Browser {
    /// A browser that has been nowhere yet and prefers English.
    pub fn new(app: &TestApp) -> Self {
        Self { router: app.router.clone(), cookies: BTreeMap::new(), language: "en", from: None }
    }
    /// The same browser at this address, where it is counted how often it is wrong.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        self.from = Some(api::network(address));
        self
    }
    /// The same browser, sent to the node of this core.
    #[must_use]
    pub fn on(&self, core: &Core) -> Self {
        Self { router: app::router(core), ..self.clone() }
    }
    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }
    /// The same browser preferring Japanese.
    #[must_use]
    pub fn in_japanese(mut self) -> Self {
        self.language = "ja";
        self
    }

    pub(crate) async fn signed_in(app: &TestApp, _tenant: &Tenant, person: &Person) -> Self {
        let mut browser = Self::new(app);
        let page = browser.get("/sign-in").await;
        let page = browser
            .submit(
                &page,
                "/sign-in",
                &[("user-name", &person.user_name), ("password", programme::PASSWORD)],
            )
            .await;
        assert!(page.status.is_success(), "{} {}", page.status, page.html);
        app.advance(30);
        let code = code(app, totp_rs::Secret::from(programme::TOTP.as_slice()));
        let page = browser.get("/sign-in/code").await;
        let page = browser.submit(&page, "/sign-in/code", &[("code", &code)]).await;
        assert!(page.status.is_success(), "{} {}", page.status, page.html);
        browser
    }

    /// Sets the second factor up on the page that asks for it, and goes on to where it leads.
    pub async fn enrol(&mut self, app: &TestApp, page: &Page) -> Page {
        let secret = page.html.split("id=\"totp-secret\"").nth(1).and_then(|t| t.split('<').next());
        let secret =
            secret.and_then(|tag| tag.split('>').nth(1)).expect("a secret").replace(' ', "");
        let code = code(app, totp_rs::Secret::try_from_base32(&secret).expect("a secret"));
        let next = page.hidden("next").unwrap_or_default();
        self.submit(page, "/sign-in/enrol", &[("code", &code), ("next", &next)]).await
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.go(Method::GET, path.to_owned(), None).await
    }

    /// Sends a form to `action`, with the hidden fields every form of `page` carries.
    pub async fn submit(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = String::new();
        for name in ["csrf", "base", "start", "kept"] {
            if let Some(value) = page.hidden(name) {
                form += &pair(name, &value);
            }
        }
        for (name, value) in fields {
            form += &pair(name, value);
        }
        self.go(Method::POST, action.to_owned(), Some((FORM.to_owned(), form.into()))).await
    }

    /// Sends a form with a file in its field `file`: name and content.
    pub async fn upload(
        &mut self,
        page: &Page,
        action: &str,
        fields: &[(&str, &str)],
        file: (&str, &[u8]),
    ) -> Page {
        let token = page.hidden("csrf").unwrap_or_default();
        let mut form = Vec::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            let part = format!(
                "--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            form.extend(part.into_bytes());
        }
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\r\n",
            file.0
        );
        form.extend(head.into_bytes());
        form.extend(file.1);
        form.extend(b"\r\n--b--\r\n");
        let kind = "multipart/form-data; boundary=b".to_owned();
        self.go(Method::POST, action.to_owned(), Some((kind, form))).await
    }

    /// The page for a form sent to `path` that was too long to be read.
    pub async fn stopped(&self, app: &TestApp, path: &str) -> Page {
        let request = Request::builder()
            .uri(path)
            .header("cookie", self.cookie_header())
            .header("accept-language", self.language);
        let request = request.body(()).expect("a request");
        let head = (request.uri(), request.headers());
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        let answer = opc_portal::refusal(&app.core, head, status, None).await;
        let reply = api::reply(answer).await;
        Page::of(path.to_owned(), reply)
    }

    fn cookie_header(&self) -> String {
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        cookies.join("; ")
    }

    async fn go(
        &mut self,
        mut method: Method,
        mut path: String,
        mut form: Option<(String, Vec<u8>)>,
    ) -> Page {
        for _ in 0..10 {
            let mut request = Request::builder()
                .method(method.clone())
                .uri(&path)
                .header("host", "127.0.0.1:8080")
                .header("accept-language", self.language);
            if let Some((kind, _)) = &form {
                request =
                    request.header("content-type", kind).header("origin", "http://127.0.0.1:8080");
            }
            let request = request.header("cookie", self.cookie_header());
            let body = Body::from(form.clone().map(|(_, body)| body).unwrap_or_default());
            let mut request = request.body(body).expect("a request");
            if let Some(from) = self.from {
                request.extensions_mut().insert(from);
            }
            let answer = self.router.clone().oneshot(request).await;
            let reply = api::reply(answer.expect("an answer")).await;
            for cookie in reply.headers.get_all("set-cookie") {
                self.keep(cookie.to_str().unwrap_or_default());
            }
            if !reply.status.is_redirection() {
                return Page::of(path, reply);
            }
            let to = reply.header("location");
            if to.contains("://") && !to.starts_with("http://127.0.0.1:8080") {
                // Another server, which is not asked.
                return Page::of(to.to_owned(), reply);
            }
            to.trim_start_matches("http://127.0.0.1:8080").clone_into(&mut path);
            if reply.status != StatusCode::TEMPORARY_REDIRECT {
                (method, form) = (Method::GET, None);
            }
        }
        panic!("too many redirects, at last to {path}");
    }

    fn keep(&mut self, cookie: &str) {
        let Some((name, value)) = cookie.split(';').next().and_then(|c| c.split_once('=')) else {
            return;
        };
        if cookie.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_owned(), value.to_owned());
        }
    }
}

/// What the app of whoever has the secret shows now.
fn code(app: &TestApp, secret: totp_rs::Secret) -> String {
    let now = u64::try_from(app.core.clock().now().seconds()).unwrap_or(0);
    totp_rs::Builder::new().with_secret(secret).build_noncompliant().generate(now).to_string()
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}={}&", api::encode(value))
}
