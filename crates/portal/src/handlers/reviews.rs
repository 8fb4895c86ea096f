//! The operator's work: what there is to decide about customers.

use super::{
    forms::{Posted, Typed},
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Fact},
    form::{Choice, Form},
    language::encoded,
    shell::{Crumb, Tone},
    vetting::{DocumentRow, ReviewListPage, ReviewPage, ReviewRow},
};
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderName, header};
use opc_core::{
    Fault,
    access::Permission,
    customers::{Account, Validation},
    kernel::{
        country::{AddressOrder, Country},
        id::{DocumentId, ReviewId},
        page::PageSize,
        rule::{Problem, Rule},
    },
    vetting::{
        self, Document, DocumentInfo, Review, ReviewQuery, ReviewState, Seen, Subject, Verdict,
    },
};
use opc_words::Words;

/// Rows on a page.
const ROWS: u32 = 40;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let decide = Gate::needs(Permission::ReviewCustomers);
    Pages::default()
        .get("/p/{tenant}/reviews", decide, list)
        .post("/p/{tenant}/reviews", decide, approve)
        .get("/p/{tenant}/reviews/{review}", decide, show)
        .post("/p/{tenant}/reviews/{review}", decide, send)
        .get("/p/{tenant}/reviews/{review}/documents/{file}", decide, download)
}

async fn list(visitor: Visitor) -> Answer {
    let page = render_list(&visitor, visitor.query(), &[]).await?;
    Ok(visitor.page(&page))
}

/// Approves what was ticked.
async fn approve(form: Posted) -> Answer {
    let ids: Vec<ReviewId> = form.typed().all("review").filter_map(|id| id.parse().ok()).collect();
    match form.write(move |cx| vetting::approve_many(cx, &ids)).await? {
        Ok(_) => {
            let kept = |name| format!("{name}={}", encoded(form.typed().get(name)));
            let list = format!("/reviews?{}", ["subject", "q"].map(kept).join("&"));
            Ok(form.done(&list, "reviews-approved"))
        }
        Err(problems) => Ok(form.form_again(&render_list(&form, form.typed(), &problems).await?)),
    }
}

async fn render_list(
    visitor: &Visitor,
    typed: &Typed,
    problems: &[Problem],
) -> Result<ReviewListPage, Away> {
    let w = visitor.w;
    let query = ReviewQuery {
        state: ReviewState::parse(typed.get("state")),
        subject: Subject::parse(typed.get("subject")),
        text: typed.get("q").to_owned(),
        after: visitor.after()?,
        size: PageSize::new(None, ROWS, ROWS),
    };
    let page = visitor.read(move |cx| vetting::list(cx, &query)).await?;
    let states = ReviewState::ALL.iter().map(|one| Choice::new(one.name(), state_name(w, *one)));
    let base = visitor.base();
    Ok(ReviewListPage {
        w,
        shell: visitor.shell("reviews"),
        filter: typed.form_with(w, problems),
        states: states.collect(),
        subjects: Subject::all().map(|one| Choice::new(one.name(), subject(w, one))).collect(),
        rows: page.items.iter().map(|review| row(w, base, review)).collect(),
        pager: visitor.pager(page.next.as_ref()),
    })
}

fn row(w: Words, base: &str, review: &Review) -> ReviewRow {
    ReviewRow {
        id: review.state.is_pending().then(|| review.id.to_string()),
        href: format!("{base}/reviews/{}", review.id),
        company: review.company_name.clone(),
        partner: review.partner_name.clone(),
        subject: subject(w, review.subject),
        state: state(w, review.state),
        since: w.time(review.created_at),
    }
}

/// What is decided, in words.
pub(super) fn subject(w: Words, of: Subject) -> String {
    match of {
        Subject::Account => w.t("subject-account"),
        Subject::Qualification(kind) => {
            let name = w.of_family("qualification", kind.name().replace('_', "-"));
            w.t1("subject-qualification", "name", name)
        }
    }
}

fn state_name(w: Words, state: ReviewState) -> String {
    w.of_family("review", state.name())
}

/// How far a review is.
pub(super) fn state(w: Words, state: ReviewState) -> Badge {
    let tone = match state {
        ReviewState::Approved => Tone::Good,
        ReviewState::Refused => Tone::Bad,
        ReviewState::Open | ReviewState::Asked => Tone::Warning,
    };
    Badge::new(tone, state_name(w, state))
}

/// How far the verification of an account is.
pub(super) fn validation(w: Words, of: Validation) -> Badge {
    let tone = match of {
        Validation::Allowed => Tone::Good,
        Validation::NotAllowed => Tone::Bad,
        Validation::UnderReview | Validation::NotReady => Tone::Warning,
    };
    Badge::new(tone, w.of_family("validation", of.name().replace('_', "-")))
}

/// A file in a list; it is downloaded below `place`.
pub(super) fn document(w: Words, place: &str, of: &DocumentInfo) -> DocumentRow {
    let size = w.number(of.size.div_ceil(1000));
    DocumentRow {
        href: format!("{place}/documents/{}", of.id),
        name: of.name.clone(),
        about: w.t2("document-about", &("size", size), &("at", w.time(of.created_at))),
    }
}

