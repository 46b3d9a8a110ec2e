//! A node with a drbd-reactor: everything that it can be asked, written once over the port to a machine.
//!
//! Each call is one run of one constant script (`reactor.sh`), so that one trip to the node is enough; what differs is
//! given as arguments and as standard input. `drbd-reactorctl` exits with 0 whatever it did, so the script looks.

mod answer;
mod known;
mod states;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use data_encoding::HEXLOWER;
use gateway::api::nodes::{NodeCheck, Reach};
use gateway::plan::FoundSnippet;
use gateway::secret::said::{self, masked_output};
use gateway::text::Text;
use gateway::unit;
use sha2::{Digest, Sha256};

use super::error::NodeError;
use super::limits::Limits;
use super::local::LocalMachine;
use super::machine::{Command, Machine, MachineError};
use super::ssh::{Gate, SshMachine};
use super::{Admission, DISABLED, ENABLED, Eviction, Look, Node, ServiceStatus, SnippetName, Survey};
use crate::facts::Addresses;
use crate::needs::Needs;
use crate::postflight;
use crate::preflight::rules::{self, reload};
use crate::settings::node::{NodeSettings, ReachSettings};
use answer::Answer;
use known::Known;

/// What runs on the node.
const SCRIPT: &str = include_str!("reactor.sh");
/// What the script answers when there is nothing to enable.
const MISSING: i32 = 11;
/// What it answers when a snippet of the same name is there already.
const APPEARED: i32 = 12;
/// What it answers when a program was ended because it took too long.
const LATE: i32 = 13;
/// What it answers when a snippet is not what it was.
const MEDDLED: i32 = 14;
/// What it answers when an earlier call is still at work there.
const BUSY: i32 = 15;
/// What it answers when files got other names while it looked at them.
const UNSTEADY: i32 = 16;
/// How often the directory is looked at anew before that becomes an error.
const LOOKS: usize = 5;

/// A node with a drbd-reactor.
pub struct ReactorNode {
    name: String,
    reach: Reach,
    address: Option<String>,
    /// The snippets directory.
    directory: String,
    machine: Arc<dyn Machine>,
    limits: Limits,
    /// What it had when it was asked last: a text is fetched once, until its hash is another.
    known: Mutex<Known>,
}

impl ReactorNode {
    /// A node of the settings that is not a mere directory; those that are reached over SSH share a gate.
    pub fn of_settings(
        node: &NodeSettings,
        ssh_config: Option<&Path>,
        limits: Limits,
        gate: &Arc<Gate>,
    ) -> Option<Self> {
        let (reach, address, machine): (_, _, Arc<dyn Machine>) = match &node.reach {
            ReachSettings::Directory => return None,
            ReachSettings::Local { sudo } => (Reach::Local, None, Arc::new(LocalMachine::new(*sudo))),
            ReachSettings::Ssh(reached) => {
                let machine = SshMachine::new(reached.clone(), ssh_config, limits, Arc::clone(gate));
                (Reach::Ssh, Some(reached.to_string()), Arc::new(machine))
            }
        };
        Some(Self::new(node.name.as_str(), reach, address, &node.directory, limits, machine))
    }

    /// A node on a machine.
    pub fn new(
        name: &str,
        reach: Reach,
        address: Option<String>,
        directory: &Path,
        limits: Limits,
        machine: Arc<dyn Machine>,
    ) -> Self {
        let directory = directory.display().to_string();
        Self { name: name.to_owned(), reach, address, directory, machine, limits, known: Mutex::default() }
    }

    /// Runs the script; an exit code that is not 0 becomes an error of what was attempted.
    async fn ask(
        &self,
        attempt: &'static str,
        verb: &str,
        arguments: &[&str],
        input: &[u8],
        limit: Duration,
    ) -> Result<Answer, NodeError> {
        let seconds = |limit: Duration| format!("{:.3}", limit.as_secs_f64());
        let (program, services) = (seconds(self.limits.program), seconds(self.limits.services));
        let mut argv = vec!["sh", "-c", SCRIPT, "sds-gateway", verb, &self.directory, &program, &services];
        argv.extend(arguments);
        let command = Command { argv: &argv, input, limit };
        let output = match self.machine.run(&command).await {
            // Done twice is the same as done once, and on the node the second call waits for the first to end.
            Err(MachineError::Broken(_)) => self.machine.run(&command).await?,
            answered => answered?,
        };
        match output.code {
            Some(0) => Ok(Answer::read(&output.stdout)),
            Some(LATE) => {
                let said = Answer::read(&output.stdout).text("late").unwrap_or_default();
                let (seconds, program) = said.split_once(' ').unwrap_or_default();
                let seconds = seconds.trim_end_matches('0').trim_end_matches('.').to_owned();
                Err(NodeError::Late { attempt, program: program.to_owned(), seconds })
            }
            Some(UNSTEADY) => Err(NodeError::Unsteady),
            Some(BUSY) => Err(NodeError::Busy { attempt }),
            Some(MISSING) => Err(NodeError::Missing(arguments.first().copied().unwrap_or_default().parse()?)),
            Some(MEDDLED) => Err(NodeError::Meddled(output.stderr.trim().to_owned())),
            Some(APPEARED) => Err(NodeError::Appeared(output.stderr.trim().to_owned())),
            code => {
                let said = masked_output(output.stderr.trim(), &self.secrets(input));
                let said = match code {
                    _ if !said.is_empty() => said,
                    Some(code) => format!("exit code {code}"),
                    None => "ended by a signal".to_owned(),
                };
                Err(NodeError::Refused { attempt, said })
            }
        }
    }

