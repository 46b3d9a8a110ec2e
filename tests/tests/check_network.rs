//! What the check finds in `portblock` and `IPaddr2`, whatever stands around them.

use gateway::ocf::Version::{Newest, V4_12, V4_16, V4_18};
use gateway::problem::Severity::{Error, Info, Warning};
use gateway_tests::checked::{Case, assert_cases};

#[test]
fn a_portblock_has_words_and_ports_that_the_agent_knows() {
    let cases: &[Case<'_>] = &[
        ("ip=10.0.0.5 portno=3260 action=block protocol=tcp", Newest, &[], ""),
        ("ip=10.0.0.5 portno=0080 action=block protocol=udp direction=both", V4_12, &[], ""),
        (
            "ip=10.0.0.5 portno=3260 action=Block protocol=TCP",
            Newest,
            &[("portblock-action", Error, "action"), ("portblock-protocol", Error, "protocol")],
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp",
        ),
        (
            "ip=10.0.0.5 portno=3260 action=close protocol=sctp",
            V4_16,
            &[("portblock-action", Error, "action"), ("portblock-protocol", Error, "protocol")],
            "",
        ),
        (
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp direction=input",
            Newest,
            &[("portblock-direction", Error, "direction")],
            "",
        ),
        (
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp direction=",
            Newest,
            &[("portblock-direction", Error, "direction"), ("empty-value", Warning, "direction")],
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp",
        ),
        (
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp firewall=ufw method=refuse status_check=real",
            V4_18,
            &[
                ("portblock-firewall", Error, "firewall"),
                ("portblock-method", Error, "method"),
                ("portblock-status-check", Warning, "status_check"),
            ],
            "",
        ),
        (
            "ip=10.0.0.5 portno=3260 action=block protocol=tcp firewall=ufw",
            V4_16,
            &[("parameter-newer", Warning, "firewall")],
            "",
        ),
        ("ip=10.0.0.5 portno=0 action=block protocol=tcp", Newest, &[("port", Error, "portno")], ""),
        ("ip=10.0.0.5 portno=70000 action=block protocol=tcp", Newest, &[("port", Error, "portno")], ""),
        ("ip=10.0.0.5 portno=iscsi action=block protocol=tcp", Newest, &[("port", Error, "portno")], ""),
        ("ip=10.0.0.5 portno=3260,0 action=block protocol=tcp", V4_12, &[("port", Error, "portno")], ""),
        (
            "ip=10.0.0.5 portno=3260,3261 action=block protocol=tcp",
            V4_18,
            &[("port-list", Error, "portno")],
            "",
        ),
        ("ip=10.0.0.5 portno=111:113 action=block protocol=tcp", V4_16, &[("port-list", Info, "portno")], ""),
        (
            "ip=10.0.0.5 portno=3260,3261 action=block protocol=tcp firewall=iptables",
            Newest,
            &[("port-list", Info, "portno")],
            "",
        ),
    ];
    assert_cases("portblock", cases);
}

#[test]
fn a_portblock_has_one_address_alone() {
    let cases: &[Case<'_>] = &[
        ("ip=fd00::5 portno=1 action=block protocol=tcp", Newest, &[], ""),
        ("ip=fd00::5 portno=1 action=block protocol=tcp", V4_18, &[("portblock-ipv6", Error, "ip")], ""),
        ("ip=fd00::5 portno=1 action=block protocol=tcp", V4_12, &[("portblock-ipv6", Error, "ip")], ""),
        ("portno=1 action=block protocol=tcp", Newest, &[("portblock-any-ip", Info, "ip")], ""),
        ("ip=0.0.0.0/0 portno=1 action=block protocol=tcp", Newest, &[("portblock-any-ip", Info, "ip")], ""),
        ("ip=0.0.0.0 portno=1 action=block protocol=tcp", Newest, &[("portblock-ip", Error, "ip")], ""),
        ("ip=gateway portno=1 action=block protocol=tcp", Newest, &[("portblock-ip", Error, "ip")], ""),
        (
            "ip=10.0.0.5/24 portno=1 action=block protocol=tcp",
            Newest,
            &[("portblock-ip", Error, "ip")],
            "ip=10.0.0.5 portno=1 action=block protocol=tcp",
        ),
        (
            "ip=10.0.0.5/32 portno=1 action=block protocol=tcp",
            V4_12,
            &[("portblock-ip", Error, "ip")],
            "ip=10.0.0.5 portno=1 action=block protocol=tcp",
        ),
        ("ip=10.0.0.0/24 portno=1 action=block protocol=tcp", Newest, &[("portblock-ip", Error, "ip")], ""),
        (
            "ip=[fd00::5] portno=1 action=block protocol=tcp",
            Newest,
            &[("portblock-ip", Error, "ip")],
            "ip=fd00::5 portno=1 action=block protocol=tcp",
        ),
    ];
    assert_cases("portblock", cases);
}

