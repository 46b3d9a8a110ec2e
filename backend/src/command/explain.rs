//! `explain`: a snippet with what each line does.

mod wrap;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use gateway::explain::{Explanation, explain as explain_text};
use gateway::secret::masked;
use gateway::text::{Language, Text};

use super::files::NOT_UTF_8;
use super::{CommandError, Verdict, read};
use wrap::wrapped;

/// How the result is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// One JSON document, in both languages, instead of the snippet.
    pub json: bool,
    /// The language of explanations among the lines of the snippet.
    pub language: Language,
    /// Explanations are dimmed.
    pub colours: bool,
}

/// Columns of a line of explanation.
const WIDTH: usize = 100;

/// Explains a snippet; what cannot be read as text is told to `complaints`.
pub fn explain(
    file: &Path,
    options: Options,
    out: &mut dyn Write,
    complaints: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let Ok(text) = String::from_utf8(read(file)?) else {
        writeln!(complaints, "{}: error[not-utf-8]: {NOT_UTF_8}", file.display())
            .map_err(CommandError::Write)?;
        return Ok(Verdict::Errors);
    };
    let shown = if options.json { show_json(&text, out) } else { show(&text, options, out) };
    shown.map_err(CommandError::Write)?;
    Ok(Verdict::Fine)
}

fn show_json(text: &str, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &explain_text(text))?;
    writeln!(out)
}

/// The snippet with comments below what they explain: it is still a snippet, and means the same.
fn show(text: &str, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let explanations = explain_text(text);
    let text = masked(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut said = BTreeSet::new();
    for (number, line) in (1..).zip(&lines) {
        writeln!(out, "{line}")?;
        for explanation in explanations.iter().filter(|explanation| explanation.end_line == number) {
            // What holds for every comment is worth one reading.
            if explanation.unit.is_some() || said.insert(&explanation.what) {
                let first = usize::try_from(explanation.line).unwrap_or(1);
                let line = lines.get(first.saturating_sub(1)).unwrap_or(line);
                let indent = &line[..line.len() - line.trim_start().len()];
                show_explanation(explanation, indent, options, out)?;
            }
        }
    }
    Ok(())
}

fn show_explanation(
    explanation: &Explanation,
    indent: &str,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (on, off) = if options.colours { ("\x1b[2m", "\x1b[0m") } else { ("", "") };
    for line in wrapped(explanation.what.in_language(options.language), WIDTH) {
        writeln!(out, "{indent}{on}#> {line}{off}")?;
    }
    let unit = explanation.unit.as_ref().map(|unit| Text::of(unit.clone(), unit.clone()));
    let details = [
        (UNIT, unit.as_ref()),
        (START, explanation.on_start.as_ref()),
        (STOP, explanation.on_stop.as_ref()),
        (PLACE, explanation.why_here.as_ref()),
    ];
    for (label, detail) in details {
        let Some(detail) = detail else { continue };
        let mut label = label;
        for line in wrapped(detail.in_language(options.language), WIDTH) {
            writeln!(out, "{indent}{on}#>   {}  {line}{off}", label.in_language(options.language))?;
            label = NO_LABEL;
        }
    }
    Ok(())
}

// Labels of a language take the same columns.
const UNIT: Text = Text::new("unit ", "单元");
const START: Text = Text::new("start", "启动");
const STOP: Text = Text::new("stop ", "停止");
const PLACE: Text = Text::new("place", "位置");
const NO_LABEL: Text = Text::new("     ", "    ");
