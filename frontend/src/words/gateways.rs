//! Words of the list of gateways.

use gateway::text::{Language, Text};

use crate::locale::count;

pub(crate) const RUNS_ON: Text = Text::new("Runs on", "运行于");
pub(crate) const COLUMN_DRIFT: Text = Text::new("Drift", "偏离");
pub(crate) const COLUMN_APPROVALS: Text = Text::new("Approvals", "批准");
pub(crate) const RUNS_NOWHERE: Text = Text::new("nowhere", "无");
pub(crate) const NONE_NEEDED: Text = Text::new("none needed", "无需批准");
pub(crate) const IS_REJECTED: Text = Text::new("rejected", "已拒绝");
pub(crate) const NO_DRIFT: Text = Text::new("none", "无");

pub(crate) const SEARCH: Text = Text::new("Search", "搜索");
pub(crate) const SEARCH_IN: Text =
    Text::new("Resource, name, service IP or node", "资源、名称、服务 IP 或节点");
pub(crate) const FILTERS: Text = Text::new("Filters", "筛选");
pub(crate) const EVERY: Text = Text::new("All", "全部");
pub(crate) const NODE: Text = Text::new("Node", "节点");
pub(crate) const ONLY_DRIFT: Text = Text::new("With drift", "有偏离");
pub(crate) const ONLY_UNAPPROVED: Text = Text::new("Needs approval", "需要批准");
pub(crate) const CLEAR_FILTERS: Text = Text::new("Clear search and filters", "清除搜索和筛选");
pub(crate) const NO_MATCH: Text = Text::new("No gateway is like that.", "没有符合条件的网关。");
pub(crate) const COLUMNS: Text = Text::new("Columns", "列");
pub(crate) const SORT_BY: Text = Text::new("Sort by", "排序");
pub(crate) const REVERSED: Text = Text::new("Reversed", "倒序");

pub(crate) const LIST: Text = Text::new("List of gateways", "网关列表");
pub(crate) const PAGES: Text = Text::new("Pages of the list", "列表分页");
pub(crate) const FIRST_PAGE: Text = Text::new("First page", "首页");
pub(crate) const PREVIOUS_PAGE: Text = Text::new("Previous page", "上一页");
pub(crate) const NEXT_PAGE: Text = Text::new("Next page", "下一页");
pub(crate) const LAST_PAGE: Text = Text::new("Last page", "末页");
pub(crate) const IS_OLD: Text = Text::new(
    "Not heard from the server for 20 s: what is shown may be old. It is asked again and again.",
    "已有 20 秒未收到服务器的消息：显示的内容可能已过时。正在不断重试。",
);

pub(crate) const EVIDENCE: Text = Text::new("Evidence", "依据");

pub(crate) const SELECT_ALL: Text = Text::new("Select all that are listed", "选择列出的全部网关");
pub(crate) const SELECT_NONE: Text = Text::new("Select none", "取消选择");
pub(crate) const SELECTED: Text = Text::new("What is done with the selected gateways", "对所选网关的操作");
pub(crate) const EXPORT: Text = Text::new("Export", "导出");

pub(crate) const OR_IMPORT: Text = Text::new("Import a directory", "导入目录");
pub(crate) const OR_IMPORT_HOW: Text = Text::new(
    "There are snippets already? Drop the directory `/etc/drbd-reactor.d` of a node: it is checked, and what is fine \
     becomes gateways.",
    "已经有片段了？拖入某个节点的目录 `/etc/drbd-reactor.d`：检查之后，无误的内容会成为网关。",
);
pub(crate) const OR_DEMO: Text = Text::new("Try the demo", "试用演示");
pub(crate) const OR_DEMO_HOW: Text = Text::new(
    "Anywhere, with three simulated nodes and a gateway that runs; nothing of this server is touched.",
    "可在任何机器上运行，带有三个模拟节点和一个运行中的网关；不会影响本服务器。",
);
pub(crate) const COPY_COMMAND: Text = Text::new("Copy the command", "复制命令");

pub(crate) fn select_one(resource: &str) -> Text {
    Text::of(format!("Select {resource}"), format!("选择 {resource}"))
}

pub(crate) fn evidence_of(resource: &str) -> Text {
    Text::of(format!("Evidence of {resource}"), format!("{resource} 的依据"))
}

pub(crate) fn since(time: &str) -> Text {
    Text::of(format!("since {time}"), format!("自 {time}"))
}

pub(crate) fn approvals_of(given: u32, needed: u32) -> Text {
    Text::of(format!("{given} of {needed}"), format!("{given} / {needed}"))
}

/// How many gateways are listed, of how many there are.
pub(crate) fn gateway_count(shown: usize, all: usize) -> Text {
    let (en, zh) = (|number| count(Language::English, number), |number| count(Language::Chinese, number));
    match (shown, all) {
        (1, 1) => Text::new("1 gateway", "1 个网关"),
        _ if shown == all => Text::of(format!("{} gateways", en(all)), format!("{} 个网关", zh(all))),
        _ => Text::of(
            format!("{} of {} gateways", en(shown), en(all)),
            format!("{} 个网关，共 {} 个", zh(shown), zh(all)),
        ),
    }
}

/// Which rows are in view; the first is 1.
pub(crate) fn rows_in_view(first: usize, last: usize, all: usize) -> Text {
    let (en, zh) = (|number| count(Language::English, number), |number| count(Language::Chinese, number));
    Text::of(
        format!("Rows {}–{} of {}", en(first), en(last), en(all)),
        format!("第 {}–{} 行，共 {} 行", zh(first), zh(last), zh(all)),
    )
}

