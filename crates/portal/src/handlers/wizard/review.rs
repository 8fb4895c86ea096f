//! *Review*: everything at a glance, and *Submit*.

use super::{
    fields,
    steps::{self, At},
    subscriptions::no_order,
};
use crate::{
    address,
    components::Fact,
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    labels,
    language::with_query,
    offers, shell,
    wizard::{LineView, ReviewSection, ReviewStepPage, Step, ToMend, Wizard},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Fault,
    catalog::BillingType,
    customers::AccountForm,
    drafts::{self, ResellerChoice, Review},
    kernel::{
        country::Country,
        id::DraftId,
        rule::{Problem, Severity},
        rules::{agreement, domain_prefix::domain_prefix, tags},
    },
    orders::{Quote, QuotedLine},
    partners::{self, Reseller},
};
use opc_words::Words;

/// The page.
pub(super) async fn show(Path(at): Path<At>, visitor: Visitor) -> Answer {
    let id = at.draft(&visitor)?;
    let seen = look(&visitor, id).await?;
    if let Some((customer, _)) = seen.review.draft.submitted {
        return steps::submitted(&visitor, customer).await;
    }
    Ok(visitor.page(&render(&visitor, seen, &[])))
}

/// Submit: once, however often it is sent. A draft that was changed in another tab after the
/// review was made is shown again first.
pub(super) async fn submit(Path(at): Path<At>, form: Posted) -> Answer {
    let id = at.draft(&form)?;
    let reviewed: Option<i64> = form.typed().get("version").parse().ok();
    let result = form.try_write(move |cx| {
        let draft = drafts::open(cx, id)?;
        if draft.submitted.is_none() && reviewed.is_some_and(|seen| seen != draft.version) {
            return Err(Fault::Stale);
        }
        drafts::submit(cx, id)
    });
    let (status, problems) = match result.await {
        Ok(_) => return Ok(form.go(&steps::path(&form, id, Step::Confirmation))),
        Err(Fault::Stale) => (StatusCode::CONFLICT, Vec::new()),
        Err(fault) => (StatusCode::UNPROCESSABLE_ENTITY, form.problems(fault)?),
    };
    let page = render(&form, look(&form, id).await?, &problems);
    let changed = status == StatusCode::CONFLICT;
    let wizard = Wizard { changed_elsewhere: changed, ..page.wizard };
    Ok(shell::page(status, &ReviewStepPage { wizard, ..page }))
}

/// A draft reviewed, and the resellers it may name.
struct Seen {
    review: Review,
    resellers: Vec<Reseller>,
}

async fn look(visitor: &Visitor, id: DraftId) -> Result<Seen, Away> {
    let look = visitor.read(move |cx| {
        Ok(Seen { review: drafts::review(cx, id)?, resellers: partners::resellers(cx)? })
    });
    look.await
}

fn render(visitor: &Visitor, seen: Seen, found: &[Problem]) -> ReviewStepPage {
    let w = visitor.w;
    let Seen { review, resellers } = seen;
    let direct = steps::is_direct(&review.draft);
    let (mut lines, mut totals, mut waits) = (Vec::new(), Vec::new(), None);
    if let Some(quote) = review.order.as_ref().filter(|quote| !quote.lines.is_empty()) {
        let step = steps::path(visitor, review.draft.id, Step::Subscriptions);
        let step = with_query(&step, "check", "yes");
        lines.extend(quote.lines.iter().map(|l| line(w, l, quote, &step)));
        let sum = offers::money(w, quote.total(), &quote.currency);
        totals.push(Fact::new(w.of_family("review-total", quote.billing_cycle.name()), sum));
        waits = quote.refused.as_ref().map(|rule| w.rule(rule));
    }
    // What submitting found, such as a domain that was taken in between, is said on top.
    let troubles = found.iter().map(|problem| Trouble {
        field: String::new(),
        text: w.problem(problem),
        ..Trouble::of(w, problem)
    });
    ReviewStepPage {
        w,
        shell: steps::shell(visitor),
        wizard: steps::wizard(visitor, &review.draft, review.draft.version, Step::Review),
        form: Form { troubles: troubles.collect(), ..Form::default() },
        sections: sections(visitor, &review, &resellers),
        lines,
        totals,
        waits,
        direct_acceptance: direct,
        no_order: no_order(visitor),
        closed: (!review.ready).then(|| w.t("review-not-ready")),
    }
}

