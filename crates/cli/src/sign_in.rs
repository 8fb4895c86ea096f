//! A token: the kept one, a secret's, or one a person allows in a browser.

use crate::{
    Failure,
    client::{Client, Content},
    kept::{self, Tokens},
};
use opc_wire::resources::{DeviceCodeAnswer, TokenAnswer, TokenFault};
use opc_words::Words;
use std::time::Duration;

/// How to reach a deployment, and as whom.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Connection {
    /// URL of the deployment
    #[arg(long, env = "OPC_BASE_URL", default_value = "http://127.0.0.1:8080")]
    base_url: String,
    /// Id or domain of your organization
    #[arg(long, env = "OPC_TENANT")]
    tenant: String,
    /// OAuth client id, such as that of “Hinode command line” in the demo
    #[arg(long, env = "OPC_CLIENT_ID")]
    client_id: String,
    /// Secret of the client; without one, a person signs in with a browser
    #[arg(long, env = "OPC_CLIENT_SECRET", hide_env_values = true)]
    client_secret: Option<String>,
    /// Sign-in name, in a sandbox only; the password is taken from `OPC_PASSWORD`
    #[arg(long, env = "OPC_USER_NAME")]
    user_name: Option<String>,
    /// One-time code of the authenticator, with --user-name
    #[arg(long, env = "OPC_TOTP")]
    totp: Option<String>,
}

impl Connection {
    /// A client that has a token which the server takes.
    pub(crate) fn open(&self, w: Words) -> Result<Client, Failure> {
        let mut client = Client::new(&self.base_url, w.code());
        let user = self.user_name.as_deref().unwrap_or_default();
        let whose = format!("{} {} {} {user}", self.base_url, self.tenant, self.client_id);
        let kept = kept::read(&whose);
        if let Some(kept) = &kept {
            client.token.clone_from(&kept.access);
            if client.send("GET", "/v1/imports?size=1", &Content::Nothing)?.status != 401 {
                return Ok(client);
            }
        }
        let refresh = kept.and_then(|kept| kept.refresh);
        let tokens = match refresh.map(|token| self.refreshed(&client, &token)) {
            Some(Ok(tokens)) => tokens,
            _ => self.signed_in(&client)?,
        };
        if let Err(error) = kept::keep(&whose, &tokens) {
            eprintln!("{}", w.t1("cli-token-not-kept", "message", error.to_string()));
        }
        client.token = tokens.access;
        Ok(client)
    }

    fn refreshed(&self, client: &Client, token: &str) -> Result<Tokens, Failure> {
        self.token(client, &[("grant_type", "refresh_token"), ("refresh_token", token)])
    }

    fn signed_in(&self, client: &Client) -> Result<Tokens, Failure> {
        if let Some(name) = &self.user_name {
            let password = std::env::var("OPC_PASSWORD").unwrap_or_default();
            let totp = self.totp.as_deref().unwrap_or_default();
            let form = [
                ("grant_type", "password"),
                ("username", name.as_str()),
                ("password", password.as_str()),
                ("totp", totp),
            ];
            return self.token(client, &form);
        }
        if self.client_secret.is_some() {
            return self.token(client, &[("grant_type", "client_credentials")]);
        }
        self.by_device(client)
    }

    fn by_device(&self, client: &Client) -> Result<Tokens, Failure> {
        let path = format!("/{}/oauth2/v2.0/devicecode", self.tenant);
        let form = [("client_id", self.client_id.as_str()), ("scope", SCOPE)];
        let codes: DeviceCodeAnswer = client.send("POST", &path, &Content::Form(&form))?.read()?;
        eprintln!("{}", codes.message);
        let mut pause = u64::from(codes.interval).max(1);
        loop {
            std::thread::sleep(Duration::from_secs(pause));
            let form = [("grant_type", DEVICE), ("device_code", codes.device_code.reveal())];
            let answer = self.ask(client, &form)?;
            let fault: Option<TokenFault> = answer.any();
            match fault.as_ref().map(|fault| fault.error.as_str()) {
                Some("authorization_pending") => {}
                Some("slow_down") => pause += 5,
                _ => return answer.read().map(tokens),
            }
        }
    }

    fn token(&self, client: &Client, grant: &[(&str, &str)]) -> Result<Tokens, Failure> {
        self.ask(client, grant)?.read().map(tokens)
    }

    fn ask(
        &self,
        client: &Client,
        grant: &[(&str, &str)],
    ) -> Result<crate::client::Answer, Failure> {
        let path = format!("/{}/oauth2/v2.0/token", self.tenant);
        let mut form = vec![("client_id", self.client_id.as_str()), ("scope", SCOPE)];
        form.extend(self.client_secret.as_deref().map(|secret| ("client_secret", secret)));
        form.extend(grant);
        client.send("POST", &path, &Content::Form(&form))
    }
}

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const SCOPE: &str = "openid offline_access";

fn tokens(answer: TokenAnswer) -> Tokens {
    let refresh = answer.refresh_token.map(|token| token.reveal().to_owned());
    Tokens { access: answer.access_token.reveal().to_owned(), refresh }
}
