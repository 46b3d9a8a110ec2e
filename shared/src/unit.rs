//! What drbd-reactor makes of a start list: names of units and the environment that their agents get.

pub mod drop_in;
pub mod specifier;

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::agent::{AgentEntry, AgentWords, EntryError, StartEntry};
use crate::secret::{masked_entry, masked_lines, shown};
use crate::snippet::read::Resource;

/// Bytes that a unit's name may have: its drop-in's directory is the name and `.d`, and a file's name has 255 at most.
pub const LONGEST_NAME: usize = 253;

/// The unit that the daemon starts for an entry of `resource`.
pub fn unit_name(entry: &StartEntry, resource: &str) -> String {
    match entry {
        StartEntry::Agent(agent) => agent_unit_name(&agent.instance, resource),
        StartEntry::Unit(unit) => unit.clone(),
    }
}

/// The unit that the daemon starts for an instance of an agent.
pub fn agent_unit_name(instance: &str, resource: &str) -> String {
    instance_of("ocf.rs@", &[instance, "_", resource], ".service")
}

/// The target that is active exactly where the gateway runs.
pub fn target_name(resource: &str) -> String {
    instance_of("drbd-services@", &[resource], ".target")
}

/// The unit that promotes the resource; every entry is bound to it.
pub fn promote_name(resource: &str) -> String {
    instance_of("drbd-promote@", &[resource], ".service")
}

/// Escapes an instance name as the daemon does: `/` becomes `-`, every unusual byte becomes `\xNN`.
fn escape(name: &str) -> String {
    instance_of("", &[name], "")
}

/// A unit of a template, with the escaped instance name that these pieces make.
fn instance_of(template: &str, pieces: &[&str], suffix: &str) -> String {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let mut name = String::with_capacity(template.len() + length + suffix.len());
    name.push_str(template);
    for (index, byte) in pieces.iter().flat_map(|piece| piece.bytes()).enumerate() {
        match byte {
            b'/' => name.push('-'),
            b'.' if index > 0 => name.push('.'),
            b':' | b'_' => name.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => name.push(char::from(byte)),
            _ => push_hex(&mut name, byte),
        }
    }
    name.push_str(suffix);
    name
}

/// What the daemon makes of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResourceUnits {
    /// Name of the DRBD resource.
    pub resource: String,
    /// The target that is active exactly where the gateway runs.
    pub target: String,
    /// The unit that promotes the resource.
    pub promote: String,
    /// One unit per start entry, in order.
    pub units: Vec<Unit>,
}

/// What the daemon makes of a start entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// The start entry.
    pub entry: String,
    /// `ocf` for an agent, `unit` for a unit of systemd, `shell` for a command of the runner `shell`.
    pub kind: String,
    /// Name of the unit; none where there is an error.
    pub unit: Option<String>,
    /// The variables that the agent gets, before systemd reads `%`.
    pub env: BTreeMap<String, String>,
    /// Why the daemon makes nothing of it.
    pub error: Option<String>,
}

impl ResourceUnits {
    /// The same with `***` in the place of every secret.
    #[must_use]
    pub fn masked(mut self) -> Self {
        for unit in &mut self.units {
            unit.entry = masked_entry(&unit.entry);
            unit.unit = unit.unit.as_deref().map(shown);
            for (key, value) in &mut unit.env {
                *value = shown_variable(key, value);
            }
        }
        self
    }
}

/// A variable's value as it may be told: the parameters of an agent may hold secrets of others.
fn shown_variable(key: &str, value: &str) -> String {
    let word = masked_lines(&format!("{key}={value}"));
    word.split_once('=').map(|(_, value)| value.to_owned()).unwrap_or_default()
}

impl Unit {
    /// The unit of an entry of which this was read.
    pub(crate) fn new(
        entry: &str,
        read: Result<&Option<AgentWords<'_>>, &EntryError>,
        resource: &str,
    ) -> Self {
        let of = |kind: &str| Self { entry: entry.into(), kind: kind.into(), ..Self::default() };
        match read {
            Ok(Some(agent)) => {
                let unit = agent_unit_name(agent.instance(), resource);
                Self {
                    unit: Some(unit),
                    env: environment(agent.vendor, agent.name, agent.parameters()),
                    ..of("ocf")
                }
            }
            Ok(None) => Self { unit: Some(entry.trim().to_owned()), ..of("unit") },
            Err(error) => Self { error: Some(error.to_string()), ..of("ocf") },
        }
    }

    /// What the runner `shell` makes of an entry: no unit of its own.
    pub(crate) fn of_shell(entry: &str) -> Self {
        Self { entry: entry.into(), kind: "shell".into(), ..Self::default() }
    }
}

impl ResourceUnits {
    /// A resource with the units of its entries.
    pub(crate) fn new(resource: &str, units: Vec<Unit>) -> Self {
        Self {
            resource: resource.to_owned(),
            target: target_name(resource),
            promote: promote_name(resource),
            units,
        }
    }
}

/// The units that the daemon generates for a resource.
pub fn units(resource: &Resource) -> ResourceUnits {
    let is_shell = resource.settings.get("runner").is_some_and(|runner| runner == "shell");
    let unit = |text: &String| {
        if is_shell {
            Unit::of_shell(text)
        } else {
            Unit::new(text, AgentWords::read(text).as_ref(), &resource.name)
        }
    };
    ResourceUnits::new(&resource.name, resource.start.iter().map(unit).collect())
}

/// The variables of an agent's unit, before systemd reads `%` in them.
fn variables(agent: &AgentEntry) -> BTreeMap<String, String> {
    let parameters = agent.parameters.iter().map(|(key, value)| (&**key, &**value));
    environment(&agent.vendor, &agent.name, parameters)
}

/// The same of the parts of an entry; of a key given twice the last wins.
fn environment<'a>(
    vendor: &str,
    name: &str,
    parameters: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    for (key, value) in parameters {
        variables.insert(["OCF_RESKEY_", key].concat(), value.to_owned());
    }
    let path = ["/usr/lib/ocf/resource.d/", vendor, "/", name].concat();
    variables.insert("AGENT".into(), path);
    variables
}

/// A value as the daemon writes it into a unit: every unusual byte as `\xNN`, which systemd reads back.
pub fn escape_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"./:_".contains(&byte);
        if is_plain { escaped.push(char::from(byte)) } else { push_hex(&mut escaped, byte) }
    }
    escaped
}

fn push_hex(text: &mut String, byte: u8) {
    write!(text, "\\x{byte:02x}").expect("a string takes everything");
}
