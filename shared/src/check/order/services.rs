//! Targets and subsystems: made before what belongs to them.

use super::list::List;
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// What an agent belongs to.
struct Belonging {
    agent: &'static str,
    /// The parameter with the names of its owners, with blanks between.
    key: &'static str,
    owner: &'static str,
    /// The parameter with the owner's name.
    name: &'static str,
    code: &'static str,
}

const BELONGINGS: &[Belonging] = &[
    Belonging {
        agent: "iSCSILogicalUnit",
        key: "target_iqn",
        owner: "iSCSITarget",
        name: "iqn",
        code: "lun-before-target",
    },
    Belonging {
        agent: "nvmet-namespace",
        key: "nqn",
        owner: "nvmet-subsystem",
        name: "nqn",
        code: "namespace-before-subsystem",
    },
    Belonging {
        agent: "nvmet-port",
        key: "nqns",
        owner: "nvmet-subsystem",
        name: "nqn",
        code: "port-before-subsystem",
    },
];

/// Looks whether owners start first. One that is missing altogether is looked at with the values.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    for belonging in BELONGINGS {
        for agent in list.agents(belonging.agent) {
            for name in agent.some(belonging.key).unwrap_or_default().split_whitespace() {
                let is_owner = |owner: &&StartedAgent<'_>| owner.some(belonging.name) == Some(name);
                let first = list.agents(belonging.owner).find(is_owner);
                if let Some(owner) = first.filter(|owner| owner.index > agent.index) {
                    let message = late(&owner.instance.text);
                    agent.report(findings, Severity::Error, belonging.code, belonging.key, message, None);
                }
            }
        }
    }
}

fn late(owner: &str) -> Text {
    Text::of(
        format!(
            "`{owner}`, to which this belongs, starts later: the agent does not find it; start `{owner}` before"
        ),
        format!("所属的 `{owner}` 在其后才启动：代理找不到它；应先启动 `{owner}`"),
    )
}
