//! The smallest programme in which every kind of actor has something to do.

use crate::{Api, Browser, TestApp};
use opc_core::{
    Core, Fault,
    access::{OrganisationKind, Request, Role, RoleSet},
    agreements::{self, Template, TemplateKind, TemplateText},
    catalog::{
        self, BillingCycle, BillingType, Catalogue, Category, LimitUnit, Localized, Offer,
        OfferTerms, Price, Segment,
    },
    identity::{self, NewApplication, users},
    partners::{self, NewOrganisation},
    secrets::{PasswordHash, hash_password},
};
use opc_kernel::{
    country::Country,
    id::{ApplicationId, Id, OrganisationId, TemplateId, UserId},
    money::Currency,
};
use std::{collections::HashMap, sync::OnceLock};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery staple";
/// Everybody's authenticator secret.
pub(crate) const TOTP: [u8; 20] = *b"12345678901234567890";

/// Where the applications get their codes.
pub const REDIRECT_URI: &str = "https://app.example/back?from=opc";

/// A productivity suite of 1 to 300 licences, ¥750 a month.
pub const BASIC: &str = "10000000-0000-4000-8000-000000000001";
/// An enterprise suite from 5 licences on.
pub const ENTERPRISE: &str = "10000000-0000-4000-8000-000000000002";
/// An add-on to [`BASIC`].
pub const STORAGE: &str = "10000000-0000-4000-8000-000000000003";
/// A trial of 25 licences, once in a customer's life.
pub const TRIAL: &str = "10000000-0000-4000-8000-000000000004";
/// A suite for schools only.
pub const SUITE: &str = "10000000-0000-4000-8000-000000000005";

/// What is billed by use, every month.
pub const USAGE: &str = "10000000-0000-4000-8000-000000000006";
/// An offer that is billed every year only, of which a customer has one at a time.
pub const VAULT: &str = "10000000-0000-4000-8000-000000000007";

/// An organisation of the programme.
#[derive(Debug)]
pub struct Tenant {
    /// Its id.
    pub id: OrganisationId,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its primary domain.
    pub domain: String,
    /// Its partner network ID.
    pub network_id: Option<String>,
    /// Its application.
    pub app: NewApplication,
    /// Its command-line client, which has no secret.
    pub command_line: ApplicationId,
    /// One person for each role.
    pub people: HashMap<Role, Person>,
}

/// Somebody who works there.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their sign-in name.
    pub user_name: String,
}

impl Tenant {
    /// The API as the application alone.
    pub async fn app_only(&self, app: &TestApp) -> Api {
        Api::app_only(app, self).await
    }
    /// The API as the person with this role, second factor shown.
    pub async fn as_user(&self, app: &TestApp, role: Role) -> Api {
        // A code works once: the next one needs the next half minute.
        app.advance(30);
        self.as_user_now(app, role).await
    }
    /// The same without waiting half a minute, for who did not sign in just now.
    pub async fn as_user_now(&self, app: &TestApp, role: Role) -> Api {
        Api::as_user(app, self, &self.people[&role]).await
    }
    /// The portal, signed in as the person with this role, second factor shown.
    pub async fn browser(&self, app: &TestApp, role: Role) -> Browser {
        Browser::signed_in(app, self, &self.people[&role]).await
    }
}

/// A tenant's facts before it exists.
pub(crate) struct Plan {
    pub(crate) kind: OrganisationKind,
    pub(crate) name: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) network_id: Option<&'static str>,
    pub(crate) country: &'static str,
    pub(crate) market: &'static [&'static str],
}

