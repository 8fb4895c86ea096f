//! Runs sequences of steps.

use super::{
    model::Model,
    product::{BEGIN, product},
    steps::{Step, steps},
};
use opc_testkit::{Engine, run};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    hash::{BuildHasher as _, Hasher as _, RandomState},
};

/// Sequences, unless `OPC_MODEL_CASES` says how many, and the seed they are made from.
const CASES: u32 = 6;
const SEED: u64 = 50;
/// Kinds of steps; an acceptance is one of each kind of invitation.
const KINDS: usize = 29;

fn asked<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number")))
}

/// How many sequences are tried, and the seed of them all.
fn extent() -> (u32, u64) {
    let cases = asked("OPC_MODEL_CASES");
    let usual = if cases.is_some() { RandomState::new().build_hasher().finish() } else { SEED };
    (cases.unwrap_or(CASES), asked("OPC_MODEL_SEED").unwrap_or(usual))
}

fn all_sequences((cases, seed): (u32, u64), one: impl Fn(Vec<Step>) -> Result<(), TestCaseError>) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    match TestRunner::new_with_rng(config, rng).run(&steps(), one) {
        Ok(()) => {}
        Err(TestError::Fail(why, least)) => {
            panic!("OPC_MODEL_SEED={seed} OPC_MODEL_CASES={cases}: {why}\nof {least:#?}")
        }
        Err(TestError::Abort(why)) => panic!("OPC_MODEL_SEED={seed}: {why}"),
    }
}

async fn live(engine: Engine, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let Some(mut product) = product(engine).await else { return Ok(()) };
    let mut model = Model::new(BEGIN);
    for (n, step) in steps.iter().enumerate() {
        let before = model.clone();
        let Some(expected) = model.step(*step) else { continue };
        let done = product.step(*step, &before, &model).await;
        let here = format!("step {n}, {step:?}, of {before:#?}");
        proptest::prop_assert_eq!(done, expected, "done? {}", here);
        proptest::prop_assert_eq!(product.seen(&model).await, model.seen(), "after {}", here);
    }
    proptest::prop_assert_eq!(product.app.findings().await, []);
    Ok(())
}

#[test]
fn whatever_happens_everybody_sees_what_the_model_says_on_sqlite() {
    all_sequences(extent(), |steps| run_one(Engine::Sqlite, steps));
}

#[test]
fn whatever_happens_everybody_sees_what_the_model_says_on_postgres() {
    all_sequences(extent(), |steps| run_one(Engine::Postgres, steps));
}

fn run_one(engine: Engine, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let outcome = RefCell::new(Ok(()));
    run(async { *outcome.borrow_mut() = live(engine, steps).await });
    outcome.into_inner()
}

/// A model that is never in a position to do something shows nothing of it.
#[test]
fn every_kind_of_step_is_done_and_refused_in_two_thousand_sequences() {
    let reached = RefCell::new(BTreeMap::<_, [u32; 2]>::new());
    all_sequences((2_000, SEED), |steps| {
        let mut model = Model::new(BEGIN);
        for step in steps {
            let name = model.name(step);
            if let Some(done) = model.step(step) {
                reached.borrow_mut().entry(name).or_default()[usize::from(done)] += 1;
            }
        }
        Ok(())
    });
    let reached = reached.into_inner();
    // Time is refused to nobody.
    let is_missing = |(name, [refused, done]): &(&String, &[u32; 2])| {
        *done == 0 || (*refused == 0 && *name != "wait")
    };
    let missing: Vec<_> = reached.iter().filter(is_missing).collect();
    assert!(missing.is_empty() && reached.len() == KINDS, "{missing:?} of {reached:#?}");
}
