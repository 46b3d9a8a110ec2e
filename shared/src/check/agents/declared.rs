//! What holds for every agent: it exists, and its parameters are those that it declares.

use crate::check::findings::Findings;
use crate::check::started::{Parameter, StartedAgent};
use crate::ocf::{self, Declaration, ParameterType, Version, is_true};
use crate::problem::Severity;
use crate::text::Text;

/// Parameters that keep strangers out: misspelt, they leave the gateway open.
const GUARDS: &[&str] = &["allowed_initiators", "incoming_username", "incoming_password", "clientspec"];

/// Looks at an agent's name, and at the names and types of its parameters.
pub(in crate::check) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let version = findings.versions.resource_agents;
    let Some(declaration) = ocf::declaration(agent.vendor, agent.name) else {
        look_at_unknown(agent, findings);
        return;
    };
    if !declaration.is_known(version) {
        let message = newer(agent.name, declaration.since);
        agent.report(findings, Severity::Error, "agent-newer", "", message, None);
    }
    for parameter in &agent.parameters {
        let is_misread = !parameter.has_value || parameter.key.is_empty();
        if !is_misread && agent.parameter(&parameter.key).is_some_and(|last| last.range == parameter.range) {
            look_at_parameter(agent, declaration, parameter, version, findings);
        }
    }
    for required in declaration.parameters.iter().filter(|parameter| parameter.is_required(version)) {
        if agent.some(required.name).is_none() {
            let name = required.name;
            let message = Text::of(
                format!("`{}` needs `{name}`, and does not start without", agent.name),
                format!("`{}` 需要 `{name}`，缺少时不会启动", agent.name),
            );
            agent.report(findings, Severity::Error, "parameter-missing", name, message, None);
        }
    }
}

fn look_at_unknown(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let closest = closest_agent(agent.vendor, agent.name);
    let is_heartbeat = agent.vendor.trim_matches(':') == "heartbeat";
    let (severity, message) = match closest {
        Some(closest) => (
            Severity::Error,
            Text::of(
                format!(
                    "no agent `{}:{}` is known; did you mean `heartbeat:{closest}`?",
                    agent.vendor, agent.name
                ),
                format!("未知的代理 `{}:{}`；是否指 `heartbeat:{closest}`？", agent.vendor, agent.name),
            ),
        ),
        None if is_heartbeat => (Severity::Info, UNKNOWN_AGENT),
        None => return,
    };
    let repair = closest.and_then(|closest| {
        let title = Text::of(format!("write `heartbeat:{closest}`"), format!("改写为 `heartbeat:{closest}`"));
        let head = agent.head.clone();
        Some((title, findings.edit_in(agent.entry, head, &format!("ocf:heartbeat:{closest}"))?))
    });
    agent.report(findings, severity, "unknown-agent", "", message, repair);
}

fn look_at_parameter(
    agent: &StartedAgent<'_>,
    declaration: &Declaration,
    parameter: &Parameter<'_>,
    version: Version,
    findings: &mut Findings<'_>,
) {
    let key = &*parameter.key;
    let Some(declared) = declaration.parameter(key) else {
        look_at_unknown_parameter(agent, declaration, parameter, findings);
        return;
    };
    if !declared.is_known(version) {
        let message = if declared.since() > version { newer(key, declared.since()) } else { gone(key) };
        agent.report(findings, Severity::Warning, "parameter-newer", key, message, None);
        return;
    }
    let value = &*parameter.value;
    if value.is_empty() {
        if let Some(default) = declared.default_in(version) {
            let message = Text::of(
                format!(
                    "an empty value takes the place of the agent's default `{default}`; leave `{key}` out"
                ),
                format!("空值会取代代理的默认值 `{default}`；请不要写 `{key}`"),
            );
            let title = Text::of(format!("leave `{key}` out"), format!("去掉 `{key}`"));
            let edits = agent.without(findings, parameter.range.clone());
            let repair = edits.map(|edits| (title, edits));
            agent.report(findings, Severity::Warning, "empty-value", key, message, repair);
        }
        return;
    }
    match declared.kind_in(version) {
        // 4.12 declares a boolean, and takes a third word all the same.
        ParameterType::Boolean if key == "force_unmount" && value == "safe" => {}
        ParameterType::Boolean if !is_true(value) && !is_false(value) => {
            let message = Text::of(
                format!("the agent takes `{value}` for no, without a word; expected `true` or `false`"),
                format!("代理会悄悄把 `{value}` 当作否；应为 `true` 或 `false`"),
            );
            agent.report(findings, Severity::Error, "boolean", key, message, None);
        }
        ParameterType::Whole if value.parse::<i64>().is_err() => {
            let message = Text::of(
                format!("expected a whole number, not `{value}`"),
                format!("应为整数，而不是 `{value}`"),
            );
            agent.report(findings, Severity::Error, "number", key, message, None);
        }
        ParameterType::Boolean | ParameterType::Whole | ParameterType::Text => {}
    }
}

