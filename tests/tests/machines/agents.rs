//! What agents make is there for whoever looks: the network of the node, its mounts, and the files of its kernel.

use std::fs;
use std::net::TcpListener;

use gateway_tests::machines::Machines;
use gateway_tests::machines::node::Node;

use super::{run, snippet};

const ISCSI: [&str; 6] = [
    "ocf:heartbeat:portblock block ip=192.168.1.100 portno=3260 action=block protocol=tcp",
    "ocf:heartbeat:IPaddr2 service_ip ip=192.168.1.100 cidr_netmask=24",
    "ocf:heartbeat:iSCSITarget target iqn=iqn.2024-01.com.example:r0 portals=192.168.1.100:3260 implementation=lio-t",
    "ocf:heartbeat:iSCSILogicalUnit lu1 target_iqn=iqn.2024-01.com.example:r0 lun=1 path=/dev/drbd/by-res/r0/1 \
     product_id=a1b2c3d4 scsi_sn=a1b2c3d4 implementation=lio-t",
    "ocf:heartbeat:Filesystem private device=/dev/drbd/by-res/r0/0 directory=/var/lib/sds/r0 fstype=ext4",
    "ocf:heartbeat:portblock unblock ip=192.168.1.100 portno=3260 action=unblock protocol=tcp",
];

const NVME: [&str; 4] = [
    "ocf:heartbeat:IPaddr2 service_ip ip=192.168.1.150 cidr_netmask=24",
    "ocf:heartbeat:nvmet-subsystem subsys nqn=nqn.2024-01.com.example:r0 serial=a1b2c3d4e5f6g7h8",
    "ocf:heartbeat:nvmet-namespace ns_1 nqn=nqn.2024-01.com.example:r0 namespace_id=1 backing_path=/dev/drbd/by-res/r0/1 \
     uuid=11111111-2222-3333-4444-555555555555 nguid=11111111222233334444555555555555",
    "ocf:heartbeat:nvmet-port port nqns=nqn.2024-01.com.example:r0 addr=192.168.1.150 type=tcp svcid=4420 port_id=7",
];

const NFS: [&str; 3] = [
    "ocf:heartbeat:IPaddr2 service_ip ip=fd00::64 cidr_netmask=64",
    "ocf:heartbeat:nfsserver nfsserver nfs_ip=fd00::64 nfs_shared_infodir=/var/lib/sds/r0",
    "ocf:heartbeat:exportfs export directory=/srv/data fsid=7 clientspec=10.0.0.0/24 options=rw,sync",
];

/// Two nodes that have the snippet, and run it after a reload.
fn start(entries: &[&str]) -> Machines {
    let machines = Machines::start(&["node-a", "node-b"]);
    deploy(&machines, entries);
    machines
}

fn deploy(machines: &Machines, entries: &[&str]) {
    for node in machines.nodes() {
        node.write("r0.toml", &snippet(true, entries));
        run(machines, node.name(), &["systemctl", "reload", "drbd-reactor"]);
    }
}

fn stop(machines: &Machines) {
    for node in machines.nodes() {
        run(machines, node.name(), &["drbd-reactorctl", "--context", "none", "disable", "--now", "r0"]);
    }
}

fn read(node: &Node, path: &str) -> String {
    fs::read_to_string(node.root().join(path)).unwrap_or_default().trim().to_owned()
}

fn listeners(machines: &Machines, node: &str) -> String {
    run(machines, node, &["ss", "-Htln"])
}

#[test]
fn an_iscsi_gateway_is_there_while_it_runs_and_gone_afterwards() {
    let machines = start(&ISCSI);
    let node = machines.node("node-a");
    let addresses = || run(&machines, "node-a", &["ip", "-o", "addr", "show"]);
    assert!(addresses().contains("192.168.1.100/24"), "{}", addresses());
    assert!(listeners(&machines, "node-a").contains("192.168.1.100:3260"));
    assert!(!listeners(&machines, "node-b").contains("192.168.1.100:3260"));
    let reached = run(&machines, "node-a", &["bash", "-c", "echo > /dev/tcp/192.168.1.100/3260 && echo yes"]);
    assert_eq!(reached, "yes", "somebody takes the connection");
    let group = "sys/kernel/config/target/iscsi/iqn.2024-01.com.example:r0/tpgt_1";
    assert_eq!(read(&node, &format!("{group}/enable")), "1");
    assert!(node.root().join(group).join("np/192.168.1.100:3260").is_dir());
    let lun = format!("{group}/lun/lun_1/0a1b2c3d4e");
    assert_eq!(read(&node, &format!("{lun}/udev_path")), "/dev/drbd/by-res/r0/1");
    assert_eq!(read(&node, &format!("{lun}/wwn/vpd_unit_serial")), "T10 VPD Unit Serial Number: a1b2c3d4");
    assert_eq!(read(&node, &format!("{lun}/wwn/product_id")), "a1b2c3d4");
    let mounts = run(&machines, "node-a", &["cat", "/proc/mounts"]);
    assert!(mounts.contains("/dev/drbd0 /var/lib/sds/r0 "), "{mounts}");
    run(&machines, "node-b", &["test", "-b", "/dev/drbd/by-res/r0/1"]);

    stop(&machines);
    assert!(!addresses().contains("192.168.1.100"), "{}", addresses());
    assert!(!listeners(&machines, "node-a").contains("3260"));
    assert!(!node.root().join("sys/kernel/config/target/iscsi/iqn.2024-01.com.example:r0").exists());
    assert!(!run(&machines, "node-a", &["cat", "/proc/mounts"]).contains("/var/lib/sds/r0"));
}

