//! Service IPs and where they come up.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Serialize, Serializer};

use crate::problem::Expected;

/// A service IP with the prefix of its network, such as `192.168.1.100/24`. The address is a host's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServiceIp(IpNet);

impl ServiceIp {
    /// The address alone.
    pub fn address(self) -> IpAddr {
        self.0.addr()
    }

    /// Length of the network's prefix in bits.
    pub fn prefix(self) -> u8 {
        self.0.prefix_len()
    }

    /// Whether it is an IPv6 address.
    pub fn is_ipv6(self) -> bool {
        self.address().is_ipv6()
    }

    /// The address as it stands before a colon and a port: IPv6 in brackets (RFC 3986, 3.2.2).
    pub fn in_portal(self) -> String {
        match self.address() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        }
    }
}

impl FromStr for ServiceIp {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: Expected = Expected::new(
            "service-ip",
            "expected a host's address with the prefix of its network, such as `192.168.1.100/24` or `fd00::100/64`",
            "应为带网络前缀的主机地址，如 `192.168.1.100/24` 或 `fd00::100/64`",
        );
        let (_, prefix) = text.split_once('/').ok_or(EXPECTED)?;
        // `+24` and `024` parse as numbers, but are not what anybody would want to read in the file.
        if !super::is_plain_number(prefix) || prefix == "0" {
            return Err(EXPECTED);
        }
        let net: IpNet = text.parse().map_err(|_| EXPECTED)?;
        if is_hosts_own(net) { Ok(Self(net)) } else { Err(EXPECTED) }
    }
}

/// Whether a node can bring the address up for clients: not the network, its broadcast address, loopback, any,
/// multicast, nor (without a zone, which the agent does not take) link-local IPv6.
fn is_hosts_own(net: IpNet) -> bool {
    let address = net.addr();
    if address.is_unspecified() || address.is_loopback() || address.is_multicast() {
        return false;
    }
    match net {
        IpNet::V4(net) => {
            let has_host_part = net.prefix_len() >= 31;
            let is_edge = net.addr() == net.network() || net.addr() == net.broadcast();
            let is_reserved = net.addr().octets()[0] == 0 || net.addr().octets()[0] >= 240;
            (has_host_part || !is_edge) && !is_reserved
        }
        IpNet::V6(net) => {
            let has_host_part = net.prefix_len() >= 127;
            let is_network = net.addr() == net.network();
            (has_host_part || !is_network)
                && !net.addr().is_unicast_link_local()
                && net.addr().to_ipv4_mapped().is_none()
        }
    }
}

impl fmt::Display for ServiceIp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for ServiceIp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

super::text_schema!(ServiceIp, "192.168.1.100/24");

super::text_type! {
    /// Name of a network interface: at most 15 bytes (`IFNAMSIZ` less its NUL).
    Nic, check_nic, "eth0"
}

fn check_nic(text: &str) -> Result<(), Expected> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let fits = (1..=15).contains(&text.len()) && !text.starts_with('-') && !matches!(text, "." | "..");
    if fits && text.bytes().all(is_name) {
        return Ok(());
    }
    Err(Expected::new(
        "nic",
        "expected the name of a network interface such as `eth0`, at most 15 characters",
        "应为网卡名，如 `eth0`，最多 15 个字符",
    ))
}

impl crate::draft::StandIn for ServiceIp {
    fn stand_in(number: u16) -> Self {
        // The network for benchmarks (RFC 2544), which nobody gives to a gateway.
        let [high, low] = number.to_be_bytes();
        Self(IpNet::new_assert(IpAddr::from([198, 18, high, low]), 15))
    }
}
