//! The key file: where it is, who may read it, and how it is written.

mod write;

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Keyring;
use super::key::Key;

/// Its name, in the data directory and among systemd's credentials.
pub const NAME: &str = "sds-gateway.key";

/// A file with a key in each line, the newest one last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFile {
    path: PathBuf,
    origin: Origin,
}

/// Who looks after a key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// We do: it is made when there is none, and replaced when keys are rotated.
    Ours,
    /// Whoever runs the machine: systemd shows it to us, and we only read it.
    Credential,
}

/// Why the keys cannot be used. No error repeats a line of the file.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("cannot read the key file `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write the key file `{path}`; nothing was sealed with a key that is not in it")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Others than the owner may read the file.
    #[error(
        "others than its owner may read the key file `{path}`: `chmod 600 {path}`, and rotate the keys with \
         `sds-gateway rotate-key` if somebody has"
    )]
    Exposed {
        /// The file.
        path: PathBuf,
    },
    /// A line is no key.
    #[error("line {line} of the key file `{path}` is no key: expected `<id> <Base64 of 32 bytes>`")]
    Line {
        /// The file.
        path: PathBuf,
        /// The number of the line, from 1.
        line: usize,
    },
    /// Two keys have the same id.
    #[error("two keys of the key file `{path}` are called `{id}`; remove the one that is not in use")]
    Twice {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// There is no key in the file.
    #[error("the key file `{path}` has no key; put the line of the key back, from a backup")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A key that the database needs is nowhere.
    #[error(
        "the database is sealed with the key {ids}, which `{path}` does not have; put that file or line back from a \
         backup, or say where it is with `key_file` in sds-gateway.toml: without the key, what is sealed is lost"
    )]
    Lost {
        /// The file.
        path: PathBuf,
        /// The ids of the keys, as they are shown.
        ids: String,
    },
    /// The file is a credential, which only the administrator replaces.
    #[error(
        "systemd gives the server its keys, `{path}`, so that they cannot be replaced here: add a newer key as the last \
         line of the credential's source, and rotate again where the server sees both"
    )]
    Given {
        /// The file.
        path: PathBuf,
    },
}

impl KeyFile {
    /// The key file of a data directory: the one of the settings, else systemd's credential where there is one, else
    /// the one in the data directory.
    pub fn find(data: &Path, chosen: Option<&Path>, credentials: Option<&Path>) -> Self {
        let credential = credentials.map(|directory| directory.join(NAME));
        match (chosen, credential) {
            // Whoever names the credential itself means the same.
            (Some(path), Some(credential)) if path == credential => {
                Self { path: credential, origin: Origin::Credential }
            }
            (Some(path), _) => Self { path: path.to_owned(), origin: Origin::Ours },
            (None, Some(path)) if path.exists() => Self { path, origin: Origin::Credential },
            (None, _) => Self::beside(data),
        }
    }

    /// The key file in a data directory.
    pub fn beside(data: &Path) -> Self {
        Self { path: data.join(NAME), origin: Origin::Ours }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether only the administrator replaces it.
    pub fn is_given(&self) -> bool {
        self.origin == Origin::Credential
    }

    /// Its keys; `None` where there is no such file.
    pub fn read(&self) -> Result<Option<Keyring>, KeyError> {
        let failed = |source| KeyError::Read { path: self.path.clone(), source };
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            file => file.map_err(failed)?,
        };
        let mode = file.metadata().map_err(failed)?.permissions().mode();
        if mode & self.forbidden() != 0 {
            return Err(KeyError::Exposed { path: self.path.clone() });
        }
        let mut text = Zeroizing::new(String::new());
        file.read_to_string(&mut text).map_err(failed)?;
        self.parse(&text).map(Some)
    }

    /// Rights that nobody may have. A credential has those of a group where systemd lets one user in by an access
    /// control list: there, they are the list's mask (acl(5)).
    fn forbidden(&self) -> u32 {
        match self.origin {
            Origin::Ours => 0o077,
            Origin::Credential => 0o007,
        }
    }

    fn parse(&self, text: &str) -> Result<Keyring, KeyError> {
        let path = || self.path.clone();
        let mut keys: Vec<Key> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let key =
                Key::read(line.trim()).ok_or_else(|| KeyError::Line { path: path(), line: index + 1 })?;
            if keys.iter().any(|other| other.id() == key.id()) {
                return Err(KeyError::Twice { path: path(), id: key.id().to_owned() });
            }
            keys.push(key);
        }
        Keyring::new(keys).ok_or_else(|| KeyError::Empty { path: path() })
    }

    /// Makes the file with one new key. Where somebody else was faster, theirs counts.
    pub fn create(&self) -> Result<Keyring, KeyError> {
        self.refuse_where_given()?;
        match write::new(&self.path, &Key::random()) {
            Err(source) if source.kind() != ErrorKind::AlreadyExists => return Err(self.not_written(source)),
            _ => {}
        }
        self.read()?.ok_or_else(|| self.gone())
    }

    /// Adds a key, which is the newest one from now on.
    pub fn add(&self, keyring: &Keyring, key: &Key) -> Result<(), KeyError> {
        self.refuse_where_given()?;
        let keys: Vec<&Key> = keyring.keys().chain([key]).collect();
        write::replace(&self.path, &keys).map_err(|source| self.not_written(source))
    }

    /// Leaves nothing but the newest key in the file.
    pub fn keep_newest(&self, keyring: &Keyring) -> Result<(), KeyError> {
        self.refuse_where_given()?;
        write::replace(&self.path, &[keyring.newest()]).map_err(|source| self.not_written(source))
    }

    /// Says that there is no such file any more.
    pub fn gone(&self) -> KeyError {
        KeyError::Read { path: self.path.clone(), source: ErrorKind::NotFound.into() }
    }

    fn refuse_where_given(&self) -> Result<(), KeyError> {
        if self.is_given() { Err(KeyError::Given { path: self.path.clone() }) } else { Ok(()) }
    }

    fn not_written(&self, source: io::Error) -> KeyError {
        KeyError::Write { path: self.path.clone(), source }
    }
}
