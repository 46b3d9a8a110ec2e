//! Words of the start-order graph and of the failover that is stepped through.

use gateway::graph::failover::Side;
use gateway::text::Text;

pub(crate) const GRAPH_HOW: Text = Text::new(
    "Units start from top to bottom and stop from bottom to top. Choose one to see what it does.",
    "单元自上而下启动，自下而上停止。选择一个单元可查看其作用。",
);
pub(crate) const NO_GRAPH: Text = Text::new(
    "systemd starts nothing for this snippet, so there is no order to draw.",
    "systemd 不会为此片段启动任何单元，因此没有可绘制的顺序。",
);
pub(crate) const DOWNLOAD_SVG: Text = Text::new("Download as SVG", "下载 SVG");
pub(crate) const TIES: Text = Text::new("Tied to others by", "与其他单元的关系");

pub(crate) const FAILOVER: Text = Text::new("What happens on failover", "故障转移时会发生什么");
pub(crate) const STEP_BACK: Text = Text::new("Previous", "上一步");
pub(crate) const STEP_ON: Text = Text::new("Next", "下一步");
pub(crate) const PLAY: Text = Text::new("Play", "播放");
pub(crate) const PAUSE: Text = Text::new("Pause", "暂停");
pub(crate) const FROM_START: Text = Text::new("From the start", "从头开始");
pub(crate) const NODE_A: Text = Text::new("Node A", "节点 A");
pub(crate) const NODE_B: Text = Text::new("Node B", "节点 B");
pub(crate) const RUNS: Text = Text::new("runs", "运行中");
pub(crate) const DOES_NOT_RUN: Text = Text::new("does not run", "未运行");
pub(crate) const ALL_RUNS_ON_A: Text = Text::new("All runs on node A.", "全部在节点 A 上运行。");

pub(crate) fn as_it_is_on(node: &str) -> Text {
    Text::of(format!("Their state is that on {node}."), format!("状态取自 {node}。"))
}

pub(crate) fn tie(kinds: &[String], unit: &str) -> Text {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
    Text::of(format!("{} `{unit}`", kinds.join(", ")), format!("{} `{unit}`", kinds.join("、")))
}

pub(crate) fn ties_to_all(kinds: &str) -> Text {
    Text::of(format!("`{kinds}` each unit of the start list"), format!("`{kinds}` 启动列表中的每个单元"))
}

pub(crate) fn step_of(at: usize, count: usize) -> Text {
    Text::of(format!("Step {at} of {count}"), format!("第 {at} 步，共 {count} 步"))
}

pub(crate) fn step_title(side: Side, unit: &Text) -> Text {
    match side {
        Side::Leaving => Text::of(format!("Node A stops: {}", unit.en), format!("节点 A 停止：{}", unit.zh)),
        Side::Taking => Text::of(format!("Node B starts: {}", unit.en), format!("节点 B 启动：{}", unit.zh)),
    }
}
