//! `graph`: the start order of a snippet as a picture.

use std::io::Write;
use std::path::Path;

use gateway::graph::Graph;
use gateway::graph::svg::svg;
use gateway::secret::shown;
use gateway::text::Language;

use super::files::NOT_UTF_8;
use super::{CommandError, Verdict, read};

/// What is drawn, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One JSON document with every graph, in all languages, instead of a picture.
    pub json: bool,
    /// The language of the picture.
    pub language: Language,
    /// The resource whose graph it is; a snippet may have several.
    pub resource: Option<String>,
}

/// Draws the start order of a snippet; why there is nothing to draw is told to `complaints`.
pub fn graph(
    file: &Path,
    options: &Options,
    out: &mut dyn Write,
    complaints: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let Ok(text) = String::from_utf8(read(file)?) else {
        return refuse(complaints, file, &format!("error[not-utf-8]: {NOT_UTF_8}"));
    };
    let mut graphs = Graph::of(&text);
    if graphs.is_empty() {
        return refuse(
            complaints,
            file,
            "systemd starts nothing for this snippet; `check` tells why the daemon would not load it",
        );
    }
    let all: Vec<String> = graphs.iter().map(|graph| graph.resource.clone()).collect();
    let all = all.join(", ");
    if let Some(resource) = &options.resource {
        graphs.retain(|graph| graph.resource == *resource);
        if graphs.is_empty() {
            let wrong = format!("no resource `{}` is started here, but: {all}", shown(resource));
            return refuse(complaints, file, &wrong);
        }
    }
    let drawn = match (&*graphs, options.json) {
        (graphs, true) => {
            serde_json::to_writer_pretty(&mut *out, graphs).map_err(Into::into).and_then(|()| writeln!(out))
        }
        ([graph], false) => out.write_all(svg(graph, options.language, &[]).as_bytes()),
        (_, false) => {
            let several = format!("a picture is of one resource; choose it with `--resource`: {all}");
            return refuse(complaints, file, &several);
        }
    };
    drawn.map_err(CommandError::Write)?;
    Ok(Verdict::Fine)
}

fn refuse(complaints: &mut dyn Write, file: &Path, why: &str) -> Result<Verdict, CommandError> {
    writeln!(complaints, "{}: {why}", file.display()).map_err(CommandError::Write)?;
    Ok(Verdict::Errors)
}
