//! How far the verification of the customer is, and the documents for it.

use super::heading::{heading, may};
use crate::{
    form::{Choice, Form},
    handlers::{
        forms::{Posted, Unread, Upload},
        frame::{Answer, Away, Visitor},
        reviews,
    },
    vetting::{OwnReview, VerificationPage},
};
use axum::extract::Path;
use opc_core::{
    access::Permission,
    customers,
    kernel::id::{CustomerId, DocumentId, ReviewId},
    kernel::rule::{Problem, Rule},
    vetting::{self, DOCUMENT_MEGABYTES, NewFile, Review, ReviewState},
};
use opc_words::Words;

type Id = Path<(String, String)>;

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let page = render(&visitor, id, Form::default()).await?;
    Ok(visitor.page(&page))
}

/// Adds a document.
pub(super) async fn add(Path((_, id)): Id, form: Upload) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let review: ReviewId = form.id(form.typed().get("review"))?;
    let added = match file(&form) {
        Ok(file) => form.write(move |cx| vetting::add_document(cx, id, review, &file)).await?,
        Err(rule) => Err(vec![Problem::new("file", rule)]),
    };
    match added {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/verification"), "document-added")),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&render(&form, id, again).await?))
        }
    }
}

fn file(form: &Upload) -> Result<NewFile, Rule> {
    match form.file.clone() {
        Ok((name, bytes)) => Ok(NewFile { name, content: bytes.to_vec() }),
        Err(Unread::Missing) => Err(Rule::Required),
        Err(Unread::TooLarge) => Err(Rule::FileTooLarge { max: DOCUMENT_MEGABYTES }),
        Err(Unread::Broken) => Err(Rule::FileKind),
    }
}

/// Asks for another review of what was refused.
pub(super) async fn again(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let review: ReviewId = form.id(form.typed().get("review"))?;
    match form.write(move |cx| vetting::again(cx, id, review)).await? {
        Ok(()) => Ok(form.done(&format!("/customers/{id}/verification"), "review-again")),
        Err(problems) => {
            let again = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&render(&form, id, again).await?))
        }
    }
}

/// A document the partner added.
pub(super) async fn download(
    Path((_, id, document)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Answer {
    let (id, document): (CustomerId, DocumentId) = (visitor.id(&id)?, visitor.id(&document)?);
    let found = visitor.read(move |cx| vetting::own_document(cx, id, document)).await?;
    Ok(reviews::attachment(found))
}

/// Since when, and when it was decided or documents were asked for.
fn since(w: Words, review: &Review) -> String {
    let since = ("at", w.time(review.created_at));
    if review.state == ReviewState::Open {
        return w.t1("review-since", since.0, since.1);
    }
    w.t2("review-since-decided", &since, &("decided", w.time(review.updated_at)))
}

async fn render(visitor: &Visitor, id: CustomerId, form: Form) -> Result<VerificationPage, Away> {
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        Ok((account, vetting::of_customer(cx, id)?))
    });
    let (account, found) = found.await?;
    let (shell, heading) = heading(visitor, &account, "verification");
    let (w, may) = (visitor.w, may(visitor, &account, Permission::SubmitDocuments));
    let pending = found.iter().filter(|(review, _)| may && review.state.is_pending());
    let open = pending
        .map(|(review, _)| Choice::new(review.id.to_string(), reviews::subject(w, review.subject)));
    // Only the latest review of a subject can be followed by another one.
    let latest = |at: usize| found[..at].iter().all(|(r, _)| r.subject != found[at].0.subject);
    let shown = found.iter().enumerate().map(|(at, (review, documents))| OwnReview {
        id: review.id.to_string(),
        subject: reviews::subject(w, review.subject),
        state: reviews::state(w, review.state),
        since: since(w, review),
        message: review.message.lines().map(str::to_owned).collect(),
        documents: documents.iter().map(|one| reviews::document(w, &heading.base, one)).collect(),
        again: may && review.state == ReviewState::Refused && latest(at),
    });
    Ok(VerificationPage {
        w,
        shell,
        state: reviews::validation(w, account.validation),
        meaning: w.of_family("validation-text", account.validation.name().replace('_', "-")),
        reviews: shown.collect(),
        open: open.collect(),
        account: heading,
        form,
    })
}
