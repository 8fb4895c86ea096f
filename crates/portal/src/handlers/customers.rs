//! The customer list (`domain/04`): finding, sorting, columns and saved views, tags of many, files.

mod asked;
mod bulk;
mod export;
mod rows;
mod sheet;
mod views;

use super::{
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::Control,
    customers::{CustomerListPage, DraftRow, Narrowed},
    form::{Choice, Form},
    labels,
};
use asked::{Asked, FILTERS};
use opc_core::{
    Cx, Fault,
    access::{Feature, Permission},
    customers::{self, Bulk, ListItem, ListKey, ListQuery, Qualification, Validation, View},
    drafts::{self, Summary},
    kernel::page::{Page, PageSize},
    partners,
};
use opc_words::Words;

/// Rows on a page, and the most that can be asked for.
const ROWS: u32 = 40;
const ROWS_MAX: u32 = 200;
/// Drafts above the list, and on the page of all of them.
const DRAFTS: usize = 3;
const DRAFTS_MAX: usize = 200;

/// The list as files: the columns shown, and all of them.
const SHOWN: [&str; 2] = ["Customers-shown.csv", "Customers-shown.xlsx"];
const COMPLETE: [&str; 2] = ["Customers.csv", "Customers.xlsx"];

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let (view, tag) =
        (Gate::needs(Permission::ViewCustomers), Gate::needs(Permission::TagCustomers));
    Pages::default()
        .get("/p/{tenant}/customers", view, list)
        .get("/p/{tenant}/customers/Customers.csv", view, export::csv)
        .get("/p/{tenant}/customers/Customers.xlsx", view, export::xlsx)
        .get("/p/{tenant}/customers/Customers-shown.csv", view, export::shown_csv)
        .get("/p/{tenant}/customers/Customers-shown.xlsx", view, export::shown_xlsx)
        .post("/p/{tenant}/customers/columns", view, views::columns)
        .post("/p/{tenant}/customers/views", view, views::save)
        .post("/p/{tenant}/customers/views/remove", view, views::forget)
        .get("/p/{tenant}/customers/tags", tag, bulk::ask)
        .post("/p/{tenant}/customers/tags", tag, bulk::save)
        .post("/p/{tenant}/customers/tags/undo", tag, bulk::undo)
}

async fn list(visitor: Visitor) -> Answer {
    let views = visitor.read(customers::views).await?;
    let asked = views::asked(&visitor, &views);
    Ok(visitor.page(&render(&visitor, &asked, None).await?))
}

/// What the page shows besides words.
struct Found {
    page: Page<ListItem, ListKey>,
    drafts: Vec<Summary>,
    resellers: Vec<Choice>,
    market: Vec<String>,
    known_tags: Vec<String>,
    views: Vec<View>,
    bulk: Option<Bulk>,
}

fn find(cx: &mut Cx<'_, '_>, query: &ListQuery, may: (bool, bool)) -> Result<Found, Fault> {
    let (may_add, may_tag) = may;
    let resellers = partners::resellers(cx)?;
    Ok(Found {
        page: customers::list(cx, query)?,
        drafts: if may_add && query.after.is_none() { drafts::list(cx)? } else { Vec::new() },
        resellers: resellers.iter().map(|r| Choice::new(r.id.to_string(), &r.name)).collect(),
        market: partners::own_profile(cx)?.market,
        // Suggestions are worth reading names into memory only where they are there anyway.
        known_tags: if query.filter.is_everything() {
            Vec::new()
        } else {
            customers::known_tags(cx)?
        },
        views: customers::views(cx)?,
        bulk: if may_tag { customers::recent_bulk(cx)? } else { None },
    })
}

/// The columns this reader sees.
fn columns(visitor: &Visitor, asked: &Asked) -> Vec<asked::Column> {
    let mut columns = asked.columns();
    columns.retain(|column| views::is_offered(visitor, *column));
    columns
}

