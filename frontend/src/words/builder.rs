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
pub(crate) const EXAMPLE_LOADED: Text = Text::new(
    "The example has replaced what was in the form. Undo brings it back.",
    "示例已替换表单中的内容，可撤销恢复。",
);
pub(crate) const UNDO: Text = Text::new("Undo", "撤销");
pub(crate) const UNDO_KEYS: Text = Text::new("Ctrl-Z or ⌘Z in the form", "在表单中按 Ctrl-Z 或 ⌘Z");
pub(crate) const REDO_KEYS: Text =
    Text::new("Ctrl-Shift-Z, Ctrl-Y or ⇧⌘Z in the form", "在表单中按 Ctrl-Shift-Z、Ctrl-Y 或 ⇧⌘Z");
pub(crate) const WHOLE_FORM: Text = Text::new("the whole form", "整个表单");
pub(crate) const DETAIL: Text = Text::new("How much is shown", "显示范围");
pub(crate) const SIMPLE: Text = Text::new("Simple", "简单");
pub(crate) const ALL_OPTIONS: Text = Text::new("All options", "全部选项");
pub(crate) const RULE_OF: Text = Text::new("Rule of", "规则来源");
pub(crate) const BACK_TO_DERIVED: Text = Text::new("Back to the derived value", "恢复自动生成的值");
pub(crate) const GENERATE: Text = Text::new("Generate", "生成");
pub(crate) const GENERATED: Text = Text::new(
    "Made by chance just now. Copy it for the initiators: once it is saved, it is shown no more without being noted.",
    "已随机生成。请复制给发起端使用：保存后再查看会被记录。",
);
pub(crate) const COPY_SECRET: Text = Text::new("Copy the secret", "复制密码");
pub(crate) const DUPLICATE: Text = Text::new("Duplicate", "复制为新网关");
pub(crate) const DUPLICATE_TO_GIVE: Text = Text::new("To be given:", "需要填写：");
pub(crate) const DUPLICATE_DERIVED: Text = Text::new("Derived anew:", "重新生成：");
pub(crate) const DUPLICATE_SECRETS: Text =
    Text::new("Not copied, because nobody is shown it:", "未复制（不对任何人显示）：");
pub(crate) const PRESETS: Text = Text::new("Presets…", "预设…");
pub(crate) const PRESETS_TITLE: Text = Text::new("Fit it to its clients", "按客户端调整");
pub(crate) const PRESETS_KEEP: Text = Text::new(
    "A preset sets options. Names, addresses, volumes and who may connect stay as you typed them.",
    "预设只设置选项。名称、地址、卷以及允许连接的客户端保持不变。",
);
pub(crate) const PRESET_CHANGES: Text = Text::new("What it changes here", "将要更改");
pub(crate) const PRESET_IS_SET: Text =
    Text::new("All of its values are in the form already.", "其所有值均已在表单中。");
pub(crate) const PRESET_ADVICE: Text = Text::new("What is left to you", "需要您完成");
pub(crate) const APPLY_PRESET: Text = Text::new("Apply", "应用");
pub(crate) const BECOMES: Text = Text::new("becomes", "变为");
pub(crate) const DRAFT_RESTORED: Text = Text::new(
    "This is your draft from before, which was not saved. Secrets are not kept; give them again.",
    "这是您之前未保存的草稿。密码不会保留，请重新填写。",
);
pub(crate) const DRAFT_ELSEWHERE: Text = Text::new(
    "Another tab has a newer draft of this form, and that is the one that is kept.",
    "另一个标签页中有此表单更新的草稿，保留的是那一份。",
);
pub(crate) const TAKE_ELSEWHERE: Text = Text::new("Take the newer one", "采用较新的草稿");
pub(crate) const START_ANEW: Text = Text::new("Start anew", "重新开始");
pub(crate) const SAVE: Text = Text::new("Save", "保存");
pub(crate) const SAVING: Text = Text::new("Saving…", "正在保存…");
pub(crate) const UNSAVED: Text = Text::new("Not saved yet", "尚未保存");
pub(crate) const SAVE_BLOCKED: Text =
    Text::new("Not saved: mend the problems first.", "未保存：请先解决问题。");
