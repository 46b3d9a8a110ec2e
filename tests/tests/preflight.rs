//! Every rule of the preflight: what is wrong with a node is said with its severity and a way out, and a node that is as
//! it should be gets no blame.

#[path = "preflight/daemon.rs"]
mod daemon;
#[path = "preflight/kinds.rs"]
mod kinds;
#[path = "preflight/network.rs"]
mod network;
#[path = "preflight/resource.rs"]
mod resource;
#[path = "preflight/scripts.rs"]
mod scripts;

use std::time::Duration;

use gateway::api::nodes::{Aspect, NodeCheck};
use gateway::problem::Severity::{self, Error};
use gateway_tests::answers::{Answer, needs};
use proptest::prelude::*;
use sds_gateway::facts::Facts;
use sds_gateway::needs::Needs;
use sds_gateway::preflight::rules::checks;
use sds_gateway::preflight::rules::reload::{PATH_TEXT, SERVICE_TEXT};

const CLOCK: Duration = Duration::new(1_800_000_000, 0);
const RUNS: &str = "LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled";
const WAITS: &str = "LoadState=loaded\nActiveState=inactive\nSubState=dead\nUnitFileState=disabled";
const FAILED: &str = "LoadState=loaded\nActiveState=failed\nSubState=failed\nUnitFileState=enabled";
const NO_UNIT: &str = "LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=";

