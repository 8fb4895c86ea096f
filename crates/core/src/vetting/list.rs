//! Looking at reviews: the operator's list of work, and a partner's view of its customer.

use super::{DocumentInfo, Review, ReviewState, Subject, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::{ReviewCustomers, ViewCustomers},
    customers::{self, Account},
};
use opc_kernel::{
    id::{CustomerId, ReviewId},
    page::{Page, PageSize},
};

/// Which reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewQuery {
    /// In this state; `None`: those that are not decided.
    pub state: Option<ReviewState>,
    /// Of this subject.
    pub subject: Option<Subject>,
    /// With this in the name of the company or the partner; may be empty.
    pub text: String,
    /// After this one of the previous page.
    pub after: Option<ReviewId>,
    /// At most so many.
    pub size: PageSize,
}

/// A review with what there is to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The review.
    pub review: Review,
    /// The customer's account with the partner.
    pub account: Account,
    /// Files the partner added, the oldest first.
    pub documents: Vec<DocumentInfo>,
    /// Everything else that was or is decided about the customer, the newest first.
    pub others: Vec<Review>,
}

/// Reviews of all partners, the oldest first.
pub fn list(cx: &mut Cx<'_, '_>, query: &ReviewQuery) -> Result<Page<Review, ReviewId>, Fault> {
    let granted = cx.allow(ReviewCustomers)?;
    let found = store::page(cx, &granted, query)?;
    Ok(Page::from_fetched(found, query.size, |review| review.id))
}

/// One review, for the operator.
pub fn get(cx: &mut Cx<'_, '_>, id: ReviewId) -> Result<Seen, Fault> {
    let granted = cx.allow(ReviewCustomers)?;
    let review = store::get(cx, &granted, id)?.ok_or(Fault::NotFound(Noun::Review))?;
    let account = customers::of_partner(cx, &granted, (review.partner, review.customer))?;
    let account = account.ok_or(Fault::NotFound(Noun::Review))?;
    let mut others = store::of_customer(cx, review.partner, review.customer)?;
    others.retain(|other| other.id != id);
    let documents = store::documents(cx, review.partner, review.id)?;
    Ok(Seen { review, account, documents, others })
}

/// Reviews of a customer of the acting partner, the newest first, each with its files.
pub fn of_customer(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<Vec<(Review, Vec<DocumentInfo>)>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let reviews = store::of_customer(cx, scope.partner(), customer)?;
    reviews
        .into_iter()
        .map(|review| Ok((store::documents(cx, scope.partner(), review.id)?, review)))
        .map(|pair| pair.map(|(documents, review)| (review, documents)))
        .collect()
}
