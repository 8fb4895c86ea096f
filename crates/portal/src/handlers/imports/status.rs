//! How far an import is, and the buttons that move it.

use super::{act, base, find, said, shell, state};
use crate::{
    components::Fact,
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Visitor},
    },
    imports::{Actions, ImportPage, RuleRow},
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault,
    imports::{self, Confirmed, Import, Outcome, RuleCount, State},
    kernel::id::ImportId,
};
use opc_words::Words;

type At = Path<(String, String)>;

pub(super) async fn show(Path((_, id)): At, visitor: Visitor) -> Answer {
    let import = find(&visitor, &id).await?;
    if import.state == State::Mapping && import.halt.is_none() {
        return Ok(visitor.go(&format!("{}/mapping", base(&visitor, import.id))));
    }
    Ok(visitor.page(&page(&visitor, &import, Form::default())))
}

fn page(visitor: &Visitor, import: &Import, form: Form) -> ImportPage {
    let w = visitor.w;
    let busy = import.is_busy();
    ImportPage {
        w,
        shell: shell(visitor, true),
        base: base(visitor, import.id),
        file: import.file_name.clone(),
        state: state(w, import.state),
        lead: w.of_family("import-lead", import.state.name()),
        halt: import.halt.map(|halt| w.of_family("import-halt", halt.name())),
        progress: busy.then(|| (import.rows_done(), import.row_count)),
        counts: counts(w, import),
        rules: import.summary.rules.values().map(|count| rule(w, import, count)).collect(),
        form,
        can: actions(import),
    }
}

fn counts(w: Words, import: &Import) -> Vec<Fact> {
    let counts = import.summary.counts;
    let all = [
        (Outcome::Added, counts.added),
        (Outcome::Ready, counts.ready),
        (Outcome::Unconfirmed, counts.unconfirmed),
        (Outcome::Refused, counts.refused),
    ];
    let known = import.state != State::Mapping;
    let shown = all.into_iter().filter(|_| known);
    shown
        .map(|(outcome, count)| {
            Fact::new(w.of_family("import-outcome", outcome.name()), w.number(count))
        })
        .collect()
}

fn rule(w: Words, import: &Import, count: &RuleCount) -> RuleRow {
    let first: Vec<_> = count.rows.iter().map(u32::to_string).collect();
    RuleRow {
        key: count.example.rule.clone(),
        text: said(w, &count.example),
        rows: w.t2(
            "import-rule-rows",
            &("count", count.count),
            &("rows", first.join(&w.t("list-comma"))),
        ),
        warning: count.example.warning,
        confirmed: import.confirmed.contains(&count.example.rule),
    }
}

fn actions(import: &Import) -> Actions {
    let counts = import.summary.counts;
    let state = import.state;
    let over = matches!(state, State::Done | State::Cancelled);
    let left = counts.refused + counts.unconfirmed + if over { counts.ready } else { 0 };
    Actions {
        map: matches!(state, State::Mapping | State::Checking | State::Checked),
        start: state == State::Checked && counts.ready + counts.unconfirmed > 0,
        pause: state == State::Running,
        resume: state == State::Paused,
        cancel: !over,
        rejected: left > 0,
        rows: import.has_results(),
    }
}

pub(super) async fn start(Path((_, id)): At, form: Posted) -> Answer {
    let keys: Vec<_> = form.typed().all("confirm").map(str::to_owned).collect();
    let all = keys.iter().any(|key| key == "all");
    let confirmed = if all { Confirmed::All } else { Confirmed::Rules(keys) };
    change(&id, form, move |cx, id| imports::start(cx, id, &confirmed)).await
}

pub(super) async fn pause(Path((_, id)): At, form: Posted) -> Answer {
    change(&id, form, imports::pause).await
}

pub(super) async fn resume(Path((_, id)): At, form: Posted) -> Answer {
    change(&id, form, imports::resume).await
}

pub(super) async fn cancel(Path((_, id)): At, form: Posted) -> Answer {
    let import = find(&form, &id).await?;
    match act(&form, import.id, imports::cancel).await? {
        Ok(None) => Ok(form.done("/imports", "import-discarded")),
        Ok(Some(_)) => Ok(form.go(&base(&form, import.id))),
        Err(again) => Ok(form.form_again(&page(&form, &import, again))),
    }
}

async fn change(
    id: &str,
    form: Posted,
    work: impl Fn(&mut Cx<'_, '_>, ImportId) -> Result<Import, Fault> + Send + 'static,
) -> Answer {
    let import = find(&form, id).await?;
    match act(&form, import.id, work).await? {
        Ok(_) => Ok(form.go(&base(&form, import.id))),
        Err(again) => Ok(form.form_again(&page(&form, &import, again))),
    }
}
