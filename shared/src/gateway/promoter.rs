//! Options of drbd-reactor's promoter for one resource.

use serde::Serialize;

use super::Kind;
use crate::draft::{Draft, Record};
use crate::field::{Absent, Field, Input};
use crate::names::drbd::NodeName;
use crate::names::number::{Count, Seconds};
use crate::names::{Choice, Switch, choice_type};
use crate::text::Text;

choice_type! {
    /// Who runs the start list. `shell` would pass each entry to `sh -c`, which knows no OCF agents.
    Runner {
        /// Units of systemd.
        Systemd = "systemd",
    }
}

choice_type! {
    /// What the daemon does when DRBD does not demote.
    DemoteFailure {
        /// Nothing.
        None = "none",
        /// Reboot.
        Reboot = "reboot",
        /// Reboot without stopping services.
        RebootForce = "reboot-force",
        /// Reboot at once, without syncing.
        RebootImmediate = "reboot-immediate",
        /// Power off.
        Poweroff = "poweroff",
        /// Power off without stopping services.
        PoweroffForce = "poweroff-force",
        /// Power off at once, without syncing.
        PoweroffImmediate = "poweroff-immediate",
        /// End systemd.
        Exit = "exit",
        /// End systemd without stopping services.
        ExitForce = "exit-force",
    }
}

choice_type! {
    /// How one unit hangs on another.
    Dependency {
        /// Start it too.
        Wants = "Wants",
        /// Start it too, fail and stop with it.
        Requires = "Requires",
        /// Fail unless it runs already.
        Requisite = "Requisite",
        /// As `Requires`, and stop whenever it leaves the active state.
        BindsTo = "BindsTo",
    }
}

choice_type! {
    /// When preferred nodes count.
    PreferredNodesPolicy {
        /// Whenever a better node is there: the gateway moves back.
        Always = "always",
        /// Only at the start.
        StartOnly = "start-only",
    }
}

choice_type! {
    /// What happens when quorum is lost.
    QuorumLoss {
        /// Stop the gateway.
        Shutdown = "shutdown",
        /// Freeze it until quorum is back.
        Freeze = "freeze",
    }
}

choice_type! {
    /// What happens when the backing disk is lost.
    DiskDetach {
        /// Go on over the network.
        Ignore = "ignore",
        /// Move the gateway to another node.
        FailOver = "fail-over",
    }
}

/// Options of the promoter. Its keys are the daemon's own; what is left out is the daemon's default, save for the first
/// four, which are always written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PromoterOptions {
    /// Who runs the start list; systemd if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runner: Option<Runner>,
    /// Whether the services stop with the daemon; yes if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_services_on_exit: Option<Switch>,
    /// What the daemon does when DRBD does not demote; `reboot-immediate` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_drbd_demote_failure: Option<DemoteFailure>,
    /// How the target hangs on its entries; `Requires` if not given, `BindsTo` for NFS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_as: Option<Dependency>,
    /// How each entry hangs on the one before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dependencies_as: Option<Dependency>,
    /// Factor of the time a worse node waits before it promotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sleep_before_promote_factor: Option<Count>,
    /// Nodes on which the gateway should run, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preferred_nodes: Vec<NodeName>,
    /// When preferred nodes count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_nodes_policy: Option<PreferredNodesPolicy>,
    /// Whether a failed demotion is followed by a forced one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_force: Option<Switch>,
    /// What happens when quorum is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_quorum_loss: Option<QuorumLoss>,
    /// Seconds to wait for fencing before a promotion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fencing_promote_delay: Option<Seconds>,
    /// What happens when the backing disk is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_disk_detach: Option<DiskDetach>,
    /// Whether the daemon runs `drbdadm adjust` at start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjust_resource_on_start: Option<Switch>,
}

