//! Special qualifications (`domain/02`, After creation; `domain/05`, customer types).
//!
//! ```text
//!              decide                    decide
//! Approved ◀─────────── InReview ───────────────▶ Denied(reason)
//!                          ▲                         │ qualify again
//!                          └─────────────────────────┘
//! ```
//! Being state-owned is a statement of the partner's that nobody vets.

use super::{Qualification, QualificationState};
use opc_kernel::{rule::Rule, time::Timestamp};
use serde::{Deserialize, Serialize};

/// A qualification asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewQualification {
    /// Which one.
    pub kind: Qualification,
    /// Of an education customer: `k12`, `higher-education`. May be empty.
    pub education_segment: String,
    /// Of an education customer; may be empty.
    pub website: String,
}

/// A qualification of a customer, granted or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldQualification {
    /// Which one.
    pub kind: Qualification,
    /// How far its vetting is.
    pub state: QualificationState,
    /// Why it was denied; empty otherwise.
    pub reason: String,
    /// When it was asked for.
    pub since: Timestamp,
    /// Of an education customer: `k12`, `higher-education`. May be empty.
    pub education_segment: String,
    /// Of an education customer; may be empty.
    pub website: String,
}

impl HeldQualification {
    /// Whether it counts for buying.
    pub fn counts(&self) -> bool {
        matches!(self.state, QualificationState::None | QualificationState::Approved)
    }
    fn of(new: &NewQualification, since: Timestamp) -> Self {
        let state = match new.kind {
            Qualification::Commercial | Qualification::StateOwnedEntity => QualificationState::None,
            _ => QualificationState::InReview,
        };
        Self {
            kind: new.kind,
            state,
            reason: String::new(),
            since,
            education_segment: new.education_segment.clone(),
            website: new.website.clone(),
        }
    }
}

/// What a customer holds once `new` is asked for. One that was denied may be asked for again, and
/// makes room for another; a state-owned customer may be an education or government one as well.
pub(super) fn with(
    held: &[HeldQualification],
    new: &NewQualification,
    now: Timestamp,
) -> Result<Vec<HeldQualification>, Rule> {
    let standing = held.iter().filter(|one| one.state != QualificationState::Denied);
    for one in standing.clone() {
        if one.kind == new.kind {
            return Err(Rule::QualificationHeld);
        }
        if !go_together(one.kind, new.kind) {
            return Err(Rule::QualificationNotCombined);
        }
    }
    Ok(standing.cloned().chain([HeldQualification::of(new, now)]).collect())
}

/// Whether a customer may hold both (`domain/05`, customer types).
pub(super) fn go_together(one: Qualification, other: Qualification) -> bool {
    use Qualification::{Education, GovernmentCommunityCloud, StateOwnedEntity};
    let owned = |kind| kind == StateOwnedEntity;
    let with_owned = |kind| matches!(kind, Education | GovernmentCommunityCloud);
    (owned(one) && with_owned(other)) || (owned(other) && with_owned(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Qualification::{Education, GovernmentCommunityCloud, Nonprofit, StateOwnedEntity};

    const NOW: Timestamp = Timestamp::from_micros(0);

    fn new(kind: Qualification) -> NewQualification {
        NewQualification { kind, ..NewQualification::default() }
    }
    fn held(kind: Qualification) -> Vec<HeldQualification> {
        with(&[], &new(kind), NOW).unwrap()
    }

    #[test]
    fn a_state_owned_customer_may_be_a_school_or_in_the_government_cloud_as_well() {
        for (one, other, together) in [
            (Education, StateOwnedEntity, true),
            (StateOwnedEntity, GovernmentCommunityCloud, true),
            (Nonprofit, StateOwnedEntity, false),
            (Education, GovernmentCommunityCloud, false),
        ] {
            let both = with(&held(one), &new(other), NOW);
            assert_eq!(both.map(|all| all.len()).ok(), together.then_some(2), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_denied_qualification_is_asked_for_again_or_makes_room() {
        let mut denied = held(Education);
        assert_eq!(with(&denied, &new(Education), NOW), Err(Rule::QualificationHeld));
        denied[0].state = QualificationState::Denied;
        assert_eq!(with(&denied, &new(Education), NOW), Ok(held(Education)));
        assert_eq!(with(&denied, &new(Nonprofit), NOW), Ok(held(Nonprofit)));
    }
}
