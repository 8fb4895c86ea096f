//! Who is asked and has no organisation here makes one from the link, and accepts with it.

use super::{
    Acceptance, State,
    answer::accept_first,
    offered::{ended, held},
    standing,
    store::{self, Held, Link},
};
use crate::{
    Core, Cx, Fault,
    access::{self, OrganisationKind, Request},
    audit::{Event, Operation, ResourceType},
    customers::{self, AccountForm, NewTenant},
    identity,
    secrets::{PasswordHash, hash_password},
};
use opc_kernel::{
    id::TemplateId,
    rule::{Problem, Rule},
};

/// What somebody types who has no organisation here.
#[derive(Clone, Default)]
pub struct JoinForm {
    /// The company, its address and its domain; the contact becomes its first global administrator.
    pub company: AccountForm,
    /// The password of that person.
    pub password: String,
    /// The same once more.
    pub repeated: String,
    /// The version of the customer agreement that was accepted.
    pub agreement: Option<TemplateId>,
    /// Warnings that were confirmed, as `field:rule`: a company like this one that is known here is
    /// another one.
    pub confirmed: Vec<String>,
}

/// What becomes of a form.
enum Start {
    /// An organisation begins; with the keys of the warnings that were confirmed.
    Now(Box<NewTenant>, Vec<String>),
    /// It has begun, with this sign-in name: the form came twice.
    Before(String),
}

/// Makes the customer's organisation and its first global administrator, and accepts. Answers the
/// sign-in name; doing so again has no further effect, and with another password it is
/// [`Rule::PasswordWrong`] of the name that is taken. Blocks for the time of one slow hash.
pub fn join(
    core: &Core,
    request: Request,
    (token, form): (&str, &JoinForm),
) -> Result<String, Fault> {
    let (link, typed) = (token.to_owned(), form.clone());
    let found = core.read_blocking(request.clone(), move |cx| start(cx, &link, &typed))?;
    if let Start::Before(user_name) = found {
        return before(core, request, user_name, &form.password);
    }
    let hash = hash_password(&form.password);
    let (link, typed) = (token.to_owned(), form.clone());
    let begun =
        core.write_blocking(request.clone(), move |cx| match start(cx, &link, &typed)? {
            Start::Now(tenant, known) => {
                begin(cx, &link, (&typed, &tenant, &hash), known).map(Begun::Now)
            }
            Start::Before(user_name) => Ok(Begun::Before(user_name)),
        })?;
    match begun {
        Begun::Now(user_name) => Ok(user_name),
        Begun::Before(user_name) => before(core, request, user_name, &form.password),
    }
}

/// The form came twice: the password of the first time is the one that counts.
fn before(core: &Core, request: Request, name: String, password: &str) -> Result<String, Fault> {
    if identity::is_password_of(core, request, &name, password)? {
        return Ok(name);
    }
    let wrong = Problem::new("new-password", Rule::PasswordWrong);
    Err(Fault::Invalid(vec![wrong, Problem::new("user-name", Rule::UserNameTaken { name })]))
}

/// A sign-in name, and whether it is of this time.
enum Begun {
    Now(String),
    Before(String),
}

fn start(cx: &mut Cx<'_, '_>, token: &str, form: &JoinForm) -> Result<Start, Fault> {
    let held = held(cx, token)?;
    let tenant = customers::new_tenant(cx, &form.company, &held.surroundings(cx));
    if let Ok(tenant) = &tenant
        && is_done(cx, &held, tenant)?
    {
        return Ok(Start::Before(first_admin(tenant)));
    }
    if !held.state.is_open() {
        return Err(Fault::Refused(ended(held.state)));
    }
    if !held.asks.is_of_customer() {
        return Err(Fault::Refused(Rule::InvitationOtherKind));
    }
    let mut problems = Vec::new();
    let tenant = tenant.map_err(|found| problems.extend(found)).ok();
    problems.extend(customers::taken_prefix(cx, &form.company.domain_prefix)?);
    problems.extend(password(&form.password));
    problems.extend(repeated(form));
    problems.extend(agreement(cx, &held, form)?);
    let Some(tenant) = tenant.filter(|_| problems.is_empty()) else {
        return Err(Fault::Invalid(problems));
    };
    // Looked for last: whoever only wants to know which companies are here has to begin one.
    let is_confirmed =
        |one: &Problem| form.confirmed.contains(&format!("{}:{}", one.field, one.rule.key()));
    let (known, open): (Vec<_>, Vec<_>) =
        customers::known_like(cx, &tenant)?.into_iter().partition(is_confirmed);
    if !open.is_empty() {
        return Err(Fault::Invalid(open));
    }
    let known = known.iter().map(|one| one.rule.key().to_owned()).collect();
    Ok(Start::Now(Box::new(tenant), known))
}

/// Whether an organisation with the same facts and the same first administrator began from this link.
fn is_done(cx: &mut Cx<'_, '_>, held: &Held, tenant: &NewTenant) -> Result<bool, Fault> {
    let begun = store::begun(cx, tenant, &first_admin(tenant))?;
    let Some(begun) = begun else { return Ok(false) };
    match held.link {
        Link::Of(_) => Ok(held.state == State::Accepted && held.answered_by == Some(begun)),
        Link::Standing(standing, _) => standing::is_accepted(cx, standing, begun),
    }
}

fn first_admin(tenant: &NewTenant) -> String {
    format!("admin@{}", tenant.domain)
}

fn password(chosen: &str) -> Option<Problem> {
    identity::check_password(chosen).err().map(|rule| Problem::new("new-password", rule))
}

fn repeated(form: &JoinForm) -> Option<Problem> {
    let differs = form.password != form.repeated;
    differs.then(|| Problem::new("repeat-password", Rule::PasswordsDiffer))
}

fn agreement(cx: &mut Cx<'_, '_>, held: &Held, form: &JoinForm) -> Result<Option<Problem>, Fault> {
    let country = opc_kernel::country::Country::find(&form.company.country);
    let wanted = country.map(|country| held.to_accept(cx, (None, country))).transpose()?;
    let is_missing = wanted.flatten().is_some() && form.agreement.is_none();
    Ok(is_missing.then(|| Problem::new("accepted", Rule::NotTicked)))
}

fn begin(
    cx: &mut Cx<'_, '_>,
    token: &str,
    (form, tenant, hash): (&JoinForm, &NewTenant, &PasswordHash),
    known: Vec<String>,
) -> Result<String, Fault> {
    let partner = held(cx, token)?.partner.id;
    let id = customers::begin_tenant(cx, tenant)?;
    let user_name = first_admin(tenant);
    let user = identity::users::create_first_admin(cx, id, (&user_name, &tenant.billing), hash)?;
    let actor = access::on_behalf_of(cx, user)?;
    cx.act_as(actor);
    let event = Event::new(Operation::CreateOrganisation, ResourceType::Organisation);
    let facts = serde_json::json!({
        "kind": OrganisationKind::Customer.name(),
        "name": tenant.billing.company_name,
        "country": tenant.billing.country,
        "domain": tenant.domain,
    });
    let event = event.about(id, &tenant.billing.company_name).to(&facts);
    cx.record(event.in_log_of(partner))?;
    let profile = form.company.clone();
    accept_first(cx, token, (&Acceptance { profile, agreement: form.agreement }, known))?;
    Ok(user_name)
}
