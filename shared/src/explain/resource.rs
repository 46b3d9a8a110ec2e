//! `[promoter.resources.NAME]`: the settings of a resource, and its start list.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::entry::{self, Position};
use super::lines::Lines;
use super::{Explanation, setting, table};
use crate::secret::shown;
use crate::text::Text;
use crate::unit::{promote_name, target_name};

/// Explains a resource of a promoter.
pub(super) fn explain(
    lines: &Lines<'_>,
    name: &Spanned<Cow<'_, str>>,
    resource: &Spanned<DeValue<'_>>,
    found: &mut Vec<Explanation>,
) {
    let place = lines.around(name.span());
    let DeValue::Table(settings) = resource.get_ref() else {
        found.push(Explanation::new(place, NO_TABLE));
        return;
    };
    let name = &**name.get_ref();
    let is_shell = settings.get("runner").is_some_and(|runner| runner.get_ref().as_str() == Some("shell"));
    found.push(if is_shell { by_shell(place, name) } else { by_systemd(place, name) });
    for (key, value) in settings {
        match &**key.get_ref() {
            "start" => start(lines, key.span(), value, name, is_shell, found),
            "stop" => {
                let what = if is_shell { STOP_BY_SHELL } else { STOP_IGNORED };
                found.push(Explanation::new(lines.around(key.span().start..value.span().end), what));
            }
            key_name => {
                let what = setting::explain(key_name, value.get_ref());
                let what = what.unwrap_or_else(|| table::unknown(key_name));
                found.push(Explanation::new(lines.around(key.span().start..value.span().end), what));
            }
        }
    }
}

fn by_systemd(place: (u32, u32), name: &str) -> Explanation {
    let (promote, target) = (shown(&promote_name(name)), target_name(name));
    let name = shown(name);
    let what = Text::of(
        format!(
            "The services of the DRBD resource `{name}`. They run on one node at a time: one on which DRBD lets the \
             resource be promoted."
        ),
        format!("DRBD 资源 `{name}` 的服务。同一时刻只在一个节点上运行，即 DRBD 允许升级该资源的节点。"),
    );
    let on_start = Text::of(
        format!(
            "The daemon starts the target. systemd promotes the resource first (`{promote}`), then starts the list."
        ),
        format!("守护进程启动该目标单元。systemd 先升级资源（`{promote}`），再依次启动列表。"),
    );
    let on_stop = Text::new(
        "systemd stops the list in reverse order and demotes the resource last.",
        "systemd 按相反顺序停止列表，最后降级资源。",
    );
    let explanation = Explanation::new(place, what);
    let explanation = if shown(&target) == target { explanation.with_unit(target) } else { explanation };
    Explanation { on_start: Some(on_start), on_stop: Some(on_stop), ..explanation }
}

fn by_shell(place: (u32, u32), name: &str) -> Explanation {
    let name = shown(name);
    let what = Text::of(
        format!(
            "The commands of the DRBD resource `{name}`. The daemon runs them itself, without units of systemd: it knows \
             neither whether they still run nor how to move them."
        ),
        format!(
            "DRBD 资源 `{name}` 的命令。由守护进程直接运行，不使用 systemd 单元：它既不知道命令是否仍在运行，也无法迁移它们。"
        ),
    );
    Explanation::new(place, what)
}

fn start(
    lines: &Lines<'_>,
    key: std::ops::Range<usize>,
    value: &Spanned<DeValue<'_>>,
    resource: &str,
    is_shell: bool,
    found: &mut Vec<Explanation>,
) {
    let DeValue::Array(values) = value.get_ref() else {
        let place = lines.around(key.start..value.span().end);
        found.push(Explanation::new(place, setting::REFUSED));
        return;
    };
    found.push(Explanation::new(lines.around(key), list(values.len(), is_shell)));
    let texts: Vec<&str> = values.iter().map(|value| value.get_ref().as_str().unwrap_or_default()).collect();
    let list = entry::read(&texts, resource);
    for (index, value) in values.iter().enumerate() {
        let place = lines.around(value.span());
        found.push(match value.get_ref() {
            DeValue::String(_) if is_shell => Explanation::new(place, SHELL_COMMAND),
            DeValue::String(_) => entry::explain(place, Position { list: &list, index }),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => Explanation::new(place, setting::REFUSED),
        });
    }
}

fn list(length: usize, is_shell: bool) -> Text {
    match (length, is_shell) {
        (0, _) => Text::new(
            "The start list is empty: the resource is promoted, and nothing else runs.",
            "启动列表为空：只升级资源，不运行任何服务。",
        ),
        (_, true) => Text::of(
            format!("The start list: {length} commands, run by `sh -c` as root, one after the other."),
            format!("启动列表：{length} 条命令，以 root 身份由 `sh -c` 依次运行。"),
        ),
        (_, false) => Text::of(
            format!(
                "The start list: {length} entries, started in this order, each when the one before it runs, and stopped \
                 in reverse."
            ),
            format!("启动列表：共 {length} 项，按此顺序启动，前一项运行后才启动下一项；停止时顺序相反。"),
        ),
    }
}

const NO_TABLE: Text = Text::new(
    "The daemon wants one table `[promoter.resources.NAME]` for a resource. Written like this, it refuses every snippet \
     of the node.",
    "每个资源应为一个 `[promoter.resources.名称]` 表。按现在的写法，守护进程会拒绝节点上的所有片段。",
);
const STOP_BY_SHELL: Text = Text::new(
    "The commands that stop the services, run in this order. Without them the start list would run in reverse.",
    "停止服务的命令，按此顺序运行。若不填写，则反向运行启动列表。",
);
const STOP_IGNORED: Text = Text::new(
    "Commands for the runner `shell`. With systemd they are ignored: it stops the start list in reverse.",
    "用于 `shell` 运行方式的命令。使用 systemd 时会被忽略：systemd 按相反顺序停止启动列表。",
);
const SHELL_COMMAND: Text = Text::new(
    "A command that the daemon hands to `sh -c` as root. When it fails, the stop list runs.",
    "守护进程以 root 身份交给 `sh -c` 的命令。若失败，则运行停止列表。",
);
