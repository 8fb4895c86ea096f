//! The reseller step of indirect providers.

use super::steps::{self, At, Stored};
use crate::{
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    shell,
    wizard::{self, ResellerStepPage, Step, Wizard},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Fault, Noun,
    drafts::{self, Draft, ResellerChoice},
    kernel::rule::{Problem, Rule},
    partners::{self, Reseller},
};
use opc_words::Words;

/// The page.
pub(super) async fn show(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    only_providers(&visitor)?;
    let draft = visitor.read(move |cx| drafts::open(cx, id)).await?;
    if let Some((customer, _)) = draft.submitted {
        return steps::submitted(&visitor, customer).await;
    }
    let choice = draft.sections.reseller.typed;
    let mut problems = Vec::new();
    if visitor.query().has("check") {
        problems = visitor.read(move |cx| drafts::review(cx, id)).await?.reseller;
    }
    let page = render(&visitor, &draft, choice, &problems).await?;
    Ok(visitor.page(&page))
}

/// Next.
pub(super) async fn save(Path(at): Path<At>, form: Posted) -> Answer {
    let saved = match store(&at, &form).await? {
        Stored::Kept(saved) => saved,
        Stored::Instead(page) => return Ok(page),
    };
    if saved.complete {
        return Ok(form.go(&steps::next(&form, &saved.draft, Step::Reseller)));
    }
    let choice = saved.draft.sections.reseller.typed;
    let page = render(&form, &saved.draft, choice, &saved.problems).await?;
    Ok(form.form_again(&page))
}

/// Keeps what was chosen.
pub(super) async fn store(at: &At, form: &Posted) -> Result<Stored, Away> {
    let id = at.draft(form)?;
    only_providers(form)?;
    let choice = match form.typed().get("reseller") {
        "direct" => ResellerChoice::Direct,
        "" => ResellerChoice::Open,
        text => ResellerChoice::Reseller(form.id(text)?),
    };
    if form.is_kept() {
        let draft = form.read(move |cx| drafts::open(cx, id)).await?;
        let page = render(form, &draft, choice, &[]).await?;
        // Still the version the form was made from: what was changed since is noticed.
        let wizard = Wizard { version: form.typed().get("base").to_owned(), ..page.wizard };
        let page = ResellerStepPage { wizard, ..page };
        return Ok(Stored::Instead(form.form_again(&page)));
    }
    let base = form.typed().get("base").parse().ok();
    let saved = form.try_write(move |cx| {
        let saved = drafts::save_reseller(cx, id, base, choice)?;
        let same = saved.draft.sections.reseller.typed == choice;
        if saved.conflict && saved.draft.submitted.is_none() && same {
            return drafts::save_reseller(cx, id, None, choice);
        }
        Ok(saved)
    });
    let saved = saved.await.map_err(|fault| form.refuse(fault))?;
    if let Some((customer, _)) = saved.draft.submitted {
        return Ok(Stored::Instead(steps::submitted(form, customer).await?));
    }
    if !saved.conflict {
        return Ok(Stored::Kept(Box::new(saved)));
    }
    let page = render(form, &saved.draft, choice, &[]).await?;
    let wizard = Wizard { changed_elsewhere: true, ..page.wizard };
    Ok(Stored::Instead(shell::page(StatusCode::CONFLICT, &ResellerStepPage { wizard, ..page })))
}

fn only_providers(visitor: &Visitor) -> Result<(), Away> {
    if steps::is_provider(visitor) {
        Ok(())
    } else {
        Err(visitor.refuse(Fault::NotFound(Noun::Page)))
    }
}

async fn render(
    visitor: &Visitor,
    draft: &Draft,
    choice: ResellerChoice,
    problems: &[Problem],
) -> Result<ResellerStepPage, Away> {
    let w = visitor.w;
    let resellers = visitor.read(partners::resellers).await?;
    let chosen = match choice {
        ResellerChoice::Open => String::new(),
        ResellerChoice::Direct => "direct".to_owned(),
        ResellerChoice::Reseller(id) => id.to_string(),
    };
    let version = i64::from(draft.sections.reseller.version);
    Ok(ResellerStepPage {
        w,
        shell: steps::shell(visitor),
        wizard: steps::wizard(visitor, draft, version, Step::Reseller),
        form: Form {
            troubles: problems.iter().map(|p| Trouble::of(w, p)).collect(),
            ..Form::filled([("reseller", chosen.as_str())])
        },
        resellers: reseller_choices(w, resellers),
    })
}

/// The resellers a customer can be put down to.
pub(in crate::handlers) fn reseller_choices(
    w: Words,
    resellers: Vec<Reseller>,
) -> Vec<wizard::ResellerChoice> {
    let view = |r: Reseller| wizard::ResellerChoice {
        id: r.id.to_string(),
        name: r.name,
        detail: r.network_id.map(|id| w.t1("reseller-network", "id", id)).unwrap_or_default(),
        closed: (!r.agreement_signed).then(|| w.rule(&Rule::ResellerAgreementUnsigned)),
    };
    resellers.into_iter().filter(Reseller::is_active).map(view).collect()
}
