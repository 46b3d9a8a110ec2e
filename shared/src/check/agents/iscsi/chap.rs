//! CHAP: what an initiator must give before it may use a target. No message tells a secret.

use std::collections::BTreeMap;

use super::implementation;
use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};
use crate::gateway::iscsi::Implementation;
use crate::names::iscsi::ChapUser;
use crate::names::secret::Secret;
use crate::problem::Severity;
use crate::text::Text;

const USER: &str = "incoming_username";
const SECRET: &str = "incoming_password";

/// Looks at the CHAP user of a target and at the secret.
pub(super) fn look_at(
    target: &StartedAgent<'_>,
    served: Option<Implementation>,
    findings: &mut Findings<'_>,
) {
    match (target.some(USER), target.some(SECRET)) {
        (Some(_), None) => target.report(findings, Severity::Error, "chap-pair", SECRET, USER_ALONE, None),
        (None, Some(_)) => target.report(findings, Severity::Error, "chap-pair", USER, SECRET_ALONE, None),
        (Some(_), Some(_)) | (None, None) => {}
    }
    let severity = |text: Option<&str>| {
        let is_lost = text.is_some_and(|text| !arrives(text, served));
        if is_lost { Severity::Error } else { Severity::Warning }
    };
    target.expect::<ChapUser>(findings, severity(target.some(USER)), USER);
    target.expect::<Secret>(findings, severity(target.some(SECRET)), SECRET);
}

/// Whether the program gets a text as it was written: the agent expands it unquoted in a shell, and targetcli reads
/// quotes once more. LIO keeps 255 bytes, and takes what starts with `NULL` for nothing.
fn arrives(text: &str, served: Option<Implementation>) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !br#"'"`\*?["#.contains(&byte);
    let is_kept = match served {
        Some(Implementation::LioT | Implementation::Lio) => text.len() < 256 && !text.starts_with("NULL"),
        Some(Implementation::Tgt | Implementation::Scst | Implementation::Iet) | None => true,
    };
    is_kept && text.bytes().all(is_plain)
}

/// Looks at the users of all targets of a node: tgt knows each once, whichever target it is for, and the second start
/// fails.
pub(super) fn look_at_users(all: &[Started<'_>], findings: &mut Findings<'_>) {
    let mut users: BTreeMap<&str, &Started<'_>> = BTreeMap::new();
    for started in all.iter().filter(|started| !started.is_long()) {
        for target in started.agents("iSCSITarget") {
            let is_tgt = implementation::of_target(target, started) == Some(Implementation::Tgt);
            let Some(user) = target.some(USER).filter(|_| is_tgt) else { continue };
            match users.get(user) {
                None => drop(users.insert(user, started)),
                Some(first) => {
                    let is_same = first.index == started.index;
                    let severity = if is_same { Severity::Error } else { Severity::Warning };
                    let message = user_taken(user, &first.resource.name);
                    target.report(findings, severity, "chap-username-taken", USER, message, None);
                }
            }
        }
    }
}

fn user_taken(user: &str, other: &str) -> Text {
    Text::of(
        format!(
            "tgt knows a user once per node, and `{user}` belongs to a target of `{other}` already: where both meet, the \
             second does not start; expected another name"
        ),
        format!(
            "tgt 在每个节点上只认识一个同名用户，而 `{user}` 已属于 `{other}` 的 target：两者相遇时，后者不会启动；应为其他名称"
        ),
    )
}

const SECRET_ALONE: Text = Text::new(
    "a secret without a user name: the agent turns authentication off and returns 0, so the target is open to all; \
     expected a user name too",
    "只有密码而无用户名：代理会关闭认证并返回 0，target 对所有人开放；还应写用户名",
);
const USER_ALONE: Text = Text::new(
    "a user name without a secret: the agent sets an empty one; expected a secret too",
    "只有用户名而无密码：代理会设置空密码；还应写密码",
);
