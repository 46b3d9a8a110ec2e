//! The app's own words. What the model says comes with its words already.

mod audit;
mod builder;
mod check;
mod deployments;
mod gateways;
mod graph;
mod help;
mod nodes;
mod palette;
mod people;
mod preview;
mod review;
mod running;
mod settings;
mod toasts;

pub(crate) use audit::*;
pub(crate) use builder::*;
pub(crate) use check::*;
pub(crate) use deployments::*;
pub(crate) use gateways::*;
pub(crate) use graph::*;
pub(crate) use help::*;
pub(crate) use nodes::*;
pub(crate) use palette::*;
pub(crate) use people::*;
pub(crate) use preview::*;
pub(crate) use review::*;
pub(crate) use running::*;
pub(crate) use settings::*;
pub(crate) use toasts::*;

use gateway::text::Text;

/// Where nothing has to be said.
pub(crate) const NOTHING: Text = Text::new("", "");
pub(crate) const PRODUCT: Text = Text::new("SDS Gateway", "SDS Gateway");
pub(crate) const SKIP: Text = Text::new("Skip to content", "跳到内容");
pub(crate) const MAIN_NAVIGATION: Text = Text::new("Main", "主导航");
pub(crate) const GATEWAYS: Text = Text::new("Gateways", "网关");
pub(crate) const NODES: Text = Text::new("Nodes", "节点");
pub(crate) const API_DOCUMENTATION: Text = Text::new("API docs", "API 文档");
pub(crate) const LANGUAGE: Text = Text::new("Language", "语言");
pub(crate) const THEME: Text = Text::new("Theme", "主题");
pub(crate) const THEME_AUTO: Text = Text::new("Auto", "自动");
pub(crate) const THEME_LIGHT: Text = Text::new("Light", "浅色");
pub(crate) const THEME_DARK: Text = Text::new("Dark", "深色");
pub(crate) const LOADING: Text = Text::new("Loading…", "正在加载…");
pub(crate) const DEMO: Text = Text::new(
    "Demo: the cluster is simulated. Nothing is started anywhere; a directory node gets real files.",
    "演示：集群为模拟。不会启动任何服务；目录节点会得到真实文件。",
);
pub(crate) const SIMULATED: Text = Text::new("simulated", "模拟");
pub(crate) const LOAD_NEWEST: Text = Text::new("Load the newest revision", "载入最新修订版");
pub(crate) const ERROR: Text = Text::new("Error", "错误");
pub(crate) const WARNING: Text = Text::new("Warning", "警告");
pub(crate) const INFO: Text = Text::new("Note", "提示");
pub(crate) const CANCEL: Text = Text::new("Cancel", "取消");
pub(crate) const TRY_AGAIN: Text = Text::new("Try again", "重试");

pub(crate) const SERVER_SILENT: Text = Text::new(
    "The server does not answer. Check that `sds-gateway serve` runs and that this machine can reach it.",
    "服务器没有响应。请检查 `sds-gateway serve` 是否在运行，以及本机能否访问它。",
);
pub(crate) const NO_SERVER: Text = Text::new(
    "Without a server you can build, check, copy and download gateways, but not save or deploy them.",
    "没有服务器时，可以构建、检查、复制和下载网关，但不能保存或部署。",
);
pub(crate) const PART_MISSING: Text = Text::new(
    "This page could not be loaded. Nothing is lost; check the connection to the server.",
    "无法加载此页面。没有内容丢失；请检查与服务器的连接。",
);
pub(crate) const NOT_FOUND: Text = Text::new("Page not found", "页面不存在");
pub(crate) const NOT_FOUND_HOW: Text = Text::new("There is nothing at this address.", "此地址没有内容。");
pub(crate) const TO_GATEWAYS: Text = Text::new("To the list of gateways", "前往网关列表");

pub(crate) fn unreadable(status: u16) -> Text {
    Text::of(
        format!(
            "The answer (status {status}) is not one of SDS Gateway. Is another program between it and this page?"
        ),
        format!("收到的响应（状态 {status}）不是 SDS Gateway 的格式。它与本页面之间是否有其他程序？"),
    )
}
