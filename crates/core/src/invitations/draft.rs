//! Writing an invitation.

use super::{Asks, Invitation, State, Text, invitation::DAYS, list::may_ask, send::clean, store};
use crate::{
    Cx, Fault,
    access::{Feature, Scope},
    audit::{Event, Operation, ResourceType},
    partners::{self, Provider},
    secrets::{digest, random_token},
};
use opc_kernel::{id::OrganisationId, language::Lang, rule::Rule};

/// What is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub asks: Asks,
    /// Combined: the provider that is to sell.
    pub provider: Option<OrganisationId>,
    /// Whether delegated administration is asked for as well. Where the edition leaves no choice, a
    /// customer is always asked for it (`domain/03`), and a reseller never.
    pub delegated_admin: bool,
    /// The language of the text.
    pub language: Lang,
}

/// Open invitations a partner may have: what has no limit will find one in production.
const OPEN_MAX: u32 = 5000;
/// The purpose links are sealed for.
pub(super) const PURPOSE: &str = "invitation link";

/// Writes a draft with a link of its own; `text` makes the mail from what is asked in the end, the link
/// and, for a combined one, the provider's name.
pub fn draft(
    cx: &mut Cx<'_, '_>,
    asked: &Asked,
    text: impl FnOnce(&Asked, &str, &str) -> Text,
) -> Result<Invitation, Fault> {
    let scope = may_ask(cx, asked.asks)?;
    let provider = fitting_provider(cx, scope, (asked.asks, asked.provider))?;
    if store::count_open(cx, scope)? >= OPEN_MAX {
        return Err(Fault::Refused(Rule::TooManyInvitations { max: OPEN_MAX }));
    }
    let always = !cx.env().settings.cloud.has(Feature::AdminAccessChoice);
    let delegated_admin = asked.asks.is_of_customer() && (always || asked.delegated_admin);
    let asked = Asked { delegated_admin, ..*asked };
    let token = random_token();
    let invitation = Invitation {
        id: cx.new_id(),
        asks: asked.asks,
        provider: provider.as_ref().map(|one| one.id),
        delegated_admin,
        language: asked.language,
        text: clean(&text(
            &asked,
            &link(cx, &token),
            provider.as_ref().map_or("", |one| &one.name),
        ))?,
        link: link(cx, &token),
        state: State::Draft,
        expires_at: cx.now().plus_seconds(DAYS * 86_400),
        created_at: cx.now(),
        sent_at: None,
        ended_at: None,
        answered_by: None,
    };
    let sealed = cx.env().keyring.seal(PURPOSE, token.as_bytes());
    store::insert(cx, scope, &invitation, (&sealed, &digest(token.as_bytes())))?;
    cx.record(event(Operation::CreateInvitation).to(&facts(&invitation)))?;
    Ok(invitation)
}

/// The provider an invitation names: for a combined one it has to be there.
pub(super) fn fitting_provider(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (asks, provider): (Asks, Option<OrganisationId>),
) -> Result<Option<Provider>, Fault> {
    if asks != Asks::Combined {
        return Ok(None);
    }
    let named = provider.ok_or_else(|| Fault::field("provider", Rule::Required))?;
    let found = partners::active_provider(cx, scope, named)?;
    found.map(Some).ok_or_else(|| Fault::field("provider", Rule::ProviderUnknown))
}

/// The address of a token.
pub(super) fn link(cx: &Cx<'_, '_>, token: &str) -> String {
    let settings = &cx.env().settings;
    format!("{}{}/i/{token}", settings.base_url, settings.cloud.link_prefix())
}

/// The link of a stored invitation.
pub(super) fn stored_link(cx: &Cx<'_, '_>, sealed: &[u8]) -> Result<String, Fault> {
    let token = cx.env().keyring.open(PURPOSE, sealed);
    let token = token.and_then(|token| String::from_utf8(token).ok());
    token
        .map(|token| link(cx, &token))
        .ok_or_else(|| Fault::Internal("an invitation's link".into()))
}

pub(super) fn event(operation: Operation) -> Event {
    Event::new(operation, ResourceType::Invitation)
}

/// What the log says of an invitation: no words of the mail, and never the link.
pub(super) fn facts(of: &Invitation) -> serde_json::Value {
    serde_json::json!({
        "invitation": of.id,
        "asks": of.asks.name(),
        "state": of.state.name(),
        "delegated_admin": of.delegated_admin,
        "recipient": of.text.recipient,
    })
}
