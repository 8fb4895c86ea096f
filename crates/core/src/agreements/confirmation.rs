//! What is on record about a customer's acceptance.

use super::store;
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::ViewAgreements},
    customers::{self, Account},
};
use opc_kernel::{
    id::{AgreementId, CustomerId, TemplateId, UserId},
    time::{Date, Timestamp},
};

/// One acceptance of the agreement, or one that is awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Its id.
    pub id: AgreementId,
    /// The template.
    pub template: TemplateId,
    /// Who says so.
    pub kind: ConfirmationKind,
    /// When the customer accepted; absent while a direct acceptance is awaited.
    pub date_agreed: Option<Date>,
    /// Given name of the signer.
    pub first_name: String,
    /// Family name of the signer.
    pub last_name: String,
    /// Mail address of the signer.
    pub email: String,
    /// Telephone number of the signer; may be empty.
    pub phone: String,
    /// The user who recorded it; absent for an application.
    pub recorded_by: Option<UserId>,
    /// When it was recorded.
    pub created_at: Timestamp,
}

/// Who says that the customer accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmationKind {
    /// The partner.
    Attested,
    /// The customer.
    Direct,
}

impl ConfirmationKind {
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attested => "attested",
            Self::Direct => "direct",
        }
    }
    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Attested, Self::Direct].into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a customer stands; orders need [`AgreementStatus::Confirmed`] (error 13605).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementStatus {
    /// The current template is accepted, or one that will be.
    Confirmed(Confirmation),
    /// The customer is asked to accept it.
    Waiting,
    /// Nothing is on record.
    Missing,
    /// An earlier template was accepted, but not the current one.
    Outdated,
}

impl AgreementStatus {
    /// From what is on record and the templates whose acceptance counts now.
    pub(super) fn of(on_record: Vec<Confirmation>, counting: &[TemplateId]) -> Self {
        let awaited = on_record.iter().any(|c| c.date_agreed.is_none());
        let none = on_record.is_empty();
        let counts = |c: &Confirmation| c.date_agreed.is_some() && counting.contains(&c.template);
        match on_record.into_iter().filter(counts).max_by_key(|c| (c.created_at, c.id)) {
            Some(confirmation) => Self::Confirmed(confirmation),
            None if awaited => Self::Waiting,
            None if none => Self::Missing,
            None => Self::Outdated,
        }
    }
}

/// Everything on record about a customer of the actor's organisation, the newest first.
pub fn confirmations(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<Vec<Confirmation>, Fault> {
    let scope = cx.allow(ViewAgreements)?.scope();
    let account = account(cx, scope, customer)?;
    store::confirmations(cx, scope, &account)
}

/// What a confirmation itself tells by ids only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The name of the version.
    pub version: String,
    /// Given name and family name of who recorded it; absent for an application.
    pub recorded_by: Option<(String, String)>,
}

/// Version and recorder of a confirmation that [`confirmations`] answered.
pub fn provenance(cx: &mut Cx<'_, '_>, of: &Confirmation) -> Result<Provenance, Fault> {
    cx.allow(ViewAgreements)?;
    let template = store::first_of(cx, of.template)?;
    let recorded_by = match of.recorded_by {
        Some(user) => store::name_of(cx, user)?,
        None => None,
    };
    Ok(Provenance { version: template.map(|one| one.version).unwrap_or_default(), recorded_by })
}

/// Where a customer of the actor's organisation stands.
pub fn status(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<AgreementStatus, Fault> {
    let scope = cx.allow(ViewAgreements)?.scope();
    let account = account(cx, scope, customer)?;
    let on_record = store::confirmations(cx, scope, &account)?;
    let counting = store::counting(cx, &account.billing.country, cx.today())?;
    Ok(AgreementStatus::of(on_record, &counting))
}

fn account(cx: &mut Cx<'_, '_>, scope: Scope, customer: CustomerId) -> Result<Account, Fault> {
    customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}

/// Whether the customer accepted the template that counts today: what every order asks. One query.
pub(crate) fn is_confirmed(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
) -> Result<bool, Fault> {
    let today = cx.today();
    store::is_confirmed(cx, scope, account, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::{id::Id, rules::agreement::date};
    use uuid::Uuid;

    fn template(n: u128) -> TemplateId {
        TemplateId::from_uuid(Uuid::from_u128(n))
    }
    fn confirmation(at: u128, agreed: bool) -> Confirmation {
        Confirmation {
            id: AgreementId::from_uuid(Uuid::nil()),
            template: template(at),
            kind: ConfirmationKind::Direct,
            date_agreed: agreed.then(|| date("2026-11-20").unwrap()),
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            phone: String::new(),
            recorded_by: None,
            created_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_customer_stands_where_its_confirmations_say() {
        let (old, new, awaited) =
            (confirmation(1, true), confirmation(2, true), confirmation(2, false));
        let status = |on_record: &[&Confirmation]| {
            let on_record = on_record.iter().map(|c| (*c).clone()).collect();
            AgreementStatus::of(on_record, &[template(2)])
        };
        assert_eq!(status(&[]), AgreementStatus::Missing);
        assert_eq!(status(&[&old]), AgreementStatus::Outdated);
        assert_eq!(status(&[&awaited]), AgreementStatus::Waiting);
        assert_eq!(status(&[&awaited, &old]), AgreementStatus::Waiting);
        assert_eq!(status(&[&awaited, &old, &new]), AgreementStatus::Confirmed(new.clone()));
    }

    #[test]
    fn nothing_counts_where_no_template_does() {
        let status = AgreementStatus::of(vec![confirmation(1, true)], &[]);
        assert_eq!(status, AgreementStatus::Outdated);
    }
}
