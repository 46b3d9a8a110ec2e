//! The agents that let clients in and keep them out: service IPs and blocked ports.

use super::entry::{Missing, Parameters, Position, Said};
use crate::text::Text;

/// `portblock`: one rule of the packet filter, there or not there.
pub(super) fn portblock(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let port = given.get("portno").ok_or(Missing("portno"))?;
    let protocol = given.get("protocol").ok_or(Missing("protocol"))?.to_uppercase();
    let action = given.get("action").ok_or(Missing("action"))?;
    let ip = given.or("ip", "0.0.0.0/0");
    let port = match ip {
        "0.0.0.0/0" => Text::of(
            format!("{protocol} port {port} of every address"),
            format!("所有地址的 {protocol} 端口 {port}"),
        ),
        ip => Text::of(format!("{protocol} port {port} of {ip}"), format!("{ip} 的 {protocol} 端口 {port}")),
    };
    match action {
        "block" => Ok(block(ip, &port, position)),
        "unblock" => Ok(unblock(given, &port, position)),
        _ => Err(Missing("action=block|unblock")),
    }
}

fn block(ip: &str, port: &Text, position: Position<'_>) -> Said {
    let is_of_address = |address: Parameters| address.get("ip") == Some(ip);
    let is_before = position.after("IPaddr2").any(is_of_address);
    let is_after = position.before("IPaddr2").any(is_of_address);
    Said {
        what: Text::of(
            format!("Blocks {} on the active node until everything is ready.", port.en),
            format!("在活动节点上封锁 {}，直到一切就绪。", port.zh),
        ),
        on_start: Text::new(
            "A rule of the packet filter drops what clients send to the port.",
            "在包过滤器中添加规则，丢弃客户端发往该端口的数据包。",
        ),
        on_stop: if is_before {
            Text::new(
                "The rule is removed; by then the address has left the node.",
                "移除该规则；此时地址已离开该节点。",
            )
        } else {
            Text::new("The rule is removed.", "移除该规则。")
        },
        why_here: match (is_before, is_after) {
            (true, _) => Some(BEFORE_ADDRESS),
            (false, true) => Some(AFTER_ADDRESS),
            (false, false) => None,
        },
    }
}

fn unblock(given: &Parameters, port: &Text, position: Position<'_>) -> Said {
    let (on_start, on_stop) = match given.get("tickle_dir") {
        Some(directory) => (
            Text::of(
                format!(
                    "The rule is removed, and the clients noted in `{directory}` are made to connect again at once."
                ),
                format!("移除规则，并促使 `{directory}` 中记录的客户端立即重新连接。"),
            ),
            Text::of(
                format!("The connections are noted in `{directory}`, and the port is blocked again."),
                format!("把现有连接记录到 `{directory}`，并再次封锁端口。"),
            ),
        ),
        None => (
            Text::new("The rule is removed.", "移除规则。"),
            Text::new("The port is blocked again.", "再次封锁端口。"),
        ),
    };
    let is_last = position.after("portblock").count() == position.list.len() - position.index - 1;
    Said {
        what: Text::of(
            format!("Opens {} to clients on the active node.", port.en),
            format!("在活动节点上向客户端开放 {}。", port.zh),
        ),
        on_start,
        on_stop,
        why_here: is_last.then_some(Text::new(
            "It comes last, when everything is ready. Stopping goes the other way: clients are kept out first.",
            "它排在最后，此时一切就绪。停止时顺序相反：先把客户端挡在外面。",
        )),
    }
}

const BEFORE_ADDRESS: Text = Text::new(
    "It comes before the address, so that no client meets an address on which nobody listens yet: a refused connection is \
     an error to it, an unanswered one is tried again.",
    "它在地址之前，使客户端不会遇到尚无服务监听的地址：连接被拒绝对客户端是错误，无应答则会重试。",
);
const AFTER_ADDRESS: Text = Text::new(
    "It comes after the address: for a moment, clients can meet a port on which nobody listens.",
    "它在地址之后：客户端可能短暂遇到无人监听的端口。",
);

/// `IPaddr2`: an address on an interface of the active node.
pub(super) fn ipaddr2(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let ip = given.get("ip").ok_or(Missing("ip"))?;
    let address = match given.get("cidr_netmask") {
        Some(prefix) => format!("{ip}/{prefix}"),
        None => ip.to_owned(),
    };
    let (place, place_zh) = match given.get("nic") {
        Some(nic) => (format!("the interface `{nic}`"), format!("网卡 `{nic}`")),
        None => ("the interface that has a route to it".to_owned(), "有到该网络路由的网卡".to_owned()),
    };
    let (news, news_zh) = if ip.contains(':') {
        ("neighbour advertisements tell", "邻居通告")
    } else {
        ("gratuitous ARP tells", "免费 ARP ")
    };
    let listens = ["iSCSITarget", "nvmet-port", "nfsserver", "ganesha-nfs"];
    Ok(Said {
        what: Text::of(
            format!("Brings {address} up on the active node and announces it to the neighbours."),
            format!("在活动节点上启用 {address}，并向邻居通告。"),
        ),
        on_start: Text::of(
            format!("{address} is added to {place}, and {news} switches and clients where it is now."),
            format!("将 {address} 添加到{place_zh}，并通过{news_zh}告知交换机和客户端其新位置。"),
        ),
        on_stop: Text::of(
            format!("{address} is taken off the node; the next node can have it."),
            format!("从节点上移除 {address}，以便下一个节点使用。"),
        ),
        why_here: listens.iter().any(|agent| position.precedes(agent)).then_some(Text::new(
            "It comes before the service, which can only listen on an address that the node has.",
            "它在服务之前：服务只能监听节点已有的地址。",
        )),
    })
}
