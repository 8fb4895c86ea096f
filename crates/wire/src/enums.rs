//! The closed value lists of the wire, spelled as `reference/enums.csv` has them.
//!
//! One client library rejects a whole page for one value it does not know, so nothing is ever added
//! to these lists that the reference does not give that library.

wire_enum! {
    /// How a customer is related to the partner that asks.
    CustomerPartnerRelationship {
        Unknown = "unknown",
        None = "none",
        Reseller = "reseller",
        Advisor = "advisor",
        Syndication = "syndication",
        MicrosoftSupport = "microsoftSupport",
    }
}
wire_enum! {
    /// What a customer is qualified to buy. `CustomerQualification` in the reference.
    Qualification {
        None = "none",
        Education = "education",
        Nonprofit = "nonprofit",
    }
}
wire_enum! {
    /// A qualification with a vetting of its own, as lists of them name it.
    SpecialQualification {
        None = "None",
        Education = "Education",
        Nonprofit = "Nonprofit",
        GovernmentCommunityCloud = "GovernmentCommunityCloud",
        StateOwnedEntity = "StateOwnedEntity",
    }
}
wire_enum! {
    /// What kind of school an education customer is.
    EducationSegment {
        K12 = "K12",
        HigherEducation = "HigherEducation",
    }
}
wire_enum! {
    /// What a list of customers can be searched by.
    CustomerSearchField {
        CompanyName = "CompanyName",
        Domain = "Domain",
        IndirectReseller = "IndirectReseller",
        IndirectCloudSolutionProvider = "IndirectCloudSolutionProvider",
    }
}
wire_enum! {
    /// How another partner is related to the one that asks.
    PartnerRelationshipType {
        IsIndirectResellerOf = "is_indirect_reseller_of",
        IsIndirectCloudSolutionProviderOf = "is_indirect_cloud_solution_provider_of",
    }
}
wire_enum! {
    /// What a list of partner relationships can be searched by.
    PartnerRelationshipSearchField {
        Name = "name",
    }
}
wire_enum! {
    /// How a filter compares.
    FieldFilterOperation {
        Equals = "Equals",
        NotEquals = "NotEquals",
        GreaterThan = "GreaterThan",
        GreaterThanOrEquals = "GreaterThanOrEquals",
        LessThan = "LessThan",
        LessThanOrEquals = "LessThanOrEquals",
        Substring = "Substring",
        And = "And",
        Or = "Or",
        StartsWith = "StartsWith",
        NotStartsWith = "NotStartsWith",
    }
}
wire_enum! {
    /// Which page of a list is wanted.
    SeekOperation {
        Next = "Next",
        Previous = "Previous",
        First = "First",
        Last = "Last",
        PageIndex = "PageIndex",
    }
}
wire_enum! {
    /// In which order a list is answered.
    SortDirection {
        Ascending = "ascending",
        Descending = "descending",
    }
}
wire_enum! {
    /// What kind of thing an activity-log entry is about.
    ResourceType {
        Undefined = "undefined",
        Customer = "customer",
        CustomerUser = "customer_user",
        Order = "order",
        Subscription = "subscription",
        License = "license",
        ThirdPartyAddOn = "third_party_add_on",
        MpnAssociation = "mpn_association",
        Transfer = "transfer",
        Application = "application",
        ApplicationCredential = "application_credential",
        PartnerUser = "partner_user",
        PartnerRelationship = "partner_relationship",
        Referral = "referral",
        SoftwareKey = "software_key",
        SoftwareDownloadLink = "software_download_link",
        CreditLimit = "credit_limit",
        Invoice = "invoice",
        Agreement = "agreement",
    }
}
wire_enum! {
    /// What an activity-log entry says was done.
    OperationType {
        Undefined = "undefined",
        UpdateCustomerQualification = "update_customer_qualification",
        UpdateSubscription = "update_subscription",
        UpgradeSubscription = "upgrade_subscription",
        ConvertTrialSubscription = "convert_trial_subscription",
        AddCustomer = "add_customer",
        UpdateCustomerBillingProfile = "update_customer_billing_profile",
        UpdateCustomerPartnerContractCompanyName = "update_customer_partner_contract_company_Name",
        UpdateCustomerSpendingBudget = "update_Customer_spending_budget",
        DeleteCustomer = "delete_customer",
        RemovePartnerCustomerRelationship = "remove_partner_customer_relationship",
        CreateOrder = "create_order",
        UpdateOrder = "update_order",
        CreateCustomerUser = "create_customer_user",
        DeleteCustomerUser = "delete_customer_user",
        UpdateCustomerUser = "update_customer_user",
        UpdateCustomerUserLicenses = "update_customer_user_licenses",
        ResetCustomerUserPassword = "reset_customer_user_password",
        UpdateCustomerUserPrincipalName = "update_customer_user_principal_name",
        RestoreCustomerUser = "restore_customer_user",
        CreateMpnAssociation = "create_mpn_association",
        UpdateMpnAssociation = "update_mpn_association",
        UpdateSfbCustomerUserLicenses = "update_sfb_customer_user_licenses",
        UpdateTransfer = "update_transfer",
        CreatePartnerRelationship = "create_partner_relationship",
        RegisterApplication = "register_application",
        UnregisterApplication = "unregister_application",
        AddApplicationCredential = "add_application_credential",
        RemoveApplicationCredential = "remove_application_credential",
        CreatePartnerUser = "create_partner_user",
        UpdatePartnerUser = "update_partner_user",
        RemovePartnerUser = "remove_partner_user",
        CreateReferral = "create_referral",
        UpdateReferral = "update_referral",
        GetSoftwareKey = "get_software_key",
        GetSoftwareDownloadLink = "get_software_download_link",
        IncreaseCreditLimit = "increase_credit_limit",
        ReadyInvoice = "ready_invoice",
        CreateAgreement = "create_agreement",
    }
}
wire_enum! {
    /// How an operation of the activity log ended.
    OperationStatus {
        Succeeded = "succeeded",
        Failed = "failed",
        Progress = "progress",
        Decline = "decline",
    }
}
wire_enum! {
    /// What the activity log can be searched by.
    AuditRecordSearchField {
        CompanyName = "CompanyName",
        CustomerId = "CustomerId",
        ResourceType = "ResourceType",
    }
}
wire_enum! {
    /// How an offer is billed.
    BillingType {
        None = "none",
        Usage = "usage",
        License = "license",
    }
}
wire_enum! {
    /// How often an offer is billed.
    BillingCycleType {
        Unknown = "unknown",
        Monthly = "monthly",
        Annual = "annual",
        None = "none",
        OneTime = "one_time",
    }
}
wire_enum! {
    /// The state of a subscription.
    SubscriptionStatus {
        None = "none",
        Active = "active",
        Suspended = "suspended",
        Deleted = "deleted",
    }
}
wire_enum! {
    /// What a customer holds: a subscription or a product key.
    ContractType {
        Subscription = "subscription",
        ProductKey = "productkey",
        RedemptionCode = "redemptioncode",
    }
}
wire_enum! {
    /// The state of an order.
    OrderStatus {
        Unknown = "unknown",
        Completed = "completed",
        Pending = "pending",
        Cancelled = "cancelled",
        Suspended = "suspended",
        PendingReview = "pending review",
        PendingPoUpload = "pending po upload",
        PoUploadComplete = "po upload complete",
        PoReviewRejected = "po review rejected",
        PartialSuccess = "partial success",
        Error = "error",
    }
}
wire_enum! {
    /// Who made an order.
    OrderTransactionType {
        UserPurchase = "UserPurchase",
        SystemPurchase = "SystemPurchase",
        SystemBilling = "SystemBilling",
    }
}
wire_enum! {
    /// What a line of an order does.
    LineItemTransactionType {
        New = "new",
        Renew = "renew",
        AddQuantity = "addQuantity",
        RemoveQuantity = "removeQuantity",
        Cancel = "cancel",
        Convert = "convert",
        CustomerCredit = "customerCredit",
    }
}
wire_enum! {
    /// How much of a subscription is refunded.
    RefundType {
        Partial = "Partial",
        Full = "Full",
    }
}

