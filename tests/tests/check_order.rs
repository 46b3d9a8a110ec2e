//! What the check finds in the order of a start list, and in what is missing from it.

use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::ocf::Version::Newest;
use gateway::problem::Severity::{Error, Warning};
use gateway_tests::checked::{Found, assert_found};

const PRIVATE: &str = "ocf:heartbeat:Filesystem fs_private device=/dev/drbd/by-res/r0/0 directory=/srv/private fstype=ext4 run_fsck=no";
const DATA: &str =
    "ocf:heartbeat:Filesystem fs_1 device=/dev/drbd/by-res/r0/1 directory=/srv/data fstype=ext4 run_fsck=no";
const IP: &str = "ocf:heartbeat:IPaddr2 service_ip ip=10.0.0.5 cidr_netmask=24";
const TARGET: &str = "ocf:heartbeat:iSCSITarget target iqn=iqn.2024-01.com.example:a portals=10.0.0.5:3260 implementation=lio-t";
const LUN: &str = "ocf:heartbeat:iSCSILogicalUnit lu1 target_iqn=iqn.2024-01.com.example:a lun=1 path=/dev/drbd/by-res/r0/1 product_id=a1b2c3d4 scsi_sn=a1b2c3d4 implementation=lio-t";
const SUBSYSTEM: &str = "ocf:heartbeat:nvmet-subsystem subsys nqn=nqn.2024-01.com.example:a serial=a1b2c3d4";
const NAMESPACE: &str = "ocf:heartbeat:nvmet-namespace ns_1 nqn=nqn.2024-01.com.example:a namespace_id=1 backing_path=/dev/drbd/by-res/r0/1 uuid=11111111-2222-3333-4444-555555555555 nguid=11111111-2222-3333-4444-555555555555";
const PORT: &str = "ocf:heartbeat:nvmet-port port nqns=nqn.2024-01.com.example:a addr=10.0.0.5 type=tcp addr_fam=ipv4 svcid=4420 port_id=7";
const SERVER: &str = "ocf:heartbeat:nfsserver nfsserver nfs_ip=10.0.0.5 nfs_shared_infodir=/srv/private/nfs nfs_server_scope=10.0.0.5";
const EXPORT: &str =
    "ocf:heartbeat:exportfs export_1_0 directory=/srv/data fsid=7 clientspec=10.0.0.0/8 options=rw";

fn block(port: u16) -> String {
    format!("ocf:heartbeat:portblock block ip=10.0.0.5 portno={port} action=block protocol=tcp")
}

fn unblock(port: u16) -> String {
    format!(
        "ocf:heartbeat:portblock unblock ip=10.0.0.5 portno={port} action=unblock protocol=tcp tickle_dir=/srv/private"
    )
}

/// Asserts what is found in a list. A case with an empty expectation asserts that nothing is.
fn assert_list(entries: &[&str], expected: &[Found<'_>]) {
    assert_found(entries, Newest, expected);
}

#[test]
fn a_list_in_the_order_of_our_own_has_nothing_against_it() {
    for kind in Kind::ALL {
        let gateway = Gateway::read(&kind.example()).expect("an example");
        let mut entries: Vec<String> = Vec::new();
        entries.extend(gateway.sections().iter().flat_map(|part| &part.agents).map(ToString::to_string));
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let root: Vec<String> = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.contains("anonuid=0"))
            .map(|(index, _)| format!("{index}.options"))
            .collect();
        let expected: Vec<Found<'_>> = root.iter().map(|at| ("export-root", Warning, &**at)).collect();
        assert_list(&entries, &expected);
    }
}

#[test]
fn file_systems_may_come_before_or_after_the_block() {
    assert_list(&[PRIVATE, &block(3260), IP, TARGET, LUN, &unblock(3260)], &[]);
    assert_list(&[&block(3260), PRIVATE, IP, TARGET, LUN, &unblock(3260)], &[]);
    assert_list(&[&block(2049), PRIVATE, DATA, IP, SERVER, EXPORT, &unblock(2049)], &[]);
    assert_list(&[&block(2049), DATA, PRIVATE, SERVER, EXPORT, IP, &unblock(2049)], &[]);
    assert_list(&[&block(4420), PRIVATE, IP, SUBSYSTEM, NAMESPACE, PORT, &unblock(4420)], &[]);
}

#[test]
fn a_gateway_may_do_without_a_block() {
    assert_list(&[IP, TARGET, LUN], &[]);
    assert_list(&[IP, SUBSYSTEM, NAMESPACE, PORT], &[]);
}

#[test]
fn a_block_is_ended_by_the_same_rule_later() {
    assert_list(&[PRIVATE, &block(3260), IP, TARGET, LUN], &[("block-for-ever", Error, "1.action")]);
    let both =
        "ocf:heartbeat:portblock block ip=10.0.0.5 portno=3260 action=block protocol=tcp direction=both";
    assert_list(
        &[PRIVATE, both, IP, TARGET, LUN, &unblock(3260)],
        &[("block-for-ever", Error, "1.action"), ("unblock-alone", Warning, "5.action")],
    );
    assert_list(
        &[PRIVATE, &block(3261), IP, TARGET, LUN, &unblock(3260)],
        &[
            ("block-for-ever", Error, "1.action"),
            ("port-not-blocked", Warning, "3.portals"),
            ("unblock-alone", Warning, "5.action"),
        ],
    );
    assert_list(
        &[PRIVATE, IP, &unblock(3260), &block(3260)],
        &[("block-for-ever", Error, "3.action"), ("block-late", Warning, "3.action")],
    );
}

