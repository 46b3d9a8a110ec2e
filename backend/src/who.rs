//! Who does something: what the audit log says of them.

use std::net::IpAddr;
use std::os::unix::fs::MetadataExt;

use gateway::api::audit::Via;
use gateway::api::people::Role;

/// Who does something, and how they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The account.
    pub account: String,
    /// What they may; none of somebody who is not known.
    pub role: Option<Role>,
    /// How they are known.
    pub via: Via,
    /// Where they ask from.
    pub address: Option<IpAddr>,
}

impl Who {
    /// The server itself, such as when a deployment ends.
    pub fn server() -> Self {
        Self { account: "server".to_owned(), role: None, via: Via::Server, address: None }
    }

    /// Whoever may run programs on the server's machine, by the name of their login there.
    pub fn at_the_machine() -> Self {
        let login = ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        // A service or container often has none of these.
        let number = || std::fs::metadata("/proc/self").map(|process| format!("uid {}", process.uid()));
        let account = login.or_else(|| number().ok()).unwrap_or_else(|| "unknown".to_owned());
        Self { account, role: Some(Role::Admin), via: Via::CommandLine, address: None }
    }

    /// Somebody who has not signed in.
    pub fn nobody(address: IpAddr) -> Self {
        Self { account: String::new(), role: None, via: Via::Nobody, address: Some(address) }
    }
}
