//! What the facts of a node say about deploying to it: rules without any input but facts and needs.

mod agents;
mod block;
mod daemon;
mod drbd;
mod identity;
mod iscsi;
mod modules;
mod mounts;
mod network;
mod nfs;
mod nvmeof;
pub mod reload;
mod resource;
mod tools;

use std::time::Duration;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::problem::Severity;
use gateway::text::Text;

use super::{fine, wrong};
use crate::clock;
use crate::facts::{self, Addresses, Facts};
use crate::needs::Needs;
use crate::node::machine::{Machine, MachineError};

/// Asks a node and judges what it says; `node` is what it is called here.
///
/// # Errors
///
/// The node could not be asked. What it could not find out itself is one of the checks.
pub async fn look_at(
    machine: &dyn Machine,
    node: &str,
    needs: Option<(&Needs, Addresses)>,
) -> Result<Vec<NodeCheck>, MachineError> {
    let ask = needs.map_or_else(facts::ask, |(needs, addresses)| facts::ask_for(needs, addresses));
    let answer = ask.put_to(machine).await?;
    let clock = clock::since_1970();
    Ok(checks(&Facts::parse(&answer), needs.map(|(needs, _)| needs), node, clock))
}

/// Judges the facts of a node.
///
/// `needs` are those of the gateway that is to run there; without them only the node itself is judged. `node` is what
/// the node is called here, and `clock` the time here, since 1970, when the node's answer was there.
pub fn checks(facts: &Facts, needs: Option<&Needs>, node: &str, clock: Duration) -> Vec<NodeCheck> {
    let mut checks = Vec::new();
    if !facts.is_whole {
        checks.push(wrong(Aspect::Answer, Severity::Error, CUT_SHORT));
    }
    checks.extend(identity::name(facts, needs, node));
    checks.extend(identity::clock(facts, clock));
    checks.extend(daemon::daemon(facts));
    checks.extend(reload::reload(facts));
    checks.extend(drbd::utils(facts));
    checks.extend(drbd::module(facts));
    checks.extend(agents::version(facts));
    let Some(needs) = needs else { return checks };
    checks.extend(resource::resource(facts, needs));
    checks.extend(resource::options(facts, needs));
    checks.extend(resource::devices(facts, needs));
    checks.extend(agents::agents(facts, needs));
    checks.extend(tools::tools(facts, needs));
    checks.extend(modules::modules(facts, needs));
    checks.extend(network::service_ips(facts, needs));
    checks.extend(network::ports(facts, needs));
    checks.extend(block::blocks(facts, needs));
    checks.extend(mounts::mounts(facts, needs));
    checks.extend(iscsi::iscsi(facts, needs));
    checks.extend(nfs::nfs(facts, needs));
    checks.extend(nvmeof::nvmeof(facts, needs));
    checks
}

const CUT_SHORT: Text = Text::new(
    "the node's answer is cut short, so that not all could be looked at; see whether a login there runs \
     `sh -c 'command -v timeout uname'` as root",
    "节点的应答不完整，因此并非全部都已检查；请确认登录后能以 root 运行 `sh -c 'command -v timeout uname'`",
);

/// What is found of one aspect.
struct Findings {
    aspect: Aspect,
    checks: Vec<NodeCheck>,
}

impl Findings {
    fn of(aspect: Aspect) -> Self {
        Self { aspect, checks: Vec::new() }
    }

    /// Something that keeps deployments away.
    fn error(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.checks.push(wrong(self.aspect, Severity::Error, Text::of(en, zh)));
    }

    /// Something that works, but not as it should.
    fn warning(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.checks.push(wrong(self.aspect, Severity::Warning, Text::of(en, zh)));
    }

    /// Something worth knowing, or that could not be found out.
    fn info(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.checks.push(wrong(self.aspect, Severity::Info, Text::of(en, zh)));
    }

    /// All of them, or that all is as it should be.
    fn or_fine(self, text: Text) -> Vec<NodeCheck> {
        if self.checks.is_empty() { vec![fine(self.aspect, text)] } else { self.checks }
    }
}

/// How a package is installed, where its name differs between Debian and RHEL.
fn install(debian: &str, red_hat: &str) -> String {
    if debian == red_hat {
        return format!("`apt install {debian}` / `dnf install {red_hat}`");
    }
    format!("`apt install {debian}` (Debian) / `dnf install {red_hat}` (RHEL)")
}
