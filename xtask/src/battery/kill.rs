//! A server is killed without warning while clients write; nothing they were told may be lost,
//! nothing may be there twice, nothing may be there by halves.
//!
//! On the embedded engine there is one server. On `PostgreSQL` there are two over one database of
//! their own: clients turn to the other one with the same request id, and the database server is
//! killed as well.

use super::command::{BatteryArgs, Engine, Outcome};
use super::ledger::Book;
use super::node::{self, Node, Plan};
use super::seeded::Seeded;
use super::sides::{self, Side};
use super::verdict::Verdict;
use super::writers::{Habits, Writers};
use crate::cluster::{Cluster, Safety, bin_folder};
use crate::process::Result;
use std::time::Duration;

/// A restart after a kill is promised to take no longer.
const READY_PROMISE: Duration = Duration::from_secs(2);

/// How often what is killed.
struct Strikes {
    seed: u64,
    servers: u32,
    databases: u32,
}

/// What is under test.
struct House {
    plans: Vec<Plan>,
    nodes: Vec<Node>,
    /// How long each restart of a server took to be ready.
    starts: Vec<Duration>,
    cluster: Option<Cluster>,
}

/// Runs the check; gives the line that sums it up.
pub(super) fn run(args: &BatteryArgs, engine: Engine) -> Result<Outcome> {
    let postgres = engine == Engine::Postgres;
    if postgres && bin_folder().is_none() && args.allow_skip {
        return Ok(Outcome::Skipped("PostgreSQL is not installed".into()));
    }
    let (servers, databases) = match (engine, args.long) {
        (Engine::Sqlite, false) => (20, 0),
        (Engine::Sqlite, true) => (500, 0),
        (Engine::Postgres, false) => (5, 2),
        (Engine::Postgres, true) => (200, 50),
    };
    let servers = args.kills.unwrap_or(servers);
    let databases = args.restarts.filter(|_| postgres).unwrap_or(databases);
    let strikes = Strikes { seed: args.seed(), servers, databases };
    println!(
        "battery kill on {engine:?}: seed {}, {servers} kills, {databases} of the database, {} clients",
        strikes.seed, args.clients
    );
    let mut house = House::build(args, engine)?;
    let urls: Vec<_> = house.plans.iter().map(Plan::url).collect();
    let mut sides = sides::sides(&house.plans[0].demo()?, &urls)?;
    let habits = Habits { clients: args.clients, pace: args.pace(), seed: strikes.seed };
    let writers = Writers::start(&sides, habits);
    let mut seeded = Seeded::new(strikes.seed, 0);
    if let Err(failure) = house.suffer(&strikes, &sides, &mut seeded) {
        writers.abandon()?;
        return Err(failure);
    }
    writers.drain(&sides)?;
    sides.iter_mut().try_for_each(|side| side.partner.sign_in())?;
    let verdict = sides::judge(&sides, true)?;
    house.judge(args, &strikes, &verdict, &sides).map(Outcome::Held)
}

impl House {
    fn build(args: &BatteryArgs, engine: Engine) -> Result<Self> {
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Cluster::start(Safety::Durable)?),
        };
        let plan = Plan::fresh(args, &format!("kill-{engine:?}"), cluster.as_ref())?;
        let mut plans = vec![plan.clone()];
        if cluster.is_some() {
            let log = plan.log.with_file_name("second.log");
            let second = Plan { host: node::free_host()?, log, ..plan };
            plans.push(second);
            let base = plans[0].url();
            for plan in &mut plans {
                plan.arguments.extend(["--base-url".to_owned(), base.clone()]);
            }
        }
        let mut nodes = Vec::new();
        for plan in &plans {
            let (node, took) = plan.start()?;
            println!("  first start took {} ms", took.as_millis());
            nodes.push(node);
        }
        Ok(Self { plans, nodes, starts: Vec::new(), cluster })
    }

    /// Kills and restarts servers, and the database evenly in between.
    fn suffer(&mut self, strikes: &Strikes, sides: &[Side], seeded: &mut Seeded) -> Result {
        let total = strikes.servers + strikes.databases;
        for number in 1..=total {
            std::thread::sleep(seeded.millis(50, 1_500));
            let due = |n: u32| u64::from(n) * u64::from(strikes.databases) / u64::from(total);
            let took = match &mut self.cluster {
                Some(cluster) if due(number) > due(number - 1) => {
                    let took = cluster.kill_and_restart()?;
                    self.nodes.iter_mut().try_for_each(Node::become_ready)?;
                    took
                }
                _ => self.kill_one(seeded)?,
            };
            if number % 10 == 0 || number == total {
                println!(
                    "  kill {number}/{total}: {} acknowledged, {} of unknown outcome, {} broken; ready in {} ms",
                    sides::acknowledged(sides),
                    sum(sides, |book| book.unknown),
                    sum(sides, |book| book.broken.len() as u64),
                    took.as_millis(),
                );
            }
        }
        Ok(())
    }

    fn kill_one(&mut self, seeded: &mut Seeded) -> Result<Duration> {
        let at = seeded.place(self.nodes.len());
        self.nodes[at].kill();
        // One in ten dies again while it is still picking up the pieces.
        if seeded.below(10) == 0 {
            let mut early = self.plans[at].spawn()?;
            std::thread::sleep(seeded.millis(0, 120));
            early.kill();
        }
        let (next, took) = self.plans[at].start()?;
        self.nodes[at] = next;
        self.starts.push(took);
        Ok(took)
    }

    fn judge(
        mut self,
        args: &BatteryArgs,
        strikes: &Strikes,
        verdict: &Verdict,
        sides: &[Side],
    ) -> Result<String> {
        self.nodes.iter_mut().for_each(Node::kill);
        let check = self.plans[0].check();
        let mut starts = self.starts;
        starts.sort_unstable();
        let slow = starts.iter().filter(|time| **time > READY_PROMISE).count();
        let later: Vec<_> = sides.iter().map(|side| side.ledger.book().later.clone()).collect();
        let summary = format!(
            "seed {}, {} kills, {} of the database; {verdict}; {} replays, {} of unknown outcome \
             resent, come-back-later {:?}; ready after {} ms (median), {} ms (slowest), {slow} over \
             {} s; check: {}",
            strikes.seed,
            strikes.servers,
            strikes.databases,
            sum(sides, |book| book.replays),
            sum(sides, |book| book.unknown),
            later,
            starts.get(starts.len() / 2).copied().unwrap_or_default().as_millis(),
            starts.last().copied().unwrap_or_default().as_millis(),
            READY_PROMISE.as_secs(),
            check.as_ref().unwrap_or(&"failed"),
        );
        if let Err(failure) = &check {
            return Err(format!("{summary}\n  {failure}").into());
        }
        let idle = !starts.is_empty() && verdict.acknowledged == 0;
        // A busy machine may start slowly; only the long form on a quiet one holds the server to it.
        if !verdict.is_clean() || idle || (args.long && slow > 0) {
            let log = self.plans[0].log.display();
            return Err(format!("{summary}{}\n  log: {log}", verdict.details()).into());
        }
        Ok(summary)
    }
}

fn sum(sides: &[Side], count: impl Fn(&Book) -> u64) -> u64 {
    sides.iter().map(|side| count(&side.ledger.book())).sum()
}
