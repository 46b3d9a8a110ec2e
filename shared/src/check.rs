//! What the daemon would say of snippets, and what it would not say.
//!
//! drbd-reactor reads all snippets of a node as one document. `drbd-reactorctl` parses each alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::agent::StartEntry;
use crate::api::SnippetFile;
use crate::names::drbd::ResourceName;
use crate::problem::Problem;
use crate::snippet::keys::{DOCUMENT_KEYS, LISTS, PLUGINS, PROMOTER_KEYS, resource_keys};
use crate::snippet::read;
use crate::snippet::source::Source;
use crate::snippet::versions::Versions;
use crate::text::Text;
use crate::unit::{self, ResourceUnits};

/// What was found in a set of snippets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// Whether the daemon's parser would take all files together. Where it does not, a running daemon keeps all that it
    /// had; where it does, the daemon may still exit or not start some gateway.
    pub parser_accepts: bool,
    /// Whether the daemon would load and start all files together.
    pub daemon_accepts: bool,
    /// Whether `drbd-reactorctl` would parse each file alone.
    pub ctl_accepts: bool,
    /// Every problem with its file, line and column.
    pub problems: Vec<Problem>,
    /// What the daemon would make of every resource; empty when it accepts nothing.
    pub resources: Vec<ResourceUnits>,
}

/// Checks snippets, each alone and all together, as a node with exactly these files would read them.
///
/// The files are read in the order of their names, as the daemon does.
pub fn check(files: &[SnippetFile], _versions: Versions) -> Report {
    let mut files = files.to_vec();
    files.sort_by(|one, other| one.file.cmp(&other.file));

    let mut alone: Vec<Findings> = Vec::new();
    for file in &files {
        alone.push(Findings::of(std::slice::from_ref(file)));
    }
    let ctl_accepts = alone.iter().all(|findings| !findings.refused_by_parser);
    let together = Findings::of(&files);
    let daemon_accepts = !together.refused_by_parser && !together.refused_at_start;
    let mut problems = Vec::new();
    if together.is_toml {
        for (file, findings) in files.iter().zip(&alone) {
            if findings.refused_by_parser && !together.refused_by_parser {
                problems.push(joins_previous(file));
            }
        }
        problems.extend(together.problems);
    } else {
        // What each file says alone is more than where the whole breaks off.
        problems.extend(alone.into_iter().flat_map(|findings| findings.problems));
        if !problems.iter().any(Problem::is_error) {
            problems.extend(together.problems);
        }
    }
    for file in files.iter().filter(|file| has_no_plugin(file)) {
        problems.push(in_file(&file.file, Problem::warning("no-promoter", "", NO_PROMOTER)));
    }
    problems.sort_by(|one, other| {
        (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
    });
    let resources = read::resources_together(&files).unwrap_or_default();
    let resources = resources.iter().map(unit::units).collect();
    Report { parser_accepts: !together.refused_by_parser, daemon_accepts, ctl_accepts, problems, resources }
}

fn in_file(file: &str, problem: Problem) -> Problem {
    Problem { file: Some(file.to_owned()), line: Some(1), column: Some(1), ..problem }
}

fn joins_previous(file: &SnippetFile) -> Problem {
    in_file(&file.file, Problem::warning("joins-previous", "promoter", JOINS_PREVIOUS))
}

fn has_no_plugin(file: &SnippetFile) -> bool {
    DeTable::parse(&file.text)
        .is_ok_and(|table| !table.get_ref().keys().any(|key| PLUGINS.contains(&key.get_ref().as_ref())))
}

/// What was found in one document.
struct Findings<'a> {
    source: Source<'a>,
    problems: Vec<Problem>,
    is_toml: bool,
    refused_by_parser: bool,
    refused_at_start: bool,
}

impl<'a> Findings<'a> {
    fn of(files: &'a [SnippetFile]) -> Self {
        let source = Source::new(files);
        let text = source.text().to_owned();
        let mut findings = Self {
            source,
            problems: Vec::new(),
            is_toml: true,
            refused_by_parser: false,
            refused_at_start: false,
        };
        if text.starts_with('\u{feff}') {
            findings.is_toml = false;
            findings.refuse("byte-order-mark", "", 0, BYTE_ORDER_MARK);
            return findings;
        }
        match DeTable::parse(&text) {
            Ok(document) => findings.look_at_document(document.get_ref()),
            Err(error) => {
                findings.is_toml = false;
                let offset = error.span().map_or(0, |span| span.start);
                let said = error.message().trim().replace('\n', ", ");
                findings.refuse(
                    "toml",
                    "",
                    offset,
                    Text::of(format!("not TOML: {said}"), format!("不是合法的 TOML：{said}")),
                );
            }
        }
        findings
    }

