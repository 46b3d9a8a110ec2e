//! The options of an export.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

use super::option::{fault, gives_root};

const KEY: &str = "options";

/// What an option that exportfs(8) does not take as it is meant is reported as.
const CODE: &str = "export-options";

/// Options of which the later one counts.
const OPPOSITES: &[(&str, &str)] = &[
    ("ro", "rw"),
    ("sync", "async"),
    ("secure", "insecure"),
    ("hide", "nohide"),
    ("wdelay", "no_wdelay"),
    ("root_squash", "no_root_squash"),
    ("all_squash", "no_all_squash"),
    ("subtree_check", "no_subtree_check"),
    ("crossmnt", "nocrossmnt"),
    ("auth_nlm", "no_auth_nlm"),
    ("secure_locks", "insecure_locks"),
    ("acl", "no_acl"),
    ("pnfs", "no_pnfs"),
];

/// Looks at the options of an export.
pub(super) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let Some(text) = agent.some(KEY) else {
        agent.report(findings, Severity::Warning, "export-read-only", KEY, READ_ONLY, None);
        return;
    };
    let options: Vec<&str> = text.split([',', ' ', '\t', '\n']).filter(|option| !option.is_empty()).collect();
    look_at_separators(agent, text, &options, findings);
    for option in &options {
        let Some(fault) = fault(option) else { continue };
        let instead = fault.meant.map(|meant| {
            let replaced = options.iter().map(|known| if known == option { &*meant } else { *known });
            replaced.collect::<Vec<_>>().join(",")
        });
        match instead {
            Some(new) => agent.expect_instead(findings, fault.severity, CODE, KEY, &new, fault.message),
            None => agent.report(findings, fault.severity, CODE, KEY, fault.message, None),
        }
    }
    for (one, other) in OPPOSITES {
        let place = |wanted: &str| options.iter().rposition(|option| *option == wanted);
        if let (Some(first), Some(second)) = (place(one), place(other)) {
            let counts = if first > second { one } else { other };
            let message = contradiction(one, other, counts);
            agent.report(findings, Severity::Warning, "export-options-contradict", KEY, message, None);
        }
    }
    if options.iter().any(|option| gives_root(option)) {
        agent.report(findings, Severity::Warning, "export-root", KEY, ROOT, None);
    }
}

/// The agent expands options unquoted: what follows a blank is no option any more.
fn look_at_separators(agent: &StartedAgent<'_>, text: &str, options: &[&str], findings: &mut Findings<'_>) {
    let meant = options.join(",");
    if meant == text {
        return;
    }
    if !text.contains(char::is_whitespace) {
        agent.expect_instead(findings, Severity::Error, "export-options-empty", KEY, &meant, EMPTY);
    } else if !options.is_empty() && options.iter().all(|option| fault(option).is_none()) {
        agent.expect_instead(findings, Severity::Error, "export-options-blank", KEY, &meant, BLANK);
    } else {
        agent.report(findings, Severity::Error, "export-options-blank", KEY, BLANK, None);
    }
}

fn contradiction(one: &str, other: &str, counts: &str) -> Text {
    Text::of(
        format!("`{one}` and `{other}` exclude each other: the later one, `{counts}`, counts; leave one"),
        format!("`{one}` 与 `{other}` 互相矛盾：以后面的 `{counts}` 为准；请只保留一个"),
    )
}

const READ_ONLY: Text = Text::new(
    "without options clients may only read; expected `rw`, or `ro` where that is meant",
    "不写选项时客户端只能读取；应写 `rw`，若确实只读则写 `ro`",
);
const EMPTY: Text = Text::new(
    "a comma with no option beside it: the export fails; expected commas between options only",
    "逗号旁缺少选项：导出失败；逗号只应位于选项之间",
);
const BLANK: Text = Text::new(
    "expected options with commas and without blanks: with a blank, the export fails",
    "选项应以逗号分隔且不含空格：含空格时导出失败",
);
const ROOT: Text = Text::new(
    "these options make a client root on the export; `rw,sync,root_squash` does not",
    "这些选项使客户端在导出目录上拥有 root 权限；`rw,sync,root_squash` 则不会",
);