#[test]
fn what_belongs_to_unblocking_is_not_given_to_a_block() {
    let cases: &[Case<'_>] = &[
        ("ip=10.0.0.5 portno=1 action=unblock protocol=tcp tickle_dir=/srv/state", Newest, &[], ""),
        (
            "ip=10.0.0.5 portno=1 action=unblock protocol=tcp tickle_dir=state",
            Newest,
            &[("tickle-dir", Error, "tickle_dir")],
            "",
        ),
        (
            "ip=10.0.0.5 portno=1 action=block protocol=tcp tickle_dir=/srv/state",
            Newest,
            &[("tickle-dir-block", Error, "tickle_dir")],
            "ip=10.0.0.5 portno=1 action=block protocol=tcp",
        ),
        (
            "ip=10.0.0.5 portno=1 action=block protocol=tcp reset_local_on_unblock_stop=true",
            V4_16,
            &[("reset-local-block", Error, "reset_local_on_unblock_stop")],
            "ip=10.0.0.5 portno=1 action=block protocol=tcp",
        ),
        (
            "ip=10.0.0.5 portno=1 action=unblock protocol=tcp reset_local_on_unblock_stop=true",
            Newest,
            &[("reset-local-nft", Warning, "reset_local_on_unblock_stop")],
            "",
        ),
        (
            "ip=10.0.0.5 portno=1 action=unblock protocol=tcp reset_local_on_unblock_stop=1 firewall=iptables",
            Newest,
            &[],
            "",
        ),
        (
            "ip=10.0.0.5 portno=1 action=unblock protocol=tcp",
            V4_12,
            &[("portblock-412", Warning, "action")],
            "",
        ),
        ("ip=10.0.0.5 portno=1 action=unblock protocol=tcp", V4_16, &[], ""),
    ];
    assert_cases("portblock", cases);
}

#[test]
fn a_service_ip_is_an_address_with_its_prefix_beside_it() {
    let cases: &[Case<'_>] = &[
        ("ip=10.0.0.5 cidr_netmask=24 nic=eth0", Newest, &[], ""),
        ("ip=10.0.0.5", Newest, &[], ""),
        ("ip=fd00::5 cidr_netmask=64", V4_12, &[], ""),
        ("ip=10.0.0.5 cidr_netmask=32", Newest, &[], ""),
        ("cidr_netmask=24", Newest, &[("parameter-missing", Error, "ip")], ""),
        ("ip=10.0.0.5/24", Newest, &[("service-ip-prefix", Error, "ip")], "ip=10.0.0.5 cidr_netmask=24"),
        (
            "ip=10.0.0.5/24 cidr_netmask=24 nic=eth0",
            Newest,
            &[("service-ip-prefix", Error, "ip")],
            "ip=10.0.0.5 cidr_netmask=24 nic=eth0",
        ),
        (
            "ip=fd00::5/64 cidr_netmask=",
            Newest,
            &[("service-ip-prefix", Error, "ip")],
            "ip=fd00::5 cidr_netmask=64",
        ),
        ("ip=10.0.0.5/24 cidr_netmask=16", Newest, &[("service-ip-prefix", Error, "ip")], ""),
        ("ip=10.0.0.5/33", Newest, &[("service-ip-prefix", Error, "ip")], ""),
        ("ip=[fd00::5]", Newest, &[("service-ip", Error, "ip")], "ip=fd00::5"),
        ("ip=gateway.example.com", Newest, &[("service-ip", Error, "ip")], ""),
        ("ip=0.0.0.0", Newest, &[("service-ip", Error, "ip")], ""),
        ("ip=10.0.0.256", Newest, &[("service-ip", Error, "ip")], ""),
        ("ip=10.0.0.0 cidr_netmask=24", Newest, &[("service-ip", Warning, "ip")], ""),
        ("ip=10.0.0.255 cidr_netmask=24", Newest, &[("service-ip", Warning, "ip")], ""),
        ("ip=127.0.0.1", Newest, &[("service-ip", Warning, "ip")], ""),
        ("ip=224.0.0.1", Newest, &[("service-ip", Warning, "ip")], ""),
        ("ip=fe80::5", Newest, &[("link-local-nic", Error, "ip")], ""),
        ("ip=fe80::5 nic=eth0", Newest, &[("service-ip", Warning, "ip")], ""),
    ];
    assert_cases("IPaddr2", cases);
}

