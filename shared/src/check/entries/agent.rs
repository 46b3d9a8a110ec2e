//! The words of an agent's entry: what the shell and systemd make of them, whatever the agent is.

use std::ops::Range;

use crate::agent::{AgentWords, Word};
use crate::check::findings::{Edits, Finding, Findings};
use crate::check::started::{Parameter, StartedAgent};
use crate::problem::{Problem, Severity};
use crate::secret::{MASKED, is_masked_word, is_secret};
use crate::text::Text;
use crate::unit::specifier::expand;

/// Parameters that are lists with blanks between, so that an unquoted list loses all but its first member.
const LISTS: &[&str] = &["portals", "iser_portals", "allowed_initiators", "nqns"];

/// Looks at the words of an agent.
pub(super) fn look_at(
    agent: &StartedAgent<'_>,
    unit: &str,
    words: &AgentWords<'_>,
    findings: &mut Findings<'_>,
) {
    look_at_name(agent, words, findings);
    look_at_instance(agent, findings);
    if let Some(hidden) = &words.hidden {
        report(agent, findings, Severity::Warning, "hidden-words", hidden.start, HIDDEN, None);
    }
    for (index, (parameter, word)) in agent.parameters.iter().zip(&words.words[1..]).enumerate() {
        if !parameter.has_value {
            look_at_lost(agent, index, findings);
        } else if !is_variable(&parameter.key) {
            let at = parameter.range.start;
            report(agent, findings, Severity::Error, "parameter-name", at, PARAMETER_NAME, None);
        }
        look_at_percent(agent, parameter, unit, word, findings);
        if is_masked_word(&word.text) {
            let at = parameter.range.start;
            report(agent, findings, Severity::Error, "secret-masked", at, MASKED, None);
        }
        let again = agent.parameters[index + 1..].iter().find(|other| other.key == parameter.key);
        if again.is_some() && is_variable(&parameter.key) {
            let title = Text::new("remove the one that does not count", "删除不起作用的那个");
            let edits = agent.without(findings, parameter.range.clone());
            let message = twice(&parameter.key);
            let at = parameter.range.start;
            report(
                agent,
                findings,
                Severity::Warning,
                "parameter-twice",
                at,
                message,
                edits.map(|edits| (title, edits)),
            );
        }
    }
}

fn report(
    agent: &StartedAgent<'_>,
    findings: &mut Findings<'_>,
    severity: Severity,
    code: &'static str,
    at: usize,
    message: Text,
    repair: Option<(Text, Edits)>,
) {
    let problem = Problem::new(code, severity, &*agent.at, message);
    let offset = findings.place_in(agent.entry, at);
    findings.push(Finding::new(offset, problem).with_repair(repair));
}

/// Vendor and agent become a path.
fn look_at_name(agent: &StartedAgent<'_>, words: &AgentWords<'_>, findings: &mut Findings<'_>) {
    let is_name = |name: &str| {
        let starts_right = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        starts_right && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
    };
    if is_name(agent.vendor) && is_name(agent.name) {
        return;
    }
    let vendor = agent.vendor.trim_matches(':');
    let repair = (is_name(vendor) && is_name(agent.name)).then(|| {
        let new = format!("ocf:{vendor}:{}", agent.name);
        let title = Text::of(format!("write `{new}`"), format!("改写为 `{new}`"));
        Some((title, findings.edit_in(agent.entry, words.head.clone(), &new)?))
    });
    let at = words.head.start;
    report(agent, findings, Severity::Error, "agent-name", at, AGENT_NAME, repair.flatten());
}

fn look_at_instance(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let instance = &agent.instance;
    let at = instance.range.start;
    if let Some((key, _)) = instance.text.split_once('=') {
        let new = format!("{}_{}", agent.name.to_ascii_lowercase(), agent.index);
        let title = Text::of(format!("add the instance name `{new}`"), format!("补上实例名 `{new}`"));
        let is_name = new.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        let edits = if is_name { findings.edit_in(agent.entry, at..at, &format!("{new} ")) } else { None };
        let message = Text::of(
            format!("the first word is the instance name: `{key}=…` becomes one, and `{key}` is lost"),
            format!("第一个词是实例名：`{key}=…` 会成为实例名，参数 `{key}` 则丢失"),
        );
        let repair = edits.map(|edits| (title, edits));
        report(agent, findings, Severity::Error, "instance-missing", at, message, repair);
    } else if instance.text.is_empty() {
        report(agent, findings, Severity::Warning, "instance-empty", at, INSTANCE_EMPTY, None);
    }
}

