//! Which steps there are, and what a saved section leads to.

use crate::{
    confirmation::SubmittedPage,
    handlers::frame::{Answer, Away, Visitor},
    shell::{Crumb, Shell},
    wizard::{Step, Wizard},
};
use axum::response::Response;
use opc_core::{
    access::{OrganisationKind, Permission},
    customers,
    drafts::{Draft, Saved},
    kernel::id::{CustomerId, DraftId},
};
use serde::Deserialize;

/// The draft in the path; absent before there is one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct At {
    draft: Option<String>,
}

impl At {
    /// The draft, if there is one yet.
    pub(super) fn known(&self, visitor: &Visitor) -> Result<Option<DraftId>, Away> {
        self.draft.as_deref().map(|text| visitor.id(text)).transpose()
    }
    /// The draft.
    pub(super) fn draft(&self, visitor: &Visitor) -> Result<DraftId, Away> {
        visitor.id(self.draft.as_deref().unwrap_or_default())
    }
}

/// What became of a form.
pub(super) enum Stored {
    /// It is kept, complete or not.
    Kept(Box<Saved>),
    /// Another page is shown instead: the section was changed elsewhere, or submitted.
    Instead(Response),
}

/// Whether the visitor sells through resellers.
pub(in crate::handlers) fn is_provider(visitor: &Visitor) -> bool {
    visitor.person().is_some_and(|p| p.organisation.kind == OrganisationKind::IndirectProvider)
}

/// The steps that apply: who accepts the agreement itself buys nothing yet, and who may not order,
/// or not confirm the agreement an order needs, is not asked for offers (`domain/02`).
pub(super) fn steps(visitor: &Visitor, direct: bool) -> Vec<Step> {
    let needed = [Permission::PlaceOrder, Permission::AttestAgreement];
    let orders = !direct && needed.into_iter().all(|permission| visitor.may(permission));
    let all = [
        (Step::Account, true),
        (Step::Reseller, is_provider(visitor)),
        (Step::Subscriptions, orders),
        (Step::Review, true),
        (Step::Confirmation, true),
    ];
    all.into_iter().filter(|(_, applies)| *applies).map(|(step, _)| step).collect()
}

/// Path of a draft, or of the wizard before there is one.
pub(super) fn base(visitor: &Visitor, id: Option<DraftId>) -> String {
    let new = format!("{}/customers/new", visitor.base());
    id.map_or_else(|| new.clone(), |id| format!("{new}/{id}"))
}

/// Path of a step of a draft.
pub(super) fn path(visitor: &Visitor, id: DraftId, step: Step) -> String {
    format!("{}/{}", base(visitor, Some(id)), step.key())
}

/// The step after `from`.
pub(super) fn next(visitor: &Visitor, draft: &Draft, from: Step) -> String {
    let steps = steps(visitor, is_direct(draft));
    let step = steps.into_iter().find(|step| *step > from).unwrap_or(Step::Review);
    path(visitor, draft.id, step)
}

/// Whether the customer is going to accept the agreement itself.
pub(super) fn is_direct(draft: &Draft) -> bool {
    draft.sections.account.typed.agreement == "direct"
}

/// The wizard around a step.
pub(super) fn wizard(visitor: &Visitor, draft: &Draft, version: i64, current: Step) -> Wizard {
    let steps = steps(visitor, is_direct(draft));
    Wizard::new(&base(visitor, Some(draft.id)), &version.to_string(), &steps, current)
}

/// The frame of the wizard's pages.
pub(super) fn shell(visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell("customers");
    let list = format!("{}/customers", shell.base);
    shell.crumbs.push(Crumb::new(visitor.w.t("customers-title"), list));
    shell
}

/// The page of a draft that has become a customer already.
pub(super) async fn submitted(visitor: &Visitor, customer: CustomerId) -> Answer {
    let account = visitor.read(move |cx| customers::get(cx, customer)).await?;
    let page = SubmittedPage {
        w: visitor.w,
        shell: shell(visitor),
        company: account.billing.company_name,
        account_href: format!("{}/customers/{customer}", visitor.base()),
    };
    Ok(visitor.page(&page))
}
