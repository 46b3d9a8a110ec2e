//! A link between this machine and a node: two ends of a cable, one in the network namespace of the node.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// How many links there can be on a machine: 10.77.0.0/16 in parts of four addresses.
const LINKS: u32 = 1 << 14;

/// The interface of a node on which service IPs come and go.
pub(super) const SERVICES: &str = "eth1";

/// The addresses that a node gets: the one by which it is reached, then those of the networks of service IPs.
///
/// These are the networks of which the examples have their service IPs. They end at the node.
pub(super) fn own(address: &str, index: u32) -> String {
    let last = 255 - index % 128;
    format!("{address}/30 192.168.1.{last}/24 10.0.0.{last}/24 fd00::{last:x}/64")
}

/// A link to a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    number: u32,
}

impl Link {
    /// Makes a link to the process in another network namespace.
    ///
    /// Test processes that run at the same time take links of their own: the kernel refuses a name that is taken.
    ///
    /// # Panics
    ///
    /// If it refuses for another reason.
    pub(super) fn to(process: u32, first: u32) -> Self {
        for number in (0..LINKS).map(|step| (first + step) % LINKS) {
            let link = Self { number };
            let (name, mac, process) = (link.name(), link.mac(), process.to_string());
            let argv = [
                "link", "add", &name, "type", "veth", "peer", "name", "eth0", "address", &mac, "netns",
                &process,
            ];
            let output = Command::new("ip")
                .args(argv)
                .output()
                .expect("ip, of Debian's package iproute2, is installed");
            if output.status.success() {
                return link;
            }
            let reason = String::from_utf8_lossy(&output.stderr);
            assert!(reason.contains("File exists"), "ip link add: {reason}");
        }
        panic!("all {LINKS} links are taken");
    }

    /// Brings up this machine's ends.
    ///
    /// The nodes' hardware addresses are entered by hand: when a node's end goes down, packets to it vanish, and
    /// nobody is told that nobody answered. The ends get no address of their own making: it would come a second
    /// later, and a browser that looks on drops its connections whenever an address comes or goes.
    ///
    /// # Panics
    ///
    /// If the kernel refuses.
    pub(super) fn bring_up(links: &[Self]) {
        let mut commands = String::new();
        for link in links {
            let (name, mac, [.., third, fourth]) = (link.name(), link.mac(), link.octets());
            commands.extend([format!(
                "addr add 10.77.{third}.{}/30 dev {name}\nlink set {name} addrgenmode none up\n\
                 neigh replace 10.77.{third}.{fourth} lladdr {mac} dev {name} nud permanent\n",
                fourth - 1
            )]);
        }
        let mut child = Command::new("ip")
            .args(["-batch", "-"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("ip runs");
        child.stdin.take().expect("a pipe").write_all(commands.as_bytes()).expect("ip reads");
        let Output { status, stderr, .. } = child.wait_with_output().expect("ip ends");
        assert!(status.success(), "ip: {}", String::from_utf8_lossy(&stderr));
    }

    /// The address of the node.
    pub(super) fn address(&self) -> String {
        let [first, second, third, fourth] = self.octets();
        format!("{first}.{second}.{third}.{fourth}")
    }

    fn octets(&self) -> [u32; 4] {
        [10, 77, self.number >> 6, (self.number & 63) * 4 + 2]
    }

    fn name(&self) -> String {
        format!("sds{}", self.number)
    }

    fn mac(&self) -> String {
        let [first, second, third, fourth] = self.octets();
        format!("02:00:{first:02x}:{second:02x}:{third:02x}:{fourth:02x}")
    }
}
