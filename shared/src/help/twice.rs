//! Things of which one gateway has two that are the same.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("twice", "Twice in one gateway", "同一网关中重复", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "service-ip-twice",
        [
            "A service IP stands twice",
            "The second entry finds the address taken on its own node, and stopping one takes it from both.",
            "Remove it, or write the address that was meant.",
        ],
        [
            "服务 IP 出现两次",
            "第二项会发现地址已在本节点上，停止其中一个会使两者都失去地址。",
            "删除它，或改为所需的地址。",
        ],
    ),
    Page::new(
        "volume-twice",
        [
            "A volume is used twice",
            "Two services that write to one volume destroy each other's data. Volume 0 is taken by the cluster \
             private volume unless another one is chosen for that.",
            "Give each its own volume of the resource.",
        ],
        [
            "一个卷使用了两次",
            "两个服务写入同一卷会破坏彼此的数据。除非另选，卷 0 由集群私有卷使用。",
            "为每一个使用资源中不同的卷。",
        ],
    ),
    Page::new(
        "device-twice",
        [
            "A device is used twice",
            "Two services that write to one device destroy each other's data.",
            "Give each LUN, namespace and file system a volume of its own.",
        ],
        [
            "设备使用了两次",
            "两个服务写入同一设备会破坏彼此的数据。",
            "为每个 LUN、命名空间和文件系统使用各自的卷。",
        ],
    ),
    Page::new(
        "mount-point-twice",
        [
            "Two mount points are the same or one below the other",
            "The later mount hides the first one's files, or fails because something is mounted below it.",
            "Give each volume a directory of its own beside the others.",
        ],
        [
            "挂载点相同或互相包含",
            "后挂载的会遮住先前的文件，或因其下已有挂载而失败。",
            "为每个卷使用并列的独立目录。",
        ],
    ),
    Page::new(
        "iqn-twice",
        [
            "An IQN stands twice",
            "Upper and lower case make no difference in it. The second target cannot be made.",
            "Give each target an IQN of its own.",
        ],
        ["IQN 出现两次", "IQN 不区分大小写。第二个 target 无法创建。", "为每个 target 使用不同的 IQN。"],
    ),
    Page::new(
        "target-id-twice",
        [
            "A target number stands twice",
            "`tgt` tells targets apart by `tid`, so the second does not start.",
            "Give each target its own.",
        ],
        [
            "target 编号出现两次",
            "`tgt` 以 `tid` 区分 target，因此第二个无法启动。",
            "为每个 target 使用不同的编号。",
        ],
    ),
    Page::new(
        "scsi-sn-twice",
        [
            "Two LUNs have the same serial number",
            "Agents accept it. Initiators take the two disks for two paths to one and write to the wrong one.",
            "Give each LUN its own.",
        ],
        [
            "两个 LUN 的序列号相同",
            "代理允许重复。发起端会把两块磁盘当作同一磁盘的两条路径，并写入错误的磁盘。",
            "为每个 LUN 使用不同的序列号。",
        ],
    ),
    Page::new(
        "naa-twice",
        [
            "LIO makes the same identifier of two serial numbers",
            "LIO builds a disk's NAA identifier from the first 25 hexadecimal digits of `scsi_sn` and skips all \
             else. Multipath goes by it, and mixes up the two disks.",
            "Choose serial numbers whose hexadecimal digits differ.",
        ],
        [
            "LIO 由两个序列号得到相同的标识",
            "LIO 取 `scsi_sn` 的前 25 个十六进制数字组成磁盘的 NAA 标识，忽略其他字符。多路径以此识别，会混淆两块\
             磁盘。",
            "使用十六进制数字不同的序列号。",
        ],
    ),
    Page::new(
        "scsi-id-twice",
        [
            "Two LUNs have the same identifier",
            "Initiators take the two disks for two paths to one and write to the wrong one.",
            "Give each LUN its own.",
        ],
        [
            "两个 LUN 的标识相同",
            "发起端会把两块磁盘当作同一磁盘的两条路径，并写入错误的磁盘。",
            "为每个 LUN 使用不同的标识。",
        ],
    ),
    Page::new(
        "product-id-twice",
        [
            "Two LUNs have product ids that start alike",
            "VMware looks only at the first 8 bytes, and takes disks that are equal there for one.",
            "Choose product ids whose first 8 characters differ.",
        ],
        [
            "两个 LUN 的产品 ID 开头相同",
            "VMware 只看前 8 个字节，并把这部分相同的磁盘当作一块。",
            "使用前 8 个字符不同的产品 ID。",
        ],
    ),
    Page::new(
        "fsid-twice",
        [
            "Two directories have the same identifier",
            "The NFS server finds the file system of a handle by its `fsid`, so clients of one export get to \
             files of the other. Only the exports of one directory share one.",
            "Give each directory an `fsid` of its own.",
        ],
        [
            "两个目录的标识相同",
            "NFS 服务器以 `fsid` 查找句柄对应的文件系统，一个导出的客户端会访问到另一个导出的文件。只有同一目录的\
             各个导出才应相同。",
            "为每个目录使用不同的 `fsid`。",
        ],
    ),
    Page::new(
        "nfs-server-twice",
        [
            "The NFS server is started twice",
            "The kernel's NFS server runs once per node. The second entry mounts over the state of the first.",
            "Keep one `nfsserver` entry.",
        ],
        [
            "NFS 服务器启动了两次",
            "内核 NFS 服务器在每个节点上只能运行一个。第二项会覆盖第一项的状态挂载。",
            "只保留一个 `nfsserver` 启动项。",
        ],
    ),
    Page::new(
        "nqn-twice",
        [
            "An NQN stands twice",
            "Both entries are the same subsystem, and stopping one takes it from the other.",
            "Keep one `nvmet-subsystem` for each NQN.",
        ],
        [
            "NQN 出现两次",
            "两个启动项是同一子系统，停止其中一个会影响另一个。",
            "每个 NQN 只保留一个 `nvmet-subsystem`。",
        ],
    ),
    Page::new(
        "uuid-twice",
        [
            "Two namespaces have the same UUID",
            "Hosts know a disk by its UUID, and take the two for one.",
            "Give each namespace its own.",
        ],
        [
            "两个命名空间的 UUID 相同",
            "主机以 UUID 识别磁盘，会把两者当作一块。",
            "为每个命名空间使用不同的 UUID。",
        ],
    ),
    Page::new(
        "nguid-twice",
        [
            "Two namespaces have the same NGUID",
            "Hosts know a disk by its NGUID, and take the two for one.",
            "Give each namespace its own.",
        ],
        [
            "两个命名空间的 NGUID 相同",
            "主机以 NGUID 识别磁盘，会把两者当作一块。",
            "为每个命名空间使用不同的 NGUID。",
        ],
    ),
    Page::new(
        "serial-twice",
        [
            "Two subsystems have the same serial number",
            "Linux names NVMe disks by serial number, and finds only one of the two under that name.",
            "Give each subsystem its own.",
        ],
        [
            "两个子系统的序列号相同",
            "Linux 按序列号命名 NVMe 磁盘，在该名称下只能找到其中之一。",
            "为每个子系统使用不同的序列号。",
        ],
    ),
    Page::new(
        "port-id-twice",
        [
            "Two ports have the same id",
            "The second port is not made, its agent returns 0 all the same, and nothing is exported there. An \
             entry without `port_id` has 0.",
            "Give each `nvmet-port` its own.",
        ],
        [
            "两个端口编号相同",
            "第二个端口不会创建，代理仍返回 0，该处不导出任何内容。不写 `port_id` 时为 0。",
            "为每个 `nvmet-port` 使用不同的 `port_id`。",
        ],
    ),
    Page::new(
        "initiator-twice",
        [
            "An initiator is listed twice",
            "The agent fails when it adds the name again, and another name may have been meant.",
            "Remove it, or write the name that was meant.",
        ],
        [
            "发起端列出了两次",
            "代理再次添加该名称时会失败，也可能本应是另一个名称。",
            "删除它，或改为所需的名称。",
        ],
    ),
    Page::new(
        "lun-twice",
        [
            "Two LUNs have the same number",
            "Initiators know a disk of a target by its number. The second LUN cannot be made, and the gateway \
             does not start.",
            "Give each LUN a number of its own; left empty, it is the volume's.",
        ],
        [
            "两个 LUN 编号相同",
            "发起端以编号识别 target 的磁盘。第二个 LUN 无法创建，网关不会启动。",
            "为每个 LUN 使用不同的编号；留空时采用卷号。",
        ],
    ),
    Page::new(
        "host-twice",
        [
            "A host is listed twice",
            "Its second entry does nothing, and may stand where another NQN was meant.",
            "Remove it, or write the NQN that was meant.",
        ],
        ["主机列出了两次", "第二项不起作用，也可能本应是另一个 NQN。", "删除它，或改为所需的 NQN。"],
    ),
    Page::new(
        "namespace-id-twice",
        [
            "Two namespaces have the same number",
            "Hosts know a namespace of a subsystem by its number. The agent takes the first one for its own, \
             makes no other and returns 0, so the second disk is missing.",
            "Give each a number of its own; left empty, it is the volume's.",
        ],
        [
            "两个命名空间编号相同",
            "主机以编号识别子系统的命名空间。代理会把第一个误认作自己的，不再创建且返回 0，第二块磁盘因此缺失。",
            "为每个命名空间使用不同的编号；留空时采用卷号。",
        ],
    ),
    Page::new(
        "export-twice",
        [
            "The same client twice on one volume",
            "`exportfs` keeps one entry for a directory and a client. The later one replaces the options of the \
             first, and stopping one takes the export from both.",
            "Keep one export with the options that are meant.",
        ],
        [
            "同一卷的同一客户端出现两次",
            "对于同一目录和客户端，`exportfs` 只保留一个条目。后者会替换前者的选项，停止其中一个会移除两者的导出。",
            "只保留一个导出及所需的选项。",
        ],
    ),
];
