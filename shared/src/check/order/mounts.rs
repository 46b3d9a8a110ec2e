//! File systems: mounted before they are used, and none below another that comes later.

use std::path::{Path, PathBuf};

use super::list::List;
use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// Directories that every node has, so that a start does not fail for want of them (Filesystem Hierarchy Standard 3.0).
const EVERYWHERE: &[&str] = &[
    "/", "/home", "/media", "/mnt", "/opt", "/root", "/run", "/srv", "/tmp", "/var", "/var/lib", "/var/tmp",
];

/// A file system that a list mounts.
struct Mount<'a> {
    agent: &'a StartedAgent<'a>,
    directory: PathBuf,
}

/// Looks at what a list mounts, and at what it uses of it.
pub(super) fn look_at(list: &List<'_>, findings: &mut Findings<'_>) {
    let mounted = |agent| Some(Mount { agent, directory: plain(agent.some("directory")?)? });
    let mounts: Vec<Mount<'_>> = list.agents("Filesystem").filter_map(mounted).collect();
    look_at_each_other(&mounts, findings);
    let mut uses = Uses { list, mounts: &mounts, findings };
    list.agents("exportfs").for_each(|agent| uses.look_at_export(agent));
    list.agents("nfsserver").for_each(|agent| uses.look_at_state(agent));
    list.agents("portblock").for_each(|agent| uses.look_at_tickles(agent));
}

/// The agent's start fails where something is mounted below already.
fn look_at_each_other(mounts: &[Mount<'_>], findings: &mut Findings<'_>) {
    for (index, mount) in mounts.iter().enumerate() {
        let is_below = |other: &&Mount<'_>| {
            other.directory != mount.directory && other.directory.starts_with(&mount.directory)
        };
        if let Some(other) = mounts[..index].iter().find(is_below) {
            let message = below(&other.agent.instance.text);
            mount.agent.report(findings, Severity::Error, "mounted-below", "directory", message, None);
        }
    }
}

/// What uses directories of a list.
struct Uses<'l, 'f, 's> {
    list: &'l List<'l>,
    mounts: &'l [Mount<'l>],
    findings: &'f mut Findings<'s>,
}

/// What becomes of a directory before an agent uses it.
enum Before<'l> {
    Mounted,
    /// It may be: something that we do not know comes first.
    Unknown,
    /// It is mounted too late, by this agent.
    Late(&'l StartedAgent<'l>),
    NotMounted,
}

impl<'l> Uses<'l, '_, '_> {
    fn before(&self, user: &StartedAgent<'_>, directory: &Path) -> Before<'l> {
        let mut over = self.mounts.iter().filter(|mount| directory.starts_with(&mount.directory)).peekable();
        let is_mounted = over.peek().is_some();
        if let Some(late) = over.find(|mount| mount.agent.index > user.index) {
            return Before::Late(late.agent);
        }
        if is_mounted {
            Before::Mounted
        } else if self.list.may_mount(..user.index) {
            Before::Unknown
        } else {
            Before::NotMounted
        }
    }

    /// An export of the node's own disk has other files on each node.
    fn look_at_export(&mut self, agent: &StartedAgent<'_>) {
        for directory in agent.some("directory").unwrap_or_default().split_whitespace().filter_map(plain) {
            match self.before(agent, &directory) {
                Before::Mounted | Before::Unknown => {}
                Before::Late(mount) => self.report_late(agent, Severity::Error, "directory", mount),
                // The root of NFSv4 may be a plain directory, with the exported file systems below it.
                Before::NotMounted
                    if self.mounts.iter().any(|mount| mount.directory.starts_with(&directory)) => {}
                Before::NotMounted => {
                    let message = on_node(&directory);
                    agent.report(
                        self.findings,
                        Severity::Warning,
                        "export-not-mounted",
                        "directory",
                        message,
                        None,
                    );
                }
            }
        }
    }

    /// The state by which clients go on after a failover. A volume may also be mounted where the server has its state.
    fn look_at_state(&mut self, agent: &StartedAgent<'_>) {
        let key = "nfs_shared_infodir";
        let directory = agent.some(key).unwrap_or("/var/lib/nfs");
        let Some(directory) = plain(directory) else { return };
        match self.before(agent, &directory) {
            Before::Mounted | Before::Unknown => {}
            Before::Late(mount) => self.report_late(agent, Severity::Warning, key, mount),
            Before::NotMounted => {
                agent.report(self.findings, Severity::Warning, "nfs-state-local", key, STATE_LOCAL, None);
            }
        }
    }

    /// The agent wants the directory to be there when it starts.
    fn look_at_tickles(&mut self, agent: &StartedAgent<'_>) {
        let key = "tickle_dir";
        let Some(directory) = agent.some(key).filter(|_| agent.some("action") == Some("unblock")) else {
            return;
        };
        let Some(directory) = plain(directory) else { return };
        match self.before(agent, &directory) {
            Before::Mounted | Before::Unknown => {}
            Before::Late(mount) => self.report_late(agent, Severity::Error, key, mount),
            Before::NotMounted => {
                let is_there = EVERYWHERE.iter().any(|known| Path::new(known) == directory);
                let severity = if is_there { Severity::Warning } else { Severity::Error };
                agent.report(self.findings, severity, "tickle-dir-not-mounted", key, TICKLES_LOCAL, None);
            }
        }
    }

    fn report_late(
        &mut self,
        agent: &StartedAgent<'_>,
        severity: Severity,
        key: &str,
        mount: &StartedAgent<'_>,
    ) {
        let instance = &mount.instance.text;
        let message = Text::of(
            format!(
                "`{instance}` mounts this later: here it is still a directory of the node's own disk; mount it before"
            ),
            format!("`{instance}` 在其后才挂载：此时仍是节点本地磁盘上的目录；应先挂载"),
        );
        agent.report(self.findings, severity, "mounted-late", key, message, None);
    }
}

/// An absolute path without slashes and dots that mean nothing.
fn plain(text: &str) -> Option<PathBuf> {
    let path = Path::new(text.trim());
    path.has_root().then(|| path.components().collect())
}

fn below(instance: &str) -> Text {
    Text::of(
        format!(
            "`{instance}` is mounted below this directory already, and the agent does not start then; mount this before"
        ),
        format!("`{instance}` 已挂载在该目录之下，代理因此不会启动；应先挂载此文件系统"),
    )
}

fn on_node(directory: &Path) -> Text {
    let directory = directory.display();
    Text::of(
        format!(
            "no `Filesystem` of this resource mounts `{directory}`: clients get the node's own disk, which is another one after \
             a failover"
        ),
        format!(
            "该资源中没有 `Filesystem` 挂载 `{directory}`：客户端访问的是节点本地磁盘，故障转移后内容会不同"
        ),
    )
}

const STATE_LOCAL: Text = Text::new(
    "the server's state stays on the node's own disk: after a failover clients lose their locks; expected \
     `nfs_shared_infodir` below a mount point of this resource",
    "服务器的状态保存在节点本地磁盘上：故障转移后客户端会丢失锁；`nfs_shared_infodir` 应位于该资源的挂载点之下",
);
const TICKLES_LOCAL: Text = Text::new(
    "no `Filesystem` of this resource mounts this: the agent does not start where the directory is missing, and after a \
     failover nobody knows the connections; expected a mount point of this resource",
    "该资源中没有 `Filesystem` 挂载此目录：目录不存在时代理不会启动，故障转移后也无从得知原有连接；应为该资源的挂载点",
);
