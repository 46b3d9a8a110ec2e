//! The rules of a fleet: which things only one gateway can have, and what happens where two have them.

/// A kind of thing that only one gateway can have.
///
/// The order is the one in which they are reported where one parameter breaks several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The address of an `IPaddr2`. Two nodes would answer for it; the agent's `IPv4 address collision` comes on one
    /// node only.
    ServiceIp,
    /// A device or file that is mounted or offered: one space over `Filesystem`, `iSCSILogicalUnit` and
    /// `nvmet-namespace`. Two that write to it destroy each other's data.
    Device,
    /// The directory of a `Filesystem`: the agent's start fails where something is mounted at it.
    MountPoint,
    /// The name of an `iSCSITarget`, unique in the world (RFC 7143, 4.2.7).
    Iqn,
    /// The `tid` of an `iSCSITarget`, by which tgt tells the targets of a node apart. LIO does without.
    TargetId,
    /// The `scsi_sn` of an `iSCSILogicalUnit`: it is accepted twice, and initiators see one disk on two paths.
    ScsiSn,
    /// The NAA identifier that the kernel's target makes of `scsi_sn`: the first 25 of its hexadecimal digits, whatever
    /// stands between them (`spc_gen_naa_6h_vendor_specific` of Linux). Multipath goes by it.
    Naa,
    /// The `scsi_id` of an `iSCSILogicalUnit`, which tgt and iet show as the disk's identifier.
    ScsiId,
    /// The first 8 bytes of an `iSCSILogicalUnit`'s `product_id`: VMware looks at these only.
    ProductId,
    /// The `fsid` of an `exportfs`, by which the kernel's NFS server finds the file system of a file handle.
    Fsid,
    /// The kernel's NFS server, which runs once per node: `nfsserver` mounts its own state over `/var/lib/nfs`.
    NfsServer,
    /// The name of an `nvmet-subsystem`, unique in the world (NVMe base specification 2.3, 4.7).
    Nqn,
    /// The `serial` of an `nvmet-subsystem`: Linux names disks by it (`/dev/disk/by-id/nvme-…`), so of two with the same
    /// serial a host finds one under that name.
    Serial,
    /// The UUID of an `nvmet-namespace`, by which hosts know a disk on all its paths.
    Uuid,
    /// The NGUID of an `nvmet-namespace`, likewise.
    Nguid,
    /// The `port_id` of an `nvmet-port`: with one that is taken on the node, the second port is not made and the agent
    /// returns 0. It is 0 where it is left out.
    PortId,
}

impl Rule {
    /// Code of the problem that two gateways have the same.
    pub const fn code(self) -> &'static str {
        self.codes().0
    }

    /// Code of the problem that two start entries of one resource have the same.
    pub const fn code_within(self) -> &'static str {
        self.codes().1
    }

    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::ServiceIp => ("service-ip-taken", "service-ip-twice"),
            Self::Device => ("device-taken", "device-twice"),
            Self::MountPoint => ("mount-point-taken", "mount-point-twice"),
            Self::Iqn => ("iqn-taken", "iqn-twice"),
            Self::TargetId => ("target-id-taken", "target-id-twice"),
            Self::ScsiSn => ("scsi-sn-taken", "scsi-sn-twice"),
            Self::Naa => ("naa-taken", "naa-twice"),
            Self::ScsiId => ("scsi-id-taken", "scsi-id-twice"),
            Self::ProductId => ("product-id-taken", "product-id-twice"),
            Self::Fsid => ("fsid-taken", "fsid-twice"),
            Self::NfsServer => ("nfs-server-taken", "nfs-server-twice"),
            Self::Nqn => ("nqn-taken", "nqn-twice"),
            Self::Serial => ("serial-taken", "serial-twice"),
            Self::Uuid => ("uuid-taken", "uuid-twice"),
            Self::Nguid => ("nguid-taken", "nguid-twice"),
            Self::PortId => ("port-id-taken", "port-id-twice"),
        }
    }
}