pub(crate) fn tenant(core: &Core, plan: &'static Plan) -> Result<Tenant, Fault> {
    core.write_blocking(Request::system(), move |cx| {
        let country = |code: &str| Country::parse(code).expect("a country");
        let new = NewOrganisation {
            kind: plan.kind,
            name: plan.name.into(),
            country: country(plan.country),
            language: "ja".into(),
            currency: Currency::parse(if plan.country == "JP" { "JPY" } else { "USD" })
                .expect("a currency"),
            domain: plan.domain.into(),
            network_id: plan.network_id.map(Into::into),
            market: plan.market.iter().map(|code| country(code)).collect(),
            agreement_signed: true,
            sandbox: true,
            government: false,
        };
        let id = partners::create_organisation(cx, &new)?;
        let app = identity::register_application(cx, id, "integration", &[REDIRECT_URI])?;
        let command_line =
            identity::register_public_application(cx, id, "command line", &[REDIRECT_URI])?;
        let mut people = HashMap::new();
        for role in Role::ALL.iter().copied() {
            if !users::offered_roles(plan.kind).contains(&role) {
                continue;
            }
            people.insert(role, person(cx, id, plan.domain, role)?);
        }
        Ok(Tenant {
            id,
            kind: plan.kind,
            domain: plan.domain.into(),
            network_id: plan.network_id.map(Into::into),
            app,
            command_line,
            people,
        })
    })
}

/// An application and somebody with this role for an organisation that has been made.
pub(crate) fn staffed(
    core: &Core,
    id: OrganisationId,
    domain: String,
    role: Role,
) -> Result<Tenant, Fault> {
    core.write_blocking(Request::system(), move |cx| {
        let app = identity::register_application(cx, id, "integration", &[REDIRECT_URI])?;
        let command_line =
            identity::register_public_application(cx, id, "command line", &[REDIRECT_URI])?;
        let admin = person(cx, id, &domain, role)?;
        Ok(Tenant {
            id,
            kind: OrganisationKind::Customer,
            domain: domain.clone(),
            network_id: None,
            app,
            command_line,
            people: HashMap::from([(role, admin)]),
        })
    })
}

/// One slow hash for everybody.
static HASH: OnceLock<PasswordHash> = OnceLock::new();

fn person(
    cx: &mut opc_core::Cx<'_, '_>,
    organisation: OrganisationId,
    domain: &str,
    role: Role,
) -> Result<Person, Fault> {
    let user_name = format!("{}@{domain}", role.name().replace('_', "."));
    let new = users::NewUser {
        user_name: user_name.clone(),
        first_name: "花子".into(),
        last_name: "佐藤".into(),
        email: user_name.clone(),
        language: "en".into(),
        roles: RoleSet::of(&[role]),
    };
    let hash = HASH.get_or_init(|| hash_password(PASSWORD)).clone();
    let id = users::create_for(cx, organisation, &new, Some(hash), Some(TOTP))?;
    Ok(Person { id, user_name })
}

/// The customer agreement: an old version and the one that counts since 2024.
pub(crate) fn publish(core: &Core) -> Result<(), Fault> {
    core.write_blocking(Request::system(), |cx| {
        for (n, country) in (0_u128..).zip(["JP", "US", "DE"]) {
            for (version, from) in [("2019-10", "2019-10-01"), ("2024-04", "2024-04-01")] {
                let number = n * 10 + u128::from(version == "2024-04");
                agreements::publish_template(
                    cx,
                    &Template {
                        id: TemplateId::from_uuid(uuid::Uuid::from_u128(0xa000 + number)),
                        kind: TemplateKind::CustomerAgreement,
                        version: version.into(),
                        effective_from: from.parse().expect("a date"),
                        published_on: from.parse().expect("a date"),
                        country: Country::parse(country).expect("a country"),
                        texts: ["en", "ja"].map(text).into(),
                    },
                )?;
            }
        }
        catalog::publish(cx, &catalogue())
    })
}

/// Puts an offer on sale or takes it off.
pub(crate) fn offer_is_sold(core: &Core, id: &'static str, available: bool) -> Result<(), Fault> {
    core.write_blocking(Request::system(), move |cx| {
        let all = catalogue();
        let offers = all.offers.into_iter().filter(|offer| offer.id == id);
        let offers = offers.map(|offer| Offer { available, ..offer }).collect();
        catalog::publish(cx, &Catalogue { categories: all.categories, offers })
    })
}

