//! Lists with blanks between their members: agents take them apart at blanks only.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// Reports a list whose members stand between commas, and whether it is one.
///
/// `is_member` says what a member is: where it holds for all of them, the list is repaired.
pub(super) fn has_commas(
    agent: &StartedAgent<'_>,
    key: &str,
    is_member: impl Fn(&str) -> bool,
    findings: &mut Findings<'_>,
) -> bool {
    let Some(list) = agent.some(key).filter(|list| list.contains(',')) else { return false };
    let members: Vec<&str> = list.split([',', ' ', '\t', '\n']).filter(|member| !member.is_empty()).collect();
    let message = Text::of(
        format!(
            "the agent takes `{key}` apart at blanks, not at commas; expected blanks between the members"
        ),
        format!("代理按空格而不是逗号拆分 `{key}`；成员之间应为空格"),
    );
    if !members.is_empty() && members.iter().all(|member| is_member(member)) {
        agent.expect_instead(findings, Severity::Error, "list-comma", key, &members.join(" "), message);
    } else {
        agent.report(findings, Severity::Error, "list-comma", key, message, None);
    }
    true
}

/// Reports a member that stands in a list twice, where the agent fails at the second.
pub(super) fn look_at_twice(
    agent: &StartedAgent<'_>,
    key: &str,
    code: &'static str,
    findings: &mut Findings<'_>,
) {
    let members: Vec<&str> = agent.some(key).unwrap_or_default().split_whitespace().collect();
    let mut once: Vec<&str> = Vec::new();
    let mut twice = None;
    for member in members {
        if once.contains(&member) {
            twice = Some(member);
        } else {
            once.push(member);
        }
    }
    let Some(twice) = twice else { return };
    let message = Text::of(
        format!("`{twice}` stands in the list twice, and the agent fails at the second; expected it once"),
        format!("`{twice}` 在列表中出现两次，代理会在第二次失败；应只写一次"),
    );
    agent.expect_instead(findings, Severity::Error, code, key, &once.join(" "), message);
}
