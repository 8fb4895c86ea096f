//! A partner asks customers and resellers to come together with it.

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Control, Fact},
    form::{Choice, Form},
    language::{encoded, with_query},
    requests::{Asked, NewRequestPage, Ready, RequestListPage, RequestPage, RequestRow},
    shell::{Crumb, Shell, Tone},
    sure::SurePage,
};
use axum::extract::Path;
use opc_core::{
    access::{Feature, Permission},
    invitations::{self, Asks, Invitation, State, Text},
    kernel::{id::InvitationId, language::Lang, page::PageSize, rule::Problem},
    partners,
};
use opc_words::{InvitationFacts, Words};

/// Rows on a page.
const ROWS: u32 = 40;
/// Longest address that browsers hand to mail programs; a Japanese letter is nine characters of it.
const MAILTO_MAX: usize = 8_000;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    use Asked::{Customers, Resellers};
    let looks = |asked: Asked| Gate::needs(asked.looks());
    let asks = |asked: Asked| Gate::needs(asked.asks());
    Pages::default()
        .get("/p/{tenant}/requests", looks(Customers), |v| list(Customers, v))
        .get("/p/{tenant}/requests/new", asks(Customers), |v| ask_new(Customers, v))
        .post("/p/{tenant}/requests/new", asks(Customers), |f| write_new(Customers, f))
        .get("/p/{tenant}/requests/{invitation}", looks(Customers), |p, v| show(Customers, p, v))
        .post("/p/{tenant}/requests/{invitation}", asks(Customers), |p, f| send(Customers, p, f))
        .get("/p/{tenant}/requests/{invitation}/revoke", looks(Customers), |p, v| {
            ask_to_revoke(Customers, p, v)
        })
        .post("/p/{tenant}/requests/{invitation}/revoke", looks(Customers), |p, f| {
            revoke(Customers, p, f)
        })
        .get("/p/{tenant}/partnership-requests", looks(Resellers), |v| list(Resellers, v))
        .get("/p/{tenant}/partnership-requests/new", asks(Resellers), |v| ask_new(Resellers, v))
        .post("/p/{tenant}/partnership-requests/new", asks(Resellers), |f| write_new(Resellers, f))
        .get("/p/{tenant}/partnership-requests/{invitation}", looks(Resellers), |p, v| {
            show(Resellers, p, v)
        })
        .post("/p/{tenant}/partnership-requests/{invitation}", asks(Resellers), |p, f| {
            send(Resellers, p, f)
        })
        .get("/p/{tenant}/partnership-requests/{invitation}/revoke", looks(Resellers), |p, v| {
            ask_to_revoke(Resellers, p, v)
        })
        .post("/p/{tenant}/partnership-requests/{invitation}/revoke", looks(Resellers), |p, f| {
            revoke(Resellers, p, f)
        })
}

async fn list(asked: Asked, visitor: Visitor) -> Answer {
    let w = visitor.w;
    let state = State::parse(visitor.query().get("state"));
    let (after, size) = (visitor.after()?, PageSize::new(None, ROWS, ROWS));
    let of_customers = asked == Asked::Customers;
    let page =
        visitor.read(move |cx| invitations::list(cx, (of_customers, state), after, size)).await?;
    let states = State::ALL.iter().map(|one| Choice::new(one.name(), state_name(w, *one)));
    Ok(visitor.page(&RequestListPage {
        w,
        shell: visitor.shell(asked.path()),
        asked,
        controls: visitor
            .offer(asked.asks(), &format!("/{}/new", asked.path()))
            .map(|offer| Control::new(w.of_family("action-request", asked.key()), offer).primary())
            .into_iter()
            .collect(),
        may_ask: visitor.may(asked.asks()),
        filter: Form::filled([("state", state.map_or("", State::name))]),
        states: states.collect(),
        rows: page.items.iter().map(|one| row(&visitor, asked, one)).collect(),
        pager: visitor.pager(page.next.as_ref()),
    }))
}

fn row(visitor: &Visitor, asked: Asked, of: &Invitation) -> RequestRow {
    let w = visitor.w;
    RequestRow {
        href: format!("{}/{}/{}", visitor.base(), asked.path(), of.id),
        subject: if of.is_standing() { w.t("requests-standing") } else { of.text.subject.clone() },
        recipient: of.text.recipient.clone(),
        answered_by: of.answered_by.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        state: badge(w, of.state),
        created: w.time(of.created_at),
        expires: if of.is_standing() { "–".into() } else { w.time(of.expires_at) },
    }
}

fn state_name(w: Words, state: State) -> String {
    w.of_family("request", state.name())
}