    fn push(&mut self, offset: usize, mut problem: Problem) {
        if let Some((file, line, column)) = self.source.place(offset) {
            problem.file = Some(file.to_owned());
            problem.line = Some(line);
            problem.column = Some(column);
        }
        self.problems.push(problem);
    }

    /// The daemon refuses the whole configuration.
    fn refuse(&mut self, code: &'static str, at: &str, offset: usize, message: Text) {
        self.refused_by_parser = true;
        self.push(offset, Problem::error(code, at, message));
    }

    /// The daemon loads the configuration, but does not start the gateway.
    fn refuse_start(&mut self, code: &'static str, at: &str, offset: usize, message: Text) {
        self.refused_at_start = true;
        self.push(offset, Problem::error(code, at, message));
    }

    fn look_at_document(&mut self, document: &DeTable<'_>) {
        for (key, value) in document {
            let name = &**key.get_ref();
            if !DOCUMENT_KEYS.contains(&name) {
                self.push(key.span().start, unknown_key(name, "", DOCUMENT_KEYS));
            }
            if LISTS.contains(&name) && !value.get_ref().is_array() {
                self.refuse("header", name, key.span().start, plugin_header(name));
            }
        }
        if let Some(promoter) = document.get("promoter") {
            self.look_at_promoters(promoter);
        }
        for exporter in
            document.get("prometheus").and_then(|value| value.get_ref().as_array()).into_iter().flatten()
        {
            self.look_at_exporter(exporter);
        }
    }

    fn look_at_promoters(&mut self, promoter: &Spanned<DeValue<'_>>) {
        // A seed's `[promoter]` is refused, but what stands below it is looked at all the same.
        let tables: Vec<&Spanned<DeValue<'_>>> = match promoter.get_ref().as_array() {
            Some(promoters) => promoters.iter().collect(),
            None => vec![promoter],
        };
        let parsed = read::promoters(self.source.text()).unwrap_or_default();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for (index, table) in tables.iter().enumerate() {
            let at = format!("promoter[{index}]");
            let Some(promoter) = table.get_ref().as_table() else {
                self.refuse("header", &at, table.span().start, plugin_header("promoter"));
                continue;
            };
            for key in promoter.keys().filter(|key| !PROMOTER_KEYS.contains(&key.get_ref().as_ref())) {
                self.push(key.span().start, unknown_key(key.get_ref(), &at, PROMOTER_KEYS));
            }
            let Some(resources) = promoter.get("resources") else { continue };
            if parsed.get(index).is_some_and(|this| parsed[..index].contains(this)) {
                self.refuse_start("promoter-twice", &at, table.span().start, PROMOTER_TWICE);
            }
            let Some(resources) = resources.get_ref().as_table() else {
                self.refuse("header", &format!("{at}.resources"), resources.span().start, RESOURCES);
                continue;
            };
            for (name, resource) in resources {
                if !names.insert(name.get_ref()) {
                    let at = format!("{at}.resources.{}", name.get_ref());
                    self.push(name.span().start, Problem::error("resource-twice", at, RESOURCE_TWICE));
                }
                self.look_at_resource(&at, name, resource);
            }
        }
    }

    fn look_at_resource(
        &mut self,
        at: &str,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        resource: &Spanned<DeValue<'_>>,
    ) {
        let at = format!("{at}.resources.{}", name.get_ref());
        if let Err(expected) = name.get_ref().parse::<ResourceName>() {
            self.push(name.span().start, Problem::error(expected.code, at.clone(), expected.message));
        }
        let Some(settings) = resource.get_ref().as_table() else {
            self.refuse("header", &at, name.span().start, resource_header(name.get_ref()));
            return;
        };
        let known = resource_keys();
        let names: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
        for (key, value) in settings {
            match known.iter().find(|(known, _)| known == key.get_ref()) {
                Some((name, wants)) if !wants.takes(value.get_ref()) => {
                    self.refuse("type", &format!("{at}.{name}"), value.span().start, wants.expected());
                }
                Some(_) => {}
                None => self.push(key.span().start, unknown_key(key.get_ref(), &at, &names)),
            }
        }
        if settings.get("runner").and_then(|runner| runner.get_ref().as_str()) != Some("shell") {
            self.look_at_start(&at, name.get_ref(), settings);
        }
    }

    fn look_at_start(&mut self, at: &str, resource: &str, settings: &DeTable<'_>) {
        let mut units = BTreeSet::new();
        let start = settings.get("start").and_then(|start| start.get_ref().as_array());
        for (index, entry) in start.into_iter().flatten().enumerate() {
            let Some(text) = entry.get_ref().as_str() else { continue };
            let at = format!("{at}.start[{index}]");
            let offset = entry.span().start;
            let Ok(read) = StartEntry::read(text) else {
                self.refuse_start("quote", &at, offset, QUOTE);
                continue;
            };
            let unit = unit::unit_name(&read, resource);
            let is_too_long = unit.len() > unit::LONGEST_NAME;
            if unit.contains('/') {
                self.refuse_start("unit-slash", &at, offset, UNIT_SLASH);
            } else if is_too_long {
                self.refuse_start("unit-too-long", &at, offset, UNIT_TOO_LONG);
            } else if !units.insert(unit.clone()) {
                self.refuse_start("unit-twice", &at, offset, unit_twice(&unit));
            }
        }
    }

    /// The exporter's address is `:port` or an address with port, not a name.
    fn look_at_exporter(&mut self, exporter: &Spanned<DeValue<'_>>) {
        let address = exporter.get_ref().as_table().and_then(|table| table.get("address"));
        let Some(address) = address else { return };
        let is_address = address.get_ref().as_str().is_some_and(|text| {
            let is_port = text.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
            is_port || text.parse::<std::net::SocketAddr>().is_ok()
        });
        if !is_address {
            self.refuse("type", "prometheus.address", address.span().start, EXPORTER_ADDRESS);
        }
    }
}