/// A word without `=`: the rest of a list that lost its quotes, or something that the agent never sees.
fn look_at_lost(agent: &StartedAgent<'_>, index: usize, findings: &mut Findings<'_>) {
    let word = &agent.parameters[index];
    let before = agent.parameters[..index].iter().rev().find(|parameter| parameter.has_value);
    let list = before.filter(|parameter| LISTS.contains(&&*parameter.key));
    let Some(list) = list else {
        // The rest of a password is none of a message's business.
        let is_secret = before.is_some_and(|parameter| is_secret(&parameter.key));
        let message = if is_secret { LOST_SECRET } else { lost(&word.key) };
        report(agent, findings, Severity::Warning, "lost-word", word.range.start, message, None);
        return;
    };
    let message = Text::of(
        format!("`{}` of `{}` is lost: a value with blanks needs quotes", word.key, list.key),
        format!("`{}` 中的 `{}` 会丢失：含空格的值需要引号", list.key, word.key),
    );
    let repair = quoted_list(agent, list, findings);
    report(agent, findings, Severity::Error, "unquoted-list", word.range.start, message, repair);
}

fn lost(word: &str) -> Text {
    Text::of(
        format!(
            "`{word}` has no `=`: the agent gets an empty variable of that name; a value with blanks needs quotes"
        ),
        format!("`{word}` 没有 `=`：代理只会得到同名的空变量；含空格的值需要引号"),
    )
}

/// A list with all the words that follow it, in quotes.
fn quoted_list(
    agent: &StartedAgent<'_>,
    list: &Parameter<'_>,
    findings: &Findings<'_>,
) -> Option<(Text, Edits)> {
    let members = list_members(agent, list)?;
    let end = lost_words(agent, list).last()?.range.end;
    let text = format!("{}={}", list.key, findings.quoted_in(agent.entry, &members.join(" "))?);
    let edits = findings.edit_in(agent.entry, list.range.start..end, &text)?;
    let title =
        Text::of(format!("quote the list of `{}`", list.key), format!("为 `{}` 的列表加上引号", list.key));
    Some((title, edits))
}

/// The words behind a parameter that have no `=`.
fn lost_words<'a>(agent: &'a StartedAgent<'_>, list: &Parameter<'_>) -> Vec<&'a Parameter<'a>> {
    let first = agent.parameters.iter().position(|parameter| parameter.range == list.range);
    let behind = &agent.parameters[first.map_or(agent.parameters.len(), |first| first + 1)..];
    behind.iter().take_while(|parameter| !parameter.has_value).collect()
}

/// The members of a list that lost its quotes; none where it did not, or where they may be something else.
pub(super) fn list_members(agent: &StartedAgent<'_>, list: &Parameter<'_>) -> Option<Vec<String>> {
    if !list.has_value || !LISTS.contains(&&*list.key) {
        return None;
    }
    let words = lost_words(agent, list);
    let mut members = vec![list.value.to_string()];
    members.extend(words.iter().map(|word| word.key.to_string()));
    let is_member = |member: &String| match &*list.key {
        "portals" | "iser_portals" => {
            member.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok())
        }
        _ => ["iqn.", "nqn.", "eui.", "naa."].iter().any(|prefix| member.starts_with(prefix)),
    };
    if words.is_empty() || !members.iter().all(is_member) { None } else { Some(members) }
}

