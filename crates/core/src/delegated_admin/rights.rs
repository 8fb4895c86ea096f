//! What the reader may do in a customer's directory.

use super::{DirectoryRole, store};
use crate::{
    Cx, Fault, Noun,
    access::{Role, organisation_names as named, permissions::ViewAdmin},
    customers,
};
use opc_kernel::id::CustomerId;
use std::collections::BTreeSet;

named! {
    /// Something done in a customer's directory (`domain/07`).
    AdminTask {
        /// Adds a person.
        CreateUser = "create-user",
        /// Deletes a person.
        DeleteUser = "delete-user",
        /// Restores a deleted person.
        RestoreUser = "restore-user",
        /// Gives a person a new password.
        ResetPassword = "reset-password",
        /// Assigns licences.
        AssignLicences = "assign-licences",
        /// Files a service request.
        FileServiceRequest = "file-service-request",
    }
}

impl AdminTask {
    /// The roles that allow it, besides that of global administrator, the least powerful first
    /// (`domain/07`, Required).
    pub const fn roles(self) -> &'static [DirectoryRole] {
        use DirectoryRole::{
            DirectoryWriter, HelpdeskAdmin, LicenceAdmin, PasswordAdmin,
            PrivilegedAuthenticationAdmin, ServiceSupportAdmin, UserAdmin,
        };
        match self {
            Self::CreateUser | Self::RestoreUser => &[DirectoryWriter, UserAdmin],
            Self::DeleteUser => &[UserAdmin],
            Self::ResetPassword => {
                &[HelpdeskAdmin, PasswordAdmin, UserAdmin, PrivilegedAuthenticationAdmin]
            }
            Self::AssignLicences => &[LicenceAdmin, UserAdmin],
            Self::FileServiceRequest => &[ServiceSupportAdmin, HelpdeskAdmin, UserAdmin],
        }
    }
}

/// The roles somebody has in a customer's directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    roles: BTreeSet<DirectoryRole>,
}

impl Rights {
    /// Whether they allow a task.
    pub fn may(&self, task: AdminTask) -> bool {
        let has = |role: &DirectoryRole| self.roles.contains(role);
        has(&DirectoryRole::GlobalAdmin) || task.roles().iter().any(has)
    }
    /// The roles, the least powerful first.
    pub fn roles(&self) -> impl Iterator<Item = DirectoryRole> {
        self.roles.iter().copied()
    }
}

impl FromIterator<DirectoryRole> for Rights {
    fn from_iter<I: IntoIterator<Item = DirectoryRole>>(roles: I) -> Self {
        Self { roles: roles.into_iter().collect() }
    }
}

/// What the acting person may do in the directory of one of their partner's customers: the roles
/// their groups have, and by the older privilege everything for admin agents and the helpdesk's
/// part for helpdesk agents. A program alone is in no group and is no agent.
pub fn rights(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Rights, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let Some(person) = cx.actor().person() else { return Ok(Rights::default()) };
    let (user, admin, helpdesk) =
        (person.user, person.is(Role::AdminAgent), person.is(Role::HelpdeskAgent));
    let now = cx.now();
    let own = store::own_roles(cx, scope, (customer, user))?;
    let counting = own.into_iter().filter(|(_, extended, ends)| *extended || *ends > now);
    let mut roles: Vec<_> = counting.flat_map(|(roles, ..)| roles).collect();
    if (admin || helpdesk) && store::has_delegated_admin(cx, scope, customer)? {
        roles.push(if admin { DirectoryRole::GlobalAdmin } else { DirectoryRole::HelpdeskAdmin });
    }
    Ok(roles.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `domain/07`, Required.
    #[test]
    fn each_task_needs_the_role_the_handbook_names() {
        use AdminTask::{
            AssignLicences, CreateUser, DeleteUser, FileServiceRequest, ResetPassword, RestoreUser,
        };
        use DirectoryRole as R;
        for (role, tasks) in [
            (R::DirectoryWriter, &[CreateUser, RestoreUser][..]),
            (R::UserAdmin, AdminTask::ALL),
            (R::LicenceAdmin, &[AssignLicences]),
            (R::HelpdeskAdmin, &[ResetPassword, FileServiceRequest]),
            (R::ServiceSupportAdmin, &[FileServiceRequest]),
            (R::GlobalAdmin, AdminTask::ALL),
            (R::GlobalReader, &[]),
        ] {
            let rights = Rights::from_iter([role]);
            for task in AdminTask::ALL {
                assert_eq!(rights.may(*task), tasks.contains(task), "{role:?} {task:?}");
            }
        }
        let both = Rights::from_iter([R::DirectoryWriter, R::LicenceAdmin]);
        assert!(both.may(CreateUser) && both.may(AssignLicences) && !both.may(DeleteUser));
    }
}
