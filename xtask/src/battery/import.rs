//! A server is killed without warning, over and over, while it imports files of customers; started
//! again, it goes on by itself, and in the end every row is one customer, not none and not two.

use super::command::{BatteryArgs, Engine, Outcome};
use super::node::{Node, Plan};
use super::partner::Partner;
use super::seeded::Seeded;
use crate::cluster::{Cluster, Safety, bin_folder};
use crate::process::{Result, output};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::process::Command;
use std::time::{Duration, Instant};

/// Rows of a file: a few pieces of the 500 rows that are done at a time.
const ROWS: u32 = 2_000;
/// Seconds after which the job of a silent server may be taken over.
const LEASE: u32 = 60;
/// How long an import may stand still.
const STILL: Duration = Duration::from_mins(2);

/// What is under test.
struct House {
    plan: Plan,
    node: Node,
    partner: Partner,
    seeded: Seeded,
    /// Kills so far, and how many there shall be.
    kills: u32,
    wanted: u32,
    /// Where the servers do not know that they are alone, a lease has to run out after each kill.
    leases: bool,
    _cluster: Option<Cluster>,
}

/// Runs the check; gives the line that sums it up.
pub(super) fn run(args: &BatteryArgs, engine: Engine) -> Result<Outcome> {
    let postgres = engine == Engine::Postgres;
    if postgres && bin_folder().is_none() && args.allow_skip {
        return Ok(Outcome::Skipped("PostgreSQL is not installed".into()));
    }
    let cluster = if postgres { Some(Cluster::start(Safety::Durable)?) } else { None };
    let plan = Plan::fresh(args, &format!("import-{engine:?}"), cluster.as_ref())?;
    let (node, _) = plan.start()?;
    let partner = Partner::from_demo(&plan.demo()?, "direct_bill", vec![plan.url()])?;
    let (seed, wanted) = (args.seed(), args.kills.unwrap_or(if args.long { 100 } else { 3 }));
    println!("battery import on {engine:?}: seed {seed}, {wanted} kills");
    let seeded = Seeded::new(seed, 0);
    let leases = postgres;
    let mut house =
        House { plan, node, partner, seeded, kills: 0, wanted, leases, _cluster: cluster };
    let mut files = 0;
    while files == 0 || house.kills < wanted {
        files += 1;
        house.import(files)?;
        println!("  file {files}: every row is one customer; {} kills so far", house.kills);
    }
    house.node.kill();
    let check = house.plan.check()?;
    Ok(Outcome::Held(format!(
        "seed {seed}, {} kills during {files} imports of {ROWS} rows, 0 lost, 0 doubled; check: {check}",
        house.kills
    )))
}

impl House {
    /// Imports a file, kills the server meanwhile, and holds the list of customers against the file.
    fn import(&mut self, file: u32) -> Result {
        let domains: Vec<_> = (1..=ROWS).map(|row| format!("import{file}r{row}")).collect();
        let before: HashSet<_> = self.partner.list()?.into_iter().map(|it| it.id).collect();
        let uploaded = self.partner.post("/imports", "text/csv", &table(&domains))?;
        let path = format!("/imports/{}", uploaded["id"].as_str().ok_or("no import")?);
        let done = self.follow(&path)?;
        if done["counts"]["added"] != ROWS {
            return Err(format!("not every row was added: {done}").into());
        }
        let new = self.partner.list()?.into_iter().filter(|it| !before.contains(&it.id));
        let mut found: Vec<_> =
            new.map(|it| it.domain.split('.').next().unwrap_or_default().to_owned()).collect();
        let mut domains = domains;
        found.sort_unstable();
        domains.sort_unstable();
        if found == domains {
            return Ok(());
        }
        let (told, there): (HashSet<_>, HashSet<_>) =
            (domains.iter().collect(), found.iter().collect());
        let lost = told.difference(&there).count();
        let more = found.len() + lost - domains.len();
        Err(format!("{lost} rows are no customer, {more} customers are too many").into())
    }

    /// Checks and starts the import, and waits for its end; what it is busy with is interrupted.
    fn follow(&mut self, path: &str) -> Result<Value> {
        let (mut moved, mut seen) = (Instant::now(), Value::Null);
        loop {
            let import = self.partner.get(path)?;
            match import["state"].as_str().unwrap_or_default() {
                "mapping" => drop(self.push(path, "check", &json!({}))?),
                "checked" => drop(self.push(path, "start", &json!({ "confirm": ["all"] }))?),
                "checking" | "running" if self.kills < self.wanted => {
                    std::thread::sleep(self.seeded.millis(20, 700));
                    self.kill_and_restart()?;
                }
                "checking" | "running" => std::thread::sleep(Duration::from_millis(50)),
                _ => return Ok(import),
            }
            if import != seen {
                (moved, seen) = (Instant::now(), import);
            } else if moved.elapsed() > STILL {
                return Err(format!("the import stands still: {seen}").into());
            }
        }
    }

    fn push(&self, path: &str, what: &str, body: &Value) -> Result<Value> {
        self.partner.post(&format!("{path}/{what}"), "application/json", &body.to_string())
    }

    fn kill_and_restart(&mut self) -> Result {
        self.node.kill();
        self.kills += 1;
        (self.node, _) = self.plan.start()?;
        if self.leases {
            // Leases of the last server were given in its time, which was as far ahead.
            let ahead = format!("{} seconds", (LEASE + 1) * self.kills);
            let mut date = Command::new("date");
            let now = output(date.args(["--utc", "--date", &ahead, "+%FT%TZ"]))?;
            self.partner.set_clock(now.trim())?;
        }
        self.partner.sign_in()
    }
}

/// A file of customers with these domains.
fn table(domains: &[String]) -> String {
    const HEADER: &str =
        "domain,name,country,postal code,state,city,address,first name,last name,email";
    let row = |domain: &String| {
        format!(
            "\n{domain},{domain} 商会,JP,100-0005,東京都,千代田区,丸の内1丁目,太郎,山田,info@{domain}.example"
        )
    };
    HEADER.to_owned() + &domains.iter().map(row).collect::<String>()
}
