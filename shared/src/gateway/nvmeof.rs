//! The NVMe-oF gateway: a subsystem with namespaces, reached through ports.

mod namespace;

use serde::Serialize;
use serde_json::{Value, json};

use super::parts::Numbering;
use super::{Gateway, RESOURCE, Section, UsedVolume, derived};
use crate::agent::Agent;
use crate::draft::{Draft, Record, report_twice};
use crate::field::place::Place;
use crate::field::{Absent, Field, Input};
use crate::names::drbd::ResourceName;
use crate::names::number::{Port, PortId};
use crate::names::nvme::{Nqn, Serial};
use crate::names::{Choice, choice_type};
use crate::problem::Problem;
use crate::text::Text;
pub use namespace::Namespace;

choice_type! {
    /// How NVMe travels.
    Transport {
        /// Over TCP.
        Tcp = "tcp",
        /// Over RDMA, which needs an adapter that can.
        Rdma = "rdma",
    }
}

/// What only an NVMe-oF gateway has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nvmeof {
    /// Name of the subsystem.
    pub nqn: Nqn,
    /// Serial number of the subsystem; derived if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<Serial>,
    /// Hosts that may connect; all if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_hosts: Vec<Nqn>,
    /// How NVMe travels; TCP if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport: Option<Transport>,
    /// Port number of the transport; 4420 if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<Port>,
    /// Number of the first nvmet port; derived if not given. Further service IPs take the numbers after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port_id: Option<PortId>,
    /// What hosts see as disks; one at least.
    pub namespaces: Vec<Namespace>,
}

impl Record for Nvmeof {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "nqn",
            Input::Text("nqn.2024-01.com.example:subsystem.nvme"),
            Text::new("NQN of the subsystem", "子系统的 NQN"),
            Text::new(
                "Name by which hosts find the subsystem (NVMe base specification).",
                "主机用来查找子系统的名称（NVMe 基础规范）。",
            ),
        ).by("nvmet-subsystem `nqn`; NVMe base specification 2.3, 4.7").see("nqn"),
        Field::new(
            "namespaces",
            Input::Rows(Namespace::FIELDS, Text::new("Namespace", "命名空间")),
            Text::new("Namespaces", "命名空间"),
            Text::new("Volumes that hosts see as disks.", "主机看到的磁盘。"),
        ).by("nvmet-namespace"),
        Field::new(
            "allowed_hosts",
            Input::Lines("nqn.2014-08.org.nvmexpress:uuid:11111111-2222-3333-4444-555555555555"),
            Text::new("Allowed hosts", "允许的主机"),
            Text::new(
                "NQNs of the hosts that may connect, one a line. Empty lets all connect.",
                "允许连接的主机 NQN，每行一个。留空则允许所有主机。",
            ),
        ).by("nvmet-subsystem `allowed_initiators`").see("nqn")
        .or(Absent::LeftOut),
        Field::new(
            "transport",
            Input::Choice(|| Transport::ALL.iter().map(|choice| choice.word()).collect()),
            Text::new("Transport", "传输方式"),
            Text::new("RDMA needs an adapter that can on every node.", "RDMA 要求每个节点都有支持的网卡。"),
        ).by("nvmet-port `type`")
        .or(Absent::Default("tcp")),
        Field::new(
            "port",
            Input::Number("4420"),
            Text::new("Transport port", "传输端口"),
            Text::new("Port number on which hosts connect.", "主机连接的端口号。"),
        ).by("nvmet-port `svcid`; portblock `portno`")
        .or(Absent::Default("4420")),
        Field::new(
            "port_id",
            Input::Number("1"),
            Text::new("Port id", "端口 ID"),
            Text::new(
                "Number of the nvmet port. With a number that another gateway on the node has, nothing is exported.",
                "nvmet 端口编号。若与节点上其他网关相同，则不会导出任何内容。",
            ),
        ).by("nvmet-port `port_id`").see("port-id").derived_from("NQN and resource", "NQN 和资源"),
        Field::new(
            "serial",
            Input::Text("a1b2c3d4e5f6a7b8"),
            Text::new("Serial number", "序列号"),
            Text::new("Serial number of the subsystem.", "子系统的序列号。"),
        ).by("nvmet-subsystem `serial`").see("serial").derived_from("NQN and resource", "NQN 和资源"),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        draft.needs_one("namespaces", Text::new("needs one namespace at least", "至少需要一个命名空间"));
        Self {
            nqn: draft.required("nqn"),
            serial: draft.optional("serial"),
            allowed_hosts: draft.list("allowed_hosts"),
            transport: draft.optional("transport"),
            port: draft.optional("port"),
            port_id: draft.optional("port_id"),
            namespaces: draft.rows("namespaces"),
        }
    }
}

