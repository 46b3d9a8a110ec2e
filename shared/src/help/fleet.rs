//! Things that only one gateway can have, where two have them.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("fleet", "Taken by another gateway", "被其他网关占用", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "service-ip-taken",
        [
            "Another gateway has this service IP",
            "Two nodes would answer for one address, and clients reach now one and now the other. `IPaddr2` \
             notices (`IPv4 address collision`) only on the node that comes later.",
            "Give each gateway an address of its own.",
        ],
        [
            "其他网关已使用该服务 IP",
            "两个节点会响应同一地址，客户端时而连到一个，时而连到另一个。只有后启动的节点上的 `IPaddr2` 会发现（\
             `IPv4 address collision`）。",
            "为每个网关使用不同的地址。",
        ],
    ),
    Page::new(
        "device-taken",
        [
            "Another gateway has this device",
            "Two services that write to one device destroy each other's data. `/dev/drbd7` counts on each node, \
             so it may also be another volume on another node; then the two must never meet.",
            "Use the stable name of a volume of the gateway's own resource, such as `/dev/drbd/by-res/r0/1`.",
        ],
        [
            "其他网关已使用该设备",
            "两个服务写入同一设备会破坏彼此的数据。`/dev/drbd7` 在各节点上分别编号，在其他节点上也可能是另一个卷；\
             此时两者不能相遇。",
            "使用该网关自身资源的卷的稳定名称，如 `/dev/drbd/by-res/r0/1`。",
        ],
    ),
    Page::new(
        "mount-point-taken",
        [
            "Another gateway mounts there",
            "`Filesystem` does not start where something is mounted at or below the directory, so the two \
             gateways cannot run on one node.",
            "Mount below a directory that is named after the resource, or keep the two on different nodes.",
        ],
        [
            "其他网关在此挂载",
            "目录上或其下已有挂载时 `Filesystem` 不会启动，因此两个网关无法在同一节点上运行。",
            "挂载到以资源命名的目录之下，或让两者始终位于不同节点。",
        ],
    ),
    Page::new(
        "iqn-taken",
        [
            "Another gateway has this IQN",
            "A target's name is unique in the world (RFC 7143). Initiators take the two for one target and mix up \
             their disks; on one node the second cannot be made.",
            "End the IQN with the resource, as in `iqn.2024-01.com.example:storage.r0`.",
        ],
        [
            "其他网关已使用该 IQN",
            "target 名称全球唯一（RFC 7143）。发起端会把两者当作一个 target 并混淆磁盘；在同一节点上第二个无法创建。",
            "IQN 以资源名结尾，如 `iqn.2024-01.com.example:storage.r0`。",
        ],
    ),
    Page::new(
        "target-id-taken",
        [
            "Another gateway has this target number",
            "`tgt` tells the targets of a node apart by `tid`. Where the two meet, the second does not start.",
            "Give each target of the cluster its own, or leave the form's field empty.",
        ],
        [
            "其他网关已使用该 target 编号",
            "`tgt` 以 `tid` 区分节点上的 target。两者相遇时第二个无法启动。",
            "为集群中的每个 target 使用不同的编号，或将表单字段留空。",
        ],
    ),
    Page::new(
        "scsi-sn-taken",
        [
            "A LUN of another gateway has this serial number",
            "Agents accept it twice. An initiator of both gateways takes the two disks for two paths to one, \
             VMware in particular, and writes to the wrong one.",
            "Give each LUN its own, or leave the form's field empty: the derived one counts IQN, resource and \
             volume in.",
        ],
        [
            "其他网关的 LUN 已使用该序列号",
            "代理允许重复。同时使用两个网关的发起端（尤其是 VMware）会把两块磁盘当作同一磁盘的两条路径，并写入错误\
             的磁盘。",
            "为每个 LUN 使用不同的序列号，或将表单字段留空：自动生成的值包含 IQN、资源和卷。",
        ],
    ),
    Page::new(
        "naa-taken",
        [
            "LIO makes the same identifier of two serial numbers",
            "LIO builds a disk's NAA identifier from the first 25 hexadecimal digits of `scsi_sn` and skips all \
             else, so `disk-a1` and `disk-xa1` look alike. Multipath goes by it, and mixes up the disks of two \
             gateways.",
            "Choose serial numbers whose hexadecimal digits differ, or leave the form's field empty.",
        ],
        [
            "LIO 由两个序列号得到相同的标识",
            "LIO 取 `scsi_sn` 的前 25 个十六进制数字组成磁盘的 NAA 标识，忽略其他字符，因此 `disk-a1` 与 \
             `disk-xa1` 相同。多路径以此识别，会混淆两个网关的磁盘。",
            "使用十六进制数字不同的序列号，或将表单字段留空。",
        ],
    ),
    Page::new(
        "scsi-id-taken",
        [
            "A LUN of another gateway has this identifier",
            "`tgt` and `iet` show `scsi_id` as the disk's identifier, by which initiators join paths. They mix up \
             the disks of two gateways.",
            "Give each LUN its own, or leave `scsi_id` out and let it derive from the instance.",
        ],
        [
            "其他网关的 LUN 已使用该标识",
            "`tgt` 和 `iet` 将 `scsi_id` 作为磁盘标识，发起端据此合并路径，会混淆两个网关的磁盘。",
            "为每个 LUN 使用不同的标识，或不写 `scsi_id`，由实例名得出。",
        ],
    ),
    Page::new(
        "product-id-taken",
        [
            "A LUN of another gateway has this product id",
            "VMware looks only at the first 8 bytes of it, and takes disks that are equal there for one.",
            "Choose one whose first 8 characters differ, or leave the form's field empty.",
        ],
        [
            "其他网关的 LUN 已使用该产品 ID",
            "VMware 只看前 8 个字节，并把这部分相同的磁盘当作一块。",
            "使用前 8 个字符不同的产品 ID，或将表单字段留空。",
        ],
    ),
    Page::new(
        "fsid-taken",
        [
            "An export of another gateway has this identifier",
            "The kernel's NFS server finds the file system of a handle by its `fsid`. Where the two meet on a \
             node, clients of one get to files of the other.",
            "Take a UUID, or leave the form's field empty.",
        ],
        [
            "其他网关的导出已使用该标识",
            "内核 NFS 服务器以 `fsid` 查找句柄对应的文件系统。两者在同一节点相遇时，一方的客户端会访问到另一方的文件。",
            "使用 UUID，或将表单字段留空。",
        ],
    ),
    Page::new(
        "nfs-server-taken",
        [
            "Two NFS gateways can meet on a node",
            "The kernel's NFS server runs once per node, and `nfsserver` mounts its own state over \
             `/var/lib/nfs`. A second gateway there takes the state from the first, and its stop ends both.",
            "Export all volumes from one gateway, or see to it that the two never share a node; `preferred-nodes` \
             alone does not.",
        ],
        [
            "两个 NFS 网关可能在同一节点相遇",
            "内核 NFS 服务器在每个节点上只能运行一个，且 `nfsserver` 会把自己的状态挂载到 `/var/lib/nfs`。第二个网\
             关会取代第一个的状态，其停止会使两者都停止。",
            "由一个网关导出所有卷，或确保两者不会在同一节点运行；仅靠 `preferred-nodes` 不够。",
        ],
    ),
    Page::new(
        "nqn-taken",
        [
            "Another gateway has this NQN",
            "A subsystem's name is unique in the world. Hosts take the two for one subsystem and join their \
             namespaces as paths; on one node they would be one.",
            "End the NQN with the resource, as in `nqn.2024-01.com.example:r0`.",
        ],
        [
            "其他网关已使用该 NQN",
            "子系统名称全球唯一。主机会把两者当作一个子系统，并把命名空间当作路径合并；在同一节点上两者会合为一个。",
            "NQN 以资源名结尾，如 `nqn.2024-01.com.example:r0`。",
        ],
    ),
    Page::new(
        "uuid-taken",
        [
            "A namespace of another gateway has this UUID",
            "Hosts know a disk by its UUID on all paths. A host of both gateways takes the two for one disk.",
            "Give each namespace its own, or leave the form's field empty.",
        ],
        [
            "其他网关的命名空间已使用该 UUID",
            "主机在所有路径上以 UUID 识别磁盘。同时使用两个网关的主机会把两者当作一块磁盘。",
            "为每个命名空间使用不同的 UUID，或将表单字段留空。",
        ],
    ),
    Page::new(
        "nguid-taken",
        [
            "A namespace of another gateway has this NGUID",
            "Hosts know a disk by its NGUID on all paths. A host of both gateways takes the two for one disk.",
            "Give each namespace its own, or leave the form's field empty for the UUID.",
        ],
        [
            "其他网关的命名空间已使用该 NGUID",
            "主机在所有路径上以 NGUID 识别磁盘。同时使用两个网关的主机会把两者当作一块磁盘。",
            "为每个命名空间使用不同的 NGUID，或将表单字段留空以采用 UUID。",
        ],
    ),
    Page::new(
        "serial-taken",
        [
            "A subsystem of another gateway has this serial number",
            "Linux names NVMe disks by serial number, as in `/dev/disk/by-id/nvme-Linux_a1b2c3d4`. A host of both gateways finds only one of the two under that name.",
            "Give each subsystem its own, or leave the form's field empty for a derived one.",
        ],
        [
            "其他网关的子系统已使用该序列号",
            "Linux 按序列号命名 NVMe 磁盘，如 `/dev/disk/by-id/nvme-Linux_a1b2c3d4`。同时使用两个网关的主机在该名称下只能找到其中之一。",
            "为每个子系统使用不同的序列号，或将表单字段留空以自动生成。",
        ],
    ),
    Page::new(
        "port-id-taken",
        [
            "Another gateway has this port id",
            "Where the two meet on a node, the second `nvmet-port` is not made, its agent returns 0 and its \
             monitor too: the gateway looks active and exports nothing. An entry without `port_id` has 0.",
            "Give every `nvmet-port` of the cluster a `port_id` of its own, or leave the form's field empty.",
        ],
        [
            "其他网关已使用该端口编号",
            "两者在同一节点相遇时，第二个 `nvmet-port` 不会创建，而代理和监控都返回 0：网关看似活动，却不导出任何\
             内容。不写 `port_id` 时为 0。",
            "为集群中的每个 `nvmet-port` 使用不同的 `port_id`，或将表单字段留空。",
        ],
    ),
];
