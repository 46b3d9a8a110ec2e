//! The tables of a snippet: promoters, their resources and metadata, other plugins, and what the daemon ignores.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lines::Lines;
use super::{Explanation, resource};
use crate::secret::shown;
use crate::text::Text;

/// Explains a whole document.
pub(super) fn tables(lines: &Lines<'_>, document: &DeTable<'_>) -> Vec<Explanation> {
    let mut found = Vec::new();
    for (key, value) in document {
        match &**key.get_ref() {
            "promoter" => promoters(lines, key.span(), value, &mut found),
            name => {
                let what = of_plugin(name).unwrap_or_else(|| unknown(name));
                let tables = value.get_ref().as_array().into_iter().flatten();
                let mut tables = tables.filter(|table| table.get_ref().is_table()).peekable();
                if tables.peek().is_none() {
                    found.push(Explanation::new(lines.around(whole(value, key.span())), what.clone()));
                }
                for table in tables {
                    let span = whole(table, table.span());
                    found.push(Explanation::new(lines.around(span), what.clone()));
                }
            }
        }
    }
    found
}

/// The piece of the text from `start` to the end of the last thing in `value`.
fn whole(value: &Spanned<DeValue<'_>>, start: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => table.values().map(|value| whole(value, value.span()).end).max(),
        DeValue::Array(values) => values.iter().map(|value| whole(value, value.span()).end).max(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => None,
    };
    start.start..start.end.max(value.span().end).max(inner.unwrap_or_default())
}

