//! Exports, against what the kernel's NFS server has.

use super::node::journal;
use super::{Evidence, Seen, hexadecimal};
use crate::needs::Needs;

pub(super) fn look(seen: &mut Seen, needs: &Needs, evidence: &Evidence) {
    if needs.nfs.is_some() {
        match evidence.nfs_threads {
            Some(threads) if threads > 0 => {
                seen.proof(
                    format!("the NFS server has {threads} threads"),
                    format!("NFS 服务器有 {threads} 个线程"),
                );
            }
            Some(_) | None => seen.fault(
                format!("the kernel's NFS server does not run; {}", journal(&needs.resource)),
                format!("内核 NFS 服务器未运行；请查看 {}", journal(&needs.resource)),
            ),
        }
    }
    for export in &needs.exports {
        let directory = &export.directory;
        let wanted = needs.exports.iter().filter(|other| other.directory == *directory).count();
        let found = evidence.exported.iter().filter(|other| is_same(&other.directory, directory));
        // exportfs writes clients in its own way (names in full, addresses with their mask), so that they are counted.
        if found.clone().count() < wanted {
            seen.fault(
                format!(
                    "`{directory}` is not exported to `{}`; `exportfs -v` and {}",
                    export.clients,
                    journal(&needs.resource)
                ),
                format!(
                    "`{directory}` 未导出给 `{}`；请查看 `exportfs -v` 和 {}",
                    export.clients,
                    journal(&needs.resource)
                ),
            );
            continue;
        }
        seen.proof(
            format!("`{directory}` is exported to `{}`", export.clients),
            format!("`{directory}` 已导出给 `{}`", export.clients),
        );
        if let Some(fsid) = &export.fsid {
            let mut others = found.filter_map(|other| other.fsid.as_ref());
            if let Some(other) = others.find(|other| spell(other) != spell(fsid)) {
                seen.fault(
                    format!(
                        "`{directory}` has the fsid `{other}`, not `{fsid}`, so that clients lose their files at a failover; stop \
                         the gateway, correct it, start it again"
                    ),
                    format!(
                        "`{directory}` 的 fsid 为 `{other}`，而不是 `{fsid}`，故障切换时客户端会丢失文件句柄；请停止网关，更正后重新启动"
                    ),
                );
            }
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// `root` is 0, and a UUID is its digits (exports(5)).
fn spell(fsid: &str) -> String {
    let digits = hexadecimal(fsid);
    match fsid {
        "root" => "0".into(),
        _ if digits.len() == 32 => digits,
        _ => fsid.to_owned(),
    }
}
