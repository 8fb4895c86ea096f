//! A review begins.

use super::{ReviewState, Subject, store};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{Account, QualificationState, Validation},
};
use opc_kernel::id::ReviewId;

/// Begins the reviews a new customer needs.
pub(crate) fn open_all(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    warnings: &[String],
) -> Result<(), Fault> {
    if account.validation == Validation::UnderReview {
        open(cx, scope, account, (Subject::Account, warnings))?;
    }
    for held in &account.qualifications {
        if held.state == QualificationState::InReview {
            open(cx, scope, account, (Subject::Qualification(held.kind), &[]))?;
        }
    }
    Ok(())
}

/// Puts a customer on the operator's list. The caller records the event.
pub(crate) fn open(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    (subject, grounds): (Subject, &[String]),
) -> Result<ReviewId, Fault> {
    let id: ReviewId = cx.new_id();
    store::insert(cx, scope, (id, account.id), (subject, ReviewState::Open, grounds))?;
    Ok(id)
}
