//! What a snippet needs of a node is what its agents get: after the shell's words, systemd's `%` and the agents' defaults.

use gateway_tests::answers::needs;
use sds_gateway::needs::{Address, Listener, Needs};

/// What a start list needs.
fn of(start: &[&str], settings: &str) -> Needs {
    let start = serde_json::to_string(start).expect("texts");
    let text = format!("[[promoter]]\n[promoter.resources.r0]\n{settings}\nstart = {start}\n");
    Needs::of_snippet(&text).expect("a snippet").remove(0)
}

#[test]
fn each_golden_gateway_needs_its_devices_ports_and_agents() {
    let iscsi = needs("iscsi");
    assert_eq!(iscsi.devices().into_iter().collect::<Vec<_>>(), ["/dev/drbd0", "/dev/drbd1", "/dev/drbd2"]);
    let ip = Some("192.168.1.100".parse().unwrap());
    assert_eq!(iscsi.listeners().into_iter().collect::<Vec<_>>(), [Listener { ip, port: 3260 }]);
    assert_eq!((iscsi.blocks.len(), iscsi.agents.len(), iscsi.luns.len()), (1, 5, 2));
    assert!(iscsi.uses("portblock") && !iscsi.uses("nfsserver"));
    let nfs = needs("nfs");
    assert_eq!(nfs.listeners().into_iter().collect::<Vec<_>>(), [Listener { ip: None, port: 2049 }]);
    assert_eq!((nfs.mounts.len(), nfs.exports.len()), (3, 2));
    let rdma = needs("nvmeof-hosts-rdma");
    assert!(rdma.listeners().is_empty(), "RDMA does not listen on TCP");
    assert_eq!((rdma.ports[1].number, rdma.subsystems[0].hosts.len()), (8, 2));
}

#[test]
fn a_value_is_what_the_agent_gets() {
    let mount = "ocf:heartbeat:Filesystem fs device='/dev/a b' directory=/srv/50%%/ fstype=xfs";
    let found = of(&[mount], "");
    assert_eq!((&*found.mounts[0].device, &*found.mounts[0].directory), ("/dev/a b", "/srv/50%"));
    let only_the_node_knows =
        of(&["ocf:heartbeat:Filesystem fs device=/dev/%H directory=/srv fstype=xfs"], "");
    assert!(only_the_node_knows.mounts.is_empty());
    let port = of(&["ocf:heartbeat:nvmet-port p nqns='nqn.a nqn.b' addr=fd00::1"], "");
    let port = &port.ports[0];
    assert_eq!((port.number, port.service, &*port.transport, port.nqns.len()), (0, Some(4420), "tcp", 2));
    let target =
        of(&["ocf:heartbeat:iSCSITarget t iqn=iqn.x portals='10.0.0.1 [fd00::1]:3261 nonsense'"], "");
    let portals: Vec<String> =
        target.targets[0].portals.iter().map(|(ip, port)| format!("{ip} {port}")).collect();
    assert_eq!(portals, ["10.0.0.1 3260", "fd00::1 3261"]);
    let export = of(&["ocf:heartbeat:exportfs e directory=/srv clientspec=* options=rw,fsid=7"], "");
    assert_eq!(export.exports[0].fsid.as_deref(), Some("7"));
    let address = of(&["ocf:heartbeat:IPaddr2 ip ip=10.0.0.1 cidr_netmask=99"], "");
    assert_eq!(address.addresses, [Address { ip: "10.0.0.1".parse().unwrap(), prefix: None, nic: None }]);
}

#[test]
fn settings_and_units_are_needs_too() {
    let found =
        of(&["my.service", "ocf:mine:Agent a x=1"], "preferred-nodes = ['a']\non-quorum-loss = 'freeze'");
    assert_eq!(
        (found.units, found.preferred_nodes, found.freezes),
        (vec!["my.service".into()], vec!["a".into()], true)
    );
    assert!(found.agents.contains("mine/Agent"));
    let shell = of(&["ocf:heartbeat:IPaddr2 ip ip=10.0.0.1", "rm -rf /x"], "runner = 'shell'");
    assert!(shell.runs_commands && shell.addresses.is_empty() && shell.units.is_empty());
    let broken = of(&["ocf:heartbeat:IPaddr2 'ip"], "");
    assert!(broken.agents.is_empty());
    assert!(Needs::of_snippet("[promoter]").is_err());
}
