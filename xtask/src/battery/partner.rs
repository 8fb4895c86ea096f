//! A partner's client: signs in, creates customers, lists them, reads them.

use crate::process::Result;
use serde_json::Value;
use std::time::Duration;
use ureq::Agent;

/// The most pages a list may have; a list that never ends is a defect, not a reason to wait.
const MOST_PAGES: usize = 100_000;

/// A partner's credentials and connection.
#[derive(Clone)]
pub(super) struct Partner {
    agent: Agent,
    /// The servers, of which it speaks to the first.
    urls: Vec<String>,
    /// The URL the deployment is reached by, which tokens are for.
    resource: String,
    tenant_id: String,
    client_id: String,
    client_secret: String,
    token: String,
}

/// What a creation came to.
pub(super) struct Answer {
    /// HTTP status code.
    pub(super) status: u16,
    /// Seconds to wait, when the server asked for it.
    pub(super) retry_after: Option<u64>,
    /// The body as it came.
    pub(super) body: String,
}

/// A customer as the list shows it.
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) domain: String,
}

/// A client that hands every status back instead of making some of them errors.
pub(super) fn agent(limit: Duration) -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(limit))
        .build()
        .new_agent()
}

impl Partner {
    /// The demo's direct-bill partner, not yet signed in; `urls` are those of the servers, the
    /// first of them the base URL of the deployment.
    pub(super) fn from_demo(demo: &Value, urls: Vec<String>) -> Result<Self> {
        let tenants = demo["tenants"].as_array().ok_or("demo.json has no tenants")?;
        let tenant = tenants
            .iter()
            .find(|tenant| tenant["kind"] == "direct_bill")
            .ok_or("demo.json has no tenant of kind direct_bill")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Self {
            agent: agent(Duration::from_secs(20)),
            resource: urls.first().cloned().unwrap_or_default(),
            urls,
            tenant_id: text(&tenant["tenant_id"]),
            client_id: text(&tenant["app"]["client_id"]),
            client_secret: text(&tenant["app"]["client_secret"]),
            token: String::new(),
        })
    }

    /// The same partner speaking to another server.
    pub(super) fn at(&self, url: &str) -> Self {
        let (urls, resource) = (vec![url.to_owned()], url.to_owned());
        Self { urls, resource, token: String::new(), ..self.clone() }
    }

    /// Turns to the next server, if there is another one. The token is good for all of them.
    pub(super) fn fail_over(&mut self) {
        self.urls.rotate_left(1);
    }

    fn url(&self) -> &str {
        self.urls.first().map_or("", String::as_str)
    }

    /// Gets a new app-only access token.
    pub(super) fn sign_in(&mut self) -> Result {
        let url = format!("{}/{}/oauth2/token", self.url(), self.tenant_id);
        let mut answer = self.agent.post(&url).send_form([
            ("grant_type", "client_credentials"),
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.client_secret.as_str()),
            ("resource", self.resource.as_str()),
        ])?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().read_to_string()?;
        let token: Value = serde_json::from_str(&body).unwrap_or_default();
        match token["access_token"].as_str() {
            Some(text) if status == 200 => text.clone_into(&mut self.token),
            _ => return Err(format!("no token: {status} {body}").into()),
        }
        Ok(())
    }

    /// Sends one creation. An error means that nothing is known about its outcome.
    pub(super) fn create(&self, request_id: &str, body: &str) -> Result<Answer> {
        let mut answer = self
            .agent
            .post(format!("{}/v1/customers", self.url()))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("MS-RequestId", request_id)
            .content_type("application/json")
            .send(body)?;
        let retry_after = answer.headers().get("Retry-After");
        let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
        let body = answer.body_mut().read_to_string()?;
        Ok(Answer { status: answer.status().as_u16(), retry_after, body })
    }

    /// Every customer of the partner, page by page.
    pub(super) fn list(&self) -> Result<Vec<Listed>> {
        let mut all = Vec::new();
        let mut path = "/customers?size=500".to_owned();
        let mut headers = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.get(&path, &headers)?;
            for item in page["items"].as_array().ok_or("a page without items")? {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let domain = text(&item["companyProfile"]["domain"]);
                all.push(Listed { id: text(&item["id"]), domain });
            }
            let next = &page["links"]["next"];
            let Some(uri) = next["uri"].as_str() else { return Ok(all) };
            // The link is relative to the version, and its headers carry the continuation token.
            uri.clone_into(&mut path);
            headers = next["headers"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|header| {
                    Some((header["key"].as_str()?.to_owned(), header["value"].as_str()?.to_owned()))
                })
                .collect();
        }
        Err("the customer list does not end".into())
    }

    /// One customer.
    pub(super) fn read(&self, id: &str) -> Result<Value> {
        self.get(&format!("/customers/{id}"), &[])
    }

    fn get(&self, path: &str, headers: &[(String, String)]) -> Result<Value> {
        for _ in 0..600 {
            let mut request = self
                .agent
                .get(format!("{}/v1{path}", self.url()))
                .header("Authorization", format!("Bearer {}", self.token));
            for (key, value) in headers {
                request = request.header(key, value);
            }
            let mut answer = request.call()?;
            let status = answer.status().as_u16();
            let body = answer.body_mut().read_to_string()?;
            match status {
                200 => return Ok(serde_json::from_str(&body)?),
                429 | 503 => std::thread::sleep(Duration::from_millis(200)),
                _ => return Err(format!("GET {path}: {status} {body}").into()),
            }
        }
        Err(format!("GET {path}: throttled for two minutes").into())
    }
}
