//! The files of a snippets directory: read whole, written so that nobody ever sees half of one.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use gateway::plan::FoundSnippet;

use crate::node::error::NodeError;
use crate::node::{ASIDE, DISABLED, ENABLED, SnippetName, Survey, UNFINISHED};

/// A snippets directory.
#[derive(Clone)]
pub(super) struct Files {
    directory: PathBuf,
}

impl Files {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// Writes a file and takes it away again.
    pub(super) fn probe(&self) -> Result<(), NodeError> {
        let path = self.directory.join(format!("preflight{UNFINISHED}"));
        write_new(&path, "").map_err(failed("write", &path))?;
        fs::remove_file(&path).map_err(failed("remove", &path))
    }

    pub(super) fn survey(&self) -> Result<Survey, NodeError> {
        let (mut snippets, mut not_text) = (BTreeMap::new(), Vec::new());
        let files = self.file_names()?;
        for file in &files {
            let (name, enabled) = match (file.strip_suffix(ENABLED), file.strip_suffix(DISABLED)) {
                (Some(name), _) => (name, true),
                (None, Some(name)) => (name, false),
                (None, None) => continue,
            };
            let Some(content) = self.read(file)? else { continue };
            let text = String::from_utf8(content).unwrap_or_else(|error| {
                if enabled {
                    not_text.push(file.clone());
                }
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            });
            let snippet = FoundSnippet { name: name.to_owned(), enabled, text };
            if enabled {
                snippets.insert(name.to_owned(), snippet);
            } else {
                snippets.entry(name.to_owned()).or_insert(snippet);
            }
        }
        let snippets = snippets.into_values().collect();
        Ok(Survey { files, snippets, not_text, ..Survey::default() })
    }

    /// Puts a file there and reads it back: what was written is not what is there until it was looked at.
    pub(super) fn put(
        &self,
        name: &SnippetName,
        suffix: &str,
        text: &str,
        instead_of: &[String],
    ) -> Result<(), NodeError> {
        for suffix in [ENABLED, DISABLED] {
            self.refuse_unless(name, suffix, |found| {
                found == text || instead_of.iter().any(|old| old == found)
            })?;
        }
        let unfinished = self.path(name, UNFINISHED);
        let path = self.path(name, suffix);
        let written = write_new(&unfinished, text).and_then(|()| fs::rename(&unfinished, &path));
        if let Err(source) = written {
            // The error counts; what is left of the attempt is invisible to the daemon, and gone if possible.
            drop(fs::remove_file(&unfinished));
            return Err(NodeError::File { attempt: "write", path, source });
        }
        self.sync()?;
        let found = fs::read(&path).map_err(failed("read", &path))?;
        if found == text.as_bytes() { Ok(()) } else { Err(NodeError::Changed(path)) }
    }

    pub(super) fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError> {
        self.refuse_unless(name, DISABLED, |found| found == text)?;
        let (disabled, enabled) = (self.path(name, DISABLED), self.path(name, ENABLED));
        match fs::rename(&disabled, &enabled) {
            // It was done before: the file has its place already.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if fs::symlink_metadata(&enabled).is_ok() {
                    Ok(())
                } else {
                    Err(NodeError::Missing(name.clone()))
                }
            }
            Err(source) => Err(NodeError::File { attempt: "enable", path: disabled, source }),
            Ok(()) => self.sync(),
        }
    }

    /// Refuses to go on where a file holds another text than it should: somebody else has written it.
    fn refuse_unless(
        &self,
        name: &SnippetName,
        suffix: &str,
        is_expected: impl Fn(&str) -> bool,
    ) -> Result<(), NodeError> {
        let file = format!("{name}{suffix}");
        let Some(found) = self.read(&file)? else { return Ok(()) };
        let is_expected = std::str::from_utf8(&found).is_ok_and(is_expected);
        if is_expected { Ok(()) } else { Err(NodeError::Meddled(file)) }
    }

    pub(super) fn disable(&self, name: &SnippetName) -> Result<(), NodeError> {
        let (disabled, enabled) = (self.path(name, DISABLED), self.path(name, ENABLED));
        match fs::rename(&enabled, &disabled) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(source) => Err(NodeError::File { attempt: "disable", path: enabled, source }),
            Ok(()) => self.sync(),
        }
    }

    pub(super) fn remove(&self, name: &SnippetName) -> Result<(), NodeError> {
        for suffix in [ENABLED, DISABLED, UNFINISHED] {
            let path = self.path(name, suffix);
            match fs::remove_file(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                removed => removed.map_err(failed("remove", &path))?,
            }
        }
        self.sync()
    }

    pub(super) fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError> {
        let path = self.path(name, DISABLED);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => {
                removed.map_err(failed("remove", &path))?;
                self.sync()
            }
        }
    }

    pub(super) fn keep_aside(&self, file: &str) -> Result<(), NodeError> {
        let path = self.directory.join(file);
        match fs::copy(&path, self.directory.join(format!("{file}{ASIDE}"))) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            copied => {
                copied.map_err(failed("keep a copy of", &path))?;
                self.sync()
            }
        }
    }

    /// Makes renames and removals survive a power cut.
    fn sync(&self) -> Result<(), NodeError> {
        let synced = File::open(&self.directory).and_then(|directory| directory.sync_all());
        synced.map_err(failed("sync", &self.directory))
    }

    /// The names of all files, sorted as the daemon sorts them. A name that is not UTF-8 is none of ours.
    fn file_names(&self) -> Result<Vec<String>, NodeError> {
        let read = || -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(&self.directory)? {
                names.extend(entry?.file_name().into_string());
            }
            names.sort();
            Ok(names)
        };
        read().map_err(failed("read the directory", &self.directory))
    }

    /// The content of a file; `None` if there is none, or no regular one. The daemon skips these, too.
    fn read(&self, file: &str) -> Result<Option<Vec<u8>>, NodeError> {
        let path = self.directory.join(file);
        let real = match fs::canonicalize(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            real => real.map_err(failed("read", &path))?,
        };
        let directory = fs::canonicalize(&self.directory).map_err(failed("read", &self.directory))?;
        if !real.starts_with(&directory) {
            // Through a link in this directory, any file of the system could be shown to whoever may see snippets.
            return Err(NodeError::LeadsOut(path));
        }
        if !real.is_file() {
            return Ok(None);
        }
        fs::read(&real).map(Some).map_err(failed("read", &path))
    }

    fn path(&self, name: &SnippetName, suffix: &str) -> PathBuf {
        self.directory.join(format!("{name}{suffix}"))
    }
}

/// Writes a file that only its owner reads, and makes it survive a power cut.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // `create_new` follows no link: the file is here and nowhere else.
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn failed(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> NodeError {
    let path = path.to_owned();
    move |source| NodeError::File { attempt, path, source }
}
