//! Nodes: how they are reached and what they have, how they are added while the server runs, and what is found on one
//! before something is deployed to it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::deployments::{Deployment, Evict};
use crate::draft::Draft;
use crate::field::{Absent, Field, Input};
use crate::names::drbd::NodeName;
use crate::problem::{Expected, Problem, Severity};
use crate::text::Text;

/// Answer of `GET /nodes`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeRow {
    /// Its name.
    pub name: String,
    /// How it is reached.
    pub reach: Reach,
    /// The snippets directory, or what stands for it.
    pub directory: String,
    /// Its folder, for a node that was added to the running server; no other one can be changed or removed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// Address, and user and port where they are set, of a node that is reached over SSH.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether it is kept from running gateways.
    #[serde(default)]
    pub maintenance: bool,
    /// What it has, sorted by name. The texts have an answer of their own.
    pub snippets: Vec<NodeSnippet>,
    /// Why it did not answer, and what helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Text>,
}

/// A snippet of a node, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeSnippet {
    /// Its name without suffix.
    pub name: String,
    /// Whether the daemon reads it.
    pub enabled: bool,
    /// The resource of the saved gateway whose snippet it is; none of one that somebody else wrote.
    pub gateway: Option<String>,
}

/// Body of `PUT /nodes/{name}/maintenance`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Maintenance {
    /// Whether the node is kept from running gateways.
    pub on: bool,
    /// What sending its gateways away may take.
    #[serde(flatten, default)]
    pub evict: Evict,
}

/// Answer of `PUT /nodes/{name}/maintenance`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaintenanceBegun {
    /// The deployments that send its gateways away.
    pub deployments: Vec<Deployment>,
    /// Gateways that another deployment is busy with: ask again when it has ended.
    pub busy: Vec<String>,
}

/// How a node is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reach {
    /// A directory of this machine that gets files; nothing runs there.
    Directory,
    /// Simulated: behaves as drbd-reactor does, starts nothing.
    Simulated,
    /// This machine, with the drbd-reactor that runs on it.
    Local,
    /// A machine that is reached over SSH.
    Ssh,
}

/// Body of `POST /nodes` and `PUT /nodes/{name}`, read without problems: a node that is a folder of the server's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedNode {
    /// Its name.
    pub name: NodeName,
    /// The folder that gets its files, below `nodes` in the data directory. Called like the node when left out.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub folder: FolderName,
}

impl AddedNode {
    /// Every key of the draft, in the order of a form.
    pub const FIELDS: &'static [Field] = &[
        Field::new(
            "name",
            Input::Text("node-a"),
            Text::new("Name", "名称"),
            Text::new(
                "The node's name as `uname -n` prints it there.",
                "节点名，与该节点上 `uname -n` 的输出一致。",
            ),
        ),
        Field::new(
            "folder",
            Input::Text("node-a"),
            Text::new("Folder", "文件夹"),
            Text::new(
                "The folder that gets the node's files. It is below `nodes` in the server's data directory and is \
                 made if it is missing.",
                "存放该节点文件的文件夹，位于服务器数据目录的 `nodes` 之下；不存在时会自动创建。",
            ),
        )
        .or(Absent::Derived),
    ];

    /// Reads a draft.
    ///
    /// # Errors
    ///
    /// All problems of the draft.
    pub fn read(draft: &Value) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut draft = Draft::new(draft, String::new(), Self::FIELDS.iter().collect(), &mut problems);
        let name: Option<NodeName> = draft.required_or_none("name");
        let folder: Option<FolderName> = draft.optional("folder");
        match name {
            Some(name) if problems.is_empty() => {
                let folder = folder.unwrap_or_else(|| FolderName::of(&name));
                Ok(Self { name, folder })
            }
            _ => Err(problems),
        }
    }
}

crate::names::text_type! {
    /// Name of a folder: one step of a path that leads nowhere else. Every node's name is one.
    FolderName, check_folder, "node-a"
}

impl FolderName {
    /// The folder of a node for which none was chosen.
    pub fn of(node: &NodeName) -> Self {
        Self(node.as_str().to_owned())
    }
}

fn check_folder(text: &str) -> Result<(), Expected> {
    // A dot in front would hide the folder, or be `.` or `..`; a `-` would look like an option to programs.
    let starts_right = text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if starts_right && text.len() <= 64 && text.bytes().all(is_plain) {
        return Ok(());
    }
    Err(Expected::new(
        "folder-name",
        "expected the name of a folder such as `node-a`: 1 to 64 letters, digits, `.`, `_` or `-`, starting with a \
         letter, a digit or `_`",
        "应为文件夹名，如 `node-a`：1 到 64 个字母、数字、`.`、`_` 或 `-`，以字母、数字或 `_` 开头",
    ))
}

/// Answer of `GET /nodes/{name}/preflight`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NodeCheck {
    /// What was looked at.
    pub check: Aspect,
    /// How bad it is; an error keeps deployments away. None where it is as it should be.
    pub severity: Option<Severity>,
    /// What was found, and what helps where it is not as it should be.
    pub detail: Text,
    /// The snippets at fault, with file, line and column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// What is looked at on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Aspect {
    /// Whether the directory is there and takes files.
    Directory,
    /// Whether the daemon would load all snippets together.
    Snippets,
    /// Whether a write that was cut short has left something.
    Leftovers,
    /// Whether a snippet is there both enabled and disabled.
    Twice,
    /// Whether the node answered all that it was asked.
    Answer,
    /// Whether the node is called here as it calls itself (`uname -n`), and in the preferred nodes of a gateway.
    Name,
    /// Whether its clock is right.
    Clock,
    /// Whether drbd-reactor is installed and runs.
    Daemon,
    /// Whether something reloads drbd-reactor when files change, and does it well.
    Reload,
    /// The version of drbd-utils.
    DrbdUtils,
    /// The version of DRBD's kernel module.
    DrbdModule,
    /// The version of resource-agents.
    ResourceAgents,
    /// Whether DRBD has the resource, and it is up.
    Resource,
    /// Whether the resource has the options that a promoter needs.
    ResourceOptions,
    /// Whether the devices are the resource's and there.
    Devices,
    /// Whether the agents and units of the start list are there.
    Agents,
    /// Whether the programs are there that the agents run.
    Tools,
    /// Whether the kernel has what the agents need.
    Modules,
    /// Whether the service IPs can come up.
    ServiceIps,
    /// Whether the ports are free.
    Ports,
    /// Whether ports that are closed for a failover will be opened again.
    PortBlocks,
    /// Whether the file systems can be mounted where they belong.
    Mounts,
    /// What only iSCSI gateways need.
    Iscsi,
    /// What only NFS gateways need.
    Nfs,
    /// What only NVMe-oF gateways need.
    Nvmeof,
}