/// A node on which every gateway of `needs` could run.
fn good(needs: &Needs) -> Answer {
    let mut answer = Answer::default().and("name", "", "node-a").and("clock", "", "1800000000.250000000");
    for tool in "drbd-reactor drbd-reactorctl drbdadm drbdsetup modprobe mount fuser ip ss arping iptables ip6tables exportfs \
                 rpcinfo rpc.nfsd rpc.mountd rpc.statd sm-notify pgrep unshare targetcli"
        .split_whitespace()
    {
        answer = answer.and("tool", tool, &format!("/usr/sbin/{tool}"));
    }
    answer = answer
        .and("version", "drbd-reactor", "drbd-reactor 1.11.0")
        .and(
            "version",
            "drbd-utils",
            "DRBDADM_API_VERSION=2\nDRBD_KERNEL_VERSION=9.2.11\nDRBDADM_VERSION=9.30.0",
        )
        .and("version", "iptables", "iptables v1.8.11 (nf_tables)")
        .and("version", "arping", "arping from iputils 20240905")
        .and("package", "dpkg", "installed resource-agents 1:4.16.0-3")
        .and("drbd-module", "loaded", "9.2.11")
        .and("unit", "drbd-reactor.service", RUNS)
        .and("unit", "drbd-reactor-reload.path", RUNS)
        .and("unit", "drbd-reactor-reload.service", WAITS)
        .and("text", "drbd-reactor-reload.path", PATH_TEXT)
        .and("text", "drbd-reactor-reload.service", SERVICE_TEXT)
        .and("unit", "nfs-server.service", WAITS)
        .and("unit", "rpcbind.service", RUNS)
        .and("addresses", "", "2: eth0    inet 192.168.1.5/24 scope global eth0")
        .and("links", "", "2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500")
        .and("listeners", "", "LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=1,fd=3))")
        .and("mounts", "", "/dev/vda / ext4 rw,relatime 0 0\nproc /proc proc rw 0 0")
        .and("filesystems", "", "nodev\tproc\n\text4")
        .and("fstab", "", "# comment\nUUID=1 /");
    for module in ["nvmet", "nvmet_tcp"] {
        answer = answer.and("loaded", module, "");
    }
    for module in ["target_core_mod", "target_core_iblock", "iscsi_target_mod", "nfsd"] {
        answer = answer.and("module", module, "/lib/modules/x.ko");
    }
    for agent in &needs.agents {
        answer = answer.and("agent", agent, "executable");
    }
    for address in &needs.addresses {
        let ip = address.ip.to_string();
        answer = answer.and("route", &ip, "192.168.1.0/24 dev eth0 proto kernel src 192.168.1.5");
        answer = answer.and("duplicate", &ip, "");
    }
    let resource = &needs.resource;
    answer
        .and("unit", &target(needs), WAITS)
        .and("drbd-config", resource, "/dev/drbd0\n/dev/drbd1\n/dev/drbd2")
        .and("drbd-status", resource, &format!(r#"[{{"name":"{resource}","role":"Secondary"}}]"#))
        .and("drbd-show", resource, &shown(needs, &[]))
}

fn target(needs: &Needs) -> String {
    gateway::unit::target_name(&needs.resource)
}

/// What `drbdsetup show` says, with other values for some options.
fn shown(needs: &Needs, others: &[(&str, serde_json::Value)]) -> String {
    let mut options = serde_json::json!({
        "auto-promote": false, "quorum": "majority", "on-no-quorum": "io-error",
        "on-suspended-primary-outdated": "force-secondary", "on-no-data-accessible": "io-error",
    });
    for (option, value) in others {
        options[*option] = value.clone();
    }
    let connections = serde_json::json!([{"_peer_node_id": 1, "net": {"fencing": "dont-care", "rr-conflict": "disconnect"}}]);
    serde_json::json!([{"resource": needs.resource, "options": options, "connections": connections}])
        .to_string()
}

fn judge(answer: &Answer, needs: Option<&Needs>) -> Vec<NodeCheck> {
    let checks = checks(&Facts::parse(&answer.bytes()), needs, "node-a", CLOCK);
    for check in &checks {
        let text = &check.detail;
        assert!(!text.en.is_empty() && !text.zh.is_empty(), "{check:?}");
        let has_chinese = text.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(check.severity.is_none() || has_chinese, "{text:?}");
    }
    checks
}

fn wrong(checks: &[NodeCheck]) -> Vec<(Aspect, Severity)> {
    checks.iter().filter_map(|check| Some((check.check, check.severity?))).collect()
}

/// Claims that exactly this is wrong with a node, and that the detail names each of `words`.
fn claim(answer: &Answer, needs: &Needs, expected: &[(Aspect, Severity)], words: &[&str]) {
    let checks = judge(answer, Some(needs));
    assert_eq!(wrong(&checks), expected, "{checks:#?}");
    let details: Vec<_> =
        checks.iter().filter(|check| check.severity.is_some()).map(|check| &check.detail).collect();
    for word in words {
        assert!(
            details.iter().any(|text| text.en.contains(word) && text.zh.contains(word)),
            "`{word}`: {details:#?}"
        );
    }
}

#[test]
fn a_node_that_is_as_it_should_be_gets_no_blame() {
    for golden in ["iscsi", "nfs", "nvmeof"] {
        let needs = needs(golden);
        claim(&good(&needs), &needs, &[], &[]);
        let of_node = judge(&good(&needs), None);
        assert_eq!(wrong(&of_node), [], "{of_node:#?}");
        assert!(of_node.len() < judge(&good(&needs), Some(&needs)).len());
    }
}

#[test]
fn an_answer_that_is_cut_short_keeps_deployments_away() {
    let needs = needs("iscsi");
    let bytes = good(&needs).bytes();
    for length in 0..bytes.len() {
        let checks = checks(&Facts::parse(&bytes[..length]), Some(&needs), "node-a", CLOCK);
        assert_eq!(wrong(&checks)[0], (Aspect::Answer, Error), "{length}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_and_judged(bytes in any::<Vec<u8>>()) {
        let facts = Facts::parse(&bytes);
        checks(&facts, Some(&needs("nfs")), "node-a", CLOCK);
    }

    #[test]
    fn any_text_of_any_program_is_read_and_judged(
        what in prop::sample::select(vec![
            "name", "clock", "tool", "version", "package", "drbd-module", "loaded", "module", "unit", "text", "agent",
            "addresses", "links", "listeners", "firewall", "route", "duplicate", "mounts", "filesystems", "fstab",
            "exports", "iqn", "tgt", "nqn", "port", "device", "drbd-config", "drbd-status", "drbd-show", "volume",
        ]),
        which in "[a-z0-9./ -]{0,12}",
        code in any::<i32>(),
        text in "[ -~\n\té\\\\]{0,80}",
    ) {
        for golden in ["iscsi", "nvmeof"] {
            let needs = needs(golden);
            for which in ["", &which, &needs.resource] {
                judge(&good(&needs).with(what, which, code, &text), Some(&needs));
            }
        }
    }
}