#[test]
fn what_an_eviction_moves_is_on_the_other_node() {
    let machines = start(&ISCSI);
    run(&machines, "node-a", &["drbd-reactorctl", "--context", "none", "evict", "r0"]);
    assert!(!listeners(&machines, "node-a").contains("192.168.1.100:3260"));
    assert!(listeners(&machines, "node-b").contains("192.168.1.100:3260"));
}

#[test]
fn an_nvme_gateway_has_its_files_and_its_port() {
    let machines = start(&NVME);
    let node = machines.node("node-a");
    let subsystem = "sys/kernel/config/nvmet/subsystems/nqn.2024-01.com.example:r0";
    assert_eq!(read(&node, &format!("{subsystem}/attr_serial")), "a1b2c3d4e5f6g7h8");
    let namespace = format!("{subsystem}/namespaces/1");
    assert_eq!(read(&node, &format!("{namespace}/enable")), "1");
    assert_eq!(read(&node, &format!("{namespace}/device_uuid")), "11111111-2222-3333-4444-555555555555");
    assert_eq!(read(&node, &format!("{namespace}/device_nguid")), "11111111-2222-3333-4444-555555555555");
    let port = "sys/kernel/config/nvmet/ports/7";
    assert_eq!(read(&node, &format!("{port}/addr_traddr")), "192.168.1.150");
    assert!(node.root().join(port).join("subsystems/nqn.2024-01.com.example:r0").exists());
    assert!(listeners(&machines, "node-a").contains("192.168.1.150:4420"));
}

#[test]
fn an_nfs_gateway_exports() {
    let machines = start(&NFS);
    assert!(run(&machines, "node-a", &["exportfs", "-v"]).contains("/srv/data\t10.0.0.0/24(rw,sync,fsid=7)"));
    assert_eq!(run(&machines, "node-a", &["cat", "/proc/fs/nfsd/threads"]), "8");
    assert!(listeners(&machines, "node-a").contains(":2049"));
    assert!(run(&machines, "node-a", &["ip", "-o", "addr", "show"]).contains("fd00::64/64"));
    stop(&machines);
    assert_eq!(run(&machines, "node-a", &["exportfs", "-v"]), "");
}

#[test]
fn a_port_is_blocked_until_an_entry_opens_it() {
    let machines = start(&ISCSI[..3]);
    let rules = run(&machines, "node-a", &["iptables-save"]);
    assert!(rules.contains("-d 192.168.1.100/32 -p tcp -m multiport --dports 3260 -j DROP"), "{rules}");
    deploy(&machines, &ISCSI);
    stop(&machines);
    deploy(&machines, &ISCSI);
    let rules = run(&machines, "node-a", &["iptables-save"]);
    assert!(!rules.contains("DROP"), "{rules}");
}

#[test]
fn an_agent_that_lies_does_nothing_and_its_unit_is_active() {
    let machines = Machines::start(&["node-a", "node-b"]);
    machines.agent_lies("nvmet-port");
    deploy(&machines, &NVME);
    let unit = run(&machines, "node-a", &["systemctl", "is-active", "ocf.rs@port_r0.service"]);
    assert_eq!(unit, "active");
    assert!(!machines.node("node-a").root().join("sys/kernel/config/nvmet/ports/7").exists());
    assert!(!listeners(&machines, "node-a").contains("4420"));
}

#[test]
fn what_runs_on_a_node_is_not_in_the_way_of_another_machine() {
    let machines = start(&ISCSI);
    TcpListener::bind("127.0.0.1:3260").map(drop).expect("the node's network is not ours");
    assert!(machines.running("r0").is_some());
}
