//! The customer list (`domain/04`).

use super::{
    forms::Typed,
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    customers::{CustomerListPage, CustomerRow, DraftRow},
    form::Choice,
};
use opc_core::{
    access::Permission,
    customers::{self, ListItem, ListQuery, Wanted, Words},
    drafts::{self, Summary},
    kernel::page::PageSize,
    partners,
};

/// Rows on a page, and the most that can be asked for.
const ROWS: u32 = 40;
const ROWS_MAX: u32 = 200;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/customers", Gate::needs(Permission::ViewCustomers), list)
}

async fn list(visitor: Visitor) -> Answer {
    let size = PageSize::new(visitor.query().get("size").parse().ok(), ROWS, ROWS_MAX);
    let query = ListQuery { wanted: wanted(visitor.query()), after: visitor.after()?, size };
    let may_add = visitor.may(Permission::AddCustomer);
    let first = query.after.is_none();
    let found = visitor.read(move |cx| {
        let drafts = if may_add && first { drafts::list(cx)? } else { Vec::new() };
        Ok((customers::list(cx, &query)?, drafts, partners::resellers(cx)?))
    });
    let (found, drafts, resellers) = found.await?;
    let w = visitor.w;
    let search = visitor.query().form();
    let page = CustomerListPage {
        w,
        shell: visitor.shell("customers"),
        search,
        resellers: resellers.iter().map(|r| Choice::new(r.id.to_string(), &r.name)).collect(),
        rows: found.items.into_iter().map(|item| row(&visitor, item)).collect(),
        pager: visitor.pager(found.next.as_ref()),
        drafts: drafts.into_iter().map(|draft| unfinished(&visitor, draft)).collect(),
        may_add,
        // Requests and exports are not built yet.
        may_request: false,
        export: None,
    };
    Ok(visitor.page(&page))
}

fn wanted(typed: &Typed) -> Wanted {
    let text = typed.get("q").to_owned();
    let words = match typed.get("search-by") {
        _ if text.is_empty() => Words::All,
        "company" => Words::NameStarts(text),
        "domain" => Words::DomainStarts(text),
        _ => Words::Anywhere(text),
    };
    Wanted { words, tag: None, reseller: typed.get("reseller").parse().ok() }
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
    fn a_search_and_the_reseller_filter_hold_together() {
        let of = |query: &str| wanted(&Typed::of(&format!("/?{query}").parse().unwrap()));
        assert_eq!(of("q=%20&reseller=all"), Wanted::default());
        assert_eq!(of("q=ab").words, Words::Anywhere("ab".into()));
        assert_eq!(of("q=ab&search-by=company").words, Words::NameStarts("ab".into()));
        let id = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f";
        let both = of(&format!("q=ab&search-by=domain&reseller={id}"));
        assert_eq!(both.words, Words::DomainStarts("ab".into()));
        assert_eq!(both.reseller, Some(id.parse().unwrap()));
    }
}
