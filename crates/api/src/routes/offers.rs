//! The catalogue: for a country, or for a customer.

use super::row::{Row, row, shape};
use crate::call::Call;
use crate::failure::{Answered, Failure};
use crate::shapes::offer::{self as shapes, Shelf};
use crate::{operation::Query, reply, uri::Reference};
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::customers::{self, Qualification};
use opc_core::{Cx, Fault, catalog, partners};
use opc_kernel::country::Country;
use opc_kernel::id::CustomerId;
use opc_kernel::rule::Rule;
use opc_wire::resources::{Link, Offer, OfferCategory, ResourceCollection, ResourceLinks};

const AREA: &str = "catalog-offers";
const COUNTRY: Query = Query::text("country", "Where they are sold; your own country if absent.");
const SIZE: Query = Query::number("size", "Rows on a page; 0 or nothing means all.");
const OFFSET: Query = Query::number("offset", "Rows to pass over.");
const CATEGORY: Query = Query::text("offer_category_id", "Only offers of this category.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::BrowseCatalogue;
    let of = |path, summary| row(AREA, (Method::GET, path), summary, look);
    vec![
        Row {
            query: &[COUNTRY, CATEGORY, SIZE, OFFSET],
            responses: const { &[(200, Some(shape::<ResourceCollection<Offer>>()))] },
            handler: || get(list),
            ..of("/v1/offers", "List offers")
        },
        Row {
            query: &[COUNTRY],
            responses: const { &[(200, Some(shape::<Offer>()))] },
            handler: || get(one),
            ..of("/v1/offers/{offer_id}", "Read an offer")
        },
        Row {
            query: &[COUNTRY, SIZE, OFFSET],
            responses: const { &[(200, Some(shape::<ResourceCollection<Offer>>()))] },
            handler: || get(add_ons),
            ..of("/v1/offers/{offer_id}/addons", "List the add-ons of an offer")
        },
        Row {
            query: &[COUNTRY],
            responses: const { &[(200, Some(shape::<ResourceCollection<OfferCategory>>()))] },
            handler: || get(categories),
            ..of("/v1/offercategories", "List the categories of offers")
        },
        Row {
            query: &[SIZE, OFFSET],
            responses: const { &[(200, Some(shape::<ResourceCollection<Offer>>()))] },
            handler: || get(list),
            ..of("/v1/customers/{customer_id}/offers", "List offers for a customer")
        },
        Row {
            responses: const { &[(200, Some(shape::<ResourceCollection<OfferCategory>>()))] },
            handler: || get(categories),
            ..of("/v1/customers/{customer_id}/offercategories", "List categories for a customer")
        },
    ]
}

/// For whom the catalogue is opened.
#[derive(Clone)]
struct Reader {
    customer: Option<CustomerId>,
    country: Option<String>,
}

impl Reader {
    fn of(call: &Call) -> Result<Self, Failure> {
        let one = !call.segment("customer_id").is_empty();
        let customer = if one { Some(call.customer()?) } else { None };
        Ok(Self { customer, country: call.query("country").map(ToOwned::to_owned) })
    }

    /// The country: the customer's, the one asked for, or the partner's own. And what a customer
    /// may buy; nothing has been approved for nobody in particular.
    fn country(&self, cx: &mut Cx<'_, '_>) -> Result<(Country, Option<Qualification>), Fault> {
        let (code, qualification) = if let Some(id) = self.customer {
            let account = customers::get(cx, id)?;
            let held = account.buys_as();
            (account.billing.country, Some(held))
        } else if let Some(code) = &self.country {
            (code.clone(), None)
        } else {
            // Not everyone who may browse may see the partner's profile: those have to say.
            let own = partners::own_profile(cx);
            (own.map_err(|_| Fault::field("country", Rule::Required))?.country, None)
        };
        let country = Country::parse(code.trim());
        let country = country.map_err(|_| Fault::field("country", Rule::CountryUnknown))?;
        Ok((country, qualification))
    }
}

