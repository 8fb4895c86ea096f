//! Behind a personal link: who asks for what, the answer, and beginning an organisation.

mod decline;
mod join;

use super::{
    forms::{Posted, Typed},
    frame::{Answer, Away, Door, Visitor},
    paths,
    routes::{Gate, Pages},
    wizard::fields,
};
use crate::{
    address::{self, CountryRules},
    components::Fact,
    form::Form,
    invited::{AgreementText, Answering, CustomerOfferPage, Offer, OfferPage},
    labels,
    shell::Shell,
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault, agreements,
    customers::{self, AccountForm},
    invitations::{self, Acceptance, Asks, Offered, Reader, State},
    kernel::{
        country::Country,
        id::TemplateId,
        rule::{Problem, Rule},
    },
};
use opc_words::Words;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/i/{token}", Gate::ANYONE, show)
        .get("/n/i/{token}", Gate::ANYONE, national)
        .post("/i/{token}/accept", Gate::ANYONE, accept)
        .get("/i/{token}/decline", Gate::ANYONE, decline::ask)
        .post("/i/{token}/decline", Gate::ANYONE, decline::decline)
        .get("/i/{token}/join", Gate::ANYONE, join::ask)
        .post("/i/{token}/country", Gate::ANYONE, join::country)
        .post("/i/{token}/join", Gate::ANYONE, join::join)
}

/// What a page behind a link needs to know.
struct Known {
    offered: Offered,
    profile: AccountForm,
    agreement: Option<AgreementText>,
}

/// The address that the link has in national clouds (`domain/03`, URL kind by cloud).
async fn national(Path(token): Path<String>, visitor: Visitor) -> Answer {
    Ok(visitor.go(&format!("/i/{token}")))
}

async fn known(visitor: &Visitor, token: &str) -> Result<Known, Away> {
    let (token, lang) = (token.to_owned(), visitor.w.lang());
    let read = move |cx: &mut Cx<'_, '_>| {
        let offered = invitations::offered(cx, &token)?;
        let answers = offered.reader == Reader::MayAnswer && offered.asks.is_of_customer();
        let profile = if answers {
            customers::own_profile(cx)?
        } else {
            let home = cx.actor().member().map(|home| home.country.code().to_owned());
            AccountForm { country: home.unwrap_or_default(), ..AccountForm::default() }
        };
        let agreement = text(cx, (offered.agreement, &profile.country), lang.code())?;
        Ok(Known { offered, profile, agreement })
    };
    visitor.read(read).await
}

fn text(
    cx: &mut Cx<'_, '_>,
    (template, country): (Option<TemplateId>, &str),
    language: &str,
) -> Result<Option<AgreementText>, Fault> {
    let Some(id) = template else { return Ok(None) };
    let document = agreements::document(cx, id, language, Country::find(country))?;
    Ok(Some(AgreementText {
        template: id.to_string(),
        version: document.version,
        language: document.text.language,
        title: document.text.title,
        clauses: opc_print::clauses(&document.text.body),
        href: format!("/agreements/{id}?country={}", document.country.code()),
    }))
}

/// Where the second factor is shown, or set up, by whoever would give privileges away with an answer
/// and has not shown it. It leads back. Declining gives nothing away.
fn owed(visitor: &Visitor, (here, of): (&str, &Offered)) -> Option<String> {
    let gives = of.delegated_admin && of.state.is_open() && of.reader == Reader::MayAnswer;
    let has_shown = visitor.person().is_some_and(|person| person.mfa);
    (gives && !has_shown).then(|| paths::and_then(visitor.step_up().path(), here))
}

/// What every page asks of somebody first; it leads back to the link.
fn first(visitor: &Visitor, token: &str) -> Result<(), Away> {
    let door = visitor.unfinished();
    let to = door.map(|door| paths::and_then(door.path(), &format!("/i/{token}")));
    to.map_or(Ok(()), |to| Err(visitor.go(&to).into()))
}

