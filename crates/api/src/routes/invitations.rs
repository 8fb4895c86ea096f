//! Asking customers and resellers to come together (`domain/03`). The reference has the link only; the
//! rest is the product's own.

use super::row::{Row, row, shape};
use super::seek::{self, List};
use crate::call::{Call, changed, created};
use crate::failure::{Answered, Failure};
use crate::shapes::invitation as shapes;
use crate::{body::Body, operation::Query, reply, uri::Reference};
use axum::routing::{delete, get, patch, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::invitations::{self, Asked, StandingFor, Text};
use opc_core::{Fault, Noun};
use opc_kernel::id::{InvitationId, OrganisationId};
use opc_kernel::{language::Lang, rule::Rule};
use opc_wire::enums::{InvitationState, InvitationType};
use opc_wire::resources::{
    CustomerRelationshipRequest, Invitation, InvitationDispatch, Resource as _, ResourceCollection,
};
use opc_words::InvitationFacts;

const AREA: &str = "relationships";
const ALL: &str = "/v1/invitations";
const ONE: &str = "/v1/invitations/{invitation_id}";
const PARTNERSHIPS: &str = "/v1/partnershipinvitations";
const PARTNERSHIP: &str = "/v1/partnershipinvitations/{invitation_id}";
const LIST: List = List { name: "invitations", default: 50, max: 100 };
const PARTNERSHIP_LIST: List = List { name: "partnershipinvitations", default: 50, max: 100 };
const STATE: Query = Query::text("state", "draft, sent, accepted, declined, expired or revoked.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let mut all = vec![Row {
        query: const {
            &[
                Query::text(
                    "indirectCloudSolutionProviderId",
                    "Asked by a reseller: an indirect provider to bring along.",
                ),
                Query::text(
                    "indirectResellerId",
                    "Asked by an indirect provider: an active reseller to serve the customer \
                         together with. Who follows the link is listed at that reseller.",
                ),
                Query::flag(
                    "dualRoleIndirectRelationship",
                    "For a partner that sells itself and is a reseller too: `true` asks as a \
                         reseller, and a provider has to be named. Otherwise naming one decides.",
                ),
            ]
        },
        responses: const { &[(200, Some(shape::<CustomerRelationshipRequest>()))] },
        handler: || get(standing),
        ..row(
            AREA,
            (Method::GET, "/v1/customers/relationshiprequests"),
            "Read the link by which customers come to the partner",
            Permission::RequestRelationship,
        )
    }];
    let of_customers = (Permission::ViewRelationshipRequests, Permission::RequestRelationship);
    all.extend(of_kind((ALL, ONE), of_customers, "customers"));
    let of_resellers = (Permission::ViewPartnershipRequests, Permission::RequestPartnership);
    all.extend(of_kind((PARTNERSHIPS, PARTNERSHIP), of_resellers, "resellers"));
    all
}

/// The rows of one kind of invitation.
fn of_kind(
    (all, one): (&'static str, &'static str),
    (looks, permission): (Permission, Permission),
    whom: &'static str,
) -> Vec<Row> {
    let is_partnership = all == PARTNERSHIPS;
    let words: [&'static str; 6] = if whom == "customers" {
        [
            "List the customers that were asked",
            "Ask a customer to come together",
            "Read what a customer was asked",
            "Send a customer's invitation",
            "Take a customer's invitation back",
            "Change the text of a customer's invitation",
        ]
    } else {
        [
            "List the resellers that were asked",
            "Ask a reseller to sell together",
            "Read what a reseller was asked",
            "Send a reseller's invitation",
            "Take a reseller's invitation back",
            "Change the text of a reseller's invitation",
        ]
    };
    let dispatch = if is_partnership {
        "/v1/partnershipinvitations/{invitation_id}/send"
    } else {
        "/v1/invitations/{invitation_id}/send"
    };
    vec![
        Row {
            query: &[STATE, seek::SIZE, seek::SEEK],
            responses: const { &[(200, Some(shape::<ResourceCollection<Invitation>>()))] },
            handler: if is_partnership { || get(list_partnerships) } else { || get(list) },
            ..row(AREA, (Method::GET, all), words[0], looks)
        },
        Row {
            request: Some(shape::<Invitation>()),
            responses: const { &[(201, Some(shape::<Invitation>()))] },
            handler: if is_partnership { || post(ask_reseller) } else { || post(ask) },
            ..row(AREA, (Method::POST, all), words[1], permission)
        },
        Row {
            responses: const { &[(200, Some(shape::<Invitation>()))] },
            handler: || get(read),
            ..row(AREA, (Method::GET, one), words[2], looks)
        },
        Row {
            request: Some(shape::<Invitation>()),
            responses: const { &[(200, Some(shape::<Invitation>()))] },
            handler: || patch(change),
            ..row(AREA, (Method::PATCH, one), words[5], permission)
        },
        Row {
            request: Some(shape::<InvitationDispatch>()),
            responses: const { &[(200, Some(shape::<Invitation>()))] },
            handler: if is_partnership { || post(send_partnership) } else { || post(send) },
            ..row(AREA, (Method::POST, dispatch), words[3], permission)
        },
        Row {
            responses: &[(204, None)],
            handler: || delete(revoke),
            ..row(AREA, (Method::DELETE, one), words[4], looks)
        },
    ]
}

