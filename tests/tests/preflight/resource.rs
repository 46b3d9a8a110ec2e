//! What DRBD, the agents and the kernel must have for a gateway.

use gateway::api::nodes::Aspect;
use gateway::problem::Severity::{self, Error, Info, Warning};
use gateway_tests::answers::{Answer, needs};
use sds_gateway::needs::Needs;

use super::{NO_UNIT, RUNS, claim, good, shown, target};

type Wrong = (Aspect, Severity);

#[test]
fn a_resource_that_the_promoter_cannot_use_is_found_out() {
    let needs = needs("iscsi");
    let node = || good(&needs);
    let down = node().with("drbd-status", "r0", 10, "").without("drbd-show", "r0");
    let single =
        serde_json::json!([{"resource": "r0", "options": {"quorum": "majority"}, "connections": []}])
            .to_string();
    let with = |option: &str, value: serde_json::Value| {
        node().with("drbd-show", "r0", 0, &shown(&needs, &[(option, value)]))
    };
    let unknown_options = (Aspect::ResourceOptions, Info);
    let table: &[(Answer, &[Wrong], &str)] = &[
        (down.clone(), &[(Aspect::Resource, Warning), unknown_options], "drbdadm up r0"),
        (
            down.clone().with("drbd-config", "r0", 10, ""),
            &[
                (Aspect::Resource, Error),
                unknown_options,
                (Aspect::Devices, Info),
                (Aspect::Devices, Info),
                (Aspect::Devices, Info),
            ],
            "linstor resource create",
        ),
        (down.without("drbd-status", "r0"), &[(Aspect::Resource, Warning), unknown_options], "modprobe drbd"),
        (
            node().with("drbd-config", "r0", 0, "/dev/drbd0\n/dev/drbd1"),
            &[(Aspect::Devices, Error)],
            "/dev/drbd2",
        ),
        (node().with("drbd-show", "r0", 0, &single), &[(Aspect::ResourceOptions, Error)], "r0"),
        (with("quorum", "off".into()), &[(Aspect::ResourceOptions, Error)], "--quorum majority r0"),
        (with("quorum", "2".into()), &[(Aspect::ResourceOptions, Warning)], "--quorum majority r0"),
        (with("auto-promote", true.into()), &[(Aspect::ResourceOptions, Warning)], "drbdadm adjust r0"),
        (with("on-no-quorum", "suspend-io".into()), &[(Aspect::ResourceOptions, Warning)], "io-error"),
        (
            with("on-no-data-accessible", "suspend-io".into()),
            &[(Aspect::ResourceOptions, Warning)],
            "io-error",
        ),
        (
            with("on-suspended-primary-outdated", "disconnect".into()),
            &[(Aspect::ResourceOptions, Warning)],
            "force-secondary",
        ),
    ];
    for (answer, expected, word) in table {
        claim(answer, &needs, expected, &[word]);
    }
    let freezing = Needs { freezes: true, ..needs.clone() };
    let suspended = shown(
        &needs,
        &[("on-no-quorum", "suspend-io".into()), ("on-no-data-accessible", "suspend-io".into())],
    );
    claim(&node().with("drbd-show", "r0", 0, &suspended), &freezing, &[], &[]);
}

