//! A server process under test: started, waited for, stopped and killed.

use super::command::BatteryArgs;
use crate::cluster::Cluster;
use crate::process::{Result, output, root};
use serde_json::Value;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a start may take at all, seeding of demo data included.
const READY_WITHIN: Duration = Duration::from_mins(1);

/// How to start a server; the same plan starts it again after a kill.
#[derive(Clone)]
pub(super) struct Plan {
    /// The binary.
    pub(super) binary: PathBuf,
    /// Its data directory.
    pub(super) data: PathBuf,
    /// A database URL, when it is not the one in the data directory.
    pub(super) database: Option<String>,
    /// Further arguments of `serve`.
    pub(super) arguments: Vec<String>,
    /// `address:port` it listens on.
    pub(super) host: String,
    /// Where its output goes.
    pub(super) log: PathBuf,
}

/// A running server; it is killed when this value goes.
pub(super) struct Node {
    child: Child,
    plan: Plan,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Plan {
    /// A plan for an empty folder of this name, over the database of the cluster if there is one.
    pub(super) fn fresh(args: &BatteryArgs, name: &str, cluster: Option<&Cluster>) -> Result<Self> {
        let folder = root().join("target/battery").join(name.to_lowercase());
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data"))?;
        Ok(Self {
            binary: args.binary()?,
            data: folder.join("data"),
            database: cluster.map(|it| it.url().to_owned()).or(args.database.clone()),
            arguments: args.server_args.clone(),
            host: free_host()?,
            log: folder.join("server.log"),
        })
    }

    /// The base URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Spawns the process without waiting for anything.
    pub(super) fn spawn(&self) -> Result<Node> {
        let log = File::options().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(&self.binary);
        command
            .args([
                "serve",
                "--demo",
                "--requests-per-minute",
                "0",
                "--listen",
                &self.host,
                "--data-dir",
            ])
            .arg(&self.data);
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command.args(&self.arguments).stdout(log.try_clone()?).stderr(log);
        let child =
            command.spawn().map_err(|error| format!("{}: {error}", self.binary.display()))?;
        Ok(Node { child, plan: self.clone() })
    }

    /// Spawns the process and waits until it is ready; also tells how long that took.
    pub(super) fn start(&self) -> Result<(Node, Duration)> {
        let begun = Instant::now();
        let mut node = self.spawn()?;
        node.become_ready()?;
        Ok((node, begun.elapsed()))
    }

    /// What the server wrote about its demo tenants.
    pub(super) fn demo(&self) -> Result<Value> {
        let path = self.data.join("demo.json");
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// Has the binary check every invariant of its database; tells what came of it.
    pub(super) fn check(&self) -> Result<&'static str> {
        let Some(url) = self.database.clone().or_else(|| sqlite_url(&self.data)) else {
            return Err(format!("no database in {}", self.data.display()).into());
        };
        let mut command = Command::new(&self.binary);
        command.args(["check", "--database", &url, "--data-dir"]).arg(&self.data);
        output(&mut command).map(|_| "clean")
    }
}

impl Node {
    /// The process id.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until `/readyz` answers 200.
    pub(super) fn become_ready(&mut self) -> Result {
        let agent = super::partner::agent(Duration::from_secs(2));
        let url = format!("{}/readyz", self.plan.url());
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                let log = fs::read_to_string(&self.plan.log).unwrap_or_default();
                let tail = log.lines().rev().take(8).collect::<Vec<_>>();
                let tail = tail.into_iter().rev().collect::<Vec<_>>().join("\n");
                return Err(format!("the server ended by itself ({status}):\n{tail}").into());
            }
            if agent.get(&url).call().is_ok_and(|answer| answer.status() == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(format!("the server is not ready after {} s", READY_WITHIN.as_secs()).into())
    }

    /// Ends the process at once, as `kill -9` does.
    pub(super) fn kill(&mut self) {
        // It may have ended already, which is what was wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Stops every thread of the process where it stands, those in the middle of a flush included.
    pub(super) fn freeze(&self) -> Result {
        let process = self.process().to_string();
        output(Command::new("kill").args(["-STOP", &process]))?;
        let begun = Instant::now();
        while !all_stopped(&process)? {
            if begun.elapsed() > Duration::from_secs(10) {
                return Err("the server does not stop".into());
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        Ok(())
    }
}

fn all_stopped(process: &str) -> Result<bool> {
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        let stat = fs::read_to_string(task?.path().join("stat"))?;
        // The name in the second field may hold blanks: the state stands behind its bracket.
        if !stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T')) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A free `address:port` of this machine.
pub(super) fn free_host() -> Result<String> {
    Ok(format!("127.0.0.1:{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?.port()))
}

fn sqlite_url(data: &Path) -> Option<String> {
    let found = fs::read_dir(data).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let database = found.into_iter().find(|path| {
        let mut start = [0; 16];
        let read =
            File::open(path).and_then(|mut it| std::io::Read::read_exact(&mut it, &mut start));
        read.is_ok() && &start == b"SQLite format 3\0"
    })?;
    Some(format!("sqlite:{}", database.display()))
}