/// How many are selected, and how many of them are not listed.
pub(crate) fn selected(chosen: usize, hidden: usize) -> Text {
    let (en, zh) = (|number| count(Language::English, number), |number| count(Language::Chinese, number));
    if hidden == 0 {
        return Text::of(format!("{} selected", en(chosen)), format!("已选择 {} 个", zh(chosen)));
    }
    Text::of(
        format!("{} selected, {} of them not listed", en(chosen), en(hidden)),
        format!("已选择 {} 个，其中 {} 个未列出", zh(chosen), zh(hidden)),
    )
}

pub(crate) const DEPLOY_THESE: Text = Text::new("Deploy these gateways", "部署这些网关");
pub(crate) const START_THESE: Text = Text::new("Start these gateways", "启动这些网关");
pub(crate) const STOP_THESE: Text = Text::new("Stop these gateways", "停止这些网关");
pub(crate) const ONE_AFTER_THE_OTHER: Text = Text::new(
    "They are done one after the other. You may leave this page meanwhile, as long as this tab stays open; the list \
     leads back here.",
    "将逐个执行。期间可以离开本页面，但请保持此标签页打开；可从网关列表返回此处。",
);
pub(crate) const END_AT_FAILURE: Text = Text::new("End with the first that fails", "遇到第一个失败即结束");
pub(crate) const END_AFTER_THIS: Text = Text::new("End after this one", "完成当前网关后结束");
pub(crate) const WILL_START: Text =
    Text::new("Its nodes read its snippet again.", "各节点会重新读取其片段。");
pub(crate) const WILL_STOP: Text = Text::new(
    "It stops on every node, and its clients lose their connections.",
    "它会在所有节点上停止，客户端会断开连接。",
);
pub(crate) const IS_NOT_STOPPED: Text =
    Text::new("It is left as it is: it was not stopped.", "保持不变：它并未被停止。");
pub(crate) const RUNS_NOT: Text =
    Text::new("It is left as it is: it does not run.", "保持不变：它并未运行。");
pub(crate) const LEFT: Text = Text::new("left as it is", "保持不变");
pub(crate) const NONE_TO_DO: Text = Text::new("There is nothing to do.", "没有需要执行的操作。");
pub(crate) const TO_DEPLOYMENT: Text = Text::new("To the deployment", "查看部署");
pub(crate) const BACKGROUND: Text = Text::new("Go on in the background", "在后台继续");

pub(crate) const EXPORT_HOW: Text = Text::new(
    "One file, `sds-gateways.tar`, with the snippet of each selected gateway as it is saved. Secrets are `***`: a node \
     cannot use these snippets before they are filled in.",
    "一个文件 `sds-gateways.tar`，包含每个所选网关已保存的片段。机密为 `***`：填入之前，节点无法使用这些片段。",
);
pub(crate) const EXPORT_NOW: Text = Text::new("Export now", "立即导出");

pub(crate) fn too_many(most: usize) -> Text {
    Text::of(
        format!("At most {most} gateways are deployed, started or stopped at once. Select fewer."),
        format!("一次最多部署、启动或停止 {most} 个网关。请减少选择。"),
    )
}

pub(crate) fn type_the_number(number: usize) -> Text {
    Text::of(
        format!("Type how many gateways stop ({number}), to confirm it"),
        format!("输入要停止的网关数量（{number}）以确认"),
    )
}

/// How many of those that are to be done are done.
pub(crate) fn done_of(done: usize, all: usize) -> Text {
    Text::of(format!("{done} of {all} done"), format!("已完成 {done} / {all}"))
}

/// How many failed in the end.
pub(crate) fn ended_with(done: usize, failed: usize) -> Text {
    Text::of(
        format!("Ended: {done} as wanted, {failed} failed"),
        format!("已结束：{done} 个成功，{failed} 个失败"),
    )
}

pub(crate) fn approvals_lack(given: u32, needed: u32) -> Text {
    Text::of(
        format!("It is left as it is: it has {given} of {needed} approvals, or was rejected."),
        format!("保持不变：已有 {given} / {needed} 个批准，或已被拒绝。"),
    )
}

pub(crate) fn nodes_get(nodes: &str, what: &Text) -> Text {
    Text::of(format!("{nodes}: {}", what.en), format!("{nodes}：{}", what.zh))
}

pub(crate) fn read_of(done: usize, all: usize) -> Text {
    Text::of(format!("{done} of {all} read"), format!("已读取 {done} / {all}"))
}

pub(crate) fn could_not_read(resources: &str) -> Text {
    Text::of(
        format!("The file lacks these, which could not be read: {resources}"),
        format!("以下网关无法读取，未包含在文件中：{resources}"),
    )
}

pub(crate) const WAITS: Text = Text::new("waiting", "等待");
pub(crate) const DEPLOYING_ONE: Text = Text::new("under way", "进行中");

pub(crate) const UNSERVED: Text = Text::new("No server, no list", "没有服务器，也就没有列表");
pub(crate) const UNSERVED_HOW: Text = Text::new(
    "A list, saving and deploying need `sds-gateway serve`. All of this works without it, here in the browser:",
    "列表、保存和部署需要 `sds-gateway serve`。以下功能无需服务器，在浏览器中即可使用：",
);
