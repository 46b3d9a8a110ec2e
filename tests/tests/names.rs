//! What each name accepts, and what it refuses with a reason.

use std::fmt::Debug;
use std::str::FromStr;

use gateway::names::address::{Nic, ServiceIp};
use gateway::names::drbd::{NodeName, ResourceName};
use gateway::names::iscsi::{ChapUser, InitiatorName, Iqn, ProductId, ScsiSerial};
use gateway::names::nfs::{ClientSpec, ExportOptions, Fsid, ServerScope};
use gateway::names::number::{NamespaceId, Port, PortId, VolumeNumber};
use gateway::names::nvme::{NamespaceUuid, Nguid, Nqn, Serial};
use gateway::names::path::{Device, FsType, MountOptions, MountPath};
use gateway::names::secret::Secret;
use gateway::problem::Expected;

fn check<T: FromStr<Err = Expected> + Debug>(good: &[&str], bad: &[&str]) {
    for text in good {
        if let Err(expected) = text.parse::<T>() {
            panic!("{text:?} was refused: {expected}");
        }
    }
    for text in bad.iter().chain(&["", " ", "\n", "\0", "a\nb", "\u{202e}"]) {
        let expected = text.parse::<T>().expect_err(&format!("{text:?}"));
        assert!(expected.message.en.starts_with("expected "), "{expected}");
        assert!(expected.message.zh.contains('应'), "{expected}");
    }
}

fn with_length(prefix: &str, length: usize) -> String {
    format!("{prefix}{}", "x".repeat(length - prefix.len()))
}

#[test]
fn a_resource_is_named_as_kernel_drbdadm_and_linstor_agree() {
    let longest = "r".repeat(48);
    let too_long = "r".repeat(49);
    check::<ResourceName>(
        &["r0", "_a", "nfs-data", "A-", &longest],
        &["r", "all", "0r", "-r", "r.0", "rä", "r 0", &too_long],
    );
}

#[test]
fn a_node_is_named_as_uname_prints_it() {
    check::<NodeName>(
        &["node-a", "n1.example.com", "7"],
        &["-n", "n-", "n..a", "a/b", "a b", &"n".repeat(65)],
    );
}

#[test]
fn a_service_ip_is_a_hosts_own_address_with_prefix() {
    let good = [
        "192.168.1.100/24",
        "10.0.0.1/8",
        "192.168.1.1/31",
        "192.168.1.0/32",
        "fd00::100/64",
        "2001:db8::1/128",
    ];
    let bad = [
        "192.168.1.100",
        "192.168.1.0/24",
        "192.168.1.255/24",
        "192.168.1.100/33",
        "192.168.1.100/0",
        "192.168.1.100/024",
        "192.168.1.100/+24",
        "192.168.1.100/255.255.255.0",
        "127.0.0.1/8",
        "0.0.0.0/24",
        "224.0.0.5/24",
        "240.0.0.1/24",
        "::/64",
        "::1/128",
        "fe80::1/64",
        "ff02::1/64",
        "fd00::/64",
        "::ffff:10.0.0.1/120",
        "host/24",
        "[fd00::1]/64",
    ];
    check::<ServiceIp>(&good, &bad);
}

#[test]
fn a_portal_has_ipv6_in_brackets() {
    let portal = |text: &str| text.parse::<ServiceIp>().expect(text).in_portal();
    assert_eq!(portal("192.168.1.100/24"), "192.168.1.100");
    assert_eq!(portal("fd00::100/64"), "[fd00::100]");
}

#[test]
fn an_interface_fits_the_kernel() {
    check::<Nic>(
        &["eth0", "bond0.100", "enp0s31f6"],
        &["-e", ".", "..", "a/b", "eth0:1", "0123456789abcdef"],
    );
}