async fn show(Path(token): Path<String>, visitor: Visitor) -> Answer {
    first(&visitor, &token)?;
    let known = known(&visitor, &token).await?;
    let form = fields::show(visitor.w, &known.profile, &[]);
    Ok(match page(&visitor, (&token, known), form) {
        Shown::Plain(page) => visitor.page(&*page),
        Shown::Customer(page) => visitor.page(&*page),
    })
}

/// The page of a link, by what its reader can do.
enum Shown {
    Plain(Box<OfferPage>),
    Customer(Box<CustomerOfferPage>),
}

fn page(visitor: &Visitor, (token, known): (&str, Known), form: Form) -> Shown {
    let (w, shell) = (visitor.w, visitor.shell(""));
    let offer = offer(w, format!("/i/{token}"), &known.offered);
    let answer =
        match (answering(w, &offer.here, &known), owed(visitor, (&offer.here, &known.offered))) {
            (Ok(country), None) => {
                let page = customer(w, shell, (country, known), (offer, form));
                return Shown::Customer(Box::new(page));
            }
            (Ok(_), Some(set_up)) => Answering::SetUp(set_up),
            (Err(answer), _) => answer,
        };
    Shown::Plain(Box::new(OfferPage { w, shell, offer, form, answer }))
}

fn offer(w: Words, here: String, of: &Offered) -> Offer {
    let mut facts = vec![Fact::new(w.t("offer-partner"), &of.partner)];
    facts.extend(of.provider.as_ref().map(|name| Fact::new(w.t("offer-provider"), name)));
    facts.push(Fact::new(w.t("requests-asks"), w.of_family("asks", of.asks.name())));
    Offer {
        decline: may_decline(of).then(|| format!("{here}/decline")),
        here,
        title: w.t1(&format!("offer-title-{}", of.asks.name()), "partner", of.partner.clone()),
        partner: of.partner.clone(),
        before: of
            .before
            .map(|state| w.of_family("offer-before", state.name()))
            .unwrap_or_default(),
        facts,
        effects: if of.state.is_open() && of.closed.is_none() {
            effects(w, of)
        } else {
            Vec::new()
        },
    }
}

/// Whether there is something to decline: not for who has accepted a link that goes on.
fn may_decline(of: &Offered) -> bool {
    of.reader == Reader::MayAnswer && of.state.is_open() && of.before != Some(State::Accepted)
}

fn effects(w: Words, of: &Offered) -> Vec<String> {
    let partner = || of.partner.clone();
    let mut all = vec![match (of.asks, &of.provider) {
        (Asks::Partnership, _) => w.t1("effect-partnership", "partner", partner()),
        (_, Some(provider)) => {
            w.t2("effect-combined", &("partner", partner()), &("provider", provider.clone()))
        }
        _ if of.sells => w.t1("effect-customer", "partner", partner()),
        _ => w.t1("effect-reseller", "partner", partner()),
    }];
    if of.asks.is_of_customer() {
        let admin = if of.delegated_admin { "effect-admin" } else { "effect-no-admin" };
        all.push(w.t1(admin, "partner", partner()));
        all.push(w.t("effect-end"));
    } else {
        all.push(w.t("effect-partnership-end"));
    }
    all
}

