//! The snippets directory of a node, as its daemon and `drbd-reactorctl` see it.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::snippet::read::{Resource, resources};
use gateway::snippet::versions::Versions;

use crate::machines::node::{Node, SNIPPETS};

/// Names and contents of the enabled files, sorted by name.
pub(in crate::machines) fn seen(node: &Node) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for name in names(node, ".toml") {
        if let Ok(content) = fs::read(node.snippets().join(&name)) {
            files.push((name, content));
        }
    }
    files
}

/// The files that the daemon reads; `None` where one is no text, which it refuses with all others.
pub(in crate::machines) fn enabled(node: &Node) -> Option<Vec<SnippetFile>> {
    let files = seen(node).into_iter();
    files.map(|(file, content)| Some(SnippetFile { file, text: String::from_utf8(content).ok()? })).collect()
}

/// The names of the files with a suffix, sorted. Files that begin with a dot are files like all others.
pub(super) fn names(node: &Node, suffix: &str) -> Vec<String> {
    let entries = fs::read_dir(node.snippets()).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(suffix)).collect();
    names.sort();
    names
}

/// The path of a file as the node sees it.
pub(super) fn path(name: &str) -> String {
    format!("{SNIPPETS}/{name}")
}

/// The file from outside.
pub(super) fn outside(node: &Node, name: &str) -> PathBuf {
    node.snippets().join(name)
}

/// Gives a file another name and overwrites what has it.
pub(super) fn rename(node: &Node, from: &str, to: &str) -> io::Result<()> {
    let mode = fs::metadata(node.snippets())?.permissions().mode();
    // Whoever plays is root without restrictions; the program would not be.
    if mode & 0o200 == 0 {
        return Err(io::Error::from_raw_os_error(13));
    }
    fs::rename(outside(node, from), outside(node, to))
}

/// What `drbd-reactorctl` reads of one file alone.
///
/// # Errors
///
/// What it prints when it cannot.
pub(super) fn read(node: &Node, name: &str) -> Result<Vec<Resource>, String> {
    let content = fs::read(outside(node, name)).map_err(|error| format!("Error: {error}"))?;
    let text =
        String::from_utf8(content).map_err(|_| "Error: stream did not contain valid UTF-8".to_owned())?;
    let refused = || format!("Error: Could not parse config files including snippets; content: {text}");
    let file = SnippetFile { file: name.to_owned(), text: text.clone() };
    if !check(&[file], Versions::default()).parser_accepts {
        return Err(refused());
    }
    resources(&text).map_err(|error| format!("{}\n\nCaused by:\n    {error}", refused()))
}
