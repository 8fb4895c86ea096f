//! The customer agreement: where the customer stands, and attesting.

use super::heading::{heading, only_if};
use crate::{
    account::{AgreementPage, AttestPage, VersionChoice},
    components::{Badge, Fact, Offered},
    form::{Choice, Form},
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
        wizard::sign_in_link,
    },
    labels,
    language::encoded,
    shell::Tone,
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault,
    access::Permission,
    agreements::{
        self, AgreementStatus, Attestation, Confirmation, ConfirmationKind, Provenance, Template,
        today_in,
    },
    customers::{self, Account},
    kernel::{
        country::{AddressOrder, Country},
        id::{CustomerId, TemplateId},
        rule::{Problem, Rule},
        rules::agreement,
        time::Date,
    },
};
use opc_words::Words;

type Id = Path<(String, String)>;

/// The field that says which version was accepted.
const TEMPLATE: &str = "agreement-template";

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = section(&visitor, visitor.id(&id)?, Form::default()).await?;
    Ok(visitor.page(&page))
}

/// Asks the customer to accept the agreement itself.
pub(super) async fn direct(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    match form.write(move |cx| agreements::ask(cx, id)).await? {
        Ok(()) => Ok(form.done(&format!("/customers/{id}/agreement"), "asked")),
        Err(problems) => {
            let page = section(&form, id, form.typed().form_with(form.w, &problems)).await?;
            Ok(form.form_again(&page))
        }
    }
}

/// What is known of the agreement of a customer.
struct Found {
    account: Account,
    status: AgreementStatus,
    on_record: Vec<Confirmation>,
    /// What counts; else what was signed last; else what is awaited.
    shown: Option<(Provenance, Confirmation)>,
    templates: Vec<Template>,
    why_not_ask: Option<Rule>,
}

fn find(cx: &mut Cx<'_, '_>, id: CustomerId, may_attest: bool) -> Result<Found, Fault> {
    let account = customers::get(cx, id)?;
    let status = agreements::status(cx, id)?;
    let on_record = agreements::confirmations(cx, id)?;
    let signed = || on_record.iter().find(|one| one.date_agreed.is_some());
    let shown = match &status {
        AgreementStatus::Confirmed(confirmation) => Some(confirmation),
        _ => signed().or(on_record.first()),
    };
    let shown = match shown.cloned() {
        Some(one) => Some((agreements::provenance(cx, &one)?, one)),
        None => None,
    };
    let may_attest = may_attest && account.is_open_to(Permission::AttestAgreement);
    let why_not_ask = if may_attest { agreements::why_not_ask(cx, id)? } else { None };
    let templates = templates(cx, &account)?;
    Ok(Found { account, status, on_record, shown, templates, why_not_ask })
}

async fn section(visitor: &Visitor, id: CustomerId, form: Form) -> Result<AgreementPage, Away> {
    let may_attest = visitor.may(Permission::AttestAgreement);
    let found = visitor.read(move |cx| find(cx, id, may_attest)).await?;
    let Found { account, status, on_record, shown, templates, why_not_ask } = found;
    let may_attest = may_attest && account.is_open_to(Permission::AttestAgreement);
    let (w, current) = (visitor.w, templates.first());
    let accepted = |id| on_record.iter().any(|c| c.template == id && c.date_agreed.is_some());
    let later = templates.iter().skip(1).next_back();
    let upcoming = later.filter(|later| !accepted(later.id)).map(|later| {
        let date = w.date(later.effective_from);
        w.t2("agreement-upcoming", &("version", &later.version), &("date", date))
    });
    let (shell, heading) = heading(visitor, &account, "agreement");
    let asked = on_record.iter().any(|one| one.date_agreed.is_none());
    let waits = asked && why_not_ask.is_none() && may_attest;
    let (update, ask) = if may_attest {
        let ask = match why_not_ask {
            Some(Rule::AgreementDuplicate) => None,
            Some(rule) => Some(Offered::Closed(w.rule(&rule))),
            None if asked => None,
            None => Some(Offered::Open(format!("{}/agreement/direct", heading.base))),
        };
        (Offered::Open(format!("{}/agreement/attest", heading.base)), ask)
    } else {
        (Offered::Closed(w.t("agreement-no-agent")), None)
    };
    let text_href = text_href(&shell.base, current.map(|one| one.id), &account);
    Ok(AgreementPage {
        w,
        pdf_href: current.is_some().then(|| format!("{text_href}&download")),
        text_href,
        shell,
        account: heading,
        state: state(w, &status),
        upcoming,
        facts: facts(w, shown.as_ref(), current),
        sign_in: waits.then(|| sign_in_link(visitor, &format!("admin@{}", account.domain))),
        update,
        ask,
        form,
    })
}

fn state(w: Words, status: &AgreementStatus) -> Badge {
    match status {
        AgreementStatus::Confirmed(_) => Badge::new(Tone::Good, w.t("agreement-confirmed")),
        AgreementStatus::Waiting => Badge::new(Tone::Warning, w.t("agreement-waiting")),
        AgreementStatus::Missing => Badge::new(Tone::Warning, w.t("agreement-missing")),
        AgreementStatus::Outdated => Badge::new(Tone::Warning, w.t("agreement-outdated")),
    }
}

/// The versions that can be accepted: the one that counts now, then those that will.
fn templates(cx: &mut Cx<'_, '_>, account: &Account) -> Result<Vec<Template>, Fault> {
    match Country::parse(&account.billing.country) {
        Ok(country) => agreements::acceptable_templates(cx, country),
        Err(_) => Ok(Vec::new()),
    }
}

fn text_href(base: &str, template: Option<TemplateId>, account: &Account) -> String {
    let country = encoded(&account.billing.country);
    template.map_or_else(
        || format!("{base}/help/agreement"),
        |id| format!("{base}/agreements/{id}?country={country}"),
    )
}

