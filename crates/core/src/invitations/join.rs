//! Who is asked and has no organisation here makes one from the link, and accepts with it.

use super::{
    Acceptance,
    answer::accept_first,
    offered::{ended, held},
    store::Held,
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
    /// The version of the customer agreement that was accepted.
    pub agreement: Option<TemplateId>,
}

/// Makes the customer's organisation and its first global administrator, and accepts. Answers the
/// sign-in name. Blocks for the time of one slow hash.
pub fn join(
    core: &Core,
    request: Request,
    (token, form): (&str, &JoinForm),
) -> Result<String, Fault> {
    let (link, typed) = (token.to_owned(), form.clone());
    core.read_blocking(request.clone(), move |cx| checked(cx, &link, &typed).map(drop))?;
    let hash = hash_password(&form.password);
    let (link, typed) = (token.to_owned(), form.clone());
    core.write_blocking(request, move |cx| begin(cx, &link, (&typed, &hash)))
}

fn checked(cx: &mut Cx<'_, '_>, token: &str, form: &JoinForm) -> Result<NewTenant, Fault> {
    let held = held(cx, token)?;
    if !held.state.is_open() {
        return Err(Fault::Refused(ended(held.state)));
    }
    if !held.asks.is_of_customer() {
        return Err(Fault::Refused(Rule::InvitationOtherKind));
    }
    let mut problems = Vec::new();
    let tenant = customers::new_tenant(cx, &form.company, &held.surroundings(cx));
    let tenant = tenant.map_err(|found| problems.extend(found)).ok();
    problems.extend(password(&form.password));
    problems.extend(agreement(cx, &held, form)?);
    match tenant {
        Some(tenant) if problems.is_empty() => Ok(tenant),
        _ => Err(Fault::Invalid(problems)),
    }
}

fn password(chosen: &str) -> Option<Problem> {
    identity::check_password(chosen).err().map(|rule| Problem::new("new-password", rule))
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
    (form, hash): (&JoinForm, &PasswordHash),
) -> Result<String, Fault> {
    let tenant = checked(cx, token, form)?;
    let partner = held(cx, token)?.partner.id;
    let id = customers::begin_tenant(cx, &tenant)?;
    let user_name = format!("admin@{}", tenant.domain);
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
    accept_first(cx, token, &Acceptance { profile, agreement: form.agreement })?;
    Ok(user_name)
}
