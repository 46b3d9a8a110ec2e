//! The iSCSI gateway: a target with LUNs, reached through portals.

pub mod chap;
pub mod lun;

use serde::Serialize;
use serde_json::{Value, json};

use super::parts::Numbering;
use super::{Gateway, RESOURCE, Section, UsedVolume, derived};
use crate::agent::Agent;
use crate::draft::{Draft, Record, report_twice};
use crate::field::place::Place;
use crate::field::{Absent, Field, Input};
use crate::names::drbd::ResourceName;
use crate::names::iscsi::{InitiatorName, Iqn};
use crate::names::number::{LunNumber, Port, TargetId};
use crate::names::{Choice, choice_type};
use crate::problem::Problem;
use crate::text::Text;
use chap::Chap;
use lun::Lun;

choice_type! {
    /// The program that serves the target. It must be named on target and LUNs alike: each agent detects alone.
    Implementation {
        /// The kernel's target, through targetcli. The one that works on today's systems.
        LioT = "lio-t",
        /// The user-space target daemon.
        Tgt = "tgt",
        /// SCST; agents since 4.13.
        Scst = "scst",
        /// The iSCSI enterprise target.
        Iet = "iet",
        /// The kernel's target, through `tcm_node`, which is gone. It ignores CHAP.
        Lio = "lio",
    }
}

/// What only an iSCSI gateway has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Iscsi {
    /// Name of the target.
    pub iqn: Iqn,
    /// TCP port of the portals; 3260 if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<Port>,
    /// The program that serves the target; `lio-t` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation: Option<Implementation>,
    /// Number of the target, for tgt only; derived if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tid: Option<TargetId>,
    /// Name and secret that initiators must give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chap: Option<Chap>,
    /// Initiators that may connect; all if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_initiators: Vec<InitiatorName>,
    /// What initiators see as disks; one at least.
    pub luns: Vec<Lun>,
}

impl Record for Iscsi {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "iqn",
            Input::Text("iqn.2024-01.com.example:storage.r0"),
            Text::new("IQN of the target", "target 的 IQN"),
            Text::new(
                "Name by which initiators find the target (RFC 7143). LIO wants lower case and no `_`.",
                "发起端用来查找 target 的名称（RFC 7143）。LIO 要求小写且不含 `_`。",
            ),
        ).by("iSCSITarget `iqn`; RFC 7143, 4.2.7").see("iqn"),
        Field::new(
            "luns",
            Input::Rows(Lun::FIELDS, Text::new("LUN", "LUN")),
            Text::new("LUNs", "LUN"),
            Text::new("Volumes that initiators see as disks.", "发起端看到的磁盘。"),
        ).by("iSCSILogicalUnit"),
        Field::new(
            "chap",
            Input::Group(Chap::FIELDS),
            Text::new("CHAP", "CHAP 认证"),
            Text::new(
                "Name and secret that initiators must give. Both or neither. Every local user of a node can read them \
                 while the gateway runs: drbd-reactor writes them into world-readable units.",
                "发起端必须提供的用户名和密码，须同时填写或同时留空。网关运行时，节点上的任何本地用户都能读到它们：\
                 drbd-reactor 会将其写入所有人可读的单元文件。",
            ),
        ).by("iSCSITarget `incoming_username`, `incoming_password`; RFC 7143, 12.1").see("chap-pair")
        .or(Absent::LeftOut),
        Field::new(
            "allowed_initiators",
            Input::Lines("iqn.1998-01.com.vmware:esx1"),
            Text::new("Allowed initiators", "允许的发起端"),
            Text::new(
                "Names of the initiators that may connect, one a line. Empty lets all connect.",
                "允许连接的发起端名称，每行一个。留空则允许所有发起端。",
            ),
        ).by("iSCSITarget `allowed_initiators`").see("initiator")
        .or(Absent::LeftOut),
        Field::new(
            "implementation",
            Input::Choice(|| Implementation::ALL.iter().map(|choice| choice.word()).collect()),
            Text::new("Implementation", "实现"),
            Text::new(
                "The program that serves the target. `lio-t` is the kernel's; `lio` does not start on today's systems.",
                "提供 target 的程序。`lio-t` 为内核实现；`lio` 在当今系统上无法启动。",
            ),
        ).by("iSCSITarget, iSCSILogicalUnit `implementation`").see("implementation")
        .or(Absent::Default("lio-t")),
        Field::new(
            "port",
            Input::Number("3260"),
            Text::new("TCP port", "TCP 端口"),
            Text::new("Port of the portals.", "门户的端口。"),
        ).by("iSCSITarget `portals`; portblock `portno`").see("portal-port")
        .or(Absent::Default("3260")),
        Field::new(
            "tid",
            Input::Number("1"),
            Text::new("Target number (tgt)", "target 编号（tgt）"),
            Text::new(
                "Only tgt wants it. It must be unique on every node.",
                "仅 tgt 需要，在每个节点上必须唯一。",
            ),
        ).by("iSCSITarget `tid`").see("target-id").derived_from("IQN and resource", "IQN 和资源"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        draft.needs_one("luns", Text::new("needs one LUN at least", "至少需要一个 LUN"));
        Self {
            iqn: draft.required("iqn"),
            port: draft.optional("port"),
            implementation: draft.optional("implementation"),
            tid: draft.optional("tid"),
            chap: draft.record_if_any("chap"),
            allowed_initiators: draft.list("allowed_initiators"),
            luns: draft.rows("luns"),
        }
    }
}

