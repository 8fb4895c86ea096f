//! The customer agreement beyond one customer: the operator's versions, and a partner's customers
//! who have not accepted the one that counts.

use super::{
    batches::Batches,
    forms::{Posted, Typed},
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    agreements::{LackingPage, LackingRow, PublishPage, RemindPage, VersionRow, VersionsPage},
    components::{Badge, Fact},
    form::{Choice, Form},
    shell::{Crumb, Tone},
};
use opc_core::{
    Cx, Fault,
    access::Permission,
    agreements::{
        self, LANGUAGES, Lack, Lacking, LackingQuery, LackingState, Template, TemplateKind,
        VersionForm,
    },
    kernel::{country::Country, page::PageSize, time::Date},
};
use opc_words::Words;

/// Rows on a page.
const ROWS: u32 = 50;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let publish = Gate::needs(Permission::PublishAgreement);
    let view = Gate::needs(Permission::ViewAgreements);
    let attest = Gate::needs(Permission::AttestAgreement);
    Pages::default()
        .get("/p/{tenant}/agreement-versions", publish, versions)
        .get("/p/{tenant}/agreement-versions/new", publish, new_version)
        .post("/p/{tenant}/agreement-versions/new", publish, send_version)
        .get("/p/{tenant}/agreements", view, lacking)
        .get("/p/{tenant}/agreements/export.csv", view, export)
        .get("/p/{tenant}/agreements/remind", attest, ask_to_remind)
        .post("/p/{tenant}/agreements/remind", attest, remind)
}

async fn versions(visitor: Visitor) -> Answer {
    let found = visitor.read(|cx| Ok((agreements::versions(cx)?, cx.today()))).await?;
    let (templates, today) = found;
    let mut rows: Vec<(&Template, VersionRow)> = Vec::new();
    for template in &templates {
        let text = (
            visitor.w.t(&template.country.name_key()),
            format!(
                "{}/agreements/{}?country={}",
                visitor.base(),
                template.id,
                template.country.code()
            ),
        );
        if let Some((_, row)) = rows.iter_mut().find(|(known, _)| known.id == template.id) {
            row.texts.push(text);
            continue;
        }
        let row = VersionRow {
            version: template.version.clone(),
            state: version_state(visitor.w, template, &templates, today),
            from: visitor.w.date(template.effective_from),
            texts: vec![text],
        };
        rows.push((template, row));
    }
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let page = VersionsPage { w: visitor.w, shell: visitor.shell("versions"), rows };
    Ok(visitor.page(&page))
}

/// A version counts until the next one of the same country does.
fn version_state(w: Words, of: &Template, all: &[Template], today: Date) -> Badge {
    if of.effective_from > today {
        return Badge::new(Tone::Neutral, w.t("version-published"));
    }
    let current = all.iter().find(|t| t.country == of.country && t.effective_from <= today);
    if current.is_some_and(|current| current.id == of.id) {
        Badge::new(Tone::Good, w.t("version-counts"))
    } else {
        Badge::new(Tone::Neutral, w.t("version-replaced"))
    }
}

/// The form, filled with the newest version: most of a text stays.
async fn new_version(visitor: Visitor) -> Answer {
    let templates = visitor.read(agreements::versions).await?;
    let newest = templates.iter().find(|one| one.kind == TemplateKind::CustomerAgreement);
    let form = newest.map(|newest| {
        let same = templates.iter().filter(|one| one.id == newest.id);
        let countries: Vec<_> = same.map(|one| one.country.code()).collect();
        let countries = countries.join(" ");
        let mut values = vec![("countries", countries.as_str())];
        values.extend(newest.texts.first().map(|first| ("prevails", first.language.as_str())));
        for (language, title, body) in LANGUAGES {
            if let Some(text) = newest.texts.iter().find(|text| text.language == language) {
                values.extend([(title, text.title.as_str()), (body, text.body.as_str())]);
            }
        }
        Form::filled(values)
    });
    let page = publish_page(&visitor, form.unwrap_or_default());
    Ok(visitor.page(&page))
}

async fn send_version(form: Posted) -> Answer {
    let version = read_version(form.typed());
    match form.write(move |cx| agreements::publish_version(cx, &version)).await? {
        Ok(_) => Ok(form.done("/agreement-versions", "version-published")),
        Err(problems) => {
            let page = publish_page(&form, form.typed().form_with(form.w, &problems));
            Ok(form.form_again(&page))
        }
    }
}

fn read_version(typed: &Typed) -> VersionForm {
    let countries = typed.get("countries").to_uppercase();
    let countries = countries.split([' ', ',', '、', '\u{3000}']).filter(|code| !code.is_empty());
    VersionForm {
        version: typed.get("version").to_owned(),
        effective_from: typed.get("effective-from").to_owned(),
        countries: countries.map(str::to_owned).collect(),
        prevails: typed.get("prevails").to_owned(),
        texts: LANGUAGES
            .map(|(_, title, body)| (typed.get(title).to_owned(), typed.get(body).to_owned()))
            .into(),
    }
}

fn publish_page(visitor: &Visitor, form: Form) -> PublishPage {
    let w = visitor.w;
    let mut shell = visitor.shell("versions");
    let list = format!("{}/agreement-versions", visitor.base());
    shell.crumbs.push(Crumb::new(w.t("versions-title"), list));
    let language = |(code, _, _): (&str, _, _)| Choice::new(code, w.of_family("language", code));
    let today = visitor.portal.core.clock().now().utc_date().to_string();
    PublishPage { w, shell, form, languages: LANGUAGES.map(language).into(), today }
}