fn text(language: &str) -> TemplateText {
    TemplateText {
        language: language.into(),
        title: format!("Customer agreement ({language})"),
        body: "The customer agrees.".into(),
    }
}

fn catalogue() -> Catalogue {
    let category = |id: &str, rank| Category {
        id: id.into(),
        rank,
        names: Localized { en: id.into(), ja: format!("{id}（日本語）") },
    };
    let basic = offer(BASIC, "Business Basic", terms(1, 300));
    let enterprise = offer(ENTERPRISE, "Enterprise Suite", terms(5, 10_000));
    let storage = offer(
        STORAGE,
        "Extra Storage",
        OfferTerms { is_add_on: true, prerequisite_offers: vec![BASIC.into()], ..terms(1, 1000) },
    );
    let trial = offer(
        TRIAL,
        "Business Basic trial",
        OfferTerms {
            is_trial: true,
            conversion_targets: vec![BASIC.into()],
            limit_unit: LimitUnit::Lifetime,
            limit: Some(1),
            billing_cycles: vec![BillingCycle::None],
            is_auto_renewable: false,
            ..terms(25, 25)
        },
    );
    let school = offer(
        SUITE,
        "School Suite",
        OfferTerms { segments: vec![Segment::Education], ..terms(1, 5000) },
    );
    let usage = offer(
        USAGE,
        "Cloud Platform",
        OfferTerms {
            billing: BillingType::Usage,
            billing_cycles: vec![BillingCycle::Monthly],
            ..terms(1, 1)
        },
    );
    let vault = offer(
        VAULT,
        "Compliance Vault",
        OfferTerms {
            limit_unit: LimitUnit::Concurrent,
            limit: Some(1),
            billing_cycles: vec![BillingCycle::Annual],
            ..terms(1, 100)
        },
    );
    Catalogue {
        categories: vec![category("small-business", 1), category("enterprise", 2)],
        offers: vec![basic, enterprise, storage, trial, school, usage, vault],
    }
}

fn offer(id: &str, name: &str, terms: OfferTerms) -> Offer {
    Offer {
        id: id.into(),
        category_id: "small-business".into(),
        rank: 1,
        available: true,
        terms: OfferTerms {
            names: Localized { en: name.into(), ja: format!("{name}（日本語）") },
            ..terms
        },
    }
}

fn terms(minimum_quantity: u32, maximum_quantity: u32) -> OfferTerms {
    let price = |currency: &str, amount| Price { currency: currency.into(), amount };
    OfferTerms {
        names: Localized::default(),
        descriptions: Localized { en: "A suite.".into(), ja: "スイート。".into() },
        minimum_quantity,
        maximum_quantity,
        is_add_on: false,
        prerequisite_offers: Vec::new(),
        is_trial: false,
        conversion_targets: Vec::new(),
        upgrade_targets: Vec::new(),
        limit_unit: LimitUnit::None,
        limit: None,
        billing_cycles: vec![BillingCycle::Monthly, BillingCycle::Annual],
        billing: BillingType::License,
        unit_type: "Licenses".into(),
        is_auto_renewable: true,
        publisher: "Operator".into(),
        segments: vec![Segment::Commercial],
        customer_qualifications: Vec::new(),
        sales_group: None,
        markets: ["JP", "US", "DE"].map(String::from).into(),
        prices: vec![price("JPY", 750), price("USD", 600), price("EUR", 560)],
    }
}

impl Tenant {
    /// What a token of the person with this role says, for use cases without a route.
    pub fn claims(&self, _app: &TestApp, role: Role) -> opc_core::access::Claims {
        opc_core::access::Claims {
            organisation: self.id,
            application: self.app.id,
            user: Some((self.people[&role].id, 0)),
            mfa: true,
        }
    }
}
