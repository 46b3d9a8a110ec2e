//! What each line of a snippet does, for people: in both languages, and without anybody's password.

mod comment;
mod entry;
mod lines;
mod resource;
mod setting;
mod table;

mod filesystem;
mod iscsi;
mod network;
mod nfs;
mod nvmeof;

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use crate::text::Text;
use lines::Lines;

/// What a line or construct of a snippet means to the daemon, and why it is there.
///
/// Its texts are whole sentences, like the help of a form, and never hold a password.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// Its first line, from 1.
    pub line: u32,
    /// Its last line. A table or list that spans lines which are explained by themselves ends where it begins.
    pub end_line: u32,
    /// What it is or does, with the values that are given.
    pub what: Text,
    /// The unit of systemd that it becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What happens when the gateway starts on a node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_start: Option<Text>,
    /// What happens when it stops there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_stop: Option<Text>,
    /// Why it stands at this place of the start list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_here: Option<Text>,
}

impl Explanation {
    /// An explanation that is one sentence.
    fn new((line, end_line): (u32, u32), what: Text) -> Self {
        Self { line, end_line, what, unit: None, on_start: None, on_stop: None, why_here: None }
    }

    /// The same explanation, for what becomes a unit.
    fn with_unit(mut self, unit: String) -> Self {
        self.unit = Some(unit);
        self
    }
}

/// Explains every line of a snippet that means something, in the order of the lines.
///
/// Text that is not TOML is explained as far as it can be read; the line where it breaks off says so.
pub fn explain(text: &str) -> Vec<Explanation> {
    let lines = Lines::of(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    if text.starts_with('\u{feff}') {
        found.push(Explanation::new((1, 1), BYTE_ORDER_MARK));
    }
    let first_error = errors.iter().map(|error| error.span().map_or(0, |span| span.start)).min();
    if let Some(offset) = first_error {
        found.push(Explanation::new(lines.around(offset..offset), NOT_TOML));
    }
    found.extend(comment::comments(&lines, document.get_ref()));
    found.extend(table::tables(&lines, document.get_ref()));
    // Stable: of two on a line, the one that was found first stands first.
    found.sort_by_key(|explanation| (explanation.line, explanation.end_line));
    found
}

const BYTE_ORDER_MARK: Text = Text::new(
    "The file starts with a byte order mark. The daemon refuses it, and with it every snippet of the node.",
    "文件以字节顺序标记（BOM）开头。守护进程会拒绝该文件，节点上的所有片段也随之失效。",
);
const NOT_TOML: Text = Text::new(
    "Here the text stops being TOML. The daemon refuses the file, and with it every snippet of the node.",
    "从这里开始不再是合法的 TOML。守护进程会拒绝该文件，节点上的所有片段也随之失效。",
);
