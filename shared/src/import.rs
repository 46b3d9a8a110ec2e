//! Recognises snippets: which gateway of ours does what a file says.
//!
//! A gateway is guessed from what the daemon sees of the file, written again, and the two are compared entry by entry as
//! the agents get them. However good or bad the guess, only what the comparison proves equal counts. So nothing that the
//! daemon sees is ever lost without a word, and a file that was written by hand or by linstor-gateway can become a
//! gateway of ours as far as that is true:
//!
//! - An agent's declared default may be written out or left out, and so may an empty parameter that has none. A default
//!   that an agent finds out on the node, such as the `implementation` of `iSCSITarget`, is not the same as any value:
//!   such files stay foreign, and it is said what would be added.
//! - Instances may be renamed, except where initiators see the name: of a LUN without `scsi_id`, the agent makes one from
//!   it, which tgt, iet and scst hand out.
//! - A file without a cluster private volume stays foreign: a gateway of ours always has one.
//! - Comments, metadata and deprecated keys are nothing to the daemon. Losing them is said and hinders nothing.

mod entry;
mod file;
mod findings;
mod settings;

mod iscsi;
mod nfs;
mod nvmeof;
mod parts;

mod compare;
mod least;
mod unseen;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::check::started::MOST_COMPARED;
use crate::gateway::{Gateway, Kind};
use crate::names::Choice;
use crate::problem::Problem;
use crate::secret::json::mask_gateway;
use crate::snippet::read::{Resource, resources};
use crate::snippet::write::write;
use crate::text::Text;
use compare::Comparison;
use entry::Entry;
use findings::Findings;

/// What a snippet is to us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Imported {
    /// Writing the gateway gives what the daemon sees now: the same settings, and the same entries to the byte.
    Ours {
        /// The gateway, without what would be derived.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
        gateway: Value,
    },
    /// Writing the gateway gives one that does the same, but not in the same words.
    Alike {
        /// The gateway, without what would be derived.
        #[cfg_attr(feature = "openapi", schema(value_type = crate::gateway::Gateway))]
        gateway: Value,
        /// What would be written otherwise, or be lost without the daemon noticing; one at least.
        differences: Vec<Text>,
    },
    /// No gateway of ours does the same. It stays text, is checked, kept and deployed as it is.
    Foreign {
        /// Why, all reasons at once; one at least.
        reasons: Vec<Text>,
        /// What writing the nearest gateway would change; empty where none is near.
        would_differ: Vec<Text>,
    },
}

impl Imported {
    /// The same as it may be told: with `***` in the place of every secret.
    #[must_use]
    pub fn masked(self) -> Self {
        match self {
            Self::Ours { gateway } => Self::Ours { gateway: mask_gateway(&gateway) },
            Self::Alike { gateway, differences } => {
                Self::Alike { gateway: mask_gateway(&gateway), differences }
            }
            Self::Foreign { reasons, would_differ } => Self::Foreign { reasons, would_differ },
        }
    }
}

/// Start entries of the largest gateway that is looked for: entries are compared with each other.
const MOST_ENTRIES: usize = 2 * MOST_COMPARED;

/// Finds out what the text of one snippet file is to us.
///
/// Secrets stand in the gateway only, never in a text.
pub fn import(text: &str) -> Imported {
    let mut reasons = Findings::default();
    let Some(resource) = file::only_resource(text, &mut reasons) else { return foreign(reasons) };
    if resource.settings.get("runner").is_some_and(|runner| runner == "shell") {
        reasons.push(SHELL);
        return foreign(reasons);
    }
    if resource.start.len() > MOST_ENTRIES {
        reasons.push(TOO_MANY);
        return foreign(reasons);
    }
    let entries = entry::read_all(&resource.start, &mut reasons);
    let Some(gateway) = guess(&resource, &entries, &mut reasons) else { return foreign(reasons) };
    let Comparison { differences, changes } = compare(text, &resource, &entries, &gateway);
    if !changes.is_empty() {
        reasons.push(WOULD_CHANGE);
    }
    if !reasons.is_empty() {
        return Imported::Foreign { reasons: reasons.into_texts(), would_differ: changes.into_texts() };
    }
    let gateway = least::least_draft(&gateway);
    if differences.is_empty() {
        Imported::Ours { gateway }
    } else {
        Imported::Alike { gateway, differences: differences.into_texts() }
    }
}