async fn list(call: Call) -> Answered {
    let (reader, lang) = (Reader::of(&call)?, call.words.lang());
    let category = call.query("offer_category_id").map(ToOwned::to_owned);
    let found = call.read(move |cx| {
        let (country, held) = reader.country(cx)?;
        let mut offers = catalog::list(cx, country)?;
        let extended = shapes::extended(&offers);
        offers.retain(|offer| {
            category.as_ref().is_none_or(|id| offer.category_id == *id)
                && held.is_none_or(|held| offer.terms.permits(held))
        });
        let shelf = Shelf { country, lang };
        Ok(shapes::offers(offers, &extended, &catalog::categories(cx)?, shelf))
    });
    let found = found.await?;
    page(&call, found, |call| match call.segment("customer_id") {
        "" => Reference::to(&["offers"]),
        id => Reference::to(&["customers", id, "offers"]),
    })
}

async fn one(call: Call) -> Answered {
    let (reader, lang) = (Reader::of(&call)?, call.words.lang());
    let id = call.segment("offer_id").to_owned();
    let found = call.read(move |cx| {
        let (country, _) = reader.country(cx)?;
        let offer = catalog::get(cx, &id, country)?;
        let has_add_ons = !catalog::add_ons(cx, &id, country)?.is_empty();
        let categories = catalog::categories(cx)?;
        let category = categories.iter().find(|c| c.id == offer.category_id);
        Ok(shapes::offer(offer, category, has_add_ons, Shelf { country, lang }))
    });
    Ok(reply::resource(StatusCode::OK, &found.await?))
}

async fn add_ons(call: Call) -> Answered {
    let (reader, lang) = (Reader::of(&call)?, call.words.lang());
    let id = call.segment("offer_id").to_owned();
    let found = call.read(move |cx| {
        let (country, _) = reader.country(cx)?;
        let offers = catalog::add_ons(cx, &id, country)?;
        let extended = shapes::extended(&offers);
        let shelf = Shelf { country, lang };
        Ok(shapes::offers(offers, &extended, &catalog::categories(cx)?, shelf))
    });
    let found = found.await?;
    page(&call, found, |call| Reference::to(&["offers", call.segment("offer_id"), "addons"]))
}

async fn categories(call: Call) -> Answered {
    let (reader, lang) = (Reader::of(&call)?, call.words.lang());
    let found = call.read(move |cx| {
        let (country, _) = reader.country(cx)?;
        let shelf = Shelf { country, lang };
        let all = catalog::categories(cx)?;
        Ok(all.iter().map(|category| shapes::category(category, shelf)).collect())
    });
    Ok(reply::collection(&ResourceCollection::whole(found.await?)))
}

/// A page by offset: the whole list is at hand, so the total is the list's.
fn page(call: &Call, all: Vec<Offer>, place: impl Fn(&Call) -> Reference) -> Answered {
    let offset = call.number("offset")?.unwrap_or(0);
    let size = call.number("size")?.filter(|size| *size > 0);
    let total = all.len() as u64;
    let at = |offset: u32| {
        let mut at = place(call);
        for name in ["country", "offer_category_id"] {
            if let Some(value) = call.query(name) {
                at = at.with(name, value);
            }
        }
        match size {
            Some(size) => at.with("offset", &offset.to_string()).with("size", &size.to_string()),
            None => at,
        }
    };
    let mut links = ResourceLinks::only_self(at(offset));
    if let Some(size) = size {
        let next = offset.saturating_add(size);
        links.next = (u64::from(next) < total).then(|| Link::get(at(next)));
        links.previous = (offset > 0).then(|| Link::get(at(offset.saturating_sub(size))));
    }
    let rows = size.map_or(usize::MAX, |size| size as usize);
    let items = all.into_iter().skip(offset as usize).take(rows).collect();
    Ok(reply::collection(&reply::page(items, total, links)))
}
