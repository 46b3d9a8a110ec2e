//! The promoter's settings of a resource: what each means, and what the given value does.
//!
//! The meaning is the form's help, so that form and explanation cannot disagree.

use toml::de::DeValue;

use crate::draft::Record;
use crate::gateway::promoter::{
    DemoteFailure, Dependency, DiskDetach, PreferredNodesPolicy, PromoterOptions, QuorumLoss,
};
use crate::text::Text;

use crate::secret::shown;

/// What the daemon does with a value of the wrong type, or with a word that it does not know.
pub(super) const REFUSED: Text = Text::new(
    "The daemon does not take such a value here: it refuses every snippet of the node.",
    "守护进程不接受此处的值：它会拒绝节点上的所有片段。",
);

/// Explains a setting; `None` for one that the daemon does not know.
pub(super) fn explain(key: &str, value: &DeValue<'_>) -> Option<Text> {
    if key == "on-stop-failure" {
        return Some(ON_STOP_FAILURE);
    }
    let meaning = meaning(key)?;
    let Some(effect) = effect(key, value) else { return Some(joined(&[meaning, REFUSED])) };
    let mut sentences = vec![meaning, effect];
    sentences.extend(background(key));
    Some(joined(&sentences))
}

/// Sentences after each other. Chinese has no blanks between them.
fn joined(sentences: &[Text]) -> Text {
    let en: Vec<&str> = sentences.iter().map(|sentence| &*sentence.en).collect();
    let zh: Vec<&str> = sentences.iter().map(|sentence| &*sentence.zh).collect();
    Text::of(en.join(" "), zh.concat())
}

/// The form's help, but for the runner: there, a form says what it does not offer.
fn meaning(key: &str) -> Option<Text> {
    if key == "runner" {
        return Some(Text::new("Who runs the start list.", "由谁运行启动列表。"));
    }
    PromoterOptions::FIELDS.iter().find(|field| field.key == key).map(|field| field.help.clone())
}

/// The daemon's default and the first version with the setting, where the help does not say it (drbd-reactor 1.11.0).
fn background(key: &str) -> Option<Text> {
    let (default, since) = match key {
        "runner" => ("systemd", None),
        "stop-services-on-exit" => ("false", Some("0.3.0")),
        "on-drbd-demote-failure" => ("none", Some("0.5.0")),
        "target-as" => ("Requires", Some("0.4.0")),
        "preferred-nodes-policy" => ("always", None),
        "on-disk-detach" => ("ignore", None),
        "dependencies-as" => return Some(since("0.4.0")),
        "sleep-before-promote-factor" => return Some(since("0.4.1")),
        "preferred-nodes" => return Some(since("0.7.0")),
        "secondary-force" => return Some(since("0.8.0")),
        "on-quorum-loss" => return Some(since("0.9.0")),
        _ => return None,
    };
    let default =
        Text::of(format!("The daemon's default is `{default}`."), format!("守护进程默认 `{default}`。"));
    Some(match since {
        Some(version) => joined(&[default, self::since(version)]),
        None => default,
    })
}

fn since(version: &str) -> Text {
    Text::of(format!("drbd-reactor {version} or newer."), format!("需要 drbd-reactor {version} 或更新。"))
}

/// What this value does; `None` where the daemon does not take it.
fn effect(key: &str, value: &DeValue<'_>) -> Option<Text> {
    let word = value.as_str();
    match key {
        "runner" => runner(word?),
        "stop-services-on-exit" => Some(if value.as_bool()? { STOPS } else { RUNS_ON }),
        "on-drbd-demote-failure" => Some(demote_failure(word?.parse().ok()?)),
        "target-as" => Some(dependency(word?.parse().ok()?, &TARGET)),
        "dependencies-as" => Some(dependency(word?.parse().ok()?, &ENTRY)),
        "sleep-before-promote-factor" => factor(value),
        "preferred-nodes" => preferred_nodes(value),
        "preferred-nodes-policy" => Some(match word?.parse().ok()? {
            PreferredNodesPolicy::Always => MOVES_BACK,
            PreferredNodesPolicy::StartOnly => STAYS,
        }),
        "secondary-force" => Some(if value.as_bool()? { FORCED } else { NOT_FORCED }),
        "on-quorum-loss" => Some(match word?.parse().ok()? {
            QuorumLoss::Shutdown => SHUTDOWN,
            QuorumLoss::Freeze => FREEZE,
        }),
        "fencing-promote-delay" => delay(value),
        "on-disk-detach" => Some(match word?.parse().ok()? {
            DiskDetach::Ignore => GOES_ON,
            DiskDetach::FailOver => FAILS_OVER,
        }),
        "adjust-resource-on-start" => Some(if value.as_bool()? { ADJUSTED } else { NOT_ADJUSTED }),
        _ => None,
    }
}

