//! The files on the page, and which files the daemon reads at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway::api::SnippetFile;
use gateway::text::Text;

use crate::words;

/// Texts by the name of their file, in the order in which the daemon reads them. None is read unless its name says so.
pub(super) type Files = BTreeMap<String, Arc<str>>;

/// What a new file is called.
pub(super) const NEW: &str = "snippet.toml";

/// Why a file that was found is not among those that are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedOver {
    /// Its name ends in `.toml.disabled`.
    Disabled,
    /// Its name ends otherwise.
    OtherName,
    /// It lies in a directory below the one that was given.
    SubDirectory,
    /// Another file of the same name came with it.
    SameName,
    /// It is not UTF-8: the daemon reads it, and refuses it with all others.
    NotUtf8,
    /// It is larger than any snippet.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
}

/// Whether the daemon passes over a file because of its path below what was given, such as `drbd-reactor.d/a.toml`.
pub(super) fn passed_over(path: &str) -> Option<PassedOver> {
    if path.split('/').count() > 2 {
        return Some(PassedOver::SubDirectory);
    }
    // The daemon compares bytes: `.TOML` is another ending.
    match path.rsplit_once('.') {
        Some((_, "toml")) => None,
        Some((before, "disabled")) if before.rsplit_once('.').is_some_and(|(_, end)| end == "toml") => {
            Some(PassedOver::Disabled)
        }
        Some(_) | None => Some(PassedOver::OtherName),
    }
}

/// The name of the file at a path.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A name for a new file that no other has.
pub(super) fn free_name(files: &Files) -> String {
    let numbered = (2..).map(|number| format!("snippet-{number}.toml"));
    let mut names = std::iter::once(NEW.to_owned()).chain(numbered);
    names.find(|name| !files.contains_key(name)).expect("there is always a further number")
}

/// Why a file cannot have this name; none where it can.
pub(super) fn name_fault(name: &str, old: &str, files: &Files) -> Option<Text> {
    if name != old && files.contains_key(name) {
        return Some(words::FILE_NAME_TAKEN);
    }
    let is_read = passed_over(name).is_none() && !name.contains('/') && name != ".toml";
    (!is_read).then_some(words::FILE_NAME_EXPECTED)
}

/// Whether there is nothing in any file.
pub(super) fn are_blank(files: &Files) -> bool {
    files.values().all(|text| text.trim().is_empty())
}

/// The files as the model takes them.
pub(super) fn snippet_files(files: &Files) -> Vec<SnippetFile> {
    files.iter().map(|(file, text)| SnippetFile { file: file.clone(), text: text.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Files, PassedOver, free_name, name_fault, passed_over};

    #[test]
    fn only_the_directory_itself_is_read_and_only_what_ends_in_toml() {
        assert_eq!(passed_over("a.toml"), None);
        assert_eq!(passed_over("drbd-reactor.d/.a.toml"), None);
        assert_eq!(passed_over("drbd-reactor.d/a.toml.disabled"), Some(PassedOver::Disabled));
        for other in ["a.toml~", "a.TOML", "toml", "a.disabled"] {
            assert_eq!(passed_over(other), Some(PassedOver::OtherName), "{other}");
        }
        assert_eq!(passed_over("drbd-reactor.d/old/a.toml"), Some(PassedOver::SubDirectory));
    }

    #[test]
    fn a_new_file_takes_no_name_of_another() {
        let mut files = Files::new();
        assert_eq!(free_name(&files), "snippet.toml");
        files.insert("snippet.toml".into(), "".into());
        assert_eq!(free_name(&files), "snippet-2.toml");
    }

    #[test]
    fn a_name_must_be_free_and_one_that_the_daemon_reads() {
        let files = Files::from([("a.toml".into(), "".into()), ("b.toml".into(), "".into())]);
        assert!(name_fault("a.toml", "a.toml", &files).is_none());
        assert!(name_fault("c.toml", "a.toml", &files).is_none());
        for wrong in ["b.toml", "c", "c.toml.disabled", "d/c.toml", ".toml", ""] {
            assert!(name_fault(wrong, "a.toml", &files).is_some(), "{wrong}");
        }
    }
}
