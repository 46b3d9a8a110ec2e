//! Whether the ports that were closed for the start are open again.

use super::{Evidence, Seen};
use crate::facts::network::is_closed;
use crate::needs::Needs;

pub(super) fn look(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    for block in &needs.blocks {
        let port = block.port;
        let at = block.ip.map_or_else(|| port.to_string(), |ip| format!("{ip} {port}"));
        if is_closed(&evidence.firewall, block.ip, port) {
            seen.fault(
                format!(
                    "`{at}` is still closed in the firewall, so that clients time out; `iptables-save | grep {port}` shows the \
                     rule; portblock of resource-agents before 4.14 never removes it with iptables 1.8.9: install a newer one"
                ),
                format!(
                    "防火墙仍在阻断 `{at}`，客户端会超时；可用 `iptables-save | grep {port}` 查看规则；在 iptables 1.8.9 下，4.14 之前的 \
                     resource-agents 的 portblock 不会移除它：请安装更新版本"
                ),
            );
        } else {
            seen.proof(format!("no rule closes `{at}`"), format!("没有规则阻断 `{at}`"));
        }
    }
}
