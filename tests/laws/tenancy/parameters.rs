//! What the parameters of requests name, and so who can see it. One line each.

use super::world::Relation;
use Parameter::{
    AdminLink, AdminRelationship, Assignment, AuditRecord, Customer, Document, Draft, Group,
    Import, Invitation, Job, Link, Logged, Mail, Order, Organisation, Partner,
    PartnershipInvitation, Provider, Public, Reseller, Review, SandboxReseller, Subscription,
    Tenant, User,
};

/// What a parameter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Parameter {
    Customer,
    Order,
    Subscription,
    /// What a partner added to a review of its customer.
    Document,
    AuditRecord,
    /// Of one person, not of the whole organisation.
    Draft,
    User,
    Mail,
    Import,
    /// What the operator decides about a customer of any partner, and what the partner adds to it.
    Review,
    /// A customer in one's own log, which remembers those whose relationship has ended.
    Logged,
    /// A change of many customers.
    Job,
    /// Through whom a provider sells.
    Reseller,
    /// One that a provider made to try things out with.
    SandboxReseller,
    /// With whom a reseller sells together.
    Provider,
    /// Who sells to the customer that asks.
    Partner,
    /// A partner of the programme, as the operator sees all of them.
    Organisation,
    /// By which a partner asks customers.
    Invitation,
    /// By which a provider asks resellers.
    PartnershipInvitation,
    /// The personal link of an invitation: whoever holds it may open it.
    Link,
    /// What a partner asks for in a customer's directory, and the customer answers.
    AdminRelationship,
    /// The link to one: only for the customer that is asked.
    AdminLink,
    /// What a group of the partner has of it.
    Assignment,
    /// A group of a partner's people.
    Group,
    /// The organisation whose pages or tokens they are.
    Tenant,
    /// The same for everybody: offers, templates, domains, help.
    Public,
}

/// Parameters of paths: the name, a part of the path it stands in, what it names. The first line
/// that fits counts.
const OF_PATHS: &[(&str, &str, Parameter)] = &[
    ("tenant", "", Tenant),
    ("customer_id", "", Customer),
    ("policy_id", "", Customer),
    ("id", "/customers/{id}", Customer),
    ("id", "/users/{id}", User),
    ("id", "/mailbox/{id}", Mail),
    ("order_id", "", Order),
    ("order", "", Order),
    ("subscription_id", "", Subscription),
    ("audit_record_id", "", AuditRecord),
    ("draft", "", Draft),
    ("import", "", Import),
    ("import_id", "", Import),
    ("document", "", Document),
    ("review", "", Review),
    ("file", "/reviews/{review}", Document),
    ("subscription", "", Subscription),
    ("reseller", "/resellers/{reseller}/delete", SandboxReseller),
    ("reseller", "/resellers/{reseller}/password", SandboxReseller),
    ("reseller", "", Reseller),
    ("reseller_id", "/relationships/", Reseller),
    ("reseller_id", "", SandboxReseller),
    ("partner", "", Partner),
    ("partner_id", "", Partner),
    ("invitation", "/partnership-requests/", PartnershipInvitation),
    ("invitation", "", Invitation),
    ("invitation_id", "/partnershipinvitations/", PartnershipInvitation),
    ("invitation_id", "", Invitation),
    ("token", "/i/", Link),
    ("organization_id", "", Organisation),
    ("id", "/organisations/{id}", Organisation),
    ("token", "/a/", AdminLink),
    ("relationship", "", AdminRelationship),
    ("relationship_id", "", AdminRelationship),
    ("assignment", "", Assignment),
    ("assignment_id", "", Assignment),
    ("group", "", Group),
    ("group_id", "", Group),
    ("program_name", "", Public),
    ("offer_id", "", Public),
    ("template_id", "", Public),
    ("template", "", Public),
    ("domain", "", Public),
    ("topic", "", Public),
    ("country_iso2", "", Public),
];

