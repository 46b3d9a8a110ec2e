//! A start entry: what its agent does with the parameters that it gets, and why it stands where it stands.

use std::collections::BTreeMap;

use super::{Explanation, filesystem, iscsi, network, nfs, nvmeof};
use crate::agent::{AgentEntry, EntryError, StartEntry};
use crate::check::started::MOST_COMPARED;
use crate::secret::{MASK, is_secret, shown};
use crate::text::Text;
use crate::unit::specifier::{Piece, expand};
use crate::unit::unit_name;

/// A start entry and the unit that it becomes.
pub(super) struct Entry {
    unit: String,
    read: Result<StartEntry, EntryError>,
}

/// Reads a start list as the daemon does.
pub(super) fn read(texts: &[&str], resource: &str) -> Vec<Entry> {
    let entry = |text: &&str| {
        let read = StartEntry::read(text);
        let unit = read.as_ref().map(|entry| unit_name(entry, resource)).unwrap_or_default();
        Entry { unit, read }
    };
    texts.iter().map(entry).collect()
}

/// A place in a start list.
#[derive(Clone, Copy)]
pub(super) struct Position<'a> {
    pub(super) list: &'a [Entry],
    pub(super) index: usize,
}

impl<'a> Position<'a> {
    /// The agents of this name that start before this entry.
    pub(super) fn before(self, name: &str) -> impl Iterator<Item = Parameters> {
        agents(if self.is_long() { &[] } else { &self.list[..self.index] }, name)
    }

    /// The agents of this name that start after this entry.
    pub(super) fn after(self, name: &str) -> impl Iterator<Item = Parameters> {
        agents(if self.is_long() { &[] } else { &self.list[self.index + 1..] }, name)
    }

    /// Whether the list is too long to look through it for every entry; then each is explained by itself.
    fn is_long(self) -> bool {
        self.list.len() > MOST_COMPARED
    }

    /// Whether such an agent starts before this entry.
    pub(super) fn follows(self, name: &str) -> bool {
        self.before(name).next().is_some()
    }

    /// Whether such an agent starts after this entry.
    pub(super) fn precedes(self, name: &str) -> bool {
        self.after(name).next().is_some()
    }

    fn entry(self) -> &'a Entry {
        &self.list[self.index]
    }
}

fn agents(list: &[Entry], name: &str) -> impl Iterator<Item = Parameters> {
    list.iter().filter_map(move |entry| match &entry.read {
        Ok(StartEntry::Agent(agent)) if agent.name == name => Some(Parameters::of(agent, &entry.unit)),
        Ok(StartEntry::Agent(_) | StartEntry::Unit(_)) | Err(_) => None,
    })
}

/// Parameters as the agent gets them, but for those with secrets: of these it is only known that they are there.
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    fn of(agent: &AgentEntry, unit: &str) -> Self {
        let mut values = BTreeMap::new();
        for (key, value) in &agent.parameters {
            // What systemd cannot resolve, it drops.
            let Ok(pieces) = expand(value, unit) else { continue };
            let value = if is_secret(key) && !value.is_empty() {
                MASK.to_owned()
            } else {
                shown(&pieces.iter().map(Piece::to_string).collect::<String>())
            };
            values.insert(key.clone(), value);
        }
        Self(values)
    }

    /// The value of a parameter, fit to be shown; an empty one is none.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value, or the agent's default.
    pub(super) fn or<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.get(key).unwrap_or(default)
    }
}

/// What there is to say of an agent.
pub(super) struct Said {
    pub(super) what: Text,
    pub(super) on_start: Text,
    pub(super) on_stop: Text,
    pub(super) why_here: Option<Text>,
}

