//! Which resource a piece of a snippet is about, where its headers do not say.

use std::collections::BTreeSet;

use crate::names::drbd::ResourceName;

/// What stands before the name of a resource in a path, and what ends it.
const PATHS: &[(&str, &str)] = &[
    ("/dev/drbd/by-res/", "/"),
    ("/srv/ha/internal/", ""),
    ("/var/lib/sds/", "-cluster-private"),
    ("/srv/gateway-exports/", "/"),
];

/// Names of files: ours, and those of linstor-gateway.
const FILES: &[&str] = &[
    "sds-iscsi-",
    "sds-nfs-",
    "sds-nvmeof-",
    "linstor-gateway-iscsi-",
    "linstor-gateway-nfs-",
    "linstor-gateway-nvmeof-",
];

/// The one resource that all paths in `text` name, or else the name of `file`; none where they do not agree.
pub(crate) fn resource(file: &str, text: &str) -> Option<ResourceName> {
    let mut named: BTreeSet<ResourceName> = BTreeSet::new();
    for (before, after) in PATHS {
        for (at, _) in text.match_indices(before) {
            let rest = &text[at + before.len()..];
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
            let (name, rest) = rest.split_at(end);
            let name = if after.starts_with('-') {
                name.strip_suffix(after)
            } else if rest.starts_with(after) {
                Some(name)
            } else {
                None
            };
            named.extend(name.and_then(|name| name.parse().ok()));
        }
    }
    if named.is_empty() {
        let name = file.rsplit('/').next().unwrap_or(file).strip_suffix(".toml")?;
        named.extend(FILES.iter().filter_map(|before| name.strip_prefix(before)?.parse().ok()));
    }
    if named.len() == 1 { named.pop_first() } else { None }
}
