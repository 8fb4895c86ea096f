//! A disk in a file: an ext4 image on a loop device, so that its state can be copied as a power cut
//! would leave it.

use crate::process::{Result, is_root, output};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Size of the image in bytes; the file is sparse.
const SIZE: u64 = 1 << 30;

/// A mounted image; it is unmounted when this value goes.
pub(super) struct Image {
    /// The folder it is mounted on.
    pub(super) folder: PathBuf,
    file: PathBuf,
}

/// Why this machine cannot mount an image; nothing when it can.
pub(super) fn obstacle(scratch: &Path) -> Option<String> {
    if !is_root() {
        return Some("mounting a loop device needs root".to_owned());
    }
    Image::create(&scratch.join("probe.img"), &scratch.join("probe"))
        .err()
        .map(|error| format!("no loop mounts here: {error}"))
}

impl Image {
    /// Makes a new file system in `file` and mounts it on `folder`.
    pub(super) fn create(file: &Path, folder: &Path) -> Result<Self> {
        std::fs::File::create(file)?.set_len(SIZE)?;
        output(Command::new("mkfs.ext4").arg("-q").arg(file))?;
        Self::mount(file, folder)
    }

    /// Mounts the file system in `file` on `folder`, which replays its journal.
    pub(super) fn mount(file: &Path, folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        // A long commit interval: what the server did not flush itself must not reach the disk by
        // the file system's own clock.
        let mut mount = Command::new("mount");
        mount.args(["-t", "ext4", "-o", "loop,commit=300"]);
        output(mount.arg(file).arg(folder))?;
        Ok(Self { folder: folder.to_owned(), file: file.to_owned() })
    }

    /// Copies the disk as it is now, without flushing anything to it first.
    pub(super) fn copy_to(&self, file: &Path) -> Result {
        let mut copy = Command::new("cp");
        output(copy.args(["--sparse=always", "--reflink=never"]).arg(&self.file).arg(file))?;
        Ok(())
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        // Lazily, in case a process just killed still holds a file; nobody is there to be told.
        let _ = output(Command::new("umount").arg("--lazy").arg(&self.folder));
        let _ = std::fs::remove_file(&self.file);
    }
}
