//! Writing down what is going to be asked for.

use super::{AdminRelationship, Named, Stage, TermsForm, store, tell};
use crate::{
    Cx, Fault, Noun,
    access::permissions::RequestAdmin,
    audit::Operation,
    customers,
    secrets::{digest, random_token},
};
use opc_kernel::{id::CustomerId, rule::Rule};

/// What a link is sealed for.
pub(super) const PURPOSE: &str = "admin relationship";
/// Requests of a partner that nobody has decided yet.
const OPEN_MAX: u32 = 500;

/// Writes down a relationship with one of the partner's customers, or with whichever customer
/// opens its link. Nobody is asked yet.
pub fn create(
    cx: &mut Cx<'_, '_>,
    customer: Option<CustomerId>,
    form: &TermsForm,
) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(RequestAdmin)?.scope();
    let terms = form.check()?;
    let customer = match customer {
        None => None,
        Some(id) => {
            let account = customers::find(cx, scope, id)?.ok_or(Fault::NotFound(Noun::Customer))?;
            Some(Named { id, name: account.billing.company_name })
        }
    };
    if store::open_of(cx, scope)? >= i64::from(OPEN_MAX) {
        return Err(Fault::Refused(Rule::TooManyOpen { max: OPEN_MAX }));
    }
    let name = cx.actor().member().map(|member| member.name.clone()).unwrap_or_default();
    let new = AdminRelationship {
        id: cx.new_id(),
        partner: Named { id: scope.organisation(), name },
        customer,
        terms,
        stage: Stage::Created,
        requested_by: cx.actor().person().map(|person| person.user),
        version: 1,
        created_at: cx.now(),
        updated_at: cx.now(),
    };
    let link = random_token();
    let sealed = cx.env().keyring.seal(PURPOSE, link.as_bytes());
    if !store::insert(cx, &new, (&digest(link.as_bytes()), &sealed))? {
        return Err(taken(&new.terms.name));
    }
    tell::record(cx, &new, Operation::CreateAdminRelationship)?;
    Ok(new)
}

pub(super) fn taken(name: &str) -> Fault {
    Fault::field("admin-name", Rule::AdminNameTaken { name: name.to_owned() })
}