/// What was accepted, by whom and when, who recorded it, and what is wanted now (`domain/04`).
fn facts(
    w: Words,
    shown: Option<&(Provenance, Confirmation)>,
    current: Option<&Template>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some((of, found)) = shown {
        let (how, version) = match (found.kind, found.date_agreed) {
            (ConfirmationKind::Direct, None) => {
                ("agreement-by-customer-later", "agreement-asked-version")
            }
            (ConfirmationKind::Direct, _) => ("agreement-by-customer", "agreement-accepted"),
            (ConfirmationKind::Attested, _) => ("agreement-by-partner", "agreement-accepted"),
        };
        facts.push(Fact::new(w.field("agreement"), w.t(how)));
        facts.push(Fact::new(w.t(version), &of.version));
        facts.push(Fact::new(
            w.field("agreement-date"),
            found.date_agreed.map(|date| w.date(date)).unwrap_or_default(),
        ));
        let signer = labels::person_name(w, &found.first_name, &found.last_name);
        facts.push(Fact::new(w.t("agreement-signer"), signer));
        facts.push(Fact::new(w.field("signer-email"), &found.email));
        facts.push(Fact::new(w.field("signer-phone"), &found.phone));
        // Before the customer accepts there is no date and nobody who signed.
        facts.retain(|fact| !fact.value.is_empty());
        let recorder = of.recorded_by.as_ref();
        let recorder = recorder.map(|(first, last)| labels::person_name(w, first, last));
        let recorder = recorder.unwrap_or_else(|| w.t("agreement-by-application"));
        facts.push(Fact::new(w.t("agreement-recorded-by"), recorder));
        facts.push(Fact::new(w.t("agreement-recorded"), w.time(found.created_at)));
    }
    let current = current.map(|one| one.version.as_str()).unwrap_or_default();
    facts.push(Fact::new(w.t("agreement-current"), current));
    facts
}

/// The form to attest, filled with the primary contact.
pub(super) async fn ask(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let page = render(&visitor, id, None).await?;
    Ok(visitor.page(&page))
}

/// Attests.
pub(super) async fn attest(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let typed = form.typed().clone();
    let attested = form.write(move |cx| {
        let account = customers::get(cx, id)?;
        let attestation = read(&typed, today(cx, &account)).map_err(Fault::Invalid)?;
        agreements::attest(cx, id, &attestation)
    });
    match attested.await? {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/agreement"), "attested")),
        Err(problems) => {
            let page = render(&form, id, Some(form.typed().form_with(form.w, &problems))).await?;
            Ok(form.form_again(&page))
        }
    }
}

fn today(cx: &Cx<'_, '_>, account: &Account) -> Date {
    let country = Country::parse(&account.billing.country);
    country.map_or(cx.today(), |country| today_in(country, cx.now()))
}

/// The attestation, unless the box is not ticked or the date is none. The rest is checked by the
/// use case, and here only if that stops it, so that everything is said at once.
fn read(typed: &Typed, today: Date) -> Result<Attestation, Vec<Problem>> {
    let mut problems = Vec::new();
    if !typed.has("agreement-attested") {
        problems.push(Problem::new("agreement-attested", Rule::AgreementNotAttested));
    }
    let date = agreement::agreement_date(typed.get("agreement-date"), today);
    let date = date.map_err(|rule| problems.push(Problem::new("agreement-date", rule)));
    let attestation = Attestation {
        // What is confirmed is what was read, not a version published in between.
        template: typed.get(TEMPLATE).parse().ok(),
        date: date.unwrap_or(today),
        first_name: typed.get("signer-first-name").to_owned(),
        last_name: typed.get("signer-last-name").to_owned(),
        email: typed.get("signer-email").to_owned(),
        phone: typed.get("signer-phone").to_owned(),
    };
    if problems.is_empty() { Ok(attestation) } else { Err(problems) }
}

async fn render(visitor: &Visitor, id: CustomerId, sent: Option<Form>) -> Result<AttestPage, Away> {
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        only_if(&account, Permission::AttestAgreement)?;
        let on_record = agreements::confirmations(cx, id)?;
        let templates = templates(cx, &account)?;
        let today = today(cx, &account);
        Ok((account, on_record, templates, today))
    });
    let (account, on_record, templates, today) = found.await?;
    let (w, contact) = (visitor.w, &account.billing);
    let (shell, heading) = heading(visitor, &account, "agreement");
    // The first that is not on record yet.
    let accepted =
        |one: &&Template| on_record.iter().any(|c| c.template == one.id && c.date_agreed.is_some());
    let next = templates.iter().find(|one| !accepted(one)).or(templates.last());
    let next = next.map(|one| one.id.to_string()).unwrap_or_default();
    let form = sent.unwrap_or_else(|| {
        Form::filled([
            (TEMPLATE, next.as_str()),
            ("signer-first-name", contact.first_name.as_str()),
            ("signer-last-name", contact.last_name.as_str()),
            ("signer-email", contact.email.as_str()),
            ("signer-phone", contact.phone.as_str()),
        ])
    });
    let family_first = Country::parse(&contact.country)
        .is_ok_and(|c| c.address_order() == AddressOrder::LargestFirst);
    let named = |one: &Template| {
        let from = ("date", w.date(one.effective_from));
        w.t2("agreement-version-from", &("version", &one.version), &from)
    };
    let versions = templates.iter().map(|one| VersionChoice {
        choice: Choice::new(one.id.to_string(), named(one)),
        href: text_href(&shell.base, Some(one.id), &account),
    });
    Ok(AttestPage {
        w,
        versions: versions.collect(),
        shell,
        account: heading,
        form,
        today: today.to_string(),
        family_first,
    })
}