/// The country of a customer that can answer, or what the reader can do instead.
fn answering(w: Words, here: &str, known: &Known) -> Result<Country, Answering> {
    let of = &known.offered;
    let why = |key: &str| Err(Answering::Nothing(w.t1(key, "partner", of.partner.clone())));
    if of.reader == Reader::Asking {
        return why(if of.state.is_open() { "offer-own-link" } else { "offer-own-link-over" });
    }
    if of.is_own_answer && matches!(of.state, State::Accepted | State::Declined) {
        return why(&format!("offer-own-{}", of.state.name()));
    }
    if of.state.is_open() {
        match of.closed {
            Some(Rule::InvitationParted) => return why("offer-parted"),
            Some(_) => return why("offer-not-now"),
            None => {}
        }
    }
    if !of.state.is_open() {
        return why(if of.state == State::Expired { "offer-expired" } else { "offer-ended" });
    }
    match of.reader {
        Reader::Nobody => Err(Answering::SignIn {
            sign_in: paths::and_then(Door::Password.path(), here),
            join: of.asks.is_of_customer().then(|| format!("{here}/join")),
        }),
        Reader::Asking => why("offer-own-link"),
        Reader::OtherKind => why("offer-other-kind"),
        Reader::NoGlobalAdmin => why("offer-no-admin"),
        Reader::MayAnswer if !of.market.contains(&known.profile.country) => {
            let is_customer = of.asks.is_of_customer();
            why(if is_customer { "offer-outside-market" } else { "offer-outside-programme" })
        }
        Reader::MayAnswer if !of.asks.is_of_customer() => Err(Answering::Partner),
        Reader::MayAnswer => {
            Country::find(&known.profile.country).ok_or_else(|| Answering::Nothing(String::new()))
        }
    }
}

fn customer(
    w: Words,
    shell: Shell,
    (country, known): (Country, Known),
    (offer, form): (Offer, Form),
) -> CustomerOfferPage {
    let rules = CountryRules::of(w, country);
    let is_empty = known.profile.company_name.is_empty();
    let is_wrong = form.errors().iter().any(|trouble| trouble.field != "accepted");
    let shown = |name: &str| form.value(name).to_owned();
    let written = AccountForm {
        country: country.code().to_owned(),
        postal_code: shown("postal-code"),
        state: shown("state"),
        city: shown("city"),
        address_line_1: shown("address-line-1"),
        address_line_2: shown("address-line-2"),
        ..AccountForm::default()
    };
    let contact = labels::person_name(w, form.value("first-name"), form.value("last-name"));
    CustomerOfferPage {
        w,
        shell,
        offer,
        profile: vec![
            Fact::new(w.field("company-name"), form.value("company-name")),
            Fact::new(w.t("group-address"), address::lines(&written)),
            Fact::new(w.t("group-contact"), contact),
            Fact::new(w.field("email"), form.value("email")),
        ],
        form: Form { labels: rules.names.clone(), ..form },
        rules,
        country: w.t(&country.name_key()),
        cultures: address::cultures(w, country),
        languages: address::languages(w, country),
        is_profile_open: is_empty || is_wrong,
        agreement: known.agreement,
    }
}

/// The version that was read, if its box was ticked.
fn accepted(typed: &Typed) -> Option<TemplateId> {
    if typed.has("accepted") { typed.get("template").parse().ok() } else { None }
}

async fn accept(Path(token): Path<String>, form: Posted) -> Answer {
    first(&form, &token)?;
    let known = known(&form, &token).await?;
    if let Some(set_up) = owed(&form, (&format!("/i/{token}"), &known.offered)) {
        return Ok(form.go(&set_up));
    }
    let is_customer = known.offered.asks.is_of_customer();
    let ticked = form.typed().has("partnership-accepted");
    let said =
        Acceptance { profile: fields::read(form.typed()), agreement: accepted(form.typed()) };
    let link = token.clone();
    let done = form
        .write(move |cx| {
            if !is_customer && !ticked {
                return Err(Fault::field("partnership-accepted", Rule::NotTicked));
            }
            invitations::accept(cx, &link, &said)
        })
        .await?;
    match done {
        Ok(()) if is_customer => Ok(form.done("/partners", "offer-accepted")),
        Ok(()) => Ok(form.done("/providers", "partnership-authorized")),
        Err(problems) => Ok(again(&form, (&token, known), &problems)),
    }
}

fn again(form: &Posted, known: (&str, Known), problems: &[Problem]) -> axum::response::Response {
    let shown = fields::show(form.w, &fields::read(form.typed()), problems);
    let mut values = form.typed().form().values;
    values.extend(shown.values.clone());
    match page(form, known, Form { values, ..shown }) {
        Shown::Plain(page) => form.form_again(&*page),
        Shown::Customer(page) => form.form_again(&*page),
    }
}
