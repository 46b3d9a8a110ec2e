//! What the check finds in subsystems, namespaces and ports, whatever stands around them.

use gateway::ocf::Version::{Newest, V4_12, V4_16, V4_18};
use gateway::problem::Severity::{Error, Warning};
use gateway_tests::checked::{Change, assert_changes, changed};

const SUBSYSTEM: &str = "nqn=nqn.2024-01.com.example:a serial=a1b2c3d4";
const NAMESPACE: &str = "nqn=nqn.2024-01.com.example:a namespace_id=1 backing_path=/dev/drbd/by-res/r0/1 \
                         uuid=11111111-2222-3333-4444-555555555555";
const PORT: &str = "nqns=nqn.2024-01.com.example:a addr=10.0.0.5 port_id=7";

fn subsystem(change: &str) -> String {
    format!("ocf:heartbeat:nvmet-subsystem subsys {}", changed(SUBSYSTEM, change))
}

fn namespace(change: &str) -> String {
    format!("ocf:heartbeat:nvmet-namespace ns {}", changed(NAMESPACE, change))
}

fn port(change: &str) -> String {
    format!("ocf:heartbeat:nvmet-port port {}", changed(PORT, change))
}

fn assert_subsystems(cases: &[Change<'_>]) {
    assert_changes(&[], subsystem, cases);
}

fn assert_namespaces(cases: &[Change<'_>]) {
    assert_changes(&[subsystem("")], namespace, cases);
}

fn assert_ports(cases: &[Change<'_>]) {
    assert_changes(&[subsystem("")], port, cases);
}

#[test]
fn what_works_has_nothing_against_it() {
    let long = format!("nqn=nqn.2024-01.com.example:{}", "a".repeat(223 - 24));
    let uuid = "nqn.2014-08.org.nvmexpress:uuid:11111111-2222-3333-4444-555555555555";
    let hosts = format!("allowed_initiators='{uuid} nqn.2024-01.com.example:h,1'");
    assert_subsystems(&[
        ("", V4_12, &[], ""),
        (&long, Newest, &[], ""),
        (&hosts, Newest, &[], ""),
        (&format!("nqn={uuid}"), Newest, &[], ""),
        ("allowed_initiators=", V4_18, &[], ""),
    ]);
    assert_namespaces(&[
        ("", V4_12, &[], ""),
        ("-namespace_id", Newest, &[], ""),
        ("namespace_id=4294967294", Newest, &[], ""),
        ("nguid=11:11:11:11-22223333-4444555555555555", Newest, &[], ""),
        ("backing_path='/srv/an image'", Newest, &[], ""),
    ]);
    assert_ports(&[
        ("", V4_12, &[], ""),
        ("port_id=0 | svcid=65535 | type=rdma | addr_fam=ipv4", Newest, &[], ""),
        ("addr=fd00::5 | addr_fam=ipv6", Newest, &[], ""),
        ("addr=fe80::5%%eth0 | addr_fam=ipv6", Newest, &[], ""),
        ("type=fc | addr_fam=fc | addr=nn-0x1000000044001123:pn-0x2000000055001123", V4_16, &[], ""),
    ]);
}

#[test]
fn a_subsystem_has_a_name_that_is_a_directory_and_that_hosts_take() {
    let error = [("nqn", Error, "nqn")];
    let warning = [("nqn", Warning, "nqn")];
    let long = format!("nqn=nqn.2024-01.com.example:{}", "a".repeat(200));
    assert_subsystems(&[
        ("nqn=nqn.2024-01.com.example:a/b", Newest, &error, ""),
        ("nqn='nqn.2024-01.com.example:a b'", Newest, &error, ""),
        ("nqn=nqn.2014-08.org.nvmexpress.discovery", V4_12, &error, ""),
        (&long, Newest, &error, ""),
        ("nqn=nqn.2024-01.com.example", Newest, &warning, ""),
        ("nqn=nqn.2014-08.org.nvmexpress:uuid:1", Newest, &warning, ""),
        ("nqn=iqn.2024-01.com.example:a", Newest, &warning, ""),
    ]);
}

#[test]
fn a_serial_number_is_one_that_the_kernel_keeps() {
    let serial = [("serial", Warning, "serial")];
    assert_subsystems(&[
        ("serial=twenty-one-characters", Newest, &serial, ""),
        ("serial=größe", Newest, &serial, ""),
        ("serial=' a1'", Newest, &serial, ""),
        ("-serial", V4_12, &serial, "-serial | serial=07320f32c5d553e8"),
        ("serial=", Newest, &serial, "serial=07320f32c5d553e8"),
    ]);
}

#[test]
fn hosts_are_names_with_blanks_between() {
    let (one, two) = ("nqn.2024-01.com.example:one", "nqn.2024-01.com.example:two");
    let list = |list: &str| format!("allowed_initiators={list}");
    let comma = [("list-comma", Error, "allowed_initiators")];
    let error = [("nqn", Error, "allowed_initiators")];
    let warning = [("nqn", Warning, "allowed_initiators")];
    let quoted = list(&format!("'{one} {two}'"));
    assert_subsystems(&[
        (&list(&format!("{one},{two}")), Newest, &comma, &quoted),
        (&list(&format!("'nqn.2024,{one} {two}'")), V4_12, &comma, ""),
        (&list("iqn.1998-01.com.vmware:esx1"), Newest, &error, ""),
        (&list("ALL"), Newest, &error, ""),
        (&list("10.0.0.1"), Newest, &error, ""),
        (&list("nqn.2024-01.com.example:a/b"), Newest, &error, ""),
        (&list(&format!("'{one} nqn.esx1'")), Newest, &warning, ""),
    ]);
}

#[test]
fn a_namespace_belongs_to_a_subsystem_of_its_resource() {
    let unknown = [("subsystem-unknown", Error, "nqn")];
    assert_namespaces(&[
        ("nqn=nqn.2024-01.com.example:A", Newest, &unknown, "nqn=nqn.2024-01.com.example:a"),
        ("nqn=nqn.2024-01.com.exampel:a", Newest, &unknown, "nqn=nqn.2024-01.com.example:a"),
        ("nqn=nqn.2024-01.com.example:other", Newest, &unknown, ""),
    ]);
    assert_changes(&[], namespace, &[("", V4_12, &unknown, "")]);
}

#[test]
fn a_namespace_has_a_number_of_its_own() {
    let number = [("namespace-id", Error, "namespace_id")];
    assert_namespaces(&[
        ("namespace_id=0", Newest, &number, ""),
        ("namespace_id=4294967295", Newest, &number, ""),
        ("namespace_id=-1", V4_12, &number, ""),
        ("namespace_id=010", Newest, &[("number-spelling", Warning, "namespace_id")], ""),
    ]);
    let first = namespace("backing_path=/dev/drbd/by-res/r0/2 | uuid=66666666-2222-3333-4444-555555555555")
        .replace(" ns ", " first ");
    let twice = [("namespace-id-twice", Error, "namespace_id")];
    let others = [subsystem(""), first];
    assert_changes(&others, namespace, &[("", Newest, &twice, ""), ("-namespace_id", Newest, &twice, "")]);
    assert_changes(&others, namespace, &[("namespace_id=2", Newest, &[], "")]);
}

#[test]
fn a_namespace_is_known_by_identifiers_that_the_kernel_keeps() {
    let uuid = [("uuid", Error, "uuid")];
    let nguid = [("nguid", Warning, "nguid")];
    let dashed = "uuid=11111111-2222-3333-4444-555555555555";
    assert_namespaces(&[
        ("uuid=11111111222233334444555555555555", Newest, &uuid, dashed),
        ("uuid='{11111111-2222-3333-4444-555555555555}'", Newest, &uuid, dashed),
        ("uuid=11111111-2222-3333-4444-55555555555", V4_12, &uuid, ""),
        ("uuid=00000000-0000-0000-0000-000000000000", Newest, &uuid, ""),
        ("uuid=disk1", Newest, &uuid, ""),
        ("-uuid", Newest, &[("parameter-missing", Error, "uuid")], ""),
        ("nguid=disk1", Newest, &nguid, ""),
        ("nguid=1111111122223333444455555555555", V4_16, &nguid, ""),
        ("nguid=00000000000000000000000000000000", Newest, &nguid, ""),
    ]);
}

#[test]
fn a_namespace_has_an_absolute_path() {
    assert_namespaces(&[("backing_path=drbd1", Newest, &[("device", Error, "backing_path")], "")]);
}

#[test]
fn a_port_has_a_number() {
    let default = [("port-id-default", Warning, "port_id")];
    let number = [("port-id", Error, "port_id")];
    assert_ports(&[
        ("-port_id", V4_12, &default, ""),
        ("port_id=65536", Newest, &number, ""),
        ("port_id=-1", Newest, &number, ""),
        ("port_id=010", Newest, &[("number-spelling", Warning, "port_id")], ""),
        (
            "port_id=",
            Newest,
            &[("port-id", Error, "port_id"), ("empty-value", Warning, "port_id")],
            "port_id=16203",
        ),
    ]);
}

#[test]
fn further_ports_of_a_resource_count_on() {
    let first = port("port_id=16203").replace(" port ", " first ");
    let empty = [("port-id", Error, "port_id"), ("empty-value", Warning, "port_id")];
    let case = ("addr=10.0.0.6 | port_id=", Newest, &empty[..], "addr=10.0.0.6 | port_id=16204");
    assert_changes(&[subsystem(""), first], port, &[case]);
}

#[test]
fn a_port_is_reached_by_what_the_agent_knows() {
    let transport = [("choice", Error, "type")];
    let service = [("port", Error, "svcid")];
    assert_ports(&[
        ("type=loop", Newest, &transport, ""),
        ("type=TCP", V4_12, &transport, "type=tcp"),
        ("type=quic", Newest, &transport, ""),
        ("svcid=0", Newest, &service, ""),
        ("svcid=65536", Newest, &service, ""),
        ("svcid=nvme", Newest, &[("number", Error, "svcid")], ""),
        ("svcid=04420", Newest, &[("number-spelling", Warning, "svcid")], ""),
    ]);
}

#[test]
fn an_address_stands_alone_and_has_the_family_that_is_said() {
    let address = [("addr", Error, "addr")];
    let family = [("addr-fam", Error, "addr_fam")];
    assert_ports(&[
        ("addr=nvme.example.com", Newest, &address, ""),
        ("addr=10.0.0.5:4420", Newest, &address, ""),
        ("addr=10.0.0.5/24", Newest, &address, ""),
        ("addr=[fd00::5] | addr_fam=ipv6", Newest, &address, "addr=fd00::5 | addr_fam=ipv6"),
        (
            "addr=[fd00::5]",
            V4_12,
            &[("addr", Error, "addr"), ("addr-fam", Error, "addr_fam")],
            "addr=fd00::5 | addr_fam=ipv6",
        ),
        ("addr=fd00::5", Newest, &family, "addr=fd00::5 | addr_fam=ipv6"),
        ("addr=fd00::5 | addr_fam=ipv4", Newest, &family, "addr=fd00::5 | addr_fam=ipv6"),
        ("addr_fam=ipv6", Newest, &family, "addr_fam=ipv4"),
        ("addr_fam=IPv4", Newest, &family, "addr_fam=ipv4"),
        ("addr_fam=fc", V4_18, &family, "addr_fam=ipv4"),
        ("addr=0.0.0.0", Newest, &[("addr-any", Warning, "addr")], ""),
        ("addr=:: | addr_fam=ipv6", Newest, &[("addr-any", Warning, "addr")], ""),
    ]);
}

#[test]
fn a_port_offers_subsystems_of_its_resource() {
    let unknown = [("subsystem-unknown", Error, "nqns")];
    let (own, other) = ("nqn.2024-01.com.example:a", "nqn.2024-01.com.example:b");
    assert_ports(&[
        ("nqns=nqn.2024-01.com.example:A", Newest, &unknown, &format!("nqns={own}")),
        ("nqns=nqn.2024-01.com.example:other", Newest, &unknown, ""),
        (&format!("nqns='{own} nqn.2024-01.com.example:other'"), V4_12, &unknown, ""),
        (&format!("nqns={own},nqn.2024-01.com.example:other"), Newest, &[("list-comma", Error, "nqns")], ""),
    ]);
    assert_changes(&[], port, &[("", Newest, &unknown, "")]);
    let second = subsystem(&format!("nqn={other} | serial=b1b2c3d4")).replace("subsys ", "second ");
    let joined = format!("nqns={own},{other}");
    let blank = format!("nqns='{own} {other}'");
    assert_changes(
        &[subsystem(""), second],
        port,
        &[(&joined, Newest, &[("list-comma", Error, "nqns")], &blank), (&blank, Newest, &[], "")],
    );
    let with_comma = subsystem(&format!("nqn={own},nqn.x"));
    assert_changes(&[with_comma], port, &[(&format!("nqns={own},nqn.x"), Newest, &[], "")]);
}
