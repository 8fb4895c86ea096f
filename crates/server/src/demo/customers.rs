//! Customers of the sandbox: added and ordered for by their partner's own agent.

use super::load::{act, find};
use crate::{
    failure::Failure,
    programme::{Customer, CustomerName, FirstPasswords, Made, Subscription, Tenant, person},
};
use opc_core::{
    Core, Cx, Fault,
    access::{Caller, Claims, OrganisationKind, Request, Role, RoleSet, permissions::AddCustomer},
    catalog::BillingCycle,
    customers::{self, Account, AccountForm, Decision, QualificationState, check},
    identity::users::NewUser,
    kernel::id::{CustomerId, OrganisationId},
    orders::{self, FailedLines, LineState, NewLine, NewOrder},
};

/// Makes all customers. Answers the tenant of the one that has still to accept its agreement,
/// with an administrator who can sign in and do so.
pub(super) fn make(
    core: &Core,
    texts: &[Customer],
    made: &mut [Made],
    passwords: &FirstPasswords,
) -> Result<Option<Tenant>, Failure> {
    let mut waiting = None;
    for text in texts {
        let partner = find(made, &text.partner)?;
        let account = add(core, text, partner, made)?;
        approve(core, text, partner, &account)?;
        order(core, text, partner, account.id)?;
        if waiting.is_none() && text.agreement.method == "direct" {
            waiting = Some(tenant(core, text, &account, passwords)?);
        }
        let customer = CustomerName {
            id: account.id,
            name: account.billing.company_name.clone(),
            domain: account.domain.clone(),
        };
        for owner in [Some(&text.partner), text.reseller.as_ref()].into_iter().flatten() {
            if let Some(owner) = made.iter_mut().find(|m| m.key == *owner) {
                owner.tenant.customers.push(customer.clone());
            }
        }
    }
    Ok(waiting)
}

/// A request by the partner's agent, through the partner's application.
fn by_agent(partner: &Made) -> Result<Request, Failure> {
    let agent = partner.agent.ok_or_else(|| Failure::setting("demo", &partner.key))?;
    let claims = Claims {
        organisation: partner.id,
        application: partner.application,
        user: Some((agent, 0)),
        mfa: true,
    };
    Ok(Request { caller: Caller::Token(claims), ..Request::system() })
}

fn add(core: &Core, text: &Customer, partner: &Made, made: &[Made]) -> Result<Account, Failure> {
    let reseller = text.reseller.as_deref().map(|key| find(made, key)).transpose()?.map(|m| m.id);
    let form = text.form();
    let work = move |cx: &mut Cx<'_, '_>| create(cx, &form, reseller);
    core.write_blocking(by_agent(partner)?, work).map_err(Failure::fault(&text.key))
}

fn create(
    cx: &mut Cx<'_, '_>,
    form: &AccountForm,
    reseller: Option<OrganisationId>,
) -> Result<Account, Fault> {
    let granted = cx.allow(AddCustomer)?;
    let around = customers::surroundings(cx, &granted)?;
    let checked = check::check(form, &around, true);
    let mut new = checked.customer.ok_or(Fault::Invalid(checked.problems))?;
    new.reseller = reseller;
    Ok(customers::create(cx, &new)?.account)
}

/// The operator of the sandbox has reviewed the special qualifications of its customers.
fn approve(core: &Core, text: &Customer, partner: &Made, account: &Account) -> Result<(), Failure> {
    let (partner, customer) = (partner.id.into(), account.id);
    for held in account.qualifications.iter().filter(|held| !held.counts()) {
        let state = QualificationState::Approved;
        let decision = Decision { kind: held.kind, state, reason: String::new() };
        let decided = core.write_blocking(Request::system(), move |cx| {
            customers::decide_qualification(cx, partner, customer, &decision)
        });
        decided.map_err(Failure::fault(&text.key))?;
    }
    Ok(())
}

/// One order per billing cycle, in the order of the file.
fn order(
    core: &Core,
    text: &Customer,
    partner: &Made,
    customer: CustomerId,
) -> Result<(), Failure> {
    for cycle in BillingCycle::ALL {
        let wanted = text.subscriptions.iter().filter(|s| s.billing_cycle == cycle);
        let lines: Vec<NewLine> = wanted.map(line).collect();
        if lines.is_empty() {
            continue;
        }
        let new = NewOrder { billing_cycle: cycle, lines };
        let placed = core.write_blocking(by_agent(partner)?, move |cx| {
            orders::submit(cx, customer, &new, FailedLines::Keep)
        });
        for line in placed.map_err(Failure::fault(&text.key))?.lines {
            if let LineState::Failed { .. } = &line.state {
                tracing::warn!(customer = text.key, offer = line.offer, state = ?line.state, "demo line");
            }
        }
    }
    Ok(())
}

fn line(s: &Subscription) -> NewLine {
    NewLine {
        offer: s.offer.clone(),
        quantity: Some(s.quantity),
        friendly_name: s.friendly_name.clone(),
        ..NewLine::default()
    }
}

fn tenant(
    core: &Core,
    text: &Customer,
    account: &Account,
    passwords: &FirstPasswords,
) -> Result<Tenant, Failure> {
    let name = text.contact.email.split('@').next().unwrap_or("owner");
    let user_name = format!("{name}@{}", account.domain);
    let new = NewUser {
        email: user_name.clone(),
        user_name,
        first_name: text.contact.first_name.clone(),
        last_name: text.contact.last_name.clone(),
        language: text.language.clone(),
        roles: RoleSet::of(&[Role::GlobalAdmin]),
    };
    let (id, passwords) = (account.id.into(), passwords.clone());
    let (_, user) = act(core, &text.key, move |cx| person(cx, id, &new, &passwords))?;
    Ok(Tenant {
        name: account.billing.company_name.clone(),
        kind: OrganisationKind::Customer.name().to_owned(),
        tenant_id: account.id.into(),
        app: None,
        users: vec![user],
        applications: Vec::new(),
        customers: Vec::new(),
    })
}