/// What is asked for: today unless the day of a published version is chosen.
fn which(visitor: &Visitor, typed: &Typed) -> Lack {
    let today = visitor.portal.core.clock().now().utc_date();
    Lack {
        as_of: typed.get("as-of").parse().unwrap_or(today),
        state: LackingState::parse(typed.get("state")),
    }
}

fn query(visitor: &Visitor, size: PageSize) -> Result<LackingQuery, Away> {
    let which = which(visitor, visitor.query());
    Ok(LackingQuery { which, after: visitor.after()?, size })
}

/// The fields that say which customers, as they stand in forms and addresses.
fn filter(which: Lack) -> Form {
    let state = which.state.map_or("", LackingState::name);
    Form::filled([("as-of", which.as_of.to_string().as_str()), ("state", state)])
}

fn address(filter: &Form) -> String {
    format!("as-of={}&state={}", filter.value("as-of"), filter.value("state"))
}

async fn lacking(visitor: Visitor) -> Answer {
    let asked = query(&visitor, PageSize::new(None, ROWS, ROWS))?;
    let filter = filter(asked.which);
    let found = visitor.read(move |cx| {
        let count = agreements::count_lacking(cx, asked.which)?;
        Ok((agreements::lacking(cx, &asked)?, count, agreements::coming_days(cx)?, cx.today()))
    });
    let (page, count, coming, today) = found.await?;
    let (w, base) = (visitor.w, visitor.base());
    let address = address(&filter);
    let mut days = vec![Choice::new(today.to_string(), w.t("lacking-today"))];
    days.extend(
        coming
            .into_iter()
            .map(|day| Choice::new(day.to_string(), w.t1("lacking-from", "date", w.date(day)))),
    );
    let states = LackingState::ALL.iter().map(|one| Choice::new(one.name(), state_name(w, *one)));
    Ok(visitor.page(&LackingPage {
        w,
        shell: visitor.shell("agreements"),
        filter,
        states: states.collect(),
        days,
        rows: page.items.iter().map(|one| row(w, base, one)).collect(),
        pager: visitor.pager(page.next.as_ref()),
        export: format!("{base}/agreements/export.csv?{address}"),
        count: w.t1("lacking-count", "count", count.all),
        remind: (count.due > 0 && visitor.may(Permission::AttestAgreement)).then(|| {
            let ask = format!("{base}/agreements/remind?{address}");
            (ask, w.t1("action-remind", "count", count.due))
        }),
    }))
}

fn state_name(w: Words, state: LackingState) -> String {
    w.of_family("agreement", state.name())
}

fn country(w: Words, code: &str) -> String {
    Country::parse(code).map(|country| w.t(&country.name_key())).unwrap_or_default()
}

fn row(w: Words, base: &str, one: &Lacking) -> LackingRow {
    LackingRow {
        href: format!("{base}/customers/{}/agreement", one.customer),
        company: one.company_name.clone(),
        country: country(w, &one.country),
        state: Badge::new(Tone::Warning, state_name(w, one.state)),
        agreed: one.agreed_on.map(|day| w.date(day)).unwrap_or_default(),
        reminded: one.reminded_at.map(|at| w.time(at)).unwrap_or_default(),
    }
}

/// The list as a file.
async fn export(visitor: Visitor) -> Answer {
    let asked = query(&visitor, PageSize::new(None, ROWS, ROWS))?;
    let read = move |cx: &mut Cx<'_, '_>, after, size| {
        agreements::lacking(cx, &LackingQuery { after, size, ..asked.clone() })
    };
    let batches = Batches::begin(&visitor, read).await?;
    let w = visitor.w;
    let heads = ["col-id", "col-company", "field-country", "field-email", "col-state"];
    let heads = heads.into_iter().chain(["lacking-agreed", "lacking-reminded"]);
    let heads: Vec<_> = heads.map(|key| w.t(key)).collect();
    let cells = move |one: &Lacking| {
        vec![
            one.customer.to_string(),
            one.company_name.clone(),
            country(w, &one.country),
            one.email.clone(),
            state_name(w, one.state),
            one.agreed_on.map(|day| day.to_string()).unwrap_or_default(),
            one.reminded_at.map(|at| at.to_string()).unwrap_or_default(),
        ]
    };
    Ok(batches.csv("agreements.csv", &heads, cells))
}

/// Says how many customers get a mail before they do.
async fn ask_to_remind(visitor: Visitor) -> Answer {
    let which = which(&visitor, visitor.query());
    let count = visitor.read(move |cx| agreements::count_lacking(cx, which)).await?;
    let (w, filter) = (visitor.w, filter(which));
    let list = format!("{}/agreements?{}", visitor.base(), address(&filter));
    let mut shell = visitor.shell("agreements");
    shell.crumbs.push(Crumb::new(w.t("lacking-title"), &list));
    let mut facts = vec![Fact::new(w.t("lacking-as-of"), w.date(which.as_of))];
    facts.extend(which.state.map(|state| Fact::new(w.t("col-state"), state_name(w, state))));
    facts.push(Fact::new(w.t("lacking-listed"), w.number(count.all)));
    facts.push(Fact::new(w.t("lacking-due"), w.number(count.due)));
    let send = (count.due > 0).then(|| w.t1("remind-send", "count", count.due));
    Ok(visitor.page(&RemindPage { w, shell, filter, facts, send, list }))
}

async fn remind(form: Posted) -> Answer {
    let which = which(&form, form.typed());
    match form.write(move |cx| agreements::remind_all(cx, which)).await? {
        Ok(_) => {
            let list = format!("/agreements?{}", address(&filter(which)));
            Ok(form.done(&list, "reminders-queued"))
        }
        Err(problems) => Err(form.refuse(Fault::Invalid(problems))),
    }
}