impl Iscsi {
    fn port(&self) -> Port {
        self.port.unwrap_or(Port::new(3260).expect("a port"))
    }

    fn implementation(&self) -> Implementation {
        self.implementation.unwrap_or(Implementation::LioT)
    }

    /// The target's number, where the implementation wants one.
    fn tid(&self, resource: &ResourceName) -> Option<TargetId> {
        let derived = || {
            TargetId::new(derived::number(self.iqn.as_str(), resource, u16::MAX).into()).expect("1 and up")
        };
        match self.implementation() {
            Implementation::Tgt => Some(self.tid.unwrap_or_else(derived)),
            Implementation::LioT | Implementation::Lio | Implementation::Iet | Implementation::Scst => {
                self.tid
            }
        }
    }

    /// The initiators as the agent wants them: for nobody listed, tgt serves nobody unless told `ALL`.
    fn allowed_initiators(&self) -> Option<String> {
        if !self.allowed_initiators.is_empty() {
            let names: Vec<&str> = self.allowed_initiators.iter().map(InitiatorName::as_str).collect();
            return Some(names.join(" "));
        }
        match self.implementation() {
            Implementation::Tgt => Some("ALL".into()),
            Implementation::LioT | Implementation::Lio | Implementation::Iet | Implementation::Scst => None,
        }
    }

    pub(super) fn volumes(&self, resource: &ResourceName) -> Vec<UsedVolume> {
        let used = |(index, lun): (usize, &Lun)| UsedVolume {
            at: format!("/luns/{index}"),
            volume: lun.volume,
            device: lun.device(resource),
        };
        self.luns.iter().enumerate().map(used).collect()
    }

