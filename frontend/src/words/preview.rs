//! Words of the preview: its lines, and the ways to look at it.

use gateway::text::Text;

pub(crate) const LINE_SILENT: Text =
    Text::new("This line only closes what stands above it.", "此行仅用于结束上方的内容。");
pub(crate) const CLOSE_LINE: Text = Text::new("Close", "关闭");
pub(crate) const ENVIRONMENT: Text = Text::new("Environment of the unit", "单元的环境变量");
pub(crate) const FROM_FIELDS: Text = Text::new("Comes from", "来自字段");
pub(crate) const FROM_NO_FIELD: Text = Text::new("No field changes this line.", "没有字段会改变此行。");

pub(crate) const NO_LINE: Text = Text::new("Not at any line", "不属于任何一行");

pub(crate) fn more_problems(count: usize) -> Text {
    Text::of(format!("{count} more in the list of problems"), format!("问题列表中还有 {count} 个"))
}

pub(crate) fn mended(title: &Text) -> Text {
    let plain = |text: &str| text.replace('`', "");
    Text::of(
        format!("Fixed: {}. Undo takes it back.", plain(&title.en)),
        format!("已修复：{}。可撤销。", plain(&title.zh)),
    )
}

pub(crate) const SHARE: Text = Text::new("Share…", "分享…");
pub(crate) const SHARE_TITLE: Text = Text::new("Share this gateway", "分享此网关");

pub(crate) fn saved_is_shared(revision: u32) -> Text {
    Text::of(
        format!("There are changes that are not saved. The link shows what is saved: revision {revision}."),
        format!("有未保存的更改。链接显示已保存的内容：修订版本 {revision}。"),
    )
}

pub(crate) const VIEWS: Text = Text::new("How to look at the snippet", "查看片段的方式");
pub(crate) const AS_FILE: Text = Text::new("File", "文件");
pub(crate) const AS_CHANGES: Text = Text::new("Changes", "更改");
pub(crate) const AS_CHANGES_HOW: Text =
    Text::new("What this draft changes in what is saved.", "此草稿相对于已保存内容的更改。");
pub(crate) const AS_NODES: Text = Text::new("Nodes", "节点");
pub(crate) const AS_NODES_HOW: Text = Text::new(
    "What would change in the snippet that each node has now.",
    "与每个节点当前的片段相比会发生的变化。",
);
pub(crate) const NO_NODES_YET: Text = Text::new("There are no nodes yet.", "还没有节点。");
pub(crate) const NOT_THERE: Text = Text::new("This node has no such snippet.", "该节点上没有此片段。");
pub(crate) const AS_UNITS: Text = Text::new("Units", "单元");
pub(crate) const AS_UNITS_HOW: Text = Text::new(
    "What drbd-reactor writes for systemd when it loads the snippet. Every local user of a node can read it. `%` is \
     systemd's: it stands for names.",
    "drbd-reactor 加载片段时为 systemd 写入的文件，节点上的任何本地用户都可读取。`%` 由 systemd 解释，代表名称。",
);
pub(crate) const NO_UNIT_FILES: Text =
    Text::new("The daemon makes no units of this.", "守护进程不会由此生成单元。");
pub(crate) const LINE_ADDED: Text = Text::new("added", "新增");
pub(crate) const LINE_REMOVED: Text = Text::new("removed", "删除");

pub(crate) fn compared_with(node: &str) -> Text {
    Text::of(format!("Against what {node} has"), format!("与 {node} 上的片段相比"))
}
