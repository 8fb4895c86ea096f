//! Permission as a value.

use super::{OrganisationKind, Permission};
use crate::{Cx, Fault};
use opc_kernel::id::{OrganisationId, PartnerId};
use std::marker::PhantomData;

/// A permission as a type.
pub trait PermissionKind: Copy {
    /// The row of the table it stands for.
    const PERMISSION: Permission;
}

/// Proof that the actor may do `P` within [`Scope`]. Only the policy check makes one.
#[derive(Debug, Clone, Copy)]
pub struct Granted<P> {
    scope: Scope,
    permission: PhantomData<P>,
}

impl<P> Granted<P> {
    pub(super) fn new(scope: Scope) -> Self {
        Self { scope, permission: PhantomData }
    }
    /// What the actor can see: store functions take this, never a bare id.
    pub fn scope(&self) -> Scope {
        self.scope
    }
}

/// The part of the world an actor can see: the rows of its own organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    organisation: OrganisationId,
    kind: OrganisationKind,
}

impl Scope {
    pub(super) fn new(organisation: OrganisationId, kind: OrganisationKind) -> Self {
        Self { organisation, kind }
    }
    /// For what the program does by itself and shows to nobody: the rows of this organisation.
    pub(crate) fn of_system(
        cx: &Cx<'_, '_>,
        organisation: OrganisationId,
        kind: OrganisationKind,
    ) -> Result<Self, Fault> {
        cx.only_system()?;
        Ok(Self::new(organisation, kind))
    }
    /// For what an organisation has asked for by a personal link and another one agrees to: the rows
    /// of the one that asked, or of the provider it asked for.
    pub(crate) fn of_asking(organisation: OrganisationId, kind: OrganisationKind) -> Self {
        Self::new(organisation, kind)
    }
    /// The actor's organisation.
    pub fn organisation(self) -> OrganisationId {
        self.organisation
    }
    /// The actor's organisation as a seller.
    pub fn partner(self) -> PartnerId {
        self.organisation.into()
    }
    /// What kind it is.
    pub fn kind(self) -> OrganisationKind {
        self.kind
    }
}
