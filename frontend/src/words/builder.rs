//! Words of the builder and of the preview.

use gateway::gateway::Kind;
use gateway::text::Text;

pub(crate) const PROBLEMS: Text = Text::new("Problems", "问题");
pub(crate) const DERIVED: Text = Text::new("derived", "自动生成");
pub(crate) const CHOOSE: Text = Text::new("choose…", "请选择…");
pub(crate) const NOT_SET: Text = Text::new("not set", "未设置");
pub(crate) const MORE_OPTIONS: Text = Text::new("More options", "更多选项");
pub(crate) const REQUIRED_HINT: Text = Text::new(
    "Fields with * must be given. All others show what they get when left empty.",
    "带 * 的字段必须填写；其余字段留空时会采用所示的值。",
);
pub(crate) const FORM: Text = Text::new("Settings", "设置");
pub(crate) const SNIPPET: Text = Text::new("Snippet", "配置片段");
pub(crate) const NO_SNIPPET_YET: Text = Text::new(
    "The snippet appears here as soon as the required fields are given. The list of problems says which are missing.",
    "填写必填字段后，配置片段会显示在此处。缺少的内容见问题列表。",
);
pub(crate) const OUTDATED: Text = Text::new(
    "Outdated: the snippet from before the problems above.",
    "已过时：这是出现上述问题之前的片段。",
);
pub(crate) const COPY: Text = Text::new("Copy", "复制");
pub(crate) const COPIED: Text = Text::new("Copied", "已复制");
pub(crate) const NOT_COPIED: Text = Text::new(
    "The browser does not allow copying here. Select the text and press Ctrl-C.",
    "浏览器不允许在此复制。请选中文本后按 Ctrl-C。",
);
pub(crate) const DOWNLOAD: Text = Text::new("Download", "下载");
pub(crate) const DOWNLOADED: Text = Text::new("Download started", "已开始下载");
pub(crate) const MASKED: Text = Text::new(
    "Secrets are shown as `***`, and copied and downloaded so, too.",
    "密码显示为 `***`，复制和下载时也是如此。",
);
pub(crate) const SECRET_SAVED: Text = Text::new("••• saved; type to replace", "••• 已保存；输入即可替换");
pub(crate) const SHOW_SECRETS: Text = Text::new("Show secrets", "显示密码");
pub(crate) const HIDE_SECRETS: Text = Text::new("Hide secrets", "隐藏密码");

pub(crate) const LOAD_EXAMPLE: Text = Text::new("Load example", "载入示例");
pub(crate) const EXAMPLE_LOADED: Text =
    Text::new("The example has replaced what was in the form.", "示例已替换表单中的内容。");
pub(crate) const UNDO: Text = Text::new("Undo", "撤销");
pub(crate) const DRAFT_RESTORED: Text = Text::new(
    "This is your draft from before, which was not saved. Secrets are not kept; give them again.",
    "这是您之前未保存的草稿。密码不会保留，请重新填写。",
);
pub(crate) const START_ANEW: Text = Text::new("Start anew", "重新开始");
pub(crate) const SAVE: Text = Text::new("Save", "保存");
pub(crate) const SAVING: Text = Text::new("Saving…", "正在保存…");
pub(crate) const UNSAVED: Text = Text::new("Not saved yet", "尚未保存");
pub(crate) const SAVE_BLOCKED: Text =
    Text::new("Not saved: mend the problems first.", "未保存：请先解决问题。");
pub(crate) const CONFLICT: Text = Text::new("Somebody else saved this gateway", "其他人已保存该网关");
pub(crate) const OVERWRITE: Text = Text::new("Overwrite with mine", "用我的覆盖");
pub(crate) const DISCARD_MINE: Text = Text::new("Discard mine", "放弃我的修改");
pub(crate) const THEIRS: Text = Text::new("The newest snippet", "最新的片段");

pub(crate) fn example(value: &str) -> Text {
    Text::of(format!("e.g. {value}"), format!("例如 {value}"))
}

pub(crate) fn default_is(value: &str) -> Text {
    Text::of(format!("default: {value}"), format!("默认：{value}"))
}

pub(crate) fn show(what: &Text) -> Text {
    Text::of(format!("Show {}", what.en.to_lowercase()), format!("显示{}", what.zh))
}

pub(crate) fn remove_saved(what: &Text) -> Text {
    Text::of(format!("Remove {}", what.en.to_lowercase()), format!("删除{}", what.zh))
}

pub(crate) fn keep_saved(what: &Text) -> Text {
    Text::of(format!("Keep the saved {}", what.en.to_lowercase()), format!("保留已保存的{}", what.zh))
}

pub(crate) fn hide(what: &Text) -> Text {
    Text::of(format!("Hide {}", what.en.to_lowercase()), format!("隐藏{}", what.zh))
}

/// A word as it stands behind Chinese: Latin letters are set apart by a blank.
fn after(word: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii()) { format!(" {word}") } else { word.to_owned() }
}

pub(crate) fn add(what: &Text) -> Text {
    Text::of(format!("Add {}", what.en), format!("添加{}", after(&what.zh)))
}

pub(crate) fn numbered(what: &Text, number: usize) -> Text {
    Text::of(format!("{} {number}", what.en), format!("{} {number}", what.zh))
}

pub(crate) fn move_up(what: &Text, number: usize) -> Text {
    Text::of(format!("Move {} {number} up", what.en), format!("上移{} {number}", after(&what.zh)))
}

pub(crate) fn move_down(what: &Text, number: usize) -> Text {
    Text::of(format!("Move {} {number} down", what.en), format!("下移{} {number}", after(&what.zh)))
}

pub(crate) fn remove(what: &Text, number: usize) -> Text {
    Text::of(format!("Remove {} {number}", what.en), format!("移除{} {number}", after(&what.zh)))
}

pub(crate) fn set_count(count: usize) -> Text {
    Text::of(format!("{count} set"), format!("已设置 {count} 项"))
}

pub(crate) fn fault_count(count: usize) -> Text {
    let noun = if count == 1 { "problem" } else { "problems" };
    Text::of(format!("{count} {noun}"), format!("{count} 个问题"))
}

pub(crate) fn problem_count(errors: usize, warnings: usize) -> Text {
    if errors + warnings == 0 {
        return Text::new("No problems: the snippet is complete.", "没有问题：片段已完整。");
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    if errors > 0 {
        english.push(format!("{errors} error{}", plural(errors)));
        chinese.push(format!("{errors} 个错误"));
    }
    if warnings > 0 {
        english.push(format!("{warnings} warning{}", plural(warnings)));
        chinese.push(format!("{warnings} 个警告"));
    }
    Text::of(english.join(", "), chinese.join("，"))
}

pub(crate) fn new_kind(kind: Kind) -> Text {
    Text::of(format!("New {} gateway", kind.label()), format!("新建 {} 网关", kind.label()))
}

pub(crate) fn edit_gateway(kind: &str, resource: &str) -> Text {
    Text::of(format!("Edit {kind} gateway {resource}"), format!("编辑 {kind} 网关 {resource}"))
}

pub(crate) fn conflict(author: &str, revision: u32) -> Text {
    Text::of(
        format!("{author} saved revision {revision} meanwhile. What you typed is still in the form."),
        format!("{author} 已保存修订 {revision}。您填写的内容仍在表单中。"),
    )
}
