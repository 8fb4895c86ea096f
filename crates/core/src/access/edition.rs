//! Editions: which parts of the product exist in which cloud (`domain/01` §4).
//!
//! [`FEATURES`] is the only place that says so. A permission of a feature that the edition lacks
//! is refused by the policy check, so that pages, navigation and API follow by themselves; a feature
//! without permissions is asked for by name with [`Cloud::has`].

use super::{
    OrganisationKind::{self, IndirectProvider, IndirectReseller},
    Permission, organisation_names,
};
use Cloud::{China, Public, UsGov};

organisation_names! {
    /// The cloud a deployment serves. Every deployment serves one.
    #[derive(Default)]
    Cloud {
        /// Everybody's.
        #[default]
        Public = "public",
        /// That of authorities in the United States.
        UsGov = "usgov",
        /// That of mainland China.
        China = "china",
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct FeatureRow {
    /// The part.
    pub feature: Feature,
    /// Its name in documents and messages.
    pub name: &'static str,
    /// The editions that have it.
    pub clouds: &'static [Cloud],
    /// What one may do only where it exists.
    pub permissions: &'static [Permission],
    /// Organisations that there are only where it exists.
    pub kinds: &'static [OrganisationKind],
    /// Where that is written.
    pub source: &'static str,
}

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $text:literal {
        clouds: $clouds:expr, permissions: $permissions:expr, kinds: $kinds:expr,
        source: $source:literal $(,)?
    })*) => {
        /// A part of the product that not every edition has.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Feature { $($(#[$doc])* $name),* }

        /// The table: one row per feature, in the order of [`Feature`].
        pub const FEATURES: &[FeatureRow] = &[$(FeatureRow {
            feature: Feature::$name,
            name: $text,
            clouds: $clouds,
            permissions: $permissions,
            kinds: $kinds,
            source: $source,
        }),*];
    };
}

features! {
    /// Indirect providers, and the resellers that sell what those buy.
    IndirectModel = "indirect-model" {
        clouds: &[Public, China],
        permissions: &[
            Permission::ViewPartnershipRequests, Permission::RequestPartnership,
            Permission::AuthorizePartnership, Permission::ViewPartnerships,
            Permission::ViewResellers, Permission::RemovePartnership,
            Permission::MakeSandboxResellers,
        ],
        kinds: &[IndirectProvider, IndirectReseller],
        source: "domain/01 §4; domain/04, Gov edition",
    }
    /// Asking a customer for a reseller relationship by a link.
    RelationshipRequests = "relationship-requests" {
        clouds: &[Public, China],
        permissions: &[Permission::ViewRelationshipRequests, Permission::RequestRelationship],
        kinds: &[],
        source: "domain/01 §4; domain/04, Gov edition",
    }
    /// Business profiles by which customers find a partner, and the referrals that come of it.
    FindAPartner = "find-a-partner" {
        clouds: &[Public, China], permissions: &[], kinds: &[],
        source: "domain/01 §4",
    }
    /// Links of a reseller's own while it works under a provider.
    LinksUnderProvider = "links-under-provider" {
        clouds: &[Public], permissions: &[], kinds: &[],
        source: "domain/03, China variant",
    }
    /// Adding a customer without delegated administration.
    AdminAccessChoice = "admin-access-choice" {
        clouds: &[Public, China], permissions: &[], kinds: &[],
        source: "domain/01 §4; domain/03, Invitation",
    }
    /// Special qualifications of customers.
    Qualifications = "qualifications" {
        clouds: &[Public, China], permissions: &[Permission::QualifyCustomers], kinds: &[],
        source: "domain/01 §4; domain/04, Gov edition",
    }
    /// People, their roles and their passwords are managed here.
    UserManagement = "user-management" {
        clouds: &[Public, China],
        permissions: &[Permission::ManageUsers, Permission::ManageGlobalAdmins], kinds: &[],
        source: "domain/01 §4; domain/04, Gov edition",
    }
    /// People are managed in a directory portal outside of the product.
    ExternalDirectory = "external-directory" {
        clouds: &[UsGov], permissions: &[Permission::OpenDirectory], kinds: &[],
        source: "domain/01 §4",
    }
    /// Confirmations of the customer agreement as a resource of the API.
    AttestationResource = "attestation-resource" {
        clouds: &[Public], permissions: &[], kinds: &[],
        source: "domain/01 §4 (dev:agreement-resources)",
    }
}

impl Feature {
    /// Its row of the table.
    pub const fn row(self) -> &'static FeatureRow {
        &FEATURES[self as usize]
    }
}

impl Permission {
    /// The part of the product it belongs to; `None`: one that every edition has.
    pub fn feature(self) -> Option<Feature> {
        let row = FEATURES.iter().find(|row| row.permissions.contains(&self));
        row.map(|row| row.feature)
    }
}

impl Cloud {
    /// Whether this edition has the part.
    pub fn has(self, feature: Feature) -> bool {
        feature.row().clouds.contains(&self)
    }
    /// What this edition lacks for `permission` to be of use to an organisation of this kind.
    pub fn lacks(self, permission: Permission, kind: OrganisationKind) -> Option<Feature> {
        let asks = Feature::RelationshipRequests.row().permissions.contains(&permission);
        let under_provider = asks && kind == IndirectReseller;
        let links = under_provider.then_some(Feature::LinksUnderProvider);
        let needed = permission.feature().into_iter().chain(links);
        self.lacks_kind(kind).into_iter().chain(needed).find(|feature| !self.has(*feature))
    }
    /// What this edition lacks for there to be organisations of this kind.
    pub fn lacks_kind(self, kind: OrganisationKind) -> Option<Feature> {
        let row = FEATURES.iter().find(|row| row.kinds.contains(&kind));
        row.map(|row| row.feature).filter(|feature| !self.has(*feature))
    }
    /// Code of the only country that organisations of this edition are in and sell in, if it is
    /// one (`domain/01` §4, US business address).
    pub const fn country(self) -> Option<&'static str> {
        match self {
            UsGov => Some("US"),
            Public | China => None,
        }
    }
    /// Whether partners are enrolled only after the operator has verified that they serve
    /// authorities (`domain/01` §4, government validation).
    pub const fn verifies_partners(self) -> bool {
        matches!(self, UsGov)
    }
    /// What stands before the path of a personal link, below the base URL (`domain/03`, URL kind by
    /// cloud).
    pub const fn link_prefix(self) -> &'static str {
        match self {
            Public => "",
            UsGov | China => "/n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_feature_finds_its_own_row_and_some_edition_has_it() {
        for row in FEATURES {
            assert_eq!(row.feature.row().name, row.name);
            assert!(!row.clouds.is_empty() && row.clouds.len() < Cloud::ALL.len(), "{}", row.name);
        }
    }

    #[test]
    fn a_permission_belongs_to_one_feature_at_most() {
        let all: Vec<_> = FEATURES.iter().flat_map(|row| row.permissions).collect();
        let names: BTreeSet<_> = all.iter().map(|permission| permission.rule().name).collect();
        assert_eq!(names.len(), all.len());
    }

    #[test]
    fn links_of_national_clouds_are_not_those_of_the_public_one() {
        assert_ne!(Public.link_prefix(), UsGov.link_prefix());
        assert_eq!(China.link_prefix(), UsGov.link_prefix());
    }
}