/// A parameter without which the agent does not start.
pub(super) struct Missing(pub(super) &'static str);

/// Explains an entry of a list that systemd runs.
pub(super) fn explain(place: (u32, u32), position: Position<'_>) -> Explanation {
    let entry = position.entry();
    let explanation = match &entry.read {
        Err(EntryError::UnmatchedQuote { .. }) => return Explanation::new(place, UNMATCHED_QUOTE),
        Err(EntryError::NoInstance) => return Explanation::new(place, NO_INSTANCE),
        Ok(StartEntry::Unit(unit)) => of_unit(place, unit),
        Ok(StartEntry::Agent(agent)) => of_agent(place, agent, position),
    };
    // A name that holds what may be a password is not shown.
    let is_shown = shown(&entry.unit) == entry.unit && is_unit_name(&entry.unit);
    if is_shown { explanation.with_unit(entry.unit.clone()) } else { explanation }
}

/// Whether systemd takes it as a unit's name: other characters and suffixes make none (systemd.unit(5)).
fn is_unit_name(name: &str) -> bool {
    const SUFFIXES: [&str; 11] = [
        "service",
        "socket",
        "device",
        "mount",
        "automount",
        "swap",
        "target",
        "path",
        "timer",
        "slice",
        "scope",
    ];
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ":-_.\\@".contains(c);
    name.chars().all(is_plain) && name.rsplit_once('.').is_some_and(|(_, suffix)| SUFFIXES.contains(&suffix))
}

fn of_unit(place: (u32, u32), unit: &str) -> Explanation {
    if !is_unit_name(unit) {
        return Explanation::new(place, NO_UNIT);
    }
    let unit = shown(unit);
    let what = Text::of(
        format!("The systemd unit `{unit}`, which must be there on every node."),
        format!("systemd 单元 `{unit}`，每个节点上都必须有。"),
    );
    Explanation { on_start: Some(UNIT_START), on_stop: Some(UNIT_STOP), ..Explanation::new(place, what) }
}

fn of_agent(place: (u32, u32), agent: &AgentEntry, position: Position<'_>) -> Explanation {
    let given = Parameters::of(agent, &position.entry().unit);
    let said = match (&*agent.vendor, &*agent.name) {
        ("heartbeat", "portblock") => network::portblock(&given, position),
        ("heartbeat", "IPaddr2") => network::ipaddr2(&given, position),
        ("heartbeat", "Filesystem") => filesystem::filesystem(&given, position),
        ("heartbeat", "iSCSITarget") => iscsi::target(&given, position),
        ("heartbeat", "iSCSILogicalUnit") => iscsi::logical_unit(&given, position),
        ("heartbeat", "nfsserver") => Ok(nfs::nfsserver(&given, position)),
        ("heartbeat", "exportfs") => nfs::exportfs(&given, position),
        ("heartbeat", "ganesha-nfs") => Ok(nfs::ganesha(&given, position)),
        ("heartbeat", "nvmet-subsystem") => nvmeof::subsystem(&given, position),
        ("heartbeat", "nvmet-namespace") => nvmeof::namespace(&given, position),
        ("heartbeat", "nvmet-port") => nvmeof::port(&given, position),
        _ => Ok(unknown_agent(agent)),
    };
    match said {
        Ok(said) => Explanation {
            on_start: Some(said.on_start),
            on_stop: Some(said.on_stop),
            why_here: said.why_here,
            ..Explanation::new(place, said.what)
        },
        Err(Missing(key)) => Explanation::new(place, missing(&agent.name, key)),
    }
}

fn unknown_agent(agent: &AgentEntry) -> Said {
    let (vendor, name) = (shown(&agent.vendor), shown(&agent.name));
    Said {
        what: Text::of(
            format!("The OCF agent `{vendor}:{name}`, of which SDS Gateway knows nothing."),
            format!("OCF 代理 `{vendor}:{name}`，SDS Gateway 对其没有了解。"),
        ),
        on_start: Text::new(
            "The agent is run with `start`, and then every 30 seconds with `monitor`.",
            "以 `start` 运行该代理，之后每 30 秒以 `monitor` 运行一次。",
        ),
        on_stop: Text::new("The agent is run with `stop`.", "以 `stop` 运行该代理。"),
        why_here: None,
    }
}

fn missing(agent: &str, key: &str) -> Text {
    Text::of(
        format!("The agent `{agent}` gets no `{key}`, without which it does not start."),
        format!("代理 `{agent}` 没有得到参数 `{key}`，因此无法启动。"),
    )
}

const UNMATCHED_QUOTE: Text = Text::new(
    "A quote without its partner. The daemon refuses the entry, and on reload it stops a running gateway for it.",
    "引号不成对。守护进程会拒绝此项；重载时，正在运行的网关会因此停止。",
);
const NO_INSTANCE: Text = Text::new(
    "An agent without an instance name. The daemon refuses the entry, and on reload it stops a running gateway for it.",
    "代理没有实例名。守护进程会拒绝此项；重载时，正在运行的网关会因此停止。",
);
const NO_UNIT: Text = Text::new(
    "This is no agent, so the daemon takes it for the name of a systemd unit. No unit can have such a name: the gateway \
     does not start.",
    "这不是代理，守护进程会把它当作 systemd 单元名，但单元不可能有这样的名称：网关无法启动。",
);
const UNIT_START: Text = Text::new("systemd starts the unit.", "systemd 启动该单元。");
const UNIT_STOP: Text = Text::new("systemd stops the unit.", "systemd 停止该单元。");
