//! Settings that the daemon ignores or cannot read.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::check::findings::{Edits, Finding};
use crate::problem::Problem;
use crate::snippet::keys::{Wants, resource_key};
use crate::snippet::patch::find::{line_around, spelled_switch};
use crate::text::Text;

type Key<'d> = Spanned<Cow<'d, str>>;
type Value<'d> = Spanned<DeValue<'d>>;

/// A key that the daemon does not know: it says nothing.
pub(super) fn unknown_key(text: &str, key: &Key<'_>, value: &Value<'_>, at: &str, known: &[&str]) -> Finding {
    let name = &**key.get_ref();
    let at_key = if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    let kebab = name.replace('_', "-").to_lowercase();
    let closest = known.iter().map(|known| (strsim::damerau_levenshtein(&kebab, known), *known)).min();
    let closest = closest.filter(|(distance, closest)| *distance <= 2 && *distance * 3 <= closest.len());
    let Some((_, closest)) = closest else {
        let message = if at.is_empty() { own_top_level(name) } else { own_data(name) };
        return Finding::new(key.span().start, Problem::warning("unknown-key", at_key, message));
    };
    let message = Text::of(
        format!("the daemon ignores `{name}` without a word; did you mean `{closest}`?"),
        format!("守护进程会悄悄忽略 `{name}`；是否指 `{closest}`？"),
    );
    let is_right = resource_key(closest).is_none_or(|key| key.wants.takes(value.get_ref()));
    let is_bare = text.get(key.span()) == Some(name);
    let repair = (is_right && is_bare && !is_there(text, closest)).then(|| {
        let title = Text::of(format!("write `{closest}`"), format!("改写为 `{closest}`"));
        (title, vec![(key.span(), closest.to_owned())])
    });
    Finding::new(key.span().start, Problem::warning("unknown-key", at_key, message)).with_repair(repair)
}

/// Whether a key stands anywhere in the text: giving it twice would be worse than a typo.
fn is_there(text: &str, key: &str) -> bool {
    text.lines().any(|line| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
    })
}

fn own_top_level(name: &str) -> Text {
    Text::of(
        format!(
            "the daemon ignores `{name}` without a word, until a second file has it too: then it refuses everything; own data \
             belongs into `[promoter.metadata]`"
        ),
        format!(
            "守护进程会悄悄忽略 `{name}`；一旦另一个文件也有它，就会拒绝全部配置；自有数据应放入 `[promoter.metadata]`"
        ),
    )
}

fn own_data(name: &str) -> Text {
    Text::of(
        format!("the daemon ignores `{name}` without a word; own data belongs into `[promoter.metadata]`"),
        format!("守护进程会悄悄忽略 `{name}`；自有数据应放入 `[promoter.metadata]`"),
    )
}

/// A setting of a resource that stands where the daemon does not look for it; `home` is the header of the resource.
pub(super) fn wrong_level(
    text: &str,
    at: &str,
    key: &Key<'_>,
    value: &Value<'_>,
    home: Option<&Range<usize>>,
) -> Finding {
    let name = &**key.get_ref();
    let message = Text::of(
        format!("the daemon ignores `{name}` here; it belongs into `[promoter.resources.NAME]`"),
        format!("守护进程会忽略此处的 `{name}`；它应放入 `[promoter.resources.名称]`"),
    );
    let problem = Problem::warning("wrong-level", format!("{at}.{name}"), message);
    let repair = home.and_then(|home| moved(text, key, value, home)).map(|edits| {
        let title = Text::of(format!("move `{name}` to the resource"), format!("将 `{name}` 移到资源表中"));
        (title, edits)
    });
    Finding::new(key.span().start, problem).with_repair(repair)
}

fn moved(text: &str, key: &Key<'_>, value: &Value<'_>, home: &Range<usize>) -> Option<Edits> {
    let first = line_around(text, key.span().start);
    let last = line_around(text, value.span().end);
    let is_whole_line = text[first.start..key.span().start].trim().is_empty();
    let header = line_around(text, home.start);
    let is_header = text.get(home.clone())?.starts_with('[') && !text.get(home.clone())?.contains('\n');
    if !is_whole_line || !is_header || is_in_resource(text, key.get_ref(), home) {
        return None;
    }
    let written = format!("\n{}", &text[first.start..last.end]);
    let end = text.len().min(last.end + 1);
    Some(vec![(header.end..header.end, written), (first.start..end, String::new())])
}

/// Whether the resource has the setting already: the lines from its header up to the next one.
fn is_in_resource(text: &str, key: &str, home: &Range<usize>) -> bool {
    let rest = &text[home.end..];
    let end = rest.find("\n[").or_else(|| rest.find("\n  [")).unwrap_or(rest.len());
    is_there(&rest[..end], key)
}

