//! A node of the settings: its name, how it is reached, and where its snippets are.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use gateway::names::drbd::NodeName;
use serde::Deserialize;

/// Where drbd-reactor reads snippets unless its own settings say otherwise.
const SNIPPETS: &str = "/etc/drbd-reactor.d";

/// A node that the server is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeSettings {
    /// Its name, as `uname -n` prints it there.
    pub name: NodeName,
    /// Its snippets directory.
    pub directory: PathBuf,
    /// How it is reached.
    pub reach: ReachSettings,
}

/// How a node is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReachSettings {
    /// A directory of this machine; nothing runs there.
    Directory,
    /// This machine, with the drbd-reactor that runs on it.
    Local {
        /// Whether programs run through `sudo -n`.
        sudo: Sudo,
    },
    /// Another machine, over SSH.
    Ssh(Reached),
}

/// How a machine is reached over SSH.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Its name or address; a `Host` of `ssh_config` will do.
    pub address: Address,
    /// The login; `ssh_config` decides when left out.
    pub user: Option<String>,
    /// The port; `ssh_config` decides when left out.
    pub port: Option<u16>,
    /// The private key; `ssh_config` and the agent decide when left out.
    pub identity: Option<PathBuf>,
    /// Whether programs run through `sudo -n`.
    pub sudo: Sudo,
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(user) = &self.user {
            write!(f, "{user}@")?;
        }
        self.address.fmt(f)?;
        if let Some(port) = self.port {
            write!(f, " (port {port})")?;
        }
        Ok(())
    }
}

/// Whether programs run through `sudo -n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sudo {
    /// Where the login is not root.
    #[default]
    WhereNeeded,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Sudo {
    fn of(setting: Option<bool>) -> Self {
        match setting {
            None => Self::WhereNeeded,
            Some(true) => Self::Always,
            Some(false) => Self::Never,
        }
    }
}

/// Name or address of a machine, as `ssh` takes it: it can be neither an option nor a word of a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:%".contains(&byte);
        let starts_right = text.starts_with(|first: char| first.is_ascii_alphanumeric() || first == ':');
        if starts_right && text.len() <= 253 && text.bytes().all(is_plain) {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "`address`: expected a name or an address such as `node-a.example.com`, `10.0.0.5` or `fd00::5`, but \
             found `{text}`; user and port are settings of their own"
        ))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A node as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: String,
    directory: Option<PathBuf>,
    address: Option<String>,
    user: Option<String>,
    port: Option<u16>,
    identity: Option<PathBuf>,
    sudo: Option<bool>,
    #[serde(default)]
    local: bool,
}

impl Written {
    /// Reads a node, and adds everything that is wrong with it to `problems`.
    pub(super) fn read(self, problems: &mut Vec<String>) -> Option<NodeSettings> {
        let before = problems.len();
        let mut report = |problem: String| problems.push(format!("node `{}`: {problem}", self.name));
        let name: Option<NodeName> =
            self.name.parse().map_err(|error: gateway::problem::Expected| report(error.to_string())).ok();
        if let Some(user) = self.user.as_deref().filter(|user| !is_login(user)) {
            report(format!("`user`: expected a login such as `sds-gateway`, but found `{user}`"));
        }
        if self.port == Some(0) {
            report("`port`: expected 1 to 65535".to_owned());
        }
        for (key, path) in [("directory", &self.directory), ("identity", &self.identity)] {
            // A relative one would mean another place after each start.
            let is_relative =
                |path: &&PathBuf| !path.is_absolute() && (key == "identity" || self.address.is_some());
            if let Some(path) = path.as_ref().filter(is_relative) {
                report(format!("`{key}`: expected an absolute path, but found `{}`", path.display()));
            }
        }
        let only_ssh = [
            ("user", self.user.is_some()),
            ("port", self.port.is_some()),
            ("identity", self.identity.is_some()),
        ];
        for (key, _) in only_ssh.iter().filter(|(_, is_given)| *is_given && self.address.is_none()) {
            report(format!("`{key}` is for a node with `address`, which is reached over SSH"));
        }
        let sudo = Sudo::of(self.sudo);
        let reach = match (&self.address, self.local) {
            (Some(_), true) => {
                report("expected either `address` or `local`".to_owned());
                None
            }
            (Some(address), false) => {
                let reached = |address| Reached {
                    address,
                    user: self.user.clone(),
                    port: self.port,
                    identity: self.identity.clone(),
                    sudo,
                };
                address.parse().map_err(&mut report).ok().map(reached).map(ReachSettings::Ssh)
            }
            (None, true) => Some(ReachSettings::Local { sudo }),
            (None, false) => {
                if self.directory.is_none() {
                    report(
                        "expected `address` (a machine over SSH), `local = true` (this machine) or `directory` (a \
                         directory of this machine that only gets the files)"
                            .to_owned(),
                    );
                }
                if self.sudo.is_some() {
                    report("`sudo` is for a node with `address` or `local`".to_owned());
                }
                Some(ReachSettings::Directory)
            }
        };
        if problems.len() > before {
            return None;
        }
        let directory = self.directory.unwrap_or_else(|| Path::new(SNIPPETS).to_owned());
        Some(NodeSettings { name: name?, directory, reach: reach? })
    }
}

