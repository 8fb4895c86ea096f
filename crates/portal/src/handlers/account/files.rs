//! A customer's subscriptions as a file (`domain/04`): all of them, whatever their state.

use crate::handlers::{
    batches::file,
    csv,
    frame::{Answer, Visitor},
};
use axum::{body::Body, extract::Path};
use opc_core::{
    kernel::id::CustomerId,
    partners,
    subscriptions::{self, Subscription},
};

/// What partners' programs look for, whatever the reader's language.
const HEADINGS: [&str; 5] = ["Subscription ID", "Subscription", "Quantity", "Status", "Reseller"];

/// The file.
pub(super) async fn subscriptions(
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let work = move |cx: &mut opc_core::Cx<'_, '_>| {
        Ok((subscriptions::list(cx, id, None)?, partners::resellers(cx)?))
    };
    let (list, resellers) = visitor.read(work).await?;
    let mut text = csv::MARK.to_string();
    csv::write_line(&HEADINGS.map(str::to_owned), &mut text);
    for one in &list {
        let reseller = resellers.iter().find(|reseller| Some(reseller.id) == one.reseller);
        let name = reseller.map(|reseller| reseller.name.clone()).unwrap_or_default();
        csv::write_line(&cells(one, name), &mut text);
    }
    Ok(file("text/csv; charset=utf-8", "Subscriptions.csv", Body::from(text)))
}

fn cells(of: &Subscription, reseller: String) -> [String; 5] {
    [
        of.id.to_string(),
        of.friendly_name.clone(),
        of.quantity.to_string(),
        of.status.name().to_owned(),
        reseller,
    ]
}
