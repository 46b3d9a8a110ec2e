//! How what a node has differs from what was deployed there last.

use gateway::api::running::{Drift, NodeDrift};
use gateway::import::{Imported, import};
use gateway::secret::pair::masked_pair;
use gateway::text::Text;
use similar::TextDiff;

use crate::deploy::record::Goal;

/// How `now` differs from what was deployed; `None` where it does not.
pub fn between(deployed: &Goal, now: &Goal) -> Option<Drift> {
    match (deployed, now) {
        (Goal::Absent, Goal::Absent) => None,
        (Goal::Absent, Goal::Disabled(_) | Goal::Enabled(_)) => Some(Drift::Extra),
        (Goal::Disabled(_) | Goal::Enabled(_), Goal::Absent) => Some(Drift::Missing),
        _ if deployed.text() != now.text() => Some(Drift::Changed),
        (Goal::Enabled(_), Goal::Disabled(_)) => Some(Drift::Disabled),
        (Goal::Disabled(_), Goal::Enabled(_)) => Some(Drift::Enabled),
        (Goal::Enabled(_), Goal::Enabled(_)) | (Goal::Disabled(_), Goal::Disabled(_)) => None,
    }
}

/// The same with what changed.
pub fn of_node(node: &str, file: &str, deployed: &Goal, now: &Goal) -> Option<NodeDrift> {
    let new = now.text().unwrap_or_default();
    let (before, after) = masked_pair(deployed.text().unwrap_or_default(), new);
    Some(NodeDrift {
        node: node.to_owned(),
        drift: between(deployed, now)?,
        diff: TextDiff::from_lines(&before, &after).unified_diff().header(file, file).to_string(),
        taking_over_loses: losses(new),
    })
}

/// What saving a text as a gateway would not keep.
fn losses(text: &str) -> Vec<Text> {
    match import(text) {
        Imported::Alike { differences, .. } => differences,
        Imported::Ours { .. } | Imported::Foreign { .. } => Vec::new(),
    }
}
