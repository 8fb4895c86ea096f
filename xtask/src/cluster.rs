//! A throw-away `PostgreSQL` for tests: own folder, own port, gone afterwards.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::keeper::{Folder, Kept, Owner, free_port};
use crate::process::{Result, find, is_root, output};

/// How long initialised data may take to be served.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `PostgreSQL`; dropping it stops the server and removes its data.
pub(crate) struct Cluster {
    kept: Kept,
    server: Command,
    bin: PathBuf,
    port: String,
    url: String,
}

/// What a cluster has to survive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Safety {
    /// Nothing: `fsync` is off, which only a test may do. Everything the product itself checks
    /// (`synchronous_commit`) is as in production.
    Quick,
    /// Whatever production survives.
    Durable,
}

impl Cluster {
    /// Creates and starts a cluster with the one database `opc`.
    pub(crate) fn start(safety: Safety) -> Result<Cluster> {
        let bin = bin_folder().ok_or("PostgreSQL is not installed")?;
        let folder = Folder::new("pg", owner()?)?;
        let data = folder.path.join("data");
        let mut initdb = folder.command(bin.join("initdb"));
        initdb.args(["--username=opc", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
        if let Err(failure) = output(initdb.arg("--no-sync").arg("--pgdata").arg(&data)) {
            std::fs::remove_dir_all(&folder.path)?;
            return Err(failure);
        }
        let port = free_port()?.to_string();
        let mut server = Command::new(bin.join("postgres"));
        server.arg("-D").arg(&data);
        let sockets = format!("unix_socket_directories={}", folder.path.display());
        let mut settings = vec!["listen_addresses=127.0.0.1", &sockets, "max_connections=200"];
        let port_setting = format!("port={port}");
        settings.extend([port_setting.as_str(), "synchronous_commit=on"]);
        if safety == Safety::Quick {
            settings.extend(["fsync=off", "full_page_writes=off"]);
        }
        for setting in settings {
            server.args(["-c", setting]);
        }
        // INT is the fast shutdown: it does not wait for connected clients.
        let kept = Kept::start(folder, "INT", &server)?;
        let url = format!("postgres://opc@127.0.0.1:{port}/opc");
        let cluster = Cluster { kept, server, bin, port, url };
        let ready = cluster.kept.wait_until(PATIENCE, || cluster.answers());
        ready.map_err(|failure| format!("PostgreSQL: {failure}"))?;
        output(cluster.client("createdb").arg("opc"))?;
        Ok(cluster)
    }

    /// Kills the server without warning and starts it again; gives how long it took to answer.
    pub(crate) fn kill_and_restart(&mut self) -> Result<Duration> {
        self.kept.kill()?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            // It refuses to start as long as a process of the killed server lives on.
            self.kept.start_again(&self.server)?;
            while !self.kept.has_ended() && begun.elapsed() < PATIENCE {
                if self.answers() {
                    return Ok(begun.elapsed());
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        Err(format!("PostgreSQL does not start again\n{}", self.kept.log_end()).into())
    }

    fn client(&self, program: &str) -> Command {
        let mut client = Command::new(self.bin.join(program));
        client.args(["--host=127.0.0.1", "--username=opc", "--port", &self.port]);
        client
    }

    fn answers(&self) -> bool {
        output(&mut self.client("pg_isready")).is_ok()
    }

    /// The URL of its database, as tests expect it in `OPC_TEST_POSTGRES`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// The folder of the installed `PostgreSQL` programs; the newest when there are several.
pub(crate) fn bin_folder() -> Option<PathBuf> {
    if let Some(server) = find("postgres") {
        return server.parent().map(Path::to_path_buf);
    }
    // Debian keeps the server programs off `PATH`.
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let number = |folder: &PathBuf| {
        folder.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok())
    };
    let newest = versions
        .map(|entry| entry.path())
        .filter(|folder| folder.join("bin/postgres").is_file())
        .max_by_key(number)?;
    Some(newest.join("bin"))
}

/// Starts a cluster, prints its URL and waits; ctrl-c stops and removes it.
pub(crate) fn run_in_foreground() -> Result {
    let cluster = Cluster::start(Safety::Quick)?;
    println!("OPC_TEST_POSTGRES={}", cluster.url());
    println!("ctrl-c stops it and removes {}", cluster.kept.folder().display());
    while !cluster.kept.has_ended() {
        std::thread::sleep(Duration::from_millis(500));
    }
    Err(format!("PostgreSQL ended by itself\n{}", cluster.kept.log_end()).into())
}

/// The user `postgres` when this process is root, because `PostgreSQL` refuses root.
fn owner() -> Result<Option<Owner>> {
    if !is_root() {
        return Ok(None);
    }
    let id = |kind: &str| -> Result<u32> {
        let id = output(Command::new("id").args([kind, "postgres"]))
            .map_err(|_| "PostgreSQL refuses to run as root, and there is no user postgres")?;
        Ok(id.trim().parse()?)
    };
    Ok(Some(Owner { user: id("-u")?, group: id("-g")? }))
}
