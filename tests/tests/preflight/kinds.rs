//! What file systems and each kind of gateway need.

use gateway::api::nodes::Aspect;
use gateway::problem::Severity::{Error, Info, Warning};
use gateway_tests::answers::needs;

use super::{NO_UNIT, RUNS, WAITS, claim, good, target};

#[test]
fn a_mount_point_must_be_free_and_nobody_elses() {
    let needs = needs("nfs");
    let root = "/dev/vda / ext4 rw 0 0\n";
    let mounts = |line: &str| good(&needs).with("mounts", "", 0, &format!("{root}{line}"));
    let of = |severity| [(Aspect::Mounts, severity)];
    let at = "/srv/gateway-exports/nfs-data/data";
    claim(&mounts(&format!("/dev/vdb {at} xfs rw 0 0")), &needs, &of(Error), &["fuser -vm", "umount"]);
    claim(&mounts(&format!("/dev/vdb {at}/deep\\040er xfs rw 0 0")), &needs, &of(Error), &["deep er"]);
    claim(&mounts(&format!("/dev/vdb {at}base xfs rw 0 0")), &needs, &[], &[]);
    claim(&mounts("/dev/drbd1 /mnt ext4 rw 0 0"), &needs, &of(Error), &["umount /mnt"]);
    claim(
        &mounts(&format!("/dev/vdb {at} xfs rw 0 0")).with("unit", &target(&needs), 0, RUNS),
        &needs,
        &[],
        &[],
    );
    let read_only =
        good(&needs).with("mounts", "", 0, "/dev/vda / ext4 rw 0 0\n/dev/vdb /srv ext4 ro,relatime 0 0");
    claim(
        &read_only,
        &needs,
        &[(Aspect::Mounts, Error), (Aspect::Mounts, Error)],
        &["mount -o remount,rw /srv"],
    );
    claim(&good(&needs).without("mounts", ""), &needs, &of(Info), &[]);
    claim(
        &good(&needs).with("fstab", "", 0, &format!("/dev/drbd1 {at}")),
        &needs,
        &of(Warning),
        &["/etc/fstab"],
    );
    claim(&good(&needs).with("fstab", "", 0, &format!("#/dev/drbd1 {at}")), &needs, &[], &[]);
}

#[test]
fn what_is_in_the_way_of_a_target_is_said() {
    let needs = needs("iscsi");
    let iqn = needs.targets[0].iqn.clone();
    let node = || good(&needs);
    let of = |severity| [(Aspect::Iscsi, severity)];
    claim(&node().and("iqn", &iqn, ""), &needs, &of(Error), &["targetcli /iscsi delete"]);
    claim(&node().and("iqn", &iqn, "").with("unit", &target(&needs), 0, RUNS), &needs, &[], &[]);
    claim(&node().and("tgt", "", &format!("Target 1: {iqn}\n    State: ready")), &needs, &of(Error), &[&iqn]);
    claim(
        &node().and("unit", "tgt.service", RUNS),
        &needs,
        &of(Warning),
        &["systemctl disable --now tgt.service"],
    );
    claim(
        &node().and("unit", "rtslib-fb-targetctl.service", RUNS),
        &needs,
        &of(Warning),
        &["systemctl disable"],
    );

    let mut unnamed = needs.clone();
    unnamed.luns[0].implementation = None;
    claim(&node(), &unnamed, &of(Warning), &["implementation=lio-t"]);
    let both = node().and("tool", "tgtadm", "/usr/sbin/tgtadm");
    claim(&both, &unnamed, &of(Error), &["implementation=lio-t", "`tgt`, `lio-t`".trim_matches('`')]);
    let mut lio = needs.clone();
    for lun in &mut lio.luns {
        lun.implementation = "lio".parse().ok();
    }
    lio.targets[0].implementation = "lio".parse().ok();
    claim(&node(), &lio, &[(Aspect::Tools, Error), (Aspect::Iscsi, Error)], &["tcm_node"]);

    let tgt = gateway_tests::answers::needs("iscsi-tgt");
    let node = good(&tgt)
        .and("tool", "tgtadm", "/usr/sbin/tgtadm")
        .with("package", "dpkg", 0, "installed resource-agents 1:4.19.0-1")
        .with("links", "", 0, "2: eth1: <UP,LOWER_UP>")
        .with("listeners", "", 0, "LISTEN 0 128 0.0.0.0:3260 0.0.0.0:* users:((\"tgtd\",pid=1,fd=3))");
    claim(&node, &tgt, &of(Error), &["systemctl enable --now tgt"]);
    claim(&node.and("unit", "tgt.service", RUNS), &tgt, &[], &[]);
}

#[test]
fn the_nfs_server_is_there_and_left_to_the_gateway() {
    let needs = needs("nfs");
    let node = || good(&needs);
    let unit = "nfs-server.service";
    let of = |severity| [(Aspect::Nfs, severity)];
    let enabled = WAITS.replace("disabled", "enabled");
    claim(&node().with("unit", unit, 0, RUNS), &needs, &of(Error), &["systemctl disable --now nfs-server"]);
    claim(&node().with("unit", unit, 0, &enabled), &needs, &of(Warning), &["systemctl disable nfs-server"]);
    claim(&node().with("unit", unit, 0, NO_UNIT), &needs, &of(Error), &["nfs-utils"]);
    claim(&node().with("unit", unit, 1, ""), &needs, &of(Info), &[unit]);
    claim(&node().with("unit", unit, 0, &WAITS.replace("loaded", "masked")), &needs, &of(Error), &["unmask"]);
    claim(&node().with("unit", "rpcbind.service", 0, WAITS), &needs, &of(Error), &["nfsv4_only=true"]);
    let socket = node().with("unit", "rpcbind.service", 0, WAITS).and("unit", "rpcbind.socket", RUNS);
    claim(&socket, &needs, &[], &[]);
    let exports = "# mine\n/srv/gateway-exports/nfs-data/data 10.0.0.0/8(rw)\n";
    claim(&node().and("exports", "/etc/exports", exports), &needs, &of(Warning), &["/etc/exports"]);
    let left = "/dev/vda / ext4 rw 0 0\n/dev/drbd9 /var/lib/nfs ext4 rw 0 0";
    claim(&node().with("mounts", "", 0, left), &needs, &of(Error), &["umount /var/lib/nfs"]);

    let mut newest = needs.clone();
    newest.nfs.as_mut().unwrap().is_v4_only = true;
    let without = node().with("unit", "rpcbind.service", 0, WAITS).with("tool", "rpcinfo", 0, "");
    claim(&without, &newest, &[], &[]);
}

#[test]
fn what_is_in_the_way_of_a_subsystem_is_said() {
    let needs = needs("nvmeof");
    let nqn = needs.subsystems[0].nqn.clone();
    let of = [(Aspect::Nvmeof, Error)];
    claim(&good(&needs).and("nqn", &nqn, ""), &needs, &of, &["nvmetcli clear"]);
    claim(&good(&needs).and("port", "32838", ""), &needs, &of, &["port_id", "rmdir"]);
    claim(&good(&needs).and("port", "1", ""), &needs, &[], &[]);
    let running =
        good(&needs).and("nqn", &nqn, "").and("port", "32838", "").with("unit", &target(&needs), 0, RUNS);
    claim(&running, &needs, &[], &[]);
}
