//! Whom it interrupts when a gateway stops, in a sentence: where its clients are connected, and for how long.

use crate::agent::StartEntry;
use crate::snippet::read::resources;
use crate::text::Text;

/// Where clients of a running gateway are connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clients {
    /// Service IPs with ports, as clients write them.
    portals: Vec<String>,
    /// Directories that NFS clients have mounted.
    exports: Vec<String>,
}

impl Clients {
    /// Whoever is connected to the gateway of a snippet; `None` where it does not say, as one without `portblock` may
    /// do.
    ///
    /// The port that is opened last is where clients are, whatever the kind of service.
    pub fn of(snippet: &str) -> Option<Self> {
        let mut clients = Self { portals: Vec::new(), exports: Vec::new() };
        let resources = resources(snippet).unwrap_or_default();
        for entry in resources.iter().flat_map(|resource| &resource.start) {
            let Ok(StartEntry::Agent(mut agent)) = StartEntry::read(entry) else { continue };
            let mut take = |key| agent.parameters.remove(key).unwrap_or_default();
            match agent.name.as_str() {
                "portblock" if take("action") == "unblock" => {
                    push(&mut clients.portals, portal(&take("ip"), &take("portno")));
                }
                "exportfs" => push(&mut clients.exports, take("directory").replace("%%", "%")),
                _ => {}
            }
        }
        (!clients.portals.is_empty()).then_some(clients)
    }

    /// What they notice of a stop that a start follows.
    pub fn while_it_restarts(&self) -> Text {
        let portals = &self.portals;
        if self.exports.is_empty() {
            return Text::of(
                format!(
                    "clients of {} lose the connection for some seconds, and connect again on their own: the gateway \
                     stops on all nodes and starts with the new settings",
                    and(portals)
                ),
                format!(
                    "{} 的客户端会断开连接数秒，然后自动重连：网关会在所有节点上停止，再以新设置启动",
                    portals.join("、")
                ),
            );
        }
        // nfsd takes no new locks for 90 s after its start, unless it was told otherwise: others may claim theirs.
        Text::of(
            format!(
                "clients of {} wait for some seconds, and up to 90 more for files that they open or lock (NFS's time \
                 of grace); {} cannot be read or written meanwhile: the gateway stops on all nodes and starts with \
                 the new settings",
                and(portals),
                and(&self.exports)
            ),
            format!(
                "{} 的客户端会等待数秒，打开或锁定文件可能还需等待最多 90 秒（NFS 宽限期）；期间无法读写 {}：网关会在\
                 所有节点上停止，再以新设置启动",
                portals.join("、"),
                self.exports.join("、")
            ),
        )
    }

    /// What they notice of a stop that nothing follows.
    pub fn for_good(&self) -> Text {
        let exports = |en: &str, zh: &str| match self.exports.as_slice() {
            [] => (String::new(), String::new()),
            exports => (format!("{en}{}", and(exports)), format!("{zh}{}", exports.join("、"))),
        };
        let (en, zh) = exports(", and with it ", "，也无法再访问 ");
        Text::of(
            format!(
                "clients of {} lose the connection for good{en}: the gateway stops on all nodes and does not come back",
                and(&self.portals)
            ),
            format!(
                "{} 的客户端会永久断开连接{zh}：网关会在所有节点上停止且不再启动",
                self.portals.join("、")
            ),
        )
    }

    /// Who they are.
    pub fn name(&self) -> Text {
        Text::of(
            format!("clients of {}", and(&self.portals)),
            format!("{} 的客户端", self.portals.join("、")),
        )
    }
}

fn portal(ip: &str, port: &str) -> String {
    if ip.contains(':') { format!("[{ip}]:{port}") } else { format!("{ip}:{port}") }
}

fn push(list: &mut Vec<String>, each: String) {
    if !each.is_empty() && !list.contains(&each) {
        list.push(each);
    }
}

/// A list as it is said in English.
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