fn unknown_key(key: &str, at: &str, known: &[&str]) -> Problem {
    let at = if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    let kebab = key.replace('_', "-").to_lowercase();
    let closest = known.iter().map(|known| (strsim::damerau_levenshtein(&kebab, known), *known)).min();
    let message = match closest {
        Some((distance, closest)) if distance <= 2 => Text::of(
            format!("the daemon ignores `{key}` without a word; did you mean `{closest}`?"),
            format!("守护进程会悄悄忽略 `{key}`；是否指 `{closest}`？"),
        ),
        _ => Text::of(
            format!("the daemon ignores `{key}` without a word; own data belongs into `[promoter.metadata]`"),
            format!("守护进程会悄悄忽略 `{key}`；自有数据应放入 `[promoter.metadata]`"),
        ),
    };
    Problem::warning("unknown-key", at, message)
}

fn plugin_header(name: &str) -> Text {
    Text::of(
        format!("expected `[[{name}]]`: it is a list of tables"),
        format!("应为 `[[{name}]]`：它是表数组"),
    )
}

fn resource_header(name: &str) -> Text {
    Text::of(
        format!("expected `[promoter.resources.{name}]`: a resource is one table"),
        format!("应为 `[promoter.resources.{name}]`：每个资源是一个表"),
    )
}

fn unit_twice(unit: &str) -> Text {
    Text::of(
        format!("the unit `{unit}` is in this list already; each entry needs an instance name of its own"),
        format!("单元 `{unit}` 已在此列表中；每个启动项需要不同的实例名"),
    )
}

const JOINS_PREVIOUS: Text = Text::new(
    "without `[[promoter]]` of its own, this file joins the promoter of the file before it; drbd-reactorctl refuses it",
    "没有自己的 `[[promoter]]`，该文件会并入前一个文件的 promoter；drbd-reactorctl 会拒绝它",
);
const NO_PROMOTER: Text = Text::new(
    "no `[[promoter]]`: the daemon reads the file and runs nothing",
    "没有 `[[promoter]]`：守护进程会读取该文件，但不运行任何服务",
);
const BYTE_ORDER_MARK: Text = Text::new(
    "the file starts with a byte order mark, which the daemon refuses; save it as UTF-8 without one",
    "文件以字节顺序标记（BOM）开头，守护进程会拒绝；请保存为无 BOM 的 UTF-8",
);
const PROMOTER_TWICE: Text = Text::new(
    "the same promoter is there already; the daemon exits, on reload too",
    "已有相同的 promoter；守护进程会退出，重载时也一样",
);
const RESOURCES: Text =
    Text::new("expected tables `[promoter.resources.NAME]`", "应为 `[promoter.resources.名称]` 表");
const RESOURCE_TWICE: Text = Text::new(
    "another promoter runs this resource already; two start lists for one resource get in each other's way",
    "已有另一个 promoter 运行该资源；同一资源的两个启动列表会互相干扰",
);
const QUOTE: Text = Text::new(
    "a quote without its partner: on reload the daemon stops the gateway and does not start it again",
    "引号不成对：重载时守护进程会停止网关且不再启动",
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
const EXPORTER_ADDRESS: Text = Text::new(
    "expected `:9942` or an address with port, not a name",
    "应为 `:9942` 或带端口的地址，而不是主机名",
);
