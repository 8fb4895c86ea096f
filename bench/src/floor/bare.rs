//! Customers written one after the other in groups: the least an import costs.

use super::{
    store::{Job, Outcome, Store},
    wire::NewCustomer,
};
use crate::{Failure, bodies};
use std::{path::Path, time::Instant};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Customers that are written before anybody waits for the disk.
const GROUP: usize = 256;

/// Seconds it takes to write these customers to a fresh database.
pub(crate) async fn seconds(path: &Path, all: &[bodies::NewCustomer]) -> Result<f64, Failure> {
    let store = Store::open(path)?;
    let began = Instant::now();
    for group in all.chunks(GROUP) {
        let mut answers = Vec::with_capacity(group.len());
        for one in group {
            let (sender, answer) = oneshot::channel();
            let new: NewCustomer = serde_json::from_str(&one.body)?;
            let id: Uuid = one.request_id.parse()?;
            if !store.submit(Job::new(&store, id, new, one.body.as_bytes(), sender)) {
                return Err("the floor's queue is full".into());
            }
            answers.push(answer);
        }
        for answer in answers {
            if !matches!(answer.await?, Outcome::Created(_)) {
                return Err("the floor did not write a customer".into());
            }
        }
    }
    Ok(began.elapsed().as_secs_f64())
}