impl Nvmeof {
    fn port(&self) -> Port {
        self.port.unwrap_or(Port::new(4420).expect("a port"))
    }

    fn transport(&self) -> Transport {
        self.transport.unwrap_or(Transport::Tcp)
    }

    fn serial(&self, resource: &ResourceName) -> Serial {
        let uuid = || derived::gateway_uuid(self.nqn.as_str(), resource);
        self.serial.clone().unwrap_or_else(|| derived::hex_digits(uuid(), 16).parse().expect("hex digits"))
    }

    /// Number of the first port. Derived ones leave room for the service IPs after the first.
    fn port_id(&self, resource: &ResourceName) -> PortId {
        let derived =
            || PortId::new(derived::number(self.nqn.as_str(), resource, 65_000)).expect("a 16-bit number");
        self.port_id.unwrap_or_else(derived)
    }

    pub(super) fn volumes(&self, resource: &ResourceName) -> Vec<UsedVolume> {
        let used = |(index, namespace): (usize, &Namespace)| UsedVolume {
            at: format!("/namespaces/{index}"),
            volume: namespace.volume,
            device: namespace.device(resource),
        };
        self.namespaces.iter().enumerate().map(used).collect()
    }

    pub(super) fn report(&self, gateway: &Gateway, problems: &mut Vec<Problem>) {
        let resource = &gateway.resource;
        let each = |key: &'static str| {
            let namespaces = self.namespaces.iter().enumerate();
            namespaces.map(move |(index, namespace)| (format!("/namespaces/{index}/{key}"), namespace))
        };
        // The kernel compares numbers, so do we: case and separators make no other identifier.
        let bytes = |text: &str| text.replace(['-', ':'], "").to_ascii_lowercase();
        report_twice(
            problems,
            "namespace-id-twice",
            each("namespace_id").map(|(at, namespace)| (at, namespace.number())),
        );
        report_twice(
            problems,
            "uuid-twice",
            each("uuid").map(|(at, namespace)| (at, bytes(namespace.uuid(&self.nqn, resource).as_str()))),
        );
        report_twice(
            problems,
            "nguid-twice",
            each("nguid").map(|(at, namespace)| {
                (at, bytes(namespace.nguid(&namespace.uuid(&self.nqn, resource)).as_str()))
            }),
        );
        let hosts = self.allowed_hosts.iter().enumerate();
        report_twice(
            problems,
            "host-twice",
            hosts.map(|(index, host)| (format!("/allowed_hosts/{index}"), host)),
        );
        let last_port_id = usize::from(self.port_id(resource).get()) + gateway.service_ips.len() - 1;
        if last_port_id > usize::from(PortId::MAX) {
            problems.push(Problem::error("port-id", "/port_id", PORT_IDS));
        }
    }

    pub(super) fn filled_in(&self, resource: &ResourceName) -> Self {
        let namespace = |namespace: &Namespace| {
            let uuid = namespace.uuid(&self.nqn, resource);
            Namespace {
                volume: namespace.volume,
                device: Some(namespace.device(resource)),
                namespace_id: Some(namespace.number()),
                nguid: Some(namespace.nguid(&uuid)),
                uuid: Some(uuid),
            }
        };
        Self {
            serial: Some(self.serial(resource)),
            transport: Some(self.transport()),
            port: Some(self.port()),
            port_id: Some(self.port_id(resource)),
            namespaces: self.namespaces.iter().map(namespace).collect(),
            ..self.clone()
        }
    }

    pub(super) fn sections(&self, gateway: &Gateway) -> Vec<Section> {
        let resource = &gateway.resource;
        vec![
            Section::new(
                "Block NVMe-oF port on all nodes",
                gateway.block("portblock", Numbering::IfSeveral, self.port()),
            )
            .all_from(PORT),
            gateway.private_volume.section(resource),
            Section::new("Bring up service IP", gateway.bring_up(Numbering::IfSeveral)),
            Section::new("Create NVMe subsystem", vec![self.subsystem(resource)]),
            Section::new("Create namespaces (volumes)", self.namespaces(resource)),
            Section::new("Create NVMe port", self.ports(gateway)),
            Section::new(
                "Unblock NVMe-oF port",
                gateway.unblock("portunblock", Numbering::IfSeveral, self.port()),
            )
            .all_from(PORT),
        ]
    }

    fn subsystem(&self, resource: &ResourceName) -> Agent {
        let hosts: Vec<&str> = self.allowed_hosts.iter().map(Nqn::as_str).collect();
        let hosts = if hosts.is_empty() { None } else { Some(hosts.join(" ")) };
        Agent::heartbeat("nvmet-subsystem", "subsys")
            .with("nqn", &self.nqn)
            .with("serial", self.serial(resource))
            .with_some("allowed_initiators", hosts)
            .from_fields([NQN, Place::of("serial"), Place::of("allowed_hosts")])
            .from_fields(self.serial.is_none().then_some(RESOURCE))
    }

    fn namespaces(&self, resource: &ResourceName) -> Vec<Agent> {
        let agent = |(index, namespace): (usize, &Namespace)| {
            let keys = ["volume", "device", "namespace_id", "uuid", "nguid"];
            let is_derived = namespace.device.is_none() || namespace.uuid.is_none();
            let uuid = namespace.uuid(&self.nqn, resource);
            Agent::heartbeat("nvmet-namespace", format!("ns_{}", namespace.number()))
                .with("nqn", &self.nqn)
                .with("namespace_id", namespace.number())
                .with("backing_path", namespace.device(resource))
                .with("uuid", &uuid)
                .with("nguid", namespace.nguid(&uuid))
                .from_fields(keys.map(|key| Place::in_row("namespaces", index, key)))
                .from_fields([NQN])
                .from_fields(is_derived.then_some(RESOURCE))
        };
        self.namespaces.iter().enumerate().map(agent).collect()
    }

    fn ports(&self, gateway: &Gateway) -> Vec<Agent> {
        let mut port_id = self.port_id(&gateway.resource).get();
        let mut agents = gateway.per_ip("port", Numbering::IfSeveral, |instance, address| {
            Agent::heartbeat("nvmet-port", instance)
                .with("nqns", &self.nqn)
                .with("addr", address.ip.address())
                .with("type", self.transport())
                .with("addr_fam", if address.ip.is_ipv6() { "ipv6" } else { "ipv4" })
                .with("svcid", self.port())
                .from_fields([NQN, PORT, Place::of("transport"), Place::of("port_id")])
                .from_fields(self.port_id.is_none().then_some(RESOURCE))
        });
        for agent in &mut agents {
            agent.parameters.push(("port_id".into(), port_id.to_string()));
            port_id = port_id.wrapping_add(1);
        }
        agents
    }
}

pub(super) const NQN: Place = Place::of("nqn");
const PORT: Place = Place::of("port");

const PORT_IDS: Text = Text::new(
    "each service IP takes a port id of its own from this one on; expected room up to 65535",
    "每个服务 IP 从该编号起各占一个端口 ID；须留出到 65535 的空间",
);

/// The project's first document's NVMe-oF gateway.
pub(super) fn example() -> Value {
    json!({
        "kind": "nvmeof",
        "resource": "nvme",
        "service_ips": [{"ip": "192.168.1.150/24"}],
        "private_volume": {"device": "/dev/drbd0"},
        "nqn": "nqn.2024-01.com.example:subsystem.nvme",
        "serial": "a1b2c3d4e5f6g7h8",
        "namespaces": [
            {"volume": 1, "device": "/dev/drbd1", "uuid": "11111111-2222-3333-4444-555555555555"},
            {"volume": 2, "device": "/dev/drbd2", "uuid": "66666666-7777-8888-9999-aaaaaaaaaaaa"}
        ]
    })
}
