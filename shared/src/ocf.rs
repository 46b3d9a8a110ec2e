//! What the OCF agents declare: their parameters, by version of resource-agents.
//!
//! An agent prints its declaration as XML when it is run with `meta-data`. It says what the agent reads, not what it
//! checks: a name that it does not declare is ignored without a message.

mod filesystem;
mod iscsi;
mod network;
mod nfs;
mod nvmeof;

use crate::names::choice_type;

choice_type! {
    /// A version of resource-agents, as far as agents differ between versions.
    #[derive(Default, PartialOrd, Ord, serde::Deserialize)]
    Version {
        /// 4.12, as in Debian 12.
        V4_12 = "4.12",
        /// 4.16, as in Debian 13.
        V4_16 = "4.16",
        /// 4.18.
        V4_18 = "4.18",
        /// Newer than 4.18.
        #[default]
        Newest = "newest",
    }
}

/// What we know of `ocf:heartbeat`: the agents that gateways are made of, and those that people put beside them.
pub const AGENTS: &[Declaration] = &[
    filesystem::FILESYSTEM,
    network::IPADDR2,
    network::PORTBLOCK,
    iscsi::TARGET,
    iscsi::LOGICAL_UNIT,
    nfs::SERVER,
    nfs::EXPORT,
    nfs::GANESHA,
    nvmeof::SUBSYSTEM,
    nvmeof::NAMESPACE,
    nvmeof::PORT,
];

/// The declaration of `ocf:heartbeat:NAME`; `None` for other vendors and agents that we do not know.
pub fn declaration(vendor: &str, name: &str) -> Option<&'static Declaration> {
    let is_heartbeat = vendor == "heartbeat";
    AGENTS.iter().find(|agent| is_heartbeat && agent.name == name)
}

/// The names of all agents that we know, as they stand behind `ocf:heartbeat:`.
pub fn names() -> impl Iterator<Item = &'static str> {
    AGENTS.iter().map(|agent| agent.name)
}

/// Whether an agent takes the value of a [`ParameterType::Boolean`] for yes.
///
/// `ocf_is_true` of resource-agents knows nine words. Everything else is no, and no agent says that it was not
/// understood: `True` is yes, `Yes` and `tRue` are no.
pub fn is_true(value: &str) -> bool {
    matches!(value, "yes" | "true" | "1" | "YES" | "TRUE" | "True" | "ja" | "on" | "ON")
}

/// What an agent declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Name behind `ocf:heartbeat:`; its case counts.
    pub name: &'static str,
    /// The first version that has the agent.
    pub since: Version,
    /// Its parameters in any version.
    pub parameters: &'static [Parameter],
}

impl Declaration {
    /// The parameter of this name, whichever versions have it.
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Whether this version has the agent.
    pub fn is_known(&self, version: Version) -> bool {
        self.since <= version
    }
}

/// The type that an agent declares for a value. Nobody holds a value to it: what arrives is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// Any text; `string` in the agent's XML.
    Text,
    /// A whole number; `integer` in the agent's XML.
    Whole,
    /// Yes or no, read by [`is_true`]; `boolean` in the agent's XML.
    Boolean,
}

/// A parameter of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in a start entry; its case counts.
    pub name: &'static str,
    /// The type of its value in the newest version that has it.
    pub kind: ParameterType,
    /// What the agent takes where the parameter is left out, in the newest version that has it.
    ///
    /// `None` where there is nothing to say: the agent declares none or an empty one, which are the same to it, or one
    /// that it finds out on the machine.
    pub default: Option<&'static str>,
    /// Whether the agent calls its value unique among its instances.
    ///
    /// It is no rule: `nqn` of `nvmet-namespace` is declared so, and is the same in all namespaces of a subsystem.
    pub unique: bool,
    required: bool,
    since: Version,
    last: Version,
    /// The version that changed the declaration, and the declaration up to there.
    older: Option<(Version, &'static Self)>,
}

impl Parameter {
    /// Whether this version has the parameter and does not start without it.
    pub fn is_required(&self, version: Version) -> bool {
        self.is_known(version) && self.declared_in(version).required
    }

    /// Whether this version has the parameter. One that it does not have is ignored without a message.
    pub fn is_known(&self, version: Version) -> bool {
        (self.since..=self.last).contains(&version)
    }

    /// The first version that has it.
    pub fn since(&self) -> Version {
        self.since
    }

    /// The last version that has it.
    pub fn last(&self) -> Version {
        self.last
    }

    /// The type of its value in this version.
    pub fn kind_in(&self, version: Version) -> ParameterType {
        self.declared_in(version).kind
    }

    /// What this version takes where the parameter is left out; `None` as in [`Self::default`].
    pub fn default_in(&self, version: Version) -> Option<&'static str> {
        self.declared_in(version).default
    }

    fn declared_in(&self, version: Version) -> &Self {
        match self.older {
            Some((changed, older)) if version < changed => older,
            _ => self,
        }
    }

    const fn new(name: &'static str, kind: ParameterType) -> Self {
        Self {
            name,
            kind,
            default: None,
            unique: false,
            required: false,
            since: Version::V4_12,
            last: Version::Newest,
            older: None,
        }
    }

    const fn text(name: &'static str) -> Self {
        Self::new(name, ParameterType::Text)
    }

    const fn whole(name: &'static str) -> Self {
        Self::new(name, ParameterType::Whole)
    }

    const fn boolean(name: &'static str) -> Self {
        Self::new(name, ParameterType::Boolean)
    }

    const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    const fn from(self, since: Version) -> Self {
        Self { since, ..self }
    }

    const fn until(self, last: Version) -> Self {
        Self { last, ..self }
    }

    const fn before(self, changed: Version, older: &'static Self) -> Self {
        Self { older: Some((changed, older)), ..self }
    }
}
