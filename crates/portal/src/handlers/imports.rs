//! Importing customers from a file.

mod mapping;
mod rows;
mod status;

use super::{
    forms::{Posted, Unread, Upload},
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::Badge,
    form::{Form, Trouble},
    imports::{ImportListPage, ImportRow},
    shell::{Crumb, Shell, Tone},
};
use opc_core::{
    Fault,
    access::Permission,
    imports::{self, Broken, FILE_MAX, Import, Outcome, State},
    kernel::{
        id::ImportId,
        page::PageSize,
        rule::{Problem, Rule},
    },
};
use opc_words::Words;

const GATE: Gate = Gate::needs(Permission::AddCustomer);

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/p/{tenant}/imports", GATE, list)
        .upload("/p/{tenant}/imports", GATE, FILE_MAX, upload)
        .get("/p/{tenant}/imports/{import}", GATE, status::show)
        .get("/p/{tenant}/imports/{import}/mapping", GATE, mapping::show)
        .post("/p/{tenant}/imports/{import}/check", GATE, mapping::check)
        .post("/p/{tenant}/imports/{import}/start", GATE, status::start)
        .post("/p/{tenant}/imports/{import}/pause", GATE, status::pause)
        .post("/p/{tenant}/imports/{import}/resume", GATE, status::resume)
        .post("/p/{tenant}/imports/{import}/cancel", GATE, status::cancel)
        .get("/p/{tenant}/imports/{import}/rows", GATE, rows::show)
        .get("/p/{tenant}/imports/{import}/rejected.csv", GATE, rows::rejected)
}

async fn list(visitor: Visitor) -> Answer {
    let page = list_page(&visitor, Form::default()).await?;
    Ok(visitor.page(&page))
}

async fn list_page(visitor: &Visitor, form: Form) -> Result<ImportListPage, Away> {
    let after: Option<ImportId> = visitor.after()?;
    let size = PageSize::new(None, 20, 20);
    let page = visitor.read(move |cx| imports::list(cx, after, size)).await?;
    let row = |import: &Import| ImportRow {
        href: base(visitor, import.id),
        file: import.file_name.clone(),
        state: state(visitor.w, import.state),
        rows: visitor.w.t1("import-row-count", "count", import.row_count),
        at: visitor.w.time(import.created_at),
    };
    Ok(ImportListPage {
        w: visitor.w,
        shell: shell(visitor, false),
        form,
        rows: page.items.iter().map(row).collect(),
        pager: visitor.pager(page.next.as_ref()),
    })
}

async fn upload(form: Upload) -> Answer {
    match store(&form).await {
        Ok(import) => Ok(form.go(&format!("{}/mapping", base(&form, import.id)))),
        Err(fault) => {
            let troubles = form.problems(fault)?;
            let troubles = troubles.iter().map(|problem| Trouble::of(form.w, problem)).collect();
            let again = Form { troubles, ..Form::default() };
            Ok(form.form_again(&list_page(&form, again).await?))
        }
    }
}

async fn store(form: &Upload) -> Result<Import, Fault> {
    let wrong = |rule: Rule| Fault::Invalid(vec![Problem::new("file", rule)]);
    let unread = |why| match why {
        Unread::Missing => wrong(Rule::Required),
        Unread::TooLarge => {
            wrong(Rule::ImportFileTooLarge { max: u32::try_from(FILE_MAX >> 20).unwrap_or(0) })
        }
        Unread::Broken => wrong(Rule::ImportFileBroken),
    };
    let (name, bytes) = form.file.clone().map_err(unread)?;
    let read = tokio::task::spawn_blocking(move || imports::read_table(&bytes)).await;
    let read = read.map_err(|e| Fault::Internal(format!("reading a file: {e}")))?;
    let table = read.map_err(wrong)?;
    form.try_write(move |cx| imports::upload(cx, &name, &table)).await
}

/// Path of an import.
fn base(visitor: &Visitor, id: ImportId) -> String {
    format!("{}/imports/{id}", visitor.base())
}

/// The frame; below the list of imports if `inside` one of them.
fn shell(visitor: &Visitor, inside: bool) -> Shell {
    let mut shell = visitor.shell("customers");
    let (w, base) = (visitor.w, visitor.base());
    shell.crumbs.push(Crumb::new(w.t("customers-title"), format!("{base}/customers")));
    if inside {
        shell.crumbs.push(Crumb::new(w.t("import-title"), format!("{base}/imports")));
    }
    shell
}

async fn find(visitor: &Visitor, id: &str) -> Result<Import, Away> {
    let id: ImportId = visitor.id(id)?;
    visitor.read(move |cx| imports::get(cx, id)).await
}

fn state(w: Words, state: State) -> Badge {
    let tone = match state {
        State::Mapping | State::Cancelled => Tone::Neutral,
        State::Checking | State::Running | State::Checked => Tone::Info,
        State::Paused => Tone::Warning,
        State::Done => Tone::Good,
    };
    Badge::new(tone, w.of_family("import-state", state.name()))
}

fn outcome(w: Words, outcome: Outcome) -> Badge {
    let tone = match outcome {
        Outcome::Ready => Tone::Info,
        Outcome::Unconfirmed => Tone::Warning,
        Outcome::Refused => Tone::Bad,
        Outcome::Added => Tone::Good,
    };
    Badge::new(tone, w.of_family("import-outcome", outcome.name()))
}

/// What is wrong with a row, field first.
fn said(w: Words, broken: &Broken) -> String {
    w.stored_problem(&broken.field, &broken.rule, &broken.args)
}

/// Runs what an action button asks for; what stops it is said on the page it came from.
async fn act<T: Send + 'static>(
    form: &Posted,
    id: ImportId,
    work: impl Fn(&mut opc_core::Cx<'_, '_>, ImportId) -> Result<T, Fault> + Send + 'static,
) -> Result<Result<T, Form>, Away> {
    let done = form.write(move |cx| work(cx, id)).await?;
    Ok(done.map_err(|problems| form.typed().form_with(form.w, &problems)))
}
