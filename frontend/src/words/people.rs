//! Words of people: who they are, what they may, how they sign in, and their tokens.

use gateway::api::people::Role;
use gateway::text::Text;

/// Why a page offers no changes to somebody of `role`, and what helps.
pub(crate) fn read_only(role: Role, needed: Role) -> Text {
    let (has, needs) = (role.label(), needed.label());
    Text::of(
        format!(
            "You can look at this and change nothing: your role is {}. An admin can give you the role {}.",
            has.en, needs.en
        ),
        format!("您可以查看但不能更改：您的角色是“{}”。管理员可授予您“{}”角色。", has.zh, needs.zh),
    )
}

/// Leads those who may not deploy to what a deployment would do.
pub(crate) const SEE_PLAN: Text = Text::new("See the plan", "查看计划");
