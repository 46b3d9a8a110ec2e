//! What would keep a deployment from a node, found before one is tried.

pub mod rules;

use std::collections::BTreeSet;

use gateway::api::SnippetFile;
use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::check;
use gateway::problem::{Problem, Severity};
use gateway::snippet::versions::Versions;
use gateway::text::Text;

use crate::facts::Addresses;
use crate::needs::Needs;
use crate::node::error::NodeError;
use crate::node::{DISABLED, ENABLED, Node, Survey, UNFINISHED};

/// Looks at a node, and whether it could run the gateway with these needs; leaves nothing behind.
pub async fn preflight(node: &dyn Node, needs: Option<(&Needs, Addresses)>) -> Vec<NodeCheck> {
    let mut checks = vec![directory(node).await];
    match node.survey().await {
        Ok(survey) => checks.extend([snippets(&survey), leftovers(&survey.files), twice(&survey.files)]),
        Err(error) => {
            let aspects = [Aspect::Snippets, Aspect::Leftovers, Aspect::Twice];
            checks.extend(aspects.map(|aspect| unreadable(aspect, &error)));
        }
    }
    match node.checks(needs).await {
        Ok(found) => checks.extend(found),
        Err(error) => checks.push(unreadable(Aspect::Answer, &error)),
    }
    checks
}

async fn directory(node: &dyn Node) -> NodeCheck {
    match node.preflight().await {
        Ok(()) => fine(Aspect::Directory, DIRECTORY_FINE),
        Err(error) => unreadable(Aspect::Directory, &error),
    }
}

/// Whether the daemon would load what it reads there.
fn snippets(survey: &Survey) -> NodeCheck {
    if let Some(error) = survey.obstacle() {
        return unreadable(Aspect::Snippets, &error);
    }
    let enabled = survey.snippets.iter().filter(|snippet| snippet.enabled);
    let files: Vec<SnippetFile> = enabled
        .map(|snippet| SnippetFile { file: format!("{}{ENABLED}", snippet.name), text: snippet.text.clone() })
        .collect();
    let report = check::check(&files, Versions::default());
    let ok = report.daemon_accepts && !report.problems.iter().any(Problem::is_error);
    let detail = if !report.parser_accepts {
        REFUSED
    } else if ok {
        let count = files.len();
        Text::of(
            format!("the daemon loads all snippets ({count})"),
            format!("守护进程可加载全部配置片段（{count} 个）"),
        )
    } else {
        NOT_ALL_START
    };
    NodeCheck {
        check: Aspect::Snippets,
        severity: (!ok).then_some(Severity::Error),
        detail,
        problems: report.problems,
    }
}

fn leftovers(files: &[String]) -> NodeCheck {
    let left: Vec<&str> =
        files.iter().map(String::as_str).filter(|file| file.ends_with(UNFINISHED)).collect();
    if left.is_empty() {
        return fine(Aspect::Leftovers, NO_LEFTOVERS);
    }
    let left = left.join("`, `");
    let detail = Text::of(
        format!("a write that was cut short has left `{left}`; remove it, as it may hold secrets"),
        format!("中断的写入留下了 `{left}`；其中可能含有机密，请将其删除"),
    );
    wrong(Aspect::Leftovers, Severity::Warning, detail)
}

fn twice(files: &[String]) -> NodeCheck {
    let twice: Vec<String> = snippets_twice(files).into_iter().collect();
    if twice.is_empty() {
        return fine(Aspect::Twice, NOTHING_TWICE);
    }
    let twice = twice.join("`, `");
    let detail = Text::of(
        format!(
            "`{twice}` is there both enabled and disabled; the enabled one counts, and disabling it would overwrite \
             the other: remove one of them"
        ),
        format!("`{twice}` 同时存在启用和禁用两份；启用的那份有效，禁用它会覆盖另一份：请删除其中之一"),
    );
    wrong(Aspect::Twice, Severity::Warning, detail)
}

/// Names of snippets that are there both enabled and disabled.
pub fn snippets_twice(files: &[String]) -> BTreeSet<String> {
    let enabled: BTreeSet<&str> = files.iter().filter_map(|file| file.strip_suffix(ENABLED)).collect();
    let disabled = files.iter().filter_map(|file| file.strip_suffix(DISABLED));
    disabled.filter(|name| enabled.contains(name)).map(str::to_owned).collect()
}

fn unreadable(check: Aspect, error: &NodeError) -> NodeCheck {
    wrong(check, Severity::Error, error.text())
}

fn fine(check: Aspect, detail: Text) -> NodeCheck {
    NodeCheck { check, severity: None, detail, problems: Vec::new() }
}

fn wrong(check: Aspect, severity: Severity, detail: Text) -> NodeCheck {
    NodeCheck { check, severity: Some(severity), detail, problems: Vec::new() }
}

const DIRECTORY_FINE: Text = Text::new("the directory takes files", "目录可写入文件");
const REFUSED: Text = Text::new(
    "the daemon would refuse all snippets together; mend the problems listed",
    "守护进程会拒绝全部配置片段；请修正所列问题",
);
const NOT_ALL_START: Text = Text::new(
    "the daemon would load the snippets, but not run all gateways; mend the problems listed",
    "守护进程会加载配置片段，但不会运行全部网关；请修正所列问题",
);
const NO_LEFTOVERS: Text = Text::new("nothing is left over", "没有残留文件");
const NOTHING_TWICE: Text = Text::new("every snippet is there once", "每个配置片段都只有一份");
