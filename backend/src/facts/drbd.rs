//! What DRBD says of a resource.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What DRBD has of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drbd {
    /// Whether `drbdadm` finds it in its files; `None` where it could not be asked.
    pub is_configured: Option<bool>,
    /// The devices of its volumes on this node, as `drbdadm` names them.
    pub devices: Vec<String>,
    /// The volumes that were asked for, as `RESOURCE/NUMBER`, and whether they are configured.
    pub volumes: BTreeMap<String, bool>,
    /// Whether it is up; `None` where DRBD could not be asked.
    pub is_up: Option<bool>,
    /// Whether this node may write to it.
    pub is_primary: bool,
    /// Its options in effect, which only a resource has that is up.
    pub options: Option<Options>,
}

/// The options in effect that a promoter depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Options of the resource by name, as text: `yes` and `no` for switches.
    pub of_resource: BTreeMap<String, String>,
    /// The fencing policy of each connection; as many as there are connections.
    pub fencing: Vec<String>,
}

impl Options {
    /// The value of an option of the resource.
    pub fn get(&self, name: &str) -> &str {
        self.of_resource.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// The volume of a stable device name, `/dev/drbd/by-res/RESOURCE/NUMBER`, as `RESOURCE/NUMBER`.
pub fn volume_of(device: &str) -> Option<&str> {
    let volume = device.strip_prefix("/dev/drbd/by-res/")?;
    let (_, number) = volume.split_once('/')?;
    number.parse::<u16>().is_ok().then_some(volume)
}

/// The role that `drbdsetup status --json` has for a resource; `None` where it does not know it.
pub(crate) fn role(json: &str, resource: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Status {
        name: String,
        role: String,
    }
    let all: Vec<Status> = serde_json::from_str(json).ok()?;
    all.into_iter().find(|status| status.name == resource).map(|status| status.role)
}

/// The options that `drbdsetup show --show-defaults --json` has for a resource.
pub(super) fn options(json: &str, name: &str) -> Option<Options> {
    #[derive(Deserialize)]
    struct Shown {
        #[serde(rename = "resource")]
        name: String,
        #[serde(default)]
        options: BTreeMap<String, Value>,
        #[serde(default)]
        connections: Vec<Connection>,
    }
    #[derive(Deserialize)]
    struct Connection {
        #[serde(default)]
        net: Net,
    }
    #[derive(Default, Deserialize)]
    struct Net {
        #[serde(default)]
        fencing: String,
    }
    let all: Vec<Shown> = serde_json::from_str(json).ok()?;
    let resource = all.into_iter().find(|resource| resource.name == name)?;
    let text = |value: Value| match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text,
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    };
    Some(Options {
        of_resource: resource.options.into_iter().map(|(key, value)| (key, text(value))).collect(),
        fencing: resource.connections.into_iter().map(|connection| connection.net.fencing).collect(),
    })
}
