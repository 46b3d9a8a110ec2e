//! Words of the page that checks and imports snippets.

use gateway::gateway::Kind;
use gateway::text::Text;

use crate::pages::check::files::PassedOver;
use crate::pages::check::tally::Tally;

pub(crate) const CHECK: Text = Text::new("Check & import", "检查与导入");
pub(crate) const CHECK_WITHOUT_SIGN_IN: Text =
    Text::new("Check snippets without signing in", "无需登录即可检查片段");
pub(crate) const CHECK_WHAT: Text = Text::new(
    "What would drbd-reactor make of these snippets? Paste one, choose files, or drop files or all of \
     `/etc/drbd-reactor.d` anywhere on this page. Every problem is shown at its line, with a fix where it is certain.",
    "drbd-reactor 会如何处理这些片段？请粘贴片段、选择文件，或将文件或整个 `/etc/drbd-reactor.d` 目录拖放到本页任意位置。每个问题都显示在对应的行；修复方式确定时可一键修复。",
);
pub(crate) const CHECK_STAYS: Text = Text::new(
    "Everything happens in this browser; nothing is sent anywhere. The texts, with any passwords in them, stay in this \
     tab until it is closed.",
    "一切都在此浏览器中完成，不会发送任何内容。文本（包括其中的密码）仅保留在此标签页中，关闭后即消失。",
);
pub(crate) const CHECK_TOO_LARGE: Text = Text::new(
    "Everything happens in this browser; nothing is sent anywhere. These texts are too much for its storage: reloading \
     the page loses them.",
    "一切都在此浏览器中完成，不会发送任何内容。这些文本超出了浏览器的存储空间：重新加载页面会丢失它们。",
);
pub(crate) const DROP_HERE: Text = Text::new("Drop to check", "松开即可检查");

pub(crate) const CHOOSE_FILES: Text = Text::new("Choose files…", "选择文件…");
pub(crate) const CHOOSE_DIRECTORY: Text = Text::new("Choose directory…", "选择目录…");
pub(crate) const NEW_FILE: Text = Text::new("New file", "新建文件");
pub(crate) const CHECK_EXAMPLE_LOADED: Text = Text::new("Example loaded", "已载入示例");
pub(crate) const VERSIONS: Text = Text::new("Installed on the nodes", "节点上安装的版本");
pub(crate) const CHECKED_ANEW: Text = Text::new("Checked for these versions", "已按所选版本检查");

const PASSED_DISABLED: Text = Text::new(
    "disabled: the daemon does not read it until it is enabled",
    "已停用：启用之前守护进程不会读取",
);
const PASSED_OTHER_NAME: Text = Text::new(
    "not read: the daemon reads names that end in `.toml`",
    "不读取：守护进程只读取以 `.toml` 结尾的文件",
);
const PASSED_SUB_DIRECTORY: Text = Text::new(
    "not read: it lies in a sub-directory, where the daemon does not look",
    "不读取：位于子目录中，守护进程不会查看子目录",
);
const PASSED_SAME_NAME: Text =
    Text::new("left out: another file of this name was added with it", "未加入：同时添加了另一个同名文件");
const PASSED_NOT_UTF8: Text = Text::new("expected text in UTF-8", "应为 UTF-8 文本");
const PASSED_TOO_LARGE: Text =
    Text::new("left out: larger than 4 MiB, which no snippet is", "未加入：大于 4 MiB，片段不会这么大");
const PASSED_UNREADABLE: Text =
    Text::new("left out: the browser could not read it", "未加入：浏览器无法读取");
pub(crate) const REFUSED_FILES: Text = Text::new(
    "the daemon reads these files and refuses them, and with them every snippet of the node",
    "守护进程会读取并拒绝这些文件，节点上的所有片段也随之失效",
);

pub(crate) const VERDICT: Text = Text::new("Verdict", "结论");
pub(crate) const NOTHING_TO_CHECK: Text =
    Text::new("Nothing to check yet. Paste a snippet below.", "还没有可检查的内容。请在下方粘贴片段。");
pub(crate) const DAEMON_ACCEPTS: Text =
    Text::new("The daemon would load and start all of it.", "守护进程会加载并启动全部内容。");
pub(crate) const DAEMON_STOPS: Text =
    Text::new("The daemon would load it, but not start everything.", "守护进程会加载，但不会启动全部内容。");
pub(crate) const DAEMON_REFUSES: Text = Text::new(
    "The daemon would refuse all of it: a running one keeps what it had, one that starts exits.",
    "守护进程会拒绝全部内容：运行中的守护进程保留原有配置，正在启动的则会退出。",
);
pub(crate) const CTL_ACCEPTS: Text =
    Text::new("`drbd-reactorctl` would read each file.", "`drbd-reactorctl` 可以读取每个文件。");
