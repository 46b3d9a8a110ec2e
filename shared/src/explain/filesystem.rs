//! The agent that mounts a file system, and what the other agents want with it.

use super::entry::{Missing, Parameters, Position, Said};
use crate::text::Text;

/// `Filesystem`: a mount on the active node.
pub(super) fn filesystem(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let device = given.get("device").ok_or(Missing("device"))?;
    let directory = given.get("directory").ok_or(Missing("directory"))?;
    let fstype = given.get("fstype").ok_or(Missing("fstype"))?;
    let (check, check_zh) = match given.or("run_fsck", "auto") {
        "no" => ("", ""),
        _ => ("The file system is checked where its type needs it. ", "若文件系统类型需要，先进行检查。"),
    };
    let (options, options_zh) = match given.get("options") {
        Some(options) => (format!(" with the options `{options}`"), format!("，挂载选项为 `{options}`")),
        None => (String::new(), String::new()),
    };
    Ok(Said {
        what: Text::of(
            format!("Mounts {device} ({fstype}) at {directory} on the active node{options}."),
            format!("在活动节点上将 {device}（{fstype}）挂载到 {directory}{options_zh}。"),
        ),
        on_start: Text::of(
            format!("{check}The directory is created where it is missing, and the device is mounted."),
            format!("{check_zh}若目录不存在则创建，然后挂载设备。"),
        ),
        on_stop: Text::new(
            "Processes that still use it are ended, and it is unmounted: only then can DRBD let go of the device.",
            "结束仍在使用它的进程并卸载；之后 DRBD 才能释放设备。",
        ),
        why_here: why_here(directory, position),
    })
}

/// The first agent behind it that has something in the directory.
fn why_here(directory: &str, position: Position<'_>) -> Option<Text> {
    let is_within = |given: &Parameters, key: &str| {
        let path = given.get(key).and_then(|path| path.strip_prefix(directory));
        path.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let uses = |agent: &str, key: &str| position.after(agent).any(|given| is_within(&given, key));
    if uses("nfsserver", "nfs_shared_infodir") || uses("ganesha-nfs", "recovery_dir") {
        return Some(Text::new(
            "It comes before the NFS server, which keeps there what it knows of its clients: it moves along with the \
             gateway.",
            "它在 NFS 服务器之前：服务器把客户端状态保存在那里，使其随网关一起迁移。",
        ));
    }
    if uses("portblock", "tickle_dir") {
        return Some(Text::new(
            "It comes before the port is opened: the list of connections to revive lies there and moves along with the \
             gateway.",
            "它在开放端口之前：需要恢复的连接列表保存在那里，随网关一起迁移。",
        ));
    }
    (uses("exportfs", "directory") || uses("ganesha-nfs", "export_path")).then_some(Text::new(
        "It comes before its export: otherwise clients would be given the empty directory of the node.",
        "它在导出之前：否则客户端得到的是节点上的空目录。",
    ))
}
