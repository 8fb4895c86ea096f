//! The power is cut while clients write: nothing they were told may be lost.
//!
//! Killing the server cannot show this, because the operating system keeps what the process wrote.
//! Here only what reached the disk survives.

use super::command::BatteryArgs;
use super::image::{self, Image};
use super::ledger::Ledger;
use super::node::{self, Plan};
use super::partner::Partner;
use super::seeded::Seeded;
use super::verdict::{self, Facts, Verdict};
use super::writers::{Habits, Writers};
use crate::process::{Result, root};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Runs the check; gives the line that sums it up.
pub(super) fn run(args: &BatteryArgs) -> Result<String> {
    let trials = args.trials.unwrap_or(if args.long { 100 } else { 3 });
    let seed = args.seed();
    let folder = root().join("target/battery/powercut");
    std::fs::create_dir_all(&folder)?;
    if let Some(obstacle) = image::obstacle(&folder) {
        if args.allow_skip {
            return Ok(format!("SKIPPED, nothing was shown: {obstacle}"));
        }
        return Err(format!("{obstacle} (--allow-skip passes over it)").into());
    }
    println!("battery powercut: seed {seed}, {trials} trials, {} clients", args.clients);
    let mut seeded = Seeded::new(seed, 0);
    let mut acknowledged = 0;
    for number in 1..=trials {
        let trial_seed = seeded.next() >> 32;
        let (verdict, wait, check) = trial(args, &folder, trial_seed)?;
        println!(
            "  cut {number}/{trials} after {} ms: {verdict}; check: {check}",
            wait.as_millis()
        );
        if !verdict.is_clean() || verdict.acknowledged == 0 {
            let details = verdict.details();
            return Err(format!("seed {seed}, cut {number}: {verdict}{details}").into());
        }
        acknowledged += verdict.acknowledged;
    }
    Ok(format!("seed {seed}, {trials} power cuts, {acknowledged} acknowledged, 0 lost"))
}

/// One power cut on a fresh disk.
fn trial(
    args: &BatteryArgs,
    folder: &Path,
    seed: u64,
) -> Result<(Verdict, Duration, &'static str)> {
    let mut seeded = Seeded::new(seed, 0);
    let plan = Plan {
        binary: args.binary()?,
        data: folder.join("disk/data"),
        database: None,
        arguments: args.server_args.clone(),
        host: node::free_host()?,
        log: folder.join("server.log"),
    };
    // Values are dropped in reverse: the servers end before their disks are unmounted.
    let disk = Image::create(&folder.join("disk.img"), &folder.join("disk"))?;
    std::fs::create_dir_all(&plan.data)?;
    let (mut node, _) = plan.start()?;
    let mut partner = Partner::from_demo(&plan.demo()?, vec![plan.url()])?;
    partner.sign_in()?;
    let before = partner.list()?.into_iter().map(|it| it.id).collect::<HashSet<_>>();
    let ledger = Arc::new(Ledger::default());
    let habits = Habits { clients: args.clients, pace: args.pace(), seed };
    let writers = Writers::start(&partner, &ledger, habits);
    let wait = seeded.millis(300, 4_000);
    std::thread::sleep(wait);
    let frozen = node.freeze();
    // Every answer received by now was sent before the copy began.
    let counted = ledger.book().acknowledged.len();
    let copied = frozen.and_then(|()| disk.copy_to(&folder.join("copy.img")));
    node.kill();
    writers.abandon()?;
    copied?;
    let copy = Image::mount(&folder.join("copy.img"), &folder.join("copy"))?;
    let after = Plan { data: copy.folder.join("data"), host: node::free_host()?, ..plan };
    let (mut survivor, _) = after.start()?;
    let mut partner = partner.at(&after.url());
    partner.sign_in()?;
    let facts = Facts { before: &before, counted, settled: false, read_back: args.read_back };
    let verdict = verdict::compare(&partner, &ledger, &facts, &mut seeded)?;
    survivor.kill();
    Ok((verdict, wait, after.check()?))
}