/// A key that the daemon reads and does nothing with.
pub(super) fn deprecated(at: &str, key: &Key<'_>) -> Finding {
    let name = &**key.get_ref();
    let message = Text::of(
        format!("`{name}` is deprecated: the daemon reads it and ignores it"),
        format!("`{name}` 已弃用：守护进程会读取但忽略它"),
    );
    Finding::new(key.span().start, Problem::info("deprecated-key", format!("{at}.{name}"), message))
}

/// The value in the type that the daemon wants, where it is certain what was meant.
pub(super) fn retyped(text: &str, value: &Value<'_>, wants: Wants) -> Option<(Text, Edits)> {
    let new = match (wants, value.get_ref()) {
        (Wants::Switch, DeValue::String(word)) => spelled_switch(word)?.to_owned(),
        (Wants::Whole(max), DeValue::String(digits)) => {
            let number: i64 = digits.trim().parse().ok()?;
            if !(0..=max).contains(&number) {
                return None;
            }
            number.to_string()
        }
        (Wants::Strings, DeValue::String(_)) => format!("[{}]", text.get(value.span())?),
        (Wants::Word(words), DeValue::String(word)) => {
            let kebab = word.replace('_', "-").to_lowercase();
            let is_same = |known: &&&str| known.to_lowercase() == kebab || same_letters(known, &kebab);
            let mut same = words.iter().filter(is_same);
            let word = same.next().filter(|_| same.next().is_none())?;
            format!("\"{word}\"")
        }
        _ => return None,
    };
    let title = Text::of(format!("write `{new}`"), format!("改写为 `{new}`"));
    Some((title, vec![(value.span(), new)]))
}

/// `failover` and `fail-over`.
fn same_letters(one: &str, other: &str) -> bool {
    one.to_lowercase().replace('-', "") == other.replace('-', "")
}

/// What the runner makes of the lists: `shell` starts no agents, and only `shell` reads `stop`.
pub(super) fn look_at_runner(at: &str, settings: &DeTable<'_>, findings: &mut Vec<Finding>) {
    let is_shell = settings.get("runner").and_then(|runner| runner.get_ref().as_str()) == Some("shell");
    let list = |key: &str| settings.get_key_value(key).map(|(key, value)| (key, value.get_ref().as_array()));
    let has_entries =
        |key: &str| list(key).is_some_and(|(_, values)| values.is_some_and(|values| !values.is_empty()));
    if is_shell {
        let starts_agent = |(_, values): (_, Option<&toml::de::DeArray<'_>>)| {
            let mut values = values.into_iter().flatten();
            values.any(|value| value.get_ref().as_str().is_some_and(|text| text.trim().starts_with("ocf:")))
        };
        let starts_agents = list("start").is_some_and(starts_agent);
        let offset = settings.get("runner").map(Spanned::span).unwrap_or_default().start;
        let at = format!("{at}.runner");
        let problem = if starts_agents {
            Problem::error("runner-shell", at, SHELL_AGENTS)
        } else {
            Problem::warning("runner-shell", at, SHELL)
        };
        findings.push(Finding::new(offset, problem));
    } else if let Some((key, _)) = list("stop").filter(|_| has_entries("stop")) {
        let problem = Problem::warning("stop-ignored", format!("{at}.stop"), STOP_IGNORED);
        findings.push(Finding::new(key.span().start, problem));
    }
    if !has_entries("start") {
        let offset = list("start").map(|(key, _)| key.span().start);
        let offset = offset.or_else(|| settings.keys().map(|key| key.span().start).min());
        let problem = Problem::warning("start-empty", format!("{at}.start"), START_EMPTY);
        findings.extend(offset.map(|offset| Finding::new(offset, problem)));
    }
}

const SHELL_AGENTS: Text = Text::new(
    "the runner `shell` hands each entry to `sh -c`: an agent `ocf:…` is no command, so nothing starts; expected \
     `systemd`",
    "runner 为 `shell` 时每个启动项交给 `sh -c` 执行：`ocf:…` 不是命令，因此不会启动任何服务；应为 `systemd`",
);
const SHELL: Text = Text::new(
    "the runner `shell` runs each entry as root by `sh -c`, without units, order or monitoring; expected `systemd`",
    "runner 为 `shell` 时每个启动项以 root 身份由 `sh -c` 执行，没有单元、顺序和监控；应为 `systemd`",
);
const STOP_IGNORED: Text = Text::new(
    "the daemon reads `stop` only with the runner `shell`; units stop in the reverse order of `start`",
    "仅当 runner 为 `shell` 时守护进程才读取 `stop`；单元按 `start` 的相反顺序停止",
);
const START_EMPTY: Text = Text::new(
    "no start entries: the daemon promotes the resource where it can, and runs nothing",
    "没有启动项：守护进程只会提升资源，不会运行任何服务",
);
