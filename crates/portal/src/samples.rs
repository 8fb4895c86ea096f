//! One of every page, filled, for the tests that render them all.

#![expect(clippy::too_many_lines, reason = "literal data: one page after the other")]

use crate::{
    account::*,
    activity::*,
    address::*,
    components::*,
    customers::*,
    errors::*,
    form::*,
    guidance::*,
    home::*,
    hub::*,
    i18n::Words,
    language::Lang,
    mailbox::*,
    offers::*,
    palette::{Found, PaletteFound},
    reference,
    security::Csrf,
    shell::*,
    signin::*,
    styleguide::*,
    users::*,
    wizard::*,
};
use askama::Template;
use http::StatusCode;

pub(crate) type Rendered = (String, String);

const ID: &str = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f";
const BASE: &str = "/t/0199d2c4";

fn shell(w: Words, at: &'static str) -> Shell {
    let nav = ["overview", "customers", "users", "activity", "mailbox", "reference"];
    let user = SignedIn {
        name: if w.is_ja() { "佐藤 花子".into() } else { "Hanako Sato".into() },
        user_name: "hanako@kumo.example".into(),
        tenant: if w.is_ja() { "株式会社くも商事".into() } else { "Kumo Trading".into() },
        roles: vec![w.t("role-admin-agent"), w.t("role-sales-agent")],
    };
    let item = |key| NavItem { key, href: format!("{BASE}/{key}"), current: key == at };
    Shell {
        base: BASE.into(),
        user: Some(user),
        nav: nav.map(item).into(),
        crumbs: vec![Crumb::new(w.t("nav-customers"), format!("{BASE}/customers"))],
        sandbox: true,
        ..Shell::outside("/t/0199d2c4/customers?q=a", Csrf::new("token"))
    }
}

fn outside() -> Shell {
    Shell::outside("/sign-in", Csrf::new("token"))
}

fn trouble(field: &str, rule: &str, text: &str, severity: Severity) -> Trouble {
    Trouble { field: field.into(), rule: rule.into(), text: text.into(), severity }
}

fn form(w: Words) -> Form {
    let ja = w.is_ja();
    let pick = |a: &'static str, b: &'static str| if ja { a } else { b };
    let mut form = Form::filled([
        ("country", if ja { "JP" } else { "US" }),
        ("company-name", pick("株式会社青空システムズ", "Bluebird Systems, Inc.")),
        ("postal-code", pick("150-0002", "98101")),
        ("state", pick("東京都", "WA")),
        ("city", pick("渋谷区", "")),
        ("address-line-1", pick("渋谷2-21-1", "1200 Third Avenue")),
        ("domain-prefix", "bluebird"),
        ("last-name", pick("田中", "Doe")),
        ("first-name", pick("一郎", "Jane")),
        ("email", "jane@bluebird.example"),
        ("agreement", "attested"),
        ("agreement-date", "2026-11-20"),
        ("quantity-basic", "25"),
    ]);
    form.troubles = vec![
        trouble(
            "company-name",
            "rule-name-test",
            pick("テスト用の名前のようです。", "This looks like a test name."),
            Severity::Warning,
        ),
        trouble(
            "city",
            "rule-required",
            pick("市区町村を入力してください。", "Enter the city."),
            Severity::Error,
        ),
    ];
    form
}

fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
    pairs.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
}

fn rules(w: Words) -> CountryRules {
    use AddressPart::{City, Line1, Line2, Postal, State};
    let ja = w.is_ja();
    CountryRules {
        order: if ja {
            vec![Postal, State, City, Line1, Line2]
        } else {
            vec![Line1, Line2, City, State, Postal]
        },
        states: if ja { Vec::new() } else { choices(&[("WA", "Washington"), ("OR", "Oregon")]) },
        required: vec![Postal, State, City],
        postal_example: if ja { "100-0001".into() } else { "98052".into() },
        registration_required: false,
        registration_name: if ja { String::new() } else { "EIN".into() },
        family_first: ja,
    }
}

fn wizard(current: Step) -> Wizard {
    let steps =
        [Step::Account, Step::Reseller, Step::Subscriptions, Step::Review, Step::Confirmation];
    Wizard::new("/t/0199d2c4/customers/new/1", "3", &steps, current)
}

