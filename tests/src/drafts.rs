//! Gateways made by chance: every kind, with names as hostile as their types allow.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// A draft of any kind without problems.
pub fn any_gateway() -> impl Strategy<Value = Value> {
    prop_oneof![iscsi(), nfs(), nvmeof()]
}

/// Any JSON at all, with keys that a gateway knows among others.
pub fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        select(vec![
            "kind",
            "resource",
            "service_ips",
            "ip",
            "luns",
            "volumes",
            "namespaces",
            "volume",
            "chap",
            "exports"
        ])
        .prop_map(str::to_owned),
        "[a-z/~]{0,4}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        select(vec!["iscsi", "nfs", "nvmeof", "0", "1", "10.0.0.1/24"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((key.clone(), inner), 0..6)
                .prop_map(|entries| Value::from(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The pointers of everything in a JSON value.
pub fn pointers(value: &Value) -> Vec<String> {
    fn walk(at: String, value: &Value, found: &mut Vec<String>) {
        if let Some(object) = value.as_object() {
            for (key, value) in object {
                walk(format!("{at}/{key}"), value, found);
            }
        }
        for (index, value) in value.as_array().into_iter().flatten().enumerate() {
            walk(format!("{at}/{index}"), value, found);
        }
        found.push(at);
    }
    let mut found = Vec::new();
    walk(String::new(), value, &mut found);
    found
}

/// An object of the fields that are there.
fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect::<Map<_, _>>().into()
}

fn resource() -> impl Strategy<Value = String> {
    "[A-Za-z_][A-Za-z0-9_-]{1,47}".prop_filter("`all` is every resource", |name| name != "all")
}

/// IPv4 addresses, each once.
fn service_ips() -> impl Strategy<Value = Value> {
    let address =
        (1_u8..=223, 1_u8..=254, 8_u8..=24).prop_filter("not loopback", |(first, ..)| *first != 127);
    let nic = option::of("[a-z][a-z0-9.]{0,14}");
    btree_set(address, 1..4)
        .prop_flat_map(move |ips| {
            let count = ips.len();
            (Just(ips), vec(nic.clone(), count))
        })
        .prop_map(|(ips, nics)| {
            let row = |((first, last, prefix), nic): ((u8, u8, u8), Option<String>)| {
                object([
                    ("ip", Some(json!(format!("{first}.9.8.{last}/{prefix}")))),
                    ("nic", nic.map(Value::from)),
                ])
            };
            let mut seen = std::collections::BTreeSet::new();
            let ips = ips.into_iter().filter(|(first, last, _)| seen.insert((*first, *last)));
            ips.zip(nics).map(row).collect()
        })
}

fn promoter() -> impl Strategy<Value = Option<Value>> {
    let switch = || option::of(any::<bool>().prop_map(Value::from));
    let word = |words: &[&'static str]| option::of(select(words.to_vec()).prop_map(Value::from));
    let whole = || option::of(any::<u32>().prop_map(Value::from));
    let dependency = || word(&["Wants", "Requires", "Requisite", "BindsTo"]);
    let first =
        (switch(), word(&["none", "reboot", "poweroff-force", "exit"]), dependency(), dependency(), whole());
    let nodes =
        option::of(btree_set("[a-z][a-z0-9]{0,20}(\\.[a-z]{1,8})?", 1..4).prop_map(|nodes| json!(nodes)));
    let second = (nodes, word(&["always", "start-only"]), switch(), word(&["shutdown", "freeze"]), whole());
    let third = (word(&["ignore", "fail-over"]), switch());
    option::of((first, second, third).prop_map(|(first, second, third)| {
        object([
            ("stop-services-on-exit", first.0),
            ("on-drbd-demote-failure", first.1),
            ("target-as", first.2),
            ("dependencies-as", first.3),
            ("sleep-before-promote-factor", first.4),
            ("preferred-nodes", second.0),
            ("preferred-nodes-policy", second.1),
            ("secondary-force", second.2),
            ("on-quorum-loss", second.3),
            ("fencing-promote-delay", second.4),
            ("on-disk-detach", third.0),
            ("adjust-resource-on-start", third.1),
        ])
    }))
}

/// Numbers of volumes other than the cluster private one, each once.
fn volumes() -> impl Strategy<Value = Vec<u16>> {
    btree_set(1_u16..=65_535, 1..6).prop_map(|volumes| volumes.into_iter().collect())
}

fn private_volume() -> impl Strategy<Value = Option<Value>> {
    let directory = option::of("(/[a-zäß名%#=@,:.~_-]{3,12}){1,4}".prop_map(Value::from));
    let fields = (directory, option::of(select(vec!["xfs", "ext4", "btrfs"]).prop_map(Value::from)));
    option::of(fields.prop_map(|(directory, fstype)| object([("directory", directory), ("fstype", fstype)])))
}

/// What every kind has, and what only one has.
fn gateway(
    kind: &'static str,
    private: impl Strategy<Value = Option<Value>>,
    service: impl Strategy<Value = Map<String, Value>>,
) -> impl Strategy<Value = Value> {
    (resource(), service_ips(), private, promoter(), service).prop_map(
        move |(resource, service_ips, private_volume, promoter, service)| {
            let mut draft = object([
                ("kind", Some(json!(kind))),
                ("resource", Some(json!(resource))),
                ("service_ips", Some(service_ips)),
                ("private_volume", private_volume),
                ("promoter", promoter),
            ]);
            draft.as_object_mut().expect("an object").extend(service);
            draft
        },
    )
}

fn iscsi() -> impl Strategy<Value = Value> {
    let iqn = "iqn\\.20[0-9]{2}-0[1-9]\\.[a-z]{2,8}\\.[a-z0-9]{1,8}(:[a-z0-9.:-]{1,40})?";
    let chap = option::of(("[a-zA-Z0-9._:@/+=]{1,20}", "[a-zA-Z0-9._:@/+=]{12,16}")).prop_filter(
        "`NULL` is none to LIO",
        |chap| {
            chap.as_ref()
                .is_none_or(|(user, secret)| !user.starts_with("NULL") && !secret.starts_with("NULL"))
        },
    );
    let initiators = btree_set("iqn\\.1998-01\\.com\\.vmware:[a-z0-9-]{1,12}", 0..4);
    let implementation = option::of(select(vec!["lio-t", "tgt", "scst", "iet"]));
    let service = (iqn, chap, initiators, implementation, volumes()).prop_map(
        |(iqn, chap, initiators, implementation, volumes)| {
            let chap = chap.map(|(username, password)| json!({"username": username, "password": password}));
            let lun = |(number, volume): (usize, u16)| json!({"volume": volume, "lun": number + 1});
            // tgt knows initiators by address only.
            let initiators = if implementation == Some("tgt") { BTreeSet::new() } else { initiators };
            let service = object([
                ("iqn", Some(json!(iqn))),
                ("chap", chap),
                ("allowed_initiators", Some(json!(initiators))),
                ("implementation", implementation.map(Value::from)),
                ("luns", Some(volumes.into_iter().enumerate().map(lun).collect())),
            ]);
            service.as_object().expect("an object").clone()
        },
    );
    gateway("iscsi", private_volume(), service)
}

fn nfs() -> impl Strategy<Value = Value> {
    let client =
        select(vec!["10.0.0.0/8", "*", "@trusted", "*.example.com", "[fd00::]/64", "0.0.0.0/0", "h.example"]);
    let options = select(vec![
        "rw,sync,root_squash",
        "ro",
        "rw,mountpoint=/a'b%\"c$#\\d",
        "rw,sec=krb5:krb5p,anonuid=-1",
    ]);
    let mount_options = option::of("[a-z]{1,6}(=[!-+.-~äß名]{1,12})?(,[a-z]{1,6}){0,2}");
    let volume = (mount_options, option::of("[a-zäß名%#=@,:_-]{1,20}"), btree_set((client, options), 0..4));
    let service =
        (volumes(), vec(volume, 5), option::of(any::<bool>())).prop_map(|(volumes, more, nfsv4_only)| {
            let volume = |(volume, (mount_options, directory, exports)): (
                u16,
                (Option<String>, Option<String>, _),
            )| {
                let exports: std::collections::BTreeSet<(&str, &str)> = exports;
                let mut seen = std::collections::BTreeSet::new();
                let exports = exports.into_iter().filter(|(clients, _)| seen.insert(*clients));
                let exports: Vec<Value> = exports
                    .map(|(clients, options)| json!({"clients": clients, "options": options}))
                    .collect();
                object([
                    ("volume", Some(json!(volume))),
                    ("mount_options", mount_options.map(Value::from)),
                    // The number keeps mount points apart, and none is above another.
                    ("directory", directory.map(|name| json!(format!("/srv/{volume}/{name}/x")))),
                    ("exports", Some(exports.into())),
                ])
            };
            let volumes = volumes.into_iter().zip(more).map(volume).collect();
            let service = object([("volumes", Some(volumes)), ("nfsv4_only", nfsv4_only.map(Value::from))]);
            service.as_object().expect("an object").clone()
        });
    gateway("nfs", Just(None), service)
}

fn nvmeof() -> impl Strategy<Value = Value> {
    let nqn = "nqn\\.20[0-9]{2}-0[1-9]\\.[a-z]{2,8}\\.[a-z]{1,8}:[!-.0-~äß名]{1,60}";
    let serial = option::of("[!-~]([ -~]{0,18}[!-~])?");
    let hosts =
        btree_set("nqn\\.2014-08\\.org\\.nvmexpress:uuid:[0-9a-f]{8}-1111-2222-3333-[0-9a-f]{12}", 0..3);
    let transport = option::of(select(vec!["tcp", "rdma"]));
    let service = (nqn, serial, hosts, transport, 0_u16..60_000, volumes()).prop_map(
        |(nqn, serial, hosts, transport, port_id, volumes)| {
            let namespace = |volume: u16| json!({"volume": volume});
            let service = object([
                ("nqn", Some(json!(nqn))),
                ("serial", serial.map(Value::from)),
                ("allowed_hosts", Some(json!(hosts))),
                ("transport", transport.map(Value::from)),
                ("port_id", Some(json!(port_id))),
                ("namespaces", Some(volumes.into_iter().map(namespace).collect())),
            ]);
            service.as_object().expect("an object").clone()
        },
    );
    gateway("nvmeof", private_volume(), service)
}
