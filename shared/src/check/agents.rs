//! Agents: what they accept and then ignore, misuse or fail on (resource-agents 4.12 and newer).
//!
//! An agent's return code is no check: most of what follows returns 0.

pub(super) mod declared;

mod filesystem;
mod iscsi;
mod list;
mod network;
mod nfs;
mod nvmeof;
mod word;

use super::findings::{Edits, Finding, Findings};
use super::started::{Started, StartedAgent};
use crate::problem::{Expected, Problem, Severity};
use crate::text::Text;

/// Looks at the agents of all resources.
pub(super) fn look_at(all: &[Started<'_>], findings: &mut Findings<'_>) {
    for started in all.iter().filter(|started| !started.is_long()) {
        for agent in &started.agents {
            if agent.vendor != "heartbeat" {
                continue;
            }
            match agent.name {
                "portblock" => network::portblock::look_at(agent, findings),
                "IPaddr2" => network::address::look_at(agent, findings),
                "Filesystem" => filesystem::look_at(agent, findings),
                "iSCSITarget" => iscsi::look_at_target(agent, started, findings),
                "iSCSILogicalUnit" => iscsi::look_at_logical_unit(agent, started, findings),
                "nfsserver" => nfs::server::look_at(agent, findings),
                "exportfs" => nfs::export::look_at(agent, findings),
                "nvmet-subsystem" => nvmeof::look_at_subsystem(agent, started, findings),
                "nvmet-namespace" => nvmeof::look_at_namespace(agent, started, findings),
                "nvmet-port" => nvmeof::look_at_port(agent, started, findings),
                _ => {}
            }
        }
    }
    iscsi::look_at_users(all, findings);
}

/// Says what a repair writes.
fn writing(key: &str, new: &str) -> Text {
    Text::of(format!("write `{key}={new}`"), format!("改写为 `{key}={new}`"))
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
        let problem = Problem::new(code, severity, at, message);
        let offset = self.place(findings, key);
        findings.push(Finding::new(offset, problem).with_repair(repair));
    }

    /// Reports a value that is not what its type asks for. An empty one counts as left out.
    pub(super) fn expect<T: std::str::FromStr<Err = Expected>>(
        &self,
        findings: &mut Findings<'_>,
        severity: Severity,
        key: &str,
    ) {
        if let Some(Err(expected)) = self.some(key).map(str::parse::<T>) {
            self.report(findings, severity, expected.code, key, expected.message, None);
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
        let edits = if self.parameter(key).is_some() {
            self.with_value(findings, key, new)
        } else {
            self.with_parameter(findings, key, new)
        };
        self.report(findings, severity, code, key, message, edits.map(|edits| (writing(key, new), edits)));
    }

    /// Reports a number that is out of its range. What is no number at all has been reported with its declaration.
    pub(super) fn expect_number<T: std::str::FromStr<Err = Expected>>(
        &self,
        findings: &mut Findings<'_>,
        key: &str,
    ) -> Option<T> {
        let text = self.some(key)?;
        let plain = text.parse::<i64>().ok()?.to_string();
        match plain.parse() {
            Ok(value) => {
                if plain != text {
                    self.report(findings, Severity::Warning, "number-spelling", key, spelling(text), None);
                }
                Some(value)
            }
            Err(expected) => {
                self.report(findings, Severity::Error, expected.code, key, expected.message, None);
                None
            }
        }
    }
}

fn spelling(text: &str) -> Text {
    Text::of(
        format!(
            "some programs read `{text}` as another number, because of its first sign; expected plain digits"
        ),
        format!("由于首个字符，某些程序会把 `{text}` 读作另一个数；应为普通数字"),
    )
}