fn offer(id: &str, name: &str, price: String, addons: Vec<OfferView>) -> OfferView {
    OfferView {
        id: id.into(),
        name: name.into(),
        description: "Mail, calendar and files for every workplace.".into(),
        price,
        min: 1,
        max: 300,
        trial: id == "trial",
        closed: (id == "edu").then(|| "Needs the qualification Education.".into()),
        addons,
    }
}

fn account(w: Words, current: &str) -> Account {
    let keys = [
        "company",
        "bill-to",
        "agreement",
        "reseller",
        "tags",
        "subscriptions",
        "orders",
        "activity",
    ];
    let tab = |key| Tab {
        label: w.of_family("section", key),
        href: format!("/a/{key}"),
        current: key == current,
    };
    Account {
        base: "/a".into(),
        id: ID.into(),
        company: if w.is_ja() {
            "株式会社青空システムズ".into()
        } else {
            "Bluebird Systems, Inc.".into()
        },
        domain: "bluebird.example.com".into(),
        state: Some(Badge::new(Tone::Good, w.t("tone-good"))),
        sections: keys.map(tab).into(),
    }
}

fn facts(w: Words) -> Vec<Fact> {
    vec![
        Fact::new(w.t("col-id"), ID),
        Fact::new(w.t("col-domain"), "bluebird.example.com"),
        Fact::new(w.field("registration-id"), ""),
        Fact::new(w.t("col-date"), w.date(jiff::civil::date(2026, 11, 21))),
    ]
}

fn activity(w: Words) -> Vec<ActivityRow> {
    vec![ActivityRow {
        at: w.time(opc_kernel::time::Timestamp::at_utc_midnight(jiff::civil::date(2026, 11, 21))),
        action: w.t("action-add-customer"),
        actor: "Hanako Sato".into(),
        target: "Bluebird Systems, Inc.".into(),
        href: Some("/a".into()),
        outcome: Badge::new(Tone::Good, w.t("tone-good")),
        changes: vec![(w.field("city"), "Kyoto".into(), "Osaka".into())],
        id: ID.into(),
    }]
}

fn user_row(w: Words) -> UserRow {
    UserRow {
        href: "/u/1".into(),
        name: "Hanako Sato".into(),
        user_name: "hanako@kumo.example".into(),
        roles: vec![w.t("role-global-admin"), w.t("role-admin-agent")],
        state: Badge::new(Tone::Good, w.t("tone-good")),
        email: "hanako@mail.example".into(),
        since: "10:12".into(),
    }
}

fn customer_row(w: Words, company: &str, domain: &str) -> CustomerRow {
    CustomerRow {
        href: "/a".into(),
        company: company.into(),
        domain: domain.into(),
        id: ID.into(),
        relationship: w.t("partner-reseller"),
        reseller: Some("Yama Partners".into()),
        state: None,
        tags: vec!["2026".into(), "Kansai".into()],
    }
}

/// Every page in one language: name and HTML.
pub(crate) fn all(lang: Lang) -> Vec<Rendered> {
    let w = Words::of(lang);
    let mut pages = doors(w);
    pages.extend(lists(w));
    pages.extend(steps(w));
    pages.extend(sections(w));
    pages.extend(rest(w));
    pages
}

fn html(name: impl Into<String>, page: &impl Template) -> Rendered {
    (name.into(), page.render().unwrap())
}

fn doors(w: Words) -> Vec<Rendered> {
    let next = "/".to_owned();
    let mut bad = Form::filled([("user-name", "hanako@kumo.example")]);
    bad.troubles.push(trouble("password", "rule-required", "Enter the password.", Severity::Error));
    let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned();
    let uri = format!("otpauth://totp/OPC:hanako?secret={secret}&issuer=OPC");
    let demo = vec![DemoChoice {
        user_name: "hanako@kumo.example".into(),
        password: "kumo-hashi".into(),
        organisation: "Kumo Trading".into(),
        roles: vec![w.t("role-admin-agent")],
    }];
    vec![
        html(
            "signin-password",
            &PasswordPage { w, shell: outside(), form: bad, next: next.clone(), demo },
        ),
        html(
            "signin-code",
            &CodePage {
                w,
                shell: outside(),
                form: Form::default(),
                next: next.clone(),
                code_now: Some("123456".into()),
            },
        ),
        html(
            "signin-change",
            &ChangePage {
                w,
                shell: outside(),
                form: Form::default(),
                min_length: 12,
                next: next.clone(),
                forced: true,
            },
        ),
        html(
            "signin-enrol",
            &EnrolPage { w, shell: outside(), form: Form::default(), secret, uri, next },
        ),
        html("signin-out", &SignOutEverywherePage { w, shell: shell(w, "overview") }),
    ]
}