    pub(super) fn report(&self, gateway: &Gateway, problems: &mut Vec<Problem>) {
        let resource = &gateway.resource;
        let each = |key: &'static str| {
            self.luns.iter().enumerate().map(move |(index, lun)| (format!("/luns/{index}/{key}"), lun))
        };
        report_twice(problems, "lun-twice", each("lun").map(|(at, lun)| (at, lun.number())));
        report_twice(
            problems,
            "scsi-sn-twice",
            each("scsi_sn").map(|(at, lun)| (at, lun.scsi_sn(&self.iqn, resource))),
        );
        let prefix = |lun: &Lun| {
            lun.product_id(&self.iqn, resource).as_str().bytes().take(8).map(char::from).collect::<String>()
        };
        report_twice(problems, "product-id-twice", each("product_id").map(|(at, lun)| (at, prefix(lun))));
        report_twice(
            problems,
            "initiator-twice",
            self.allowed_initiators
                .iter()
                .enumerate()
                .map(|(index, name)| (format!("/allowed_initiators/{index}"), name)),
        );
        for (at, lun) in each("lun") {
            self.report_lun_number(at, lun.number(), problems);
        }
        self.report_implementation(gateway, problems);
    }

    fn report_lun_number(&self, at: String, number: LunNumber, problems: &mut Vec<Problem>) {
        match self.implementation() {
            Implementation::Tgt if number.get() == 0 => {
                problems.push(Problem::error("tgt-lun-0", at, TGT_LUN));
            }
            Implementation::LioT | Implementation::Lio
                if number.get() > 255 && !self.allowed_initiators.is_empty() =>
            {
                problems.push(Problem::error("lun-restricted", at, RESTRICTED_LUN));
            }
            Implementation::LioT
            | Implementation::Lio
            | Implementation::Tgt
            | Implementation::Iet
            | Implementation::Scst => {}
        }
    }

    fn report_implementation(&self, gateway: &Gateway, problems: &mut Vec<Problem>) {
        let implementation = self.implementation();
        if implementation == Implementation::Lio {
            problems.push(Problem::warning("lio-gone", "/implementation", LIO_GONE));
            if self.chap.is_some() {
                problems.push(Problem::error("lio-chap", "/chap", LIO_CHAP));
            }
        }
        if implementation == Implementation::Tgt && !self.allowed_initiators.is_empty() {
            problems.push(Problem::error("initiators-tgt", "/allowed_initiators", TGT_INITIATORS));
        }
        let listens_everywhere = match implementation {
            Implementation::Iet | Implementation::Tgt => true,
            // The agent takes a portal apart at its first colon.
            Implementation::LioT | Implementation::Lio | Implementation::Scst => false,
        };
        for (index, ip) in gateway.ips().enumerate() {
            if ip.is_ipv6() && !listens_everywhere {
                problems.push(Problem::error("portal-ipv6", format!("/service_ips/{index}/ip"), PORTAL_IPV6));
            }
        }
        if listens_everywhere {
            problems.push(Problem::warning("portals-ignored", "/implementation", PORTALS_IGNORED));
        }
        let ignores_port = listens_everywhere || implementation == Implementation::Scst;
        if ignores_port && self.port().get() != 3260 {
            problems.push(Problem::error("port-ignored", "/port", PORT_IGNORED));
        }
    }

    pub(super) fn filled_in(&self, resource: &ResourceName) -> Self {
        let lun = |lun: &Lun| lun.filled_in(&self.iqn, resource);
        Self {
            port: Some(self.port()),
            implementation: Some(self.implementation()),
            tid: self.tid(resource),
            luns: self.luns.iter().map(lun).collect(),
            ..self.clone()
        }
    }

    pub(super) fn sections(&self, gateway: &Gateway) -> Vec<Section> {
        let port = self.port();
        vec![
            gateway.private_volume.section(&gateway.resource),
            Section::new(
                "Block iSCSI port on all nodes before starting",
                gateway.block("pblock", Numbering::Always, port),
            )
            .all_from(PORT),
            Section::new("Bring up service IP", gateway.bring_up(Numbering::Always)),
            Section::new("Start iSCSI Target", vec![self.target(gateway)]),
            Section::new("Export LUNs (Volume 1, 2, ...)", self.logical_units(&gateway.resource)),
            Section::new(
                "Unblock iSCSI port (only on active node)",
                gateway.unblock("portunblock", Numbering::Always, port),
            )
            .all_from(PORT),
        ]
    }

    fn target(&self, gateway: &Gateway) -> Agent {
        let portals: Vec<String> =
            gateway.ips().map(|ip| format!("{}:{}", ip.in_portal(), self.port())).collect();
        Agent::heartbeat("iSCSITarget", "target")
            .with("iqn", &self.iqn)
            .with("portals", portals.join(" "))
            .with_some("incoming_username", self.chap.as_ref().map(|chap| &chap.username))
            .with_some("incoming_password", self.chap.as_ref().map(|chap| chap.password.reveal()))
            .with_some("allowed_initiators", self.allowed_initiators())
            .with("implementation", self.implementation())
            .with_some("tid", self.tid(&gateway.resource))
            .from_fields([IQN, PORT, IMPLEMENTATION, Place::of("allowed_initiators"), Place::of("tid")])
            .from_fields(["username", "password"].map(|key| Place::in_group("chap", key)))
            .from_fields(gateway.ip_places())
            .from_fields((self.tid.is_none() && self.tid(&gateway.resource).is_some()).then_some(RESOURCE))
    }

    fn logical_units(&self, resource: &ResourceName) -> Vec<Agent> {
        let logical_unit = |(index, lun): (usize, &Lun)| {
            let (product_id, scsi_sn) = lun.identity(&self.iqn, resource);
            Agent::heartbeat("iSCSILogicalUnit", format!("lu{}", lun.number()))
                .with("target_iqn", &self.iqn)
                .with("lun", lun.number())
                .with("path", lun.device(resource))
                .with("product_id", product_id)
                .with("scsi_sn", scsi_sn)
                .with("implementation", self.implementation())
                .from_fields(lun::KEYS.map(|key| Place::in_row("luns", index, key)))
                .from_fields([IQN, IMPLEMENTATION])
                .from_fields(lun.follows_resource().then_some(RESOURCE))
        };
        self.luns.iter().enumerate().map(logical_unit).collect()
    }
}

