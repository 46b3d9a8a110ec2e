//! Agents: what they accept and then ignore, misuse or fail on (resource-agents 4.12 and newer).
//!
//! An agent's return code is no check: most of what follows returns 0.

mod declared;

mod filesystem;
mod iscsi;
mod network;
mod nfs;
mod nvmeof;

use super::findings::{Edits, Finding, Findings};
use super::started::{Started, StartedAgent};
use crate::problem::{Expected, Problem, Severity};
use crate::text::Text;

/// Looks at the agents of all resources.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    for started in all {
        for agent in &started.agents {
            declared::look_at(agent, findings);
            if agent.vendor != "heartbeat" {
                continue;
            }
            match agent.name {
                "portblock" => network::look_at_portblock(agent, findings),
                "IPaddr2" => network::look_at_address(agent, findings),
                "Filesystem" => filesystem::look_at(agent, findings),
                "iSCSITarget" => iscsi::look_at_target(agent, findings),
                "iSCSILogicalUnit" => iscsi::look_at_logical_unit(agent, started, findings),
                "nfsserver" => nfs::look_at_server(agent, findings),
                "exportfs" => nfs::look_at_export(agent, findings),
                "nvmet-subsystem" => nvmeof::look_at_subsystem(agent, findings),
                "nvmet-namespace" => nvmeof::look_at_namespace(agent, findings),
                "nvmet-port" => nvmeof::look_at_port(agent, findings),
                _ => {}
            }
        }
    }
}

impl StartedAgent<'_> {
    /// Reports what is wrong with a parameter, at its place; at the agent's where it is missing.
    pub(super) fn report(
        &self,
        findings: &mut Findings<'_>,
        severity: Severity,
        code: &'static str,
        key: &str,
        message: Text,
        repair: Option<(Text, Edits)>,
    ) {
        let at = format!("{}.{key}", self.at);
        let problem = match severity {
            Severity::Error => Problem::error(code, at, message),
            Severity::Warning => Problem::warning(code, at, message),
            Severity::Info => Problem::info(code, at, message),
        };
        let offset = self.place(findings, key);
        findings.push(Finding::new(offset, problem).with_repair(repair));
    }

    /// Reports a value that is not what its type asks for. An empty one counts as left out.
    pub(super) fn expect<T: std::str::FromStr<Err = Expected>>(
        &self,
        findings: &mut Findings<'_>,
        key: &str,
    ) -> Option<T> {
        match self.some(key)?.parse() {
            Ok(value) => Some(value),
            Err(expected) => {
                self.report(findings, Severity::Error, expected.code, key, expected.message, None);
                None
            }
        }
    }

    /// Reports that a value has to be another one, and offers to write it.
    pub(super) fn expect_instead(
        &self,
        findings: &mut Findings<'_>,
        severity: Severity,
        code: &'static str,
        key: &str,
        new: &str,
        message: Text,
    ) {
        let title = Text::of(format!("write `{key}={new}`"), format!("改写为 `{key}={new}`"));
        let edits = if self.parameter(key).is_some() {
            self.with_value(findings, key, new)
        } else {
            self.with_parameter(findings, key, new)
        };
        self.report(findings, severity, code, key, message, edits.map(|edits| (title, edits)));
    }
}
