//! The port to a machine: runs a program there, and nothing else.

use std::error::Error;
use std::io;
use std::time::Duration;

use async_trait::async_trait;
use gateway::text::Text;

use crate::error::chain;

/// A machine on which programs can be run.
#[async_trait]
pub trait Machine: Send + Sync {
    /// Runs a program to its end, as a user who may look after drbd-reactor (root, or through `sudo -n`).
    ///
    /// No argument is ever read by a shell. A program that exits with an error is an answer, not an error.
    async fn run(&self, command: &Command<'_>) -> Result<Output, MachineError>;

    /// Forgets that the machine did not answer, so that the next call tries it at once: somebody waits for it.
    fn wake(&self) {}
}

/// A program with everything that it gets.
#[derive(Clone, Copy, Debug)]
pub struct Command<'a> {
    /// The program and its arguments.
    pub argv: &'a [&'a str],
    /// Its standard input.
    pub input: &'a [u8],
    /// When it is given up.
    pub limit: Duration,
}

/// What a program has written, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Its exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its standard error.
    pub stderr: String,
}

impl Output {
    /// Whether it exited with 0.
    pub fn is_success(&self) -> bool {
        self.code == Some(0)
    }
}

/// Why a machine did not run a program, or why nobody knows what came of it.
#[derive(Debug, thiserror::Error)]
pub enum MachineError {
    /// It cannot be asked anything.
    #[error("cannot connect: {said}")]
    Connect {
        /// What is in the way.
        obstacle: Obstacle,
        /// What `ssh` said of it.
        said: String,
    },
    /// The connection broke while the program ran.
    #[error("the connection broke")]
    Broken(#[source] Box<dyn Error + Send + Sync>),
    /// The program did not end in time.
    #[error("no answer within {0} s")]
    TimedOut(u64),
    /// The program cannot be started.
    #[error("cannot start `{program}`")]
    Start {
        /// The program.
        program: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// `sudo` wants a password, or does not know the login.
    #[error("`sudo -n` refuses: {0}")]
    Sudo(String),
}

/// What keeps us from connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It shows another key than the one that is known.
    KeyChanged,
    /// Its key is not known.
    KeyUnknown,
    /// It does not let us in.
    Denied,
    /// Nothing listens there.
    Refused,
    /// Nobody answers.
    Silent,
    /// Its name leads nowhere.
    Unresolved,
    /// Something else.
    Other,
}

impl MachineError {
    /// Whether it may be over in a moment: the network, a machine that boots, a daemon that is started again.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Connect { obstacle, .. } => {
                matches!(obstacle, Obstacle::Refused | Obstacle::Silent | Obstacle::Other)
            }
            Self::Broken(_) => true,
            Self::TimedOut(_) | Self::Start { .. } | Self::Sudo(_) => false,
        }
    }

    /// What is shown of it, with a way out.
    pub fn text(&self) -> Text {
        match self {
            Self::Connect { obstacle, said } => obstacle.text(said),
            Self::Broken(_) => Text::of(
                format!("{}; what was asked for may or may not be done", chain(self)),
                format!("连接中断，所请求的操作可能已完成，也可能未完成：{}", chain(self)),
            ),
            Self::TimedOut(seconds) => Text::of(
                format!(
                    "no answer within {seconds} s; look whether the node or the network is overloaded or down"
                ),
                format!("{seconds} 秒内没有应答；请检查节点或网络是否过载或中断"),
            ),
            Self::Start { .. } => Text::of(chain(self), format!("无法启动程序：{}", chain(self))),
            Self::Sudo(said) => Text::of(
                format!(
                    "`sudo -n` refuses: {said}; let the login run `/bin/sh` without a password (NOPASSWD in sudoers)"
                ),
                format!(
                    "`sudo -n` 拒绝执行：{said}；请在 sudoers 中允许该登录名免密码运行 `/bin/sh`（NOPASSWD）"
                ),
            ),
        }
    }
}

