//! The customer agreement: its versions, its text, and who accepted it.

use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::guard::Guard;
use crate::shapes::agreement as shapes;
use crate::{body::Body, members::Members, operation::Query, reply, uri::Reference};
use axum::routing::{get, post};
use http::{Method, StatusCode};
use opc_core::access::{Feature, Permission};
use opc_core::agreements::{self, AgreementStatus, Attestation, ConfirmationKind, TemplateKind};
use opc_core::{Fault, Noun, partners};
use opc_kernel::country::Country;
use opc_kernel::id::TemplateId;
use opc_kernel::rule::Rule;
use opc_wire::resources::{
    Agreement, AgreementDocument, AgreementMetaData, DirectSignedCustomerAgreementStatus,
    ResourceCollection,
};

const AREA: &str = "agreements";
const TEMPLATES: &str = "/v1/agreements";
const DOCUMENT: &str = "/v1/agreementtemplates/{template_id}/document";
const CONFIRMATIONS: &str = "/v1/customers/{customer_id}/agreements";
const DIRECT: &str = "/v1/customers/{customer_id}/directSignedMicrosoftCustomerAgreementStatus";
const KIND: Query = Query::text("agreementType", "Only this kind of agreement; * means all.");
const LANGUAGE: Query = Query::text("language", "The language, such as ja-JP.");
const COUNTRY: Query = Query::text("country", "The customer's country; your own if absent.");

/// The rows of the table. National clouds have no confirmations in the API
/// (`docs/decisions/19-editions.md`).
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewAgreements;
    let resource = |permission| Guard::Only(Feature::AttestationResource, permission);
    vec![
        Row {
            query: &[KIND],
            responses: const { &[(200, Some(shape::<ResourceCollection<AgreementMetaData>>()))] },
            handler: || get(templates),
            ..row(AREA, (Method::GET, TEMPLATES), "List versions of the agreement", look)
        },
        Row {
            query: &[LANGUAGE, COUNTRY],
            responses: const { &[(200, Some(shape::<AgreementDocument>()))] },
            handler: || get(document),
            ..row(AREA, (Method::GET, DOCUMENT), "Find the text of the agreement", look)
        },
        Row {
            query: &[KIND],
            responses: const { &[(200, Some(shape::<ResourceCollection<Agreement>>()))] },
            handler: || get(list),
            ..row(
                AREA,
                (Method::GET, CONFIRMATIONS),
                "List a customer's confirmations",
                resource(look),
            )
        },
        Row {
            request: Some(shape::<Agreement>()),
            responses: const { &[(201, Some(shape::<Agreement>()))] },
            handler: || post(attest),
            ..row(
                AREA,
                (Method::POST, CONFIRMATIONS),
                "Confirm that a customer accepted the agreement",
                resource(Permission::AttestAgreement),
            )
        },
        Row {
            responses: const { &[(200, Some(shape::<DirectSignedCustomerAgreementStatus>()))] },
            handler: || get(direct),
            ..row(AREA, (Method::GET, DIRECT), "Ask whether the customer accepted itself", look)
        },
    ]
}