fn runner(word: &str) -> Option<Text> {
    match word {
        "systemd" => Some(Text::new(
            "`systemd`: each entry becomes a unit that systemd starts, watches and stops.",
            "`systemd`：每一项成为一个单元，由 systemd 启动、监视和停止。",
        )),
        "shell" => Some(Text::new(
            "`shell`: each entry is handed to `sh -c` as root; OCF agents cannot be started so.",
            "`shell`：每一项以 root 身份交给 `sh -c`，无法以此启动 OCF 代理。",
        )),
        _ => None,
    }
}

fn demote_failure(choice: DemoteFailure) -> Text {
    let (en, zh) = match choice {
        DemoteFailure::None => {
            ("nothing happens, and no other node can take over", "不采取任何措施，其他节点无法接管")
        }
        DemoteFailure::Reboot => ("the node stops its services and reboots", "节点停止各项服务后重启"),
        DemoteFailure::RebootForce => {
            ("the node kills its services and reboots", "节点强制终止各项服务并重启")
        }
        DemoteFailure::RebootImmediate => (
            "the node reboots at once; what is not written yet is lost",
            "节点立即重启，尚未写入的数据会丢失",
        ),
        DemoteFailure::Poweroff => ("the node stops its services and powers off", "节点停止各项服务后关机"),
        DemoteFailure::PoweroffForce => {
            ("the node kills its services and powers off", "节点强制终止各项服务并关机")
        }
        DemoteFailure::PoweroffImmediate => (
            "the node powers off at once; what is not written yet is lost",
            "节点立即关机，尚未写入的数据会丢失",
        ),
        DemoteFailure::Exit => ("systemd stops all services and ends", "systemd 停止所有服务后退出"),
        DemoteFailure::ExitForce => ("systemd ends at once", "systemd 立即退出"),
    };
    Text::of(format!("`{choice}`: {en}."), format!("`{choice}`：{zh}。"))
}

/// Who depends on whom.
struct Dependents {
    subject: Text,
    object: Text,
    one: Text,
}

const TARGET: Dependents = Dependents {
    subject: Text::new("the target", "目标单元"),
    object: Text::new("every entry", "各启动项"),
    one: Text::new("one", "任一启动项"),
};
const ENTRY: Dependents = Dependents {
    subject: Text::new("an entry", "启动项"),
    object: Text::new("the one before it", "前一项"),
    one: Text::new("that one", "前一项"),
};

/// The rules are those of systemd.unit(5).
fn dependency(choice: Dependency, dependents: &Dependents) -> Text {
    let Dependents { subject, object, one } = dependents;
    let (en, zh) = match choice {
        Dependency::Wants => (
            format!("{subject} starts {object}, too, and does not mind when {one} fails"),
            format!("{}会一并启动{}，即使{}失败也不受影响", subject.zh, object.zh, one.zh),
        ),
        Dependency::Requires => (
            format!(
                "{subject} starts {object}, too, does not run when {one} fails to start, and is stopped when {one} is \
                 stopped"
            ),
            format!(
                "{}会一并启动{}；若{}启动失败则不运行，被停止时也随之停止",
                subject.zh, object.zh, one.zh
            ),
        ),
        Dependency::Requisite => (
            format!("{subject} starts nothing, and fails unless {object} runs already"),
            format!("{}不启动{}，若{}尚未运行则失败", subject.zh, object.zh, one.zh),
        ),
        Dependency::BindsTo => (
            format!("as `Requires`, and {subject} also stops when {one} ends by itself"),
            format!("同 `Requires`，且{}自行结束时{}也随之停止", one.zh, subject.zh),
        ),
    };
    Text::of(format!("`{choice}`: {en}."), format!("`{choice}`：{zh}。"))
}