impl Obstacle {
    /// What `ssh` means by what it says. It has no other way to tell.
    pub fn of(said: &str) -> Self {
        const WORDS: &[(&str, Obstacle)] = &[
            ("REMOTE HOST IDENTIFICATION HAS CHANGED", Obstacle::KeyChanged),
            ("Host key verification failed", Obstacle::KeyUnknown),
            ("host key is known", Obstacle::KeyUnknown),
            ("Permission denied", Obstacle::Denied),
            ("Too many authentication failures", Obstacle::Denied),
            ("Connection refused", Obstacle::Refused),
            ("timed out", Obstacle::Silent),
            ("No route to host", Obstacle::Silent),
            ("Network is unreachable", Obstacle::Silent),
            ("Could not resolve", Obstacle::Unresolved),
        ];
        WORDS.iter().find(|(words, _)| said.contains(words)).map_or(Self::Other, |(_, obstacle)| *obstacle)
    }

    fn text(self, said: &str) -> Text {
        let (en, zh) = match self {
            Self::KeyChanged => (
                "the node shows another key than the known one: if it was installed anew, remove the old key with \
                 `ssh-keygen -R`; if not, somebody else answers for it",
                "节点出示的主机密钥与已知的不同：若节点重新安装过，请用 `ssh-keygen -R` 删除旧密钥；否则可能有人冒充该节点",
            ),
            Self::KeyUnknown => (
                "the node's key is not known: compare it, then add it with `ssh-keyscan` to `known_hosts` of the \
                 server's user",
                "节点的主机密钥未知：核对后请用 `ssh-keyscan` 将其加入服务器用户的 `known_hosts`",
            ),
            Self::Denied => (
                "the node does not let us in: add the server's public key to `authorized_keys` of the login",
                "节点拒绝登录：请将服务器的公钥加入该登录名的 `authorized_keys`",
            ),
            Self::Refused => (
                "nothing listens there: look whether sshd runs on the node, and at the port",
                "该地址没有服务监听：请检查节点上的 sshd 是否运行以及端口是否正确",
            ),
            Self::Silent => (
                "nobody answers: look whether the node is up, and at the network between",
                "没有应答：请检查节点是否开机以及之间的网络",
            ),
            Self::Unresolved => (
                "its name leads nowhere: look at the address in the settings, and at DNS or `/etc/hosts`",
                "无法解析其名称：请检查设置中的地址以及 DNS 或 `/etc/hosts`",
            ),
            Self::Other => ("cannot connect", "无法连接"),
        };
        // The banner of a changed key is twenty lines long; its last one says it all.
        let last = said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
        Text::of(format!("{en} ({last})"), format!("{zh}（{last}）"))
    }
}

#[cfg(test)]
mod tests {
    use super::Obstacle;

    #[test]
    fn what_ssh_says_tells_what_is_in_the_way() {
        let table = [
            (
                "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.",
                Obstacle::KeyChanged,
            ),
            (
                "No ED25519 host key is known for a and you have requested strict checking.",
                Obstacle::KeyUnknown,
            ),
            ("Host key verification failed.", Obstacle::KeyUnknown),
            ("root@a: Permission denied (publickey).", Obstacle::Denied),
            ("Received disconnect: Too many authentication failures", Obstacle::Denied),
            ("connect to host a port 22: Connection refused", Obstacle::Refused),
            ("connect to host a port 22: Connection timed out", Obstacle::Silent),
            ("Connection timed out during banner exchange", Obstacle::Silent),
            ("connect to host a port 22: No route to host", Obstacle::Silent),
            ("connect to host a port 22: Network is unreachable", Obstacle::Silent),
            ("Could not resolve hostname a: Name or service not known", Obstacle::Unresolved),
            ("kex_exchange_identification: Connection closed by remote host", Obstacle::Other),
            ("", Obstacle::Other),
        ];
        for (said, wanted) in table {
            assert_eq!(Obstacle::of(said), wanted, "{said}");
        }
    }
}
