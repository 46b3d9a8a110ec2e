//! The columns of the list: which there are, what they are called, and how gateways are sorted by them.

use std::cmp::Ordering;

use gateway::gateway::Kind;
use gateway::text::Text;

use super::fleet::Entry;
use crate::words;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The DRBD resource, which is always shown: it leads to the gateway.
    Resource,
    /// The kind of service.
    Kind,
    /// How it is doing.
    Status,
    /// The node on which it is active.
    RunsOn,
    /// Its service IPs.
    ServiceIps,
    /// IQN, NQN or exports.
    Name,
    /// Nodes that have something else than was deployed.
    Drift,
    /// How many have approved it.
    Approvals,
    /// The newest revision, its author and its time.
    Revision,
}

impl Column {
    /// Every column, in the order in which they stand.
    pub(super) const ALL: [Self; 9] = [
        Self::Resource,
        Self::Kind,
        Self::Status,
        Self::RunsOn,
        Self::ServiceIps,
        Self::Name,
        Self::Drift,
        Self::Approvals,
        Self::Revision,
    ];

    /// Its word in addresses and styles.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::RunsOn => "node",
            Self::ServiceIps => "ips",
            Self::Name => "name",
            Self::Drift => "drift",
            Self::Approvals => "approvals",
            Self::Revision => "revision",
        }
    }

    /// The column of a word.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }

    /// What it is called.
    pub(super) const fn label(self) -> Text {
        match self {
            Self::Resource => words::RESOURCE,
            Self::Kind => words::KIND,
            Self::Status => words::STATUS,
            Self::RunsOn => words::RUNS_ON,
            Self::ServiceIps => words::SERVICE_IPS,
            Self::Name => words::NAME,
            Self::Drift => words::COLUMN_DRIFT,
            Self::Approvals => words::COLUMN_APPROVALS,
            Self::Revision => words::REVISION,
        }
    }

    /// How two gateways stand in it; those that are the same there stand by their resource.
    pub(super) fn compare(self, one: &Entry, other: &Entry) -> Ordering {
        let (a, b) = (one.row(), other.row());
        let order = match self {
            Self::Resource => Ordering::Equal,
            Self::Kind => kind_order(a.kind).cmp(&kind_order(b.kind)),
            Self::Status => a.status.state.cmp(&b.status.state),
            // Those that run nowhere stand last.
            Self::RunsOn => {
                let key = |node: &Option<String>| (node.is_none(), node.clone());
                match (&a.status.primary_on, &b.status.primary_on) {
                    (Some(a), Some(b)) => a.cmp(b),
                    (a, b) => key(a).cmp(&key(b)),
                }
            }
            Self::ServiceIps => a.service_ips.cmp(&b.service_ips),
            Self::Name => a.name.cmp(&b.name),
            Self::Drift => other.drifted().len().cmp(&one.drifted().len()),
            Self::Approvals => {
                let missing = |entry: &Entry| {
                    let count = entry.row().approvals;
                    count.map_or(0, |count| count.needed.saturating_sub(count.given) + 1000 * count.rejected)
                };
                missing(other).cmp(&missing(one))
            }
            // The newest first.
            Self::Revision => b.saved_at.cmp(&a.saved_at),
        };
        order.then_with(|| one.cmp_resource(other))
    }
}

/// The place of a kind among all; foreign snippets have none and stand last.
fn kind_order(kind: Option<Kind>) -> u8 {
    match kind {
        Some(Kind::Iscsi) => 0,
        Some(Kind::Nfs) => 1,
        Some(Kind::Nvmeof) => 2,
        None => 3,
    }
}