fn foreign(reasons: Findings) -> Imported {
    Imported::Foreign { reasons: reasons.into_texts(), would_differ: Vec::new() }
}

/// The gateway that is most like the snippet, if one is near; what it is not like is a reason.
fn guess(resource: &Resource, entries: &[Entry<'_>], reasons: &mut Findings) -> Option<Gateway> {
    let serving = |kind: &Kind| Some((*kind, entry::of(entries, serving_agent(*kind)).next()?));
    let serving: Vec<(Kind, &Entry<'_>)> = Kind::ALL.iter().filter_map(serving).collect();
    let private = parts::private_filesystem(entries);
    if private.is_none() {
        reasons.push(NO_PRIVATE_VOLUME);
    }
    let [(kind, server)] = serving.as_slice() else {
        reasons.push(if serving.is_empty() { NO_KIND } else { SEVERAL_KINDS });
        return None;
    };
    let mut draft = match kind {
        Kind::Iscsi => iscsi::guess(&resource.name, server, private, entries),
        Kind::Nfs => nfs::guess(&resource.name, server, private, entries),
        Kind::Nvmeof => nvmeof::guess(&resource.name, server, private, entries),
    };
    draft["kind"] = json!(kind);
    draft["resource"] = json!(resource.name);
    draft["service_ips"] = parts::service_ips(entries);
    draft["promoter"] = settings::options(&resource.settings);
    match Gateway::read(&draft) {
        Ok(gateway) => Some(gateway),
        Err(problems) => {
            reasons.extend(problems.iter().filter_map(as_reason));
            None
        }
    }
}

/// The agent that only this kind has, and has once.
const fn serving_agent(kind: Kind) -> &'static str {
    match kind {
        Kind::Iscsi => "iSCSITarget",
        Kind::Nfs => "nfsserver",
        Kind::Nvmeof => "nvmet-subsystem",
    }
}

/// What is wrong with the guessed draft, as far as it keeps a gateway from being.
fn as_reason(problem: &Problem) -> Option<Text> {
    let Problem { at, message, .. } = problem;
    problem.is_error().then(|| Text::of(format!("{at}: {}", message.en), format!("{at}：{}", message.zh)))
}

/// Writes the gateway and compares what the daemon would see.
fn compare(text: &str, resource: &Resource, entries: &[Entry<'_>], gateway: &Gateway) -> Comparison {
    let written = write(gateway);
    let mut comparison = Comparison::default();
    if written == text {
        return comparison;
    }
    let mut again = resources(&written).expect("what we write is a snippet");
    let again = again.pop().expect("what we write has a resource");
    settings::compare(&resource.settings, &again.settings, &mut comparison);
    let wanted = entry::read_all(&again.start, &mut comparison.changes);
    compare::compare_entries(entries, &wanted, &mut comparison);
    unseen::compare(text, &written, &mut comparison.differences);
    comparison
}

const WOULD_CHANGE: Text =
    Text::new("the nearest gateway of ours would not do the same", "我们最接近的网关所做的并不完全相同");
const SHELL: Text = Text::new(
    "the runner `shell` passes each entry to `sh -c`; a gateway of ours has agents that systemd runs",
    "运行方式 `shell` 会把每个启动项交给 `sh -c`；我们的网关由 systemd 运行代理",
);
const TOO_MANY: Text = Text::new(
    "it has more than 4096 start entries; a gateway of ours has fewer",
    "它的启动项超过 4096 个；我们的网关没有这么多",
);
const NO_KIND: Text = Text::new(
    "nothing here serves clients; expected `ocf:heartbeat:` with `iSCSITarget`, `nfsserver` or `nvmet-subsystem`",
    "此处没有向客户端提供服务的代理；应有 `ocf:heartbeat:` 的 `iSCSITarget`、`nfsserver` 或 `nvmet-subsystem`",
);
const SEVERAL_KINDS: Text = Text::new(
    "it serves clients in more than one way; a gateway of ours is of one kind",
    "它以多种方式向客户端提供服务；我们的网关只有一种类型",
);
const NO_PRIVATE_VOLUME: Text = Text::new(
    "it has no cluster private volume; a gateway of ours mounts one for the service's own state",
    "它没有集群私有卷；我们的网关会挂载一个卷来存放服务自身的状态",
);