pub(crate) const CTL_REFUSES: Text = Text::new(
    "`drbd-reactorctl` would stop at a file that it cannot read alone.",
    "`drbd-reactorctl` 遇到无法单独读取的文件就会停止。",
);
pub(crate) const REDO: Text = Text::new("Redo", "重做");
pub(crate) const NOTHING_FIXED: Text =
    Text::new("Nothing could be fixed without a new problem", "没有可在不引入新问题的情况下完成的修复");

pub(crate) const FILE: Text = Text::new("File", "文件");
pub(crate) const FILE_NAME: Text = Text::new("File name", "文件名");
pub(crate) const FILE_NAME_EXPECTED: Text = Text::new(
    "expected a name that the daemon reads, such as sds-iscsi-r0.toml",
    "应为守护进程会读取的名称，如 sds-iscsi-r0.toml",
);
pub(crate) const FILE_NAME_TAKEN: Text =
    Text::new("expected a name that no other file has", "应为其他文件未使用的名称");
pub(crate) const FILE_TEXT: Text = Text::new("Text", "文本");
pub(crate) const PASTE_HERE: Text = Text::new("Paste a snippet here", "在此粘贴片段");
pub(crate) const REMOVE_FILE: Text = Text::new("Remove file", "移除文件");
pub(crate) const REMOVE_ALL: Text = Text::new("Remove all", "全部移除");
pub(crate) const ALL_REMOVED: Text = Text::new("All files removed", "已移除全部文件");

pub(crate) const AT_LINES: Text = Text::new("Line by line", "逐行查看");
pub(crate) const EXPLAIN_LINES: Text = Text::new("What each line does", "各行的作用");
pub(crate) const ON_START: Text = Text::new("On start", "启动时");
pub(crate) const ON_STOP: Text = Text::new("On stop", "停止时");
pub(crate) const WHY_HERE: Text = Text::new("Why here", "为何在此处");

pub(crate) const WHAT_IT_IS: Text = Text::new("What it is", "这是什么");
pub(crate) const IS_OURS: Text = Text::new(
    "A gateway of SDS Gateway: writing it again gives what the daemon sees now.",
    "SDS Gateway 的网关：重新写出后，守护进程看到的内容与现在相同。",
);
pub(crate) const IS_ALIKE: Text = Text::new(
    "It does the same as a gateway of SDS Gateway, which would be written a little differently:",
    "它与 SDS Gateway 的一个网关作用相同，只是写法略有不同：",
);
pub(crate) const IS_FOREIGN: Text = Text::new(
    "It stays a text: no gateway of SDS Gateway does quite the same.",
    "它仍是文本：SDS Gateway 没有作用完全相同的网关。",
);
pub(crate) const TOO_LARGE_FOR_ONE: Text = Text::new(
    "it is larger than 128 KiB; expected one gateway in a file",
    "它大于 128 KiB；每个文件应只有一个网关",
);
pub(crate) const WOULD_DIFFER: Text =
    Text::new("The nearest gateway would change this:", "最接近的网关会改变以下内容：");
pub(crate) const ADOPT_HOW: Text = Text::new(
    "Opens it in the form. Nothing is saved before you save it there.",
    "在表单中打开。在表单中保存之前不会保存任何内容。",
);
pub(crate) const KEEP: Text = Text::new("Keep it as it is", "按原样保留");
pub(crate) const KEEP_HOW: Text = Text::new(
    "saved as text: checked, with revisions, deployed like a gateway, and never rewritten",
    "保存为文本：会检查、保留版本、像网关一样部署，且不会被改写",
);
pub(crate) const FOREIGN: Text = Text::new("Foreign", "外来");
pub(crate) const DRAFT_REPLACED: Text =
    Text::new("It has taken the place of your draft that was not saved.", "它已替换您之前未保存的草稿。");
pub(crate) const DRAFT_BACK: Text = Text::new("Back to my draft", "恢复我的草稿");

pub(crate) fn passed_over(why: PassedOver) -> Text {
    match why {
        PassedOver::Disabled => PASSED_DISABLED,
        PassedOver::OtherName => PASSED_OTHER_NAME,
        PassedOver::SubDirectory => PASSED_SUB_DIRECTORY,
        PassedOver::SameName => PASSED_SAME_NAME,
        PassedOver::NotUtf8 => PASSED_NOT_UTF8,
        PassedOver::TooLarge => PASSED_TOO_LARGE,
        PassedOver::Unreadable => PASSED_UNREADABLE,
    }
}

/// A count with its noun in English, where more than one takes an `s`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub(crate) fn file_count(count: usize) -> Text {
    Text::of(counted(count, "file"), format!("{count} 个文件"))
}

pub(crate) fn passed_over_count(count: usize) -> Text {
    let verb = if count == 1 { "is" } else { "are" };
    Text::of(format!("{} {verb} not checked", counted(count, "file")), format!("{count} 个文件未检查"))
}

pub(crate) fn further(count: usize) -> Text {
    Text::of(format!("and {count} more"), format!("另有 {count} 个"))
}