/// What requests name beside their path, where the path alone would name nothing: the query of a
/// `GET`, the fields of a form, the body of an operation. In angle brackets: a line of [`OF_FIELDS`].
pub(super) const SENT: &[(&str, &str)] = &[
    ("GET /v1/offers", "country=JP"),
    ("GET /v1/offercategories", "country=JP"),
    ("GET /v1/offers/{offer_id}", "country=JP"),
    ("GET /v1/offers/{offer_id}/addons", "country=JP"),
    ("GET /v1/agreementtemplates/{template_id}/document", "country=JP&language=ja-JP"),
    (
        "GET /v1/customers",
        r#"filter={"Field":"IndirectReseller","Value":"<reseller>","Operator":"equals"}"#,
    ),
    ("GET /v1/customers", "size=10"),
    (
        "GET /v1/auditrecords",
        r#"filter={"Field":"CustomerId","Value":"<logged>","Operator":"equals"}"#,
    ),
    ("GET /v1/auditrecords", "size=10"),
    ("GET /v1/customers/{customer_id}/subscriptions", "order_id=<order>"),
    ("GET /v1/customers/{customer_id}/subscriptions", "mpn_id=4100004"),
    ("GET /v1/SelfServePolicy", "entity_id=<customer>"),
    (
        "POST /v1/SelfServePolicy",
        r#"{"selfServeEntity":{"tenantId":"<customer>"},"permissions":[]}"#,
    ),
    (
        "PUT /v1/SelfServePolicy",
        r#"{"selfServeEntity":{"tenantId":"<customer>"},"permissions":[]}"#,
    ),
    ("POST /v1/connectors/customers", r#"{"source":"x","customers":[]}"#),
    ("POST /v1/customers", r#"{"associatedPartnerId":"<reseller>"}"#),
    (
        "POST /v1/customers/{customer_id}/orders",
        r#"{"billingCycle":"monthly","lineItems":[{"lineItemNumber":0,"quantity":1,
        "offerId":"10000000-0000-4000-8000-000000000003","parentSubscriptionId":"<subscription>"}]}"#,
    ),
    ("PATCH /v1/customers/{customer_id}/subscriptions/{subscription_id}", "{}"),
    (
        "PATCH /v1/customers/{customer_id}/subscriptions/{subscription_id}",
        r#"{"partnerId":"<reseller>"}"#,
    ),
    ("GET /v1/relationships", "relationship_type=IsIndirectCloudSolutionProviderOf"),
    ("GET /v1/relationships", "relationship_type=IsIndirectResellerOf"),
    // How any organisation stands as a reseller, a provider may know: domain/03.
    ("GET /v1/compliance/{program_name}/agreementstatus", "mpnId=4100004"),
    ("GET /v1/customers/relationshiprequests", "indirectCloudSolutionProviderId=<provider>"),
    ("POST /v1/invitations", r#"{"invitationType":"combined","providerId":"<provider>"}"#),
    ("GET /v1/customers/relationshiprequests", "indirectResellerId=<reseller>"),
    ("PUT /v1/customers/{customer_id}/relationships", r#"{"id":"<reseller>"}"#),
    ("POST /v1/invitations/lookups", r#"{"url":"<link>"}"#),
    ("POST /v1/partnershipinvitations/lookups", r#"{"url":"<link>"}"#),
    ("POST /v1/invitations/answers", r#"{"url":"<link>","answer":"accepted"}"#),
    ("POST /v1/partnershipinvitations/answers", r#"{"url":"<link>","answer":"accepted"}"#),
    ("GET /v1/tenantRelationships/delegatedAdminRelationships", "customerId=<customer>"),
    ("GET /v1/tenantRelationships/delegatedAdminRelationships", "size=10"),
    (
        "POST /v1/tenantRelationships/delegatedAdminRelationships",
        r#"{"displayName":"x","customer":{"tenantId":"<customer>"},"accessDetails":
        {"unifiedRoles":[{"roleDefinitionId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"}]}}"#,
    ),
    (
        "POST /v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/requests",
        r#"{"action":"terminate"}"#,
    ),
    (
        "POST /v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/accessAssignments",
        r#"{"accessContainer":{"accessContainerId":"<group>"}}"#,
    ),
    ("GET /p/{tenant}/customers", "q=<customer>&search-by=id"),
    ("GET /p/{tenant}/customers", "reseller=<reseller>"),
    ("GET /p/{tenant}/customers", "q=himitsu"),
    ("GET /p/{tenant}/customers", "bulk=<job>"),
    ("GET /p/{tenant}/palette", "q=himitsu"),
    ("GET /p/{tenant}/activity", "q=<logged>"),
    ("GET /p/{tenant}/activity", "q=himitsu"),
    ("GET /p/{tenant}/customers/tags", "customer=<customer>"),
    ("POST /p/{tenant}/customers/tags", "customer=<customer>&add-tags=x"),
    ("POST /p/{tenant}/customers/tags/undo", "job=<job>"),
    ("POST /p/{tenant}/customers/{id}/verification", "review=<review>"),
    ("POST /p/{tenant}/customers/{id}/verification/again", "review=<review>"),
    ("POST /p/{tenant}/customers/{id}/history/undo", "event=<event>&etag=-1"),
    ("POST /p/{tenant}/customers/{id}/reseller/change", "reseller=<reseller>&confirmed=on&etag=-1"),
    ("POST /p/{tenant}/customers/new/{draft}/reseller", "reseller=<reseller>&base=-1"),
    (
        "POST /p/{tenant}/customers/{id}/subscriptions/{subscription}/reseller",
        "reseller=<reseller>&confirmed=on&etag=-1",
    ),
    ("POST /p/{tenant}/requests/new", "provider=<provider>&text-language=ja"),
    ("GET /p/{tenant}/admin-relationships/new", "customer=<customer>"),
    (
        "POST /p/{tenant}/admin-relationships",
        "customer=<customer>&admin-name=y&admin-days=30&role-directory-reader=on",
    ),
    (
        "POST /p/{tenant}/admin-relationships/{relationship}/assignments",
        "admin-group=<group>&role-directory-reader=on",
    ),
    ("POST /p/{tenant}/reviews", "review=<review>"),
    ("POST /p/{tenant}/reviews/{review}", "verdict=nonsense"),
];

/// Fields, queries and members that name nothing which belongs to anybody.
pub(super) const PLAIN: &str = "\
    absent accepted accountId admin-approved agreement-attested agreement-date \
    agreementTemplateId agreementType all alternateId answer applicationId as-of auto-extend \
    availabilityId back billing billingType body category check city client_id code code_challenge \
    code_challenge_method column columns commerceId confirm correlation_id countries customerId \
    cycle delegated-admin dir do domain domain-prefix done download drafts \
    dualRoleIndirectRelationship effective-from endDate entitlementId field fileName group-name \
    include_price indirectResellerId lang line message migratedFromSubscriptionId \
    ms-correlationid new-password next offer_category_id offset old-password orderId \
    originalCorrelationId outcome partnerId partnership-accepted password permissions-confirmed \
    postal prefix-from prefix-stem prevails preview productId promotionId qualification \
    recipient redirect_uri referenceCustomerId remove-tags repeat-password request-id \
    reservations resource response_mode response_type return salesGroupId savings-plans search \
    sec-fetch-site section seekOperation signer-email signer-first-name signer-last-name \
    signer-phone skuId sort sourceId start startDate state status subject subscriptionId \
    suggested take template templateId theme tick tock total trial type user-code user-name \
    userId validation version view-name warned";

/// Names of fields in [`SENT`].
const OF_FIELDS: &[(&str, Parameter)] = &[
    ("customer", Customer),
    ("logged", Logged),
    ("order", Order),
    ("subscription", Subscription),
    ("review", Review),
    ("event", AuditRecord),
    ("job", Job),
    ("reseller", Reseller),
    ("provider", Provider),
    ("link", Link),
    ("group", Group),
];

/// Things that are the same for everybody, by the name of their parameter.
pub(super) fn public(name: &str) -> &'static str {
    match name {
        "offer_id" => opc_testkit::BASIC,
        "template_id" | "template" => "00000000-0000-0000-0000-00000000a001",
        "country_iso2" => "JP",
        "topic" => "names",
        "program_name" => "csp",
        _ => "frei.partnercenter.example",
    }
}

impl Parameter {
    /// The fields of what is sent, by their names in angle brackets.
    pub(super) fn of_fields(sent: &str) -> Vec<(&str, Self)> {
        let names = sent.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        let known = |name| OF_FIELDS.iter().find(|(known, _)| *known == name).map(|(_, p)| *p);
        names.map(|name| (name, known(name).expect("a line of OF_FIELDS"))).collect()
    }
    fn of(path: &str, name: &str) -> Self {
        let known = OF_PATHS.iter().find(|(n, part, _)| *n == name && path.contains(part));
        let missing =
            || panic!("{path}: say in tests/laws/tenancy/parameters.rs what {{{name}}} names");
        known.map_or_else(missing, |(_, _, parameter)| *parameter)
    }
    /// The parameters of a path, in order.
    pub(super) fn all(path: &str) -> Vec<(&str, Self)> {
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        names.map(|name| (name, Self::of(path, name))).collect()
    }
    /// Those of a path and of what is sent that name what belongs to somebody.
    pub(super) fn private(path: &str, sent: &str) -> Vec<Self> {
        let all = Self::all(path).into_iter().chain(Self::of_fields(sent));
        let all = all.map(|(_, parameter)| parameter);
        all.filter(|parameter| !matches!(parameter, Tenant | Public)).collect()
    }
    /// Whether it is a part of what somebody has with a customer: of its account, or, if the
    /// customer is another partner's too, of what that one asks of it.
    pub(super) fn is_part(self, relation: Relation) -> bool {
        let asked = matches!(self, AdminRelationship | Assignment);
        matches!(self, Order | Subscription | Document | Review)
            || asked && relation == Relation::Crossed
    }
}

#[test]
#[should_panic(expected = "/v1/customers/{customer_id}/invoices/{invoice_id}: say in \
    tests/laws/tenancy/parameters.rs what {invoice_id} names")]
fn a_route_with_an_unknown_parameter_fails() {
    Parameter::all("/v1/customers/{customer_id}/invoices/{invoice_id}");
}
