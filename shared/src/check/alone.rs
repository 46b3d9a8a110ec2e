//! A file as `drbd-reactorctl` reads it: by itself.

use toml::Spanned;
use toml::de::DeTable;

use super::findings::{Effect, Finding};
use super::shape;
use crate::api::SnippetFile;
use crate::problem::Problem;
use crate::snippet::keys::PLUGINS;
use crate::snippet::patch::Patched;
use crate::snippet::patch::find::is_bare_list;
use crate::snippet::strict;
use crate::snippet::versions::Reactor;
use crate::text::Text;

/// A file by itself.
pub(super) struct Alone<'a> {
    pub(super) file: &'a SnippetFile,
    /// Its text, patched where that lets us look at the rest of it.
    pub(super) patched: Patched<'a>,
    /// What the parser made of the text as it is.
    pub(super) table: Option<Spanned<DeTable<'a>>>,
    /// Whether drbd-reactorctl takes it.
    pub(super) accepted: bool,
    /// Whether it means the same whatever stands before or behind it.
    pub(super) is_whole: bool,
}

impl<'a> Alone<'a> {
    pub(super) fn read(file: &'a SnippetFile) -> Self {
        let text = &*file.text;
        let table = parse(text).ok();
        let mut accepted = false;
        let mut is_whole = false;
        if let Some(table) = &table {
            let findings = findings(text, table.get_ref(), 0, Reactor::NEWEST);
            accepted = findings.iter().all(|finding| finding.effect != Effect::Refused);
            is_whole =
                accepted && starts_with_list(text) && has_lists_only(table.get_ref()) && !has_cut_name(text);
        }
        let patched = if is_whole { Patched::unchanged(text) } else { Patched::new(&file.file, text) };
        Self { file, patched, table, accepted, is_whole }
    }

    /// The same with its text as it is.
    pub(super) fn unpatched(self) -> Self {
        Self { patched: Patched::unchanged(&self.file.text), ..self }
    }

    /// Whether the daemon finds a plugin to run in it.
    pub(super) fn has_plugin(&self) -> bool {
        let mut keys = self.table.iter().flat_map(|table| table.get_ref().keys());
        self.table.is_none() || keys.any(|key| PLUGINS.contains(&key.get_ref().as_ref()))
    }
}

/// What the daemon's parser makes of a text, and what is wrong with it where it makes nothing.
pub(super) fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, Box<Finding>> {
    let refused = |offset, en: &str, zh: &str| {
        let message = Text::of(format!("not TOML: {en}"), format!("不是合法的 TOML：{zh}"));
        Box::new(Finding::new(offset, Problem::error("toml", "", message)).with_effect(Effect::Refused))
    };
    if text.starts_with('\u{feff}') {
        return Err(refused(0, "it starts with a byte order mark", "以字节顺序标记（BOM）开头"));
    }
    DeTable::parse(text).map_err(|error| {
        if is_bare_list(text) {
            let problem = Problem::error("no-promoter", "", BARE_LIST);
            let first = text.find(['"', '\'']).unwrap_or_default();
            return Box::new(Finding::new(first, problem).with_effect(Effect::Refused));
        }
        let said = error.message().trim().replace('\n', ", ");
        refused(error.span().map_or(0, |span| span.start), &said, &said)
    })
}

const BARE_LIST: Text = Text::new(
    "start entries without `[[promoter]]`, `[promoter.resources.NAME]` and `start = [ … ]` around them: the daemon \
     refuses them, and they do not say which resource they are about",
    "启动项没有 `[[promoter]]`、`[promoter.resources.名称]` 和 `start = [ … ]`：守护进程会拒绝，且无法得知属于哪个资源",
);

/// Everything wrong with the shape of a document, the first of whose promoters has this number.
pub(super) fn findings(
    text: &str,
    table: &DeTable<'_>,
    first_promoter: usize,
    reactor: Reactor,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some((offset, message)) = strict::violation(text, table) {
        findings.push(Finding::new(offset, Problem::error("toml", "", message)).with_effect(Effect::Refused));
    }
    shape::look_at(text, table, first_promoter, reactor, &mut findings);
    findings
}

/// Whether nothing in a text belongs to the table that stands before it.
fn starts_with_list(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| line.starts_with("[["))
}

/// Whether a resource may be named by a piece of an IQN or NQN; then we look at what was meant.
fn has_cut_name(text: &str) -> bool {
    ["resources.nqn.", "resources.iqn."].iter().any(|header| text.contains(header))
}

fn has_lists_only(table: &DeTable<'_>) -> bool {
    table.iter().all(|(_, value)| value.get_ref().is_array())
}
