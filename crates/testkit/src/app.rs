//! The product under test.

use crate::{
    Engine, Tenant,
    programme::{self, Plan},
};
use axum::Router;
use opc_core::{
    Clock, Core, DbOptions, Settings, Setup,
    access::{Cloud, OrganisationKind, Request},
    delegated_admin,
    jobs::{self, Step},
    partners,
    secrets::Keyring,
    vetting::ReviewPolicy,
};
use opc_db::ScratchDatabase;
use opc_kernel::{id::OrganisationId, time::Timestamp};
use tempfile::TempDir;

/// A product with an operator, two direct-bill partners, and a provider with two resellers.
#[derive(Debug)]
pub struct TestApp {
    /// The business, for what has no page and no route yet.
    pub core: Core,
    /// The operator.
    pub operator: Tenant,
    /// A direct-bill partner in Japan that sells in Japan, the US and Germany.
    pub direct: Tenant,
    /// Another direct-bill partner, which sells in fifteen countries.
    pub other: Tenant,
    /// An indirect provider.
    pub provider: Tenant,
    /// Its reseller.
    pub reseller: Tenant,
    /// Its other reseller.
    pub second_reseller: Tenant,
    pub(crate) router: Router,
    /// The database, which goes with the test.
    pub database: ScratchDatabase,
    _folder: TempDir,
}

const MARKET: &[&str] = &["JP", "US", "DE"];
/// With countries of every kind of address, and such whose customers need a registration id and a
/// phone number (`domain/02`).
const WIDER: &[&str] =
    &["JP", "US", "DE", "PL", "GB", "FR", "NL", "KR", "CA", "AU", "BR", "IN", "HU", "CN", "MX"];

macro_rules! plan {
    ($kind:ident, $name:literal, $domain:literal, $network:expr) => {
        plan!($kind, $name, $domain, $network, MARKET)
    };
    ($kind:ident, $name:literal, $domain:literal, $network:expr, $market:expr) => {{
        static PLAN: Plan = Plan {
            kind: OrganisationKind::$kind,
            name: $name,
            domain: $domain,
            network_id: $network,
            country: "JP",
            market: $market,
        };
        &PLAN
    }};
}

impl TestApp {
    /// A fresh product on this engine; `None` if the engine is left out of this run.
    pub async fn on(engine: Engine) -> Option<Self> {
        let opened = tokio::task::spawn_blocking(move || open(engine)).await;
        opened.expect("the product opens")
    }

    /// Puts an offer on sale or takes it off, as the operator does.
    pub async fn offer_is_sold(&self, id: &'static str, sold: bool) {
        let core = self.core.clone();
        let done = tokio::task::spawn_blocking(move || programme::offer_is_sold(&core, id, sold));
        done.await.expect("a thread").expect("the catalogue is published");
    }

    /// Records whether a partner has signed its agreement with the operator.
    pub async fn partner_agreement_is_signed(&self, partner: OrganisationId, signed: bool) {
        let work = self.core.write(Request::system(), move |cx| {
            partners::record_partner_agreement(cx, partner, signed)
        });
        work.await.expect("the agreement is recorded");
    }

    /// Another indirect provider.
    pub async fn another_provider(&self) -> Tenant {
        let core = self.core.clone();
        let plan = plan!(
            IndirectProvider,
            "西海ディストリビューション",
            "saikai.example",
            Some("4100006")
        );
        let made = tokio::task::spawn_blocking(move || programme::tenant(&core, plan)).await;
        made.expect("a thread").expect("a tenant")
    }

    /// Another indirect reseller, in this country and with this partner network ID.
    pub async fn another_reseller(
        &self,
        domain: &'static str,
        (country, network_id): (&'static str, Option<&'static str>),
    ) -> Tenant {
        let core = self.core.clone();
        let (kind, name, market) = (OrganisationKind::IndirectReseller, "筑紫システム", MARKET);
        let plan = Plan { kind, name, domain, network_id, country, market };
        let plan: &'static Plan = Box::leak(Box::new(plan));
        let made = tokio::task::spawn_blocking(move || programme::tenant(&core, plan)).await;
        made.expect("a thread").expect("a tenant")
    }

    /// Lets two organisations sell together, as if the reseller had accepted.
    pub async fn sell_together(&self, provider: &Tenant, reseller: &Tenant) {
        let (provider, reseller) = (provider.id, reseller.id);
        let work = self
            .core
            .write(Request::system(), move |cx| partners::add_partnership(cx, provider, reseller));
        work.await.expect("a partnership");
    }

    /// Lets a partner sell to a customer that another partner has, as if the customer had accepted.
    pub async fn begin_to_sell(&self, partner: &Tenant, customer: &str) {
        let (partner, customer) = (partner.id, customer.parse().expect("an id"));
        let work = self.core.write(Request::system(), move |cx| {
            opc_core::customers::begin_to_sell(cx, partner, customer)
        });
        work.await.expect("an account");
    }

