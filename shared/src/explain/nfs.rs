//! The agents of an NFS gateway.

use super::entry::{Missing, Parameters, Position, Said};
use super::iscsi::is_opened_later;
use crate::ocf::is_true;
use crate::text::Text;

/// `nfsserver`: the kernel's NFS server.
pub(super) fn nfsserver(given: &Parameters, position: Position<'_>) -> Said {
    let versions = if given.get("nfsv4_only").is_some_and(is_true) {
        Text::new("NFSv4 only", "仅 NFSv4")
    } else {
        Text::new("NFSv3 and NFSv4", "NFSv3 和 NFSv4")
    };
    let directory = given.get("nfs_shared_infodir");
    let (state, state_zh) = match directory {
        Some(directory) => (
            format!(" Its state lies in {directory} and moves along with the gateway."),
            format!("其状态保存在 {directory}，随网关一起迁移。"),
        ),
        None => (
            " Its state stays on the node: locks do not survive a failover.".to_owned(),
            "其状态留在节点上：锁无法在故障转移后保留。".to_owned(),
        ),
    };
    let (mount, mount_zh) = match directory {
        Some(_) => {
            ("The state is mounted over /var/lib/nfs, then the", "把状态目录挂载到 /var/lib/nfs，然后")
        }
        None => ("The", ""),
    };
    let (clients, clients_zh) = match given.get("nfs_ip") {
        Some(ips) => (
            format!(", and NFSv3 clients of {ips} are told to claim their locks again"),
            format!("，并通知 {ips} 的 NFSv3 客户端重新申请锁"),
        ),
        None => (String::new(), String::new()),
    };
    let (scope, scope_zh) = match given.get("nfs_server_scope") {
        Some(scope) => (
            format!(" To NFSv4.1 clients it is `{scope}` on every node."),
            format!("对 NFSv4.1 客户端而言，它在每个节点上都是 `{scope}`。"),
        ),
        None => (String::new(), String::new()),
    };
    Said {
        what: Text::of(
            format!("The kernel's NFS server ({}).{state}{scope} A node has one only.", versions.en),
            format!("内核 NFS 服务器（{}）。{state_zh}{scope_zh}每个节点只有一个。", versions.zh),
        ),
        on_start: Text::of(
            format!("{mount} server and its helpers start{clients}."),
            format!("{mount_zh}启动服务器及其辅助程序{clients_zh}。"),
        ),
        on_stop: match directory {
            Some(_) => Text::new(
                "The server and its helpers stop, and the state is unmounted.",
                "停止服务器及其辅助程序，并卸载状态目录。",
            ),
            None => Text::new("The server and its helpers stop.", "停止服务器及其辅助程序。"),
        },
        why_here: (position.follows("Filesystem") && position.precedes("exportfs")).then_some(Text::new(
            "It comes after the file systems and before the exports, which need a running server.",
            "它在文件系统之后、导出之前：导出需要运行中的服务器。",
        )),
    }
}

/// `exportfs`: a directory that clients may mount.
pub(super) fn exportfs(given: &Parameters, position: Position<'_>) -> Result<Said, Missing> {
    let directory = given.get("directory").ok_or(Missing("directory"))?;
    let clients = given.get("clientspec").ok_or(Missing("clientspec"))?;
    let (who, who_zh) = match clients {
        "*" | "0.0.0.0/0" | "0.0.0.0/0.0.0.0" => ("everyone".to_owned(), "所有人".to_owned()),
        clients => (clients.to_owned(), clients.to_owned()),
    };
    let (how, how_zh) = match given.get("options") {
        Some(options) => (format!("the options `{options}`"), format!("选项 `{options}` ")),
        None => ("no options, which is read-only".to_owned(), "默认选项（只读）".to_owned()),
    };
    let (id, id_zh) = match given.get("fsid") {
        Some(fsid) => (
            format!(" File handles carry the id `{fsid}`, so they stay good on the next node."),
            format!("文件句柄带有标识 `{fsid}`，因此在下一个节点上依然有效。"),
        ),
        None => (String::new(), String::new()),
    };
    let (wait, wait_zh) = if given.get("wait_for_leasetime_on_stop").is_some_and(is_true) {
        (
            " It takes until the clients' leases have run out, some 90 seconds.",
            "须等待客户端租约到期，约 90 秒。",
        )
    } else {
        ("", "")
    };
    let (locks, locks_zh) = if is_true(given.or("unlock_on_stop", "1")) {
        (", and locks on it are released", "，并释放其上的锁")
    } else {
        ("", "")
    };
    Ok(Said {
        what: Text::of(
            format!("Lets {who} mount {directory} with {how}.{id}"),
            format!("允许{who_zh}以{how_zh}挂载 {directory}。{id_zh}"),
        ),
        on_start: Text::of(
            format!("{directory} is added to the table of exports."),
            format!("将 {directory} 加入导出表。"),
        ),
        on_stop: Text::of(
            format!("{directory} is taken off the table{locks}.{wait}"),
            format!("将 {directory} 从导出表中移除{locks_zh}。{wait_zh}"),
        ),
        why_here: position.follows("nfsserver").then_some(if is_opened_later(position) {
            Text::new(
                "It comes after the server and before the port is opened: a client that found the server without its \
                 export would take its file handles for stale.",
                "它在服务器之后、开放端口之前：若客户端发现服务器上没有该导出，会认为其文件句柄已失效。",
            )
        } else {
            Text::new("It comes after the server that serves it.", "它在提供服务的服务器之后。")
        }),
    })
}

/// `ganesha-nfs`: an NFS server in user space, with one export.
pub(super) fn ganesha(given: &Parameters, position: Position<'_>) -> Said {
    let port = given.or("nfs_port", "2049");
    let protocols = given.or("protocols", "3,4");
    let (clients, clients_zh) = match given.get("clients") {
        Some(clients) => (clients, clients),
        None => ("everyone", "所有人"),
    };
    let access = given.or("access_type", "RW");
    let file = given.or("config_file", "/etc/ganesha/ganesha.conf");
    let (export, export_zh) = match given.get("export_path") {
        Some(path) => (
            format!(" It exports {path} to {clients} ({access})."),
            format!("它将 {path} 导出给{clients_zh}（{access}）。"),
        ),
        None => (format!(" Its exports stand in {file}."), format!("其导出由 {file} 定义。")),
    };
    Said {
        what: Text::of(
            format!("NFS-Ganesha, an NFS server in user space, for NFS {protocols} on port {port}.{export}"),
            format!("NFS-Ganesha，用户态 NFS 服务器，NFS 版本 {protocols}，端口 {port}。{export_zh}"),
        ),
        on_start: Text::new(
            "The server starts; clients then have a grace period to claim their locks again.",
            "启动服务器；随后客户端有一段宽限期重新申请锁。",
        ),
        on_stop: Text::new("The server ends.", "结束服务器。"),
        why_here: position.follows("Filesystem").then_some(Text::new(
            "It comes after the file systems that it exports.",
            "它在其导出的文件系统之后。",
        )),
    }
}
