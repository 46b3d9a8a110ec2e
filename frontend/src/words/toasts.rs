//! Words of messages that follow the user from page to page.

use gateway::text::Text;

pub(crate) const MESSAGES: Text = Text::new("Messages", "消息");
pub(crate) const DISMISS: Text = Text::new("Close message", "关闭消息");

pub(crate) fn saved_as(resource: &str, revision: u32) -> Text {
    Text::of(
        format!("`{resource}` is saved as revision {revision}. No node has it before it is deployed."),
        format!("`{resource}` 已保存为修订 {revision}。部署之前，节点上不会有任何变化。"),
    )
}

pub(crate) fn restored(resource: &str, revision: u32) -> Text {
    Text::of(
        format!(
            "Revision {revision} of `{resource}` is the newest again. No node has it before it is deployed."
        ),
        format!("`{resource}` 的修订 {revision} 已重新成为最新修订。部署之前，节点上不会有任何变化。"),
    )
}

pub(crate) fn deleted(resource: &str) -> Text {
    Text::of(
        format!("`{resource}` is to be removed. Its nodes keep it until this plan is carried out."),
        format!("`{resource}` 将被移除。执行此计划之前，节点上仍保留它。"),
    )
}
