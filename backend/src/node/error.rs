//! What a node may have against doing what was asked, in the words of those who can mend it.

use std::path::PathBuf;

use gateway::text::Text;

use super::SnippetName;
use super::machine::MachineError;
use crate::error::chain;

/// Why a node did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// The file system of the node refused.
    #[error("cannot {attempt} `{path}`")]
    File {
        /// What was attempted.
        attempt: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A file is not what was written.
    #[error("`{0}` is not what was written to it")]
    Changed(PathBuf),
    /// A snippet that is to be enabled is not there.
    #[error("there is no snippet `{0}` to enable")]
    Missing(SnippetName),
    /// A link that leads out of the snippets directory is neither read nor written.
    #[error("`{0}` is a link that leads out of the snippets directory")]
    LeadsOut(PathBuf),
    /// A snippet that the daemon reads is not text.
    #[error("`{0}` is not UTF-8, so that the daemon refuses all files of its directory")]
    NotText(String),
    /// Not a snippet's name.
    #[error("expected the name of a snippet such as `sds-iscsi-r0`, without `/`, but found `{0}`")]
    Name(String),
    /// The task that did the work ended too early.
    #[error("the work on the files was cut short")]
    CutShort,
    /// Its machine does not answer, or not as it should.
    #[error(transparent)]
    Machine(#[from] MachineError),
    /// A program of the node refused.
    #[error("cannot {attempt}: {said}")]
    Refused {
        /// What was attempted.
        attempt: &'static str,
        /// What the program wrote.
        said: String,
    },
    /// A program of the node was not done in time and was ended there.
    #[error("cannot {attempt}: `{program}` was not done within {seconds} s")]
    Late {
        /// What was attempted.
        attempt: &'static str,
        /// The program.
        program: String,
        /// How many seconds it had.
        seconds: String,
    },
    /// Files of the directory got other names while they were looked at, again and again.
    #[error("the files of the directory do not stand still")]
    Unsteady,
    /// An earlier call, of which we lost sight, is still at work on the node.
    #[error("cannot {attempt}: an earlier command is still at work on the node")]
    Busy {
        /// What was attempted.
        attempt: &'static str,
    },
    /// Another snippet of the same name has appeared in the place of the one that is to be enabled.
    #[error("somebody else has put `{0}` there meanwhile")]
    Appeared(String),
    /// A snippet is not what it was a moment ago.
    #[error("somebody else has changed `{0}` meanwhile")]
    Meddled(String),
    /// A program's answer is not what it promises.
    #[error("cannot understand the answer of `{program}`")]
    Answer {
        /// The program.
        program: &'static str,
    },
    /// Nothing runs services there.
    #[error("no daemon runs there")]
    NoDaemon,
}

impl NodeError {
    /// What is shown of it, with a way out where one is known.
    pub fn text(&self) -> Text {
        match self {
            Self::Machine(error) => error.text(),
            Self::Late { program, seconds, .. } => Text::of(
                format!("{self}; look what keeps the node busy with `systemctl list-jobs` there"),
                format!("`{program}` 在 {seconds} 秒内未完成；请在该节点上用 `systemctl list-jobs` 查看原因"),
            ),
            Self::Busy { .. } => Text::of(
                format!(
                    "{self}; wait until it has ended, or look what keeps it with `systemctl list-jobs` there"
                ),
                "先前的命令仍在该节点上运行；请等待其结束，或在该节点上用 `systemctl list-jobs` 查看原因",
            ),
            Self::Appeared(file) => Text::of(
                format!(
                    "somebody else has put `{file}` there meanwhile; remove one of the two, then plan again"
                ),
                format!("其他人同时放置了 `{file}`；请删除其中之一，然后重新制定计划"),
            ),
            Self::Meddled(file) => Text::of(
                format!("somebody else has changed `{file}` meanwhile; look what they want, then plan again"),
                format!("其他人同时修改了 `{file}`；请了解其目的，然后重新制定计划"),
            ),
            Self::Missing(name) => Text::of(
                format!("there is no snippet `{name}` to enable; somebody has removed it meanwhile"),
                format!("没有可启用的配置片段 `{name}`；其他人已将其删除"),
            ),
            Self::NotText(file) => Text::of(
                format!("{self}; write it in UTF-8, or remove it"),
                format!("`{file}` 不是 UTF-8，因此守护进程会拒绝该目录中的所有文件；请改为 UTF-8 或将其删除"),
            ),
            Self::Unsteady => Text::new(
                "the files of the directory got other names while they were looked at; try again",
                "读取期间目录中的文件被改名；请重试",
            ),
            Self::NoDaemon => Text::new(
                "no daemon runs there: the node gets files and nothing else",
                "该节点上没有守护进程：它只接收文件",
            ),
            Self::File { .. }
            | Self::Changed(_)
            | Self::LeadsOut(_)
            | Self::Name(_)
            | Self::CutShort
            | Self::Refused { .. }
            | Self::Answer { .. } => {
                let said = chain(self);
                Text::of(said.clone(), format!("节点出错：{said}"))
            }
        }
    }
}
