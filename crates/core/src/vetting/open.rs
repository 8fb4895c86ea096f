//! A review begins.

use super::{ReviewState, Subject, store};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{Account, QualificationState, Validation},
};
use opc_kernel::id::{CustomerId, ReviewId};

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

/// What the account is while a review of it goes on; nothing if none does.
pub(crate) fn going_on(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<Option<Validation>, Fault> {
    let reviews = store::of_customer(cx, scope.partner(), customer)?;
    let mut reviews = reviews.iter().filter(|review| review.subject == Subject::Account);
    Ok(reviews.find_map(|review| match review.state {
        ReviewState::Open => Some(Validation::UnderReview),
        ReviewState::Asked => Some(Validation::NotReady),
        _ => None,
    }))
}
