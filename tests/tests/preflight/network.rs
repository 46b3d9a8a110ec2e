//! Service IPs, ports, and the rules that close them.

use gateway::api::nodes::Aspect;
use gateway::problem::Severity::{Error, Info, Warning};
use gateway_tests::answers::{Answer, needs};

use super::{RUNS, claim, good, target};

#[test]
fn a_service_ip_needs_an_interface_and_must_be_nobody_elses() {
    let needs = needs("iscsi");
    let ip = "192.168.1.100";
    let node = || good(&needs);
    let own = "2: eth0    inet 192.168.1.100/24 scope global eth0";
    let of = |severity| [(Aspect::ServiceIps, severity)];
    claim(&node().with("route", ip, 0, ""), &needs, &of(Error), &[ip]);
    claim(&node().with("route", ip, 127, ""), &needs, &of(Info), &["ip route"]);
    claim(&node().with("duplicate", ip, 1, ""), &needs, &of(Error), &["arping"]);
    claim(&node().with("duplicate", ip, 2, ""), &needs, &of(Info), &["iputils-arping"]);
    let other = node().with("version", "arping", 0, "ARPing 2.23").with("duplicate", ip, 1, "");
    claim(&other, &needs, &of(Info), &["iputils-arping"]);
    claim(&node().without("duplicate", ip), &needs, &[], &[]);
    claim(&node().with("addresses", "", 0, own), &needs, &of(Error), &["eth0"]);
    claim(&node().with("addresses", "", 0, own).with("unit", &target(&needs), 0, RUNS), &needs, &[], &[]);
    let mut named = needs.clone();
    named.addresses[0].nic = Some("eth7".into());
    claim(&node(), &named, &of(Error), &["eth7"]);
    named.addresses[0].nic = Some("eth0".into());
    claim(&node().with("route", ip, 0, ""), &named, &[], &[]);
    claim(
        &node().with("links", "", 0, "2: eth0: <BROADCAST> mtu 1500"),
        &named,
        &of(Warning),
        &["ip link set eth0 up"],
    );
    named.addresses[0].prefix = None;
    claim(&node().with("route", ip, 0, "192.168.1.0/24 dev eth1"), &named, &of(Error), &[ip]);
}

#[test]
fn a_port_that_is_taken_is_found_unless_the_gateway_has_it() {
    let needs = needs("iscsi");
    let listening = |line: &str| good(&needs).with("listeners", "", 0, line);
    let everywhere = listening("LISTEN 0 128 0.0.0.0:3260 0.0.0.0:* users:((\"tgtd\",pid=1,fd=3))");
    claim(&everywhere, &needs, &[(Aspect::Ports, Error)], &["tgtd", "ss -tlnp 'sport = :3260'"]);
    claim(&everywhere.with("unit", &target(&needs), 0, RUNS), &needs, &[], &[]);
    claim(&listening("LISTEN 0 128 192.168.1.100:3260 0.0.0.0:*"), &needs, &[(Aspect::Ports, Error)], &[]);
    claim(&listening("LISTEN 0 128 192.168.1.101:3260 0.0.0.0:*"), &needs, &[], &[]);
    claim(&good(&needs).with("listeners", "", 127, ""), &needs, &[(Aspect::Ports, Info)], &["ss -tlnp"]);
}

#[test]
fn a_port_that_would_stay_closed_keeps_deployments_away() {
    let needs = needs("iscsi");
    let agents = |version: &str| {
        good(&needs).with("package", "dpkg", 0, &format!("installed resource-agents {version}"))
    };
    let with = |answer: Answer| answer.with("version", "iptables", 0, "iptables v1.8.9 (nf_tables)");
    let of = |severity| [(Aspect::PortBlocks, severity)];
    claim(&with(agents("1:4.12.0-2")), &needs, &of(Error), &["4.14"]);
    claim(&with(agents("1:4.14.0-1")), &needs, &[], &[]);
    claim(&agents("1:4.12.0-2"), &needs, &[], &[]);
    let unknown = with(good(&needs).without("package", "dpkg"));
    claim(&unknown, &needs, &[(Aspect::ResourceAgents, Info), (Aspect::PortBlocks, Info)], &["4.14"]);

    let mut ipv6 = needs.clone();
    ipv6.blocks[0].ip = Some("fd00::100".parse().unwrap());
    claim(&agents("1:4.18.0-1"), &ipv6, &of(Error), &["4.18.0"]);
    claim(&agents("1:4.19.0-1"), &ipv6, &[], &[]);

    let rule = "-A INPUT -d 192.168.1.100/32 -p tcp -m multiport --dports 3260 -j DROP";
    claim(&good(&needs).and("firewall", "iptables", rule), &needs, &of(Warning), &["iptables -D INPUT"]);
    let running = good(&needs).and("firewall", "iptables", rule).with("unit", &target(&needs), 0, RUNS);
    claim(&running, &needs, &[], &[]);
}
