//! Roles of a customer's directory that a partner can ask for.

/// One line a role: the id every directory has for it, and its name in storage and in message ids.
macro_rules! directory_roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal, $template:literal;)+) => {
        /// A role of a customer's directory.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DirectoryRole { $($(#[$doc])* $role),+ }

        impl DirectoryRole {
            /// Every role, the least powerful of a kind first.
            pub const ALL: &'static [Self] = &[$(Self::$role),+];
            /// The name in storage and in message ids.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name),+ }
            }
            /// The well-known id of its template, the same in every directory.
            pub const fn template(self) -> &'static str {
                match self { $(Self::$role => $template),+ }
            }
        }
    };
}

directory_roles! {
    /// Reads basic information.
    DirectoryReader = "directory-reader", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    /// Reads everything.
    GlobalReader = "global-reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    /// Reads reports of use.
    ReportsReader = "reports-reader", "4a5d8f65-41da-4de4-8968-e035b65339cf";
    /// Reads announcements.
    MessageReader = "message-reader", "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b";
    /// Reads security settings and reports.
    SecurityReader = "security-reader", "5d6b6bb7-de71-4623-b4af-96380a352509";
    /// Files service requests.
    ServiceSupportAdmin = "service-support-admin", "f023fd81-a637-4b56-95fd-791ac0226033";
    /// Resets passwords of people without a role, and files service requests.
    HelpdeskAdmin = "helpdesk-admin", "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    /// Resets passwords of people without a role.
    PasswordAdmin = "password-admin", "966707d0-3269-4727-9be2-8c3a10f19b9d";
    /// Assigns licences.
    LicenceAdmin = "licence-admin", "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
    /// Creates people and groups.
    DirectoryWriter = "directory-writer", "9360feb5-f418-4baa-8175-e2a00bac4301";
    /// Manages groups.
    GroupsAdmin = "groups-admin", "fdd7a751-b60b-444a-984c-02652fe8fa1c";
    /// Manages people.
    UserAdmin = "user-admin", "fe930be7-5e62-47db-91af-98c3a49a38b1";
    /// Buys and pays.
    BillingAdmin = "billing-admin", "b0f54661-2d74-4c50-afa3-1ec803f12efe";
    /// Manages mail.
    MailAdmin = "mail-admin", "29232cdf-9323-42fd-ade2-1d097af3e4de";
    /// Manages chats and meetings.
    MeetingsAdmin = "meetings-admin", "69091246-20e8-4a56-aa4d-066075b2a7a8";
    /// Manages sites and files.
    SitesAdmin = "sites-admin", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c";
    /// Manages devices.
    DeviceAdmin = "device-admin", "3a2c62db-5318-420d-8d74-23affee5d9d5";
    /// Manages domain names.
    DomainAdmin = "domain-admin", "8329153b-31d0-4727-b945-745eb3bc5f31";
    /// Manages applications in the cloud.
    CloudApplicationAdmin = "cloud-application-admin", "158c047a-c907-4556-b7ef-446551a6b5f7";
    /// Manages all applications.
    ApplicationAdmin = "application-admin", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    /// Manages compliance.
    ComplianceAdmin = "compliance-admin", "17315797-102d-40b4-93e0-432062caca18";
    /// Manages security.
    SecurityAdmin = "security-admin", "194ae4cb-b126-40b2-bd5b-6091b380977d";
    /// Resets everybody's password, administrators' too.
    PrivilegedAuthenticationAdmin = "privileged-authentication-admin", "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
    /// Everything. With it nothing is extended by itself.
    GlobalAdmin = "global-admin", "62e90394-69f5-4237-9190-012177145e10";
}

impl DirectoryRole {
    /// The role of a name or of a template id.
    pub fn parse(text: &str) -> Option<Self> {
        let meant = |role: &Self| role.name() == text || role.template().eq_ignore_ascii_case(text);
        Self::ALL.iter().copied().find(meant)
    }
    /// Reads what [`DirectoryRole::to_stored`] wrote.
    pub(super) fn parse_all(stored: &str) -> Option<Vec<Self>> {
        stored.split_whitespace().map(Self::parse).collect()
    }
    /// As stored: names with spaces between.
    pub(super) fn to_stored(roles: &[Self]) -> String {
        roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_its_name_and_by_its_template() {
        let mut templates = std::collections::BTreeSet::new();
        for role in DirectoryRole::ALL {
            assert_eq!(DirectoryRole::parse(role.name()), Some(*role));
            assert_eq!(DirectoryRole::parse(&role.template().to_uppercase()), Some(*role));
            assert!(templates.insert(role.template()), "{role:?}");
        }
        let all = DirectoryRole::to_stored(DirectoryRole::ALL);
        assert_eq!(DirectoryRole::parse_all(&all).as_deref(), Some(DirectoryRole::ALL));
        assert_eq!(DirectoryRole::parse_all("global-admin king"), None);
    }
}