/// What systemd expands after the daemon: a `%` that is not doubled.
fn look_at_percent(
    agent: &StartedAgent<'_>,
    parameter: &Parameter<'_>,
    unit: &str,
    word: &Word<'_>,
    findings: &mut Findings<'_>,
) {
    let Some((_, written)) = word.text.split_once('=') else { return };
    let Some(single) = single_percent(written) else { return };
    let arrives =
        expand(written, unit).map(|pieces| pieces.iter().map(ToString::to_string).collect::<String>());
    let (severity, message) = match arrives {
        Ok(arrives) if arrives == parameter.value => return,
        Ok(_) if is_secret(&parameter.key) => (Severity::Error, PERCENT_IN_SECRET),
        Ok(arrives) => (Severity::Warning, expanded(single, &arrives)),
        Err(_) => (Severity::Error, dropped(&parameter.key, single)),
    };
    // A specifier alone may be meant; in the middle of something else it is not.
    let edits = if written.len() == single.len() {
        None
    } else {
        let quoted = findings.quoted_in(agent.entry, &parameter.value);
        let text = quoted.map(|quoted| format!("{}={quoted}", parameter.key));
        text.and_then(|text| findings.edit_in(agent.entry, parameter.range.clone(), &text))
    };
    let title = Text::new("double the `%`", "将 `%` 写作 `%%`");
    let at = parameter.range.start;
    report(agent, findings, severity, "percent", at, message, edits.map(|edits| (title, edits)));
}

fn expanded(single: &str, arrives: &str) -> Text {
    Text::of(
        format!("systemd expands `{single}`: the agent gets `{arrives}`; write `%%` for a `%`"),
        format!("systemd 会展开 `{single}`：代理得到 `{arrives}`；`%` 应写作 `%%`"),
    )
}

fn dropped(key: &str, single: &str) -> Text {
    Text::of(
        format!(
            "systemd knows no `{single}` and drops `{key}`: the agent does not get it; write `%%` for a `%`"
        ),
        format!("systemd 不认识 `{single}` 并丢弃 `{key}`：代理得不到它；`%` 应写作 `%%`"),
    )
}

/// The first `%` with what follows it that is not `%%`.
fn single_percent(text: &str) -> Option<&str> {
    let mut at = 0;
    while let Some(found) = text[at..].find('%') {
        let start = at + found;
        let rest = &text[start..];
        if !rest.starts_with("%%") {
            let end: Range<usize> = start..start + rest.chars().take(2).map(char::len_utf8).sum::<usize>();
            return text.get(end);
        }
        at = start + 2;
    }
    None
}

fn is_variable(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn twice(key: &str) -> Text {
    Text::of(
        format!("`{key}` is given twice: only the last one counts"),
        format!("`{key}` 给出了两次：只有最后一个生效"),
    )
}

const HIDDEN: Text = Text::new(
    "a `#` at the start of a word hides what follows it; a value that starts with `#` needs quotes",
    "词首的 `#` 会隐藏其后的内容；以 `#` 开头的值需要引号",
);
const PARAMETER_NAME: Text = Text::new(
    "expected a parameter name of letters, digits and `_`: systemd drops any other variable, so the agent never sees it",
    "参数名只能由字母、数字和 `_` 组成：systemd 会丢弃其他变量，代理永远看不到它",
);
const AGENT_NAME: Text = Text::new(
    "vendor and agent become a path: expected letters, digits, `_`, `.` and `-`, such as `ocf:heartbeat:IPaddr2`",
    "供应商和代理名会成为路径：应为字母、数字、`_`、`.` 和 `-`，如 `ocf:heartbeat:IPaddr2`",
);
const INSTANCE_EMPTY: Text = Text::new(
    "an empty instance name: the unit is named after the resource alone, and a second one would be the same unit",
    "实例名为空：单元仅以资源命名，第二个空实例会成为同一单元",
);
const LOST_SECRET: Text = Text::new(
    "the rest of a secret has no `=`: the agent gets its beginning only; a value with blanks needs quotes",
    "密码的其余部分没有 `=`：代理只会得到开头部分；含空格的值需要引号",
);
const PERCENT_IN_SECRET: Text = Text::new(
    "systemd expands a single `%`: the agent gets another secret than this one; write `%%` for a `%`",
    "systemd 会展开单个 `%`：代理得到的密码与此不同；`%` 应写作 `%%`",
);
