//! `render`: the snippet of a gateway.

use std::io::Write;
use std::path::Path;

use gateway::gateway::Gateway;
use gateway::problem::{Problem, Severity};
use gateway::secret::json::problems_of_masks;
use gateway::snippet::write::write;

use super::{CommandError, Verdict, read};

/// Writes the snippet to `out`, and what the draft is wrong about to `complaints`.
pub fn render(file: &Path, out: &mut dyn Write, complaints: &mut dyn Write) -> Result<Verdict, CommandError> {
    let content = read(file)?;
    let draft = match serde_json::from_slice(&content) {
        Ok(draft) => draft,
        Err(error) => {
            let place = format!("{}:{}:{}", file.display(), error.line(), error.column());
            writeln!(complaints, "{place}: error[json]: expected JSON: {error}")
                .map_err(CommandError::Write)?;
            return Ok(Verdict::Errors);
        }
    };
    match Gateway::read(&draft) {
        Err(problems) => {
            complain(&problems, complaints)?;
            Ok(Verdict::Errors)
        }
        Ok(gateway) => {
            let text = write(&gateway);
            let masks = problems_of_masks(&draft, &text);
            complain(&masks, complaints)?;
            complain(&gateway.warnings(), complaints)?;
            if !masks.is_empty() {
                return Ok(Verdict::Errors);
            }
            out.write_all(text.as_bytes()).map_err(CommandError::Write)?;
            Ok(Verdict::Fine)
        }
    }
}

fn complain(problems: &[Problem], complaints: &mut dyn Write) -> Result<(), CommandError> {
    for problem in problems {
        let severity = word(problem.severity);
        // The pointer to the whole is empty; a place that is nothing would look like a mistake.
        let at = if problem.at.is_empty() { "/" } else { &problem.at };
        writeln!(complaints, "{at}: {severity}[{}]: {}", problem.code, problem.message)
            .map_err(CommandError::Write)?;
    }
    Ok(())
}

/// What a severity is called.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
