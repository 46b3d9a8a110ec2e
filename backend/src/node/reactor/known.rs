//! What is known of a node's snippets from before: the texts by their hashes, and the units that the daemon makes of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gateway::plan::FoundSnippet;
use gateway::secret::said::secrets;
use gateway::snippet::read;
use gateway::unit::{self, ResourceUnits};

use super::answer::Answer;
use super::states::{self, UnitState};
use super::{ServiceStatus, hash};
use crate::node::error::NodeError;
use crate::node::{DISABLED, ENABLED};

/// The files of a node, as they were read last.
#[derive(Default)]
pub(super) struct Known {
    files: BTreeMap<String, File>,
}

struct File {
    hash: String,
    content: Vec<u8>,
    /// What the daemon makes of it.
    resources: Vec<ResourceUnits>,
}

/// The hash of each file that a node has.
pub(super) type Found = BTreeMap<String, String>;

/// Reads what `sha256sum -z` writes.
///
/// # Errors
///
/// Where a line is none of its.
pub(super) fn files(answer: &Answer) -> Result<Found, NodeError> {
    let not_understood = || NodeError::Answer { program: "sha256sum" };
    let file = |line: String| {
        let (hash, name) = line.split_once("  ").ok_or_else(not_understood)?;
        Ok((name.to_owned(), hash.to_owned()))
    };
    answer.list("hashes").into_iter().map(file).collect()
}

impl Known {
    /// The files whose content is not known.
    pub(super) fn unknown(&self, found: &Found) -> Vec<String> {
        let is_unknown =
            |(name, hash): &(&String, &String)| self.files.get(*name).is_none_or(|file| file.hash != **hash);
        found.iter().filter(is_unknown).map(|(name, _)| name.clone()).collect()
    }

    /// Takes in what was read. It counts as it is now, whatever its hash was a moment before.
    pub(super) fn learn(&mut self, texts: Answer) {
        for (name, content) in texts.into_files() {
            // A disabled file that is no TOML is nobody's problem: the daemon does not read it.
            let resources = std::str::from_utf8(&content).ok().and_then(|text| read::resources(text).ok());
            let resources = resources.unwrap_or_default().iter().map(unit::units).collect();
            self.files.insert(name, File { hash: hash(&content), content, resources });
        }
    }

    /// Forgets files that are gone.
    pub(super) fn forget_all_but(&mut self, found: &Found) {
        self.files.retain(|name, _| found.contains_key(name));
    }

    /// Every snippet, sorted by name; of an enabled and a disabled one of the same name, the enabled one.
    ///
    /// The second list are the enabled files that are not UTF-8.
    pub(super) fn snippets(&self) -> (Vec<FoundSnippet>, Vec<String>) {
        let (mut snippets, mut not_text) = (BTreeMap::new(), Vec::new());
        for (file, known) in &self.files {
            let (name, enabled) = match (file.strip_suffix(ENABLED), file.strip_suffix(DISABLED)) {
                (Some(name), _) => (name, true),
                (None, Some(name)) => (name, false),
                (None, None) => continue,
            };
            let text = String::from_utf8_lossy(&known.content);
            if enabled && matches!(text, Cow::Owned(_)) {
                not_text.push(file.clone());
            }
            let text = text.into_owned();
            let snippet = FoundSnippet { name: name.to_owned(), enabled, text };
            if enabled {
                snippets.insert(name.to_owned(), snippet);
            } else {
                snippets.entry(name.to_owned()).or_insert(snippet);
            }
        }
        (snippets.into_values().collect(), not_text)
    }

    /// The secrets of all files.
    pub(super) fn secrets(&self) -> Vec<String> {
        self.files.values().flat_map(|file| secrets(&String::from_utf8_lossy(&file.content))).collect()
    }

    /// The names of all units that snippets are about, sorted.
    pub(super) fn unit_names(&self) -> Vec<String> {
        let mut all: Vec<String> = self.resources().flat_map(names).collect();
        all.sort();
        all.dedup();
        all
    }

    /// The units of a resource; those that every resource has where no snippet is about it.
    pub(super) fn units_of(&self, resource: &str) -> ResourceUnits {
        let known = self.resources().find(|units| units.resource == resource).cloned();
        known.unwrap_or_else(|| ResourceUnits {
            resource: resource.to_owned(),
            target: unit::target_name(resource),
            promote: unit::promote_name(resource),
            units: Vec::new(),
        })
    }

    /// How the gateways of all snippets are doing.
    pub(super) fn services(&self, units: &BTreeMap<String, UnitState>) -> BTreeMap<String, ServiceStatus> {
        self.resources().map(|resource| (resource.resource.clone(), states::judge(resource, units))).collect()
    }

    fn resources(&self) -> impl Iterator<Item = &ResourceUnits> {
        self.files.values().flat_map(|file| &file.resources)
    }
}

/// The names of the units of a resource: the target, the promote unit, one per start entry. An entry that does not
/// parse has none.
pub(super) fn names(units: &ResourceUnits) -> Vec<String> {
    let entries = units.units.iter().filter_map(|unit| unit.unit.clone());
    let all = [units.target.clone(), units.promote.clone()].into_iter().chain(entries);
    all.filter(|name| is_unit(name)).collect()
}

/// Whether systemd takes a text for the name of a unit; asked for another one it answers nothing at all (systemd.unit(5)).
fn is_unit(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":-_.\\@".contains(&byte);
    name.len() <= unit::LONGEST_NAME
        && name.contains('.')
        && !name.starts_with(['.', '-'])
        && name.bytes().all(is_plain)
}