fn lists(w: Words) -> Vec<Rendered> {
    let mut list = CustomerListPage {
        w,
        shell: shell(w, "customers"),
        search: Form::default(),
        resellers: choices(&[("1", "Yama Partners")]),
        rows: vec![
            customer_row(w, "株式会社青空システムズ", "aozora.example.com"),
            customer_row(w, "Bluebird Systems, Inc.", "bluebird.example.com"),
            customer_row(w, "Maple Freight GmbH", "maple.example.com"),
        ],
        pager: Pager { first: None, next: Some("/n".into()) },
        drafts: vec![DraftRow {
            href: "/d".into(),
            discard: "/d/x".into(),
            company: String::new(),
            saved: "10:12".into(),
        }],
        may_add: true,
        may_request: true,
        export: Some("/export".into()),
    };
    list.rows[0].state = Some(Badge::new(Tone::Warning, w.t("tone-warning")));
    let empty = CustomerListPage { rows: Vec::new(), drafts: Vec::new(), ..list.clone() };
    let none = CustomerListPage { search: Form::filled([("q", "zz")]), ..empty.clone() };
    let hub = |reader| HubPage { w, shell: shell(w, "overview"), reader, may_add: true };
    vec![
        html("customers", &list),
        html("customers-empty", &empty),
        html("customers-none", &none),
        html("hub-direct", &hub(Reader::Direct)),
        html("hub-provider", &hub(Reader::Provider)),
        html("hub-reseller", &hub(Reader::Reseller)),
        html(
            "users",
            &UserListPage {
                w,
                shell: shell(w, "users"),
                rows: vec![user_row(w)],
                pager: Pager::default(),
            },
        ),
        html(
            "activity",
            &ActivityPage {
                w,
                shell: shell(w, "activity"),
                filter: Form::default(),
                resources: choices(&[("a", "A")]),
                rows: activity(w),
                pager: Pager::default(),
                export: Some("/x".into()),
            },
        ),
        html(
            "activity-empty",
            &ActivityPage {
                w,
                shell: shell(w, "activity"),
                filter: Form::default(),
                resources: Vec::new(),
                rows: Vec::new(),
                pager: Pager::default(),
                export: None,
            },
        ),
    ]
}

