//! What a customer is qualified to buy, and how far the check of its account is.
//!
//! The older operations speak of one qualification, as a bare JSON string in both directions,
//! because that is what client libraries read and write. The newer ones list them with their
//! vetting. See `docs/decisions/10-rest-v1.md`.

use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::Answered;
use crate::{
    body::Body, members::Members, operation::Query, reply, shapes::customer as shapes,
    uri::Reference,
};
use axum::routing::{get, post, put};
use http::{Method, StatusCode};
use opc_core::{
    Fault, Noun,
    access::Permission,
    customers::{self, NewQualification, Qualification},
};
use opc_kernel::rule::Rule;
use opc_wire::enums::{self, EducationSegment, SpecialQualification};
use opc_wire::resources::{CustomerQualification, QualificationBody, ValidationStatus};

const AREA: &str = "qualifications";
const ONE: &str = "/v1/customers/{customer_id}/qualification";
const ALL: &str = "/v1/customers/{customer_id}/qualifications";
const VALIDATION: &str = "/v1/customers/{customer_id}/validationStatus";
const CODE: Query = Query::text("code", "Your validation code for the government cloud; not read.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let (look, ask) = (Permission::ViewCustomers, Permission::QualifyCustomers);
    vec![
        Row {
            responses: const { &[(200, Some(shape::<enums::Qualification>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read the qualification", look)
        },
        Row {
            query: &[CODE],
            request: Some(shape::<QualificationBody>()),
            responses: const { &[(200, Some(shape::<enums::Qualification>()))] },
            handler: || put(set),
            ..row(AREA, (Method::PUT, ONE), "Ask for a qualification", ask)
        },
        Row {
            responses: const { &[(200, Some(shape::<Vec<CustomerQualification>>()))] },
            handler: || get(all),
            ..row(AREA, (Method::GET, ALL), "List qualifications and their vetting", look)
        },
        Row {
            query: &[CODE],
            request: Some(shape::<QualificationBody>()),
            responses: const { &[(201, Some(shape::<CustomerQualification>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, ALL), "Ask for a qualification to be vetted", ask)
        },
        Row {
            query: const { &[Query::text("type", "What is checked: account.")] },
            responses: const { &[(200, Some(shape::<ValidationStatus>()))] },
            handler: || get(validation),
            ..row("validation", (Method::GET, VALIDATION), "Read how far the check is", look)
        },
    ]
}

async fn one(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::json(StatusCode::OK, &shapes::qualification(&account)))
}

/// Asking for what stands already changes nothing.
async fn set(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Qualification);
    let sent: QualificationBody = call.read_body(&body)?;
    // A bare string has no room for what a school has to say of itself.
    let ask = if sent.is_bare { customers::qualify_without_details } else { customers::qualify };
    let (id, new) = (call.customer()?, wanted(sent));
    let account = call.write(move |cx| match ask(cx, id, &new) {
        Err(Fault::Invalid(problems))
            if problems.iter().all(|problem| problem.rule == Rule::QualificationHeld) =>
        {
            customers::get(cx, id)
        }
        done => done,
    });
    Ok(reply::json(StatusCode::OK, &shapes::qualification(&account.await?)))
}

/// A bare array, as the reference has it.
async fn all(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    let shown: Vec<_> = account.qualifications.iter().map(shapes::held).collect();
    Ok(reply::json(StatusCode::OK, &shown))
}

async fn add(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Qualification);
    let id = call.customer()?;
    let new = wanted(call.read_body(&body)?);
    let work = call.once(Permission::QualifyCustomers, &body, move |cx| {
        let account = customers::qualify(cx, id, &new)?;
        let held = account.qualifications.iter().find(|held| held.kind == new.kind);
        let held = held.ok_or(Fault::NotFound(Noun::Customer))?;
        created(
            &shapes::held(held),
            Reference::to(&["customers", &id.to_string(), "qualifications"]),
        )
    });
    work.await
}

fn wanted(body: QualificationBody) -> NewQualification {
    NewQualification {
        kind: match body.qualification {
            SpecialQualification::None => Qualification::Commercial,
            SpecialQualification::Education => Qualification::Education,
            SpecialQualification::Nonprofit => Qualification::Nonprofit,
            SpecialQualification::GovernmentCommunityCloud => {
                Qualification::GovernmentCommunityCloud
            }
            SpecialQualification::StateOwnedEntity => Qualification::StateOwnedEntity,
        },
        education_segment: match body.education_segment {
            None => String::new(),
            Some(EducationSegment::K12) => "k12".to_owned(),
            Some(EducationSegment::HigherEducation) => "higher-education".to_owned(),
        },
        website: body.website.unwrap_or_default().trim().to_owned(),
    }
}

async fn validation(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::json(StatusCode::OK, &shapes::validation(&account)))
}
