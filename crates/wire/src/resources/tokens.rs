//! Forms and answers of the token endpoints (`reference/wire.md`, Tokens).

use crate::secret::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an application sends for a token. Which members count depends on `grant_type`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TokenForm {
    /// `client_credentials`, `authorization_code`, `refresh_token`, `device_code` (also as
    /// `urn:ietf:params:oauth:grant-type:device_code`) or, in a sandbox, `password`.
    pub grant_type: String,
    /// The application, unless it is named in the `Authorization` header.
    pub client_id: String,
    /// The application's secret; a public client has none.
    pub client_secret: Secret,
    /// What the token is for, in version 1. Every token is for all of this service.
    pub resource: String,
    /// What the token may do, in version 2. Every token may do what its owner may.
    pub scope: String,
    /// `authorization_code`: the code. `device_code` in version 1: the device code.
    pub code: Secret,
    /// `authorization_code`: where the code was sent.
    pub redirect_uri: String,
    /// `authorization_code`: the text whose SHA-256 was the challenge.
    pub code_verifier: Secret,
    /// `device_code`: the device code.
    pub device_code: Secret,
    /// `refresh_token`: the refresh token; it is spent by this.
    pub refresh_token: Secret,
    /// `password`: the sign-in name.
    pub username: String,
    /// `password`: the password.
    pub password: Secret,
    /// `password`: the code the authenticator shows now.
    pub totp: Secret,
}

/// What an application sends for codes to sign in with on another device (RFC 8628).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DeviceCodeForm {
    /// The application, unless it is named in the `Authorization` header.
    pub client_id: String,
    /// The application's secret; a public client has none.
    pub client_secret: Secret,
    /// What the token will be for, in version 1.
    pub resource: String,
    /// What the token may do, in version 2.
    pub scope: String,
}

/// What is sent to trade a token, which is in the `Authorization` header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TradeForm {
    /// `jwt_token`.
    pub grant_type: String,
}

/// Codes to sign in with on another device, version 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceCodeAnswer {
    /// What the person types.
    pub user_code: String,
    /// What the application asks the token endpoint with.
    pub device_code: Secret,
    /// Where the person types it.
    pub verification_uri: String,
    /// Seconds until the codes end.
    pub expires_in: u32,
    /// Seconds between two questions.
    pub interval: u32,
    /// The instruction in the reader's language.
    pub message: String,
}

/// The same in version 1: the numbers are texts, and the address has another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceCodeAnswerV1 {
    /// What the person types.
    pub user_code: String,
    /// What the application asks the token endpoint with, as `code`.
    pub device_code: Secret,
    /// Where the person types it.
    pub verification_url: String,
    /// Seconds until the codes end.
    pub expires_in: String,
    /// Seconds between two questions.
    pub interval: String,
    /// The instruction in the reader's language.
    pub message: String,
}

impl From<DeviceCodeAnswer> for DeviceCodeAnswerV1 {
    fn from(answer: DeviceCodeAnswer) -> Self {
        Self {
            user_code: answer.user_code,
            device_code: answer.device_code,
            verification_url: answer.verification_uri,
            expires_in: answer.expires_in.to_string(),
            interval: answer.interval.to_string(),
            message: answer.message,
        }
    }
}

/// The v2 answer. Times are in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenAnswer {
    /// Always `Bearer`.
    pub token_type: String,
    /// What the token may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Seconds the token lives.
    pub expires_in: u32,
    /// The same: no grace is given beyond it.
    pub ext_expires_in: u32,
    /// The token.
    pub access_token: Secret,
    /// Trades for the next access token, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// Who signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Secret>,
}

/// The v1 answer: the numbers are texts, and it says for what and from when the token is good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenAnswerV1 {
    /// Always `Bearer`.
    pub token_type: String,
    /// What the token may do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Seconds the token lives.
    pub expires_in: String,
    /// The same: no grace is given beyond it.
    pub ext_expires_in: String,
    /// When the token ends, in seconds since 1970.
    pub expires_on: String,
    /// When the token begins, in seconds since 1970.
    pub not_before: String,
    /// What the token is for.
    pub resource: String,
    /// The token.
    pub access_token: Secret,
    /// Trades for the next access token, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// Who signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Secret>,
}

impl TokenAnswer {
    /// The v1 form of the same answer, for a token good from `not_before` (seconds since 1970).
    pub fn into_v1(self, resource: String, not_before: i64) -> TokenAnswerV1 {
        TokenAnswerV1 {
            token_type: self.token_type,
            scope: self.scope,
            expires_in: self.expires_in.to_string(),
            ext_expires_in: self.ext_expires_in.to_string(),
            expires_on: not_before.saturating_add(i64::from(self.expires_in)).to_string(),
            not_before: not_before.to_string(),
            resource,
            access_token: self.access_token,
            refresh_token: self.refresh_token,
            id_token: self.id_token,
        }
    }
}

/// Why no token was given (RFC 6749, 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenFault {
    /// `invalid_grant`, `invalid_client` and so on.
    pub error: String,
    /// What went wrong, for a developer.
    pub error_description: String,
    /// For finding the request in the logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_answer_says_its_numbers_as_text() {
        let answer = TokenAnswer {
            token_type: "Bearer".to_owned(),
            scope: None,
            expires_in: 3600,
            ext_expires_in: 3600,
            access_token: Secret::new("t"),
            refresh_token: None,
            id_token: None,
        };
        assert_eq!(serde_json::to_value(&answer).unwrap()["expires_in"], 3600);
        let old = serde_json::to_value(answer.into_v1("https://x".to_owned(), 1_000)).unwrap();
        assert_eq!((&old["expires_in"], &old["expires_on"]), (&"3600".into(), &"4600".into()));
    }

    #[test]
    fn a_token_is_not_shown_in_a_log() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(…)");
    }
}
