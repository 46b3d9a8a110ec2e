//! Reads snippets as the daemon sees them: what it would run, and nothing that it ignores.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::source::Source;
use super::versions::Versions;
use crate::api::SnippetFile;
use crate::check;
use crate::problem::Problem;

/// A resource that a promoter runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Name of the DRBD resource.
    pub name: String,
    /// The start list, in order.
    pub start: Vec<String>,
    /// Whether the services stop with the daemon, and when the snippet goes away.
    pub stop_services_on_exit: bool,
    /// Every setting, the start list among them, as it was given.
    pub settings: Map<String, Value>,
}

/// What the daemon knows of a document; it ignores the rest without a word.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    promoter: Vec<Promoter>,
}

#[derive(Deserialize)]
struct Promoter {
    #[serde(default)]
    resources: Map<String, Value>,
}

/// The resources that a document gives the daemon to run; the document is one snippet or all of a node behind each other.
///
/// # Errors
///
/// What TOML or the shape of the document has against it, in the words of the parser.
pub fn resources(text: &str) -> Result<Vec<Resource>, toml::de::Error> {
    let mut resources = Vec::new();
    for promoter in promoters(text)? {
        for (name, settings) in promoter {
            let settings = settings.as_object().cloned().unwrap_or_default();
            let start = settings.get("start").and_then(Value::as_array);
            let start = start.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            let stop_services_on_exit =
                settings.get("stop-services-on-exit").and_then(Value::as_bool).unwrap_or_default();
            resources.push(Resource { name, start, stop_services_on_exit, settings });
        }
    }
    Ok(resources)
}

/// The resources that files give the daemon to run; it reads them behind each other, in the order given.
///
/// # Errors
///
/// As [`resources`].
pub fn resources_together(files: &[SnippetFile]) -> Result<Vec<Resource>, toml::de::Error> {
    resources(Source::new(files).text())
}

/// The resources of each promoter, with their settings as they were given.
pub(crate) fn promoters(text: &str) -> Result<Vec<Map<String, Value>>, toml::de::Error> {
    let document: Document = toml::from_str(text)?;
    Ok(document.promoter.into_iter().map(|promoter| promoter.resources).collect())
}

/// Whether the daemon sees the same in both: comments, blanks, order of keys and metadata restart nothing.
pub fn means_the_same(one: &str, other: &str) -> bool {
    match (resources(one), resources(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// What keeps the daemon from loading `files` (name and text, sorted by name) as one.
pub fn problems_together(files: &[(String, &str)]) -> Vec<Problem> {
    let files: Vec<SnippetFile> = files
        .iter()
        .map(|(file, text)| SnippetFile { file: file.clone(), text: (*text).to_owned() })
        .collect();
    check::check(&files, Versions::default()).problems.into_iter().filter(Problem::is_error).collect()
}
