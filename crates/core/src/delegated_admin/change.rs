//! Changing what is not asked for yet, switching auto-extend, and deleting.

use super::{
    AdminRelationship, DirectoryRole, Stage, TermsForm, create::taken, list::current, store, tell,
};
use crate::{Cx, Fault, access::permissions::RequestAdmin, audit::Operation};
use opc_kernel::{id::AdminRelationshipId, rule::Rule};

/// Changes the terms while nobody is asked yet; of an active one, whether it is extended at its
/// end. `version` is the one that was seen: if somebody saved in between, [`Fault::Stale`].
pub fn update(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
    version: Option<i64>,
    form: &TermsForm,
) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(RequestAdmin)?.scope();
    let before = current(cx, scope, id)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    let wanted = form.check()?;
    let auto_extend = wanted.auto_extend;
    let same = wanted == super::Terms { auto_extend, ..before.terms.clone() };
    match before.stage {
        Stage::Created if store::name_is_taken(cx, scope, (id, &wanted.name))? => {
            return Err(taken(&wanted.name));
        }
        Stage::Created => {}
        Stage::Active { .. } if same => {}
        _ => return Err(Fault::Refused(Rule::AdminRelationshipNotNow)),
    }
    if wanted == before.terms {
        return Ok(before);
    }
    let after = store::save(cx, AdminRelationship { terms: wanted, ..before.clone() })?;
    tell::record_change(cx, Some(&before), &after, Operation::UpdateAdminRelationship)?;
    Ok(after)
}

/// Deletes what nobody has been asked for.
pub fn delete(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
    version: Option<i64>,
) -> Result<(), Fault> {
    let scope = cx.allow(RequestAdmin)?.scope();
    let found = current(cx, scope, id)?;
    if version.is_some_and(|version| version != found.version) {
        return Err(Fault::Stale);
    }
    if found.stage != Stage::Created {
        return Err(Fault::Refused(Rule::AdminRelationshipNotNow));
    }
    store::delete(cx, &found)?;
    tell::record(cx, &found, Operation::DeleteAdminRelationship)
}

impl AdminRelationship {
    /// The terms as a form has them, to change one thing.
    pub fn form(&self) -> TermsForm {
        let name = |role: &DirectoryRole| role.name().to_owned();
        TermsForm {
            name: self.terms.name.clone(),
            days: self.terms.days.to_string(),
            auto_extend: self.terms.auto_extend,
            roles: self.terms.roles.iter().map(name).collect(),
        }
    }
}
