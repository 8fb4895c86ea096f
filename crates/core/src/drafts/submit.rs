//! Submitting: the customer and its order in one transaction, once.

use super::{Draft, Review, open, review, store};
use crate::{Cx, Fault, customers, orders};
use opc_kernel::id::{CustomerId, DraftId, OrderId};

/// What submitting made: the same however often it is asked for.
type Submitted = (CustomerId, Option<OrderId>);

const PURPOSE: &str = "wizard one-time password";

/// Adds the customer and orders what was picked. If an order line is refused the customer and
/// the other lines stay, and the line can be tried again (`domain/02`, Submit).
pub fn submit(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<Submitted, Fault> {
    let review = review::review(cx, id)?;
    if let Some(done) = review.draft.submitted {
        return Ok(done);
    }
    let Some(new) = review.customer.as_ref().filter(|_| review.ready) else {
        return Err(Fault::Invalid([review.account, review.reseller].concat()));
    };
    let created = customers::create(cx, new)?;
    let customer = created.account.id;
    let order = order(cx, customer, &review)?;
    let secret = cx.env().keyring.seal(PURPOSE, created.password.as_bytes());
    let (granted, _) = open::author(cx)?;
    if !store::mark_submitted(cx, granted.scope(), id, (customer, order), &secret)? {
        return Err(Fault::Stale);
    }
    Ok((customer, order))
}

fn order(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    review: &Review,
) -> Result<Option<OrderId>, Fault> {
    let Some(quote) = review.order.as_ref().filter(|quote| !quote.lines.is_empty()) else {
        return Ok(None);
    };
    let order = orders::submit(cx, customer, &quote.order(), orders::FailedLines::Keep)?;
    Ok(Some(order.id))
}

/// Seconds the one-time password can be shown for, if nobody chooses *Done*.
const SHOWN_SECONDS: i64 = 3600;

/// The one-time password of a submitted draft, until *Done* and for an hour at most.
pub(super) fn password(cx: &mut Cx<'_, '_>, draft: &Draft) -> Result<Option<String>, Fault> {
    if draft.updated_at.plus_seconds(SHOWN_SECONDS) < cx.now() {
        return Ok(None);
    }
    let (granted, _) = open::author(cx)?;
    let Some(sealed) = store::secret(cx, granted.scope(), draft.id)? else { return Ok(None) };
    let plain = cx.env().keyring.open(PURPOSE, &sealed);
    Ok(plain.and_then(|p| String::from_utf8(p).ok()))
}