/// A login is given to `ssh` as the value of an option; all the same it must not look like one.
fn is_login(user: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@\\".contains(&byte);
    !user.is_empty() && !user.starts_with('-') && user.len() <= 256 && user.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::{ReachSettings, Sudo, Written};

    fn read(text: &str) -> (Option<super::NodeSettings>, Vec<String>) {
        let mut problems = Vec::new();
        let written: Written = toml::from_str(text).expect("keys that are known");
        (written.read(&mut problems), problems)
    }

    #[test]
    fn every_refusal_is_told_and_all_of_a_node_at_once() {
        let table = [
            ("name = 'a b'\nlocal = true", &["a node's name"][..]),
            ("name = 'a'", &["`local = true`"]),
            ("name = 'a'\nlocal = true\naddress = '10.0.0.1'", &["either `address` or `local`"]),
            ("name = 'a'\naddress = '-oProxyCommand=x'", &["`address`"]),
            ("name = 'a'\naddress = 'root@b'", &["settings of their own"]),
            ("name = 'a'\naddress = ''", &["`address`"]),
            ("name = 'a'\naddress = 'b'\nuser = '-l'", &["`user`"]),
            ("name = 'a'\naddress = 'b'\nuser = ''", &["`user`"]),
            ("name = 'a'\naddress = 'b'\nport = 0", &["`port`"]),
            ("name = 'a'\naddress = 'b'\ndirectory = 'here'", &["`directory`"]),
            ("name = 'a'\naddress = 'b'\nidentity = 'key'", &["`identity`"]),
            ("name = 'a'\ndirectory = '/d'\nsudo = true", &["`sudo`"]),
            (
                "name = 'a'\ndirectory = '/d'\nuser = 'u'\nport = 22\nidentity = '/k'",
                &["`user` is for", "`port` is for", "`identity` is for"],
            ),
            (
                "name = 'a'\naddress = 'a;b'\nuser = 'a b'\nport = 0\nidentity = 'k'\ndirectory = 'd'",
                &["`user`", "`port`", "`directory`", "`identity`", "`address`"],
            ),
        ];
        for (text, wanted) in table {
            let (node, problems) = read(text);
            assert_eq!(node, None, "{text}");
            assert_eq!(problems.len(), wanted.len(), "{text}: {problems:?}");
            for words in wanted {
                let is_told =
                    problems.iter().any(|problem| problem.starts_with("node `") && problem.contains(words));
                assert!(is_told, "{words} of {text}: {problems:?}");
            }
        }
    }

    #[test]
    fn a_node_is_reached_as_it_is_written() {
        let (node, problems) =
            read("name = 'node-a'\naddress = 'fd00::5%eth0'\nport = 2222\nuser = 'gw'\nsudo = false");
        let node = node.unwrap_or_else(|| panic!("{problems:?}"));
        assert_eq!(node.directory, std::path::Path::new("/etc/drbd-reactor.d"));
        let ReachSettings::Ssh(reached) = node.reach else { panic!("{:?}", node.reach) };
        assert_eq!(
            (reached.to_string().as_str(), reached.sudo),
            ("gw@fd00::5%eth0 (port 2222)", Sudo::Never)
        );
        let (node, _) = read("name = 'node-a'\nlocal = true");
        assert_eq!(node.map(|node| node.reach), Some(ReachSettings::Local { sudo: Sudo::WhereNeeded }));
        let (node, _) = read("name = 'node-a'\ndirectory = 'relative/is/fine/here'");
        assert_eq!(node.map(|node| node.reach), Some(ReachSettings::Directory));
    }
}
