//! Customers of the sandbox: added and ordered for by their partner's own agent.

use super::{
    delegated_admin,
    load::{act, find},
};
use crate::{
    failure::Failure,
    programme::{
        App, Customer, CustomerName, FirstPasswords, LOCAL_ADDRESSES, Made, Subscription, Tenant,
        person,
    },
};
use opc_core::{
    Core, Cx, Fault,
    access::{Caller, Claims, OrganisationKind, Request, Role, RoleSet, permissions::AddCustomer},
    catalog::BillingCycle,
    customers::{self, Account, AccountForm, check},
    identity::{self, users::NewUser},
    kernel::{
        id::{CustomerId, OrganisationId, UserId},
        page::PageSize,
    },
    orders::{self, FailedLines, LineState, NewLine, NewOrder},
    vetting::{self, ReviewQuery, Verdict},
};

/// Why a customer of the file is reviewed.
const GROUND: &str = "rule-address-not-checked";
/// What the operator's agent says, in English and Japanese.
const ASKED: [&str; 2] = [
    "Please add an excerpt from the company register, not older than three months.",
    "発行から 3 か月以内の登記事項証明書を追加してください。",
];
const REFUSED: [&str; 2] = [
    "No company of this name is registered at this address.",
    "この住所に、この名称の会社の登記が確認できませんでした。",
];

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
        decide(core, text, operator(made)?, account.id)?;
        order(core, text, partner, account.id)?;
        if waiting.is_none() && text.agreement.method == "direct" {
            let (admin, tenant) = tenant(core, text, &account, passwords)?;
            delegated_admin::make(core, partner, (account.id, admin), &text.language)?;
            waiting = Some(tenant);
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
pub(super) fn by_agent(partner: &Made) -> Result<Request, Failure> {
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
    // Whether it is reviewed is up to the file, not to what the rules think of its name.
    let warnings = match text.review.as_str() {
        "" => Vec::new(),
        _ if !text.qualification.is_empty() => Vec::new(),
        _ => vec![GROUND.to_owned()],
    };
    let work = move |cx: &mut Cx<'_, '_>| create(cx, &form, reseller, &warnings);
    core.write_blocking(by_agent(partner)?, work).map_err(Failure::fault(&text.key))
}

fn create(
    cx: &mut Cx<'_, '_>,
    form: &AccountForm,
    reseller: Option<OrganisationId>,
    warnings: &[String],
) -> Result<Account, Fault> {
    let granted = cx.allow(AddCustomer)?;
    let around = customers::surroundings(cx, &granted)?;
    let checked = check::check(form, &around, true);
    let mut new = checked.customer.ok_or(Fault::Invalid(checked.problems))?;
    new.reseller = reseller;
    new.warnings = warnings.to_vec();
    Ok(customers::create(cx, &new)?.account)
}

fn operator(made: &[Made]) -> Result<&Made, Failure> {
    let kind = OrganisationKind::Operator.name();
    let found = made.iter().find(|made| made.tenant.kind == kind);
    found.ok_or_else(|| Failure::setting("demo", "operator"))
}

/// The operator's agent decides what the file does not leave open.
fn decide(
    core: &Core,
    text: &Customer,
    operator: &Made,
    customer: CustomerId,
) -> Result<(), Failure> {
    let (verdict, message) = match text.review.as_str() {
        "open" => return Ok(()),
        "asked" => (Verdict::Ask, ASKED),
        "refused" => (Verdict::Refuse, REFUSED),
        _ => (Verdict::Approve, ["", ""]),
    };
    let message = message[usize::from(text.language == "ja")];
    let name = text.company_name.clone();
    let decided = core.write_blocking(by_agent(operator)?, move |cx| {
        let size = PageSize::new(None, 10, 10);
        let query =
            ReviewQuery { state: None, subject: None, text: name.clone(), after: None, size };
        for review in vetting::list(cx, &query)?.items {
            if review.customer == customer {
                vetting::decide(cx, review.id, verdict, message)?;
            }
        }
        Ok(())
    });
    // Without anything to decide nothing was written, and nothing had to be.
    decided.map_err(Failure::fault(&text.key))
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
) -> Result<(UserId, Tenant), Failure> {
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
    let name = account.billing.company_name.clone();
    let made = act(core, &text.key, move |cx| {
        let app = identity::register_application(cx, id, &name, &LOCAL_ADDRESSES)?;
        Ok((app, person(cx, id, &new, &passwords)?))
    });
    let (app, (admin, user)) = made?;
    let tenant = Tenant {
        name: account.billing.company_name.clone(),
        kind: OrganisationKind::Customer.name().to_owned(),
        tenant_id: account.id.into(),
        app: App { client_id: app.id, client_secret: app.secret },
        users: vec![user],
        applications: Vec::new(),
        customers: Vec::new(),
    };
    Ok((admin, tenant))
}
