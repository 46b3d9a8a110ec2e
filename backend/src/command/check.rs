//! `check`: what the daemon would say of snippets, and what it would not say.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use gateway::api::SnippetFile;
use gateway::check::{self, Report};
use gateway::problem::{Problem, Severity};
use gateway::snippet::versions::Versions;
use gateway::text::Text;
use serde_json::{Value, json};

use super::render::word;
use super::{CommandError, Verdict};

/// How the result is shown, and what counts as a fault.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// One JSON document instead of lines to read.
    pub json: bool,
    /// Warnings count.
    pub strict: bool,
    /// Lines are coloured.
    pub colours: bool,
}

/// Checks files and directories as the snippets of one node.
pub fn check(paths: &[PathBuf], options: Options, out: &mut dyn Write) -> Result<Verdict, CommandError> {
    let mut files = Vec::new();
    let mut not_text = Vec::new();
    for path in paths {
        for path in expand(path)? {
            let name =
                if path == Path::new("-") { "stdin.toml".to_owned() } else { path.display().to_string() };
            match String::from_utf8(super::read(&path)?) {
                Ok(text) => files.push(SnippetFile { file: name, text }),
                Err(error) => not_text.push(problem_of_bytes(name, &error)),
            }
        }
    }
    let mut report = check::check(&files, Versions::default());
    if !not_text.is_empty() {
        (report.parser_accepts, report.daemon_accepts, report.ctl_accepts) = (false, false, false);
        report.resources.clear();
        report.problems.splice(..0, not_text);
    }
    let shown = if options.json { show_json(&report, out) } else { show(&report, options, out) };
    shown.map_err(CommandError::Write)?;
    Ok(verdict(&report, options))
}

fn verdict(report: &Report, options: Options) -> Verdict {
    let worst = report.problems.iter().map(|problem| problem.severity).min();
    match worst {
        Some(Severity::Error) => Verdict::Errors,
        _ if !report.daemon_accepts || !report.ctl_accepts => Verdict::Errors,
        Some(Severity::Warning) if options.strict => Verdict::Warnings,
        Some(Severity::Warning | Severity::Info) | None => Verdict::Fine,
    }
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
        let is_snippet = file.as_os_str().as_encoded_bytes().ends_with(b".toml");
        if is_snippet && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The daemon refuses a file that is not UTF-8, and everything else with it.
fn problem_of_bytes(file: String, error: &std::string::FromUtf8Error) -> Problem {
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

const NOT_UTF_8: Text = Text::new(
    "expected UTF-8: the daemon refuses the whole configuration",
    "应为 UTF-8 编码：守护进程会拒绝整个配置",
);

fn show(report: &Report, options: Options, out: &mut dyn Write) -> std::io::Result<()> {
    for problem in &report.problems {
        let (on, off) = match (options.colours, problem.severity) {
            (false, _) => ("", ""),
            (true, Severity::Error) => ("\x1b[1;31m", "\x1b[0m"),
            (true, Severity::Warning) => ("\x1b[1;33m", "\x1b[0m"),
            (true, Severity::Info) => ("\x1b[1;36m", "\x1b[0m"),
        };
        let place = [
            problem.file.clone(),
            problem.line.map(|n| n.to_string()),
            problem.column.map(|n| n.to_string()),
        ];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let place = if place.is_empty() { "all files".to_owned() } else { place.join(":") };
        let severity = word(problem.severity);
        writeln!(out, "{place}: {on}{severity}{off}[{}]: {}", problem.code, problem.message)?;
    }
    Ok(())
}

fn show_json(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let problems: Vec<Value> = report.problems.iter().map(problem_json).collect();
    let document = json!({
        "daemon_accepts": report.daemon_accepts,
        "ctl_accepts": report.ctl_accepts,
        "problems": problems,
        "resources": report.resources,
    });
    writeln!(out, "{document:#}")
}

fn problem_json(problem: &Problem) -> Value {
    json!({
        "code": problem.code,
        "severity": word(problem.severity),
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "at": problem.at,
        "message": problem.message.en,
        "fix": null,
    })
}
