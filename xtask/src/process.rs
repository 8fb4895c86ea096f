//! Running other programs, and where things are.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What every developer command returns: a failure is a sentence for the developer.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A command that starts at the root of the workspace.
pub(crate) fn command<const N: usize>(program: &str, arguments: [&str; N]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs the command with its output on the terminal; any exit code but 0 is a failure.
pub(crate) fn run(command: &mut Command) -> Result {
    let shown = shown(command);
    println!("    $ {shown}");
    let status = command.status().map_err(|error| format!("{shown}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown}: {status}").into()) }
}

/// Runs the command quietly and returns what it wrote to its standard output.
///
/// What it wrote to its standard error becomes the failure.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.output().map_err(|error| format!("{shown}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{shown}: {}\n{}", output.status, said.trim_end()).into())
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The full path of a program on `PATH`, symbolic links followed.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(program));
    found.filter(|file| file.is_file()).find_map(|file| file.canonicalize().ok())
}

/// Whether this process may do everything, and so must not run `PostgreSQL` itself.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