async fn standing(call: Call) -> Answered {
    let provider = call.query("indirectCloudSolutionProviderId");
    let provider = provider.map(|named| organisation(&call, named)).transpose()?;
    let reseller = call.query("indirectResellerId").map(str::to_owned);
    let dual = call.query("dualRoleIndirectRelationship");
    let as_reseller = dual.is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let wanted = StandingFor { provider, reseller, as_reseller };
    let url = call.read(move |cx| invitations::standing_link(cx, &wanted)).await?;
    let request = CustomerRelationshipRequest { url: Some(url), ..Default::default() };
    Ok(reply::resource(StatusCode::OK, &request.marked(None)))
}

fn organisation(call: &Call, named: &str) -> Result<OrganisationId, Failure> {
    let unknown = |_| call.fail(&Fault::field("provider", Rule::ProviderUnknown));
    named.trim().parse().map_err(unknown)
}

async fn list(call: Call) -> Answered {
    listed(call, LIST, true).await
}

async fn list_partnerships(call: Call) -> Answered {
    listed(call, PARTNERSHIP_LIST, false).await
}

async fn listed(call: Call, list: List, of_customers: bool) -> Answered {
    let wanted = list.wanted(&call)?;
    let state = match call.query("state").filter(|named| !named.is_empty()) {
        None => None,
        Some(named) => {
            let known = InvitationState::read(named).and_then(shapes::state);
            let (path, detail) = (("path", "state"), ("detail", InvitationState::TEXTS.join(", ")));
            let unknown =
                || Failure::bad(call.words.t2("api-expected-one-of", &path, &detail), "state");
            Some(known.ok_or_else(unknown)?)
        }
    };
    let after = match wanted.after.as_slice() {
        [] => None,
        [id] => Some(id.parse::<InvitationId>().map_err(|_| seek::not_a_token(&call))?),
        _ => return Err(seek::not_a_token(&call)),
    };
    let size = wanted.size();
    let found = call.read(move |cx| invitations::list(cx, (of_customers, state), after, size));
    let page = found.await?;
    let links = wanted.links(page.next.map(|id| vec![id.to_string()]));
    let items: Vec<_> = page.items.iter().map(shapes::invitation).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

async fn ask(call: Call, body: Body) -> Answered {
    draft(call, body, InvitationType::Customer).await
}

async fn ask_reseller(call: Call, body: Body) -> Answered {
    draft(call, body, InvitationType::Partnership).await
}

async fn draft(call: Call, body: Body, usual: InvitationType) -> Answered {
    let sent: Invitation = call.read_body(&body)?;
    let is_partnership = usual == InvitationType::Partnership;
    let kind = sent.invitation_type.unwrap_or(usual);
    if (kind == InvitationType::Partnership) != is_partnership {
        let (path, detail) = (("path", "invitationType"), ("detail", usual.text()));
        let words = call.words.t2("api-expected-one-of", &path, &detail);
        return Err(Failure::bad(words, "invitationType"));
    }
    let provider = sent.provider_id.as_deref().map(|id| organisation(&call, id)).transpose()?;
    let asked = Asked {
        asks: shapes::asks(kind),
        provider,
        delegated_admin: sent.delegated_admin.unwrap_or(true),
        language: language(&call, &sent)?.unwrap_or(call.words.lang()),
    };
    let (permission, place) = if is_partnership {
        (Permission::RequestPartnership, "partnershipinvitations")
    } else {
        (Permission::RequestRelationship, "invitations")
    };
    let work = call.once(permission, &body, move |cx| {
        let home = cx.actor().member().map(|home| (home.name.clone(), home.kind.sells()));
        let (partner, sells) = home.unwrap_or_default();
        let draft = invitations::draft(cx, &asked, |asked, link, provider| {
            let (asks, delegated_admin) = (asked.asks.name(), asked.delegated_admin);
            let partner = &partner;
            let facts = InvitationFacts { asks, partner, provider, sells, delegated_admin, link };
            text(asked, &sent, &facts)
        })?;
        let id = draft.id.to_string();
        created(&shapes::invitation(&draft), Reference::to(&[place, &id]))
    });
    work.await
}

/// The language that is named, if any.
fn language(call: &Call, sent: &Invitation) -> Result<Option<Lang>, Failure> {
    let named = sent.language.as_deref().filter(|named| !named.is_empty());
    let detail = ("detail", Lang::ALL.map(Lang::code).join(", "));
    let unknown = || {
        let words = call.words.t2("api-expected-one-of", &("path", "language"), &detail);
        Failure::bad(words, "language")
    };
    named.map(|named| Lang::parse(named).ok_or_else(unknown)).transpose()
}

/// The mail as it was sent, or as it is proposed.
fn text(asked: &Asked, sent: &Invitation, facts: &InvitationFacts<'_>) -> Text {
    let (subject, body) = opc_words::invitation(asked.language, facts);
    Text {
        recipient: sent.recipient.clone().unwrap_or_default(),
        subject: sent.subject.clone().unwrap_or(subject),
        body: sent.body.clone().unwrap_or(body),
    }
}

fn id(call: &Call) -> Result<InvitationId, Failure> {
    call.id("invitation_id", Noun::Invitation)
}

async fn read(call: Call) -> Answered {
    let id = id(&call)?;
    let found = call.read(move |cx| invitations::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::invitation(&found)))
}

