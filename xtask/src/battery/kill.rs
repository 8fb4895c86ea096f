//! The server is killed without warning while clients write; nothing they were told may be lost,
//! nothing may be there twice, nothing may be there by halves.

use super::command::BatteryArgs;
use super::ledger::Ledger;
use super::node::{self, Node, Plan};
use super::partner::Partner;
use super::seeded::Seeded;
use super::verdict::{self, Facts};
use super::writers::{Habits, Writers};
use crate::process::{Result, root};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// A restart after a kill is promised to take no longer.
const READY_PROMISE: Duration = Duration::from_secs(2);

/// Runs the check; gives the line that sums it up.
pub(super) fn run(args: &BatteryArgs) -> Result<String> {
    let kills = args.kills.unwrap_or(if args.long { 500 } else { 20 });
    let seed = args.seed();
    let folder = root().join("target/battery/kill");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("data"))?;
    let plan = Plan {
        binary: args.binary()?,
        data: folder.join("data"),
        database: args.database.clone(),
        arguments: args.server_args.clone(),
        host: node::free_host()?,
        log: folder.join("server.log"),
    };
    println!("battery kill: seed {seed}, {kills} kills, {} clients", args.clients);
    let (node, first) = plan.start()?;
    println!("  first start took {} ms", first.as_millis());
    let mut partner = Partner::from_demo(&plan.demo()?, &plan.url())?;
    partner.sign_in()?;
    let before = partner.list()?.into_iter().map(|it| it.id).collect::<HashSet<_>>();
    let ledger = Arc::new(Ledger::default());
    let habits = Habits { clients: args.clients, pace: args.pace(), seed };
    let writers = Writers::start(&partner, &ledger, habits);
    let mut seeded = Seeded::new(seed, 0);
    let killing = kill_over_and_over(&plan, node, (kills, &ledger), &mut seeded);
    let Ok((mut node, mut starts)) = killing else {
        writers.abandon()?;
        return killing.map(|_| String::new());
    };
    writers.drain(&ledger)?;
    partner.sign_in()?;
    let counted = ledger.book().acknowledged.len();
    let facts = Facts { before: &before, counted, settled: true, read_back: args.read_back };
    let verdict = verdict::compare(&partner, &ledger, &facts, &mut seeded)?;
    node.kill();
    let check = plan.check();
    starts.sort_unstable();
    let slowest = starts.last().copied().unwrap_or_default();
    let slow = starts.iter().filter(|time| **time > READY_PROMISE).count();
    let book = ledger.book();
    let summary = format!(
        "seed {seed}, {kills} kills; {verdict}; {} replays, {} of unknown outcome resent, \
         come-back-later {:?}; ready after {} ms (median), {} ms (slowest), {slow} over {} s; \
         check: {}",
        book.replays,
        book.unknown,
        book.later,
        starts.get(starts.len() / 2).copied().unwrap_or_default().as_millis(),
        slowest.as_millis(),
        READY_PROMISE.as_secs(),
        check.as_ref().unwrap_or(&"failed"),
    );
    if let Err(failure) = &check {
        return Err(format!("{summary}\n  {failure}").into());
    }
    let idle = kills > 0 && verdict.acknowledged == 0;
    // A busy machine may start slowly; only the long form on a quiet one holds the server to it.
    if !verdict.is_clean() || idle || (args.long && slow > 0) {
        return Err(format!("{summary}{}\n  log: {}", verdict.details(), plan.log.display()).into());
    }
    Ok(summary)
}

/// Kills and restarts the server; gives the last one and how long each restart took to be ready.
fn kill_over_and_over(
    plan: &Plan,
    mut node: Node,
    (kills, ledger): (u32, &Ledger),
    seeded: &mut Seeded,
) -> Result<(Node, Vec<Duration>)> {
    let mut starts = Vec::new();
    for number in 1..=kills {
        std::thread::sleep(seeded.millis(50, 1_500));
        node.kill();
        // One in ten dies again while it is still picking up the pieces.
        if seeded.below(10) == 0 {
            let mut early = plan.spawn()?;
            std::thread::sleep(seeded.millis(0, 120));
            early.kill();
        }
        let (next, took) = plan.start()?;
        node = next;
        starts.push(took);
        if number % 10 == 0 || number == kills {
            let book = ledger.book();
            println!(
                "  kill {number}/{kills}: {} acknowledged, {} of unknown outcome, {} broken; ready in {} ms",
                book.acknowledged.len(),
                book.unknown,
                book.broken.len(),
                took.as_millis(),
            );
        }
    }
    Ok((node, starts))
}
