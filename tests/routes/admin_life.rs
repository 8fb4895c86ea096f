//! Any order of what people do and of what the clock does leaves a relationship where a small model
//! says it is, on both engines (`domain/03`, What a relation allows).

use opc_core::{
    Fault,
    access::{Caller, Claims, Request, Role},
    delegated_admin::{self as core, Answer, StageKind, TermsForm},
    integrity,
};
use opc_kernel::id::AdminRelationshipId;
use opc_testkit::{Tenant, TestApp, both_engines, wake};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

const DAY: i64 = 86_400;
/// Orders tried on each engine.
const RUNS: u32 = 30;

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Ask,
    Approve,
    Decline,
    TerminateByPartner,
    TerminateByCustomer,
    Extend(bool),
    Delete,
    /// So many days pass.
    Wait(i64),
    /// The worker comes by.
    Wake,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Ask),
        3 => Just(Step::Approve),
        1 => Just(Step::Decline),
        1 => Just(Step::TerminateByPartner),
        1 => Just(Step::TerminateByCustomer),
        2 => any::<bool>().prop_map(Step::Extend),
        1 => Just(Step::Delete),
        3 => prop_oneof![1..10_i64, 20..100_i64, 180..400_i64].prop_map(Step::Wait),
        3 => Just(Step::Wake),
    ]
}

/// How far it is, counted in days: the rules, said once more and otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    Created,
    Pending { since: i64 },
    Active { ends: i64 },
    Expired { at: i64, was_active: bool },
    Terminated { at: i64, was_active: bool },
    Gone,
}

#[derive(Debug, Clone, Copy)]
struct Model {
    life: Life,
    auto_extend: bool,
    today: i64,
}

impl Model {
    const DAYS: i64 = 60;

    fn kind(&self) -> Option<StageKind> {
        match self.life {
            Life::Created => Some(StageKind::Created),
            Life::Pending { .. } => Some(StageKind::Pending),
            Life::Active { .. } => Some(StageKind::Active),
            Life::Expired { .. } => Some(StageKind::Expired),
            Life::Terminated { .. } => Some(StageKind::Terminated),
            Life::Gone => None,
        }
    }
    fn pass(&mut self, days: i64) {
        self.today += days;
        match self.life {
            Life::Pending { since } if self.today >= since + 90 => {
                self.life = Life::Expired { at: since + 90, was_active: false };
            }
            Life::Active { mut ends } => {
                while self.auto_extend && self.today >= ends {
                    ends += 180;
                }
                self.life = if self.today >= ends {
                    Life::Expired { at: ends, was_active: true }
                } else {
                    Life::Active { ends }
                };
            }
            _ => {}
        }
    }
    fn forget(&mut self) {
        if let Life::Expired { at, was_active } | Life::Terminated { at, was_active } = self.life
            && self.today >= at + if was_active { 365 } else { 90 }
        {
            self.life = Life::Gone;
        }
    }
    /// Whether it is done; nothing has changed otherwise.
    fn does(&mut self, step: Step) -> bool {
        // Whoever does something finds a relationship that is forgotten by then.
        if !matches!(step, Step::Wait(_)) {
            self.forget();
        }
        let today = self.today;
        let ended = |was_active| Life::Terminated { at: today, was_active };
        let next = match (step, self.life) {
            (Step::Wait(days), _) => {
                self.pass(days);
                return true;
            }
            (step, Life::Gone) if step != Step::Wake => return false,
            (Step::Ask, Life::Created) => Life::Pending { since: today },
            (Step::Approve, Life::Pending { .. }) => Life::Active { ends: today + Self::DAYS },
            (Step::Decline | Step::TerminateByPartner, Life::Pending { .. }) => ended(false),
            (Step::TerminateByPartner | Step::TerminateByCustomer, Life::Active { .. }) => {
                ended(true)
            }
            (Step::Extend(on), Life::Created | Life::Active { .. }) => {
                self.auto_extend = on;
                self.life
            }
            (Step::Delete, Life::Created) => Life::Gone,
            // Twice is as once.
            (Step::Wake, life)
            | (Step::Ask, life @ Life::Pending { .. })
            | (Step::Approve, life @ Life::Active { .. })
            | (Step::Decline, life @ Life::Terminated { was_active: false, .. })
            | (
                Step::TerminateByPartner | Step::TerminateByCustomer,
                life @ Life::Terminated { .. },
            ) => life,
            _ => return false,
        };
        self.life = next;
        true
    }
}