wire_enum! {
    /// Who may buy by itself.
    SelfServeEntityType {
        Customer = "customer",
    }
}
wire_enum! {
    /// Who lets it.
    GrantorType {
        BillToPartner = "billToPartner",
    }
}
wire_enum! {
    /// What a customer may buy by itself.
    SelfServeResource {
        Reservations = "AzureReservedInstances",
        SavingsPlans = "AzureSavingsPlan",
    }
}
wire_enum! {
    /// What a customer may do by itself.
    SelfServeAction {
        Purchase = "Purchase",
    }
}

wire_enum! {
    /// What an invitation asks for.
    InvitationType {
        Customer = "customer",
        Combined = "combined",
        Partnership = "partnership",
    }
}
wire_enum! {
    /// How far an invitation is.
    InvitationState {
        Draft = "draft",
        Sent = "sent",
        Accepted = "accepted",
        Declined = "declined",
        Expired = "expired",
        Revoked = "revoked",
    }
}
wire_enum! {
    /// The answer to an invitation.
    InvitationAnswerType {
        Accepted = "accepted",
        Declined = "declined",
    }
}
wire_enum! {
    /// What came of a customer of another portal.
    ConnectorOutcome {
        Added = "added",
        Known = "known",
        Refused = "refused",
    }
}
wire_enum! {
    /// How far an import is.
    ImportState {
        Mapping = "mapping",
        Checking = "checking",
        Checked = "checked",
        Running = "running",
        Paused = "paused",
        Done = "done",
        Cancelled = "cancelled",
    }
}
wire_enum! {
    /// What came of a row of an import.
    ImportRowOutcome {
        Ready = "ready",
        Unconfirmed = "unconfirmed",
        Refused = "refused",
        Added = "added",
    }
}
wire_enum! {
    /// What the domain prefix of an imported customer is made from.
    ImportPrefixSource {
        Column = "column",
        Kana = "kana",
        Name = "name",
        Number = "number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_in_every_spelling_and_written_in_one() {
        for text in ["is_add_quantity", "addQuantity", "AddQuantity", "add_quantity"] {
            let read = LineItemTransactionType::read(text);
            assert_eq!(read.is_some(), text != "is_add_quantity", "{text}");
        }
        for text in ["microsoft_support", "microsoftSupport", "MicrosoftSupport"] {
            let read: CustomerPartnerRelationship = serde_json::from_value(text.into()).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), r#""microsoftSupport""#);
        }
        assert_eq!(ContractType::read("product_key"), Some(ContractType::ProductKey));
        assert_eq!(ContractType::ProductKey.text(), "productkey");
        assert_eq!(BillingCycleType::read("OneTime"), Some(BillingCycleType::OneTime));
    }

    #[test]
    fn no_two_values_of_a_list_share_a_spelling() {
        let mut folded: Vec<_> =
            OperationType::TEXTS.iter().map(|t| crate::fold::spelling(t)).collect();
        folded.sort_unstable();
        folded.dedup();
        assert_eq!(folded.len(), OperationType::ALL.len());
    }

    #[test]
    fn an_unknown_value_names_the_values_there_are() {
        let error = serde_json::from_str::<BillingType>(r#""barter""#).unwrap_err().to_string();
        assert!(error.contains("barter") && error.contains("license"), "{error}");
    }
}
