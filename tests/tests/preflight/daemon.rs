//! What every node needs: drbd-reactor, what reloads it, DRBD, a name and the time.

use gateway::api::nodes::Aspect;
use gateway::problem::Severity::{self, Error, Info, Warning};
use gateway_tests::answers::{Answer, needs};
use sds_gateway::preflight::rules::reload::PATH_TEXT;

use super::{FAILED, NO_UNIT, RUNS, WAITS, claim, good};

#[test]
fn what_keeps_drbd_reactor_from_running_is_said() {
    let needs = needs("iscsi");
    let node = || good(&needs);
    let unit = "drbd-reactor.service";
    let table: &[(Answer, Aspect, Severity, &str)] = &[
        (node().with("tool", "drbd-reactor", 0, ""), Aspect::Daemon, Error, "dnf install drbd-reactor"),
        (node().with("tool", "drbd-reactorctl", 0, ""), Aspect::Daemon, Error, "drbd-reactorctl"),
        (node().with("unit", unit, 0, FAILED), Aspect::Daemon, Error, "systemctl restart drbd-reactor"),
        (node().with("unit", unit, 0, WAITS), Aspect::Daemon, Error, "systemctl enable --now drbd-reactor"),
        (node().with("unit", unit, 0, NO_UNIT), Aspect::Daemon, Error, "drbd-reactor"),
        (node().with("unit", unit, 0, &WAITS.replace("loaded", "masked")), Aspect::Daemon, Error, "unmask"),
        (
            node().with("unit", unit, 0, &RUNS.replace("enabled", "disabled")),
            Aspect::Daemon,
            Warning,
            "enable drbd-reactor",
        ),
        (node().with("version", "drbd-reactor", 0, "drbd-reactor 1.4.0"), Aspect::Daemon, Warning, "1.11.0"),
        (node().with("version", "drbd-reactor", 1, ""), Aspect::Daemon, Info, "drbd-reactor"),
        (node().with("tool", "drbdadm", 0, ""), Aspect::DrbdUtils, Error, "drbd-utils"),
        (node().with("version", "drbd-utils", 0, "DRBDADM_VERSION=9.22.0"), Aspect::DrbdUtils, Error, "9.29"),
        (node().with("version", "drbd-utils", 124, ""), Aspect::DrbdUtils, Info, "drbd-utils"),
        (node().with("drbd-module", "loaded", 0, "8.4.11"), Aspect::DrbdModule, Error, "9.1.7"),
        (node().with("drbd-module", "loaded", 1, ""), Aspect::DrbdModule, Error, "modprobe drbd"),
        (node().with("drbd-module", "available", 0, "9.2.11"), Aspect::DrbdModule, Warning, "modprobe drbd"),
        (
            node().with("package", "dpkg", 0, "config-files resource-agents 4.12"),
            Aspect::ResourceAgents,
            Info,
            "rpm",
        ),
    ];
    for (answer, aspect, severity, word) in table {
        claim(answer, &needs, &[(*aspect, *severity)], &[word]);
    }
}

#[test]
fn reload_units_that_are_absent_failed_or_bound_to_fail_are_told_apart() {
    let needs = needs("iscsi");
    let node = || good(&needs);
    let unit = "drbd-reactor-reload.path";
    let bad = "[Path]\nPathModified=/etc/drbd-reactor.d\nDirectoryNotEmpty=/etc/drbd-reactor.d\n";
    let mended = format!("{bad}[Path]\nPathModified=\nDirectoryNotEmpty=\n{PATH_TEXT}");
    let table: &[(Answer, &[Severity], &str)] = &[
        (node().with("unit", unit, 0, NO_UNIT), &[Info], "systemctl reload drbd-reactor"),
        (node().with("unit", unit, 1, ""), &[Info], unit),
        (node().with("unit", unit, 0, FAILED), &[Warning], "systemctl reset-failed"),
        (node().with("unit", "drbd-reactor-reload.service", 0, FAILED), &[Warning], "systemctl reset-failed"),
        (node().with("unit", unit, 0, WAITS), &[Warning], "systemctl enable --now"),
        (node().with("text", unit, 0, bad), &[Warning], "TriggerLimitIntervalSec=0"),
        (
            node().with("text", unit, 0, bad).with("unit", unit, 0, FAILED),
            &[Warning, Warning],
            "PathModified",
        ),
        (node().with("text", unit, 0, &mended), &[Warning], "PathModified"),
    ];
    for (answer, severities, word) in table {
        let expected: Vec<_> = severities.iter().map(|severity| (Aspect::Reload, *severity)).collect();
        claim(answer, &needs, &expected, &[word]);
    }
}

#[test]
fn a_node_is_called_by_its_name_and_has_the_time() {
    let mut needs = needs("iscsi");
    claim(
        &good(&needs).with("name", "", 0, "node-a.example.com"),
        &needs,
        &[(Aspect::Name, Warning)],
        &["node-a.example.com"],
    );
    claim(&good(&needs).without("name", ""), &needs, &[(Aspect::Name, Info)], &["uname -n"]);
    needs.preferred_nodes = vec!["node-a".into(), "node-b".into()];
    claim(&good(&needs), &needs, &[], &[]);
    needs.preferred_nodes = vec!["node-a.example.com".into()];
    claim(&good(&needs), &needs, &[(Aspect::Name, Warning)], &["preferred-nodes"]);

    needs.preferred_nodes.clear();
    let at = |seconds: &str| good(&needs).with("clock", "", 0, seconds);
    claim(&at("1800000002.5"), &needs, &[(Aspect::Clock, Warning)], &["2.5", "timedatectl set-ntp true"]);
    claim(&at("1799999990.0"), &needs, &[(Aspect::Clock, Warning)], &["10.0"]);
    claim(&at("1800000001.9"), &needs, &[], &[]);
    claim(&at("no time"), &needs, &[(Aspect::Clock, Info)], &[]);
}
