//! What the programs of iproute2 say of addresses, interfaces, routes and ports.

use std::collections::BTreeMap;
use std::net::IpAddr;

/// A port of TCP on which something waits for clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listening {
    /// The address; `None` where it waits on all.
    pub ip: Option<IpAddr>,
    /// The port.
    pub port: u16,
    /// The program; none for what the kernel serves: LIO, NVMe and NFS.
    pub program: Option<String>,
}

impl Listening {
    /// Whether clients of this address and port reach it; an address of `None` means all.
    pub fn takes(&self, ip: Option<IpAddr>, port: u16) -> bool {
        let is_same = match (self.ip, ip) {
            (Some(own), Some(other)) => own == other,
            (None, _) | (_, None) => true,
        };
        self.port == port && is_same
    }
}

/// A route to a network that is linked directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The network, such as `192.168.1.0/24`.
    pub network: String,
    /// The interface.
    pub nic: String,
}

/// Reads `ip -o addr show`: interface and address.
pub(crate) fn addresses(text: &str) -> Vec<(String, IpAddr)> {
    let mut addresses = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace().skip(1);
        let (Some(nic), Some("inet" | "inet6"), Some(address)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let address = address.split_once('/').map_or(address, |(address, _)| address);
        addresses.extend(address.parse().ok().map(|address| (nic.to_owned(), address)));
    }
    addresses
}

/// Reads `ip -o link show`: interface, and whether it is up with a carrier.
pub(super) fn links(text: &str) -> BTreeMap<String, bool> {
    let mut links = BTreeMap::new();
    for line in text.lines() {
        let mut words = line.split_whitespace().skip(1);
        let (Some(name), Some(flags)) = (words.next(), words.next()) else { continue };
        // `eth0.5@eth0:` is an interface on another one.
        let name = name.trim_end_matches(':');
        let name = name.split_once('@').map_or(name, |(name, _)| name);
        let mut flags = flags.trim_matches(['<', '>']).split(',');
        links.insert(name.to_owned(), flags.any(|flag| flag == "LOWER_UP"));
    }
    links
}

/// Reads `ip -o route list`, of which the agent takes only lines that name a network.
pub(super) fn routes(text: &str) -> Vec<Route> {
    let mut routes = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let network = words.next().filter(|network| network.contains('/'));
        let nic = words.skip_while(|word| *word != "dev").nth(1);
        if let (Some(network), Some(nic)) = (network, nic) {
            routes.push(Route { network: network.to_owned(), nic: nic.to_owned() });
        }
    }
    routes
}

/// Reads `ss -tlnp`.
pub(crate) fn listening(text: &str) -> Vec<Listening> {
    let mut listening = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["LISTEN", _, _, local, ..] = *words else { continue };
        let Some((ip, port)) = local.rsplit_once(':') else { continue };
        let Ok(port) = port.parse() else { continue };
        // `fe80::1%eth0` is an address on one interface.
        let ip = ip.split_once('%').map_or(ip, |(ip, _)| ip).trim_matches(['[', ']']);
        let ip = ip.parse().ok().filter(|ip: &IpAddr| !ip.is_unspecified());
        let program = line.split_once("users:((\"").and_then(|(_, users)| users.split_once('"'));
        let program = program.map(|(program, _)| program.to_owned());
        listening.push(Listening { ip, port, program });
    }
    listening
}

/// Whether a rule of a firewall keeps clients from a port of an address: that of iptables as well as of nft.
pub(crate) fn is_closed(rules: &[String], ip: Option<IpAddr>, port: u16) -> bool {
    rules.iter().any(|rule| {
        let mut words = rule.split(|c: char| c.is_whitespace() || ",{}".contains(c));
        let ip = ip.map(|ip| ip.to_string());
        let is_port = words.clone().any(|word| word.parse() == Ok(port));
        let is_ip = ip.is_none_or(|ip| words.any(|word| word.split('/').next() == Some(&*ip)));
        is_port && is_ip
    })
}

#[cfg(test)]
mod tests {
    use super::{Listening, addresses, is_closed, links, listening, routes};

    #[test]
    fn a_listener_has_an_address_a_port_and_perhaps_a_program() {
        let text = "State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n\
            LISTEN 0 4096 0.0.0.0:3260 0.0.0.0:* users:((\"tgtd\",pid=1,fd=6),(\"tgtd\",pid=2,fd=6))\n\
            LISTEN 0 4096 [fd00::1]:4420 [::]:*\n\
            LISTEN 0 4096 *:2049 *:*\n\
            LISTEN 0 4096 192.168.1.5%eth0:80 0.0.0.0:*\n";
        let found = listening(text);
        let of = |ip: Option<&str>, port, program: Option<&str>| Listening {
            ip: ip.map(|ip| ip.parse().unwrap()),
            port,
            program: program.map(str::to_owned),
        };
        let expected = [
            of(None, 3260, Some("tgtd")),
            of(Some("fd00::1"), 4420, None),
            of(None, 2049, None),
            of(Some("192.168.1.5"), 80, None),
        ];
        assert_eq!(found, expected);
        assert!(found[0].takes(Some("10.0.0.1".parse().unwrap()), 3260));
        assert!(!found[1].takes(Some("fd00::2".parse().unwrap()), 4420));
    }

    #[test]
    fn interfaces_have_addresses_and_routes() {
        let text = "1: lo    inet 127.0.0.1/8 scope host lo\\\n4: eth0    inet6 fd00::2/64 scope global \\\n";
        let found = addresses(text);
        assert_eq!(found[1], ("eth0".to_owned(), "fd00::2".parse().unwrap()));
        let text = "2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500\n3: eth0.5@eth0: <BROADCAST,UP> mtu 1500\n";
        let found = links(text);
        assert!(found["eth0"] && !found["eth0.5"]);
        let found =
            routes("192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.5\ndefault dev wg0\n");
        assert_eq!((&*found[0].network, &*found[0].nic, found.len()), ("192.168.1.0/24", "eth0", 1));
    }

    #[test]
    fn a_rule_closes_a_port_of_an_address_in_the_words_of_any_firewall() {
        let ip = Some("192.168.1.100".parse().unwrap());
        for rule in [
            "-A INPUT -d 192.168.1.100/32 -p tcp -m multiport --dports 3260 -j DROP",
            "ip daddr 192.168.1.100 tcp dport 3260 drop",
            "ip daddr 192.168.1.100 tcp dport { 80,3260 } counter packets 0 bytes 0 reject",
        ] {
            let rules = [rule.to_owned()];
            assert!(is_closed(&rules, ip, 3260), "{rule}");
            assert!(!is_closed(&rules, ip, 2049), "{rule}");
            assert!(!is_closed(&rules, Some("192.168.1.10".parse().unwrap()), 3260), "{rule}");
        }
    }
}
