//! Start entries: whether the daemon starts them, and whether it starts what was meant.

mod agent;
mod meant;
mod unit;

use std::collections::BTreeMap;
use std::mem;

use super::agents::declared;
use super::findings::{Effect, Finding, Findings};
use super::started::{Parameter, Started, StartedAgent};
use crate::agent::{AgentWords, EntryError};
use crate::problem::Problem;
use crate::snippet::document::{Entry, Promoter, Resource};
use crate::text::Text;
use crate::unit::{LONGEST_NAME, ResourceUnits, Unit, agent_unit_name};

/// Looks at the start entries of all resources, and gives back those that are agents, and what the daemon makes of each.
pub(super) fn look_at<'a>(
    promoters: &'a [Promoter],
    findings: &mut Findings<'_>,
) -> (Vec<Started<'a>>, Vec<ResourceUnits>) {
    let mut all = Vec::new();
    let mut made = Vec::new();
    let mut names: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (index, promoter) in promoters.iter().enumerate() {
        for resource in &promoter.resources {
            if resource.settings.get("runner").is_some_and(|runner| runner == "shell") {
                let units = resource.start.iter().map(|entry| Unit::of_shell(&entry.text)).collect();
                made.push(ResourceUnits::new(&resource.name, units));
                continue;
            }
            let at = format!("promoter[{index}].resources.{}", resource.name);
            let mut started = Started { at, resource, index: all.len(), agents: Vec::new() };
            let mut units = Vec::with_capacity(resource.start.len());
            for (index, entry) in resource.start.iter().enumerate() {
                let at = format!("{}.start[{index}]", started.at);
                let read = AgentWords::read(&entry.text);
                let unit = Unit::new(&entry.text, read.as_ref(), &resource.name);
                let mut reader =
                    Reader { resource, entry, at, findings, names: &mut names, owner: started.index };
                started.agents.extend(reader.look_at(index, read, unit.unit.as_deref().unwrap_or_default()));
                units.push(unit);
            }
            look_at_last(&started, findings);
            all.push(started);
            made.push(ResourceUnits::new(&resource.name, units));
        }
    }
    (all, made)
}

/// Words of an entry that are looked at. No agent has a tenth as many parameters.
const MOST_WORDS: usize = 256;

/// An entry that is looked at.
struct Reader<'a, 'f, 's> {
    resource: &'a Resource,
    entry: &'a Entry,
    /// Key path of the entry, until its agent has it.
    at: String,
    findings: &'f mut Findings<'s>,
    /// The units of all entries so far, with the resource and the number of its list.
    names: &'f mut BTreeMap<String, (&'a str, usize)>,
    owner: usize,
}

impl<'a> Reader<'a, '_, '_> {
    fn look_at(
        &mut self,
        index: usize,
        read: Result<Option<AgentWords<'a>>, EntryError>,
        unit: &str,
    ) -> Option<StartedAgent<'a>> {
        match read {
            Ok(Some(words)) => Some(self.look_at_agent(index, &words, unit)),
            Ok(None) => {
                unit::look_at(self.entry, &self.at, self.findings);
                if let Some(words) = unit::in_upper_case(&self.entry.text) {
                    let unit = agent_unit_name(words.instance(), &self.resource.name);
                    return Some(self.look_at_agent(index, &words, &unit));
                }
                self.look_at_unit_name(self.entry.text.trim());
                None
            }
            Err(EntryError::UnmatchedQuote { at }) => {
                self.refuse("quote", at, QUOTE);
                None
            }
            Err(EntryError::NoInstance) => {
                self.refuse("no-instance", 0, NO_INSTANCE);
                None
            }
        }
    }

    fn look_at_agent(&mut self, index: usize, words: &AgentWords<'a>, unit: &str) -> StartedAgent<'a> {
        self.look_at_unit_name(unit);
        let agent = started(index, self.entry, mem::take(&mut self.at), words);
        agent::look_at(&agent, unit, words, self.findings);
        if words.words.len() > MOST_WORDS + 1 {
            let offset = self.findings.place_in(self.entry, 0);
            self.findings.push(Finding::new(offset, Problem::warning("many-words", &*agent.at, MANY_WORDS)));
        }
        declared::look_at(&agent, self.findings);
        meant::meant(agent)
    }

    fn refuse(&mut self, code: &'static str, at: usize, message: Text) {
        let offset = self.findings.place_in(self.entry, at);
        let problem = Problem::error(code, &*self.at, message);
        self.findings.push(Finding::new(offset, problem).with_effect(Effect::NotStarted));
    }

    fn look_at_unit_name(&mut self, unit: &str) {
        if unit.contains('/') {
            self.refuse("unit-slash", 0, UNIT_SLASH);
            return;
        }
        if unit.len() > LONGEST_NAME {
            self.refuse("unit-too-long", 0, UNIT_TOO_LONG);
            return;
        }
        match self.names.get(unit) {
            Some((_, owner)) if *owner == self.owner => self.refuse("unit-twice", 0, unit_twice(unit)),
            Some((other, _)) => {
                let message = unit_collision(unit, other);
                let offset = self.findings.place_in(self.entry, 0);
                let problem = Problem::error("unit-collision", &*self.at, message);
                self.findings.push(Finding::new(offset, problem));
            }
            None => drop(self.names.insert(unit.to_owned(), (&self.resource.name, self.owner))),
        }
    }
}