fn sections(visitor: &Visitor, review: &Review, resellers: &[Reseller]) -> Vec<ReviewSection> {
    let w = visitor.w;
    let draft = &review.draft;
    let typed = &draft.sections.account.typed;
    let form = &fields::clean(typed);
    let found = fields::in_order(typed, &review.account);
    let of_agreement =
        |p: &&Problem| p.field.starts_with("agreement") || p.field.starts_with("signer");
    // A warning stops until it is confirmed.
    let confirmed = form.confirmed == "on";
    let stops = |p: &&Problem| match p.rule.severity() {
        Severity::Error => true,
        Severity::Warning => !confirmed,
        Severity::Note => false,
    };
    let account = with_query(&steps::path(visitor, draft.id, Step::Account), "check", "yes");
    let mend = |step: &str, p: &Problem| ToMend {
        text: w.problem(p),
        href: format!("{step}#{}", p.field),
    };
    let said = |wanted: bool| {
        let open = found.iter().copied().filter(stops).filter(|p| of_agreement(p) == wanted);
        open.map(|p| mend(&account, p)).collect::<Vec<_>>()
    };
    let passed = |p: &Problem| match p.rule.severity() {
        Severity::Warning => {
            ToMend { text: w.t1("review-confirmed", "text", w.problem(p)), ..mend(&account, p) }
        }
        _ => mend(&account, p),
    };
    let noted = |wanted: bool| {
        let shown = found.iter().copied().filter(|p| !stops(p) && of_agreement(p) == wanted);
        shown.map(passed).collect::<Vec<_>>()
    };
    let mut sections = vec![
        ReviewSection {
            title: w.t("step-account"),
            update: account.clone(),
            facts: account_facts(visitor, form),
            troubles: said(false),
            notes: noted(false),
        },
        ReviewSection {
            title: w.t("group-agreement"),
            update: format!("{account}#agreement"),
            facts: agreement_facts(w, form),
            troubles: said(true),
            notes: noted(true),
        },
    ];
    if steps::is_provider(visitor) {
        let named = |id| resellers.iter().find(|r| r.id == id).map(|r| r.name.clone());
        let chosen = match draft.sections.reseller.typed {
            ResellerChoice::Open => String::new(),
            ResellerChoice::Direct => w.t("reseller-none"),
            ResellerChoice::Reseller(id) => named(id).unwrap_or_default(),
        };
        let reseller = with_query(&steps::path(visitor, draft.id, Step::Reseller), "check", "yes");
        sections.push(ReviewSection {
            title: w.t("step-reseller"),
            troubles: review.reseller.iter().map(|p| mend(&reseller, p)).collect(),
            notes: Vec::new(),
            update: reseller,
            facts: vec![Fact::new(w.field("reseller"), chosen)],
        });
    }
    sections
}

fn account_facts(visitor: &Visitor, form: &AccountForm) -> Vec<Fact> {
    let w = visitor.w;
    let suffix = &visitor.portal.core.settings().domain_suffix;
    let domain = match form.domain_prefix.trim() {
        "" => String::new(),
        typed => format!("{}.{suffix}", domain_prefix(typed).unwrap_or_else(|_| typed.to_owned())),
    };
    let tags = tags::in_text(&form.tags).map(|tags| tags.join(&w.t("list-comma")));
    let country = Country::parse(form.country.trim());
    let named = country.map_or_else(|_| form.country.clone(), |c| w.t(&c.name_key()));
    let lines = address::lines(form);
    let words = |family: &str, key: &str| {
        let id = format!("{family}-{}", key.replace('_', "-"));
        if w.has(&id) { w.t(&id) } else { key.to_owned() }
    };
    let label = |field: &str| country.ok().and_then(|country| w.field_in(country, field));
    let fact = |field: &str, value: &str| {
        Fact::new(label(field).unwrap_or_else(|| w.field(field)), value.trim())
    };
    let mut facts = vec![
        fact("company-name", &form.company_name),
        fact("country", &named),
        Fact::new(w.t("group-address"), lines),
        fact("registration-id", &form.registration_id),
        fact("domain-prefix", &domain),
        Fact::new(w.t("group-contact"), labels::person_name(w, &form.first_name, &form.last_name)),
        fact("email", &form.email),
        fact("phone", &form.phone),
        fact("culture", &address::culture_name(w, &form.culture)),
        fact("language", &address::language_name(w, &form.language)),
        fact("qualification", &words("qualification", &form.qualification)),
    ];
    if form.state_owned == "on" {
        facts.push(fact("state-owned", &w.t("yes")));
    }
    if form.qualification == "education" {
        facts.push(fact("education-segment", &words("segment", &form.education_segment)));
        facts.push(fact("website", &form.website));
    }
    facts.push(fact("tags", tags.as_ref().unwrap_or(&form.tags)));
    facts.push(fact("admin-access", &w.t(if form.admin_access == "on" { "yes" } else { "no" })));
    facts
}

fn agreement_facts(w: Words, form: &AccountForm) -> Vec<Fact> {
    let how = match form.agreement.as_str() {
        "attested" => w.t("agreement-by-partner"),
        "direct" => w.t("agreement-by-customer-later"),
        _ => String::new(),
    };
    let mut facts = vec![Fact::new(w.field("agreement"), how)];
    if form.agreement == "attested" {
        let or = |own: &str, contact: &str| {
            if own.trim().is_empty() { contact.to_owned() } else { own.to_owned() }
        };
        let first = or(&form.signer_first_name, &form.first_name);
        let last = or(&form.signer_last_name, &form.last_name);
        let date = agreement::date(&form.agreement_date).map(|date| w.date(date));
        let date = date.unwrap_or_else(|_| form.agreement_date.clone());
        facts.push(Fact::new(w.field("agreement-date"), date));
        facts.push(Fact::new(w.t("agreement-signer"), labels::person_name(w, &first, &last)));
        facts.push(Fact::new(w.field("signer-email"), or(&form.signer_email, &form.email)));
        facts.push(Fact::new(w.field("signer-phone"), or(&form.signer_phone, &form.phone)));
    }
    facts
}

fn line(w: Words, line: &QuotedLine, quote: &Quote, step: &str) -> LineView {
    let terms = line.offer.as_ref().map(|offer| &offer.terms);
    let names = terms.map(|terms| &terms.names);
    let billing = terms.map(|terms| terms.billing).unwrap_or_default();
    let count = line.quantity.map_or_else(|| line.typed.quantity.clone(), |q| w.number(q));
    LineView {
        name: names.map_or_else(|| line.typed.offer.clone(), |n| n.text(w.lang()).to_owned()),
        quantity: if billing == BillingType::Usage { String::new() } else { count },
        unit: offers::unit_price(w, line, quote),
        total: line.price().map(|sum| offers::money(w, sum, &quote.currency)).unwrap_or_default(),
        addon: terms.is_some_and(|terms| terms.is_add_on),
        trouble: line.problem.as_ref().map(|rule| ToMend {
            text: offers::broken(w, rule, names),
            href: format!("{step}#quantity-{}", line.typed.offer),
        }),
    }
}
