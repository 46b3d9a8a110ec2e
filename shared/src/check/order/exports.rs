//! Exports: made by a server that runs, and one identifier for one directory.

use std::collections::BTreeMap;

use super::list::List;
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// Looks at the exports of a list.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    let server = list.agents("nfsserver").next();
    for export in list.agents("exportfs") {
        match server {
            Some(server) if server.index > export.index => {
                export.report(findings, Severity::Error, "export-before-server", "", BEFORE, None);
            }
            None if !list.may_do_it(..) => {
                export.report(findings, Severity::Warning, "export-no-server", "", NO_SERVER, None);
            }
            Some(_) | None => {}
        }
    }
    let mut known: BTreeMap<&str, (Option<String>, &StartedAgent<'_>)> = BTreeMap::new();
    for export in list.agents("exportfs") {
        let directories = export.some("directory").unwrap_or_default().split_whitespace();
        for (position, directory) in directories.enumerate() {
            let directory = directory.trim_end_matches('/');
            let fsid = fsid(export, position);
            let (first, other) = known.entry(directory).or_insert_with(|| (fsid.clone(), export));
            if *first != fsid {
                let message = differs(directory, &other.instance.text);
                export.report(findings, Severity::Error, "fsid-differs", "fsid", message, None);
            }
        }
    }
}

/// The identifier of the export's directory at `position`: from a number the agent counts up.
fn fsid(export: &StartedAgent<'_>, position: usize) -> Option<String> {
    let among_options =
        || export.some("options")?.split(',').find_map(|option| option.trim().strip_prefix("fsid="));
    let text = export.some("fsid").or_else(among_options)?;
    if text == "root" {
        return Some("0".into());
    }
    match text.parse::<usize>() {
        Ok(number) => Some(number.saturating_add(position).to_string()),
        Err(_) => Some(text.replace(['-', ':'], "").to_ascii_lowercase()),
    }
}

fn differs(directory: &str, other: &str) -> Text {
    Text::of(
        format!(
            "`{other}` exports `{directory}` with another `fsid`: a directory has one, the same in all its exports"
        ),
        format!("`{other}` 以不同的 `fsid` 导出 `{directory}`：同一目录的所有导出必须使用相同的 fsid"),
    )
}

const BEFORE: Text = Text::new(
    "`nfsserver` starts later and forgets what was exported before; start it before the exports",
    "`nfsserver` 在其后才启动，并会丢弃之前的导出；应先启动它再导出",
);
const NO_SERVER: Text = Text::new(
    "no `nfsserver` in this list: the export works only where a server of the kernel runs on the node already, and that one \
     does not take its state along",
    "列表中没有 `nfsserver`：仅当节点上已有内核 NFS 服务器运行时导出才有效，且其状态不会随之迁移",
);
