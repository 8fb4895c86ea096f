//! Rows of the catalogue.

use super::{Category, Offer};
use crate::{
    Cx, Fault,
    fault::{stored, to_store},
};
use opc_db::{DbError, Row, sql};

/// The most offers that are read at a time: a catalogue has some hundred.
const OFFERS_MAX: u32 = 5_000;
/// The most categories.
const CATEGORIES_MAX: u32 = 500;

/// An offer whose terms are still text.
struct Raw {
    offer_id: String,
    category_id: String,
    rank: u32,
    available: bool,
    terms: String,
}

fn raw(r: &mut Row<'_>) -> Result<Raw, DbError> {
    Ok(Raw {
        offer_id: r.take()?,
        category_id: r.take()?,
        rank: r.take()?,
        available: r.take()?,
        terms: r.take()?,
    })
}

fn offer(raw: Raw) -> Result<Offer, Fault> {
    Ok(Offer {
        terms: stored("offer terms", &raw.terms)?,
        id: raw.offer_id,
        category_id: raw.category_id,
        rank: raw.rank,
        available: raw.available,
    })
}

pub(super) fn available(cx: &mut Cx<'_, '_>) -> Result<Vec<Offer>, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT o.id, o.category_id, o.rank, o.available, o.terms
             FROM offers o LEFT JOIN offer_categories c ON c.id = o.category_id
             WHERE o.available = $1
             ORDER BY coalesce(c.rank, 0), o.category_id, o.rank, o.id LIMIT $2"
        ),
        &[true.into(), OFFERS_MAX.into()],
        raw,
    )?;
    rows.into_iter().map(offer).collect()
}

pub(super) fn by_id(cx: &mut Cx<'_, '_>, id: &str) -> Result<Option<Offer>, Fault> {
    // Ids are GUIDs, which clients write in any case.
    let id = id.to_ascii_lowercase();
    cx.first(
        sql!("SELECT id, category_id, rank, available, terms FROM offers WHERE id = $1"),
        &[id.into()],
        raw,
    )?
    .map(offer)
    .transpose()
}

pub(super) fn categories(cx: &mut Cx<'_, '_>) -> Result<Vec<Category>, Fault> {
    let rows = cx.all(
        sql!("SELECT id, rank, names FROM offer_categories ORDER BY rank, id LIMIT $1"),
        &[CATEGORIES_MAX.into()],
        |r| Ok((r.take::<String>()?, r.take::<u32>()?, r.take::<String>()?)),
    )?;
    rows.into_iter()
        .map(|(id, rank, names)| {
            Ok(Category { id, rank, names: stored("category names", &names)? })
        })
        .collect()
}

pub(super) fn save_category(cx: &mut Cx<'_, '_>, category: &Category) -> Result<(), Fault> {
    let names = to_store("category names", &category.names)?;
    cx.execute(
        sql!(
            "INSERT INTO offer_categories (id, rank, names) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET rank = excluded.rank, names = excluded.names"
        ),
        &[(&category.id).into(), category.rank.into(), names.into()],
    )?;
    Ok(())
}

pub(super) fn save_offer(cx: &mut Cx<'_, '_>, offer: &Offer) -> Result<(), Fault> {
    let terms = to_store("offer terms", &offer.terms)?;
    cx.execute(
        sql!(
            "INSERT INTO offers (id, category_id, rank, available, terms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id, rank = excluded.rank,
                 available = excluded.available, terms = excluded.terms"
        ),
        &[
            offer.id.to_ascii_lowercase().into(),
            (&offer.category_id).into(),
            offer.rank.into(),
            offer.available.into(),
            terms.into(),
        ],
    )?;
    Ok(())
}