async fn templates(call: Call) -> Answered {
    let mut found = call.read(agreements::templates).await?;
    let wanted = kind(&call, call.query("agreementType"), "agreementType")?;
    found.retain(|template| wanted.is_none_or(|kind| kind == template.kind));
    let items = shapes::metadata(&found, &call.core.settings().base_url);
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

/// The kind of agreement a client names; `*` and nothing mean any.
fn kind(call: &Call, named: Option<&str>, at: &str) -> Result<Option<TemplateKind>, Failure> {
    let Some(named) = named.map(str::trim).filter(|named| !matches!(*named, "" | "*")) else {
        return Ok(None);
    };
    let all = [TemplateKind::CloudAgreement, TemplateKind::CustomerAgreement];
    let found = all.into_iter().find(|kind| named.eq_ignore_ascii_case(shapes::kind(*kind)));
    found.map(Some).ok_or_else(|| not_a_kind(call, at, &all))
}

fn not_a_kind(call: &Call, at: &str, offered: &[TemplateKind]) -> Failure {
    let offered: Vec<_> = offered.iter().map(|kind| shapes::kind(*kind)).collect();
    let (path, detail) = (("path", at), ("detail", offered.join(", ")));
    Failure::bad(call.words.t2("api-expected-one-of", &path, &detail), at)
}

async fn document(call: Call) -> Answered {
    let id: TemplateId = call.id("template_id", Noun::Agreement)?;
    let asked = call.query("country").map(ToOwned::to_owned);
    let language = call.query("language").unwrap_or(call.words.code()).to_owned();
    let found = call.read(move |cx| {
        // The text is for everybody, on its page; the operation is for those who may see agreements.
        cx.actor().permits(Permission::ViewAgreements)?;
        let code = match &asked {
            Some(code) => code.clone(),
            None => partners::own_profile(cx)?.country,
        };
        let country = Country::parse(code.trim());
        let country = country.map_err(|_| Fault::field("country", Rule::CountryUnknown))?;
        agreements::document(cx, id, &language, Some(country))
    });
    let shown = shapes::document(&found.await?, &call.core.settings().base_url);
    Ok(reply::json(StatusCode::OK, &shown))
}

/// What is on record. An acceptance that is still awaited confirms nothing.
async fn list(call: Call) -> Answered {
    let customer = call.customer()?;
    let mut found = call.read(move |cx| agreements::confirmations(cx, customer)).await?;
    let wanted = kind(&call, call.query("agreementType"), "agreementType")?;
    let wanted = wanted.is_none_or(|kind| kind == TemplateKind::CustomerAgreement);
    found.retain(|confirmation| wanted && confirmation.date_agreed.is_some());
    let base_url = &call.core.settings().base_url;
    let items = found.into_iter().map(|c| shapes::confirmation(c, base_url)).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn attest(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Agreement);
    let customer = call.customer()?;
    let attestation = attestation(&call, call.read_body(&body)?)?;
    let base_url = call.core.settings().base_url.clone();
    let work = call.once(Permission::AttestAgreement, &body, move |cx| {
        let confirmation = agreements::attest(cx, customer, &attestation)?;
        let at = Reference::to(&["customers", &customer.to_string(), "agreements"]);
        created(&shapes::confirmation(confirmation, &base_url), at)
    });
    work.await
}

fn attestation(call: &Call, sent: Agreement) -> Result<Attestation, Failure> {
    // The older agreement is history: nobody confirms it any more (`domain/02`, Agreement).
    if kind(call, sent.kind.as_deref(), "type")? == Some(TemplateKind::CloudAgreement) {
        return Err(not_a_kind(call, "type", &[TemplateKind::CustomerAgreement]));
    }
    let template = sent.template_id.filter(|id| !id.trim().is_empty());
    let template =
        template.map(|id| id.trim().parse::<TemplateId>()).transpose().map_err(|_| {
            let said = call.words.t1("api-not-a-guid", "path", "templateId");
            Failure::bad(said, "templateId")
        })?;
    let missing = || call.fail(&Fault::field("agreement-date", Rule::AgreementDateMissing));
    let signer = sent.primary_contact.unwrap_or_default();
    Ok(Attestation {
        template,
        date: sent.date_agreed.ok_or_else(missing)?.0.utc_date(),
        first_name: signer.first_name.unwrap_or_default(),
        last_name: signer.last_name.unwrap_or_default(),
        email: signer.email.unwrap_or_default(),
        phone: signer.phone_number.unwrap_or_default(),
    })
}

async fn direct(call: Call) -> Answered {
    let customer = call.customer()?;
    let status = call.read(move |cx| agreements::status(cx, customer)).await?;
    let signed = matches!(
        status,
        AgreementStatus::Confirmed(c) if c.kind == ConfirmationKind::Direct
    );
    let shown = DirectSignedCustomerAgreementStatus { is_signed: Some(signed) };
    Ok(reply::json(StatusCode::OK, &shown))
}
