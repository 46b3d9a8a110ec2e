//! The start order as a graph: the units of a gateway, and what ties them together.
//!
//! Nothing here is thought up: units and edges are read from the drop-ins that the daemon writes, and what a unit does
//! from the explanation of its start entry.

pub mod failover;
pub mod svg;

use serde::Serialize;

use crate::agent::StartEntry;
use crate::explain::{Explanation, explain};
use crate::secret::shown;
use crate::snippet::read::{Resource, resources};
use crate::text::Text;
use crate::unit::drop_in::{DropIn, drop_ins};
use crate::unit::{promote_name, target_name, unit_name};

/// The units of one resource, in the order in which they start, and how they hang together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// Name of the DRBD resource.
    pub resource: String,
    /// The target first, then the unit that promotes, then one unit per start entry.
    pub units: Vec<GraphUnit>,
    /// What ties two of them together.
    pub edges: Vec<Edge>,
}

/// A unit of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphUnit {
    /// Its name for systemd.
    pub unit: String,
    /// What it is to the gateway.
    pub role: Role,
    /// What it is or does.
    pub what: Text,
    /// What happens when it starts.
    pub on_start: Option<Text>,
    /// What happens when it stops.
    pub on_stop: Option<Text>,
    /// Why it stands at this place.
    pub why_here: Option<Text>,
}

/// What a unit is to the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Role {
    /// The target, which is active exactly where the gateway runs.
    Target,
    /// The unit that promotes the resource.
    Promote,
    /// An agent of the start list.
    Agent {
        /// Its name, such as `IPaddr2`.
        name: String,
        /// Name of this instance.
        instance: String,
        /// What it is asked for, of agents that do one thing or its opposite (`portblock`).
        action: Option<String>,
    },
    /// A unit of systemd in the start list.
    Unit,
}

/// What ties one unit to another, as a drop-in says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Which unit says it: an index of [`Graph::units`].
    pub from: usize,
    /// Which unit it says it of.
    pub to: usize,
    /// The settings of systemd, such as `BindsTo` and `After`, in the order of the drop-in.
    pub kinds: Vec<String>,
}

/// The settings of systemd by which one unit hangs on another (systemd.unit(5)).
const KINDS: [&str; 7] = ["Requires", "Requisite", "Wants", "BindsTo", "PartOf", "After", "Before"];

impl Graph {
    /// The graphs of all resources of a snippet. What is no TOML has none, and neither has what the runner `shell` runs.
    pub fn of(text: &str) -> Vec<Self> {
        let explanations = explain(text);
        let resources = resources(text).unwrap_or_default();
        resources.iter().filter_map(|resource| Self::of_resource(resource, &explanations)).collect()
    }

    fn of_resource(resource: &Resource, explanations: &[Explanation]) -> Option<Self> {
        let drop_ins = drop_ins(resource);
        if drop_ins.is_empty() {
            return None;
        }
        let (target, promote) = (target_name(&resource.name), promote_name(&resource.name));
        let told = |unit: &str| explanations.iter().find(|it| it.unit.as_deref() == Some(unit));
        let mut units = vec![
            GraphUnit::new(target.clone(), Role::Target, told(&target)),
            GraphUnit { on_start: Some(PROMOTED), on_stop: Some(DEMOTED), ..promotion(promote) },
        ];
        for text in &resource.start {
            let Ok(entry) = StartEntry::read(text) else { continue };
            let unit = unit_name(&entry, &resource.name);
            let explanation = told(&unit);
            units.push(GraphUnit::new(unit, role(entry), explanation));
        }
        let edges = edges(&units, &drop_ins);
        for unit in &mut units {
            unit.unit = shown(&unit.unit);
        }
        Some(Self { resource: shown(&resource.name), units, edges })
    }

    /// What ties `from` to `to`, if anything does.
    pub fn kinds(&self, from: usize, to: usize) -> &[String] {
        let edge = self.edges.iter().find(|edge| (edge.from, edge.to) == (from, to));
        edge.map_or(&[], |edge| &edge.kinds)
    }

    /// Index of the first unit that comes from the start list.
    pub const FIRST_ENTRY: usize = 2;
}

impl GraphUnit {
    fn new(unit: String, role: Role, told: Option<&Explanation>) -> Self {
        let what = told.map_or(UNTOLD, |told| told.what.clone());
        let (on_start, on_stop, why_here) = match told {
            Some(told) => (told.on_start.clone(), told.on_stop.clone(), told.why_here.clone()),
            None => (None, None, None),
        };
        Self { unit, role, what, on_start, on_stop, why_here }
    }

    /// What people call it: the instance and its agent, or the name of the unit.
    pub fn title(&self) -> Text {
        match &self.role {
            Role::Target => Text::new("The gateway's target", "网关的目标单元"),
            Role::Promote => Text::new("Promotion of the resource", "资源升级"),
            Role::Agent { name, instance, .. } => {
                let title = shown(&format!("{instance} · {name}"));
                Text::of(title.clone(), title)
            }
            Role::Unit => Text::of(self.unit.clone(), self.unit.clone()),
        }
    }
}

fn promotion(unit: String) -> GraphUnit {
    GraphUnit {
        why_here: Some(FIRST),
        ..GraphUnit { what: PROMOTES, ..GraphUnit::new(unit, Role::Promote, None) }
    }
}

fn role(entry: StartEntry) -> Role {
    match entry {
        StartEntry::Agent(mut agent) => Role::Agent {
            name: agent.name,
            instance: agent.instance,
            action: agent.parameters.remove("action"),
        },
        StartEntry::Unit(_) => Role::Unit,
    }
}

/// What the drop-ins say of two units that are both in the graph.
fn edges(units: &[GraphUnit], drop_ins: &[DropIn]) -> Vec<Edge> {
    let index = |name: &str| units.iter().position(|unit| unit.unit == name);
    let mut edges: Vec<Edge> = Vec::new();
    for drop_in in drop_ins {
        let Some(from) = index(&drop_in.unit) else { continue };
        let first = edges.len();
        for line in &drop_in.lines {
            let Some((kind, name)) = line.split_once('=').filter(|(kind, _)| KINDS.contains(kind)) else {
                continue;
            };
            let Some(to) = index(name) else { continue };
            match edges[first..].iter_mut().find(|edge| edge.to == to) {
                Some(edge) => edge.kinds.push(kind.to_owned()),
                None => edges.push(Edge { from, to, kinds: vec![kind.to_owned()] }),
            }
        }
    }
    edges
}

const UNTOLD: Text = Text::new("A unit of systemd.", "一个 systemd 单元。");
const PROMOTES: Text = Text::new(
    "Promotes the DRBD resource: from then on this node alone may write to its volumes.",
    "升级 DRBD 资源：此后只有该节点可以写入其卷。",
);
const PROMOTED: Text = Text::new(
    "DRBD makes the resource primary here. Without quorum, or where another node is primary, it refuses.",
    "DRBD 在此节点上将资源设为主角色；没有仲裁或其他节点已是主角色时会拒绝。",
);
const DEMOTED: Text = Text::new(
    "DRBD makes the resource secondary here, and another node may take it.",
    "DRBD 在此节点上将资源降为次角色，其他节点可以接管。",
);
const FIRST: Text = Text::new(
    "It comes before the whole list: nobody may mount or export what another node writes to.",
    "它在整个列表之前：其他节点仍在写入时，任何人都不得挂载或导出。",
);
