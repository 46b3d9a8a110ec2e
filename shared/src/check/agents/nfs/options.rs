//! The options of an export.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::names::nfs::{ExportOptions, PLAIN_OPTIONS};
use crate::problem::{Expected, Severity};
use crate::text::Text;

const KEY: &str = "options";

/// Options that exports(5) takes with a value. The last two are of nfs-utils newer than 2.6.2.
const VALUED_OPTIONS: &[&str] =
    &["fsid", "anonuid", "anongid", "mountpoint", "mp", "refer", "replicas", "sec", "xprtsec", "reexport"];

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
        look_at_option(agent, text, option, findings);
    }
    for (one, other) in OPPOSITES {
        let place = |wanted: &str| options.iter().rposition(|option| *option == wanted);
        if let (Some(first), Some(second)) = (place(one), place(other)) {
            let counts = if first > second { one } else { other };
            let message = contradiction(one, other, counts);
            agent.report(findings, Severity::Warning, "export-options-contradict", KEY, message, None);
        }
    }
    let known: Vec<&str> =
        options.into_iter().filter(|option| option.parse::<ExportOptions>().is_ok()).collect();
    if known.join(",").parse::<ExportOptions>().is_ok_and(|options| options.gives_root()) {
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
        agent.expect_instead(findings, Severity::Warning, "export-options-empty", KEY, &meant, EMPTY);
    } else if !options.is_empty() && options.iter().all(|option| problem_of(option).is_none()) {
        agent.expect_instead(findings, Severity::Error, "export-options-blank", KEY, &meant, BLANK);
    } else {
        agent.report(findings, Severity::Error, "export-options-blank", KEY, BLANK, None);
    }
}

/// Why exportfs(8) refuses an option, if it does. An `fsid` is looked at as such.
fn problem_of(option: &str) -> Option<Expected> {
    let is_newer = option.starts_with("xprtsec=") || option.starts_with("reexport=");
    if option.starts_with("fsid=") || is_newer {
        return None;
    }
    option.parse::<ExportOptions>().err()
}

fn look_at_option(agent: &StartedAgent<'_>, text: &str, option: &str, findings: &mut Findings<'_>) {
    let Some(expected) = problem_of(option) else { return };
    let name = option.split_once('=').map_or(option, |(name, _)| name);
    let known = || PLAIN_OPTIONS.iter().chain(VALUED_OPTIONS);
    let lower = option.to_ascii_lowercase();
    if problem_of(&lower).is_none() && !text.contains(char::is_whitespace) {
        let options: Vec<&str> =
            text.split(',').map(|member| if member == option { &*lower } else { member }).collect();
        let message = unknown(option, Some(&lower));
        agent.expect_instead(findings, Severity::Error, expected.code, KEY, &options.join(","), message);
    } else if known().any(|known| *known == name) {
        let message = Text::of(
            format!("exportfs refuses `{option}`: {}", expected.message.en),
            format!("exportfs 会拒绝 `{option}`：{}", expected.message.zh),
        );
        agent.report(findings, Severity::Error, expected.code, KEY, message, None);
    } else {
        let distance = |known: &str| strsim::damerau_levenshtein(&name.to_ascii_lowercase(), known);
        let closest = known().map(|known| (distance(known), *known)).min();
        let closest = closest.filter(|(distance, known)| *distance <= 2 && distance * 2 < known.len());
        let message = unknown(option, closest.map(|(_, known)| known));
        agent.report(findings, Severity::Error, expected.code, KEY, message, None);
    }
}

fn unknown(option: &str, meant: Option<&str>) -> Text {
    match meant {
        Some(meant) => Text::of(
            format!("exportfs knows no option `{option}`, and the export fails; did you mean `{meant}`?"),
            format!("exportfs 不认识选项 `{option}`，导出失败；是否指 `{meant}`？"),
        ),
        None => Text::of(
            format!(
                "exportfs knows no option `{option}`, and the export fails; expected options of exports(5)"
            ),
            format!("exportfs 不认识选项 `{option}`，导出失败；应为 exports(5) 的选项"),
        ),
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
    "a comma without an option; expected one between two options",
    "逗号之间缺少选项；逗号应位于两个选项之间",
);
const BLANK: Text = Text::new(
    "expected options with commas and without blanks: with a blank, the export fails",
    "选项应以逗号分隔且不含空格：含空格时导出失败",
);
const ROOT: Text = Text::new(
    "these options make a client root on the export; `rw,sync,root_squash` does not",
    "这些选项使客户端在导出目录上拥有 root 权限；`rw,sync,root_squash` 则不会",
);