fn look_at_unknown_parameter(
    agent: &StartedAgent<'_>,
    declaration: &Declaration,
    parameter: &Parameter<'_>,
    findings: &mut Findings<'_>,
) {
    let key = &*parameter.key;
    if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) {
        return;
    }
    let Some(closest) = closest_parameter(declaration, key) else {
        let message = Text::of(
            format!("`{}` has no parameter `{key}`, and ignores it without a word", agent.name),
            format!("`{}` 没有参数 `{key}`，会悄悄忽略它", agent.name),
        );
        agent.report(findings, Severity::Warning, "unknown-parameter", key, message, None);
        return;
    };
    let message = Text::of(
        format!(
            "`{}` has no parameter `{key}`, and ignores it without a word; did you mean `{closest}`?",
            agent.name
        ),
        format!("`{}` 没有参数 `{key}`，会悄悄忽略它；是否指 `{closest}`？", agent.name),
    );
    let severity = if GUARDS.contains(&closest) { Severity::Error } else { Severity::Warning };
    let title = Text::of(format!("write `{closest}`"), format!("改写为 `{closest}`"));
    let start = parameter.range.start;
    let written = agent.entry.text.get(start..start + key.len()) == Some(key);
    let edits = if written && agent.parameter(closest).is_none() {
        findings.edit_in(agent.entry, start..start + key.len(), closest)
    } else {
        None
    };
    agent.report(findings, severity, "unknown-parameter", key, message, edits.map(|edits| (title, edits)));
}

/// The agent of `heartbeat` that was meant, where this is not one that we know.
pub(in crate::check) fn closest_agent(vendor: &str, name: &str) -> Option<&'static str> {
    let vendor = vendor.trim_matches(':');
    if !vendor.eq_ignore_ascii_case("heartbeat") || ocf::declaration(vendor, name).is_some() {
        return None;
    }
    closest(name, ocf::names())
}

/// The parameter that was meant, where the agent does not declare this one.
pub(in crate::check) fn closest_parameter(declaration: &Declaration, key: &str) -> Option<&'static str> {
    if declaration.parameter(key).is_some() {
        return None;
    }
    closest(key, declaration.parameters.iter().map(|parameter| parameter.name))
}

/// The one name that is at most two typos away.
fn closest(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let lower = name.to_lowercase().replace('-', "_");
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase().replace('-', "_"));
    let (distance, closest) = names.map(|known| (distance(known), known)).min()?;
    (distance <= 2 && distance * 3 <= closest.len()).then_some(closest)
}

fn is_false(value: &str) -> bool {
    matches!(value, "no" | "false" | "0" | "NO" | "FALSE" | "False" | "nein" | "off" | "OFF")
}

fn newer(name: &str, since: Version) -> Text {
    Text::of(
        format!("`{name}` needs resource-agents {since}: the installed one does not know it"),
        format!("`{name}` 需要 resource-agents {since}：已安装的版本不认识它"),
    )
}

fn gone(name: &str) -> Text {
    Text::of(
        format!("`{name}` is gone from this version of resource-agents, which ignores it"),
        format!("该版本的 resource-agents 已没有 `{name}`，会忽略它"),
    )
}

const UNKNOWN_AGENT: Text = Text::new(
    "this agent is not one that we know: its parameters are not checked",
    "我们不认识该代理：不检查其参数",
);
