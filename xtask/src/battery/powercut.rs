//! The power is cut while clients write: nothing they were told may be lost, and everything sent
//! again with the same id, what was in flight included, has one effect and the same answer.
//!
//! Killing the server cannot show this, because the operating system keeps what the process wrote.
//! Here only what reached the disk survives.

use super::command::{BatteryArgs, Outcome};
use super::image::{self, Image};
use super::node::{self, Plan};
use super::seeded::Seeded;
use super::sides::{self, Side};
use super::verdict::Verdict;
use super::writers::{Habits, Writers};
use crate::process::{Result, root};
use std::path::Path;
use std::time::Duration;

/// Runs the check; gives the line that sums it up.
pub(super) fn run(args: &BatteryArgs) -> Result<Outcome> {
    let trials = args.trials.unwrap_or(if args.long { 100 } else { 3 });
    let seed = args.seed();
    let folder = root().join("target/battery/powercut");
    std::fs::create_dir_all(&folder)?;
    if let Some(obstacle) = image::obstacle(&folder) {
        if args.allow_skip {
            return Ok(Outcome::Skipped(obstacle));
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
    Ok(Outcome::Held(format!(
        "seed {seed}, {trials} power cuts, {acknowledged} acknowledged and repeated, 0 lost"
    )))
}

/// One power cut on a fresh disk.
fn trial(
    args: &BatteryArgs,
    folder: &Path,
    seed: u64,
) -> Result<(Verdict, Duration, &'static str)> {
    let mut seeded = Seeded::new(seed, 0);
    let host = node::free_host()?;
    // The survivor is the same deployment at another port, so the tokens stay good.
    let base = ["--base-url".to_owned(), format!("http://{host}")];
    let plan = Plan {
        binary: args.binary()?,
        data: folder.join("disk/data"),
        database: None,
        arguments: args.server_args.iter().cloned().chain(base).collect(),
        host,
        log: folder.join("server.log"),
    };
    // Values are dropped in reverse: the servers end before their disks are unmounted.
    let disk = Image::create(&folder.join("disk.img"), &folder.join("disk"))?;
    std::fs::create_dir_all(&plan.data)?;
    let (mut node, _) = plan.start()?;
    let mut sides = sides::sides(&plan.demo()?, &[plan.url()])?;
    let habits = Habits { clients: args.clients, pace: args.pace(), seed };
    let writers = Writers::start(&sides, habits);
    let wait = seeded.millis(300, 4_000);
    std::thread::sleep(wait);
    let frozen = node.freeze();
    // Nothing more is answered: whatever the writers are told was sent before the copy began.
    let copied = frozen.and_then(|()| disk.copy_to(&folder.join("copy.img")));
    node.kill();
    writers.abandon()?;
    copied?;
    let copy = Image::mount(&folder.join("copy.img"), &folder.join("copy"))?;
    let after = Plan { data: copy.folder.join("data"), host: node::free_host()?, ..plan };
    let (mut survivor, _) = after.start()?;
    for side in &mut sides {
        side.turn_to(&after.url());
    }
    let mut verdict = sides::judge(&sides, false)?;
    if verdict.is_clean() {
        sides.iter().try_for_each(Side::replay)?;
        verdict = sides::judge(&sides, true)?;
    }
    survivor.kill();
    Ok((verdict, wait, after.check()?))
}