#[test]
fn an_iqn_is_one_that_lio_takes() {
    let longest = with_length("iqn.2024-01.com.example:", 223);
    let too_long = with_length("iqn.2024-01.com.example:", 224);
    let good = [
        "iqn.2024-01.com.example:storage.r0",
        "iqn.2024-12.com.example",
        "iqn.2024-01.com.example:a:b",
        &longest,
    ];
    let bad = [
        "iqn.2024-13.com.example:a",
        "iqn.2024-1.com.example:a",
        "iqn.24-01.com.example:a",
        "iqn.2024-01.com:a",
        "IQN.2024-01.com.example:a",
        "iqn.2024-01.com.example:A",
        "iqn.2024-01.com.example:a_b",
        "iqn.2024-01.com.example:",
        "iqn.2024-01.com..example:a",
        "iqn.2024-01.com.example:a b",
        "eui.0123456789abcdef",
        "nqn.2024-01.com.example:a",
        "iqn.2024-01.com.example:ä",
        &too_long,
    ];
    check::<Iqn>(&good, &bad);
}

#[test]
fn an_initiator_may_have_a_name_of_its_adapter() {
    let good = [
        "iqn.1998-01.com.vmware:esx1",
        "eui.0123456789abcdef",
        "naa.0123456789ABCDEF",
        "naa.0123456789abcdef0123456789abcdef",
    ];
    check::<InitiatorName>(
        &good,
        &["*", "ALL", "eui.0123", "naa.", "esx1", "iqn.1998-01.com.vmware:a,iqn.1998-01.com.vmware:b"],
    );
}

#[test]
fn chap_is_what_the_agent_can_expand_unquoted() {
    check::<ChapUser>(
        &["u", "back-up@site", "a.b:c/d+e=f"],
        &["-u", "a b", "a*", "a'b", "a\"b", "a\\b", "a$b", "NULL", "ü"],
    );
    check::<Secret>(
        &["0123456789ab", "0123456789abcdef"],
        &["0123456789a", "0123456789abcdefg", "0123456789a b", "NULL56789abc"],
    );
}

#[test]
fn a_secret_prints_nothing_of_itself() {
    let secret: Secret = "0123456789ab".parse().expect("a secret");
    assert_eq!(format!("{secret:?}"), "***");
    assert_eq!(secret.reveal(), "0123456789ab");
}

#[test]
fn scsi_texts_are_as_long_as_every_implementation_takes() {
    check::<ProductId>(&["a1b2c3d4", "0123456789abcdef"], &["0123456789abcdefg", "a,b", "a b", "ä", "a'b"]);
    check::<ScsiSerial>(&["a1b2c3d4", &"s".repeat(36)], &[&"s".repeat(37), "a,b", "a b", "a\"b"]);
}

#[test]
fn an_nqn_is_one_of_both_forms() {
    let longest = with_length("nqn.2024-01.com.example:", 223);
    let too_long = with_length("nqn.2024-01.com.example:", 224);
    let good = [
        "nqn.2024-01.com.example:subsystem.nvme",
        "nqn.2014-08.org.nvmexpress:uuid:11111111-2222-3333-4444-555555555555",
        "nqn.2024-01.com.example:名_A'%",
        &longest,
    ];
    let bad = [
        "nqn.2014-08.org.nvmexpress.discovery",
        "nqn.2014-08.org.nvmexpress:uuid:1234",
        "nqn.2024-01.com.example",
        "nqn.2024-01.com.example:a/b",
        "nqn.2024-01.com.example:a b",
        "nqn.2024-00.com.example:a",
        "iqn.2024-01.com.example:a",
        "nqn.2014-08.org.nvmexpress:uuid:11111111222233334444555555555555",
        &too_long,
    ];
    check::<Nqn>(&good, &bad);
}

