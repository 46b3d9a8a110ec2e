//! An installation as one file: everything that is kept, sealed as a whole with a passphrase.

mod envelope;

use std::fmt::{self, Debug, Formatter};
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use gateway::names::password::{NewPassword, Password};
use gateway::text::Text;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::store::StoreError;

/// Everything of an installation but what belongs to one server: its keys, sessions, sign-in links and failures to sign
/// in. Secrets are in plain text.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Number of the newest migration of the database that it was made from. Rows of another one mean something else.
    pub schema: i64,
    /// The key of keyed hashes: approvals are known by these.
    pub hash_key: String,
    /// Every table, sorted by name.
    pub tables: Vec<Table>,
}

/// Without the rows: they hold secrets.
impl Debug for Archive {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("schema", &self.schema).finish_non_exhaustive()
    }
}

/// The rows of a table, sorted by its key.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// A cell of each row for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a column of a row.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// A text; of a sealed column, what is in it.
    Text(String),
}

/// Why there is no archive, or why one is not taken in. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file is something else.
    #[error("this is no archive of an installation")]
    NotArchive,
    /// The file's form is another one.
    #[error("the archive was written by another version of this program")]
    OtherVersion,
    /// The passphrase would cost more time or memory to try than any archive of ours.
    #[error("the archive asks for more time or memory than any of this program")]
    Costly,
    /// The passphrase is another one, or the file is not what was written.
    #[error("the passphrase is another one, or the file was changed or cut")]
    Closed,
    /// There is more in it than fits.
    #[error("there is more in the archive than fits")]
    TooLarge,
    /// What is in it is not what it should be.
    #[error("the archive holds something that is not understood: {0}")]
    Content(&'static str),
    /// Its rows are those of another version of the database.
    #[error("the archive is of version {found} of the database, and this program has version {known}")]
    OtherSchema {
        /// The archive's.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// There are gateways already.
    #[error("there are gateways already")]
    NotEmpty,
    /// A deployment is under way.
    #[error("a deployment is under way")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ArchiveError {
    /// What helps against it.
    pub fn remedy(&self) -> Text {
        match self {
            Self::NotArchive => Text::new(
                "take the file that `sds-gateway archive export` or `POST /archive/export` has written",
                "请使用 `sds-gateway archive export` 或 `POST /archive/export` 生成的文件",
            ),
            Self::OtherVersion => Text::new(
                "take it in with the version of the program that has written it, or a newer one",
                "请使用生成该文件的程序版本或更新版本导入",
            ),
            Self::Costly => Text::new(
                "nothing was tried: somebody has changed the file, or made it to keep the server busy",
                "未作任何尝试：该文件已被更改，或是为占用服务器资源而制作",
            ),
            Self::Closed => Text::new(
                "look at the passphrase, and fetch the file again from where it is whole",
                "请检查口令，并重新获取完整的文件",
            ),
            Self::TooLarge => Text::new(
                "copy the data directory and the key file instead, while the server does not run",
                "请改为在服务器停止时复制数据目录和密钥文件",
            ),
            Self::Content(_) => Text::new(
                "export it again, and take it in with the same version of the program",
                "请重新导出，并使用相同版本的程序导入",
            ),
            Self::OtherSchema { .. } => Text::new(
                "take it in with the version of the program that has written it, then start the newer one over that data",
                "请先用生成该归档的程序版本导入，再用新版本启动该数据",
            ),
            Self::NotEmpty => Text::new(
                "take it in with another data directory: an archive takes the place of everything that is kept",
                "请使用另一个数据目录导入：归档会替换所有已保存的内容",
            ),
            Self::Busy => {
                Text::new("wait until all deployments have ended, then try again", "请等待所有部署结束后重试")
            }
            Self::Store(_) => Text::new("the server's log says why", "原因见服务器日志"),
        }
    }
}

/// The most that an archive may hold, unpacked: far more than any installation has, and less than a server's memory.
const MOST: u64 = 1 << 30;

impl Archive {
    /// The file, which opens with the passphrase alone. Deriving its key takes a second.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness or too little memory.
    pub fn write(&self, passphrase: &NewPassword) -> Vec<u8> {
        let json = Zeroizing::new(serde_json::to_vec(self).expect("rows are plain data"));
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&json).expect("memory takes everything");
        let packed = Zeroizing::new(packed.finish().expect("memory takes everything"));
        envelope::seal(&packed, passphrase.reveal())
    }

    /// Reads a file. What it costs is bounded before anything of it is believed.
    pub fn read(file: &[u8], passphrase: &Password) -> Result<Self, ArchiveError> {
        let packed = envelope::open(file, passphrase.reveal())?;
        let json = unpacked(&packed, MOST)?;
        // What serde says may repeat a secret.
        serde_json::from_slice(&json).map_err(|_| ArchiveError::Content("it has no tables"))
    }
}

/// What was packed, if it is no more than `most` bytes: a small file may be made to fill any memory.
fn unpacked(packed: &[u8], most: u64) -> Result<Zeroizing<Vec<u8>>, ArchiveError> {
    let mut bytes = Zeroizing::new(Vec::new());
    // One more than allowed, to see whether there is more.
    let read = GzDecoder::new(packed).take(most + 1).read_to_end(&mut bytes);
    read.map_err(|_| ArchiveError::Content("it cannot be unpacked"))?;
    if bytes.len() as u64 > most { Err(ArchiveError::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::{ArchiveError, Compression, GzEncoder, Write, unpacked};

    #[test]
    fn no_more_is_unpacked_than_fits() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![b'0'; 1 << 20]).expect("memory takes everything");
        let packed = packed.finish().expect("memory takes everything");
        assert_eq!(unpacked(&packed, 1 << 20).expect("it fits").len(), 1 << 20);
        assert!(matches!(unpacked(&packed, (1 << 20) - 1), Err(ArchiveError::TooLarge)));
        assert!(matches!(unpacked(&packed[..100], 1 << 20), Err(ArchiveError::Content(_))));
    }
}