fn promoters(
    lines: &Lines<'_>,
    key: std::ops::Range<usize>,
    promoter: &Spanned<DeValue<'_>>,
    found: &mut Vec<Explanation>,
) {
    match promoter.get_ref() {
        DeValue::Array(promoters) => {
            for promoter in promoters {
                let DeValue::Table(table) = promoter.get_ref() else {
                    found.push(Explanation::new(lines.around(promoter.span()), NO_LIST_OF_TABLES));
                    continue;
                };
                found.push(Explanation::new(lines.around(promoter.span()), PROMOTER));
                settings(lines, table, found);
            }
        }
        DeValue::Table(table) => {
            // Of `[promoter.resources.r0]` alone, TOML makes the table `promoter` without a header of its own.
            let is_implied = promoter.span() == key;
            let what = if is_implied { JOINS_PREVIOUS } else { NO_LIST_OF_TABLES };
            found.push(Explanation::new(lines.around(key), what));
            settings(lines, table, found);
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => found.push(Explanation::new(lines.around(key), NO_LIST_OF_TABLES)),
    }
}

/// What stands in one promoter.
fn settings(lines: &Lines<'_>, promoter: &DeTable<'_>, found: &mut Vec<Explanation>) {
    for (key, value) in promoter {
        let place = lines.around(key.span());
        match (&**key.get_ref(), value.get_ref()) {
            ("resources", DeValue::Table(resources)) => {
                if lines.piece(value.span()).starts_with('[') {
                    found.push(Explanation::new(place, RESOURCES));
                }
                for (name, value) in resources {
                    resource::explain(lines, name, value, found);
                }
            }
            ("resources", _) => found.push(Explanation::new(place, NO_RESOURCES)),
            ("metadata", DeValue::Table(notes)) => {
                found.push(Explanation::new(place, METADATA));
                let mark = notes.iter().find(|(key, _)| key.get_ref() == "linstor-gateway-schema-version");
                found.extend(mark.map(|(key, _)| Explanation::new(lines.around(key.span()), SCHEMA_VERSION)));
            }
            ("metadata", _) => found.push(Explanation::new(place, METADATA)),
            ("id", _) => found.push(Explanation::new(place, ID)),
            (name, _) => {
                let place = lines.around(whole(value, key.span()));
                found.push(Explanation::new(place, unknown(name)));
            }
        }
    }
}

/// What a plugin beside the promoter does, or a setting that belongs into the daemon's main file.
fn of_plugin(name: &str) -> Option<Text> {
    let what = match name {
        "prometheus" => Text::new(
            "Another plugin of the daemon: it offers metrics of DRBD to Prometheus. It is no part of a gateway and is \
             left alone.",
            "守护进程的另一个插件：向 Prometheus 提供 DRBD 指标。它不属于网关，保持原样。",
        ),
        "umh" => Text::new(
            "Another plugin of the daemon: it runs programs when something happens to DRBD. It is no part of a gateway \
             and is left alone.",
            "守护进程的另一个插件：在 DRBD 发生事件时运行程序。它不属于网关，保持原样。",
        ),
        "agentx" => Text::new(
            "Another plugin of the daemon: it answers questions of SNMP about DRBD. It is no part of a gateway and is \
             left alone.",
            "守护进程的另一个插件：通过 SNMP 提供 DRBD 信息。它不属于网关，保持原样。",
        ),
        "debugger" => Text::new(
            "Another plugin of the daemon: it writes what happens to DRBD into the log. It is no part of a gateway and \
             is left alone.",
            "守护进程的另一个插件：把 DRBD 事件写入日志。它不属于网关，保持原样。",
        ),
        "log" | "snippets" | "statistics-poll-interval" => Text::new(
            "A setting of the daemon itself. Its place is the main file `/etc/drbd-reactor.toml`.",
            "守护进程自身的设置，应放在主配置文件 `/etc/drbd-reactor.toml` 中。",
        ),
        _ => return None,
    };
    Some(what)
}

/// A key that the daemon does not know.
pub(super) fn unknown(name: &str) -> Text {
    let name = shown(name);
    Text::of(
        format!("The daemon does not know `{name}` and ignores it without a word."),
        format!("守护进程不认识 `{name}`，会悄悄忽略它。"),
    )
}

const PROMOTER: Text = Text::new(
    "Begins a promoter: the part of drbd-reactor that runs services where a DRBD resource may be promoted.",
    "定义一个 promoter：drbd-reactor 中负责在 DRBD 资源可升级的节点上运行服务的部分。",
);
const NO_LIST_OF_TABLES: Text = Text::new(
    "The daemon wants `[[promoter]]` here, a list of tables. Written like this, it refuses every snippet of the node.",
    "此处应为 `[[promoter]]`（表数组）。按现在的写法，守护进程会拒绝节点上的所有片段。",
);
const JOINS_PREVIOUS: Text = Text::new(
    "There is no `[[promoter]]` above, so this joins the promoter of the file that the daemon reads before this one. \
     Without such a file, the daemon refuses every snippet of the node.",
    "上方没有 `[[promoter]]`，因此会并入守护进程在此之前读取的文件中的 promoter。若没有这样的文件，守护进程会拒绝节点上的所有片段。",
);
const RESOURCES: Text =
    Text::new("The DRBD resources that this promoter looks after.", "该 promoter 负责的 DRBD 资源。");
const NO_RESOURCES: Text = Text::new(
    "The daemon wants tables `[promoter.resources.NAME]`. Written like this, it refuses every snippet of the node.",
    "此处应为 `[promoter.resources.名称]` 表。按现在的写法，守护进程会拒绝节点上的所有片段。",
);
const METADATA: Text = Text::new(
    "Notes of other programs. The daemon ignores this table, and changing it restarts nothing.",
    "供其他程序使用的附注。守护进程会忽略此表，修改它不会重启任何服务。",
);
const SCHEMA_VERSION: Text = Text::new(
    "The mark by which linstor-gateway knows a snippet that it can read.",
    "linstor-gateway 用来识别其可读片段的标记。",
);
const ID: Text = Text::new(
    "Had a meaning to old versions of the daemon. It is deprecated and ignored.",
    "仅对旧版守护进程有意义，现已弃用并被忽略。",
);
