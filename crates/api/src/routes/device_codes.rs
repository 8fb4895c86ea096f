//! Codes for signing in on another device (RFC 8628): the two versions of the endpoint.

use super::oauth::{Asked, Fields, endpoint, form};
use super::row::Row;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use opc_core::Core;
use opc_core::identity::{self, Shown, TokenFault};
use opc_wire::resources::{DeviceCodeAnswer, DeviceCodeAnswerV1, DeviceCodeForm};
use opc_wire::secret::Secret;

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        endpoint::<DeviceCodeForm, DeviceCodeAnswerV1>(
            "/{tenant}/oauth2/devicecode",
            "Get codes to sign in on another device, version 1",
            || post(version_1),
        ),
        endpoint::<DeviceCodeForm, DeviceCodeAnswer>(
            "/{tenant}/oauth2/v2.0/devicecode",
            "Get codes to sign in on another device, version 2",
            || post(version_2),
        ),
    ]
}

async fn version_1(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    asked: Asked,
    fields: Fields,
) -> Response {
    asked.answer(codes(&core, tenant, &asked, fields).await.map(DeviceCodeAnswerV1::from))
}

async fn version_2(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    asked: Asked,
    fields: Fields,
) -> Response {
    asked.answer(codes(&core, tenant, &asked, fields).await)
}

async fn codes(
    core: &Core,
    tenant: String,
    asked: &Asked,
    fields: Fields,
) -> Result<DeviceCodeAnswer, TokenFault> {
    let form: DeviceCodeForm = form(fields)?;
    let (id, secret) = asked.client((&form.client_id, form.client_secret.reveal()));
    asked.count_device_code(core)?;
    let work = move |core: &Core, request| {
        let shown = Shown { tenant: &tenant, client_id: &id, client_secret: &secret };
        identity::device_codes(core, request, shown)
    };
    let codes = asked.run(core, work).await?;
    let (address, code) = (codes.verification_uri.as_str(), codes.user_code.as_str());
    let key = "api-oauth-device-message";
    let message = asked.words.t2(key, &("address", address), &("code", code));
    Ok(DeviceCodeAnswer {
        message,
        user_code: codes.user_code,
        device_code: Secret::new(codes.device_code),
        verification_uri: codes.verification_uri,
        expires_in: u32::try_from(codes.expires_in).unwrap_or(0),
        interval: codes.interval,
    })
}