/// How many problems there are, by how bad they are; `fine` where there are none.
pub(crate) fn tally(tally: Tally) -> Text {
    if tally.all() == 0 {
        return Text::new("no problems", "没有问题");
    }
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    let kinds =
        [(tally.errors, "error", "错误"), (tally.warnings, "warning", "警告"), (tally.notes, "note", "提示")];
    for (count, noun, noun_zh) in kinds.into_iter().filter(|(count, ..)| *count > 0) {
        english.push(counted(count, noun));
        chinese.push(format!("{count} 个{noun_zh}"));
    }
    Text::of(english.join(", "), chinese.join("，"))
}

pub(crate) fn left(left: Tally) -> Text {
    let Text { en, zh } = tally(left);
    Text::of(format!("{en} left"), format!("剩余：{zh}"))
}

/// What was done, and what is there now.
pub(crate) fn done(what: &Text, now: &Text) -> Text {
    Text::of(format!("{}. {}.", what.en, now.en), format!("{}。{}。", what.zh, now.zh))
}

pub(crate) fn count_in_files(found: Tally, files: usize) -> Text {
    let Text { en, zh } = tally(found);
    let mut english = en.into_owned();
    english[..1].make_ascii_uppercase();
    Text::of(format!("{english} in {}.", counted(files, "file")), format!("{files} 个文件：{zh}。"))
}

pub(crate) fn count_in_file(count: usize) -> Text {
    match count {
        0 => Text::new("No problems in this file.", "该文件没有问题。"),
        _ => Text::of(
            format!("{} in this file.", counted(count, "problem")),
            format!("该文件有 {count} 个问题。"),
        ),
    }
}

pub(crate) fn fix_all(count: usize) -> Text {
    match count {
        0 => Text::new("Nothing to fix by itself", "没有可自动修复的问题"),
        _ => Text::of(
            format!("Fix everything that is certain ({count})"),
            format!("修复所有确定的问题（{count}）"),
        ),
    }
}

pub(crate) fn fix(title: &Text) -> Text {
    Text::of(format!("Fix: {}", title.en), format!("修复：{}", title.zh))
}

pub(crate) fn fixed(title: &Text) -> Text {
    Text::of(format!("Fixed: {}", plain(&title.en)), format!("已修复：{}", plain(&title.zh)))
}

pub(crate) fn fixed_all(count: usize) -> Text {
    Text::of(format!("Fixed {}", counted(count, "problem")), format!("已修复 {count} 个问题"))
}

pub(crate) fn undone(what: &Text) -> Text {
    Text::of(format!("Undone: {}", what.en), format!("已撤销：{}", what.zh))
}

pub(crate) fn redone(what: &Text) -> Text {
    Text::of(format!("Done again: {}", what.en), format!("已重做：{}", what.zh))
}

pub(crate) fn typed_in(file: &str) -> Text {
    Text::of(format!("Typing in {file}"), format!("在 {file} 中输入"))
}

pub(crate) fn renamed(old: &str, new: &str) -> Text {
    Text::of(format!("Renamed {old} to {new}"), format!("已将 {old} 重命名为 {new}"))
}

pub(crate) fn file_added(file: &str) -> Text {
    Text::of(format!("Added {file}"), format!("已添加 {file}"))
}

pub(crate) fn file_removed(file: &str) -> Text {
    Text::of(format!("Removed {file}"), format!("已移除 {file}"))
}

pub(crate) fn added(read: usize, passed_over: usize) -> Text {
    let (english, chinese) = (format!("Added {}", counted(read, "file")), format!("已添加 {read} 个文件"));
    if passed_over == 0 {
        return Text::of(english, chinese);
    }
    Text::of(format!("{english}, left out {passed_over}"), format!("{chinese}，未加入 {passed_over} 个"))
}

pub(crate) fn or_newer(version: &str) -> Text {
    Text::of(format!("{version} or newer"), format!("{version} 或更新"))
}

/// What is the same in every language.
pub(crate) fn as_it_is(word: &str) -> Text {
    Text::of(word, word)
}

pub(crate) fn at_place(line: u32, column: u32) -> Text {
    Text::of(format!("line {line}, column {column}"), format!("第 {line} 行第 {column} 列"))
}

pub(crate) fn lines(first: u32, last: u32) -> Text {
    Text::of(format!("Lines {first} to {last}:"), format!("第 {first} 至 {last} 行："))
}

pub(crate) fn lines_left_out(count: usize) -> Text {
    Text::of(format!("… {} without problems …", counted(count, "line")), format!("… {count} 行没有问题 …"))
}

pub(crate) fn adopt(kind: Kind, resource: &str) -> Text {
    Text::of(
        format!("Adopt as {} gateway {resource}", kind.label()),
        format!("采用为 {} 网关 {resource}", kind.label()),
    )
}

pub(crate) fn adopted(file: &str) -> Text {
    Text::of(
        format!("This form holds what `{file}` says. Save it to make it a gateway."),
        format!("此表单的内容来自 `{file}`。保存后即成为网关。"),
    )
}

/// A sentence without the marks of code, where it is only read out or stands in a title.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
