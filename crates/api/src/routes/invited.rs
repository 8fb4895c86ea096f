//! What a personal link asks for, and the answer (`domain/03`): of a customer's or a partner's global
//! administrator. A link is a credential, so that it comes in a body, never in an address.

use super::row::{Row, row, shape};
use crate::call::Call;
use crate::failure::Answered;
use crate::shapes::{account_form::of_billing, invitation as shapes};
use crate::{body::Body, faults, reply};
use axum::routing::{delete, get, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::access::permissions::{AnswerInvitation, AuthorizePartnership};
use opc_core::invitations::{self, Acceptance};
use opc_core::{Cx, Fault, Noun, customers};
use opc_kernel::id::OrganisationId;
use opc_kernel::rule::Rule;
use opc_wire::enums::InvitationAnswerType;
use opc_wire::resources::{
    CustomersPartner, InvitationAnswer, InvitationLookup, InvitationOffer, ResourceCollection,
};

const AREA: &str = "relationships";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            request: Some(shape::<InvitationLookup>()),
            responses: const { &[(200, Some(shape::<InvitationOffer>()))] },
            handler: || post(look_up),
            ..row(
                AREA,
                (Method::POST, "/v1/invitations/lookups"),
                "Read what a partner asks the caller's own organization",
                Permission::AnswerInvitation,
            )
        },
        Row {
            request: Some(shape::<InvitationLookup>()),
            responses: const { &[(200, Some(shape::<InvitationOffer>()))] },
            handler: || post(look_up_provider),
            ..row(
                AREA,
                (Method::POST, "/v1/partnershipinvitations/lookups"),
                "Read what an indirect provider asks the caller's own organization",
                Permission::AuthorizePartnership,
            )
        },
        Row {
            request: Some(shape::<InvitationAnswer>()),
            responses: &[(204, None)],
            handler: || post(answer),
            ..row(
                AREA,
                (Method::POST, "/v1/invitations/answers"),
                "Answer a partner for the caller's own organization",
                Permission::AnswerInvitation,
            )
        },
        Row {
            request: Some(shape::<InvitationAnswer>()),
            responses: &[(204, None)],
            handler: || post(answer_provider),
            ..row(
                AREA,
                (Method::POST, "/v1/partnershipinvitations/answers"),
                "Answer an indirect provider for the caller's own organization",
                Permission::AuthorizePartnership,
            )
        },
        Row {
            responses: const { &[(200, Some(shape::<ResourceCollection<CustomersPartner>>()))] },
            handler: || get(own_partners),
            ..row(
                AREA,
                (Method::GET, "/v1/partners"),
                "List the partners of the caller's own organization",
                Permission::ManagePartners,
            )
        },
        Row {
            responses: &[(204, None)],
            handler: || delete(end_admin),
            ..row(
                AREA,
                (Method::DELETE, "/v1/partners/{partner_id}/delegatedadmin"),
                "End a partner's delegated admin privileges",
                Permission::ManagePartners,
            )
        },
    ]
}

/// The token at the end of a link of this service, or by itself; empty for any other address.
fn token(call: &Call, url: Option<String>) -> String {
    let url = url.unwrap_or_default();
    let (url, base) = (url.trim(), &call.core.settings().base_url);
    if url.contains("://") && !url.starts_with(&format!("{base}/")) {
        return String::new();
    }
    url.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn look_up(call: Call, body: Body) -> Answered {
    looked_up(call, body, |cx| cx.allow(AnswerInvitation).map(drop)).await
}

async fn look_up_provider(call: Call, body: Body) -> Answered {
    looked_up(call, body, |cx| cx.allow(AuthorizePartnership).map(drop)).await
}

async fn looked_up(
    call: Call,
    body: Body,
    may: fn(&mut Cx<'_, '_>) -> Result<(), Fault>,
) -> Answered {
    let url = call.read_body::<InvitationLookup>(&body)?.url;
    if url.is_none() {
        return Err(faults::missing(&["url"], call.words).into());
    }
    let token = token(&call, url);
    let work = move |cx: &mut Cx<'_, '_>| {
        may(cx)?;
        invitations::offered(cx, &token)
    };
    let offered = call.read(work).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::offer(&offered)))
}

async fn answer(call: Call, body: Body) -> Answered {
    answered(call, body, |cx| cx.allow(AnswerInvitation).map(drop)).await
}

async fn answer_provider(call: Call, body: Body) -> Answered {
    answered(call, body, |cx| cx.allow(AuthorizePartnership).map(drop)).await
}

/// What the link asks for decides who may answer; the caller may this at least.
async fn answered(
    call: Call,
    body: Body,
    may: fn(&mut Cx<'_, '_>) -> Result<(), Fault>,
) -> Answered {
    let sent: InvitationAnswer = call.read_body(&body)?;
    let missing = [("url", sent.url.is_none()), ("answer", sent.answer.is_none())];
    let missing: Vec<_> = missing.iter().filter(|(_, is)| *is).map(|(member, _)| *member).collect();
    if !missing.is_empty() {
        return Err(faults::missing(&missing, call.words).into());
    }
    let token = token(&call, sent.url);
    let declines = sent.answer == Some(InvitationAnswerType::Declined);
    let named = sent.agreement_template_id.as_deref();
    let unknown =
        |_| call.fail(&Fault::field("agreement-template", Rule::AgreementTemplateUnknown));
    let agreement = named.map(str::parse).transpose().map_err(unknown)?;
    let stated = sent.billing_profile.map(of_billing);
    let work = move |cx: &mut Cx<'_, '_>| {
        may(cx)?;
        if declines {
            return invitations::decline(cx, &token);
        }
        let offered = invitations::offered(cx, &token)?;
        let profile = match &stated {
            Some(stated) => stated.clone(),
            None if offered.asks.is_of_customer() => customers::own_profile(cx)?,
            None => customers::AccountForm::default(),
        };
        invitations::accept(cx, &token, &Acceptance { profile, agreement })
    };
    call.write(work).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

async fn own_partners(call: Call) -> Answered {
    let found = call.read(customers::own_partners).await?;
    let items = found.iter().map(shapes::partner).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn end_admin(call: Call) -> Answered {
    let id: OrganisationId = call.id("partner_id", Noun::Page)?;
    call.write(move |cx| customers::end_delegated_admin(cx, id)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