pub(crate) const CONFLICT: Text = Text::new("Somebody else saved this gateway", "其他人已保存该网关");
pub(crate) const MERGE: Text = Text::new("Merge into the form", "合并到表单");
pub(crate) const MINE: Text = Text::new("Mine", "我的");
pub(crate) const THEIRS_SIDE: Text = Text::new("Theirs", "对方的");
pub(crate) const LEFT_OUT: Text = Text::new("left out", "未填写");
pub(crate) const IN_BOTH: Text =
    Text::new("You and they changed these differently. Choose:", "以下内容双方做了不同的修改，请选择：");
pub(crate) const NOTHING_IN_BOTH: Text = Text::new(
    "Nothing was changed by both: a merge has all that you and they changed.",
    "双方没有修改同一处：合并结果包含双方的全部修改。",
);
pub(crate) const THEY_CHANGED: Text = Text::new("What they changed", "对方的修改");
pub(crate) const YOU_CHANGED: Text = Text::new("What you changed", "您的修改");
pub(crate) const MERGED_SNIPPET: Text = Text::new("The merged snippet", "合并后的片段");
pub(crate) const MERGED_PROBLEMS: Text = Text::new(
    "Together they have problems. Once merged, the form tells each of them, and nothing is saved yet.",
    "合并后存在问题。合并到表单后会逐一显示，此时尚未保存。",
);
pub(crate) const OVERWRITE: Text = Text::new("Overwrite with mine", "用我的覆盖");
pub(crate) const DISCARD_MINE: Text = Text::new("Discard mine", "放弃我的修改");
pub(crate) const THEIRS: Text = Text::new("The newest snippet", "最新的片段");

pub(crate) fn derived_from(basis: &Text) -> Text {
    Text::of(format!("derived from {}", basis.en), format!("由{}生成", after(&basis.zh)))
}

pub(crate) fn back_to(value: &str) -> Text {
    Text::of(format!("Back to the default, {value}"), format!("恢复默认值 {value}"))
}

pub(crate) fn with_count(title: &Text, count: usize) -> Text {
    Text::of(format!("{} ({count})", title.en), format!("{}（{count}）", title.zh))
}

pub(crate) fn duplicate_of(resource: &str) -> Text {
    Text::of(
        format!("A duplicate of `{resource}`. It is a gateway of its own as soon as it is saved."),
        format!("`{resource}` 的副本。保存后即成为独立的网关。"),
    )
}

/// Labels one after the other, each once.
pub(crate) fn listed(labels: &[Text]) -> Text {
    let join =
        |of: fn(&Text) -> &str, between: &str| labels.iter().map(of).collect::<Vec<&str>>().join(between);
    Text::of(join(|text| &text.en, ", "), join(|text| &text.zh, "、"))
}

pub(crate) fn pasted(new: usize, twice: usize, left_out: &str) -> Text {
    let plural = if new == 1 { "" } else { "s" };
    let mut english = vec![format!("Took {new} name{plural}.")];
    let mut chinese = vec![format!("已添加 {new} 个名称。")];
    if twice > 0 {
        english.push(format!("{twice} stood there already."));
        chinese.push(format!("{twice} 个已存在。"));
    }
    if !left_out.is_empty() {
        english.push(format!("Left out what is no name: {left_out}"));
        chinese.push(format!("未采用的内容：{left_out}"));
    }
    Text::of(english.join(" "), chinese.concat())
}

pub(crate) fn duplicate(what: &Text, number: usize) -> Text {
    Text::of(format!("Duplicate {} {number}", what.en), format!("复制{} {number}", after(&what.zh)))
}

pub(crate) fn drag(what: &Text, number: usize) -> Text {
    Text::of(format!("Drag to move {} {number}", what.en), format!("拖动以移动{} {number}", after(&what.zh)))
}

pub(crate) fn moved(what: &Text, from: usize, to: usize) -> Text {
    Text::of(
        format!("{0} {from} is now {0} {to}", what.en),
        format!("{0} {from} 现为{1} {to}", what.zh, after(&what.zh)),
    )
}

pub(crate) fn duplicated(what: &Text, from: usize, to: usize) -> Text {
    Text::of(
        format!("{0} {to} is a copy of {0} {from}; what must be its own is derived anew", what.en),
        format!("{0} {to} 是{1} {from} 的副本；须唯一的值会重新生成", what.zh, after(&what.zh)),
    )
}

pub(crate) fn preset_applied(name: &Text) -> Text {
    Text::of(
        format!("{}: its values are in the form. Undo takes them back.", name.en),
        format!("{}：其值已填入表单，可撤销。", name.zh),
    )
}

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