/// The list; `sent` is a view that could not be saved.
async fn render(
    visitor: &Visitor,
    asked: &Asked,
    sent: Option<Form>,
) -> Result<CustomerListPage, Away> {
    let query = ListQuery {
        filter: asked.filter(),
        order: asked.order(),
        after: visitor.after()?,
        size: PageSize::new(visitor.query().get("size").parse().ok(), ROWS, ROWS_MAX),
    };
    let may = (visitor.may(Permission::AddCustomer), visitor.may(Permission::TagCustomers));
    let found = visitor.read(move |cx| find(cx, &query, may)).await?;
    let (w, begun) = (visitor.w, found.drafts.len());
    let shown = if visitor.query().get("drafts") == "all" { DRAFTS_MAX } else { DRAFTS };
    let list = format!("{}/customers", visitor.base());
    let columns = columns(visitor, asked);
    let export = asked.without("columns").without("sort").without("dir");
    Ok(CustomerListPage {
        w,
        shell: visitor.shell("customers"),
        search: Form::filled(
            asked.hidden().iter().map(|(name, value)| (name.as_str(), value.as_str())),
        ),
        narrowed: narrowed(visitor, asked, &found.resellers),
        resellers: found.resellers,
        countries: countries(w, &found.market),
        qualifications: qualifications(visitor),
        validations: validations(w),
        known_tags: found.known_tags,
        views: views::links(visitor, &found.views, asked),
        column_choices: views::choices(visitor),
        columns: columns.iter().map(|column| column.key()).collect(),
        headings: rows::headings(visitor, asked, &columns),
        rows: found
            .page
            .items
            .iter()
            .flat_map(|item| rows::rows(visitor, item, &columns))
            .collect(),
        pager: visitor.pager(found.page.next.as_ref()),
        drafts: found.drafts.into_iter().take(shown).map(|d| unfinished(visitor, d)).collect(),
        all_drafts: (begun > shown && shown == DRAFTS)
            .then(|| (begun, format!("{list}?drafts=all"))),
        controls: controls(visitor),
        may_add: may.0,
        may_view_orders: visitor.may(Permission::ViewOrders),
        may_tag: may.1,
        bulk: found
            .bulk
            .filter(|bulk| bulk::is_told(visitor, bulk))
            .map(|bulk| bulk::state(visitor, asked, &bulk)),
        hidden: asked.hidden(),
        shown: SHOWN.map(|file| asked.address(&format!("{list}/{file}"))),
        complete: COMPLETE.map(|file| export.address(&format!("{list}/{file}"))),
        view: sent.unwrap_or_default(),
    })
}

fn controls(visitor: &Visitor) -> Vec<Control> {
    let control = |permission, path: &str, key: &str| {
        visitor.offer(permission, path).map(|offer| Control::new(visitor.w.t(key), offer))
    };
    let (request, add) = (Permission::RequestRelationship, Permission::AddCustomer);
    let all = [
        control(request, "/requests/new", "action-request-customers"),
        control(add, "/imports", "import-title"),
        control(add, "/customers/new", "action-add-customer"),
    ];
    let mut all: Vec<_> = all.into_iter().flatten().collect();
    // Adding is what most come for; who may only ask, asks.
    if let Some(last) = all.last_mut() {
        last.primary = true;
    }
    all
}

/// What narrows the list, and the list without it.
fn narrowed(visitor: &Visitor, asked: &Asked, resellers: &[Choice]) -> Vec<Narrowed> {
    let w = visitor.w;
    let list = format!("{}/customers", visitor.base());
    let one = |name: &&str| {
        let value = asked.get(name);
        let (label, text) = match *name {
            _ if value.is_empty() => return None,
            "q" => (w.t("customers-search-label"), w.t1("customers-quoted", "text", value)),
            "reseller" => {
                let named = resellers.iter().find(|choice| choice.value == value);
                (w.field("reseller"), named?.label.clone())
            }
            "country" => (w.field("country"), labels::country(w, value)),
            "qualification" => {
                let kind = Qualification::parse(value)?;
                (w.t("col-qualification"), labels::qualification(w, kind))
            }
            "validation" => (w.t("col-validation"), validation(w, Validation::parse(value)?)),
            _ => (w.t("col-tag"), value.to_owned()),
        };
        let without = asked.without(name);
        let without = if *name == "q" { without.without("search-by") } else { without };
        Some(Narrowed { label, text, without: without.address(&list) })
    };
    FILTERS.iter().filter_map(one).collect()
}

fn validation(w: Words, validation: Validation) -> String {
    labels::validation(w, validation).unwrap_or_else(|| w.t("validation-allowed"))
}

/// The countries a partner sells in; there is nothing to choose from one.
fn countries(w: Words, market: &[String]) -> Vec<Choice> {
    let mut all: Vec<_> =
        market.iter().map(|code| Choice::new(code, labels::country(w, code))).collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    if all.len() > 1 { all } else { Vec::new() }
}

/// Qualifications to choose from, where there are any.
fn qualifications(visitor: &Visitor) -> Vec<Choice> {
    if !visitor.has(Feature::Qualifications) {
        return Vec::new();
    }
    let name = |kind| labels::qualification(visitor.w, kind);
    let choice = |kind: &Qualification| Choice::new(kind.name(), name(*kind));
    Qualification::ALL.iter().map(choice).collect()
}

fn validations(w: Words) -> Vec<Choice> {
    let choice = |one: &Validation| Choice::new(one.name(), validation(w, *one));
    Validation::ALL.iter().map(choice).collect()
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