/// The first member that was sent otherwise than it is, and cannot be changed.
fn fixed(sent: &Invitation, now: &Invitation) -> Option<&'static str> {
    fn differs<T: PartialEq>(sent: Option<&T>, now: Option<&T>) -> bool {
        sent.is_some() && sent != now
    }
    let read = |of: &Invitation| of.language.as_deref().and_then(Lang::parse);
    let members = [
        ("id", differs(sent.id.as_ref(), now.id.as_ref())),
        ("invitationType", differs(sent.invitation_type.as_ref(), now.invitation_type.as_ref())),
        ("providerId", differs(sent.provider_id.as_ref(), now.provider_id.as_ref())),
        ("delegatedAdmin", differs(sent.delegated_admin.as_ref(), now.delegated_admin.as_ref())),
        ("language", differs(read(sent).as_ref(), read(now).as_ref())),
        ("url", differs(sent.url.as_ref(), now.url.as_ref())),
        ("state", differs(sent.state.as_ref(), now.state.as_ref())),
        ("createdDate", differs(sent.created_date.as_ref(), now.created_date.as_ref())),
        ("sentDate", differs(sent.sent_date.as_ref(), now.sent_date.as_ref())),
        ("endedDate", differs(sent.ended_date.as_ref(), now.ended_date.as_ref())),
        ("expirationDate", differs(sent.expiration_date.as_ref(), now.expiration_date.as_ref())),
        ("answeredBy", differs(sent.answered_by.as_ref(), now.answered_by.as_ref())),
    ];
    members.into_iter().find(|(_, differs)| *differs).map(|(member, _)| member)
}

/// Recipient, subject and body; what is not said stays. Clients may send the whole invitation back;
/// whatever else differs is refused.
async fn change(call: Call, body: Body) -> Answered {
    let id = id(&call)?;
    let said: Invitation = call.read_body(&body)?;
    language(&call, &said)?;
    let changed = call.write(move |cx| {
        let now = invitations::get(cx, id)?;
        if let Some(member) = fixed(&said, &shapes::invitation(&now)) {
            return Ok(Err(member));
        }
        let Text { recipient, subject, body } = now.text;
        let text = Text {
            recipient: said.recipient.clone().unwrap_or(recipient),
            subject: said.subject.clone().unwrap_or(subject),
            body: said.body.clone().unwrap_or(body),
        };
        invitations::save_text(cx, id, &text).map(Ok)
    });
    match changed.await? {
        Ok(changed) => Ok(reply::resource(StatusCode::OK, &shapes::invitation(&changed))),
        Err(member) => {
            Err(Failure::bad(call.words.t1("api-invitation-fixed", "path", member), member))
        }
    }
}

async fn send(call: Call, body: Body) -> Answered {
    sent(call, body, Permission::RequestRelationship).await
}

async fn send_partnership(call: Call, body: Body) -> Answered {
    sent(call, body, Permission::RequestPartnership).await
}

async fn sent(call: Call, body: Body, permission: Permission) -> Answered {
    let id = id(&call)?;
    let wanted: InvitationDispatch = if body.0.trim_ascii().is_empty() {
        InvitationDispatch::default()
    } else {
        call.read_body(&body)?
    };
    let by_us = wanted.by_service.unwrap_or(false);
    let work = call.once(permission, &body, move |cx| {
        let known = invitations::get(cx, id)?;
        let sent = if known.state == invitations::State::Draft {
            invitations::send(cx, id, (&known.text, by_us))?
        } else {
            invitations::resend(cx, id, by_us)?
        };
        changed(&shapes::invitation(&sent))
    });
    work.await
}

async fn revoke(call: Call) -> Answered {
    let id = id(&call)?;
    call.write(move |cx| invitations::revoke(cx, id)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