#[test]
fn a_device_is_the_resources_own_by_any_of_its_names() {
    let mut needs = needs("iscsi");
    "/dev/drbd/by-res/r0/1".clone_into(&mut needs.luns[0].device);
    claim(&good(&needs).and("volume", "r0/1", "/dev/drbd1"), &needs, &[], &[]);
    claim(
        &good(&needs).with("volume", "r0/1", 10, ""),
        &needs,
        &[(Aspect::Devices, Error)],
        &["drbdadm sh-dev r0"],
    );
    "/dev/vg/data".clone_into(&mut needs.luns[0].device);
    claim(&good(&needs), &needs, &[(Aspect::Devices, Warning)], &["/dev/vg/data"]);
    let primary = good(&needs).with("drbd-status", "r0", 0, r#"[{"name":"r0","role":"Primary"}]"#);
    claim(
        &primary,
        &needs,
        &[
            (Aspect::Resource, Warning),
            (Aspect::Devices, Error),
            (Aspect::Devices, Error),
            (Aspect::Devices, Error),
        ],
        &["drbdadm secondary r0"],
    );
    let primary = primary.with("unit", &target(&needs), 0, RUNS);
    let missing = primary.and("device", "/dev/drbd0", "block").and("device", "/dev/drbd2", "block");
    claim(&missing, &needs, &[(Aspect::Devices, Error)], &["/dev/vg/data"]);
}

#[test]
fn agents_programs_and_modules_that_are_missing_are_named_with_their_packages() {
    let (iscsi, nfs, nvmeof) = (needs("iscsi"), needs("nfs"), needs("nvmeof"));
    let agent = "heartbeat/IPaddr2";
    let table: &[(&Needs, Answer, Aspect, Severity, &str)] = &[
        (&iscsi, good(&iscsi).with("agent", agent, 0, "missing"), Aspect::Agents, Error, "resource-agents"),
        (&iscsi, good(&iscsi).with("agent", agent, 0, "other"), Aspect::Agents, Error, "chmod +x"),
        (&iscsi, good(&iscsi).with("tool", "fuser", 0, ""), Aspect::Tools, Error, "psmisc"),
        (&iscsi, good(&iscsi).with("tool", "targetcli", 0, ""), Aspect::Tools, Error, "targetcli-fb"),
        (&iscsi, good(&iscsi).with("tool", "iptables", 0, ""), Aspect::Tools, Error, "iptables"),
        (&nfs, good(&nfs).with("tool", "exportfs", 0, ""), Aspect::Tools, Error, "nfs-kernel-server"),
        (&nfs, good(&nfs).with("tool", "sm-notify", 0, ""), Aspect::Tools, Error, "nfs-utils"),
        (
            &iscsi,
            good(&iscsi).with("module", "iscsi_target_mod", 1, ""),
            Aspect::Modules,
            Error,
            "iscsi_target_mod",
        ),
        (&iscsi, good(&iscsi).with("module", "iscsi_target_mod", 127, ""), Aspect::Modules, Info, "modinfo"),
        (
            &iscsi,
            good(&iscsi).with("filesystems", "", 0, "\txfs").and("module", "ext4", "x.ko"),
            Aspect::Modules,
            Info,
            "",
        ),
        (
            &iscsi,
            good(&iscsi).with("filesystems", "", 0, "\txfs").with("module", "ext4", 1, ""),
            Aspect::Modules,
            Error,
            "ext4",
        ),
        (
            &nvmeof,
            good(&nvmeof).without("loaded", "nvmet").and("module", "nvmet", "/lib/nvmet.ko"),
            Aspect::Modules,
            Error,
            "modprobe nvmet && echo nvmet > /etc/modules-load.d/nvmet.conf",
        ),
        (&nvmeof, good(&nvmeof).without("loaded", "nvmet_tcp"), Aspect::Modules, Error, "modprobe nvmet-tcp"),
    ];
    for (needs, answer, aspect, severity, word) in table {
        // A file system that can be loaded is as good as one that is.
        let expected: &[_] = if word.is_empty() { &[] } else { &[(*aspect, *severity)] };
        claim(answer, needs, expected, if word.is_empty() { &[] } else { std::slice::from_ref(word) });
    }
    let built_in = good(&nvmeof).without("loaded", "nvmet").and("module", "nvmet", "(builtin)");
    claim(&built_in, &nvmeof, &[], &[]);
    let with_nft = good(&iscsi).with("tool", "iptables", 0, "").and("tool", "nft", "/usr/sbin/nft").with(
        "package",
        "dpkg",
        0,
        "installed resource-agents 1:4.18.0-1",
    );
    claim(&with_nft, &iscsi, &[], &[]);
    let mut of_units = iscsi.clone();
    of_units.units.push("my.service".into());
    let node = good(&iscsi).and("unit", "my.service", NO_UNIT);
    claim(&node, &of_units, &[(Aspect::Agents, Error)], &["systemctl cat my.service"]);
}
