//! `cargo xtask corpus`: what the fuzz targets start from, in `tests/fuzz/corpus/recorded`.
//!
//! The recorded cases of the daemon, the golden files and the files that are imported: each a text that took thought,
//! and from which a fuzzer gets further than from nothing.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::workspace::Workspace;

/// Stands between the files of one case; the fuzz targets split a text there.
const SEPARATOR: &str = "\u{1e}";

/// Writes the corpus anew.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let directory = workspace.root.join("tests");
    let mut texts = Vec::new();
    for path in files_of(&directory.join("vectors"), "json")? {
        let recorded: Value = serde_json::from_str(&read(&path)?)
            .with_context(|| format!("expected JSON in {}", path.display()))?;
        texts.extend(recorded.as_array().into_iter().flatten().map(text_of));
    }
    for snippets in ["golden", "imports"] {
        for path in files_of(&directory.join(snippets), "toml")? {
            texts.push(read(&path)?);
        }
    }

    let corpus = directory.join("fuzz/corpus/recorded");
    fs::create_dir_all(&corpus).with_context(|| format!("cannot create {}", corpus.display()))?;
    for (number, text) in texts.iter().enumerate() {
        let path = corpus.join(format!("{number:03}"));
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    println!("{} texts in {}", texts.len(), corpus.display());
    Ok(())
}

/// The files of a recorded case as one text.
fn text_of(case: &Value) -> String {
    let files = case["files"].as_array().into_iter().flatten();
    let texts: Vec<&str> = files.filter_map(|file| file["toml"].as_str()).collect();
    texts.join(SEPARATOR)
}

/// The files of a directory with this extension, in the order of their names.
fn files_of(directory: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", directory.display()))?.path();
        if path.extension().is_some_and(|it| it == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