#[test]
fn an_unblock_has_a_block_before_and_nothing_behind() {
    assert_list(&[PRIVATE, IP, TARGET, LUN, &unblock(3260)], &[("unblock-alone", Warning, "4.action")]);
    let early = [("unblock-early", Warning, "3.action")];
    assert_list(&[&block(3260), PRIVATE, IP, &unblock(3260), TARGET, LUN], &early);
    assert_list(&[&block(4420), PRIVATE, IP, &unblock(4420), SUBSYSTEM, NAMESPACE, PORT], &early);
    assert_list(&[&block(2049), PRIVATE, IP, &unblock(2049), DATA, SERVER, EXPORT], &early);
    assert_list(
        &[&block(3260), PRIVATE, IP, TARGET, &unblock(3260), LUN],
        &[("unblock-early", Warning, "4.action")],
    );
    assert_list(
        &[&block(3260), PRIVATE, IP, TARGET, LUN, &unblock(3260), DATA, SERVER, EXPORT],
        &[("device-twice", Error, "6.device")],
    );
}

#[test]
fn a_block_comes_before_the_service_ip() {
    assert_list(
        &[PRIVATE, IP, &block(3260), TARGET, LUN, &unblock(3260)],
        &[("block-late", Warning, "2.action")],
    );
}

#[test]
fn an_address_that_is_used_is_brought_up() {
    assert_list(&[PRIVATE, &block(3260), TARGET, LUN, &unblock(3260)], &[("ip-missing", Error, "1.ip")]);
    assert_list(&[TARGET, LUN], &[("ip-missing", Error, "0.portals")]);
    assert_list(&[SUBSYSTEM, NAMESPACE, PORT], &[("ip-missing", Error, "2.addr")]);
    assert_list(&[PRIVATE, DATA, SERVER, EXPORT], &[("ip-missing", Warning, "2.nfs_ip")]);
    let other = IP.replace("10.0.0.5", "10.0.0.6");
    assert_list(&[&other, SUBSYSTEM, NAMESPACE, PORT], &[("ip-missing", Error, "3.addr")]);
}

#[test]
fn an_address_is_up_before_something_listens_on_it() {
    assert_list(&[TARGET, LUN, IP], &[("ip-late", Error, "0.portals")]);
    assert_list(&[SUBSYSTEM, NAMESPACE, PORT, IP], &[("ip-late", Error, "2.addr")]);
    let scst = TARGET.replace("lio-t", "scst");
    let lun = LUN.replace("lio-t", "scst");
    assert_list(&[&scst, &lun, IP], &[]);
}

#[test]
fn what_belongs_to_a_target_or_subsystem_comes_after_it() {
    assert_list(&[IP, LUN, TARGET], &[("lun-before-target", Error, "1.target_iqn")]);
    assert_list(&[IP, NAMESPACE, SUBSYSTEM, PORT], &[("namespace-before-subsystem", Error, "1.nqn")]);
    assert_list(&[IP, PORT, SUBSYSTEM, NAMESPACE], &[("port-before-subsystem", Error, "1.nqns")]);
}

#[test]
fn an_export_comes_after_the_server() {
    assert_list(&[PRIVATE, DATA, IP, EXPORT, SERVER], &[("export-before-server", Error, "3.")]);
    assert_list(&[DATA, EXPORT], &[("export-no-server", Warning, "1.")]);
    assert_list(&["nfs-server.service", DATA, EXPORT], &[]);
}

#[test]
fn the_exports_of_a_directory_share_an_identifier() {
    let other = EXPORT.replace("export_1_0", "export_1_1").replace("10.0.0.0/8", "10.0.0.1");
    assert_list(&[PRIVATE, DATA, IP, SERVER, EXPORT, &other], &[]);
    let differs = other.replace("fsid=7", "fsid=8").replace("directory=/srv/data", "directory=/srv/data/");
    assert_list(&[PRIVATE, DATA, IP, SERVER, EXPORT, &differs], &[("fsid-differs", Error, "5.fsid")]);
    let none = other.replace(" fsid=7", "");
    assert_list(&[PRIVATE, DATA, IP, SERVER, EXPORT, &none], &[("fsid-differs", Error, "5.fsid")]);
    let among_options = other.replace(" fsid=7", "").replace("options=rw", "options=rw,fsid=7");
    assert_list(&[PRIVATE, DATA, IP, SERVER, EXPORT, &among_options], &[]);
}