fn request(claims: Claims) -> Request {
    Request { caller: Caller::Token(claims), ..Request::system() }
}

/// Does a step in the product; answers whether it was done.
async fn does(
    app: &TestApp,
    (agent, admin): (Claims, Claims),
    id: AdminRelationshipId,
    step: Step,
) -> bool {
    let by = |claims| request(claims);
    let core = &app.core;
    let done = match step {
        Step::Wait(days) => {
            app.advance(days * DAY);
            return true;
        }
        Step::Wake => {
            wake(core).await;
            return true;
        }
        Step::Ask => core.write(by(agent), move |cx| core::ask(cx, id, None).map(drop)).await,
        Step::Approve => {
            core.write(by(admin), move |cx| core::answer(cx, Ok(id), Answer::Approve).map(drop))
                .await
        }
        Step::Decline => {
            core.write(by(admin), move |cx| core::answer(cx, Ok(id), Answer::Decline).map(drop))
                .await
        }
        Step::TerminateByPartner => {
            core.write(by(agent), move |cx| core::terminate(cx, id, None).map(drop)).await
        }
        Step::TerminateByCustomer => {
            core.write(by(admin), move |cx| core::terminate(cx, id, None).map(drop)).await
        }
        Step::Extend(auto_extend) => {
            let switch = move |cx: &mut opc_core::Cx<'_, '_>| {
                let terms = core::get(cx, id)?.form();
                core::update(cx, id, None, &TermsForm { auto_extend, ..terms }).map(drop)
            };
            core.write(by(agent), switch).await
        }
        Step::Delete => core.write(by(agent), move |cx| core::delete(cx, id, None)).await,
    };
    match done {
        Ok(()) => true,
        Err(Fault::Refused(_) | Fault::NotFound(_)) => false,
        Err(fault) => panic!("{step:?}: {fault:?}"),
    }
}

async fn live(app: &TestApp, customer: &Tenant, steps: &[Step], name: String) {
    let agent = app.direct.claims(app, Role::AdminAgent);
    let admin = customer.claims(app, Role::GlobalAdmin);
    let of = customer.id.into();
    let terms = TermsForm {
        name,
        days: Model::DAYS.to_string(),
        auto_extend: false,
        roles: vec!["directory-reader".into()],
    };
    let made = app.core.write(request(agent), move |cx| core::create(cx, Some(of), &terms)).await;
    let id = made.expect("a relationship").id;
    let mut model = Model { life: Life::Created, auto_extend: false, today: 0 };
    let mut deleted = false;
    for (n, step) in steps.iter().enumerate() {
        let before = model;
        let did = does(app, (agent, admin), id, *step).await;
        let expected = model.does(*step);
        // Nobody can look at what is forgotten, but until the worker comes it is still shown.
        let kind = app.core.read(request(agent), move |cx| core::get(cx, id)).await;
        let kind = kind.ok().map(|found| found.stage.kind());
        let history = &steps[..=n];
        assert_eq!(did, expected, "{before:?} {history:?}");
        deleted |= did && *step == Step::Delete;
        if model.kind().is_some() || deleted || matches!(step, Step::Wake) {
            assert_eq!(kind, model.kind(), "{before:?} {history:?}");
        }
    }
}

both_engines! {
    async fn whatever_happens_in_whatever_order_it_is_where_the_rules_say(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let orders = prop::collection::vec(step(), 4..24);
        for n in 0..RUNS {
            let steps = orders.new_tree(&mut runner).expect("steps").current();
            live(&app, &customer, &steps, format!("Run {n}")).await;
            let found = app.core.read(Request::system(), integrity::findings).await;
            assert_eq!(found, Ok(Vec::new()), "{steps:?}");
        }
    }
}
