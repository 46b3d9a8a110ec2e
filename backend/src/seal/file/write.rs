//! Writes a key file, so that it is always a whole one, read by its owner alone, and there after a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::super::key::Key;

/// Makes a file. It fails with `AlreadyExists` where there is one.
pub(super) fn new(path: &Path, key: &Key) -> io::Result<()> {
    // Two who do this at once have keys of different ids.
    let beside = beside(path, key.id());
    write(&beside, &[key])?;
    // A link is made or not: it never replaces a file, as renaming would.
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    linked?;
    sync_directory(path)
}

/// Puts another file in the place of one.
pub(super) fn replace(path: &Path, keys: &[&Key]) -> io::Result<()> {
    let beside = beside(path, "new");
    write(&beside, keys)?;
    fs::rename(&beside, path)?;
    sync_directory(path)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn write(path: &Path, keys: &[&Key]) -> io::Result<()> {
    // One that was left over is as secret as a whole one, and of no use.
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // `create_new` follows no link: the file is here and nowhere else.
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    for key in keys {
        file.write_all(key.line().as_bytes())?;
        file.write_all(b"\n")?;
    }
    file.sync_all()
}

/// Makes the new name survive a power cut.
fn sync_directory(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
    File::open(directory.unwrap_or(Path::new(".")))?.sync_all()
}
