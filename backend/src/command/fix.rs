//! `fix`: makes every repair that is certain, and says what is left.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use gateway::api::SnippetFile;
use gateway::problem::Problem;
use gateway::repair::{self, repair};
use gateway::snippet::versions::Versions;

use super::check::{describe, has_errors};
use super::files::{Snippets, read_snippets};
use super::{CommandError, Verdict};

/// What becomes of the repaired texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// They are printed.
    Text,
    /// What changes is printed.
    Diff,
    /// They take the places of the files.
    Write,
}

/// Repairs files as the snippets of one node. What was repaired and what is left goes to `complaints`.
pub fn fix(
    paths: &[PathBuf],
    output: Output,
    versions: Versions,
    out: &mut dyn Write,
    complaints: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let Snippets { files, not_text } = read_snippets(paths)?;
    let repaired = repair(&files, versions);
    let mut sorted: Vec<&SnippetFile> = files.iter().collect();
    sorted.sort_by(|one, other| one.file.cmp(&other.file));
    for new in &repaired.files {
        let Some(old) = sorted.iter().find(|old| old.file == new.file) else { continue };
        match output {
            Output::Text => {
                if repaired.files.len() > 1 {
                    writeln!(out, "# {}", new.file).map_err(CommandError::Write)?;
                }
                out.write_all(new.text.as_bytes()).map_err(CommandError::Write)?;
            }
            Output::Diff => {
                let diff = repair::diff(&new.file, &old.text, &new.text);
                out.write_all(diff.as_bytes()).map_err(CommandError::Write)?;
            }
            Output::Write if old.text != new.text => {
                let path = Path::new(&new.file);
                let failed = |source| CommandError::Replace { path: path.to_owned(), source };
                replace(path, &new.text).map_err(failed)?;
            }
            Output::Write => {}
        }
    }
    for problem in &repaired.repaired {
        let title = problem.fix.as_ref().map(|fix| fix.title.en.as_ref()).unwrap_or_default();
        writeln!(complaints, "fixed: {}: {title}", describe(problem, false)).map_err(CommandError::Write)?;
    }
    let left: Vec<&Problem> = not_text.iter().chain(&repaired.left).collect();
    for problem in &left {
        writeln!(complaints, "left: {}", describe(problem, false)).map_err(CommandError::Write)?;
    }
    Ok(if has_errors(left) { Verdict::Errors } else { Verdict::Fine })
}

/// Puts a text in the place of a file, with its mode and owner. The daemon may read at any moment: it must see the old
/// text or the new one, and the file that is not yet whole must not end in `.toml`.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A symbolic link stays one: what it points to is replaced.
    let path = fs::canonicalize(path)?;
    let directory = path.parent().ok_or_else(|| io::Error::other("the file is in no directory"))?;
    let before = fs::metadata(&path)?;
    let mut new = tempfile::Builder::new().prefix(".sds-gateway-").suffix(".new").tempfile_in(directory)?;
    new.write_all(text.as_bytes())?;
    chown(new.path(), Some(before.uid()), Some(before.gid()))?;
    new.as_file().set_permissions(before.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path).map_err(|error| error.error)?;
    File::open(directory)?.sync_all()
}
