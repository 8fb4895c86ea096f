//! Requests to the server.

use crate::Failure;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;
use ureq::{Agent, http::Response};

/// Longest time one request may take; uploading takes longest.
const PATIENCE: Duration = Duration::from_mins(2);
/// Largest answer in bytes.
const ANSWER_MAX: u64 = 64 << 20;
/// How often a request is sent again because the server asked to wait.
const WAITS: u32 = 5;

/// A deployment, and the language its answers should have.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    base_url: String,
    language: String,
    pub(crate) token: String,
}

/// What a request carries.
pub(crate) enum Content<'a> {
    Nothing,
    Json(&'a serde_json::Value),
    File(&'a [u8]),
    Form(&'a [(&'a str, &'a str)]),
}

/// An answer: status, correlation id, body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    correlation: String,
    body: String,
    url: String,
}

impl Client {
    pub(crate) fn new(base_url: &str, language: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        let base_url = base_url.trim_end_matches('/').to_owned();
        Self { agent: config.into(), base_url, language: language.to_owned(), token: String::new() }
    }

    /// `GET`.
    pub(crate) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        self.send("GET", path, &Content::Nothing)?.read()
    }
    /// `POST` of JSON.
    pub(crate) fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        let body = serde_json::to_value(body).unwrap_or_default();
        self.send("POST", path, &Content::Json(&body))?.read()
    }

    /// Sends a request, again as often as the server asks to wait.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        content: &Content<'_>,
    ) -> Result<Answer, Failure> {
        let url = format!("{}{path}", self.base_url);
        for _ in 0..WAITS {
            let answer = self.once(method, &url, content)?;
            let seconds = wait(&answer);
            if let Some(seconds) = seconds {
                std::thread::sleep(Duration::from_secs(seconds));
                continue;
            }
            return read(answer, url);
        }
        read(self.once(method, &url, content)?, url)
    }

    fn once(
        &self,
        method: &str,
        url: &str,
        content: &Content<'_>,
    ) -> Result<Response<ureq::Body>, Failure> {
        let token = format!("Bearer {}", self.token);
        let language = self.language.as_str();
        let sent = if method == "GET" {
            let request = self.agent.get(url).header("Accept-Language", language);
            request.header("Authorization", &token).call()
        } else {
            let request = self.agent.post(url).header("Accept-Language", language);
            match content {
                Content::Form(fields) => request.send_form(fields.iter().copied()),
                Content::Json(body) => request.header("Authorization", &token).send_json(*body),
                Content::File(bytes) => request
                    .header("Authorization", &token)
                    .content_type("application/octet-stream")
                    .send(*bytes),
                Content::Nothing => request.header("Authorization", &token).send_empty(),
            }
        };
        let unreachable =
            |e: ureq::Error| Failure::Unreachable { url: url.to_owned(), message: e.to_string() };
        sent.map_err(unreachable)
    }
}

/// Seconds the server asks to wait before the same request makes sense.
fn wait(answer: &Response<ureq::Body>) -> Option<u64> {
    let busy = matches!(answer.status().as_u16(), 429 | 503);
    let seconds = answer.headers().get("retry-after").and_then(|s| s.to_str().ok()?.parse().ok());
    seconds.filter(|_| busy).map(|seconds: u64| seconds.clamp(1, 60))
}

fn read(mut answer: Response<ureq::Body>, url: String) -> Result<Answer, Failure> {
    let correlation = answer.headers().get("ms-correlationid").and_then(|id| id.to_str().ok());
    let correlation = correlation.unwrap_or_default().to_owned();
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(ANSWER_MAX).read_to_string();
    let body =
        body.map_err(|e| Failure::Unreachable { url: url.clone(), message: e.to_string() })?;
    Ok(Answer { status, correlation, body, url })
}

impl Answer {
    /// What was asked for, or the server's own words about why not.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, Failure> {
        let read = if (200..300).contains(&self.status) {
            serde_json::from_str(&self.body).ok()
        } else {
            return Err(self.refused());
        };
        read.ok_or(Failure::Strange { url: self.url })
    }
    /// The body as it came, or the server's own words about why not.
    pub(crate) fn text(self) -> Result<String, Failure> {
        if self.status == 200 { Ok(self.body) } else { Err(self.refused()) }
    }
    /// The answer whatever its status, if it has this shape.
    pub(crate) fn any<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.body).ok()
    }
    fn refused(self) -> Failure {
        let json: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        let said = ["description", "error_description", "message"];
        let said = said.iter().find_map(|member| json[*member].as_str());
        match said {
            Some(said) => Failure::Refused {
                status: self.status,
                said: said.to_owned(),
                correlation: self.correlation,
            },
            None => Failure::Strange { url: self.url },
        }
    }
}
