//! A background program with a folder of its own, both gone when this process is gone.
//!
//! The program runs under a small shell that waits for a pipe from this process to close. The
//! kernel closes it however this process ends: normally, by a panic, by ctrl-c, by `kill -9`. So
//! there is no signal handler to forget and no server left behind.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{Result, output};

/// Waits for the pipe to close, stops the program (after 10 s by force), removes the folder.
const WATCH: &str = r#"
folder=$1 signal=$2; shift 2
"$@" >>"$folder/log" 2>&1 </dev/null &
program=$!
echo "$program" >"$folder/pid.new" && mv "$folder/pid.new" "$folder/pid"
cat >/dev/null
# Started again in between: another watcher looks after it.
[ "$(cat "$folder/pid" 2>/dev/null)" = "$program" ] || exit 0
kill -s "$signal" "$program" 2>/dev/null
left=100
while [ "$left" -gt 0 ] && kill -0 "$program" 2>/dev/null; do sleep 0.1; left=$((left - 1)); done
kill -s KILL "$program" 2>/dev/null
wait "$program" 2>/dev/null
cd / && rm -rf "$folder"
"#;

/// The user and group a program runs as, when it may not be root.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    /// Numeric user id.
    pub(crate) user: u32,
    /// Numeric group id.
    pub(crate) group: u32,
}

/// A folder that a [`Kept`] program will own.
pub(crate) struct Folder {
    /// Where it is, below the folder for temporary files.
    pub(crate) path: PathBuf,
    owner: Option<Owner>,
}

impl Folder {
    /// Makes an empty folder named after this process and `tag`.
    pub(crate) fn new(tag: &str, owner: Option<Owner>) -> Result<Folder> {
        let name = format!("opc-{tag}-{}-{}", std::process::id(), free_port()?);
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if let Some(owner) = owner {
            chown(&path, Some(owner.user), Some(owner.group))?;
        }
        Ok(Folder { path, owner })
    }

    /// A command that runs in the folder, as its owner.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path);
        if let Some(owner) = self.owner {
            command.uid(owner.user).gid(owner.group).env("HOME", &self.path);
        }
        command
    }
}

/// A running program; dropping it stops the program and removes its folder.
pub(crate) struct Kept {
    watcher: Child,
    folder: Folder,
    signal: &'static str,
}

impl Kept {
    /// Starts `program` in `folder`; `signal` is how it is asked to stop, for example `TERM`.
    pub(crate) fn start(folder: Folder, signal: &'static str, program: &Command) -> Result<Kept> {
        let watcher = watch(&folder, signal, program)?;
        Ok(Kept { watcher, folder, signal })
    }

    /// Ends the program at once, as `kill -9` does.
    pub(crate) fn kill(&self) -> Result {
        let pid = self.pid().ok_or("the program has not been started")?;
        output(Command::new("kill").arg("-KILL").arg(pid.to_string()))?;
        let begun = Instant::now();
        while !self.has_ended() && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Starts `program` in the folder of the one that has ended.
    pub(crate) fn start_again(&mut self, program: &Command) -> Result {
        let before = self.pid();
        let next = watch(&self.folder, self.signal, program)?;
        let begun = Instant::now();
        while self.pid() == before && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut former = std::mem::replace(&mut self.watcher, next);
        drop(former.stdin.take());
        former.wait()?;
        Ok(())
    }

    /// The folder the program runs in; what it says is in `log`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder.path
    }

    /// The process id of the program, once it has been started.
    pub(crate) fn pid(&self) -> Option<u32> {
        std::fs::read_to_string(self.folder.path.join("pid")).ok()?.trim().parse().ok()
    }

    /// Whether the program has come to an end by itself.
    pub(crate) fn has_ended(&self) -> bool {
        let Some(pid) = self.pid() else { return false };
        // "pid (name) state …": a program that ended stays as a zombie until the watcher looks.
        std::fs::read_to_string(format!("/proc/{pid}/stat"))
            .map_or(true, |stat| stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('Z')))
    }

    /// Waits until `is_ready` says so; fails when the program ends or `patience` is over.
    pub(crate) fn wait_until(&self, patience: Duration, is_ready: impl Fn() -> bool) -> Result {
        let start = Instant::now();
        while !is_ready() {
            if self.has_ended() || start.elapsed() > patience {
                return Err(format!("not ready; its log ends with\n{}", self.log_end()).into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// The last 30 lines of the log.
    pub(crate) fn log_end(&self) -> String {
        let log = std::fs::read_to_string(self.folder.path.join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

fn watch(folder: &Folder, signal: &str, program: &Command) -> Result<Child> {
    let mut watcher = folder.command("sh");
    watcher.args(["-c", WATCH, "keeper"]).arg(&folder.path).arg(signal);
    watcher.arg(program.get_program()).args(program.get_args());
    // A group of its own: ctrl-c must reach this process only, the watcher tidies up after it.
    Ok(watcher.stdin(Stdio::piped()).process_group(0).spawn()?)
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // Nothing useful can be done about a watcher that is already gone.
        let _ = self.watcher.wait();
    }
}

/// A TCP port of 127.0.0.1 that nobody listens on at this moment.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