/// A file, never shown by the browser itself: it comes from somebody else.
pub(super) fn attachment(document: Document) -> Response {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let ascii: String = document.info.name.chars().map(plain).collect();
    let name = encoded(&document.info.name);
    let headers = [
        (header::CONTENT_TYPE, document.info.media_type),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{name}"),
        ),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (HeaderName::from_static("x-download-options"), "noopen".to_owned()),
    ];
    (headers, document.content).into_response()
}

type At = Path<(String, String)>;

async fn show(Path((_, id)): At, visitor: Visitor) -> Answer {
    let page = render(&visitor, &id, Form::default()).await?;
    Ok(visitor.page(&page))
}

async fn send(Path((_, id)): At, form: Posted) -> Answer {
    let review: ReviewId = form.id(&id)?;
    let verdict = Verdict::parse(form.typed().get("verdict"));
    let message = form.typed().raw("message").to_owned();
    let done = form.write(move |cx| {
        let verdict = verdict.ok_or_else(|| Fault::field("", Rule::Required))?;
        vetting::decide(cx, review, verdict, &message)
    });
    match done.await? {
        Ok(_) => Ok(form.done("/reviews", "review-decided")),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&render(&form, &id, again).await?))
        }
    }
}

async fn download(
    Path((_, review, id)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Answer {
    let (review, id): (ReviewId, DocumentId) = (visitor.id(&review)?, visitor.id(&id)?);
    let found = visitor.read(move |cx| vetting::read_document(cx, review, id)).await?;
    Ok(attachment(found))
}

async fn render(visitor: &Visitor, id: &str, form: Form) -> Result<ReviewPage, Away> {
    let id: ReviewId = visitor.id(id)?;
    let Seen { review, account, documents, others } =
        visitor.read(move |cx| vetting::get(cx, id)).await?;
    let (w, base) = (visitor.w, visitor.base());
    let mut shell = visitor.shell("reviews");
    let here = format!("{base}/reviews/{id}");
    shell.crumbs.push(Crumb::new(w.t("reviews-title"), format!("{base}/reviews")));
    let mut facts = vec![
        Fact::new(w.t("reviews-partner"), &review.partner_name),
        Fact::new(w.t("reviews-since"), w.time(review.created_at)),
    ];
    if review.state != ReviewState::Open {
        facts.push(Fact::new(w.t("review-decided-by"), &review.decided_by));
        facts.push(Fact::new(w.t("review-decided-at"), w.time(review.updated_at)));
    }
    if !review.message.is_empty() {
        facts.push(Fact::new(w.t("review-told"), &review.message));
    }
    let ground = |key: &String| {
        let known = key.replacen("rule-", "ground-", 1);
        if w.has(&known) { w.t(&known) } else { w.t("ground-other") }
    };
    Ok(ReviewPage {
        w,
        shell,
        company: review.company_name.clone(),
        subject: subject(w, review.subject),
        state: state(w, review.state),
        facts,
        grounds: review.grounds.iter().map(ground).collect(),
        account: about(w, &account, review.subject),
        documents: documents.iter().map(|one| document(w, &here, one)).collect(),
        others: others.iter().map(|other| row(w, base, other)).collect(),
        form,
        decide: review.state.is_pending().then_some(here),
    })
}

fn about(w: Words, account: &Account, subject: Subject) -> Vec<Fact> {
    let billing = &account.billing;
    let country = Country::parse(&billing.country);
    let largest_first = country.is_ok_and(|c| c.address_order() == AddressOrder::LargestFirst);
    let (one, two) = (billing.address_line_1.as_str(), billing.address_line_2.as_str());
    let (city, state, postal) =
        (billing.city.as_str(), billing.state.as_str(), billing.postal_code.as_str());
    let parts = if largest_first {
        [postal, state, city, one, two]
    } else {
        [one, two, city, state, postal]
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let address = parts.join(if largest_first { " " } else { ", " });
    let name = crate::labels::person_name(w, &billing.first_name, &billing.last_name);
    let mut facts = vec![
        Fact::new(w.field("company-name"), &billing.company_name),
        Fact::new(w.field("country"), country.map(|c| w.t(&c.name_key())).unwrap_or_default()),
        Fact::new(w.t("review-address"), address),
        Fact::new(w.field("registration-id"), account.registration_id.clone().unwrap_or_default()),
        Fact::new(w.t("review-contact"), name),
        Fact::new(w.field("email"), &billing.email),
        Fact::new(w.field("phone"), &billing.phone),
        Fact::new(w.field("domain-prefix"), &account.domain),
    ];
    let asked =
        account.qualifications.iter().find(|held| Subject::Qualification(held.kind) == subject);
    if let Some(held) = asked.filter(|held| !held.education_segment.is_empty()) {
        let segment = w.of_family("segment", &held.education_segment);
        facts.push(Fact::new(w.field("education-segment"), segment));
    }
    facts.extend(asked.map(|held| Fact::new(w.field("website"), &held.website)));
    facts
}
