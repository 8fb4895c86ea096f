//! The operator decides.

use super::{Review, ReviewState, Subject, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::ReviewCustomers,
    audit::{Event, Operation, ResourceType},
    customers::{self, QualificationState, Validation},
    notifications::{self, Mail, Message},
};
use opc_kernel::{id::ReviewId, rule::Rule, text::clean_message};

/// Longest message to the partner, in characters.
const MESSAGE_MAX: u32 = 1_000;

/// What the operator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Approve,
    /// No, for the reason in the message.
    Refuse,
    /// Not yet: the message says which documents are missing.
    Ask,
}

impl Verdict {
    /// The value of a name: `approve`, `refuse`, `ask`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "approve" => Some(Self::Approve),
            "refuse" => Some(Self::Refuse),
            "ask" => Some(Self::Ask),
            _ => None,
        }
    }
    const fn state(self) -> ReviewState {
        match self {
            Self::Approve => ReviewState::Approved,
            Self::Refuse => ReviewState::Refused,
            Self::Ask => ReviewState::Asked,
        }
    }
    const fn validation(self) -> Validation {
        match self {
            Self::Approve => Validation::Allowed,
            Self::Refuse => Validation::NotAllowed,
            Self::Ask => Validation::NotReady,
        }
    }
}

/// Decides a review, tells the partner's primary contact by mail, and writes it into both logs.
/// A refusal and a question need a message. Refused if it was decided in the meantime.
pub fn decide(
    cx: &mut Cx<'_, '_>,
    id: ReviewId,
    verdict: Verdict,
    message: &str,
) -> Result<Review, Fault> {
    let granted = cx.allow(ReviewCustomers)?;
    let review = store::get(cx, &granted, id)?.ok_or(Fault::NotFound(Noun::Review))?;
    let message = checked(message, verdict).map_err(|rule| Fault::field("message", rule))?;
    let decided_by = cx.actor().person().map(|who| who.user_name.clone()).unwrap_or_default();
    let state = verdict.state();
    let after = Review { state, message, decided_by, updated_at: cx.now(), ..review.clone() };
    if !review.state.is_pending() || !store::decide(cx, &granted, &after)? {
        return Err(Fault::Refused(Rule::ReviewDecided));
    }
    let place = (review.partner, review.customer);
    match (review.subject, verdict) {
        (Subject::Account, _) => {
            customers::set_validation(cx, place, verdict.validation())?;
        }
        (Subject::Qualification(_), Verdict::Ask) => {}
        (Subject::Qualification(kind), _) => {
            let approved = verdict == Verdict::Approve;
            let state =
                if approved { QualificationState::Approved } else { QualificationState::Denied };
            customers::decide_qualification(cx, place, (kind, state, &after.message))?;
        }
    }
    record(cx, &review, &after)?;
    tell(cx, &after)?;
    Ok(after)
}

/// Approves those of these reviews that still wait for a decision; answers how many they were.
pub fn approve_many(cx: &mut Cx<'_, '_>, ids: &[ReviewId]) -> Result<u32, Fault> {
    if ids.is_empty() {
        return Err(Fault::Refused(Rule::NothingChosen));
    }
    let mut approved = 0;
    for id in ids {
        match decide(cx, *id, Verdict::Approve, "") {
            Ok(_) => approved += 1,
            // Somebody else was quicker.
            Err(Fault::Refused(Rule::ReviewDecided)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(approved)
}

/// Only an approval goes without a message.
fn checked(message: &str, verdict: Verdict) -> Result<String, Rule> {
    let message = clean_message(message, MESSAGE_MAX)?;
    let needed = verdict != Verdict::Approve;
    if needed && message.is_empty() { Err(Rule::Required) } else { Ok(message) }
}

/// In the partner's log and in the operator's own.
fn record(cx: &mut Cx<'_, '_>, before: &Review, after: &Review) -> Result<(), Fault> {
    let facts = |review: &Review| {
        serde_json::json!({
            "subject": review.subject.name(),
            "review_state": review.state.name(),
            "message": review.message,
        })
    };
    let event = Event::new(Operation::DecideReview, ResourceType::Customer);
    let event = event.about(before.customer, &before.company_name);
    let event = event.from(&facts(before)).to(&facts(after));
    cx.record(event.clone())?;
    cx.record(event.in_log_of(before.partner.into()))
}

fn tell(cx: &mut Cx<'_, '_>, review: &Review) -> Result<(), Fault> {
    let Some((recipient, language)) = store::primary_contact(cx, review.partner)? else {
        return Ok(());
    };
    let mail = Mail {
        organisation: review.partner.into(),
        recipient,
        language,
        message: Message::ReviewDecided {
            customer: review.customer,
            company: review.company_name.clone(),
            subject: review.subject.name().to_owned(),
            state: review.state.name().to_owned(),
            message: review.message.clone(),
        },
    };
    notifications::queue(cx, &mail)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_have_lines_and_only_an_approval_goes_without_one() {
        assert_eq!(checked(" \r\n ", Verdict::Approve), Ok(String::new()));
        assert_eq!(checked("", Verdict::Refuse), Err(Rule::Required));
        assert_eq!(checked("", Verdict::Ask), Err(Rule::Required));
        assert_eq!(checked("一\r\n\r\n二 ", Verdict::Ask), Ok("一\n\n二".to_owned()));
        assert!(matches!(
            checked("a\u{202e}b", Verdict::Ask),
            Err(Rule::ForbiddenCharacter { .. })
        ));
        let long = "あ".repeat(1001);
        assert_eq!(checked(&long, Verdict::Refuse), Err(Rule::TooLong { max: 1000 }));
    }
}
