//! What a file must be before its start list counts: one that the daemon loads, with one resource and nothing else.

use serde_json::{Map, Value};

use super::findings::Findings;
use crate::api::SnippetFile;
use crate::check::check;
use crate::check::sole::sole_resource;
use crate::problem::Problem;
use crate::snippet::read::{Resource, resources};
use crate::snippet::versions::Versions;
use crate::text::Text;

/// A document as the parser has it, with what the daemon ignores.
pub(super) type Document = Map<String, Value>;

/// The document of a text that the daemon loads; empty for any other.
pub(super) fn document(text: &str) -> Document {
    toml::from_str(text).unwrap_or_default()
}

/// The promoters of a document.
pub(super) fn promoters(document: &Document) -> &[Value] {
    document.get("promoter").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The one resource of a file; none where there is not exactly one. Whatever else is in the file is a reason.
pub(super) fn only_resource(text: &str, reasons: &mut Findings) -> Option<Resource> {
    if let Some(resource) = sole_resource(text) {
        return Some(Resource::new(resource));
    }
    let refusals = refusals(text);
    if !refusals.is_empty() {
        reasons.extend(refusals);
        return None;
    }
    let document = document(text);
    for key in document.keys().filter(|key| *key != "promoter") {
        reasons.push(Text::of(
            format!("it has `{key}` beside its promoter"),
            format!("除 promoter 外，它还有 `{key}`"),
        ));
    }
    let promoters = promoters(&document);
    for key in promoters.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        if !matches!(key.as_str(), "resources" | "metadata" | "id") {
            reasons.push(Text::of(
                format!("the daemon knows no `{key}` in a promoter"),
                format!("守护进程不认识 promoter 中的 `{key}`"),
            ));
        }
    }
    if promoters.len() > 1 {
        reasons.push(SEVERAL_PROMOTERS);
    }
    let mut found = resources(text).unwrap_or_default();
    match found.len() {
        0 => reasons.push(NO_RESOURCE),
        1 => return found.pop(),
        _ => reasons.push(SEVERAL_RESOURCES),
    }
    None
}

/// Why the daemon or its tool would not take the file alone.
fn refusals(text: &str) -> Vec<Text> {
    let file = SnippetFile { file: "snippet.toml".into(), text: text.to_owned() };
    let report = check(&[file], Versions::default());
    if report.daemon_accepts && report.ctl_accepts {
        return Vec::new();
    }
    let mut reasons: Vec<Text> = report.problems.iter().filter_map(refusal).collect();
    if reasons.is_empty() {
        reasons.push(REFUSED);
    }
    reasons
}

/// An error of the checker as a reason. Of what stands within an entry, only what keeps the daemon from starting it, and
/// not in words of the entry, which may be a secret in the wrong place.
fn refusal(problem: &Problem) -> Option<Text> {
    let is_in_entry = problem.at.contains(".start[");
    let message = match &*problem.code {
        "unit-twice" => &UNIT_TWICE,
        "quote" | "no-instance" | "unit-slash" | "unit-too-long" => &problem.message,
        _ if is_in_entry || !problem.is_error() => return None,
        _ => &problem.message,
    };
    Some(match problem.line {
        Some(line) => {
            Text::of(format!("line {line}: {}", message.en), format!("第 {line} 行：{}", message.zh))
        }
        None => message.clone(),
    })
}

const UNIT_TWICE: Text = Text::new("an entry before it has the same unit", "之前的启动项已使用同一单元");
const SEVERAL_PROMOTERS: Text =
    Text::new("it has several promoters; a gateway of ours has one", "它有多个 promoter；我们的网关只有一个");
const SEVERAL_RESOURCES: Text =
    Text::new("it has several resources; a gateway of ours has one", "它有多个资源；我们的网关只有一个");
const NO_RESOURCE: Text = Text::new("it has no resource, so nothing runs", "它没有资源，因此不运行任何服务");
const REFUSED: Text = Text::new("the daemon refuses the file", "守护进程拒绝该文件");
