//! What the operating system knows about a run: processor time and disk flushes.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Ticks of `/proc/*/stat` a second; fixed in the Linux ABI of every common architecture.
const TICKS_A_SECOND: f64 = 100.0;

/// Processor time of this process so far, in seconds; zero where `/proc` is absent.
pub(crate) fn own_cpu_seconds() -> f64 {
    cpu_seconds("self")
}

/// Processor time of a process so far, in seconds; zero where it cannot be read.
pub(crate) fn cpu_seconds(process: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The second field is the program's name and may hold blanks: count from behind it.
    let Some((_, fields)) = text.rsplit_once(") ") else { return 0.0 };
    let ticks = |place: usize| {
        fields.split(' ').nth(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / TICKS_A_SECOND
}

/// Flush requests the disk below `path` has completed so far; none where the kernel does not tell.
///
/// A server that claims durable commits must cause flushes: this is seen from outside of it.
pub(crate) fn disk_flushes(path: &Path) -> Option<u64> {
    let device = fs::metadata(path).ok()?.dev();
    let (major, minor) = ((device >> 8) & 0xfff, (device & 0xff) | ((device >> 12) & 0xfff00));
    let text = fs::read_to_string("/proc/diskstats").ok()?;
    text.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let same = fields.first()?.parse() == Ok(major) && fields.get(1)?.parse() == Ok(minor);
        // Field 18 (index from 0) counts flushes, since Linux 5.5.
        same.then(|| fields.get(18)?.parse().ok())?
    })
}