#[test]
fn a_prefix_has_a_length_that_the_agent_takes() {
    let cases: &[Case<'_>] = &[
        ("ip=10.0.0.5 cidr_netmask=0", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        ("ip=10.0.0.5 cidr_netmask=33", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        ("ip=fd00::5 cidr_netmask=129", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        ("ip=10.0.0.5 cidr_netmask=0024", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        (
            "ip=10.0.0.5 cidr_netmask=/24",
            Newest,
            &[("netmask", Error, "cidr_netmask")],
            "ip=10.0.0.5 cidr_netmask=24",
        ),
        (
            "ip=10.0.0.5 cidr_netmask=255.255.255.0",
            Newest,
            &[("netmask-dotted", Warning, "cidr_netmask")],
            "ip=10.0.0.5 cidr_netmask=24",
        ),
        ("ip=10.0.0.5 cidr_netmask=0.0.0.0", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        ("ip=10.0.0.5 cidr_netmask=255.0.255.0", Newest, &[("netmask", Error, "cidr_netmask")], ""),
        ("ip=fd00::5 cidr_netmask=255.255.255.0", Newest, &[("netmask", Error, "cidr_netmask")], ""),
    ];
    assert_cases("IPaddr2", cases);
}

#[test]
fn an_interface_and_what_is_said_of_the_address_are_such_that_the_agent_starts() {
    let cases: &[Case<'_>] = &[
        ("ip=10.0.0.5 nic=eth0:label", Newest, &[], ""),
        ("ip=10.0.0.5 nic=an-interface-too-long", Newest, &[("nic", Error, "nic")], ""),
        ("ip=10.0.0.5 nic='eth0 eth1'", Newest, &[("nic", Error, "nic")], ""),
        ("ip=10.0.0.5 nic=eth0:label-too-long", Newest, &[("interface-label", Error, "nic")], ""),
        ("ip=10.0.0.5 nic=eth0 iflabel=label-too-long", Newest, &[("interface-label", Error, "iflabel")], ""),
        ("ip=10.0.0.5 iflabel=label-too-long", Newest, &[("interface-label", Error, "iflabel")], ""),
        ("ip=10.0.0.5 broadcast=+", Newest, &[], ""),
        ("ip=10.0.0.5 broadcast=all", Newest, &[("broadcast", Error, "broadcast")], ""),
        (
            "ip=10.0.0.5 arp_interval=0 arp_count=-1",
            Newest,
            &[("arp-interval", Error, "arp_interval"), ("arp-count", Error, "arp_count")],
            "",
        ),
        ("ip=10.0.0.5 arp_count=many", Newest, &[("number", Error, "arp_count")], ""),
        ("ip=10.0.0.5 arp_sender=send_arp", Newest, &[], ""),
        ("ip=10.0.0.5 arp_sender=arping", Newest, &[("arp-sender", Error, "arp_sender")], ""),
        (
            "ip=10.0.0.5 preferred_lft=",
            Newest,
            &[("empty-refused", Error, "preferred_lft"), ("empty-value", Warning, "preferred_lft")],
            "ip=10.0.0.5",
        ),
        (
            "ip=10.0.0.5 arp_count= nic=eth0",
            V4_12,
            &[("empty-refused", Error, "arp_count"), ("empty-value", Warning, "arp_count")],
            "ip=10.0.0.5 nic=eth0",
        ),
    ];
    assert_cases("IPaddr2", cases);
}