    /// What `opc check` finds.
    pub async fn findings(&self) -> Vec<opc_core::integrity::Finding> {
        let work = self.core.read(Request::system(), opc_core::integrity::findings);
        work.await.expect("the tables are read")
    }

    /// Another core on the same database: what a server that is started later has.
    pub async fn another_core(&self) -> Core {
        let (database, clock) = (self.database.url().clone(), self.core.clock().clone());
        let opened =
            tokio::task::spawn_blocking(move || core(database, clock, Settings::default())).await;
        opened.expect("a thread")
    }

    /// Does the jobs that are due, as the workers of a server do.
    pub async fn work(&self) {
        while work(&self.core, usize::MAX).await {}
        wake(&self.core).await;
    }

    /// Does so many pieces of the next job and is killed. Another worker may take the job over
    /// when the lease has run out.
    pub async fn work_and_die(&self, pieces: usize) {
        work(&self.core, pieces).await;
    }

    /// The same product whose operator wants to see these new customers.
    pub async fn reviewing(self, policy: ReviewPolicy) -> Self {
        self.with(Settings { customer_review: policy, ..Settings::default() }).await
    }

    /// The same programme in another edition. Not all of it would be made there: there is a provider
    /// with its resellers, and everybody is in Japan.
    pub async fn in_edition(self, cloud: Cloud) -> Self {
        let directory_portal = Some("https://directory.example/users".to_owned());
        self.with(Settings { cloud, directory_portal, ..Settings::default() }).await
    }

    async fn with(self, settings: Settings) -> Self {
        let (database, clock) = (self.database.url().clone(), self.core.clock().clone());
        let opened = tokio::task::spawn_blocking(move || core(database, clock, settings)).await;
        let core = opened.expect("a thread");
        Self { router: router(&core), core, ..self }
    }

    /// Moves the clock on.
    pub fn advance(&self, seconds: i64) {
        let clock = self.core.clock();
        clock.move_to(clock.now().plus_seconds(seconds));
    }
}

/// Does at most so many pieces of the next job. Answers whether there was one.
pub async fn work(core: &Core, pieces: usize) -> bool {
    let claimed = core.write(Request::system(), jobs::claim).await;
    let Some(mut held) = claimed.expect("a queue") else { return false };
    for _ in 0..pieces {
        let piece = held.clone();
        match core.write(Request::system(), move |cx| jobs::step(cx, &piece)).await {
            Ok(Step::More(further)) => held = further,
            Ok(Step::Done) => break,
            Err(fault) => panic!("{fault:?}"),
        }
    }
    true
}

/// Does what the clock says about admin relationships, as the workers of one node do.
pub async fn wake(core: &Core) {
    while core.write(Request::system(), delegated_admin::wake).await.expect("a clock") > 0 {}
}

fn open(engine: Engine) -> Option<TestApp> {
    let folder = tempfile::tempdir().expect("a folder");
    let database = engine.database(folder.path())?;
    let clock = Clock::default();
    clock.move_to(noon());
    let core = core(database.url().clone(), clock, Settings::default());
    programme::publish(&core).expect("a catalogue");
    let tenant = |plan| programme::tenant(&core, plan).expect("a tenant");
    let provider = tenant(plan!(
        IndirectProvider,
        "東都ディストリビューション",
        "toto.example",
        Some("4100003")
    ));
    let reseller =
        tenant(plan!(IndirectReseller, "浪速システム", "naniwa.example", Some("4100004")));
    let second = tenant(plan!(IndirectReseller, "灘リセール", "nada.example", Some("4100005")));
    for id in [reseller.id, second.id] {
        let provider = provider.id;
        let joined = core.write_blocking(Request::system(), move |cx| {
            partners::add_partnership(cx, provider, id)
        });
        joined.expect("a partnership");
    }
    Some(TestApp {
        operator: tenant(plan!(Operator, "運営事務局", "operator.example", None)),
        direct: tenant(plan!(DirectBill, "青葉クラウド", "aoba.example", Some("4100001"))),
        other: tenant(plan!(
            DirectBill,
            "白樺ソリューションズ",
            "shirakaba.example",
            Some("4100002"),
            WIDER
        )),
        provider,
        reseller,
        second_reseller: second,
        router: router(&core),
        core,
        database,
        _folder: folder,
    })
}

fn core(database: opc_core::DbUrl, clock: Clock, settings: Settings) -> Core {
    let setup = Setup {
        database,
        db_options: DbOptions { connections: 4 },
        keyring: Keyring::new(&[42; 32]),
        settings: Settings { demo: true, ..settings },
        clock,
    };
    Core::open(setup).expect("the product opens")
}

pub(crate) fn router(core: &Core) -> Router {
    let api = opc_api::router(core.clone(), opc_api::ApiOptions::default());
    let portal = opc_portal::router(core.clone(), opc_portal::PortalOptions::default());
    opc_api::entrance(api.merge(portal))
}

/// Noon in Tokyo on a day that is the same date in UTC.
fn noon() -> Timestamp {
    Timestamp::from("2026-11-20T03:00:00Z".parse::<opc_kernel::jiff::Timestamp>().expect("a time"))
}
