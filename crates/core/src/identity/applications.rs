//! Programs that call the API.

use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
    secrets::{digest, hex, random_token},
};
use opc_db::sql;
use opc_kernel::{
    id::{ApplicationId, OrganisationId},
    rule::Rule,
};

/// A registered application and its secret, which is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApplication {
    /// The OAuth `client_id`.
    pub id: ApplicationId,
    /// The OAuth `client_secret`: 256 random bits, stored only as a digest.
    pub secret: String,
}

/// Registers an application of an organisation. Only for the program itself.
///
/// `redirect_uris` are the addresses a person's code may be sent to: `https`, or `http` on the
/// person's own machine. Broken: [`Rule::WebsiteFormat`] of `redirect-uri`.
pub fn register_application(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    name: &str,
    redirect_uris: &[&str],
) -> Result<NewApplication, Fault> {
    let secret = random_token();
    let id = register(cx, organisation, (name, redirect_uris), Some(&secret))?;
    Ok(NewApplication { id, secret })
}

/// Registers a public client: an application on people's own machines, where no secret stays one
/// (RFC 6749 §2.1). It acts only in the name of people. Otherwise like [`register_application`].
pub fn register_public_application(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    name: &str,
    redirect_uris: &[&str],
) -> Result<ApplicationId, Fault> {
    register(cx, organisation, (name, redirect_uris), None)
}

fn register(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    (name, redirect_uris): (&str, &[&str]),
    secret: Option<&str>,
) -> Result<ApplicationId, Fault> {
    cx.only_system()?;
    if !redirect_uris.iter().all(|address| is_redirect_uri(address)) {
        return Err(Fault::field("redirect-uri", Rule::WebsiteFormat));
    }
    let id: ApplicationId = cx.new_id();
    cx.execute(
        sql!(
            "INSERT INTO applications (id, organisation_id, name, secret_hash, redirect_uris,
                 enabled, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        &[
            id.into(),
            organisation.into(),
            name.into(),
            secret.map(stored_secret).into(),
            redirect_uris.join(" ").into(),
            true.into(),
            cx.now().into(),
        ],
    )?;
    let event = Event::new(Operation::RegisterApplication, ResourceType::Application);
    let new = serde_json::json!({
        "client_id": id, "name": name, "redirect_uris": redirect_uris, "public": secret.is_none(),
    });
    cx.record(event.in_log_of(organisation).to(&new))?;
    Ok(id)
}

/// Slow hashing is for what people choose; a random secret needs only a digest.
pub(super) fn stored_secret(secret: &str) -> String {
    hex(&digest(secret.as_bytes()))
}

/// An address a browser can be sent to with a code: nobody on the way reads it, and its host is
/// plain enough to be named in a header.
fn is_redirect_uri(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_shown = |c: char| c.is_ascii_graphic() && !matches!(c, '#' | '\\' | '"' | '<' | '>');
    address.len() <= 500
        && address.chars().all(is_shown)
        && !host.is_empty()
        && host.chars().all(is_host)
        && port.parse::<u16>().is_ok()
        && (scheme == "https" || scheme == "http" && matches!(host, "localhost" | "127.0.0.1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_sent_over_tls_or_not_beyond_the_machine() {
        for good in [
            "https://app.example/back",
            "https://app.example:8443/back?a=b",
            "http://localhost/",
            "http://127.0.0.1:8400/callback",
        ] {
            assert!(is_redirect_uri(good), "{good}");
        }
        for bad in [
            "",
            "/back",
            "http://app.example/",
            "http://localhost.app.example/",
            "http://localhost:80@app.example/",
            "https://a;b/",
            "https:///",
            "https://app.example/#part",
            "https://app.example/ https://other.example/",
            "javascript://app.example/%0aalert(1)",
        ] {
            assert!(!is_redirect_uri(bad), "{bad}");
        }
    }
}
