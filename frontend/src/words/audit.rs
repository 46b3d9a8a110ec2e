//! Words of the audit log.

use gateway::api::audit::Via;
use gateway::text::Text;

pub(crate) const AUDIT: Text = Text::new("Audit log", "审计日志");
pub(crate) const AUDIT_HOW: Text = Text::new(
    "Everything that somebody changed, and who tried to sign in. An entry is never changed; each holds the hash of the one \
     before, so that a change by other means shows. Times are UTC.",
    "记录所有更改以及登录尝试。条目永不更改；每个条目都包含前一条目的哈希，因此任何篡改都会暴露。时间为 UTC。",
);
pub(crate) const FILTER: Text = Text::new("Filter", "筛选");
pub(crate) const WHO: Text = Text::new("Who", "操作者");
pub(crate) const WHAT: Text = Text::new("What", "操作");
pub(crate) const TO_WHAT: Text = Text::new("To what", "对象");
pub(crate) const SINCE: Text = Text::new("Since", "起始日期");
pub(crate) const UNTIL: Text = Text::new("Until", "截止日期");
pub(crate) const ANYTHING: Text = Text::new("anything", "任意操作");
pub(crate) const SHOW: Text = Text::new("Show", "显示");
pub(crate) const SHOW_ALL: Text = Text::new("Show all", "显示全部");
pub(crate) const LOAD_MORE: Text = Text::new("Load more", "加载更多");
pub(crate) const EXPORT_LINES: Text = Text::new("Export as JSON lines", "导出为 JSON lines");
pub(crate) const VERIFY: Text = Text::new("Verify the chain", "验证哈希链");
pub(crate) const VERIFYING: Text = Text::new("Verifying…", "正在验证…");
pub(crate) const CHAIN_HEAD: Text = Text::new(
    "Hash of the newest entry, which proves later that nothing was cut off if you note it elsewhere:",
    "最新条目的哈希，另行保存即可在日后证明没有条目被截去：",
);
pub(crate) const CHAIN_BROKEN_HOW: Text = Text::new(
    "The database was changed by something else than this server. Keep a copy of it, compare it with an earlier export or \
     backup, and find out who could write the file.",
    "数据库被本服务器以外的程序更改过。请保留副本，与此前的导出或备份比较，并查明谁能写入该文件。",
);
pub(crate) const SOMEBODY: Text = Text::new("somebody", "未知人员");
pub(crate) const REASON: Text = Text::new("Reason:", "原因：");
pub(crate) const DETAILS: Text = Text::new("Details", "详情");
pub(crate) const BEFORE: Text = Text::new("Before", "之前");
pub(crate) const AFTER: Text = Text::new("After", "之后");
pub(crate) const VALUE: Text = Text::new("Value", "值");

/// How somebody was known.
pub(crate) const fn via(via: Via) -> Text {
    match via {
        Via::Session => Text::new("by browser", "通过浏览器"),
        Via::Token => Text::new("by API token", "通过 API 令牌"),
        Via::Nobody => Text::new("before signing in", "登录之前"),
        Via::CommandLine => Text::new("by command line", "通过命令行"),
        Via::Server => Text::new("the server itself", "服务器自身"),
    }
}

pub(crate) fn entry_count(count: usize, has_more: bool) -> Text {
    match (count, has_more) {
        (0, _) => Text::new("No entry fits.", "没有符合的条目。"),
        (1, false) => Text::new("1 entry", "1 个条目"),
        (_, false) => Text::of(format!("{count} entries"), format!("{count} 个条目")),
        (_, true) => Text::of(format!("The newest {count} entries"), format!("最新的 {count} 个条目")),
    }
}

pub(crate) fn chain_whole(entries: u64) -> Text {
    Text::of(
        format!("The chain is whole: all {entries} entries are what they were."),
        format!("哈希链完整：全部 {entries} 个条目均未被更改。"),
    )
}

pub(crate) fn chain_broken(number: u64) -> Text {
    Text::of(
        format!("The chain is broken: entry {number} is not what it was, or one before it is missing."),
        format!("哈希链已断裂：条目 {number} 已被更改，或其之前有条目缺失。"),
    )
}
