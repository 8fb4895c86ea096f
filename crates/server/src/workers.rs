//! What goes on without a request: mail, jobs, names in memory, key rotation, housekeeping.

use crate::mail::Post;
use metrics_exporter_prometheus::PrometheusHandle;
use opc_core::{
    Core, Fault,
    access::Request,
    customers, delegated_admin, identity,
    jobs::{self, Step},
    notifications,
};
use std::time::{Duration, Instant};
use tokio::{sync::watch, task::JoinSet};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_hours(1);
/// Mails taken at a time.
const MAILS: u32 = 20;
/// Partners with fewer customers are searched at once even if nothing is in memory.
const MANY_CUSTOMERS: u32 = 10_000;

/// The running workers.
#[derive(Debug)]
pub(crate) struct Workers {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Workers {
    /// Starts them all.
    pub(crate) fn start(core: &Core, post: Post, metrics: PrometheusHandle) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        if matches!(post, Post::Held) {
            tracing::warn!("no --smtp-url: mail is kept until there is one");
        } else {
            let core = core.clone();
            tasks.spawn(every(SECOND, stopped.clone(), move |_| send_mail(&core, &post)));
        }
        let worker = core.clone();
        tasks.spawn(every(SECOND, stopped.clone(), move |stopped| do_jobs(&worker, stopped)));
        let admin = core.clone();
        tasks.spawn(every(SECOND, stopped.clone(), move |_| wake_relationships(&admin)));
        let keys = core.clone();
        tasks.spawn(every(HOUR, stopped.clone(), move |_| identity::refresh_signing_keys(&keys)));
        let names = core.clone();
        tasks.spawn(every(HOUR, stopped.clone(), move |stopped| warm(&names, stopped)));
        let house = core.clone();
        tasks.spawn(every(HOUR, stopped.clone(), move |_| {
            house.write_blocking(Request::system(), jobs::request_housekeeping).map(drop)
        }));
        tasks.spawn(every(5 * SECOND, stopped, move |_| {
            metrics.run_upkeep();
            Ok(())
        }));
        Self { stop, tasks }
    }

    /// Lets every worker finish the piece it is at, for as long as `patience`.
    pub(crate) async fn finish(mut self, patience: Duration) {
        let _ = self.stop.send(true);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("workers did not finish in time; their leases will run out");
        }
    }
}

type Stopped = watch::Receiver<bool>;

/// Runs `work` on a thread that may wait, at once and then with pauses of `period`, until told to
/// stop. A round that fails is logged; the next one tries again.
async fn every(
    period: Duration,
    mut stopped: Stopped,
    work: impl FnMut(&Stopped) -> Result<(), Fault> + Send + 'static,
) {
    let mut work = Some(work);
    while let Some(mut round) = work.take() {
        let seen = stopped.clone();
        let ran = tokio::task::spawn_blocking(move || {
            let result = round(&seen);
            (round, result)
        });
        match ran.await {
            Ok((again, result)) => {
                if let Err(fault) = result {
                    tracing::warn!(?fault, "worker");
                }
                work = Some(again);
            }
            Err(panic) => tracing::error!(%panic, "worker ended"),
        }
        if *stopped.borrow() {
            return;
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(period) => {}
        }
    }
}

/// Reads the names of large partners, so that nobody's first search has to wait for that.
fn warm(core: &Core, stopped: &Stopped) -> Result<(), Fault> {
    let (began, stopped) = (Instant::now(), stopped.clone());
    let customers = customers::warm(core, MANY_CUSTOMERS, move || !*stopped.borrow())?;
    if customers > 0 {
        let seconds = began.elapsed().as_secs_f32();
        tracing::info!(customers, seconds, "names for searching are in memory");
    }
    Ok(())
}

fn send_mail(core: &Core, post: &Post) -> Result<(), Fault> {
    let due = core.write_blocking(Request::system(), |cx| notifications::due(cx, MAILS))?;
    for mail in due {
        let id = mail.id;
        match post.send(&mail) {
            Ok(()) => {
                core.write_blocking(Request::system(), move |cx| notifications::mark_sent(cx, id))?;
            }
            Err(error) => {
                let again = core.write_blocking(Request::system(), move |cx| {
                    notifications::mark_failed(cx, &mail)
                })?;
                tracing::warn!(%id, error, again, "mail not sent");
            }
        }
    }
    Ok(())
}

/// Ends, extends and announces what the clock says, until nothing is due.
fn wake_relationships(core: &Core) -> Result<(), Fault> {
    while core.write_blocking(Request::system(), delegated_admin::wake)? > 0 {}
    Ok(())
}

/// Does due jobs one after the other. Between two pieces it may be told to stop: the job goes on
/// at its cursor, here or elsewhere, when the lease has run out.
fn do_jobs(core: &Core, stopped: &Stopped) -> Result<(), Fault> {
    while let Some(mut held) = core.write_blocking(Request::system(), jobs::claim)? {
        loop {
            let piece = held.clone();
            match core.write_blocking(Request::system(), move |cx| jobs::step(cx, &piece)) {
                Ok(Step::More(further)) => held = further,
                Ok(Step::Done) | Err(Fault::Stale) => break,
                Err(fault) => {
                    tracing::warn!(job = %held.id, ?fault, "job failed");
                    core.write_blocking(Request::system(), move |cx| jobs::fail(cx, &held))?;
                    break;
                }
            }
            if *stopped.borrow() {
                return Ok(());
            }
        }
    }
    Ok(())
}
