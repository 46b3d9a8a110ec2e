//! Names of NFS exports.

use std::net::{IpAddr, Ipv4Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use super::nvme::is_dashed_uuid;
use super::{is_plain_number, is_visible};
use crate::problem::Expected;

super::text_type! {
    /// Who may mount an export (exports(5)): one address, network, host, wild card of hosts, netgroup, or `*`.
    ///
    /// IPv6 needs brackets, or the start fails; two clients in one value fail as well.
    ClientSpec, check_client, "192.168.1.0/24"
}

fn check_client(text: &str) -> Result<(), Expected> {
    let is_client = text == "*"
        || text.strip_prefix('@').is_some_and(is_netgroup)
        || is_ipv4(text)
        || is_bracketed_ipv6(text)
        || is_host(text);
    if is_client {
        return Ok(());
    }
    Err(Expected::new(
        "client-spec",
        "expected one client: `192.168.1.0/24`, `192.168.1.0/255.255.255.0`, `192.168.1.7`, `[fd00::]/64`, \
         `host.example.com`, `*.example.com`, `@netgroup` or `*`",
        "应为一个客户端：`192.168.1.0/24`、`192.168.1.0/255.255.255.0`、`192.168.1.7`、`[fd00::]/64`、\
         `host.example.com`、`*.example.com`、`@netgroup` 或 `*`",
    ))
}

fn is_ipv4(text: &str) -> bool {
    let Some((address, mask)) = text.split_once('/') else {
        return text.parse::<Ipv4Addr>().is_ok();
    };
    let Ok(address) = address.parse::<Ipv4Addr>() else { return false };
    let network = match mask.parse::<Ipv4Addr>() {
        Ok(mask) => Ipv4Net::with_netmask(address, mask).ok(),
        Err(_) => is_prefix(mask).and_then(|prefix| Ipv4Net::new(address, prefix).ok()),
    };
    network.is_some()
}

fn is_bracketed_ipv6(text: &str) -> bool {
    let Some((address, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    let Ok(IpAddr::V6(address)) = address.parse::<IpAddr>() else { return false };
    if rest.is_empty() {
        return true;
    }
    let prefix = rest.strip_prefix('/').and_then(is_prefix);
    prefix.is_some_and(|prefix| Ipv6Net::new(address, prefix).is_ok())
}

/// A prefix length as it is written.
fn is_prefix(text: &str) -> Option<u8> {
    if is_plain_number(text) { text.parse().ok() } else { None }
}

fn is_netgroup(text: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=255).contains(&text.len()) && text.bytes().all(is_name)
}

/// A host name, possibly with `*` and `?` in its labels. All digits would be a mistyped address.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_*?".contains(&byte);
        (1..=63).contains(&label.len())
            && label.bytes().all(is_name)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    text.len() <= 253 && has_letter && text.split('.').all(is_label)
}

super::text_type! {
    /// Options of an export (exports(5)), checked against what exportfs 2.6.2 accepts. None at all would mean `ro`.
    ExportOptions, check_options, "rw,all_squash,anonuid=0,anongid=0"
}

/// Options without a value, with both spellings of each.
pub(crate) const PLAIN_OPTIONS: &[&str] = &[
    "ro",
    "rw",
    "hide",
    "nohide",
    "sync",
    "async",
    "secure",
    "insecure",
    "wdelay",
    "no_wdelay",
    "root_squash",
    "no_root_squash",
    "all_squash",
    "no_all_squash",
    "subtree_check",
    "no_subtree_check",
    "crossmnt",
    "nocrossmnt",
    "auth_nlm",
    "no_auth_nlm",
    "secure_locks",
    "insecure_locks",
    "acl",
    "no_acl",
    "mountpoint",
    "mp",
    "pnfs",
    "no_pnfs",
    "security_label",
    "nordirplus",
];

fn check_options(text: &str) -> Result<(), Expected> {
    if text.split(',').all(is_option) {
        return Ok(());
    }
    Err(Expected::new(
        "export-options",
        "expected options of exports(5) with commas and without blanks, such as `rw,sync,no_root_squash`; `fsid` is a \
         field of its own",
        "应为 exports(5) 的选项，用逗号分隔、不含空格，如 `rw,sync,no_root_squash`；`fsid` 是单独的字段",
    ))
}

fn is_option(option: &str) -> bool {
    let Some((key, value)) = option.split_once('=') else {
        return PLAIN_OPTIONS.contains(&option);
    };
    let is_id = value.parse::<i64>().is_ok_and(|id| (-1..=i64::from(u32::MAX)).contains(&id));
    let is_text = |text: &str| !text.is_empty() && text.chars().all(is_visible);
    match key {
        "anonuid" | "anongid" => is_id && !value.starts_with('+'),
        "sec" => value.split(':').all(|flavour| matches!(flavour, "sys" | "krb5" | "krb5i" | "krb5p")),
        "mountpoint" | "mp" | "refer" | "replicas" => value.starts_with('/') && is_text(value),
        _ => false,
    }
}

impl ExportOptions {
    /// Whether a client's root, or every client, is root on the export.
    pub fn gives_root(&self) -> bool {
        let has = |wanted: &str| self.as_str().split(',').any(|option| option == wanted);
        has("no_root_squash") || has("anonuid=0")
    }
}

super::text_type! {
    /// Identifier of an exported file system: a UUID, a whole number, or `root`, which is 0 and the root of NFSv4.
    /// 4294967296 would become 0 without a word, so the numbers end before it.
    Fsid, check_fsid, "12345678-1234-1234-1234-123456789abc"
}

fn check_fsid(text: &str) -> Result<(), Expected> {
    if is_dashed_uuid(text) || text == "root" || (is_plain_number(text) && text.parse::<u32>().is_ok()) {
        return Ok(());
    }
    Err(Expected::new(
        "fsid",
        "expected a UUID such as `12345678-1234-1234-1234-123456789abc`, a number from 0 to 4294967295, or `root`",
        "应为 UUID，如 `12345678-1234-1234-1234-123456789abc`，0 到 4294967295 的数字，或 `root`",
    ))
}

impl Fsid {
    /// Whether the export is the root of NFSv4, below which clients see all others.
    pub fn is_root(&self) -> bool {
        matches!(self.as_str(), "0" | "root")
    }
}

super::text_type! {
    /// Scope of an NFSv4.1 server: at most 64 bytes without blanks (it becomes the UTS node name of rpc.nfsd).
    ServerScope, check_scope, "192.168.1.200"
}

fn check_scope(text: &str) -> Result<(), Expected> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
    if (1..=64).contains(&text.len()) && text.bytes().all(is_name) {
        return Ok(());
    }
    Err(Expected::new(
        "server-scope",
        "expected 1 to 64 letters, digits, `.`, `_`, `:` or `-`, such as the service IP",
        "应为 1 到 64 个字母、数字、`.`、`_`、`:` 或 `-`，如服务 IP",
    ))
}

impl ClientSpec {
    /// The client as exportfs(8) lists it again, which the agent compares: everyone is `0.0.0.0/0.0.0.0` there.
    pub fn for_agent(&self) -> String {
        if self.as_str() == "0.0.0.0/0" { "0.0.0.0/0.0.0.0".into() } else { self.0.clone() }
    }
}