    /// Everything that is there, if it stands still for long enough.
    async fn look_at_all(&self) -> Result<Survey, NodeError> {
        let asked = self.known().unit_names();
        let answer =
            self.ask("look at the node", "survey", &[], &joined(&asked), self.limits.programs(4)).await?;
        if let Some(file) = answer.text("leads-out") {
            return Err(NodeError::LeadsOut(Path::new(&self.directory).join(file)));
        }
        let found = known::files(&answer)?;
        let unknown = self.known().unknown(&found);
        if !unknown.is_empty() {
            let texts = self
                .ask("read the snippets", "read", &[], &joined(&unknown), self.limits.programs(1))
                .await?;
            self.known().learn(texts);
        }
        let ((snippets, not_text), wanted) = {
            let mut known = self.known();
            known.forget_all_but(&found);
            (known.snippets(), known.unit_names())
        };
        let mut units = states::units(&answer);
        if wanted.iter().any(|unit| !units.contains_key(unit)) {
            let answer = self
                .ask("look at the units", "units", &[], &joined(&wanted), self.limits.programs(1))
                .await?;
            units = states::units(&answer);
        }
        let drbd = states::drbd(&answer);
        let mut services = self.known().services(&units);
        states::add_left_behind(&mut services, &answer, &drbd);
        Ok(Survey { files: answer.list("names"), snippets, not_text, services, drbd })
    }

    async fn put(
        &self,
        name: &SnippetName,
        suffix: &str,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        let hashes: Vec<String> = [text].iter().chain(instead_of).map(|text| hash(text.as_bytes())).collect();
        let mut arguments = vec![name.as_str(), suffix];
        arguments.extend(hashes.iter().map(String::as_str));
        let answer = self.ask("write", "put", &arguments, text.as_bytes(), self.changing(1)).await?;
        if answer.value("content") == Some(text.as_bytes()) {
            return Ok(());
        }
        Err(NodeError::Changed(Path::new(&self.directory).join(format!("{name}{suffix}"))))
    }

    /// How long a call may take that changes something with so many programs: it waits for an earlier one to end.
    fn changing(&self, programs: u32) -> Duration {
        self.limits.services + self.limits.programs(programs)
    }

    /// The units of a resource, as its snippet was seen last; the target and the promote unit at least.
    fn units_of(&self, resource: &str) -> unit::ResourceUnits {
        self.known().units_of(resource)
    }

