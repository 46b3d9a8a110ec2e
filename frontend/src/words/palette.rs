//! Words of the command palette and of the list of shortcuts.

use gateway::text::Text;

pub(crate) const FIND: Text = Text::new("Find", "查找");
pub(crate) const PALETTE: Text = Text::new("Commands", "命令");
pub(crate) const PALETTE_FIELD: Text =
    Text::new("Find a gateway, a page, an action or help", "查找网关、页面、操作或帮助");
pub(crate) const SORT_GATEWAY: Text = Text::new("gateway", "网关");
pub(crate) const SORT_PAGE: Text = Text::new("page", "页面");
pub(crate) const SORT_ACTION: Text = Text::new("action", "操作");
pub(crate) const SORT_HELP: Text = Text::new("help", "帮助");
pub(crate) const IN_ENGLISH: Text = Text::new("Language: English", "语言：English");
pub(crate) const IN_CHINESE: Text = Text::new("Language: 中文 (Chinese)", "语言：中文");

pub(crate) fn entries_found(count: usize) -> Text {
    let en = if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
    Text::of(en, format!("{count} 项"))
}

pub(crate) fn new_of_kind(kind: &str) -> Text {
    Text::of(format!("New {kind} gateway"), format!("新建 {kind} 网关"))
}

pub(crate) fn theme_is(theme: &Text) -> Text {
    Text::of(format!("Theme: {}", theme.en), format!("主题：{}", theme.zh))
}

pub(crate) fn search_help_for(typed: &str) -> Text {
    Text::of(format!("Search Help for “{typed}”"), format!("在帮助中搜索“{typed}”"))
}

pub(crate) fn see_plan_of(resource: &str) -> Text {
    Text::of(format!("See the plan of {resource}"), format!("查看 {resource} 的计划"))
}

pub(crate) fn edit_of(resource: &str) -> Text {
    Text::of(format!("Edit {resource}"), format!("编辑 {resource}"))
}

pub(crate) fn duplicate_named(resource: &str) -> Text {
    Text::of(format!("Duplicate {resource}"), format!("复制 {resource} 为新网关"))
}

pub(crate) fn compare_newest_of(resource: &str) -> Text {
    Text::of(
        format!("Compare the newest revision of {resource} with the one before"),
        format!("比较 {resource} 的最新修订与前一修订"),
    )
}

pub(crate) fn problem_named(code: &str) -> Text {
    Text::of(format!("Problem {code}"), format!("问题 {code}"))
}

/// A text without the backticks around code.
pub(crate) fn without_marks(text: &Text) -> Text {
    Text::of(text.en.replace('`', ""), text.zh.replace('`', ""))
}

pub(crate) fn start_of(resource: &str) -> Text {
    Text::of(format!("Start {resource}…"), format!("启动 {resource}…"))
}

pub(crate) fn stop_of(resource: &str) -> Text {
    Text::of(format!("Stop {resource}…"), format!("停止 {resource}…"))
}

pub(crate) fn move_of(resource: &str) -> Text {
    Text::of(format!("Move {resource} away…"), format!("迁走 {resource}…"))
}

pub(crate) const SHORTCUTS: Text = Text::new("Keyboard shortcuts", "键盘快捷键");
pub(crate) const SHORTCUT_PALETTE: Text = Text::new("Open the command palette", "打开命令面板");
pub(crate) const SHORTCUT_LIST: Text = Text::new("Show this list", "显示此列表");
pub(crate) const SHORTCUT_SEARCH: Text = Text::new("Go to the search field of the page", "跳到本页的搜索框");
pub(crate) const SHORTCUT_NEW: Text = Text::new("New gateway", "新建网关");
pub(crate) const SHORTCUT_TYPED: Text = Text::new("new gateway", "新建网关");
pub(crate) const SHORTCUT_CLOSE: Text = Text::new("Close what is open", "关闭当前对话框");
pub(crate) const SHORTCUT_KEYS: Text = Text::new("Keys", "按键");
pub(crate) const SHORTCUT_DOES: Text = Text::new("What it does", "作用");
pub(crate) const SINGLE_KEYS: Text = Text::new("Single keys are shortcuts", "启用单键快捷键");
pub(crate) const SINGLE_KEYS_HOW: Text = Text::new(
    "Switch this off if you speak to your computer, or press keys by accident. Ctrl K works all the same. In a field, \
     keys always write.",
    "如果您使用语音输入，或容易误触按键，请关闭此项。Ctrl K 始终可用。在输入框中，按键始终用于输入。",
);

pub(crate) fn go_to(title: &Text) -> Text {
    Text::of(format!("Go to: {}", title.en), format!("前往：{}", title.zh))
}
