//! A gateway: one DRBD resource offered by one kind of service.

pub mod iscsi;
pub mod nfs;
pub mod nvmeof;

pub mod derived;
pub mod parts;
pub mod promoter;
mod section;

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::draft::{Draft, Record, report_twice};
use crate::field::place::Place;
use crate::field::{Field, Input};
use crate::names::address::ServiceIp;
use crate::names::drbd::ResourceName;
use crate::names::number::VolumeNumber;
use crate::names::path::Device;
use crate::names::{Choice, choice_type};
use crate::problem::Problem;
use crate::text::Text;
use iscsi::Iscsi;
use nfs::Nfs;
use nvmeof::Nvmeof;
use parts::{PrivateVolume, ServiceAddress};
use promoter::PromoterOptions;
pub use section::Section;

/// A gateway without errors. Its JSON is what drafts, requests and the store hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Gateway {
    /// The DRBD resource, which fails over as one.
    pub resource: ResourceName,
    /// Where clients reach it; one at least.
    pub service_ips: Vec<ServiceAddress>,
    /// The volume for the service's own state.
    pub private_volume: PrivateVolume,
    /// How the daemon runs it.
    pub promoter: PromoterOptions,
    /// The kind of service, and what only that kind has.
    #[serde(flatten)]
    pub service: Service,
}

/// What only one kind of gateway has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Service {
    /// An iSCSI target.
    Iscsi(Iscsi),
    /// An NFS server.
    Nfs(Nfs),
    /// An NVMe-oF subsystem.
    Nvmeof(Nvmeof),
}

choice_type! {
    /// A kind of gateway.
    #[derive(PartialOrd, Ord, serde::Deserialize)]
    Kind {
        /// SCSI over TCP.
        Iscsi = "iscsi",
        /// Network file system.
        Nfs = "nfs",
        /// NVMe over fabrics.
        Nvmeof = "nvmeof",
    }
}

impl Kind {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Iscsi => "iSCSI",
            Self::Nfs => "NFS",
            Self::Nvmeof => "NVMe-oF",
        }
    }

    /// What only this kind has, as fields of a form.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Iscsi => Iscsi::FIELDS,
            Self::Nfs => Nfs::FIELDS,
            Self::Nvmeof => Nvmeof::FIELDS,
        }
    }

    /// A complete draft of this kind: the project's first document, in our model.
    pub fn example(self) -> Value {
        match self {
            Self::Iscsi => iscsi::example(),
            Self::Nfs => nfs::example(),
            Self::Nvmeof => nvmeof::example(),
        }
    }

    fn read(self, draft: &mut Draft<'_>) -> Service {
        match self {
            Self::Iscsi => Service::Iscsi(Iscsi::read(draft)),
            Self::Nfs => Service::Nfs(Nfs::read(draft)),
            Self::Nvmeof => Service::Nvmeof(Nvmeof::read(draft)),
        }
    }
}

/// A volume as a client sees it: its number, its device, and the place of both in the JSON.
pub(crate) struct UsedVolume {
    pub(crate) at: String,
    pub(crate) volume: VolumeNumber,
    pub(crate) device: Device,
}

