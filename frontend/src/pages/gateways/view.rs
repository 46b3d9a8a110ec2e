//! What of the list is wanted: it stands in the address, so that a link shows the same and the way back leads there.

use gateway::api::running::RunState;
use gateway::gateway::Kind;
use gateway::names::Choice;

use super::columns::Column;
use super::fleet::{Entry, is_on};

/// What is searched, what is filtered, and what the list is sorted by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    /// Words that must all be found.
    pub(super) text: String,
    /// The kind.
    pub(super) kind: Option<KindOf>,
    /// How it is doing.
    pub(super) status: Option<RunState>,
    /// The node that has its snippet or runs it.
    pub(super) node: Option<String>,
    /// Whether some node has to have something else than was deployed.
    pub(super) drift: bool,
    /// Whether it has to lack approvals.
    pub(super) approval: bool,
    /// What it is sorted by.
    pub(super) sort: Sort,
}

/// A kind, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KindOf {
    /// A gateway of ours.
    Ours(Kind),
    /// A foreign snippet.
    Foreign,
}

/// A column that sorts, and which end of it comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    /// The column.
    pub(super) by: Column,
    /// Whether the other end comes first.
    pub(super) is_reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Resource, is_reversed: false }
    }
}

/// Everything that the address says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct View {
    /// Which gateways, and in which order.
    pub(super) wanted: Wanted,
    /// The columns; all of them where there are none.
    pub(super) columns: Vec<Column>,
    /// The page, from 0.
    pub(super) page: usize,
}

/// Every state with its word in the address.
pub(super) const STATES: [(RunState, &str); 11] = [
    (RunState::Active, "active"),
    (RunState::Activating, "starting"),
    (RunState::Deactivating, "stopping"),
    (RunState::Reloading, "reloading"),
    (RunState::Inactive, "inactive"),
    (RunState::Stopped, "stopped"),
    (RunState::Frozen, "frozen"),
    (RunState::Failed, "failed"),
    (RunState::Maintenance, "maintenance"),
    (RunState::NotDeployed, "not-deployed"),
    (RunState::Unknown, "unknown"),
];

const YES: &str = "yes";
const FOREIGN: &str = "foreign";

impl View {
    /// What the parameters of an address say; what they do not say is as usual.
    pub(super) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let given = |name: &str| parameter(name).filter(|value| !value.is_empty());
        let sort = given("sort").and_then(|word| {
            let (is_reversed, word) =
                word.strip_prefix('-').map_or((false, word.as_str()), |word| (true, word));
            Column::of(word).map(|by| Sort { by, is_reversed })
        });
        let state = |word: String| STATES.iter().find(|(_, each)| *each == word).map(|(state, _)| *state);
        let columns = given("columns").map(|words| read_columns(&words)).unwrap_or_default();
        let page = given("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1);
        Self {
            wanted: Wanted {
                text: given("q").unwrap_or_default(),
                kind: given("kind").and_then(|word| KindOf::of(&word)),
                status: given("status").and_then(state),
                node: given("node"),
                drift: given("drift").is_some(),
                approval: given("approval").is_some(),
                sort: sort.unwrap_or_default(),
            },
            columns,
            page: page.saturating_sub(1),
        }
    }

    /// The parameters of an address, each with its value; what is as usual is left out.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let Wanted { text, kind, status, node, drift, approval, sort } = &self.wanted;
        let state = |state: RunState| STATES.iter().find(|(each, _)| *each == state).map(|(_, word)| *word);
        let mark = if sort.is_reversed { "-" } else { "" };
        let all = [
            ("q", Some(text.clone()).filter(|text| !text.is_empty())),
            ("kind", kind.map(|kind| kind.word().to_owned())),
            ("status", status.and_then(state).map(str::to_owned)),
            ("node", node.clone()),
            ("drift", drift.then(|| YES.to_owned())),
            ("approval", approval.then(|| YES.to_owned())),
            ("sort", (*sort != Sort::default()).then(|| format!("{mark}{}", sort.by.word()))),
            ("columns", Some(write_columns(&self.columns)).filter(|words| !words.is_empty())),
            ("page", (self.page > 0).then(|| (self.page + 1).to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Columns by their words; none where they are all of them, or none is known.
pub(super) fn read_columns(words: &str) -> Vec<Column> {
    let named =
        |column: &Column| *column == Column::Resource || words.split(',').any(|word| word == column.word());
    let columns: Vec<Column> = Column::ALL.into_iter().filter(named).collect();
    if columns.len() == Column::ALL.len() { Vec::new() } else { columns }
}

/// The words of columns; nothing where they are all of them.
pub(super) fn write_columns(columns: &[Column]) -> String {
    let words: Vec<&str> = columns.iter().map(|column| column.word()).collect();
    words.join(",")
}

impl Wanted {
    /// Whether anything is kept from being shown.
    pub(super) fn hides(&self) -> bool {
        *self != Self { sort: self.sort, ..Self::default() }
    }

    /// The gateways that fit, in their order.
    pub(super) fn choose(&self, entries: &[Entry]) -> Vec<Entry> {
        let text = self.text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut chosen: Vec<Entry> =
            entries.iter().filter(|entry| self.fits(entry, &words)).cloned().collect();
        let Sort { by, is_reversed } = self.sort;
        if is_reversed {
            chosen.sort_by(|one, other| by.compare(other, one));
        } else {
            chosen.sort_by(|one, other| by.compare(one, other));
        }
        chosen
    }

    fn fits(&self, entry: &Entry, words: &[&str]) -> bool {
        let row = entry.row();
        self.kind.is_none_or(|kind| kind == row.kind.map_or(KindOf::Foreign, KindOf::Ours))
            && self.status.is_none_or(|status| status == row.status.state)
            && self
                .node
                .as_ref()
                .is_none_or(|node| row.status.nodes.iter().any(|each| each.node == *node && is_on(each)))
            && (!self.drift || row.status.nodes.iter().any(|node| node.drift.is_some()))
            && (!self.approval || entry.lacks_approval())
            && words.iter().all(|word| entry.text().contains(word))
    }
}

impl KindOf {
    /// Every kind, and foreign snippets.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.iter().copied().map(Self::Ours).chain([Self::Foreign])
    }

    /// The kind of a word.
    pub(super) fn of(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.word() == word)
    }

    /// Its word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ours(kind) => kind.word(),
            Self::Foreign => FOREIGN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, View, Wanted};

    fn read(query: &str) -> View {
        let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        View::read(|name| pairs.iter().find(|(each, _)| *each == name).map(|(_, value)| (*value).to_owned()))
    }

    fn written(view: &View) -> String {
        let pairs: Vec<String> =
            view.parameters().iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }

    #[test]
    fn an_address_gives_the_view_that_it_was_made_of() {
        for query in [
            "",
            "q=r0",
            "kind=foreign&status=not-deployed&node=node-a&drift=yes&approval=yes&sort=-revision",
            "columns=resource,status&page=7",
            "q=10.0.0.5 node-b&kind=nvmeof&sort=node",
        ] {
            assert_eq!(written(&read(query)), query);
        }
    }

    #[test]
    fn what_nobody_can_have_chosen_is_as_usual() {
        for query in ["sort=size", "status=fine", "kind=smb", "page=0", "page=-3", "page=x", "columns=", "q="]
        {
            let view = read(query);
            assert_eq!((view.wanted, view.page), (Wanted::default(), 0), "{query}");
        }
        assert_eq!(read("columns=wrong").columns, [Column::Resource]);
    }
}