    /// The secrets that programs of the node may repeat: those of its snippets, and of what it is given.
    fn secrets(&self, given: &[u8]) -> Vec<String> {
        let mut secrets = self.known().secrets();
        secrets.extend(std::str::from_utf8(given).map(said::secrets).unwrap_or_default());
        secrets
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Node for ReactorNode {
    fn name(&self) -> &str {
        &self.name
    }

    fn reach(&self) -> Reach {
        self.reach
    }

    fn address(&self) -> Option<String> {
        self.address.clone()
    }

    fn directory(&self) -> String {
        self.directory.clone()
    }

    fn runs_services(&self) -> bool {
        true
    }

    fn wake(&self) {
        self.machine.wake();
    }

    async fn preflight(&self) -> Result<(), NodeError> {
        self.ask("write to the directory", "probe", &[], b"", self.limits.programs(1)).await.map(drop)
    }

    async fn survey(&self) -> Result<Survey, NodeError> {
        for _ in 1..LOOKS {
            match self.look_at_all().await {
                Err(NodeError::Unsteady) => {}
                survey => return survey,
            }
        }
        self.look_at_all().await
    }

    async fn look(&self, name: &SnippetName, resource: &str) -> Result<Look, NodeError> {
        let units = self.units_of(resource);
        let input = joined(&known::names(&units));
        let answer = self
            .ask("look at the snippet", "look", &[name.as_str()], &input, self.limits.programs(1))
            .await?;
        let found = |key, enabled| {
            answer.text(key).map(|text| FoundSnippet { name: name.to_string(), enabled, text })
        };
        let snippet = found("enabled", true).or_else(|| found("disabled", false));
        Ok(Look { snippet, service: states::judge(&units, &states::units(&answer)) })
    }

    async fn put_disabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.put(name, DISABLED, text, instead_of).await
    }

    async fn put_enabled(
        &self,
        name: &SnippetName,
        text: &str,
        instead_of: &[&str],
    ) -> Result<(), NodeError> {
        self.put(name, ENABLED, text, instead_of).await
    }

    async fn discard_disabled(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.ask("remove the disabled snippet", "discard", &[name.as_str()], b"", self.changing(1))
            .await
            .map(drop)
    }

    async fn enable(&self, name: &SnippetName, text: &str) -> Result<(), NodeError> {
        let hash = hash(text.as_bytes());
        self.ask("enable the snippet", "enable", &[name.as_str(), &hash], b"", self.changing(1))
            .await
            .map(drop)
    }

    async fn disable_now(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        let units = self.units_of(resource);
        let arguments = [name.as_str(), &units.target];
        // Each of the two that wait for services has that long.
        let limit = self.limits.services * 2 + self.changing(2);
        let input = joined(&known::names(&units));
        let answer = self.ask("stop the gateway", "disable", &arguments, &input, limit).await?;
        Ok(states::judge(&units, &states::units(&answer)))
    }

    async fn keep_aside(&self, file: &str) -> Result<(), NodeError> {
        self.ask("keep a copy", "aside", &[file], b"", self.changing(1)).await.map(drop)
    }

    async fn remove(&self, name: &SnippetName) -> Result<(), NodeError> {
        self.ask("remove the snippet", "remove", &[name.as_str()], b"", self.changing(1)).await.map(drop)
    }

    async fn status(&self, name: &SnippetName, resource: &str) -> Result<ServiceStatus, NodeError> {
        let units = self.units_of(resource);
        let input = joined(&known::names(&units));
        let answer = self
            .ask("ask for the status", "status", &[name.as_str()], &input, self.limits.programs(2))
            .await?;
        let asked_of_systemd = states::judge(&units, &states::units(&answer));
        // Before drbd-reactor 1.11 there is no such answer, and only systemd says how the units are doing.
        Ok(states::of_reactor(&answer, resource).unwrap_or(asked_of_systemd))
    }

    async fn evict(&self, name: &SnippetName, _resource: &str, eviction: Eviction) -> Result<(), NodeError> {
        let limit = eviction.delay + self.limits.services;
        let (delay, seconds) = (eviction.delay.as_secs().to_string(), limit.as_secs().to_string());
        let keep = match eviction.admission {
            Admission::Admitted => "no",
            Admission::Refused => "yes",
        };
        let arguments = [name.as_str(), &delay, &seconds, keep];
        self.ask("send the gateway away", "evict", &arguments, b"", limit + self.changing(1)).await.map(drop)
    }

    async fn admit(&self, name: &SnippetName, resource: &str, admission: Admission) -> Result<(), NodeError> {
        let target = unit::target_name(resource);
        match admission {
            Admission::Refused => {
                self.ask("mask the target", "refuse", &[&target], b"", self.limits.programs(2)).await
            }
            Admission::Admitted => {
                let limit = self.limits.services + self.changing(3);
                self.ask("unmask the target", "admit", &[name.as_str(), &target], b"", limit).await
            }
        }
        .map(drop)
    }

    async fn checks(&self, needs: Option<(&Needs, Addresses)>) -> Result<Vec<NodeCheck>, NodeError> {
        Ok(rules::look_at(self.machine.as_ref(), &self.name, needs).await?)
    }

    async fn faults(&self, text: &str) -> Result<Vec<Text>, NodeError> {
        let mut faults = Vec::new();
        // What does not parse never came to be active.
        for needs in Needs::of_snippet(text).unwrap_or_default() {
            let evidence = postflight::look_at(self.machine.as_ref(), &needs).await?;
            faults.extend(postflight::faults(&needs, &evidence));
        }
        Ok(faults)
    }

    async fn install_reload_units(&self) -> Result<(), NodeError> {
        let units = [reload::PATH_UNIT, reload::PATH_TEXT, reload::SERVICE_UNIT, reload::SERVICE_TEXT];
        self.ask("install the units", "install", &units, b"", self.limits.programs(5)).await.map(drop)
    }

    async fn journal(&self, unit: &str, lines: u16) -> Result<String, NodeError> {
        let answer = self
            .ask("read the journal", "journal", &[unit, &lines.to_string()], b"", self.limits.programs(1))
            .await?;
        Ok(masked_output(&answer.text("journal").unwrap_or_default(), &self.secrets(b"")))
    }
}

/// Names, each ended by NUL.
fn joined(names: &[String]) -> Vec<u8> {
    let mut input = Vec::new();
    for name in names {
        input.extend_from_slice(name.as_bytes());
        input.push(0);
    }
    input
}

/// The hash of a content, as `sha256sum` writes it.
fn hash(content: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(content))
}