fn badge(w: Words, state: State) -> Badge {
    let tone = match state {
        State::Accepted => Tone::Good,
        State::Sent => Tone::Info,
        State::Draft => Tone::Warning,
        State::Declined | State::Expired | State::Revoked => Tone::Neutral,
    };
    Badge::new(tone, state_name(w, state))
}

fn shell(visitor: &Visitor, asked: Asked) -> Shell {
    let mut shell = visitor.shell(asked.path());
    let title = visitor.w.of_family("requests-title", asked.key());
    shell.crumbs.push(Crumb::new(title, format!("{}/{}", visitor.base(), asked.path())));
    shell
}

async fn ask_new(asked: Asked, visitor: Visitor) -> Answer {
    let form = Form::filled([("text-language", visitor.w.code()), ("delegated-admin", "on")]);
    let page = new_page(&visitor, asked, form).await?;
    Ok(visitor.page(&page))
}

async fn new_page(visitor: &Visitor, asked: Asked, form: Form) -> Result<NewRequestPage, Away> {
    let w = visitor.w;
    let has_providers = asked == Asked::Customers && visitor.may(Permission::ViewPartnerships);
    let providers =
        if has_providers { visitor.read(partners::providers).await? } else { Vec::new() };
    let active = providers.into_iter().filter(|one| one.active);
    let languages =
        Lang::ALL.map(|lang| Choice::new(lang.code(), w.of_family("own-language", lang.code())));
    Ok(NewRequestPage {
        w,
        shell: shell(visitor, asked),
        asked,
        here: format!("{}/{}/new", visitor.base(), asked.path()),
        may_choose_access: asked == Asked::Customers && visitor.has(Feature::AdminAccessChoice),
        form,
        languages: languages.into(),
        providers: active.map(|one| Choice::new(one.id.to_string(), one.name)).collect(),
    })
}

async fn write_new(asked: Asked, form: Posted) -> Answer {
    let typed = form.typed();
    let provider = typed.get("provider");
    let asks = match asked {
        Asked::Resellers => Asks::Partnership,
        Asked::Customers if provider.is_empty() => Asks::Customer,
        Asked::Customers => Asks::Combined,
    };
    let wanted = invitations::Asked {
        asks,
        provider: provider.parse().ok(),
        delegated_admin: typed.has("delegated-admin"),
        language: Lang::parse(typed.get("text-language")).unwrap_or(form.w.lang()),
    };
    let home = form.actor().member().map(|home| (home.name.clone(), home.kind.sells()));
    let (partner, sells) = home.unwrap_or_default();
    let drafted = form
        .write(move |cx| {
            invitations::draft(cx, &wanted, |wanted, link, provider| {
                text(wanted, (&partner, provider), (link, sells))
            })
        })
        .await?;
    match drafted {
        Ok(draft) => Ok(form.go(&format!("{}/{}/{}", form.base(), asked.path(), draft.id))),
        Err(problems) => {
            let again = typed.form_with(form.w, &problems);
            let page = new_page(&form, asked, again).await?;
            Ok(form.form_again(&page))
        }
    }
}

/// The mail as it is proposed.
fn text(
    of: &invitations::Asked,
    (partner, provider): (&str, &str),
    (link, sells): (&str, bool),
) -> Text {
    let facts = InvitationFacts {
        asks: of.asks.name(),
        partner,
        provider,
        sells,
        delegated_admin: of.delegated_admin,
        link,
    };
    let (subject, body) = opc_words::invitation(of.language, &facts);
    Text { recipient: String::new(), subject, body }
}

async fn show(asked: Asked, Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let invitation = find(&visitor, &id).await?;
    let text = &invitation.text;
    let form = Form::filled([
        ("recipient", text.recipient.as_str()),
        ("subject", &text.subject),
        ("body", &text.body),
    ]);
    let page = page(&visitor, (asked, &invitation), form);
    let wants = visitor.query().get("take");
    let ready = (!wants.is_empty() && invitation.state == State::Sent).then(|| ready(&invitation));
    Ok(visitor.page(&RequestPage { ready, ..page }))
}

async fn find(visitor: &Visitor, id: &str) -> Result<Invitation, Away> {
    let id: InvitationId = visitor.id(id)?;
    visitor.read(move |cx| invitations::get(cx, id)).await
}

