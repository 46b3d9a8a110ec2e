//! The script itself, run by real shells on this machine.

use gateway::api::nodes::Aspect;
use gateway::problem::Severity::{Error, Warning};
use gateway_tests::answers::{Here, Programs, ask_here, needs, shells};
use sds_gateway::facts::{self, Addresses, Arping, Duplicate, Facts, Module};
use sds_gateway::postflight;
use sds_gateway::preflight::rules::{checks, look_at};

use super::{CLOCK, wrong};

#[test]
fn this_machine_answers_in_every_shell_whatever_is_installed_here() {
    let needs = needs("iscsi");
    for shell in shells() {
        let node = Facts::parse(&ask_here(shell, None, &facts::ask()));
        assert!(
            node.is_whole && node.name.is_some() && node.clock.is_some() && node.mounts.is_some(),
            "{node:#?}"
        );
        let ask = facts::ask_for(&needs, Addresses::LeaveAlone);
        let facts = Facts::parse(&ask_here(shell, None, &ask));
        assert!(facts.is_whole && facts.agents.len() == needs.agents.len(), "{facts:#?}");
        assert_eq!(facts.devices.len(), 3);
        assert!(facts.duplicates.is_empty());
        let found = checks(&facts, Some(&needs), "node-a", CLOCK);
        if !facts.has_tool("drbd-reactor") {
            assert!(wrong(&found).contains(&(Aspect::Daemon, Error)), "{found:#?}");
        }
        if !facts.has_tool("drbdadm") {
            assert!(wrong(&found).contains(&(Aspect::DrbdUtils, Error)), "{found:#?}");
        }
    }
}

#[tokio::test]
async fn a_machine_is_asked_and_judged_by_the_clock_of_who_asks() {
    let needs = needs("nfs");
    let of_node = look_at(&Here, "no-name-of-this-machine", None).await.unwrap();
    let of_gateway =
        look_at(&Here, "no-name-of-this-machine", Some((&needs, Addresses::LeaveAlone))).await.unwrap();
    for checks in [&of_node, &of_gateway] {
        assert!(wrong(checks).contains(&(Aspect::Name, Warning)), "{checks:#?}");
        let clock = checks.iter().find(|check| check.check == Aspect::Clock).unwrap();
        assert_eq!(clock.severity, None, "{clock:#?}");
    }
    assert!(of_node.len() < of_gateway.len());
    assert!(!postflight::look_at(&Here, &needs).await.unwrap().subsystems.contains_key("nqn"));
}

#[test]
fn programs_are_asked_by_name_and_understood() {
    let programs = Programs::new(&[
        ("drbd-reactor", "echo 'drbd-reactor 1.11.0'"),
        (
            "drbdadm",
            "case $* in --version) echo DRBDADM_VERSION=9.31.0 ;; 'sh-dev r0') echo /dev/drbd1 ;; *) exit 10 ;; esac",
        ),
        ("systemctl", "printf 'LoadState=loaded\nActiveState=active\n'"),
        ("ip", "case $* in *route*) echo '192.168.1.0/24 dev lo-b proto kernel' ;; esac"),
        (
            "arping",
            "case $* in -V) echo 'arping from iputils' ;; '-D -q -c 2 -w 3 -I lo-b 192.168.1.100') exit 1 ;; esac",
        ),
        ("modinfo", "test \"$3\" = nvmet && echo /lib/nvmet.ko"),
        // Whoever reads standard input would swallow the rest of the script.
        ("ss", "cat >/dev/null; echo 'LISTEN 0 1 0.0.0.0:3260 0.0.0.0:*'"),
        ("exportfs", ""),
    ]);
    let needs = needs("iscsi");
    for shell in shells() {
        let ask = facts::ask_for(&needs, Addresses::AskTheNetwork);
        let facts = Facts::parse(&ask_here(shell, Some(&programs), &ask));
        let ip = needs.addresses[0].ip;
        assert!(facts.is_whole && facts.has_tool("exportfs"));
        assert_eq!(facts.versions.reactor.as_ref().map(ToString::to_string).as_deref(), Some("1.11.0"));
        assert_eq!(facts.versions.drbd_utils.as_ref().map(ToString::to_string).as_deref(), Some("9.31.0"));
        assert_eq!(
            (facts.drbd.is_configured, facts.drbd.devices.clone()),
            (Some(true), vec!["/dev/drbd1".to_owned()])
        );
        assert!(facts.unit("drbd-reactor.service").is_some_and(facts::Unit::is_active) && facts.runs("r0"));
        assert_eq!((facts.arping, facts.duplicates[&ip]), (Arping::Iputils, Duplicate::Taken));
        assert_eq!(facts.routes[&ip][0].nic, "lo-b");
        assert_ne!(facts.module("nvmet"), Module::Missing);
        assert_eq!(facts.listening.as_ref().map(Vec::len), Some(1));
    }
}

#[test]
fn no_argument_is_read_by_the_shell() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("made");
    let path = file.display();
    let mut needs = needs("nvmeof");
    for evil in
        [format!("$(touch {path})"), format!("`touch {path}`"), format!("'; touch {path}; '"), "-x\n*".into()]
    {
        needs.agents.insert(format!("heartbeat/{evil}"));
        needs.units.push(evil.clone());
        needs.mounts[0].fstype.clone_from(&evil);
        needs.addresses[0].nic = Some(evil.clone());
        needs.namespaces[0].device = format!("/dev/{evil}");
        needs.resource = evil;
        let facts = Facts::parse(&ask_here("sh", None, &facts::ask_for(&needs, Addresses::LeaveAlone)));
        assert!(facts.is_whole && !file.exists());
        assert!(facts.devices.contains_key(&needs.namespaces[0].device), "{facts:#?}");
    }
}
