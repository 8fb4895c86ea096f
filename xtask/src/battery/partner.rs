//! A partner's client: signs in, creates customers, agreements and orders, reads them back.

use super::ledger::{Attempt, Kind};
use crate::process::{Result, output};
use serde_json::Value;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
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
    /// The entry of `demo.json`.
    tenant: Arc<Value>,
    /// The token of the application alone.
    token: String,
    /// The token of a person: an application alone may attest no agreement. Shared, because a
    /// one-time code is good for one sign-in.
    persons_token: Arc<Mutex<String>>,
    /// The reseller its customers are shared with, when it is a provider.
    pub(super) reseller: Option<String>,
    /// The current customer agreement.
    pub(super) template: Value,
    /// An offer of which every customer may have five licences.
    pub(super) offer: Value,
}

/// What a request came to.
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
    /// The first partner of a kind in the demo, signed in; `urls` are those of the servers, the
    /// first of them the base URL of the deployment.
    pub(super) fn from_demo(demo: &Value, kind: &str, urls: Vec<String>) -> Result<Self> {
        let tenants = demo["tenants"].as_array().ok_or("demo.json has no tenants")?;
        let of_kind = |kind: &str| tenants.iter().find(|tenant| tenant["kind"] == kind);
        let tenant = of_kind(kind).ok_or_else(|| format!("demo.json has no {kind}"))?;
        let reseller = of_kind("indirect_reseller").filter(|_| kind == "indirect_provider");
        let mut partner = Self {
            agent: agent(Duration::from_secs(20)),
            resource: urls.first().cloned().unwrap_or_default(),
            urls,
            tenant: Arc::new(tenant.clone()),
            token: String::new(),
            persons_token: Arc::default(),
            reseller: reseller.and_then(|it| it["tenant_id"].as_str()).map(str::to_owned),
            template: Value::Null,
            offer: Value::Null,
        };
        partner.sign_in()?;
        partner.sign_in_person("")?;
        let templates = partner.get("/agreements?country=JP")?;
        let current = items(&templates)
            .filter(|it| it["agreementType"] == "MicrosoftCustomerAgreement")
            .max_by_key(|it| it["versionRank"].as_u64());
        partner.template = current.ok_or("the demo has no agreement")?["templateId"].clone();
        let customer = tenant["customers"][0]["id"].as_str().ok_or("the demo has no customer")?;
        let offers = partner.get(&format!("/customers/{customer}/offers"))?;
        let plain = items(&offers).find(|it| is_plain(it)).ok_or("the demo has no plain offer")?;
        partner.offer = plain["id"].clone();
        Ok(partner)
    }

    /// The same partner speaking to another server of the deployment, with the same tokens.
    pub(super) fn at(&self, url: &str) -> Self {
        Self { urls: vec![url.to_owned()], ..self.clone() }
    }

    /// Turns to the next server, if there is another one. The token is good for all of them.
    pub(super) fn fail_over(&mut self) {
        self.urls.rotate_left(1);
    }

    fn url(&self) -> &str {
        self.urls.first().map_or("", String::as_str)
    }

    /// Gets a new token of the application alone.
    pub(super) fn sign_in(&mut self) -> Result {
        self.token = self.token_for(&[("grant_type", "client_credentials")])?;
        Ok(())
    }

    /// Gets a new token of a person with a one-time code, unless another client has done so.
    fn sign_in_person(&self, used: &str) -> Result {
        let mut token = self.persons_token.lock().unwrap_or_else(PoisonError::into_inner);
        if *token != used {
            return Ok(());
        }
        let may_sell = |user: &&Value| user["roles"] == serde_json::json!(["sales_agent"]);
        let mut users = self.tenant["users"].as_array().into_iter().flatten();
        let person = users.find(may_sell).ok_or("the demo has no sales agent")?;
        let text = |name: &str| person[name].as_str().unwrap_or_default();
        let mut oathtool = Command::new("oathtool");
        let code = output(oathtool.args(["--totp", "--base32", text("totp_secret")]))?;
        *token = self.token_for(&[
            ("grant_type", "password"),
            ("username", text("user_name")),
            ("password", text("password")),
            ("totp", code.trim()),
        ])?;
        Ok(())
    }

    fn token_for(&self, grant: &[(&str, &str)]) -> Result<String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let url = format!("{}/{}/oauth2/token", self.url(), text(&self.tenant["tenant_id"]));
        let app = &self.tenant["app"];
        let (id, secret) = (text(&app["client_id"]), text(&app["client_secret"]));
        let client =
            [("client_id", &*id), ("client_secret", &*secret), ("resource", &*self.resource)];
        let form = grant.iter().copied().chain(client);
        let mut answer = self.agent.post(&url).send_form(form)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().read_to_string()?;
        let token: Value = serde_json::from_str(&body).unwrap_or_default();
        match token["access_token"].as_str() {
            Some(token) if status == 200 => Ok(token.to_owned()),
            _ => Err(format!("no token: {status} {body}").into()),
        }
    }

    /// The token a request of this kind is sent with.
    fn token_of(&self, kind: &Kind) -> String {
        match kind {
            Kind::Customer(_) => self.token.clone(),
            Kind::Agreement(_) | Kind::Order(_) => {
                self.persons_token.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
        }
    }

    /// Gets a new token for requests of this kind, whose token has ended.
    pub(super) fn renew(&mut self, kind: &Kind) -> Result {
        match kind {
            Kind::Customer(_) => self.sign_in(),
            Kind::Agreement(_) | Kind::Order(_) => self.sign_in_person(&self.token_of(kind)),
        }
    }

    /// Sends one request. An error means that nothing is known about its outcome.
    pub(super) fn send(&self, attempt: &Attempt) -> Result<Answer> {
        let mut answer = self
            .agent
            .post(format!("{}/v1{}", self.url(), attempt.path()))
            .header("Authorization", format!("Bearer {}", self.token_of(&attempt.kind)))
            .header("MS-RequestId", &attempt.request_id)
            .content_type("application/json")
            .send(attempt.body.to_string())?;
        let retry_after = answer.headers().get("Retry-After");
        let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
        let body = answer.body_mut().read_to_string()?;
        Ok(Answer { status: answer.status().as_u16(), retry_after, body })
    }

    /// Sends a body to a path below the version, as the application alone.
    pub(super) fn post(&self, path: &str, kind: &str, body: &str) -> Result<Value> {
        let request = self.agent.post(format!("{}/v1{path}", self.url()));
        let request = request.header("Authorization", format!("Bearer {}", self.token));
        let mut answer = request.content_type(kind).send(body)?;
        let (status, body) = (answer.status(), answer.body_mut().read_to_string()?);
        if !status.is_success() {
            return Err(format!("POST {path}: {status} {body}").into());
        }
        Ok(serde_json::from_str(&body)?)
    }

    /// Sets the clock of the server: an RFC 3339 time.
    pub(super) fn set_clock(&self, now: &str) -> Result {
        let url = format!("{}/test/clock", self.url());
        let answer = self.agent.put(url).send_json(serde_json::json!({ "now": now }))?;
        if answer.status() == 200 { Ok(()) } else { Err("the clock does not move".into()) }
    }

    /// Every customer of the partner, page by page.
    pub(super) fn list(&self) -> Result<Vec<Listed>> {
        let mut all = Vec::new();
        let mut path = "/customers?size=500".to_owned();
        let mut headers = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.get_with(&path, &headers)?;
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

    /// What is at a path below the version.
    pub(super) fn get(&self, path: &str) -> Result<Value> {
        self.get_with(path, &[])
    }

    fn get_with(&self, path: &str, headers: &[(String, String)]) -> Result<Value> {
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

fn items(collection: &Value) -> impl Iterator<Item = &Value> {
    collection["items"].as_array().into_iter().flatten()
}

/// Whether every customer may have five licences of an offer.
fn is_plain(offer: &Value) -> bool {
    let number = |name: &str| offer[name].as_u64().unwrap_or_default();
    let is_special = |name: &str| offer[name] == true;
    let needs = offer["reselleeQualifications"].as_array();
    offer["billing"] == "license"
        && !is_special("isAddOn")
        && !is_special("isTrial")
        && needs.is_none_or(Vec::is_empty)
        && (number("minimumQuantity")..=number("maximumQuantity")).contains(&5)
}