pub(super) const IQN: Place = Place::of("iqn");
const PORT: Place = Place::of("port");
const IMPLEMENTATION: Place = Place::of("implementation");

const TGT_LUN: Text =
    Text::new("tgt keeps LUN 0 for itself; expected 1 or more", "tgt 保留 LUN 0；应为 1 或更大");
const RESTRICTED_LUN: Text = Text::new(
    "LIO maps LUNs 0 to 255 only where initiators are restricted",
    "限制发起端时，LIO 只能映射 LUN 0 到 255",
);
pub(crate) const LIO_GONE: Text = Text::new(
    "`lio` needs tcm_node, which today's systems do not have; expected `lio-t`",
    "`lio` 需要 tcm_node，当今系统已没有；应为 `lio-t`",
);
pub(crate) const LIO_CHAP: Text = Text::new(
    "`lio` ignores CHAP, so the target would be open to all; expected `lio-t`, or no CHAP",
    "`lio` 忽略 CHAP，target 会对所有人开放；应使用 `lio-t`，或不用 CHAP",
);
// The agent hands each to tgtadm as `--initiator-address` (resource-agents 4.12, iSCSITarget).
const TGT_INITIATORS: Text = Text::new(
    "tgt compares these with addresses and not with names, so nobody could connect; expected `lio-t`, or no list",
    "tgt 将其与地址而非名称比较，因此无人能连接；应使用 `lio-t`，或不填列表",
);
const PORTALS_IGNORED: Text = Text::new(
    "this implementation ignores portals: it listens on every address of the node, not on the service IPs alone",
    "该实现忽略门户设置：它监听节点的所有地址，而不仅是服务 IP",
);
const PORT_IGNORED: Text = Text::new(
    "this implementation ignores the port and listens on 3260; expected 3260, or `lio-t`",
    "该实现忽略端口并监听 3260；应为 3260，或改用 `lio-t`",
);
const PORTAL_IPV6: Text = Text::new(
    "this implementation has no IPv6 portals in any version of its agent; expected an IPv4 address, or `tgt`",
    "该实现的代理在任何版本中都不支持 IPv6 门户；应为 IPv4 地址，或改用 `tgt`",
);

/// The project's first document's iSCSI gateway.
pub(super) fn example() -> Value {
    json!({
        "kind": "iscsi",
        "resource": "r0",
        "service_ips": [{"ip": "192.168.1.100/24"}],
        "private_volume": {"device": "/dev/drbd0"},
        "iqn": "iqn.2024-01.com.example:storage.r0",
        "luns": [
            {"volume": 1, "device": "/dev/drbd1", "product_id": "a1b2c3d4", "scsi_sn": "a1b2c3d4"},
            {"volume": 2, "device": "/dev/drbd2", "product_id": "e5f6g7h8", "scsi_sn": "e5f6g7h8"}
        ]
    })
}
