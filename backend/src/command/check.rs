//! `check`: what the daemon would say of snippets, and what it would not say.

use std::io::Write;
use std::path::PathBuf;

use gateway::check::{self, Report};
use gateway::problem::{Problem, Severity};
use gateway::snippet::versions::Versions;
use serde_json::{Value, json};

use super::files::{Snippets, read_snippets};
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
    /// The programs of the node.
    pub versions: Versions,
}

/// Checks files and directories as the snippets of one node.
pub fn check(paths: &[PathBuf], options: Options, out: &mut dyn Write) -> Result<Verdict, CommandError> {
    let Snippets { files, not_text } = read_snippets(paths)?;
    let mut report = check::check(&files, options.versions);
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

fn show(report: &Report, options: Options, out: &mut dyn Write) -> std::io::Result<()> {
    for problem in &report.problems {
        writeln!(out, "{}", describe(problem, options.colours))?;
        if let Some(fix) = &problem.fix {
            writeln!(out, "    fix: {}", fix.title)?;
        }
    }
    Ok(())
}

/// A problem on one line: place, severity, code, message.
pub(super) fn describe(problem: &Problem, colours: bool) -> String {
    let (on, off) = match (colours, problem.severity) {
        (false, _) => ("", ""),
        (true, Severity::Error) => ("\x1b[1;31m", "\x1b[0m"),
        (true, Severity::Warning) => ("\x1b[1;33m", "\x1b[0m"),
        (true, Severity::Info) => ("\x1b[1;36m", "\x1b[0m"),
    };
    let place =
        [problem.file.clone(), problem.line.map(|n| n.to_string()), problem.column.map(|n| n.to_string())];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let place = if place.is_empty() { "all files".to_owned() } else { place.join(":") };
    let severity = word(problem.severity);
    format!("{place}: {on}{severity}{off}[{}]: {}", problem.code, problem.message)
}

/// Whether one of the problems is an error.
pub(super) fn has_errors<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> bool {
    problems.into_iter().any(Problem::is_error)
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
        "fix": problem.fix.as_ref().map(|fix| json!({"title": fix.title.en})),
    })
}