fn started<'a>(index: usize, entry: &'a Entry, at: String, words: &AgentWords<'a>) -> StartedAgent<'a> {
    let words_of_agent = words.words[1..].iter().take(MOST_WORDS);
    StartedAgent {
        index,
        entry,
        at,
        vendor: words.vendor,
        name: words.name,
        head: words.head.clone(),
        instance: words.words[0].clone(),
        parameters: words_of_agent.map(Parameter::new).collect(),
    }
}

/// A mount unit at the end: nothing holds it when the target stops.
fn look_at_last(started: &Started<'_>, findings: &mut Findings<'_>) {
    let Some(entry) = started.resource.start.last() else { return };
    // systemd tells the case of a suffix apart.
    if entry.text.trim().rsplit_once('.').is_some_and(|(_, suffix)| suffix == "mount") {
        let at = format!("{}.start[{}]", started.at, started.resource.start.len() - 1);
        let offset = findings.place_in(entry, 0);
        findings.push(Finding::new(offset, Problem::warning("last-mount", at, LAST_MOUNT)));
    }
}

fn unit_twice(unit: &str) -> Text {
    Text::of(
        format!("the unit `{unit}` is in this list already; each entry needs an instance name of its own"),
        format!("单元 `{unit}` 已在此列表中；每个启动项需要不同的实例名"),
    )
}

fn unit_collision(unit: &str, other: &str) -> Text {
    Text::of(
        format!(
            "the unit `{unit}` is one of resource `{other}` too, and the daemon does not notice: instance and resource are \
             joined by `_`; another instance name is needed"
        ),
        format!(
            "单元 `{unit}` 也属于资源 `{other}`，而守护进程不会发现：实例名与资源名以 `_` 相连；需要另一个实例名"
        ),
    )
}

const QUOTE: Text = Text::new(
    "a quote without its partner: on reload the daemon stops the gateway and does not start it again",
    "引号不成对：重载时守护进程会停止网关且不再启动",
);
const NO_INSTANCE: Text = Text::new(
    "nothing but a comment behind the agent: expected an instance name; the daemon does not start the gateway",
    "代理之后只有注释：应有实例名；守护进程不会启动该网关",
);
const UNIT_SLASH: Text = Text::new(
    "expected an agent `ocf:VENDOR:AGENT INSTANCE …` or the name of a unit, which has no `/`; for a mount unit see \
     `systemd-escape --path --suffix=mount`",
    "应为代理 `ocf:VENDOR:AGENT 实例 …` 或不含 `/` 的单元名；挂载单元请用 `systemd-escape --path --suffix=mount`",
);
const UNIT_TOO_LONG: Text = Text::new(
    "instance and resource make a unit name of more than 253 bytes; a shorter instance name is needed",
    "实例名与资源名组成的单元名超过 253 字节；需要更短的实例名",
);
const MANY_WORDS: Text = Text::new(
    "more than 256 words: no agent has as many parameters, so a quote may be missing; what follows is not looked at",
    "超过 256 个词：没有代理有这么多参数，可能缺少引号；其后的内容不作检查",
);
const LAST_MOUNT: Text = Text::new(
    "a mount unit at the end of the list: nothing stops before it, so what uses it may keep it busy; the agent \
     `ocf:heartbeat:Filesystem` mounts and unmounts safely",
    "列表末尾是挂载单元：没有任何单元先于它停止，使用者可能使其无法卸载；代理 `ocf:heartbeat:Filesystem` 可安全挂载和卸载",
);