fn steps(w: Words) -> Vec<Rendered> {
    let shell = shell(w, "customers");
    let account = |domain| AccountStepPage {
        w,
        shell: shell.clone(),
        wizard: wizard(Step::Account),
        start: Some(ID.into()),
        segments: choices(&[("k12", "K-12")]),
        form: form(w),
        domain,
        rules: rules(w),
        countries: choices(&[("JP", &w.t("country-JP")), ("US", &w.t("country-US"))]),
        domain_suffix: "example.com".into(),
        cultures: choices(&[("ja-JP", "ja-JP")]),
        languages: choices(&[("ja", "日本語")]),
        qualifications: choices(&[("none", &w.t("no"))]),
        agreement_href: "/g".into(),
        agreement_version: "2026-01".into(),
        may_attest: true,
        today: "2026-11-21".into(),
    };
    let resellers = vec![
        ResellerChoice {
            id: "1".into(),
            name: "Yama Partners".into(),
            detail: "5300123 · Osaka".into(),
            closed: None,
        },
        ResellerChoice {
            id: "2".into(),
            name: "Kawa Partners".into(),
            detail: "5300124 · Kyoto".into(),
            closed: Some("Partner agreement not signed.".into()),
        },
    ];
    let price = |minor| w.money(minor, "JPY", 0);
    let addon = offer("archive", "Archive", price(380), Vec::new());
    let offers = vec![
        offer("basic", "Business Basic", price(750), vec![addon]),
        offer("trial", "Business Premium", price(0), Vec::new()),
        offer("edu", "Campus", price(300), Vec::new()),
    ];
    let groups = vec![OfferGroup { name: "Business".into(), offers }];
    let subscriptions = |groups| SubscriptionsStepPage {
        w,
        shell: shell.clone(),
        wizard: Wizard { changed_elsewhere: true, ..wizard(Step::Subscriptions) },
        form: form(w),
        shelf: Shelf {
            categories: choices(&[("b", "Business")]),
            billing: choices(&[("m", "Monthly")]),
            groups,
            hidden: vec![("quantity-hidden".into(), "3".into())],
        },
        filter: "/f".into(),
        closed: None,
    };
    let lines = vec![
        LineView {
            name: "Business Basic".into(),
            quantity: "25".into(),
            unit: price(750),
            total: price(18_750),
            addon: false,
            trouble: None,
        },
        LineView {
            name: "Archive".into(),
            quantity: "25".into(),
            unit: price(380),
            total: price(9_500),
            addon: true,
            trouble: Some("Too many.".into()),
        },
    ];
    let review = |direct_acceptance, lines| ReviewStepPage {
        w,
        shell: shell.clone(),
        wizard: wizard(Step::Review),
        form: Form::default(),
        sections: vec![ReviewSection {
            title: w.t("step-account"),
            update: "/1".into(),
            facts: facts(w),
            troubles: vec!["City: missing.".into()],
        }],
        lines,
        totals: vec![Fact::new(w.t("col-total"), price(28_250))],
        direct_acceptance,
        no_order: None,
        closed: direct_acceptance.then(|| w.t("style-closed")),
    };
    let ordered = |number, failed: Option<&str>| OrderedLine {
        number,
        name: "Business Basic".into(),
        quantity: "25".into(),
        failed: failed.map(str::to_owned),
    };
    let end = |password: Option<&str>, direct_acceptance| ConfirmationPage {
        w,
        shell: shell.clone(),
        wizard: wizard(Step::Confirmation),
        customer_id: ID.into(),
        account_href: "/a".into(),
        company: "Bluebird Systems, Inc.".into(),
        domain: "bluebird.example.com".into(),
        admin: "admin@bluebird.example.com".into(),
        password: password.map(str::to_owned),
        direct_acceptance,
        lines: vec![ordered(1, None), ordered(2, Some("Not available in this country."))],
        retry: Some("/r".into()),
    };
    vec![
        html("wizard-account", &account(DomainCheck::Free("bluebird.example.com".into()))),
        html(
            "wizard-account-taken",
            &account(DomainCheck::Taken("bluebird.example.com".into(), vec!["bluebird1".into()])),
        ),
        html(
            "wizard-domain-part",
            &DomainCheckPart { w, domain: DomainCheck::Invalid("No spaces.".into()) },
        ),
        html(
            "wizard-reseller",
            &ResellerStepPage {
                w,
                shell: shell.clone(),
                wizard: wizard(Step::Reseller),
                form: Form::default(),
                resellers,
            },
        ),
        html("wizard-subscriptions", &subscriptions(groups)),
        html("wizard-subscriptions-none", &subscriptions(Vec::new())),
        html("wizard-review", &review(false, lines)),
        html("wizard-review-empty", &review(false, Vec::new())),
        html("wizard-review-direct", &review(true, Vec::new())),
        html("wizard-confirmation", &end(Some("Kumo-Hashi-4821"), false)),
        html("wizard-confirmation-shown", &end(None, true)),
        html(
            "wizard-submitted",
            &SubmittedPage {
                w,
                shell: shell.clone(),
                company: "Bluebird".into(),
                account_href: "/a".into(),
            },
        ),
    ]
}

