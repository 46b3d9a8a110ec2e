//! What happens on a failover, step by step: everything stops on one node, in reverse, and starts on another, in order.

use super::{Graph, Role};
use crate::text::Text;

/// A step of a failover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// On which of the two nodes it happens.
    pub side: Side,
    /// The unit: an index of [`Graph::units`].
    pub unit: usize,
    /// What happens there.
    pub what: Text,
    /// What it is like for clients afterwards.
    pub clients: Clients,
}

/// One of the two nodes of a failover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The node that lets go.
    Leaving,
    /// The node that takes over.
    Taking,
}

/// What it is like for clients at a moment of a failover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clients {
    /// The gateway answers.
    Served,
    /// What they send is dropped before it reaches the service: they wait and send it again.
    Blocked,
    /// No node has the service IP: nobody answers, and they try again.
    NoAddress,
    /// A node has the service IP, nothing blocks the port, and not everything runs: connections may be refused.
    Refused,
}

impl Clients {
    /// What clients notice.
    pub const fn told(self) -> Text {
        match self {
            Self::Served => Text::new("Clients are served.", "客户端正常使用服务。"),
            Self::Blocked => Text::new(
                "Clients wait: the port is blocked, what they send is dropped, and they send it again.",
                "客户端等待：端口被封锁，其数据包被丢弃，并会重发。",
            ),
            Self::NoAddress => Text::new(
                "Clients wait: no node has the service IP, nobody answers, and they try again.",
                "客户端等待：没有节点拥有服务 IP，无人应答，并会重试。",
            ),
            Self::Refused => Text::new(
                "Clients may be refused: the service IP is there, and nothing keeps them out while not all is ready.",
                "客户端可能被拒绝：服务 IP 已存在，但尚未全部就绪且没有封锁端口。",
            ),
        }
    }
}

impl Graph {
    /// The steps of a failover of a running gateway, with working nodes on both sides.
    ///
    /// Every unit hangs on the one before it and on the promotion, so systemd stops them in reverse and the promotion
    /// last; the node that takes over promotes first.
    pub fn failover(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        // How many entries run, on whichever node: they stop from the last and start from the first.
        let entries = self.units.len() - Self::FIRST_ENTRY;
        for running in (0..entries).rev() {
            steps.push(self.stop(Self::FIRST_ENTRY + running, running));
        }
        steps.push(self.stop(1, 0));
        steps.push(self.start(1, 0));
        for running in 1..=entries {
            steps.push(self.start(Self::FIRST_ENTRY + running - 1, running));
        }
        steps
    }

    fn stop(&self, unit: usize, running: usize) -> Step {
        let what = self.units[unit].on_stop.clone().unwrap_or(STOPS);
        Step { side: Side::Leaving, unit, what, clients: self.clients(running) }
    }

    fn start(&self, unit: usize, running: usize) -> Step {
        let what = self.units[unit].on_start.clone().unwrap_or(STARTS);
        Step { side: Side::Taking, unit, what, clients: self.clients(running) }
    }

    /// What it is like for clients while the first entries run and no others.
    fn clients(&self, running: usize) -> Clients {
        let entries = &self.units[Self::FIRST_ENTRY..];
        if running == entries.len() {
            return Clients::Served;
        }
        let agents = |running: usize, wanted: &str| {
            let is_it = |role: &Role| matches!(role, Role::Agent { name, .. } if name == wanted);
            entries[..running].iter().filter(|unit| is_it(&unit.role)).count()
        };
        if agents(running, "IPaddr2") == 0 {
            return Clients::NoAddress;
        }
        let is_blocking = |role: &Role| matches!(role, Role::Agent { name, action: Some(action), .. } if name == "portblock" && action == "block");
        if entries[..running].iter().any(|unit| is_blocking(&unit.role)) {
            Clients::Blocked
        } else {
            Clients::Refused
        }
    }
}

const STOPS: Text = Text::new("systemd stops the unit.", "systemd 停止该单元。");
const STARTS: Text = Text::new("systemd starts the unit.", "systemd 启动该单元。");
