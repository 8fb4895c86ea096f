//! Invitations and the relationships they bring about, against a pure model: whatever is done in
//! whatever order, and whatever time passes, the product says what the model says.

use super::invitations::{Customer, customer};
use opc_core::access::Role;
use opc_testkit::{Api, TestApp, both_engines};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde_json::json;

/// Sequences of one run, and steps of a sequence.
const SEQUENCES: usize = 24;
const STEPS: usize = 9;
const DAY: i64 = 86_400;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Send,
    Revoke,
    Accept(usize),
    Decline(usize),
    EndAdmin(usize),
    EndRelationship(usize),
    Wait(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Draft,
    Sent,
    Accepted(usize),
    Declined(usize),
    Revoked,
}

/// What has to be true of one invitation and of two customers.
#[derive(Debug, Clone)]
struct Model {
    stored: Stored,
    expires: i64,
    now: i64,
    related: [bool; 2],
    admin: [bool; 2],
}

impl Model {
    const NEW: Self =
        Self { stored: Stored::Draft, expires: 90, now: 0, related: [false; 2], admin: [false; 2] };

    fn is_open(&self) -> bool {
        matches!(self.stored, Stored::Draft | Stored::Sent) && self.now < self.expires
    }
    fn state(&self) -> &'static str {
        match self.stored {
            Stored::Draft | Stored::Sent if self.now >= self.expires => "expired",
            Stored::Draft => "draft",
            Stored::Sent => "sent",
            Stored::Accepted(_) => "accepted",
            Stored::Declined(_) => "declined",
            Stored::Revoked => "revoked",
        }
    }
    /// Does the step; `false` if it has to be refused.
    fn step(&mut self, step: Step) -> bool {
        match step {
            Step::Wait(days) => self.now += days,
            Step::Send => match self.state() {
                "draft" => self.stored = Stored::Sent,
                "sent" | "expired" => {
                    self.stored = Stored::Sent;
                    self.expires = self.now + 90;
                }
                _ => return false,
            },
            Step::Revoke => match self.stored {
                Stored::Accepted(_) | Stored::Declined(_) => return false,
                _ => self.stored = Stored::Revoked,
            },
            Step::Accept(who) if self.is_open() => {
                self.stored = Stored::Accepted(who);
                self.related[who] = true;
                self.admin[who] = true;
            }
            Step::Accept(who) => return self.stored == Stored::Accepted(who),
            Step::Decline(who) if self.is_open() => self.stored = Stored::Declined(who),
            Step::Decline(who) => return self.stored == Stored::Declined(who),
            Step::EndAdmin(who) if self.related[who] => self.admin[who] = false,
            Step::EndRelationship(who) if self.related[who] => {
                self.related[who] = false;
                self.admin[who] = false;
            }
            Step::EndAdmin(_) | Step::EndRelationship(_) => return false,
        }
        true
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0..2_usize;
    let step = prop_oneof![
        2 => Just(Step::Send),
        1 => Just(Step::Revoke),
        3 => who.clone().prop_map(Step::Accept),
        1 => who.clone().prop_map(Step::Decline),
        1 => who.clone().prop_map(Step::EndAdmin),
        1 => who.prop_map(Step::EndRelationship),
        2 => prop_oneof![Just(1_i64), Just(45), Just(89), Just(90)].prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..STEPS)
}

/// The two sides of a run. Tokens end, so each step signs in again.
struct Sides<'a> {
    app: &'a TestApp,
    customers: [Customer; 2],
}

impl Sides<'_> {
    async fn agent(&self) -> Api {
        self.app.other.as_user(self.app, Role::AdminAgent).await
    }
    async fn boss(&self) -> Api {
        self.app.other.as_user(self.app, Role::GlobalAdmin).await
    }
    /// Does the step; whether the product let it.
    async fn step(&mut self, step: Step, (one, url): (&str, &str)) -> bool {
        let status = match step {
            Step::Wait(days) => {
                self.app.advance(days * DAY);
                for customer in &mut self.customers {
                    customer.sign_in(self.app).await;
                }
                return true;
            }
            Step::Send => self.agent().await.post(&format!("{one}/send"), &json!({})).await.status,
            Step::Revoke => self.agent().await.delete(one).await.status,
            Step::Accept(who) => {
                self.customers[who].answers(self.app, url, "accepted").await.status
            }
            Step::Decline(who) => {
                self.customers[who].answers(self.app, url, "declined").await.status
            }
            Step::EndAdmin(who) => self.customers[who].ends_admin(&self.app.other).await.status,
            Step::EndRelationship(who) => {
                let path = format!("/v1/customers/{}", self.customers[who].id);
                let none = json!({ "relationshipToPartner": "none" });
                self.boss().await.patch(&path, &none).await.status
            }
        };
        assert!(!status.is_server_error(), "{step:?}: {status}");
        status.is_success()
    }
    /// State of the invitation; and of both customers whether they are related, and administered.
    async fn seen(&self, one: &str) -> (String, [bool; 2], [bool; 2]) {
        let agent = self.agent().await;
        let state = agent.get(one).await.json["state"].as_str().unwrap_or_default().to_owned();
        let mut related = [false; 2];
        let mut admin = [false; 2];
        let partner = json!(self.app.other.id.to_string());
        for (at, customer) in self.customers.iter().enumerate() {
            let listed = agent.get(&format!("/v1/customers/{}", customer.id)).await;
            related[at] = listed.status == 200;
            let row = customer.partners().await.into_iter().find(|row| row["id"] == partner);
            assert_eq!(row.is_some(), related[at], "both sides see the same");
            admin[at] = row.is_some_and(|row| row["delegatedAdmin"] == true);
        }
        (state, related, admin)
    }
}

both_engines! {
    async fn whatever_is_done_to_an_invitation_the_product_says_what_the_model_says(app: TestApp) {
        let customers =
            [customer(&app, &app.direct, "hinode").await, customer(&app, &app.direct, "asahi").await];
        let mut sides = Sides { app: &app, customers };
        let mut runner = TestRunner::deterministic();
        let mut model = Model::NEW;
        for _ in 0..SEQUENCES {
            let steps = steps().new_tree(&mut runner).expect("steps").current();
            let asked = sides.agent().await.post("/v1/invitations", &json!({})).await;
            assert_eq!(asked.status, 201, "{}", asked.text);
            let one = format!("/v1/invitations/{}", asked.json["id"].as_str().unwrap_or_default());
            let url = asked.json["url"].as_str().unwrap_or_default().to_owned();
            // A new invitation; what the customers have become stays.
            model = Model { related: model.related, admin: model.admin, ..Model::NEW };
            for (at, step) in steps.iter().enumerate() {
                let (expected, done) = (model.step(*step), sides.step(*step, (&one, &url)).await);
                assert_eq!(done, expected, "step {at} of {steps:?}: {model:?}");
                let seen = sides.seen(&one).await;
                assert_eq!(seen, (model.state().to_owned(), model.related, model.admin), "after step {at} of {steps:?}");
            }
            assert_eq!(app.findings().await, [], "after {steps:?}");
        }
    }
}
