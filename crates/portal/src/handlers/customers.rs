//! The customer list (`domain/04`).

use super::{
    forms::Typed,
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    customers::{CustomerListPage, CustomerRow, DraftRow, Narrowed},
    form::Choice,
    language::{encoded, with_query},
};
use opc_core::{
    access::Permission,
    customers::{self, ListFilter, ListItem, ListQuery, Search},
    drafts::{self, Summary},
    kernel::page::PageSize,
    partners,
};

/// Rows on a page, and the most that can be asked for.
const ROWS: u32 = 40;
const ROWS_MAX: u32 = 200;
/// Drafts above the list, and on the page of all of them.
const DRAFTS: usize = 3;
const DRAFTS_MAX: usize = 200;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/customers", Gate::needs(Permission::ViewCustomers), list)
}

async fn list(visitor: Visitor) -> Answer {
    let size = PageSize::new(visitor.query().get("size").parse().ok(), ROWS, ROWS_MAX);
    let query = ListQuery { filter: filter(visitor.query()), after: visitor.after()?, size };
    let may_add = visitor.may(Permission::AddCustomer);
    let first = query.after.is_none();
    let found = visitor.read(move |cx| {
        let drafts = if may_add && first { drafts::list(cx)? } else { Vec::new() };
        Ok((customers::list(cx, &query)?, drafts, partners::resellers(cx)?))
    });
    let (found, drafts, resellers) = found.await?;
    let (w, begun) = (visitor.w, drafts.len());
    let shown = if visitor.query().get("drafts") == "all" { DRAFTS_MAX } else { DRAFTS };
    let resellers: Vec<_> =
        resellers.iter().map(|r| Choice::new(r.id.to_string(), &r.name)).collect();
    let page = CustomerListPage {
        w,
        shell: visitor.shell("customers"),
        search: visitor.query().form(),
        narrowed: narrowed(&visitor, &resellers),
        resellers,
        rows: found.items.into_iter().map(|item| row(&visitor, item)).collect(),
        pager: visitor.pager(found.next.as_ref()),
        drafts: drafts.into_iter().take(shown).map(|draft| unfinished(&visitor, draft)).collect(),
        all_drafts: (begun > shown && shown == DRAFTS)
            .then(|| (begun, format!("{}/customers?drafts=all", visitor.base()))),
        may_add,
        may_view_orders: visitor.may(Permission::ViewOrders),
        // Requests and exports are not built yet.
        may_request: false,
        export: None,
    };
    Ok(visitor.page(&page))
}

fn filter(typed: &Typed) -> ListFilter {
    let text = typed.get("q").to_owned();
    let search = match typed.get("search-by") {
        _ if text.is_empty() => Search::All,
        "company" => Search::NameStarts(text),
        "domain" => Search::DomainStarts(text),
        _ => Search::Anywhere(text),
    };
    ListFilter { search, tag: None, reseller: typed.get("reseller").parse().ok() }
}

/// What narrows the list, and the list without it.
fn narrowed(visitor: &Visitor, resellers: &[Choice]) -> Vec<Narrowed> {
    let (w, query) = (visitor.w, visitor.query());
    let (text, by, reseller) = (query.get("q"), query.get("search-by"), query.get("reseller"));
    let list = format!("{}/customers", visitor.base());
    let mut found = Vec::new();
    if !text.is_empty() {
        let without = with_query(&list, "reseller", &encoded(reseller));
        let (text, label) = (format!("“{text}”"), w.t("customers-search-label"));
        found.push(Narrowed { label, text, without });
    }
    if let Some(chosen) = resellers.iter().find(|choice| choice.value == reseller) {
        let without = with_query(&list, "q", &encoded(text));
        let without = with_query(&without, "search-by", &encoded(by));
        found.push(Narrowed { label: w.field("reseller"), text: chosen.label.clone(), without });
    }
    found
}

fn row(visitor: &Visitor, item: ListItem) -> CustomerRow {
    CustomerRow {
        href: format!("{}/customers/{}", visitor.base(), item.id),
        company: item.company_name,
        domain: item.domain,
        id: item.id.to_string(),
        relationship: visitor.w.of_family("relationship", item.relationship.name()),
        reseller: item.reseller.map(|(_, name)| name),
        state: None,
        tags: item.tags,
    }
}

fn unfinished(visitor: &Visitor, draft: Summary) -> DraftRow {
    let href = format!("{}/customers/new/{}", visitor.base(), draft.id);
    DraftRow {
        discard: format!("{href}/discard"),
        href,
        company: draft.company_name.trim().to_owned(),
        saved: visitor.w.t1("draft-saved", "at", visitor.w.time(draft.updated_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_and_the_reseller_filter_count_together() {
        let of = |query: &str| filter(&Typed::of(&format!("/?{query}").parse().unwrap()));
        let search = |query: &str| of(query).search;
        assert_eq!(of("q=%20&reseller=all"), ListFilter::default());
        assert_eq!(search("q=ab"), Search::Anywhere("ab".into()));
        assert_eq!(search("q=ab&search-by=domain"), Search::DomainStarts("ab".into()));
        let id = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f";
        let both = of(&format!("q=ab&search-by=company&reseller={id}"));
        assert_eq!(both.search, Search::NameStarts("ab".into()));
        assert_eq!(both.reseller, id.parse().ok());
    }
}