fn sections(w: Words) -> Vec<Rendered> {
    let shell = shell(w, "customers");
    let closed = || Offered::Closed(w.t("style-closed"));
    let open = || Offered::Open("/do".into());
    let badge = || Badge::new(Tone::Good, w.t("tone-good"));
    let pager = Pager::default;
    let bill = |may_edit| BillToPage {
        w,
        shell: shell.clone(),
        account: account(w, "bill-to"),
        form: form(w),
        etag: "e1".into(),
        rules: rules(w),
        country: "JP".into(),
        cultures: choices(&[("ja-JP", "ja-JP")]),
        languages: choices(&[("ja", "ja")]),
        may_edit,
        stale: facts(w),
    };
    let tags = |may_edit| TagsPage {
        w,
        shell: shell.clone(),
        account: account(w, "tags"),
        form: Form::default(),
        tags: vec!["2026".into()],
        may_edit,
    };
    let row = SubscriptionRow {
        href: "/s".into(),
        name: "Business Basic".into(),
        id: ID.into(),
        quantity: "25".into(),
        state: badge(),
        term: w.date(jiff::civil::date(2027, 11, 21)),
        reseller: String::new(),
    };
    let subscriptions = |rows| SubscriptionsPage {
        w,
        shell: shell.clone(),
        account: account(w, "subscriptions"),
        rows,
        pager: pager(),
        add: open(),
    };
    let order = OrderRow {
        href: "/o".into(),
        id: "A1B2".into(),
        at: w.date(jiff::civil::date(2026, 11, 21)),
        lines: "Business Basic × 25".into(),
        total: w.money(18_750, "JPY", 0),
        state: badge(),
    };
    let orders = |rows| OrdersPage {
        w,
        shell: shell.clone(),
        account: account(w, "orders"),
        rows,
        pager: pager(),
    };
    vec![
        html(
            "account-company",
            &CompanyPage {
                w,
                shell: shell.clone(),
                account: account(w, "company"),
                facts: facts(w),
                remove: closed(),
                delete: Some(open()),
            },
        ),
        html("account-bill-to", &bill(true)),
        html("account-bill-to-read", &bill(false)),
        html(
            "account-agreement",
            &AgreementPage {
                w,
                shell: shell.clone(),
                account: account(w, "agreement"),
                state: badge(),
                facts: facts(w),
                text_href: "/g".into(),
                update: open(),
            },
        ),
        html(
            "account-reseller",
            &ResellerPage {
                w,
                shell: shell.clone(),
                account: account(w, "reseller"),
                facts: facts(w),
            },
        ),
        html(
            "account-attest",
            &AttestPage {
                w,
                shell: shell.clone(),
                account: account(w, "agreement"),
                form: form(w),
                today: "2026-11-21".into(),
                text_href: "/g".into(),
                family_first: w.is_ja(),
            },
        ),
        html(
            "account-document",
            &DocumentPage {
                w,
                shell: shell.clone(),
                title: "Customer agreement".into(),
                about: "2024-04-01".into(),
                language: "en".into(),
                paragraphs: vec!["One.".into(), "Two.".into()],
            },
        ),
        html(
            "account-confirm",
            &ConfirmPage {
                w,
                shell: shell.clone(),
                account: account(w, "company"),
                title: w.t("company-delete"),
                text: w.t("company-delete-text"),
                form: Form::default(),
                action: "/x".into(),
                label: w.t("action-delete-customer"),
            },
        ),
        html(
            "account-order",
            &OrderPage {
                w,
                shell: shell.clone(),
                account: account(w, "orders"),
                facts: facts(w),
                lines: vec![OrderedLine {
                    number: 0,
                    name: "Business Basic".into(),
                    quantity: "25".into(),
                    failed: Some("Not available in this country.".into()),
                }],
                retry: Some("/r".into()),
            },
        ),
        html(
            "account-order-new",
            &NewOrderPage {
                w,
                shell: shell.clone(),
                account: account(w, "subscriptions"),
                form: Form::filled([("cycle", "monthly")]),
                shelf: Shelf {
                    groups: vec![OfferGroup {
                        name: "Business".into(),
                        offers: vec![offer(
                            "basic",
                            "Business Basic",
                            w.money(750, "JPY", 0),
                            Vec::new(),
                        )],
                    }],
                    ..Shelf::default()
                },
                filter: "/f".into(),
                request_id: ID.into(),
                unconfirmed: true,
            },
        ),
        html("account-tags", &tags(true)),
        html("account-tags-read", &tags(false)),
        html("account-subscriptions", &subscriptions(vec![row])),
        html("account-subscriptions-empty", &subscriptions(Vec::new())),
        html("account-orders", &orders(vec![order])),
        html("account-orders-empty", &orders(Vec::new())),
        html(
            "account-activity",
            &AccountActivityPage {
                w,
                shell: shell.clone(),
                account: account(w, "activity"),
                rows: activity(w),
                pager: pager(),
            },
        ),
    ]
}

