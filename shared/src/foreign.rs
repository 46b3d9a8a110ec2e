//! A foreign snippet: no gateway of ours says the same as it, so it is kept, checked, versioned and deployed as text, and
//! never written from the model.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::agent::StartEntry;
use crate::api::SnippetFile;
use crate::check::check;
use crate::field::{Field, Input};
use crate::names::drbd::ResourceName;
use crate::problem::Problem;
use crate::snippet::read::{Resource, resources};
use crate::snippet::versions::Versions;
use crate::text::Text;

/// What the key `kind` says of a foreign snippet.
pub const KIND: &str = "foreign";

/// A snippet that the daemon loads, with one resource. Its JSON is what requests and the store hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Foreign {
    /// Always `foreign`.
    kind: &'static str,
    /// The DRBD resource that it runs.
    resource: ResourceName,
    /// Name of its file on the nodes, which ends in `.toml`.
    file: String,
    /// Its text, which nobody changes but its author.
    text: String,
}

/// What a request says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    #[serde(rename = "kind")]
    _kind: String,
    #[serde(default, rename = "resource")]
    _resource: Option<String>,
    file: String,
    text: String,
}

impl Foreign {
    /// What a foreign snippet has beside its resource.
    pub const FIELDS: &'static [Field] = &[
        Field::new(
            "file",
            Input::Text("my-gateway.toml"),
            Text::new("File", "文件"),
            Text::new("Name of its file on the nodes.", "节点上的文件名。"),
        ),
        Field::new(
            "text",
            Input::Text(""),
            Text::new("Snippet", "片段"),
            Text::new("Its text, which stays as it is.", "片段文本，保持原样。"),
        ),
    ];

    /// Whether a draft says that it is a foreign snippet.
    pub fn is_draft(draft: &Value) -> bool {
        draft.get("kind").and_then(Value::as_str) == Some(KIND)
    }

    /// Reads a draft. The resource is the one that the text names.
    ///
    /// # Errors
    ///
    /// What keeps it from a node: a name that is none, a text that the daemon or its tool would not load, no resource or
    /// several of them. That its agents may not work is told by [`Foreign::problems`], and keeps nothing away.
    pub fn read(draft: &Value) -> Result<Self, Vec<Problem>> {
        let draft: Draft = serde_json::from_value(draft.clone()).map_err(|error| {
            let said = error.to_string();
            let message = Text::of(
                format!("expected `file` and `text`: {said}"),
                format!("应有 `file` 和 `text`：{said}"),
            );
            vec![Problem::error("type", "", message)]
        })?;
        let mut problems = Vec::new();
        if !is_file_name(&draft.file) {
            problems.push(Problem::error("file", "/file", FILE));
        }
        let file = SnippetFile { file: draft.file, text: draft.text };
        let report = check(std::slice::from_ref(&file), Versions::default());
        if !report.daemon_accepts || !report.ctl_accepts {
            problems.extend(report.problems.into_iter().filter(Problem::is_error));
        }
        let named = resources(&file.text).unwrap_or_default();
        let [only] = named.as_slice() else {
            // Of a text that does not load, nobody knows how many there are.
            if problems.is_empty() {
                problems.push(Problem::error("one-resource", "/text", ONE_RESOURCE));
            }
            return Err(problems);
        };
        let resource = only.name.parse::<ResourceName>();
        match resource {
            Ok(resource) if problems.is_empty() => {
                Ok(Self { kind: KIND, resource, file: file.file, text: file.text })
            }
            Ok(_) => Err(problems),
            Err(expected) => {
                problems.push(Problem::error(expected.code, "/text", expected.message));
                Err(problems)
            }
        }
    }

    /// The DRBD resource that it runs.
    pub fn resource(&self) -> &ResourceName {
        &self.resource
    }

    /// Name of its file without suffix, as `drbd-reactorctl` wants it.
    pub fn snippet_name(&self) -> &str {
        self.file.strip_suffix(".toml").unwrap_or(&self.file)
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, as a check finds it.
    pub fn problems(&self) -> Vec<Problem> {
        let file = SnippetFile { file: self.file.clone(), text: self.text.clone() };
        check(&[file], Versions::default()).problems
    }

    /// The values of a parameter of its agents with this name, in order.
    pub fn values(&self, agent: &str, parameter: &str) -> Vec<String> {
        let entries = self.seen();
        let entries = entries.iter().flat_map(|resource| &resource.start);
        let read = entries.filter_map(|entry| match StartEntry::read(entry) {
            Ok(StartEntry::Agent(read)) if read.vendor == "heartbeat" && read.name == agent => Some(read),
            Ok(StartEntry::Agent(_) | StartEntry::Unit(_)) | Err(_) => None,
        });
        read.filter_map(|mut read| read.parameters.remove(parameter))
            .map(|value| value.replace("%%", "%"))
            .collect()
    }

    /// What clients know it by, as far as agents that we know say it.
    pub fn name(&self) -> String {
        let names = [("iSCSITarget", "iqn"), ("nvmet-subsystem", "nqn"), ("exportfs", "directory")];
        let mut found: Vec<String> = names.iter().flat_map(|(agent, key)| self.values(agent, key)).collect();
        found.dedup();
        found.join(", ")
    }

    pub(crate) fn seen(&self) -> Vec<Resource> {
        resources(&self.text).unwrap_or_default()
    }
}

/// A name that is one file of the directory, and one that the daemon reads.
fn is_file_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let starts_right = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    // With `.disabled` behind it, a file's name may have 255 bytes.
    let fits = (6..=240).contains(&name.len()) && name.bytes().all(is_plain) && !name.contains("..");
    starts_right && fits && name.strip_suffix(".toml").is_some_and(|stem| !stem.is_empty())
}

const FILE: Text = Text::new(
    "expected the name of a file such as `my-gateway.toml`: letters, digits, `.`, `_` and `-`, ending in `.toml`",
    "应为文件名，如 `my-gateway.toml`：字母、数字、`.`、`_` 和 `-`，以 `.toml` 结尾",
);
const ONE_RESOURCE: Text = Text::new(
    "expected one `[promoter.resources.NAME]`: a gateway is one resource; put others into files of their own",
    "应只有一个 `[promoter.resources.名称]`：一个网关对应一个资源；其他资源请放入各自的文件",
);
