//! The rules a person or a program can break, as data. The sentences are in `locales/*/rules.ftl`.

mod arg;
#[macro_use]
mod declare;
mod problem;

pub use arg::Arg;
pub use problem::{Problem, Severity};

rules! {
    // -- any text
    /// A required field is empty.
    Required => "rule-required" Error;
    /// More characters than the field takes.
    TooLong { max: u32 = 50_u32 } => "rule-too-long" Error;
    /// Characters that the font of printed texts lacks.
    NotPrintable { characters: String = "😀 (U+1F600)" } => "rule-not-printable" Error;
    /// A control character, a mark of writing direction or a character without width.
    ForbiddenCharacter { code: String = "U+202E" } => "rule-forbidden-character" Error;

    // -- company name, `domain/02` Name rules
    /// A name of one character.
    NameOneCharacter => "rule-name-one-character" Error;
    /// A name without a letter or digit.
    NameOnlySymbols => "rule-name-only-symbols" Error;
    /// A name of blanks and tabs.
    NameBlank => "rule-name-blank" Error;
    /// A name that is a legal form and nothing else.
    NameLoneLegalForm { name: String = "Inc." } => "rule-name-lone-legal-form" Error;
    /// A name that ends like an internet address.
    NameEndsLikeDomain { ending: &'static str = ".com" } => "rule-name-ends-like-domain" Warning;
    /// One character three times or more, and nothing else.
    NameRepeatsOneCharacter => "rule-name-repeats-one-character" Warning;
    /// Single characters with blanks between them.
    NameSpelledOut => "rule-name-spelled-out" Warning;
    /// A name that people type to try things out, or where they have none.
    NameLooksLikeTest { word: &'static str = "test" } => "rule-name-looks-like-test" Warning;
    /// A name that may be an acronym or a short form.
    NameMayBeShort => "rule-name-may-be-short" Warning;
    /// A legal form that official papers write out.
    NameAbbreviatesForm { form: &'static str = "(株)", full: &'static str = "株式会社" }
        => "rule-name-abbreviates-form" Note;

    // -- country and address
    /// Not the code of a country or region.
    CountryUnknown => "rule-country-unknown" Error;
    /// A country outside the partner's market.
    CountryOutsideMarket { country: &'static str = "FR" } => "rule-country-outside-market" Error;
    /// Another country than the customer's, which never changes (`domain/04`, May not change).
    CountryFixed { country: &'static str = "JP" } => "rule-country-fixed" Error;
    /// Not one of the country's states; only US, CA, CN and MX have a list.
    StateUnknown { country: &'static str = "US" } => "rule-state-unknown" Error;
    /// The country's addresses name a state.
    StateRequired { country: &'static str = "US" } => "rule-state-required" Error;
    /// The country's addresses have a postal code.
    PostalRequired { country: &'static str = "US", example: &'static str = "98052" } => "rule-postal-required" Error;
    /// A postal code of another format.
    PostalFormat { country: &'static str = "US", example: &'static str = "98052" } => "rule-postal-format" Error;
    /// Of the country's format, but in no table of postal codes: a new one, or a slip.
    PostalUnknown { country: &'static str = "JP", code: String = "100-9999" } => "rule-postal-unknown" Warning;
    /// State or city are not those of the postal code.
    AddressDiffers {
        country: &'static str = "JP", code: String = "100-0005", place: String = "東京都千代田区"
    }
        => "rule-address-differs" Warning;
    /// Street, town or number are missing.
    AddressIncomplete => "rule-address-incomplete" Warning;
    /// Nothing is known about places of the country.
    AddressNotChecked => "rule-address-not-checked" Note;

    // -- registration id and contact
    /// The country asks for a company registration id: error 600049.
    RegistrationMissing { kind: &'static str = "cnpj", example: &'static str = "12.345.678/0001-95" }
        => "rule-registration-missing" Error;
    /// A company registration id of another format: error 600050.
    RegistrationFormat { kind: &'static str = "inn", example: &'static str = "01234567" }
        => "rule-registration-format" Error;
    /// The country asks for a phone number: error 600051.
    PhoneMissing { example: &'static str = "+36 1 234 5678" } => "rule-phone-missing" Error;
    /// Not a phone number of the country.
    PhoneFormat { example: &'static str = "03-1234-5678" } => "rule-phone-format" Error;
    /// Not an e-mail address.
    EmailFormat => "rule-email-format" Error;
    /// An address in the operator's own domain.
    EmailOperatorDomain { domain: String = "operator.example" } => "rule-email-operator-domain" Error;
    /// An address in the partner's own domain.
    EmailPartnerDomain { domain: String = "partner.example" } => "rule-email-partner-domain" Error;
    /// An education customer with an address of a free-mail service or of a tenant domain.
    EmailFreeForEducation { domain: String = "mail.example" } => "rule-email-free-for-education" Error;
    /// An education customer without a segment.
    EducationSegmentMissing => "rule-education-segment-missing" Error;
    /// An education customer without a website.
    EducationWebsiteMissing => "rule-education-website-missing" Error;
    /// Not an address of a website.
    WebsiteFormat => "rule-website-format" Error;

    // -- domain, language, qualification, tags, reseller
    /// Something else than letters and digits, or too long.
    DomainPrefixFormat { max: u32 = 27_u32 } => "rule-domain-prefix-format" Error;
    /// A domain prefix that some customer already has.
    DomainPrefixTaken { prefix: String = "contoso" } => "rule-domain-prefix-taken" Error;
    /// A domain prefix that a customer has whom the partner does not serve, and may ask.
    DomainPrefixKnown { prefix: String = "contoso" } => "rule-domain-prefix-known" Error;
    /// A domain prefix that another customer of the partner has.
    DomainPrefixOwn { name: String = "Contoso", customer: String = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f" }
        => "rule-domain-prefix-own" Error;
    /// A customer of the partner has the same registration id, or the same name at the same place.
    CustomerKnownHere { name: String = "Contoso", customer: String = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f" }
        => "rule-customer-known-here" Warning;
    /// The same, but of a customer that the partner does not serve.
    CustomerKnownElsewhere => "rule-customer-known-elsewhere" Warning;
    /// A company like the one that is to begin from a link is a customer already.
    OrganisationKnown => "rule-organisation-known" Warning;
    /// An indirect reseller's connector names a customer it does not serve here.
    CustomerToInvite => "rule-customer-to-invite" Error;
    /// A customer that is here already, by its id on another portal.
    SourceKnown { source: String = "Web direct" } => "rule-source-known" Error;
    /// A culture the country does not offer.
    CultureUnknown { country: &'static str = "JP" } => "rule-culture-unknown" Error;
    /// A language the country does not offer.
    LanguageUnknown { country: &'static str = "JP" } => "rule-language-unknown" Error;
    /// A qualification this partner cannot give, such as government cloud without being qualified.
    QualificationNotOffered => "rule-qualification-not-offered" Error;
    /// This edition has no special qualifications (`domain/01` §4).
    QualificationNotInEdition => "rule-qualification-not-in-edition" Error;
    /// The customer has the qualification, or it is being reviewed.
    QualificationHeld => "rule-qualification-held" Error;
    /// The customer has another one that does not go together with it.
    QualificationNotCombined => "rule-qualification-not-combined" Error;
    /// More tags than a customer may have.
    TooManyTags { max: u32 = 150_u32 } => "rule-too-many-tags" Error;
    /// Tags of somebody who may not tag customers (`domain/04`, Tags).
    TagsNotAllowed => "rule-tags-not-allowed" Error;
    /// A tag that is too long.
    TagTooLong { tag: String = "wholesale", max: u32 = 50_u32 } => "rule-tag-too-long" Error;
    /// Not a reseller with an active partnership.
    ResellerUnknown => "rule-reseller-unknown" Error;
    /// A provider has not said whether there is a reseller.
    ResellerMissing => "rule-reseller-missing" Error;

    // -- agreement, `domain/02` Agreement
    /// Neither the partner's attestation nor direct acceptance was chosen.
    AgreementChoiceMissing => "rule-agreement-choice-missing" Error;
    /// A box that has to be ticked is not.
    NotTicked => "rule-not-ticked" Error;
    /// Nothing of a list is chosen.
    NothingChosen => "rule-nothing-chosen" Error;
    /// An attestation without the box being ticked.
    AgreementNotAttested => "rule-agreement-not-attested" Error;
    /// An attestation without a date.
    AgreementDateMissing => "rule-agreement-date-missing" Error;
    /// A date after today.
    AgreementDateInFuture { today: String = "2026-11-21" } => "rule-agreement-date-in-future" Error;
    /// A date before the agreement's text was in force.
    AgreementDateTooEarly { from: String = "2024-04-01" } => "rule-agreement-date-too-early" Error;
    /// Not a date.
    NotADate { example: &'static str = "2026-11-21" } => "rule-not-a-date" Error;
    /// The signer's name or e-mail address is missing.
    SignerMissing => "rule-signer-missing" Error;
    /// The same attestation is on record: error 600061.
    AgreementDuplicate => "rule-agreement-duplicate" Error;
    /// The template is not the latest one.
    AgreementTemplateOutdated => "rule-agreement-template-outdated" Error;
    /// No template of the customer's country has the id.
    AgreementTemplateUnknown => "rule-agreement-template-unknown" Error;
    /// The customer bought through the partner before it was asked: it cannot accept by itself.
    AgreementCustomerHasBought => "rule-agreement-customer-has-bought" Error;
    /// The customer's permissions to buy by itself exist already: error 600041.
    PurchasePermissionsExist => "rule-purchase-permissions-exist" Error;
    /// More wizards under way than one person may have.
    TooManyDrafts { max: u32 = 50_u32 } => "rule-too-many-drafts" Error;
    /// More saved views of the list than a person can have.
    TooManyViews { max: u32 = 20_u32 } => "rule-too-many-views" Error;

    // -- choosing offers, `domain/02` Subscriptions step
    /// A number of licences outside the offer's limits: error 2002.
    LicenceCountOutOfRange { min: u32 = 1_u32, max: u32 = 300_u32 }
        => "rule-licence-count-out-of-range" Error;
    /// Not a whole number.
    LicenceCountNotWhole { min: u32 = 1_u32, max: u32 = 300_u32 }
        => "rule-licence-count-not-whole" Error;
    /// A number of licences for what is billed by use.
    UsageWithoutCount { offer: String = "Cloud Platform" } => "rule-usage-without-count" Error;
    /// The offer is not billed like this: error 6001.
    BillingCycleNotOffered { offer: String = "Compliance Vault", cycle: &'static str = "annual" }
        => "rule-billing-cycle-not-offered" Error;
    /// A trial of what the customer has already.
    TrialOfOwned { offer: String = "Business Basic trial" } => "rule-trial-of-owned" Error;
    /// The customer has as many subscriptions of the offer as it may have.
    OfferLimitReached { offer: String = "Business Basic", max: u32 = 1_u32 }
        => "rule-offer-limit-reached" Error;
    /// The offer is not sold, or not in the partner's and the customer's country.
    OfferUnavailable { offer: String = "Business Basic" } => "rule-offer-unavailable" Error;
    /// An add-on without the subscription it extends: error 400041.
    AddOnWithoutBase { offer: String = "Extra Storage" } => "rule-add-on-without-base" Error;
    /// More lines than an order takes.
    TooManyLines { max: u32 = 100_u32 } => "rule-too-many-lines" Error;
    /// Two lines of an order with one number.
    LineNumberRepeated { number: u32 = 0_u32 } => "rule-line-number-repeated" Error;
    /// Who takes part in no way that lets it be a reseller: error 2204.
    ResellerNotEnrolled => "rule-reseller-not-enrolled" Error;
    /// A reseller in a country where the provider does not sell: error 2201.
    ResellerOutsideMarket { country: String = "FR" } => "rule-reseller-outside-market" Error;
    /// Not a provider that may begin partnerships now.
    ProviderInactive => "rule-provider-inactive" Error;
    /// Not the digits of a partner network ID.
    NetworkIdFormat => "rule-network-id-format" Error;
    /// A partner network ID that another partner has.
    NetworkIdTaken => "rule-network-id-taken" Error;
    /// Something there is in a sandbox only: error 6004.
    SandboxOnly => "rule-sandbox-only" Error;
    /// A sandbox has as many resellers to try things out with as it may: error 800018.
    SandboxLimitReached { max: u32 = 5_u32 } => "rule-sandbox-limit-reached" Error;
    /// A reseller that still has customers: error 6003.
    SandboxResellerInUse => "rule-sandbox-reseller-in-use" Error;
    /// A provider named itself where its reseller belongs: error 2072.
    ProviderAsReseller => "rule-provider-as-reseller" Error;

    // -- verification, `domain/02` After creation
    /// Somebody has decided already.
    ReviewDecided => "rule-review-decided" Error;
    /// A file that is neither a PDF document nor a PNG or JPEG picture.
    FileKind => "rule-file-kind" Error;
    /// A file of more megabytes than are kept.
    FileTooLarge { max: u32 = 5_u32 } => "rule-file-too-large" Error;
    /// More files than one review takes.
    TooManyFiles { max: u32 = 10_u32 } => "rule-too-many-files" Error;

    // -- publishing a version of the agreement
    /// Typed codes that are none of a country.
    VersionCountryUnknown { codes: String = "XX" } => "rule-version-country-unknown" Error;
    /// A day before today.
    DateInPast { today: String = "2026-11-21" } => "rule-date-in-past" Error;

    // -- refusals of orders, `domain/05` Pre-checks
    /// The customer agreement is not confirmed: error 13605.
    AgreementNotConfirmed => "rule-agreement-not-confirmed" Error;
    /// The partner has not signed its own agreement: error 900124.
    PartnerAgreementUnsigned => "rule-partner-agreement-unsigned" Error;
    /// The reseller has not signed its own agreement: error 900123.
    ResellerAgreementUnsigned => "rule-reseller-agreement-unsigned" Error;
    /// The customer is still being vetted: errors 800073 and 800074.
    CustomerUnderReview => "rule-customer-under-review" Error;
    /// The vetting of the customer ended with a no: error 800075.
    CustomerNotAllowed => "rule-customer-not-allowed" Error;
    /// The customer's type may not buy the offer (`domain/05`, customer types).
    QualificationForbidsOffer { offer: String = "Faculty A1" }
        => "rule-qualification-forbids-offer" Error;
    /// The partner may not buy at present.
    PartnerRestricted => "rule-partner-restricted" Error;
    /// The order would exceed the credit limit: error 900121.
    CreditLimitExceeded { available: String = "1200.00", currency: String = "USD" }
        => "rule-credit-limit-exceeded" Error;
    /// No relationship with the customer that allows it.
    RelationshipMissing => "rule-relationship-missing" Error;
    /// The partner has the customer as an indirect reseller only: a provider sells to it.
    SoldByProvider => "rule-sold-by-provider" Error;

    // -- organisations: their edition (`domain/01` §4) and their state (§1)
    /// There are no organisations of this kind in this edition.
    KindNotInEdition => "rule-kind-not-in-edition" Error;
    /// Organisations of this edition are, and sell, in one country only.
    CountryNotInEdition { country: String = "US" } => "rule-country-not-in-edition" Error;
    /// The operator has not verified that the partner serves authorities.
    PartnerNotVerified => "rule-partner-not-verified" Error;
    /// The organisation of the caller is suspended.
    PartnerSuspended => "rule-partner-suspended" Error;
    /// The organisation is in this state already, for this reason.
    PartnerStateUnchanged => "rule-partner-state-unchanged" Error;

    // -- any request
    /// The signed-in person's roles do not allow it: error 900150.
    RoleLacksRights => "rule-role-lacks-rights" Error;
    /// A program called without a signed-in person.
    UserTokenNeeded => "rule-user-token-needed" Error;
    /// The person signed in without a second factor.
    MfaNeeded => "rule-mfa-needed" Error;
    /// Somebody changed the record in between.
    StaleEtag => "rule-stale-etag" Error;
    /// A request id that came before with another content.
    RequestIdReused => "rule-request-id-reused" Error;
    /// Nothing there, or nothing this principal may see.
    NotFound => "rule-not-found" Error;
    // -- signing in
    /// The name or the password is wrong; which one is not said.
    SignInWrong => "rule-sign-in-wrong" Error;
    /// Not the code the authenticator shows now, or one that was used before.
    CodeWrong => "rule-code-wrong" Error;
    /// Not a code that a program of the reader's organisation shows.
    DeviceCodeWrong => "rule-device-code-wrong" Error;
    /// A program's code that has ended or been answered.
    DeviceCodeEnded => "rule-device-code-ended" Error;
    /// A second factor is set up already.
    AlreadyEnrolled => "rule-already-enrolled" Error;
    /// Fewer characters than the field needs.
    TooShort { min: u32 = 12_u32 } => "rule-too-short" Error;
    /// Not the present password.
    PasswordWrong => "rule-password-wrong" Error;
    /// A new password and its repetition.
    PasswordsDiffer => "rule-passwords-differ" Error;
    /// The new password is the old one.
    PasswordUnchanged => "rule-password-unchanged" Error;

    // -- the life of a subscription, `domain/05`
    /// It is deleted.
    SubscriptionOver => "rule-subscription-over" Error;
    /// An add-on does not go on without the subscription it adds to.
    BaseSuspended { name: String = "Business Basic" } => "rule-base-suspended" Error;

    // -- ending a relationship, `domain/03` Removing
    /// A subscription is still active.
    SubscriptionsActive => "rule-subscriptions-active" Error;

    // -- invitations, `domain/03` Invitation
    /// A text without the personal link: nobody could answer it.
    InvitationLinkMissing => "rule-invitation-link-missing" Error;
    /// Answered, or taken back.
    InvitationEnded => "rule-invitation-ended" Error;
    /// Ninety days have passed.
    InvitationExpired => "rule-invitation-expired" Error;
    /// Who asks cannot take on anybody at present.
    InvitationNotNow => "rule-invitation-not-now" Error;
    /// A link that everybody can use, read by a customer whose relationship has ended.
    InvitationParted => "rule-invitation-parted" Error;
    /// Asked of another kind of organisation than the reader's.
    InvitationOtherKind => "rule-invitation-other-kind" Error;
    /// More invitations than a partner may have open.
    TooManyInvitations { max: u32 = 5000_u32 } => "rule-too-many-invitations" Error;
    /// Not an indirect provider with an active partnership.
    ProviderUnknown => "rule-provider-unknown" Error;
    // -- granular delegated administration, `domain/03` What a relation allows
    /// A name another relationship or group of the partner has.
    AdminNameTaken { name: String = "Service desk" } => "rule-admin-name-taken" Error;
    /// A duration outside what is offered.
    DaysOutOfRange { min: u32 = 1_u32, max: u32 = 730_u32 } => "rule-days-out-of-range" Error;
    /// Auto-extend with the role of global administrator.
    AutoExtendGlobalAdmin => "rule-auto-extend-global-admin" Error;
    /// Not a role of the directory.
    DirectoryRoleUnknown { role: String = "king" } => "rule-directory-role-unknown" Error;
    /// Roles that are not among those of the relationship.
    RolesNotGranted => "rule-roles-not-granted" Error;
    /// What was asked for does not go with how far the relationship is.
    AdminRelationshipNotNow => "rule-admin-relationship-not-now" Error;
    /// More open requests or groups than a partner may have.
    TooManyOpen { max: u32 = 500_u32 } => "rule-too-many-open" Error;
    /// The group has roles of this relationship already.
    GroupAssignedAlready => "rule-group-assigned-already" Error;
    /// A group that still has roles somewhere.
    GroupInUse => "rule-group-in-use" Error;
    /// Not a group of the partner.
    GroupUnknown => "rule-group-unknown" Error;
    /// Not an active user of the partner.
    MemberUnknown => "rule-member-unknown" Error;

    // -- a partner's own users
    /// A sign-in name somebody already has.
    UserNameTaken { name: String = "hanako@partner.example" } => "rule-user-name-taken" Error;
    /// A sign-in name outside the organisation's domain.
    UserNameDomain { domain: String = "partner.example" } => "rule-user-name-domain" Error;
    /// The last active global administrator cannot be taken away.
    LastGlobalAdmin => "rule-last-global-admin" Error;
    /// A role that people of this kind of organisation cannot hold.
    RoleNotOffered => "rule-role-not-offered" Error;

    // -- importing customers: the file
    /// A file without a header and a row below it.
    ImportFileEmpty => "rule-import-file-empty" Error;
    /// Neither a table of text nor a workbook.
    ImportFileBroken => "rule-import-file-broken" Error;
    /// A workbook of the format before `.xlsx`.
    ImportFileOldWorkbook => "rule-import-file-old-workbook" Error;
    /// Text in an encoding that is not read.
    ImportEncodingUnknown => "rule-import-encoding-unknown" Error;
    /// A file of too many bytes, packed or unpacked.
    ImportFileTooLarge { max: u32 = 10_u32 } => "rule-import-file-too-large" Error;
    /// More rows than an import takes.
    ImportTooManyRows { max: u32 = 50_000_u32 } => "rule-import-too-many-rows" Error;
    /// More columns than an import takes.
    ImportTooManyColumns { max: u32 = 60_u32 } => "rule-import-too-many-columns" Error;
    /// A cell that is too long.
    ImportCellTooLong { row: u32 = 17_u32, max: u32 = 2000_u32 }
        => "rule-import-cell-too-long" Error;
    /// More imports than a partner may keep.
    TooManyImports { max: u32 = 100_u32 } => "rule-too-many-imports" Error;
    /// What was asked for does not go with how far the import is.
    ImportNotNow => "rule-import-not-now" Error;

    // -- importing customers: a row
    /// More cells than the header has.
    ImportRowTooLong => "rule-import-row-too-long" Error;
    /// An earlier row has the domain prefix.
    DomainPrefixRepeated { prefix: String = "contoso", row: u32 = 17_u32 }
        => "rule-domain-prefix-repeated" Error;
    /// An earlier row has the name and the postal code.
    CustomerRepeated { row: u32 = 17_u32 } => "rule-customer-repeated" Warning;
    /// An earlier row has the registration id.
    RegistrationRepeated { row: u32 = 17_u32 } => "rule-registration-repeated" Warning;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const LOCALES: [(&str, &str); 2] = [
        ("en", include_str!("../../../locales/en/rules.ftl")),
        ("ja", include_str!("../../../locales/ja/rules.ftl")),
    ];

    fn message<'a>(file: &'a str, key: &str) -> Option<&'a str> {
        let start = file.find(&format!("\n{key} ="))? + 1;
        let end = file[start..].find("\nrule-").map_or(file.len(), |end| start + end);
        Some(&file[start..end])
    }

    #[test]
    fn every_rule_has_a_message_in_both_languages_that_uses_only_its_arguments() {
        for rule in Rule::all_examples() {
            for (lang, file) in LOCALES {
                let Some(message) = message(file, rule.key()) else {
                    panic!("{lang}: no message {}", rule.key());
                };
                let args = rule.args();
                for used in message.split('$').skip(1) {
                    let name: String = used.chars().take_while(char::is_ascii_lowercase).collect();
                    assert!(
                        args.iter().any(|(arg, _)| *arg == name),
                        "{lang} {}: ${name}",
                        rule.key()
                    );
                }
            }
        }
    }

    #[test]
    fn no_message_is_without_its_rule_and_no_two_rules_share_one() {
        let rules = Rule::all_examples();
        let keys: BTreeSet<_> = rules.iter().map(Rule::key).collect();
        assert_eq!(keys.len(), rules.len());
        for (lang, file) in LOCALES {
            let ids = file.lines().filter(|line| line.starts_with("rule-"));
            for id in ids.filter_map(|line| line.split(" =").next()) {
                assert!(keys.contains(id), "{lang}: {id}");
            }
        }
    }

    #[test]
    fn a_rule_hands_its_data_to_the_message() {
        let rule = Rule::TagTooLong { tag: "x".to_owned(), max: 50 };
        let expected = [("tag", Arg::Text("x".to_owned())), ("max", Arg::Number(50))];
        assert_eq!(rule.args(), expected);
        assert_eq!(Rule::Required.args(), []);
    }

    #[test]
    fn a_warning_stops_until_it_is_confirmed_and_a_note_never_does() {
        let problem = |rule| [Problem::new("company-name", rule)];
        let cases = [
            (Rule::AddressNotChecked, false, false),
            (Rule::NameMayBeShort, true, false),
            (Rule::NameBlank, true, true),
        ];
        for (rule, unconfirmed, confirmed) in cases {
            let problems = problem(rule);
            assert_eq!(Problem::stop(&problems, false), unconfirmed, "{problems:?}");
            assert_eq!(Problem::stop(&problems, true), confirmed, "{problems:?}");
        }
        assert!(!Problem::stop(&[], false));
    }
}