fn rest(w: Words) -> Vec<Rendered> {
    let users = shell(w, "users");
    let roles = || {
        choices(&[
            ("global-admin", &w.t("role-global-admin")),
            ("sales-agent", &w.t("role-sales-agent")),
        ])
    };
    let edit = |active| EditUserPage {
        w,
        shell: users.clone(),
        user: user_row(w),
        form: Form::filled([("role-sales-agent", "on")]),
        roles: roles(),
        reset: Offered::Open("/r".into()),
        switch: Offered::Closed(w.t("style-closed")),
        may_edit: active,
        active,
    };
    let mail = || MailView {
        href: "/m".into(),
        to: "jane@bluebird.example".into(),
        language: "en",
        subject: "Customer agreement".into(),
        at: "10:12".into(),
        body: "Hello\n\nThank you.".into(),
    };
    let document = serde_json::json!({"paths": {"/v1/customers": {"post": {"tags": ["customers"], "summary": "Create a customer", "parameters": [{"name": "MS-RequestId", "in": "header"}], "requestBody": {"content": {"application/json": {"example": {"a": 1}}}}, "responses": {"201": {"description": "created"}}}}}});
    let mut pages = vec![
        html(
            "users-add",
            &AddUserPage {
                w,
                shell: users.clone(),
                form: Form::default(),
                roles: roles(),
                languages: choices(&[("en", "English"), ("ja", "日本語")]),
                domain: "kumo.example".into(),
            },
        ),
        html("users-edit", &edit(true)),
        html("users-edit-inactive", &edit(false)),
        html(
            "users-password",
            &NewPasswordPage {
                w,
                shell: users.clone(),
                name: "Hanako".into(),
                user_name: "hanako@kumo.example".into(),
                password: "Kumo-Hashi-4821".into(),
            },
        ),
        html(
            "mailbox",
            &MailboxPage {
                w,
                shell: shell(w, "mailbox"),
                mails: vec![mail()],
                pager: Pager::default(),
            },
        ),
        html(
            "mailbox-empty",
            &MailboxPage {
                w,
                shell: shell(w, "mailbox"),
                mails: Vec::new(),
                pager: Pager::default(),
            },
        ),
        html("mailbox-mail", &MailPage { w, shell: shell(w, "mailbox"), mail: mail() }),
        html(
            "reference",
            &reference::ReferencePage {
                w,
                shell: shell(w, "reference"),
                title: "v1".into(),
                groups: reference::groups(&document),
                document_href: "/openapi.json".into(),
            },
        ),
        html(
            "styleguide",
            &StyleguidePage {
                w,
                shell: shell(w, "overview"),
                wizard: wizard(Step::Subscriptions),
                form: form(w),
            },
        ),
        html("guidance", &GuidanceIndexPage { w, shell: shell(w, "overview") }),
    ];
    pages.push(html("home", &home(w)));
    pages.push(html("home-accepted", &HomePage { agreement: None, ..home(w) }));
    pages.push(html("palette-found", &palette(w)));
    let none = PaletteFound { customers: Vec::new(), actions: Vec::new(), step_up: None, w };
    pages.push(html("palette-none", &none));
    for status in ErrorPage::STATUSES {
        let page = ErrorPage {
            w,
            shell: shell(w, "overview"),
            status: StatusCode::from_u16(status).unwrap(),
            correlation_id: ID.into(),
            retry_after: (status == 429).then_some(30),
            why: if status == 403 { vec![w.t("denied-restricted")] } else { Vec::new() },
        };
        pages.push(html(format!("error-{status}"), &page));
    }
    for topic in Topic::ALL {
        pages.push(html(
            format!("guidance-{}", topic.key()),
            &GuidancePage { w, shell: shell(w, "overview"), topic },
        ));
    }
    pages
}

fn home(w: Words) -> HomePage {
    let agreement = AgreementToAccept {
        partners: vec!["Kumo Trading".into(), "Yama Partners".into()],
        template: ID.into(),
        version: "2024-04-01".into(),
        language: "en".into(),
        title: "Customer agreement".into(),
        paragraphs: vec!["First.".into(), "Second.".into()],
    };
    let form = Form {
        troubles: vec![trouble("accepted", "rule-required", "Tick the box.", Severity::Error)],
        ..Form::default()
    };
    HomePage {
        w,
        shell: shell(w, "overview"),
        name: "Bluebird Systems, Inc.".into(),
        facts: facts(w),
        agreement: Some(agreement),
        form,
    }
}

fn palette(w: Words) -> PaletteFound {
    let found = |icon, label: &str| Found {
        icon,
        label: label.into(),
        detail: "bluebird.example.com".into(),
        href: "/a".into(),
    };
    PaletteFound {
        w,
        customers: vec![found("customers", "Bluebird Systems, Inc.")],
        actions: vec![found("add", "Add customer")],
        step_up: Some("/c".into()),
    }
}
