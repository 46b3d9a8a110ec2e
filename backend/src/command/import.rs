//! `import`: the gateway that a snippet is.

use std::io::Write;
use std::path::Path;

use gateway::import::{Imported, import};
use gateway::text::Text;
use serde_json::json;

use super::{CommandError, Verdict, read};

/// Which of the results goes to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// The gateway, if the snippet is one; what is to be said of it goes to `remarks`.
    Gateway,
    /// Everything that was found out.
    Everything,
}

/// Writes the gateway that does what the snippet says to `out`, and what differs, or why there is none, to `remarks`.
pub fn import_file(
    file: &Path,
    output: Output,
    out: &mut dyn Write,
    remarks: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let imported = match String::from_utf8(read(file)?) {
        Ok(text) => import(&text),
        Err(_) => Imported::Foreign { reasons: vec![NOT_UTF_8], would_differ: Vec::new() },
    };
    let verdict = match &imported {
        Imported::Ours { .. } | Imported::Alike { .. } => Verdict::Fine,
        Imported::Foreign { .. } => Verdict::Errors,
    };
    let shown = match output {
        Output::Gateway => show(&imported, out, remarks),
        Output::Everything => writeln!(out, "{:#}", json!(imported)),
    };
    shown.map_err(CommandError::Write)?;
    Ok(verdict)
}

fn show(imported: &Imported, out: &mut dyn Write, remarks: &mut dyn Write) -> std::io::Result<()> {
    match imported {
        Imported::Ours { gateway } => writeln!(out, "{gateway:#}"),
        Imported::Alike { gateway, differences } => {
            remark("differs", differences, remarks)?;
            writeln!(out, "{gateway:#}")
        }
        Imported::Foreign { reasons, would_differ } => {
            remark("foreign", reasons, remarks)?;
            remark("would differ", would_differ, remarks)
        }
    }
}

fn remark(word: &str, texts: &[Text], remarks: &mut dyn Write) -> std::io::Result<()> {
    for text in texts {
        writeln!(remarks, "{word}: {text}")?;
    }
    Ok(())
}

const NOT_UTF_8: Text = Text::new(
    "expected UTF-8: the daemon refuses the whole configuration",
    "应为 UTF-8 编码：守护进程会拒绝整个配置",
);