impl Record for PromoterOptions {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "runner",
            Input::Choice(words::<Runner>),
            Text::new("Runner", "运行方式"),
            Text::new(
                "Who runs the start list. `shell` is not offered: it cannot start OCF agents.",
                "由谁运行启动列表。不提供 `shell`：它无法启动 OCF 代理。",
            ),
        ).by("drbd-reactor.promoter(5), `runner`").see("runner-shell")
        .or(Absent::Default("systemd")),
        Field::new(
            "stop-services-on-exit",
            SWITCH,
            Text::new("Stop services with the daemon", "守护进程退出时停止服务"),
            Text::new(
                "Whether the gateway stops when drbd-reactor stops or its snippet is removed.",
                "当 drbd-reactor 停止或片段被移除时是否停止网关。",
            ),
        ).by("drbd-reactor.promoter(5), `stop-services-on-exit`")
        .or(Absent::Default("true")),
        Field::new(
            "on-drbd-demote-failure",
            Input::Choice(words::<DemoteFailure>),
            Text::new("When DRBD does not demote", "DRBD 降级失败时"),
            Text::new(
                "What becomes of a node that cannot let go of the resource. A reboot lets another node take over.",
                "节点无法释放资源时的处理方式。重启可使其他节点接管。",
            ),
        ).by("drbd-reactor.promoter(5), `on-drbd-demote-failure`")
        .or(Absent::Default("reboot-immediate")),
        Field::new(
            "target-as",
            Input::Choice(words::<Dependency>),
            Text::new("Target hangs on entries by", "目标对启动项的依赖"),
            Text::new(
                "systemd's dependency of the gateway's target on its start entries; NFS has `BindsTo`.",
                "网关目标单元对启动项的 systemd 依赖类型；NFS 使用 `BindsTo`。",
            ),
        ).by("drbd-reactor.promoter(5), `target-as`").derived_from("kind of the gateway", "网关类型"),
        Field::new(
            "dependencies-as",
            Input::Choice(words::<Dependency>),
            Text::new("Entries hang on the previous by", "启动项对前一项的依赖"),
            Text::new(
                "systemd's dependency of each start entry on the one before it. The daemon's default is `Requires`.",
                "每个启动项对前一项的 systemd 依赖类型。守护进程默认 `Requires`。",
            ),
        ).by("drbd-reactor.promoter(5), `dependencies-as`")
        .or(Absent::LeftOut),
        Field::new(
            "sleep-before-promote-factor",
            Input::Number("1"),
            Text::new("Sleep factor before promotion", "升级前等待系数"),
            Text::new(
                "Multiplies the time that a worse node waits before it promotes. The daemon's default is 1.",
                "较差节点升级前等待时间的倍数。守护进程默认 1。",
            ),
        ).by("drbd-reactor.promoter(5), `sleep-before-promote-factor`")
        .or(Absent::LeftOut),
        Field::new(
            "preferred-nodes",
            Input::Lines("node-a"),
            Text::new("Preferred nodes", "首选节点"),
            Text::new(
                "Nodes on which the gateway should run, best first, as `uname -n` prints them.",
                "希望运行网关的节点，按优先级排列，名称与 `uname -n` 一致。",
            ),
        ).by("drbd-reactor.promoter(5), `preferred-nodes`")
        .or(Absent::LeftOut),
        Field::new(
            "preferred-nodes-policy",
            Input::Choice(words::<PreferredNodesPolicy>),
            Text::new("When preference counts", "首选节点策略"),
            Text::new(
                "`always` moves a running gateway back; `start-only` does not. drbd-reactor 1.9.0 or newer.",
                "`always` 会把运行中的网关迁回；`start-only` 不会。需要 drbd-reactor 1.9.0 或更新。",
            ),
        ).by("drbd-reactor.promoter(5), `preferred-nodes-policy`")
        .or(Absent::LeftOut),
        Field::new(
            "secondary-force",
            SWITCH,
            Text::new("Force demotion", "强制降级"),
            Text::new(
                "Whether a failed demotion is followed by a forced one. The daemon's default is yes.",
                "降级失败后是否强制降级。守护进程默认是。",
            ),
        ).by("drbd-reactor.promoter(5), `secondary-force`")
        .or(Absent::LeftOut),
        Field::new(
            "on-quorum-loss",
            Input::Choice(words::<QuorumLoss>),
            Text::new("When quorum is lost", "失去仲裁时"),
            Text::new(
                "`freeze` wants the DRBD option on-no-quorum suspend-io. The daemon's default is `shutdown`.",
                "`freeze` 需要 DRBD 选项 on-no-quorum suspend-io。守护进程默认 `shutdown`。",
            ),
        ).by("drbd-reactor.promoter(5), `on-quorum-loss`")
        .or(Absent::LeftOut),
        Field::new(
            "fencing-promote-delay",
            Input::Number("5"),
            Text::new("Delay for fencing (s)", "隔离等待（秒）"),
            Text::new(
                "Seconds to wait for fencing before a promotion. The daemon's default is 5; 1.10.0 or newer.",
                "升级前等待隔离的秒数。守护进程默认 5；需要 1.10.0 或更新。",
            ),
        ).by("drbd-reactor.promoter(5), `fencing-promote-delay`")
        .or(Absent::LeftOut),
        Field::new(
            "on-disk-detach",
            Input::Choice(words::<DiskDetach>),
            Text::new("When the disk is lost", "磁盘丢失时"),
            Text::new(
                "Whether the gateway moves to a node that still has its disk. drbd-reactor 1.11.0 or newer.",
                "是否把网关迁移到仍有磁盘的节点。需要 drbd-reactor 1.11.0 或更新。",
            ),
        ).by("drbd-reactor.promoter(5), `on-disk-detach`")
        .or(Absent::LeftOut),
        Field::new(
            "adjust-resource-on-start",
            SWITCH,
            Text::new("Adjust the resource at start", "启动时调整资源"),
            Text::new(
                "Whether the daemon brings the resource up. With a device that never appears, it blocks the whole \
                 daemon. The default is yes; 1.11.0 or newer.",
                "守护进程是否拉起资源。若设备始终不出现，会阻塞整个守护进程。默认是；需要 1.11.0 或更新。",
            ),
        ).by("drbd-reactor.promoter(5), `adjust-resource-on-start`")
        .or(Absent::LeftOut),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        Self {
            runner: draft.optional("runner"),
            stop_services_on_exit: draft.optional("stop-services-on-exit"),
            on_drbd_demote_failure: draft.optional("on-drbd-demote-failure"),
            target_as: draft.optional("target-as"),
            dependencies_as: draft.optional("dependencies-as"),
            sleep_before_promote_factor: draft.optional("sleep-before-promote-factor"),
            preferred_nodes: draft.list("preferred-nodes"),
            preferred_nodes_policy: draft.optional("preferred-nodes-policy"),
            secondary_force: draft.optional("secondary-force"),
            on_quorum_loss: draft.optional("on-quorum-loss"),
            fencing_promote_delay: draft.optional("fencing-promote-delay"),
            on_disk_detach: draft.optional("on-disk-detach"),
            adjust_resource_on_start: draft.optional("adjust-resource-on-start"),
        }
    }
}

const SWITCH: Input = Input::Choice(|| vec!["true", "false"]);

fn words<C: Choice>() -> Vec<&'static str> {
    C::ALL.iter().map(|choice| choice.word()).collect()
}

impl PromoterOptions {
    /// The same options with every derived value written out.
    pub(crate) fn filled_in(&self, kind: Kind) -> Self {
        // The target of an NFS gateway stops whenever one of its mounts goes away, as the seed has it.
        let target_as = match kind {
            Kind::Iscsi | Kind::Nvmeof => Dependency::Requires,
            Kind::Nfs => Dependency::BindsTo,
        };
        Self {
            runner: Some(self.runner.unwrap_or(Runner::Systemd)),
            stop_services_on_exit: Some(self.stop_services_on_exit.unwrap_or(Switch(true))),
            on_drbd_demote_failure: Some(
                self.on_drbd_demote_failure.unwrap_or(DemoteFailure::RebootImmediate),
            ),
            target_as: Some(self.target_as.unwrap_or(target_as)),
            ..self.clone()
        }
    }
}
