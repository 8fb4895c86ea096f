//! The partner asks again after a refusal.

use super::{Subject, document, open};
use crate::{
    Cx, Fault,
    access::permissions::SubmitDocuments,
    audit::{Event, Operation, ResourceType},
    customers::{self, NewQualification, QualificationState, Validation},
};
use opc_kernel::{
    id::{CustomerId, ReviewId},
    rule::Rule,
};

/// Begins a new review of what was refused. Refused if it no longer is.
pub fn again(cx: &mut Cx<'_, '_>, customer: CustomerId, id: ReviewId) -> Result<(), Fault> {
    let granted = cx.allow(SubmitDocuments)?;
    let (scope, account) = (granted.scope(), customers::account_for(cx, &granted, customer)?);
    let refused = document::own(cx, customer, id)?;
    match refused.subject {
        Subject::Account => {
            if account.validation != Validation::NotAllowed {
                return Err(Fault::Refused(Rule::ReviewDecided));
            }
            open(cx, scope, &account, (Subject::Account, &refused.grounds))?;
            let place = (scope.partner(), customer);
            customers::set_validation(cx, place, Validation::UnderReview)?;
            let event = Event::new(Operation::RequestReview, ResourceType::Customer);
            let facts = serde_json::json!({ "subject": refused.subject.name() });
            cx.record(event.about(customer, &account.billing.company_name).to(&facts))
        }
        Subject::Qualification(kind) => {
            let held = account.qualifications.iter().find(|held| held.kind == kind);
            let held = held.filter(|held| held.state == QualificationState::Denied);
            let held = held.ok_or(Fault::Refused(Rule::ReviewDecided))?;
            let new = NewQualification {
                kind,
                education_segment: held.education_segment.clone(),
                website: held.website.clone(),
            };
            customers::qualify_without_details(cx, customer, &new).map(drop)
        }
    }
}
