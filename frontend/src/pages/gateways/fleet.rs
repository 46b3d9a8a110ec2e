//! All gateways as the server told them last, each with what it is searched and sorted by.

use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

use gateway::api::running::NodeStatus;
use gateway::api::{GatewayChanges, GatewayRow};

/// A gateway with its keys, which are made once; a copy of it is the same one as long as nothing of it changed.
#[derive(Clone)]
pub(super) struct Entry(Arc<Keyed>);

struct Keyed {
    row: GatewayRow,
    /// The resource, such that `r2` stands before `r10`.
    order: String,
    /// Everything that is searched, in small letters.
    text: String,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Entry {
    fn of(row: GatewayRow) -> Self {
        let mut text = format!("{}\n{}", row.resource, row.name);
        for more in row.service_ips.iter().chain(&row.status.primary_on) {
            text.push('\n');
            text.push_str(more);
        }
        let text = text.to_lowercase();
        Self(Arc::new(Keyed { order: natural(&row.resource), text, row }))
    }

    /// What the server says of it.
    pub(super) fn row(&self) -> &GatewayRow {
        &self.0.row
    }

    /// Its resource.
    pub(super) fn resource(&self) -> &str {
        &self.0.row.resource
    }

    /// What is searched, in small letters.
    pub(super) fn text(&self) -> &str {
        &self.0.text
    }

    /// Names of the nodes that have something else than was deployed there.
    pub(super) fn drifted(&self) -> Vec<&str> {
        self.row()
            .status
            .nodes
            .iter()
            .filter(|node| node.drift.is_some())
            .map(|node| node.node.as_str())
            .collect()
    }

    /// Whether approvals are missing, or somebody has rejected it.
    pub(super) fn lacks_approval(&self) -> bool {
        self.row().approvals.is_some_and(|approvals| !approvals.is_satisfied())
    }

    /// How it stands to another by its resource.
    pub(super) fn cmp_resource(&self, other: &Self) -> Ordering {
        self.0.order.cmp(&other.0.order).then_with(|| self.resource().cmp(other.resource()))
    }
}

/// All gateways, sorted by the bytes of the resource.
#[derive(Clone, Default)]
pub(super) struct Fleet(Vec<Entry>);

impl Fleet {
    /// Every gateway.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// A gateway.
    pub(super) fn find(&self, resource: &str) -> Option<Entry> {
        let place = self.place(resource).ok()?;
        self.0.get(place).cloned()
    }

    /// Takes over a whole list; says whether anything is another.
    pub(super) fn replace(&mut self, rows: Vec<GatewayRow>) -> bool {
        let mut is_other = rows.len() != self.0.len();
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let same = self.find(&row.resource).filter(|entry| *entry.row() == row);
            is_other |= same.is_none();
            entries.push(same.unwrap_or_else(|| Entry::of(row)));
        }
        entries.sort_by(|one, other| one.resource().cmp(other.resource()));
        self.0 = entries;
        is_other
    }

    /// Takes over what has changed.
    pub(super) fn change(&mut self, changes: GatewayChanges) {
        for resource in &changes.gone {
            if let Ok(place) = self.place(resource) {
                self.0.remove(place);
            }
        }
        for row in changes.changed {
            let place = self.place(&row.resource);
            let entry = Entry::of(row);
            match place {
                Ok(place) => self.0[place] = entry,
                Err(place) => self.0.insert(place, entry),
            }
        }
    }

    /// Names of all nodes, sorted.
    pub(super) fn nodes(&self) -> Vec<String> {
        let mut names: Vec<&str> = Vec::new();
        for node in self.0.iter().flat_map(|entry| &entry.row().status.nodes) {
            if let Err(place) = names.binary_search(&node.node.as_str()) {
                names.insert(place, &node.node);
            }
        }
        names.into_iter().map(str::to_owned).collect()
    }

    fn place(&self, resource: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|entry| entry.resource().cmp(resource))
    }
}

/// Whether a node has the gateway's snippet, or runs it.
pub(super) fn is_on(node: &NodeStatus) -> bool {
    use gateway::api::running::{RunState, SnippetState};
    node.snippet != SnippetState::Absent || node.state == RunState::Active
}

/// A name whose numbers are all equally long, so that they sort as numbers do.
fn natural(name: &str) -> String {
    let mut order = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end =
            rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        order.push_str(&rest[..start].to_lowercase());
        // Writing to a text never fails.
        let _ = write!(order, "{:0>12}", &rest[start..end]);
        rest = &rest[end..];
    }
    order.push_str(&rest.to_lowercase());
    order
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_in_names_sort_as_numbers() {
        let mut names = ["r10", "r2", "R1", "vm-disks", "r2-b", "r"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["r", "R1", "r2", "r2-b", "r10", "vm-disks"]);
    }
}