#[test]
fn what_is_exported_is_mounted_before() {
    assert_list(&[PRIVATE, IP, SERVER, EXPORT, DATA], &[("mounted-late", Error, "3.directory")]);
    assert_list(&[PRIVATE, IP, SERVER, EXPORT], &[("export-not-mounted", Warning, "3.directory")]);
    assert_list(&[PRIVATE, "srv-data.mount", IP, SERVER, EXPORT], &[]);
    let below = EXPORT.replace("/srv/data", "/srv/data/projects");
    assert_list(&[PRIVATE, DATA, IP, SERVER, &below], &[]);
    let beside = EXPORT.replace("/srv/data", "/srv/data2");
    assert_list(&[PRIVATE, DATA, IP, SERVER, &beside], &[("export-not-mounted", Warning, "4.directory")]);
    let root = "ocf:heartbeat:exportfs root directory=/srv fsid=0 clientspec=10.0.0.0/8 options=ro";
    assert_list(&[PRIVATE, DATA, IP, SERVER, root, EXPORT], &[("fsid-root", Warning, "4.fsid")]);
}

#[test]
fn the_state_of_a_server_is_on_a_volume() {
    let local = [("nfs-state-local", Warning, "2.nfs_shared_infodir")];
    assert_list(&[DATA, IP, SERVER, EXPORT], &local);
    let without = SERVER.replace(" nfs_shared_infodir=/srv/private/nfs", "");
    assert_list(&[DATA, IP, &without, EXPORT], &local);
    let at_its_place = PRIVATE.replace("/srv/private", "/var/lib/nfs");
    assert_list(&[&at_its_place, DATA, IP, &without, EXPORT], &[]);
    assert_list(&[DATA, IP, SERVER, EXPORT, PRIVATE], &[("mounted-late", Warning, "2.nfs_shared_infodir")]);
}

#[test]
fn connections_are_kept_on_a_volume_that_is_there() {
    let missing = [("tickle-dir-not-mounted", Error, "4.tickle_dir")];
    assert_list(&[&block(3260), IP, TARGET, LUN, &unblock(3260)], &missing);
    let tmp = unblock(3260).replace("/srv/private", "/tmp");
    let missing = [("tickle-dir-not-mounted", Warning, "4.tickle_dir")];
    assert_list(&[&block(3260), IP, TARGET, LUN, &tmp], &missing);
    let late = [("mounted-late", Error, "4.tickle_dir")];
    assert_list(&[&block(3260), IP, TARGET, LUN, &unblock(3260), PRIVATE], &late);
}

#[test]
fn a_file_system_below_another_is_mounted_after_it() {
    let inner = DATA.replace("/srv/data", "/srv/private/data");
    assert_list(&[PRIVATE, &inner], &[]);
    assert_list(&[&inner, PRIVATE], &[("mounted-below", Error, "1.directory")]);
}

#[test]
fn what_is_there_twice_is_found_in_any_order() {
    let twice = [
        ("device-twice", Error, "1.device"),
        ("mount-point-twice", Error, "1.directory"),
        ("service-ip-twice", Error, "3.ip"),
    ];
    let (again, ip) = (PRIVATE.replace("fs_private", "fs_again"), IP.replace("service_ip", "again"));
    assert_list(&[PRIVATE, &again, IP, &ip], &twice);
}

#[test]
fn an_entry_that_we_do_not_know_may_do_anything() {
    for stranger in ["other.service", "ocf:linbit:other a"] {
        assert_list(&[stranger, PRIVATE, &block(3260), TARGET, LUN, stranger_again(stranger)], &[]);
        assert_list(&[stranger, SUBSYSTEM, NAMESPACE, PORT], &[]);
        assert_list(&[stranger, SERVER, EXPORT, &unblock(2049)], &[]);
    }
    // A mount unit brings no address up, and ends no block.
    assert_list(
        &["srv-private.mount", &block(4420), SUBSYSTEM, NAMESPACE, PORT, "srv-data.mount", "srv-x.automount"],
        &[("block-for-ever", Error, "1.action"), ("ip-missing", Error, "1.ip")],
    );
}

/// The same under another name, because no unit may be in a list twice.
fn stranger_again(stranger: &str) -> &'static str {
    if stranger.starts_with("ocf:") { "ocf:linbit:other b" } else { "another.service" }
}

#[test]
fn what_a_gateway_is_for_is_there() {
    assert_list(
        &[PRIVATE, &block(3260), IP, TARGET, &unblock(3260)],
        &[("target-without-lun", Warning, "3.iqn")],
    );
    let nqn = "nqn.2024-01.com.example:a";
    let subsystem = format!("ocf:heartbeat:nvmet-subsystem subsys nqn={nqn} serial=a1b2c3d4");
    assert_list(
        &[&subsystem],
        &[("subsystem-without-namespace", Warning, "0.nqn"), ("subsystem-without-port", Error, "0.nqn")],
    );
    // A unit may do anything.
    assert_list(&[&subsystem, "exports.service"], &[]);
    let server = "ocf:heartbeat:nfsserver nfsserver nfs_ip=10.0.0.5 nfs_shared_infodir=/srv/private/nfs";
    assert_list(&[PRIVATE, IP, server], &[("server-without-export", Warning, "2.")]);
}