impl Gateway {
    /// The first part of a form, before what only the kind has.
    pub const FIRST_FIELDS: &'static [Field] = &[
        Field::new(
            "resource",
            Input::Text("r0"),
            Text::new("DRBD resource", "DRBD 资源"),
            Text::new(
                "Name of the DRBD resource whose volumes the gateway offers. The daemon starts nothing when it is not \
                 DRBD's own name.",
                "网关所提供卷的 DRBD 资源名。若与 DRBD 中的名称不同，守护进程不会启动任何服务。",
            ),
        ).by("drbd.conf(5); drbd-reactor, `[promoter.resources.<name>]`").see("resource-name"),
        Field::new(
            "service_ips",
            Input::Rows(ServiceAddress::FIELDS, Text::new("Service IP", "服务 IP")),
            Text::new("Service IPs", "服务 IP"),
            Text::new(
                "Addresses that clients use. They move with the gateway. Several make several paths.",
                "客户端使用的地址，随网关一起迁移。多个地址即多条路径。",
            ),
        ).by("IPaddr2; portblock"),
    ];

    /// The last part of a form, after what only the kind has.
    pub const LAST_FIELDS: &'static [Field] = &[
        Field::new(
            "private_volume",
            Input::Group(PrivateVolume::FIELDS),
            Text::new("Cluster private volume", "集群私有卷"),
            Text::new(
                "A volume for the service's own state, such as connections to revive after a failover.",
                "存放服务自身状态的卷，例如故障转移后需要恢复的连接。",
            ),
        )
        .by("Filesystem; portblock `tickle_dir`")
        .derived_from("its own defaults", "各项默认值"),
        Field::new(
            "promoter",
            Input::Group(PromoterOptions::FIELDS),
            Text::new("Promoter options", "Promoter 选项"),
            Text::new(
                "How drbd-reactor's promoter runs the gateway.",
                "drbd-reactor 的 promoter 如何运行该网关。",
            ),
        )
        .by("drbd-reactor.promoter(5)")
        .derived_from("its own defaults", "各项默认值"),
    ];

    /// The kind, which decides what other fields there are.
    pub const KIND: &'static [Field] = &[Field::new(
        "kind",
        Input::Choice(|| Kind::ALL.iter().map(|kind| kind.word()).collect()),
        Text::new("Kind", "类型"),
        Text::new("The service through which clients use the volumes.", "客户端访问卷所用的服务。"),
    )];

    /// Reads a draft.
    ///
    /// # Errors
    ///
    /// All problems of the draft, warnings among them, if one of them is an error.
    pub fn read(draft: &Value) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let gateway = Self::read_collecting(draft, &mut problems);
        let Some(gateway) = gateway else { return Err(problems) };
        // Where something stands in for what is missing, only the missing counts.
        let mut by_rule = Vec::new();
        gateway.report(&mut by_rule);
        by_rule.retain(|problem| problems.iter().all(|known| known.at != problem.at));
        problems.extend(by_rule);
        if problems.iter().any(Problem::is_error) { Err(problems) } else { Ok(gateway) }
    }

    fn read_collecting(value: &Value, problems: &mut Vec<Problem>) -> Option<Self> {
        // The kind decides which keys there may be, so it is looked at before the whole is read.
        let known = value.get("kind").and_then(Value::as_str).and_then(|kind| kind.parse::<Kind>().ok());
        let mut fields: Vec<&Field> = Self::KIND.iter().collect();
        fields.extend(Self::FIRST_FIELDS);
        match known {
            Some(kind) => fields.extend(kind.fields()),
            None => fields.extend(Kind::ALL.iter().flat_map(|kind| kind.fields())),
        }
        fields.extend(Self::LAST_FIELDS);

        let mut draft = Draft::new(value, String::new(), fields, problems);
        let kind = draft.required_or_none("kind");
        draft.needs_one("service_ips", Text::new("needs one service IP at least", "至少需要一个服务 IP"));
        let mut service_ips: Vec<ServiceAddress> = draft.rows("service_ips");
        if service_ips.is_empty() {
            service_ips.push(ServiceAddress { ip: draft.stand_in(), nic: None });
        }
        let resource = draft.required("resource");
        let private_volume = draft.record("private_volume");
        let promoter = draft.record("promoter");
        let service = Kind::read(kind?, &mut draft);
        Some(Self { resource, service_ips, private_volume, promoter, service })
    }

    /// What is accepted but not what it looks like.
    pub fn warnings(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.report(&mut problems);
        problems.retain(|problem| !problem.is_error());
        problems
    }

    /// Rules over more than one field.
    fn report(&self, problems: &mut Vec<Problem>) {
        let mut volumes = vec![UsedVolume {
            at: "/private_volume".into(),
            volume: self.private_volume.volume(),
            device: self.private_volume.device(&self.resource),
        }];
        volumes.extend(match &self.service {
            Service::Iscsi(iscsi) => iscsi.volumes(&self.resource),
            Service::Nfs(nfs) => nfs.volumes(&self.resource),
            Service::Nvmeof(nvmeof) => nvmeof.volumes(&self.resource),
        });
        report_twice(
            problems,
            "volume-twice",
            volumes.iter().map(|used| (format!("{}/volume", used.at), used.volume)),
        );
        report_twice(
            problems,
            "device-twice",
            volumes.into_iter().map(|used| (format!("{}/device", used.at), used.device)),
        );
        let addresses = self.ips().enumerate();
        let addresses = addresses.map(|(index, ip)| (format!("/service_ips/{index}/ip"), ip.address()));
        report_twice(problems, "service-ip-twice", addresses);
        for (index, address) in self.service_ips.iter().enumerate() {
            if address.ip.is_ipv6() {
                problems.push(Problem::warning(
                    "portblock-ipv6",
                    format!("/service_ips/{index}/ip"),
                    PORTBLOCK_IPV6,
                ));
            }
        }
        match &self.service {
            Service::Iscsi(iscsi) => iscsi.report(self, problems),
            Service::Nfs(nfs) => nfs.report(self, problems),
            Service::Nvmeof(nvmeof) => nvmeof.report(self, problems),
        }
        self.forget_derived(problems);
    }

    /// Of a volume that stands twice, all that derives from it does too. Only the volume was chosen, so only it counts.
    fn forget_derived(&self, problems: &mut Vec<Problem>) {
        let row = |problem: &Problem| problem.at.rsplit_once('/').map(|(row, _)| row.to_owned());
        let is_volume_twice = |problem: &&Problem| problem.code == "volume-twice";
        let rows: Vec<String> = problems.iter().filter(is_volume_twice).filter_map(row).collect();
        if rows.is_empty() {
            return;
        }
        let chosen = serde_json::to_value(self).expect("a gateway is plain data");
        problems.retain(|problem| {
            let is_beside = row(problem).is_some_and(|row| rows.contains(&row));
            !is_beside || chosen.pointer(&problem.at).is_some()
        });
    }

    /// The kind of service.
    pub fn kind(&self) -> Kind {
        match &self.service {
            Service::Iscsi(_) => Kind::Iscsi,
            Service::Nfs(_) => Kind::Nfs,
            Service::Nvmeof(_) => Kind::Nvmeof,
        }
    }

    /// What clients know it by: IQN, NQN or mount points.
    pub fn name(&self) -> String {
        match &self.service {
            Service::Iscsi(iscsi) => iscsi.iqn.to_string(),
            Service::Nfs(nfs) => {
                let mounts: Vec<String> =
                    nfs.volumes.iter().map(|volume| volume.directory(&self.resource).to_string()).collect();
                mounts.join(", ")
            }
            Service::Nvmeof(nvmeof) => nvmeof.nqn.to_string(),
        }
    }

    /// Name of its snippet without suffix, as `drbd-reactorctl` wants it.
    pub fn snippet_name(&self) -> String {
        format!("sds-{}-{}", self.kind(), self.resource)
    }

    /// Name of its snippet's file in the snippets directory of a node.
    pub fn file_name(&self) -> String {
        format!("{}.toml", self.snippet_name())
    }

    /// The same gateway with every derived value written out, as placeholders of a form.
    #[must_use]
    pub fn filled_in(&self) -> Self {
        let private_volume = self.private_volume.filled_in(&self.resource);
        let promoter = self.promoter.filled_in(self.kind());
        let service = match &self.service {
            Service::Iscsi(iscsi) => Service::Iscsi(iscsi.filled_in(&self.resource)),
            Service::Nfs(nfs) => Service::Nfs(nfs.filled_in(self)),
            Service::Nvmeof(nvmeof) => Service::Nvmeof(nvmeof.filled_in(&self.resource)),
        };
        Self { private_volume, promoter, service, ..self.clone() }
    }

    /// The start list, part by part.
    pub fn sections(&self) -> Vec<Section> {
        match &self.service {
            Service::Iscsi(iscsi) => iscsi.sections(self),
            Service::Nfs(nfs) => nfs.sections(self),
            Service::Nvmeof(nvmeof) => nvmeof.sections(self),
        }
    }

    /// The lines of the snippet's head, which say what it is for, with the fields that they tell of.
    pub fn head(&self) -> Vec<(String, Vec<Place>)> {
        let ips: Vec<String> = self.service_ips.iter().map(|address| address.ip.to_string()).collect();
        let service_ips = (format!("Service IP: {}", ips.join(", ")), self.ip_places().collect::<Vec<_>>());
        let resource = vec![RESOURCE];
        let mut lines = vec![(format!("SDS {} Gateway Configuration", self.kind().label()), Vec::new())];
        lines.push(("Generated by SDS Gateway".into(), Vec::new()));
        match &self.service {
            Service::Iscsi(iscsi) => {
                lines.push((format!("Resource: {} (DRBD resource with volumes)", self.resource), resource));
                lines.push(service_ips);
                lines.push((format!("IQN: {}", iscsi.iqn), vec![iscsi::IQN]));
            }
            Service::Nfs(nfs) => {
                lines.push((format!("Resource: {}", self.resource), resource));
                lines.push(service_ips);
                let path = nfs.common_directory(&self.resource);
                lines.push((format!("Export Path: {path}"), nfs.directory_places()));
            }
            Service::Nvmeof(nvmeof) => {
                lines.push((format!("Resource: {}", self.resource), resource));
                lines.push((format!("Subsystem: {}", nvmeof.nqn), vec![nvmeof::NQN]));
                lines.push(service_ips);
            }
        }
        lines
    }

    /// The service IPs.
    pub fn ips(&self) -> impl Iterator<Item = ServiceIp> {
        self.service_ips.iter().map(|address| address.ip)
    }

    /// Where the service IPs stand.
    fn ip_places(&self) -> impl Iterator<Item = Place> {
        (0..self.service_ips.len()).map(|index| Place::in_row("service_ips", index, "ip"))
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} gateway {}", self.kind().label(), self.resource)
    }
}

/// The resource, which derived names and identifiers follow.
const RESOURCE: Place = Place::of("resource");

const PORTBLOCK_IPV6: Text = Text::new(
    "IPv6 needs a resource-agents newer than 4.18.0: up to there the agent portblock fails with IPv6 addresses",
    "IPv6 需要比 4.18.0 更新的 resource-agents：此前的 portblock 代理不支持 IPv6 地址",
);