fn page(visitor: &Visitor, (asked, of): (Asked, &Invitation), form: Form) -> RequestPage {
    let w = visitor.w;
    let may_ask = visitor.may(asked.asks());
    let what = w.of_family("asks", of.asks.name());
    let mut facts = vec![Fact::new(w.t("requests-asks"), what)];
    let is_open = may_ask && of.state.is_open();
    if !is_open && !of.text.recipient.is_empty() {
        facts.push(Fact::new(w.field("recipient"), &of.text.recipient));
    }
    if of.asks.is_of_customer() {
        let yes = if of.delegated_admin { "yes" } else { "no" };
        facts.push(Fact::new(w.field("delegated-admin"), w.t(yes)));
    }
    facts.push(Fact::new(w.t("requests-created"), w.time(of.created_at)));
    facts.extend(of.sent_at.map(|at| Fact::new(w.t("requests-sent"), w.time(at))));
    if !of.is_standing() {
        facts.push(Fact::new(w.t("requests-expires"), w.time(of.expires_at)));
    }
    facts.extend(of.ended_at.map(|at| Fact::new(w.t("requests-ended"), w.time(at))));
    if let Some((_, name)) = &of.answered_by {
        facts.push(Fact::new(w.t("requests-answered-by"), name));
    }
    RequestPage {
        w,
        shell: shell(visitor, asked),
        asked,
        here: format!("{}/{}/{}", visitor.base(), asked.path(), of.id),
        form,
        state: badge(w, of.state),
        facts,
        link: of.link.clone(),
        is_open,
        may_resend: may_ask && of.state == State::Expired,
        stopped: (of.state.is_open() || of.state == State::Expired)
            .then(|| visitor.stopped_from(asked.asks()))
            .flatten(),
        may_revoke: may_revoke(of),
        text: (!of.state.is_open() && !of.text.body.is_empty())
            .then(|| (of.text.subject.clone(), of.text.body.clone())),
        ready: None,
    }
}

/// The text for the reader's own mail program. Long texts do not fit into an address.
fn ready(of: &Invitation) -> Ready {
    let Text { recipient, subject, body } = &of.text;
    let address = format!("mailto:{}?subject={}", encoded(recipient), encoded(subject));
    let whole = format!("{address}&body={}", encoded(&body.replace('\n', "\r\n")));
    let is_long = whole.len() > MAILTO_MAX;
    let mailto = if is_long { address } else { whole };
    Ready { mailto, is_long, text: format!("{subject}\n\n{body}") }
}

/// Saves the text, or checks it and sends it or makes it ready to be taken along.
async fn send(asked: Asked, Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let invitation = find(&form, &id).await?;
    let typed = form.typed();
    // Browsers send lines that end with both.
    let body = typed.raw("body").replace("\r\n", "\n");
    let text = Text {
        recipient: typed.get("recipient").to_owned(),
        subject: typed.get("subject").to_owned(),
        body,
    };
    let (id, wants) = (invitation.id, typed.get("do").to_owned());
    let again = invitation.state == State::Expired;
    let by_us = wants == "send";
    let save = wants == "save";
    let done = form
        .write(move |cx| {
            if again {
                invitations::resend(cx, id, by_us)
            } else if save {
                invitations::save_text(cx, id, &text)
            } else {
                invitations::send(cx, id, (&text, by_us))
            }
        })
        .await?;
    let place = format!("/{}/{id}", asked.path());
    match done {
        Ok(_) if by_us => Ok(form.done(&place, "request-sent")),
        Ok(_) if save => Ok(form.done(&place, "saved")),
        Ok(_) => Ok(form.go(&with_query(&format!("{}{place}", form.base()), "take", "text"))),
        Err(problems) => Ok(form.form_again(&with_problems(&form, asked, &invitation, &problems))),
    }
}

fn with_problems(
    form: &Posted,
    asked: Asked,
    invitation: &Invitation,
    problems: &[Problem],
) -> RequestPage {
    page(form, (asked, invitation), form.typed().form_with(form.w, problems))
}

const fn may_revoke(of: &Invitation) -> bool {
    of.state.is_open() || matches!(of.state, State::Expired)
}

/// Asks before a request is taken back.
async fn ask_to_revoke(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let of = find(&visitor, &id).await?;
    let (w, back) = (visitor.w, format!("{}/{}/{}", visitor.base(), asked.path(), of.id));
    if !may_revoke(&of) {
        return Ok(visitor.go(&back));
    }
    Ok(visitor.page(&SurePage {
        w,
        shell: shell(&visitor, asked),
        title: w.t("requests-revoke-asked"),
        points: ["requests-revoke-text", "requests-revoke-silent"].map(|key| w.t(key)).into(),
        form: Form::default(),
        etag: String::new(),
        action: format!("{back}/revoke"),
        back,
        label: w.t("requests-revoke"),
        hindered: None,
    }))
}

async fn revoke(asked: Asked, Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let invitation = find(&form, &id).await?;
    let id = invitation.id;
    match form.write(move |cx| invitations::revoke(cx, id)).await? {
        Ok(_) => Ok(form.done(&format!("/{}", asked.path()), "request-revoked")),
        Err(problems) => Ok(form.form_again(&with_problems(&form, asked, &invitation, &problems))),
    }
}
