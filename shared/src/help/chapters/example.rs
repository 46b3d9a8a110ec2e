//! The gateways that chapters show. Their snippets are written like any other, so that they are never out of date.

use serde_json::{Value, json};

use crate::gateway::{Gateway, Kind};
use crate::snippet::write::write;

/// A gateway that a chapter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// The complete example of a kind.
    Of(Kind),
    /// An iSCSI gateway that is reached by two service IPs.
    TwoServiceIps,
    /// An iSCSI gateway for two initiators that know a password.
    Chap,
    /// An NFS gateway whose exports are for some networks.
    Networks,
    /// An NVMe-oF gateway for two hosts.
    Hosts,
}

impl Example {
    /// Every example.
    pub const ALL: [Self; 7] = [
        Self::Of(Kind::Iscsi),
        Self::Of(Kind::Nfs),
        Self::Of(Kind::Nvmeof),
        Self::TwoServiceIps,
        Self::Chap,
        Self::Networks,
        Self::Hosts,
    ];

    /// Its draft, without problems.
    pub fn draft(self) -> Value {
        match self {
            Self::Of(kind) => kind.example(),
            Self::TwoServiceIps => {
                let mut draft = Kind::Iscsi.example();
                draft["service_ips"] = json!([{"ip": "192.168.1.100/24"}, {"ip": "192.168.2.100/24"}]);
                draft
            }
            Self::Chap => {
                let mut draft = Kind::Iscsi.example();
                draft["chap"] = json!({"username": "backup", "password": "twelve-or-more"});
                draft["allowed_initiators"] =
                    json!(["iqn.1998-01.com.vmware:esx1", "iqn.1998-01.com.vmware:esx2"]);
                draft
            }
            Self::Networks => {
                let mut draft = Kind::Nfs.example();
                draft["volumes"][0]["exports"] = json!([
                    {"clients": "192.168.1.0/24", "options": "rw,sync,no_subtree_check"},
                    {"clients": "10.0.0.0/8", "options": "ro,sync,no_subtree_check"}
                ]);
                draft["volumes"][1]["exports"] =
                    json!([{"clients": "192.168.1.0/24", "options": "ro,no_subtree_check"}]);
                draft
            }
            Self::Hosts => {
                let mut draft = Kind::Nvmeof.example();
                draft["allowed_hosts"] = json!([
                    "nqn.2014-08.org.nvmexpress:uuid:0b1f9f6a-2d9c-4f5e-8a57-6a2f3f1f0c11",
                    "nqn.2014-08.org.nvmexpress:uuid:7c0de2f4-91b1-4e0a-b3f1-1f6f7f2a9d22"
                ]);
                draft
            }
        }
    }

    /// Its snippet.
    pub fn snippet(self) -> String {
        let gateway = Gateway::read(&self.draft());
        gateway.map(|gateway| write(&gateway)).unwrap_or_default()
    }

    /// The start entries of these agents in its snippet, as they stand there.
    pub fn entries(self, agents: &[&str]) -> String {
        let snippet = self.snippet();
        let is_wanted =
            |line: &&str| agents.iter().any(|agent| line.contains(&format!("ocf:heartbeat:{agent} ")));
        snippet.lines().map(str::trim).filter(is_wanted).collect::<Vec<_>>().join("\n")
    }
}
