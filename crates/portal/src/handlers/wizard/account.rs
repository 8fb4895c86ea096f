//! *Account info*: who the customer is.

use super::{
    domain::{LookUp, look_up, spoken},
    fields, postal,
    steps::{self, At, Stored},
};
use crate::{
    address::{self, CountryRules},
    form::{Choice, Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    language::{encoded, with_query},
    shell,
    wizard::{AccountStepPage, DomainCheck, Step, Wizard},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Cx, Fault,
    access::{Feature, Permission},
    agreements::{self, Template, today_in},
    customers::{self, AccountForm, Qualification},
    drafts::{self, Saved},
    kernel::{
        country::Country,
        id::DraftId,
        rule::{Problem, Severity},
        time::Date,
    },
    partners::{self, Profile},
};
use opc_words::Words;

/// What the page shows.
#[derive(Default)]
struct Sheet {
    /// Absent before there is a draft.
    id: Option<DraftId>,
    /// The section's version.
    version: u32,
    form: AccountForm,
    problems: Vec<Problem>,
    changed_elsewhere: bool,
    /// Whether to say if the domain is free.
    look_up: bool,
}

/// What the page needs to know beside the draft.
struct Ground {
    profile: Profile,
    country: Country,
    form: AccountForm,
    /// Culture and language that were chosen and that the country does not have.
    replaced: Vec<(&'static str, String)>,
    template: Option<Template>,
    today: Date,
    domain: DomainCheck,
    start: DraftId,
}

/// The first page, before there is a draft. `?country`, `?culture`, `?language`: as chosen there.
pub(super) async fn begin(visitor: Visitor) -> Answer {
    let AccountForm { country, culture, language, .. } = fields::read(visitor.query());
    let form = AccountForm { country, culture, language, ..AccountForm::default() };
    let page = render(&visitor, Sheet { form, ..Sheet::default() }).await?;
    Ok(visitor.page(&page))
}

/// The page of a draft. `?check`: with everything that is still wrong (`sent`: since it was just
/// sent); `?domain`: whether the domain is free.
pub(super) async fn show(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    let (draft, found) = visitor
        .read(move |cx| {
            let draft = drafts::open(cx, id)?;
            let found = if draft.submitted.is_none() {
                drafts::review(cx, id)?.account
            } else {
                Vec::new()
            };
            Ok((draft, found))
        })
        .await?;
    if let Some((customer, _)) = draft.submitted {
        return steps::submitted(&visitor, customer).await;
    }
    let section = draft.sections.account;
    let check = visitor.query().has("check");
    let confirmed = section.typed.confirmed == "on";
    let wanted = |p: &Problem| check || (confirmed && p.rule.severity() < Severity::Error);
    let mut problems: Vec<_> = found.into_iter().filter(wanted).collect();
    if visitor.query().has("postal") {
        let said = postal::said(&section.typed).filter(|said| !problems.contains(said));
        problems.extend(said);
    }
    let sheet = Sheet {
        id: Some(id),
        version: section.version,
        form: section.typed,
        problems,
        changed_elsewhere: false,
        look_up: visitor.query().has("domain"),
    };
    let page = render(&visitor, sheet).await?;
    let sent = visitor.query().get("check") == "sent" && !page.form.troubles.is_empty();
    Ok(if sent { visitor.form_again(&page) } else { visitor.page(&page) })
}

/// Whether a form was sent from the first page with nothing worth keeping in it.
pub(super) fn is_untouched(at: &At, form: &Posted) -> Result<bool, Away> {
    let untouched = !form.is_kept() && fields::read(form.typed()).is_untouched();
    Ok(untouched && at.known(form)?.is_none())
}

/// Next: keeps what was typed, and goes on if it keeps the rules.
pub(super) async fn save(Path(at): Path<At>, form: Posted) -> Answer {
    if is_untouched(&at, &form)? {
        let typed = fields::read(form.typed());
        let examined = typed.clone();
        let found = form.read(move |cx| customers::examine(cx, &examined, true)).await?;
        return again(&form, Sheet { form: typed, problems: found.problems, ..Sheet::default() })
            .await;
    }
    let saved = match store(&at, &form).await? {
        Stored::Kept(saved) => saved,
        Stored::Instead(page) => return Ok(page),
    };
    if saved.complete {
        return Ok(form.go(&steps::next(&form, &saved.draft, Step::Account)));
    }
    if at.known(&form)?.is_none() {
        // From now on the page has an address of its own: a reload shows what was typed.
        let path = steps::path(&form, saved.draft.id, Step::Account);
        return Ok(form.go(&with_query(&path, "check", "sent")));
    }
    let section = &saved.draft.sections.account;
    let sheet = Sheet {
        id: Some(saved.draft.id),
        version: section.version,
        form: section.typed.clone(),
        problems: saved.problems,
        ..Sheet::default()
    };
    again(&form, sheet).await
}

async fn again(form: &Posted, sheet: Sheet) -> Answer {
    let page = render(form, sheet).await?;
    Ok(form.form_again(&page))
}

/// The page for another country. Nothing is judged.
pub(super) async fn country(Path(at): Path<At>, form: Posted) -> Answer {
    look_again(&at, &form, fields::read(form.typed()), "#country").await
}

/// Keeps the form, and shows its page again.
pub(super) async fn look_again(at: &At, form: &Posted, typed: AccountForm, how: &str) -> Answer {
    if is_untouched(at, form)? {
        let mut path = format!("{}/account", steps::base(form, None));
        let chosen = [typed.country, typed.culture, typed.language];
        for (name, value) in ["country", "culture", "language"].into_iter().zip(&chosen) {
            path = with_query(&path, name, &encoded(value));
        }
        return Ok(form.go(&format!("{path}#country")));
    }
    match store_form(at, form, typed).await? {
        Stored::Instead(page) => Ok(page),
        Stored::Kept(saved) => {
            let path = steps::path(form, saved.draft.id, Step::Account);
            Ok(form.go(&format!("{path}{how}")))
        }
    }
}

/// Keeps what was typed, and starts the draft if there is none.
pub(super) async fn store(at: &At, form: &Posted) -> Result<Stored, Away> {
    store_form(at, form, fields::read(form.typed())).await
}

async fn store_form(at: &At, form: &Posted, typed: AccountForm) -> Result<Stored, Away> {
    if form.is_kept() {
        return Ok(Stored::Instead(form.form_again(&shown_again(at, form).await?)));
    }
    let known = at.known(form)?;
    let base = form.typed().get("base").parse().ok();
    let (start, warned) = (form.typed().get("start").parse(), fields::warned(form.typed()));
    let kept = typed.clone();
    let saved = form.try_write(move |cx| {
        let id = known.unwrap_or_else(|| start.as_ref().map_or_else(|_| cx.new_id(), |id| *id));
        if known.is_none() {
            drafts::start(cx, id)?;
        }
        keep(cx, id, base, &typed, &warned)
    });
    let saved = match saved.await {
        Ok(saved) => saved,
        Err(Fault::Refused(rule)) => {
            let problems = vec![Problem::new("", rule)];
            let version = base.unwrap_or_default();
            let sheet = Sheet { id: known, version, form: kept, problems, ..Sheet::default() };
            return again(form, sheet).await.map(Stored::Instead);
        }
        Err(fault) => return Err(form.refuse(fault)),
    };
    if let Some((customer, _)) = saved.draft.submitted {
        return Ok(Stored::Instead(steps::submitted(form, customer).await?));
    }
    if !saved.conflict {
        return Ok(Stored::Kept(Box::new(saved)));
    }
    let sheet = Sheet {
        id: Some(saved.draft.id),
        version: saved.draft.sections.account.version,
        form: AccountForm { confirmed: String::new(), ..kept },
        changed_elsewhere: true,
        ..Sheet::default()
    };
    let page = render(form, sheet).await?;
    Ok(Stored::Instead(shell::page(StatusCode::CONFLICT, &page)))
}

/// The page as it was when its form was sent.
pub(super) async fn shown_again(at: &At, form: &Posted) -> Result<AccountStepPage, Away> {
    let sheet = Sheet {
        id: at.known(form)?,
        version: form.typed().get("base").parse().unwrap_or_default(),
        form: fields::read(form.typed()),
        ..Sheet::default()
    };
    render(form, sheet).await
}

/// Saves the section; warnings count as confirmed only if the person saw them.
fn keep(
    cx: &mut Cx<'_, '_>,
    id: DraftId,
    base: Option<u32>,
    typed: &AccountForm,
    warned: &[String],
) -> Result<Saved, Fault> {
    let bare = |form: &AccountForm| AccountForm { confirmed: String::new(), ..form.clone() };
    let mut saved = drafts::save_account(cx, id, base, &bare(typed))?;
    let same = bare(&saved.draft.sections.account.typed) == bare(typed);
    if saved.conflict && saved.draft.submitted.is_none() && same {
        // The same form sent twice is no conflict.
        saved = drafts::save_account(cx, id, None, &bare(typed))?;
    }
    if !saved.conflict && fields::all_confirmed(typed, &saved.problems, warned) {
        saved = drafts::save_account(cx, id, None, typed)?;
    }
    Ok(saved)
}

async fn ground(visitor: &Visitor, form: AccountForm, check: bool) -> Result<Ground, Away> {
    let found = visitor.read(move |cx| {
        let profile = partners::own_profile(cx)?;
        let mut form = form.clone();
        if form.country.trim().is_empty() {
            form.country.clone_from(&profile.country);
        }
        let chosen =
            Country::parse(form.country.trim()).or_else(|_| Country::parse(&profile.country));
        let country = chosen.map_err(|e| Fault::Internal(format!("stored country: {e}")))?;
        let replaced = fields::settle(&mut form, country);
        let template = match agreements::current_template(cx, country, cx.today()) {
            Ok(template) => Some(template),
            Err(Fault::NotFound(_)) => None,
            Err(fault) => return Err(fault),
        };
        let typed = form.domain_prefix.trim();
        let domain = if check { look_up(cx, typed)? } else { LookUp::Nothing };
        let (today, start) = (today_in(country, cx.now()), cx.new_id());
        let ground = (profile, country, form, replaced, template);
        Ok((ground, today, domain, start))
    });
    let ((profile, country, form, replaced, template), today, domain, start) = found.await?;
    let domain = spoken(visitor, domain);
    Ok(Ground { profile, country, form, replaced, template, today, domain, start })
}

/// The fields, and what of them the country does not have.
fn shown(w: Words, ground: &Ground, problems: &[Problem]) -> Form {
    let mut form = fields::show(w, &ground.form, problems);
    for (field, was) in &ground.replaced {
        let (message, said) = match *field {
            "culture" => ("choice-replaced", address::culture_name(w, was)),
            "language" => ("choice-replaced", address::language_name(w, was)),
            _ => ("choice-emptied", was.clone()),
        };
        let place = w.t(&ground.country.name_key());
        // Nobody else says which state was typed: the list cannot show it.
        if !form.wrong(field) || *field == "state" {
            form.troubles.push(Trouble {
                field: (*field).to_owned(),
                rule: String::new(),
                text: w.t2(message, &("was", said), &("country", place)),
                severity: Severity::Note,
                instead: None,
            });
        }
    }
    form
}

async fn render(visitor: &Visitor, sheet: Sheet) -> Result<AccountStepPage, Away> {
    let w = visitor.w;
    let ground = ground(visitor, sheet.form, sheet.look_up).await?;
    let base = steps::base(visitor, sheet.id);
    let shell = steps::shell(visitor);
    let version = sheet.version.to_string();
    let [wizard, direct] = [false, true].map(|direct| Wizard {
        changed_elsewhere: sheet.changed_elsewhere,
        ..Wizard::new(&base, &version, &steps::steps(visitor, direct), Step::Account)
    });
    let qualification = |q: &Qualification| {
        Choice::new(q.name(), w.of_family("qualification", q.name().replace('_', "-")))
    };
    let government = ground.profile.government;
    let qualifies = visitor.has(Feature::Qualifications);
    let offered = |q: &&Qualification| {
        qualifies && (government || **q != Qualification::GovernmentCommunityCloud)
    };
    let segment = |key: &str| Choice::new(key, w.of_family("segment", key));
    let (agreement_href, agreement_version) = match &ground.template {
        Some(template) => (
            format!(
                "{}/agreements/{}?country={}",
                shell.base,
                template.id,
                encoded(ground.country.code())
            ),
            w.t1("agreement-version", "version", &template.version),
        ),
        None => (format!("{}/help/agreement", shell.base), String::new()),
    };
    let rules = CountryRules::of(w, ground.country);
    let mut form = shown(w, &ground, &sheet.problems).in_tenant(&shell.base);
    if !visitor.has(Feature::RelationshipRequests) {
        form.forget_requests();
    }
    Ok(AccountStepPage {
        w,
        direct: (direct.steps.len() < wizard.steps.len()).then_some(direct),
        wizard,
        start: sheet.id.is_none().then(|| ground.start.to_string()),
        form: Form { labels: rules.names.clone(), ..form },
        countries: address::countries(w, &ground.profile.market),
        rules,
        domain_suffix: visitor.portal.core.settings().domain_suffix.clone(),
        domain: ground.domain,
        cultures: address::cultures(w, ground.country),
        languages: address::languages(w, ground.country),
        qualifications: Qualification::ALL.iter().filter(offered).map(qualification).collect(),
        segments: ["k12", "higher-education", "library", "other"].map(segment).into(),
        agreement_href,
        agreement_version,
        may_attest: visitor.may(Permission::AttestAgreement),
        may_tag: visitor.may(Permission::TagCustomers),
        may_choose_access: visitor.has(Feature::AdminAccessChoice),
        today: ground.today.to_string(),
        shell,
    })
}
