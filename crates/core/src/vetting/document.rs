//! Files that show who a customer is. They are kept sealed, and only the operator and the partner
//! that added them can have them back.

use super::{Review, ReviewState, Subject, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::{ReviewCustomers, SubmitDocuments, ViewCustomers},
    audit::{Event, Operation, ResourceType},
    customers::{self, Validation},
};
use opc_kernel::{
    id::{CustomerId, DocumentId, ReviewId},
    rule::Rule,
    time::Timestamp,
};

/// Files a review takes.
pub const FILES_MAX: u32 = 10;
/// Megabytes a file may have.
pub const DOCUMENT_MEGABYTES: u32 = 5;
/// Longest name that is kept, in characters.
const NAME_MAX: usize = 100;

pub(super) const PURPOSE: &str = "review document";

/// A file as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its name on the sender's machine.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// What is known about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentInfo {
    /// Its id.
    pub id: DocumentId,
    /// Its name: no path, no sign that means something to a machine.
    pub name: String,
    /// What it is, by its first bytes.
    pub media_type: String,
    /// Bytes.
    pub size: u32,
    /// When it was added.
    pub created_at: Timestamp,
}

/// A file with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What is known about it.
    pub info: DocumentInfo,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Adds a file to a review that is not decided. If the operator asked for it, it is the operator's
/// turn again.
pub fn add_document(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    review: ReviewId,
    file: &NewFile,
) -> Result<DocumentInfo, Fault> {
    let scope = cx.allow(SubmitDocuments)?.scope();
    let review = own(cx, customer, review)?;
    if !review.state.is_pending() {
        return Err(Fault::Refused(Rule::ReviewDecided));
    }
    let wrong = |rule| Fault::field("file", rule);
    let media_type = checked(file).map_err(wrong)?;
    if store::documents(cx, scope.partner(), review.id)?.len() >= FILES_MAX as usize {
        return Err(wrong(Rule::TooManyFiles { max: FILES_MAX }));
    }
    let info = DocumentInfo {
        id: cx.new_id(),
        name: plain_name(&file.name, media_type),
        media_type: media_type.to_owned(),
        size: u32::try_from(file.content.len()).unwrap_or(u32::MAX),
        created_at: cx.now(),
    };
    let sealed = cx.env().keyring.seal(PURPOSE, &file.content);
    store::insert_document(cx, scope, &review, (&info, &sealed))?;
    if review.state == ReviewState::Asked {
        store::reopen(cx, scope, review.id)?;
        if review.subject == Subject::Account {
            let place = (scope.partner(), customer);
            customers::set_validation(cx, place, Validation::UnderReview)?;
        }
    }
    let facts = serde_json::json!({ "subject": review.subject.name(), "document": info.name });
    let event = Event::new(Operation::AddReviewDocument, ResourceType::Customer);
    cx.record(event.about(customer, &review.company_name).to(&facts))?;
    Ok(info)
}

/// A review of the acting partner's customer.
pub(super) fn own(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    review: ReviewId,
) -> Result<Review, Fault> {
    let scope = cx.allow(SubmitDocuments)?.scope();
    let all = store::of_customer(cx, scope.partner(), customer)?;
    all.into_iter().find(|one| one.id == review).ok_or(Fault::NotFound(Noun::Review))
}

/// A file of a review, for the operator.
pub fn read_document(
    cx: &mut Cx<'_, '_>,
    review: ReviewId,
    id: DocumentId,
) -> Result<Document, Fault> {
    let granted = cx.allow(ReviewCustomers)?;
    let review = store::get(cx, &granted, review)?.ok_or(Fault::NotFound(Noun::Document))?;
    opened(cx, &review, id)
}

/// A file of a customer of the acting partner.
pub fn own_document(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    id: DocumentId,
) -> Result<Document, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    for review in store::of_customer(cx, scope.partner(), customer)? {
        match opened(cx, &review, id) {
            Err(Fault::NotFound(_)) => {}
            found => return found,
        }
    }
    Err(Fault::NotFound(Noun::Document))
}

fn opened(cx: &mut Cx<'_, '_>, review: &Review, id: DocumentId) -> Result<Document, Fault> {
    let found = store::document(cx, review, id)?;
    let (info, sealed) = found.ok_or(Fault::NotFound(Noun::Document))?;
    let content = cx.env().keyring.open(PURPOSE, &sealed);
    let content = content.ok_or_else(|| Fault::Internal(format!("document {id} is not ours")))?;
    Ok(Document { info, content })
}

/// What a file is, by its first bytes: what a sender says about it counts for nothing.
fn checked(file: &NewFile) -> Result<&'static str, Rule> {
    if file.content.is_empty() {
        return Err(Rule::Required);
    }
    if file.content.len() > DOCUMENT_MEGABYTES as usize * 1_000_000 {
        return Err(Rule::FileTooLarge { max: DOCUMENT_MEGABYTES });
    }
    let kinds: [(&[u8], &str); 3] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ];
    let found = kinds.iter().find(|(first, _)| file.content.starts_with(first));
    found.map(|(_, kind)| *kind).ok_or(Rule::FileKind)
}

/// The last part of a path, without signs that browsers or shells read something into, ending as
/// the content does.
fn plain_name(name: &str, media_type: &str) -> String {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')');
    let stem: String = stem.chars().filter(plain).take(NAME_MAX).collect();
    let stem = stem.trim();
    format!("{}.{ending}", if stem.is_empty() { "document" } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let file = |content: &[u8]| NewFile { name: "a.pdf".into(), content: content.into() };
        assert_eq!(checked(&file(b"%PDF-1.7 ")), Ok("application/pdf"));
        assert_eq!(checked(&file(b"\xff\xd8\xff\xe0")), Ok("image/jpeg"));
        assert_eq!(checked(&file(b"<html><script>")), Err(Rule::FileKind));
        assert_eq!(checked(&file(b"MZ")), Err(Rule::FileKind));
        assert_eq!(checked(&file(b"")), Err(Rule::Required));
        let large = [b"%PDF-".to_vec(), vec![0; 5_000_000]].concat();
        assert_eq!(checked(&file(&large)), Err(Rule::FileTooLarge { max: 5 }));
    }

    #[test]
    fn a_name_is_no_path_and_no_header() {
        for (sent, kept) in [
            ("登記簿謄本.pdf", "登記簿謄本.pdf"),
            ("C:\\Users\\a\\..\\evil\r\nX: y.exe", "evilX y.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("\".pdf", "document.pdf"),
            ("", "document.pdf"),
        ] {
            assert_eq!(plain_name(sent, "application/pdf"), kept, "{sent:?}");
        }
    }
}