/// A whole number as the daemon takes it.
fn whole(value: &DeValue<'_>) -> Option<u64> {
    let number = value.as_integer()?;
    u64::from_str_radix(number.as_str().trim_start_matches('+'), number.radix()).ok()
}

fn factor(value: &DeValue<'_>) -> Option<Text> {
    Some(match u32::try_from(whole(value)?).ok()? {
        0 => Text::new(
            "`0`: every node promotes at once, whatever the state of its disk.",
            "`0`：无论磁盘状态如何，每个节点都立即升级。",
        ),
        factor => Text::of(
            format!("`{factor}`: a node without a disk waits {} seconds.", u64::from(factor) * 6),
            format!("`{factor}`：没有磁盘的节点等待 {} 秒。", u64::from(factor) * 6),
        ),
    })
}

fn delay(value: &DeValue<'_>) -> Option<Text> {
    let seconds = whole(value)?;
    Some(Text::of(
        format!(
            "`{seconds}`: a node that lost a peer waits {seconds} seconds, where DRBD relies on fencing."
        ),
        format!("`{seconds}`：在 DRBD 依赖隔离的情况下，与对端断开的节点等待 {seconds} 秒。"),
    ))
}

fn preferred_nodes(value: &DeValue<'_>) -> Option<Text> {
    let mut nodes = Vec::new();
    for node in value.as_array()? {
        nodes.push(shown(node.get_ref().as_str()?));
    }
    Some(if nodes.is_empty() {
        Text::new("Here no node is better than another.", "此处没有优先节点。")
    } else {
        Text::of(format!("Here: {}.", nodes.join(", ")), format!("此处为：{}。", nodes.join("、")))
    })
}

const ON_STOP_FAILURE: Text = Text::new(
    "Deprecated and ignored; `on-drbd-demote-failure` took its place.",
    "已弃用并被忽略，由 `on-drbd-demote-failure` 取代。",
);
const STOPS: Text = Text::new("`true`: it stops.", "`true`：停止。");
const RUNS_ON: Text =
    Text::new("`false`: it runs on, and nobody looks after it.", "`false`：继续运行，但无人管理。");
const MOVES_BACK: Text = Text::new(
    "`always`: as soon as a better node has all data, the gateway stops here and moves there.",
    "`always`：一旦更优先的节点数据就绪，网关就会在此停止并迁移过去。",
);
const STAYS: Text =
    Text::new("`start-only`: a running gateway stays where it is.", "`start-only`：运行中的网关留在原处。");
const FORCED: Text = Text::new(
    "`true`: what still has the device open gets errors, and another node can take over.",
    "`true`：仍在使用设备的程序会收到错误，其他节点可以接管。",
);
const NOT_FORCED: Text = Text::new(
    "`false`: what still has the device open keeps the node from letting go.",
    "`false`：仍在使用设备的程序会使节点无法释放资源。",
);
const SHUTDOWN: Text = Text::new(
    "`shutdown`: the gateway stops, so that the nodes that have quorum can start it.",
    "`shutdown`：网关停止，以便拥有仲裁的节点启动它。",
);
const FREEZE: Text = Text::new(
    "`freeze`: its services are frozen, and go on when quorum is back.",
    "`freeze`：冻结其服务，恢复仲裁后继续。",
);
const GOES_ON: Text =
    Text::new("`ignore`: it goes on over the network.", "`ignore`：通过网络继续使用对端的磁盘。");
const FAILS_OVER: Text = Text::new(
    "`fail-over`: it stops here as soon as a peer has all data.",
    "`fail-over`：只要有对端数据就绪，就在此停止。",
);
const ADJUSTED: Text = Text::new(
    "`true`: the daemon waits for the backing devices and runs `drbdadm adjust`.",
    "`true`：守护进程等待后备设备就绪并运行 `drbdadm adjust`。",
);
const NOT_ADJUSTED: Text =
    Text::new("`false`: somebody else must bring the resource up.", "`false`：须由其他程序拉起资源。");