#[test]
fn identifiers_are_those_that_the_kernel_keeps() {
    check::<Serial>(&["a1b2c3d4e5f6a7b8", "a b", "x", &"s".repeat(20)], &[&"s".repeat(21), " a", "a ", "ä"]);
    let zero = "00000000-0000-0000-0000-000000000000";
    check::<NamespaceUuid>(
        &["11111111-2222-3333-4444-555555555555"],
        &["11111111222233334444555555555555", "1", zero],
    );
    check::<Nguid>(
        &["11111111222233334444555555555555", "11:11:11:11:22:22:33:33:44:44:55:55:55:55:55:55"],
        &["1111", zero],
    );
}

#[test]
fn a_device_is_below_dev() {
    let good = ["/dev/drbd1", "/dev/drbd/by-res/r0/1", "/dev/mapper/vg-lv"];
    check::<Device>(
        &good,
        &["drbd1", "/dev/", "/dev/../etc/passwd", "/dev//drbd1", "/etc/passwd", "/dev/a b", "/dev/$(id)"],
    );
}

#[test]
fn a_mount_point_hides_nothing_that_the_node_needs() {
    let good = ["/srv/gateway-exports/data", "/mnt/数据", "/var/lib/sds/r0-cluster-private", "/home"];
    let bad = [
        "/",
        "srv",
        "/srv/",
        "/srv//a",
        "/srv/../etc",
        "/srv/./a",
        "/etc",
        "/usr",
        "/var/lib",
        "/dev/shm",
        "/proc/1",
        "/srv/a b",
        "/srv/a*",
        "/srv/a'b",
        &format!("/srv/{}", "x".repeat(256)),
    ];
    check::<MountPath>(&good, &bad);
    check::<FsType>(&["ext4", "xfs", "btrfs"], &["EXT4", "-t", "ext4,xfs", "a b"]);
    check::<MountOptions>(&["noatime", "noatime,discard", "context=\"a:b\""], &["a, b", ",", "a,,b", "-o"]);
}

#[test]
fn a_client_is_one_client() {
    let good = [
        "192.168.1.0/24",
        "192.168.1.0/255.255.255.0",
        "0.0.0.0/0.0.0.0",
        "0.0.0.0/0",
        "192.168.1.7",
        "[fd00::]/64",
        "[fd00::1]",
        "host.example.com",
        "h-1",
        "*.example.com",
        "@trusted",
        "*",
    ];
    let bad = [
        "192.168.1.0/33",
        "192.168.1.0/255.0.255.0",
        "192.168.1.0/024",
        "192.168.1",
        "300.1.1.1",
        "fd00::/64",
        "[fd00::]/129",
        "10.0.0.0/8,192.168.0.0/16",
        "10.0.0.0/8 192.168.0.0/16",
        "@",
        "host_/24",
        "-host",
        "a..b",
    ];
    check::<ClientSpec>(&good, &bad);
}

#[test]
fn export_options_are_those_of_exportfs() {
    let good = [
        "rw",
        "ro",
        "rw,all_squash,anonuid=0,anongid=0",
        "rw,sec=krb5:krb5i",
        "rw,mp=/srv/a",
        "rw,anonuid=65534",
    ];
    let bad = [
        "rw, sync",
        "rw,",
        "readwrite",
        "rw,fsid=0",
        "anonuid=x",
        "sec=none",
        "rw,no_such",
        "rw sync",
        "mp=srv",
    ];
    check::<ExportOptions>(&good, &bad);
    check::<Fsid>(
        &["0", "root", "4294967295", "12345678-1234-1234-1234-123456789abc"],
        &["4294967296", "01", "-1", "1,2"],
    );
    check::<ServerScope>(&["192.168.1.200", "fd00::1", "scope_1"], &["a b", &"s".repeat(65)]);
}

#[test]
fn numbers_have_the_range_of_kernel_and_protocol() {
    check::<VolumeNumber>(&["0", "65535"], &["65536", "-1", "1.5", "+1", "01", "x"]);
    check::<NamespaceId>(&["1", "4294967294"], &["0", "4294967295"]);
    check::<PortId>(&["0", "65535"], &["65536"]);
    check::<Port>(&["1", "65535"], &["0", "65536"]);
}
