//! Which files a command is about, and their content: snippets are read as the daemon collects them.

use std::fs;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use gateway::api::SnippetFile;
use gateway::problem::Problem;
use gateway::text::Text;

use super::CommandError;

/// Snippets with their texts, and a problem for each that is no text.
pub(super) struct Snippets {
    /// In the order in which they were named; those of a directory sorted by path.
    pub(super) files: Vec<SnippetFile>,
    /// Files that are not UTF-8. The daemon refuses everything because of one.
    pub(super) not_text: Vec<Problem>,
}

/// Reads files, standard input for `-`, and the snippets of directories.
pub(super) fn read_snippets(paths: &[PathBuf]) -> Result<Snippets, CommandError> {
    let mut snippets = Snippets { files: Vec::new(), not_text: Vec::new() };
    for path in paths {
        for path in expand(path)? {
            if path.to_str().is_none() {
                snippets.not_text.push(problem_of_name(&path));
                continue;
            }
            let name =
                if path == Path::new("-") { "stdin.toml".to_owned() } else { path.display().to_string() };
            match String::from_utf8(super::read(&path)?) {
                Ok(text) => snippets.files.push(SnippetFile { file: name, text }),
                Err(error) => snippets.not_text.push(problem_of_bytes(name, &error)),
            }
        }
    }
    Ok(snippets)
}

/// The snippets of a directory, as the daemon collects them: regular files that end in `.toml`, sorted by path.
fn expand(path: &Path) -> Result<Vec<PathBuf>, CommandError> {
    if path == Path::new("-") || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |source| CommandError::Read { path: path.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        // A name that is no text keeps the daemon from reading any, whatever its suffix.
        let is_snippet = file.as_os_str().as_encoded_bytes().ends_with(b".toml");
        if (is_snippet || file.to_str().is_none()) && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The daemon reads no snippet at all where a file's name is not UTF-8, whatever its suffix.
fn problem_of_name(path: &Path) -> Problem {
    let mut problem = Problem::error("file-name", "", FILE_NAME);
    problem.file = Some(path.display().to_string());
    (problem.line, problem.column) = (Some(1), Some(1));
    problem
}

/// The daemon refuses a file that is not UTF-8, and everything else with it.
fn problem_of_bytes(file: String, error: &FromUtf8Error) -> Problem {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let good = String::from_utf8_lossy(good);
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let mut problem = Problem::error("not-utf-8", "", NOT_UTF_8);
    problem.file = Some(file);
    problem.line = u32::try_from(line).ok();
    problem.column = u32::try_from(column).ok();
    problem
}

const FILE_NAME: Text = Text::new(
    "the name of this file is not UTF-8: the daemon reads no snippet of the directory; rename it",
    "该文件名不是 UTF-8 编码：守护进程不会读取该目录中的任何片段；请重命名",
);
/// Why a file that is not UTF-8 is refused.
pub(super) const NOT_UTF_8: Text = Text::new(
    "expected UTF-8: the daemon refuses the whole configuration",
    "应为 UTF-8 编码：守护进程会拒绝整个配置",
);
