//! Reads snippets as the daemon sees them: what it would run, and nothing that it ignores.

use std::borrow::Cow;

use serde::de::Error;
use serde_json::{Map, Value};
use toml::de::DeTable;

use super::document::{self, Promoter};
use super::keys::{RESOURCE_KEYS, Wants};
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

impl Resource {
    pub(crate) fn new(resource: document::Resource) -> Self {
        let stops = resource.settings.get("stop-services-on-exit").and_then(Value::as_bool);
        Self {
            name: resource.name,
            start: resource.start.into_iter().map(|entry| entry.text).collect(),
            stop_services_on_exit: stops.unwrap_or_default(),
            settings: resource.settings,
        }
    }
}

/// The resources that a document gives the daemon to run; the document is one snippet or all of a node behind each other.
///
/// # Errors
///
/// What TOML or the shape of the document has against it, in the words of the parser.
pub fn resources(text: &str) -> Result<Vec<Resource>, toml::de::Error> {
    let promoters = promoters(text)?.into_iter();
    Ok(promoters.flat_map(|promoter| promoter.resources).map(Resource::new).collect())
}

/// The resources that files give the daemon to run; it reads them behind each other, in the order given.
///
/// # Errors
///
/// As [`resources`].
pub fn resources_together(files: &[SnippetFile]) -> Result<Vec<Resource>, toml::de::Error> {
    resources(&Source::unchanged(files).text())
}

/// The promoters of a document, if they are a list.
fn promoters(text: &str) -> Result<Vec<Promoter>, toml::de::Error> {
    let table = DeTable::parse(text)?;
    let promoter = table.get_ref().get("promoter");
    if promoter.is_some_and(|promoter| !promoter.get_ref().is_array()) {
        return Err(toml::de::Error::custom("expected `[[promoter]]`, a list of tables"));
    }
    Ok(document::promoters(text, table.get_ref(), 0))
}

/// Whether the daemon sees the same in both: comments, blanks, order of keys, metadata and what it ignores restart
/// nothing, nor does a default that is written out.
pub fn means_the_same(one: &str, other: &str) -> bool {
    match (promoters(one), promoters(other)) {
        (Ok(one), Ok(other)) => one.iter().map(seen).eq(other.iter().map(seen)),
        _ => false,
    }
}

/// What the daemon compares of a promoter.
pub(crate) type Seen<'a> = (Option<&'a str>, Vec<(&'a str, Vec<Cow<'a, Value>>)>);

/// A promoter as the daemon compares it: what it knows, with its defaults.
pub(crate) fn seen(promoter: &Promoter) -> Seen<'_> {
    let mut resources = Vec::new();
    for resource in &promoter.resources {
        let mut values = Vec::new();
        for key in RESOURCE_KEYS {
            let default = || match key.wants {
                Wants::Switch => Value::Bool(key.default == "true"),
                Wants::Whole(_) => Value::from(key.default.parse::<i64>().unwrap_or_default()),
                Wants::Strings => Value::Array(Vec::new()),
                Wants::String | Wants::Word(_) => Value::from(key.default),
            };
            let given = resource.settings.get(key.name).map(Cow::Borrowed);
            values.push(given.unwrap_or_else(|| Cow::Owned(default())));
        }
        resources.push((&*resource.name, values));
    }
    (promoter.id.as_deref(), resources)
}

/// What keeps the daemon from loading and starting `files` (name and text, sorted by name) as one.
pub fn problems_together(files: &[(String, &str)]) -> Vec<Problem> {
    let files: Vec<SnippetFile> = files
        .iter()
        .map(|(file, text)| SnippetFile { file: file.clone(), text: (*text).to_owned() })
        .collect();
    let report = check::check(&files, Versions::default());
    // An agent that will not work is its own gateway's business; what two files take from each other is not.
    let of_all = |problem: &Problem| ["resource-twice", "unit-collision"].contains(&&*problem.code);
    let blocks = |problem: &Problem| problem.is_error() && (!report.daemon_accepts || of_all(problem));
    report.problems.iter().filter(|problem| blocks(problem)).cloned().collect()
}
