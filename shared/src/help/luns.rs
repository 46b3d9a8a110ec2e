//! Values of `iSCSILogicalUnit`.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("luns", "iSCSI LUNs", "iSCSI LUN", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "target-unknown",
        [
            "The LUN belongs to no target here",
            "No `iSCSITarget` of the resource has this `iqn`, so the LUN cannot be added, and the gateway does \
             not start.",
            "Write the target's `iqn` as the LUN's `target_iqn`.",
        ],
        [
            "LUN 不属于此处的任何 target",
            "该资源中没有 `iSCSITarget` 使用此 `iqn`，LUN 无法添加，网关不会启动。",
            "将 LUN 的 `target_iqn` 写作 target 的 `iqn`。",
        ],
    ),
    Page::new(
        "lun-number",
        [
            "Not the number of a LUN",
            "The kernel's target takes 0 to 65535. With more, `tgt` returns 0 and exports nothing usable.",
            "Write a number from 0 to 65535; with `tgt` from 1 on.",
        ],
        [
            "不是有效的 LUN 编号",
            "内核 target 接受 0 到 65535。超出时 `tgt` 返回 0，但导出的内容无法使用。",
            "使用 0 到 65535 的数字；`tgt` 从 1 开始。",
        ],
    ),
    Page::new(
        "tgt-lun-0",
        [
            "`tgt` keeps LUN 0 for itself",
            "LUN 0 of `tgt` is its controller. The agent ends with code 6, and the gateway does not start.",
            "Number LUNs from 1 on.",
        ],
        [
            "`tgt` 保留 LUN 0",
            "`tgt` 的 LUN 0 是其控制器。代理以代码 6 退出，网关不会启动。",
            "LUN 从 1 开始编号。",
        ],
    ),
    Page::new(
        "lun-restricted",
        [
            "Over 255 with restricted initiators",
            "Where initiators are listed, LIO maps each LUN for each of them, and does so for 0 to 255 only.",
            "Take a number up to 255, or let all initiators in.",
        ],
        [
            "限制发起端时编号超过 255",
            "列出发起端时，LIO 会为每个发起端映射每个 LUN，且只支持 0 到 255。",
            "使用不超过 255 的编号，或允许所有发起端。",
        ],
    ),
    Page::new(
        "product-id",
        [
            "Not a product id",
            "LIO drops one that is longer than 16 characters or not printable ASCII, and returns 0; `tgt` cuts it \
             at 16, and a comma breaks its command. Initiators then see another product.",
            "Use 1 to 16 letters, digits and `._:@/+=%#-`. VMware looks only at the first 8, which should differ \
             for each LUN.",
        ],
        [
            "不是有效的产品 ID",
            "LIO 会丢弃超过 16 个字符或含不可打印 ASCII 的值，却返回 0；`tgt` 会截断到 16 个字符，逗号会破坏其命\
             令。发起端看到的产品因此不同。",
            "使用 1 到 16 个字母、数字和 `._:@/+=%#-`。VMware 只看前 8 个，因此每个 LUN 应不同。",
        ],
    ),
    Page::new(
        "scsi-sn",
        [
            "Not a serial number that a LUN can have",
            "Initiators know a disk by it, on all its paths. `tgt` cuts it at 36 characters without a word, LIO \
             takes 252 and makes a random one of an empty one, and a comma breaks `tgt`.",
            "Use 1 to 36 letters, digits and `._:@/+=%#-`, different for each LUN, or leave the form's field empty.",
        ],
        [
            "不是有效的 LUN 序列号",
            "发起端在所有路径上以它识别磁盘。`tgt` 会悄悄截断到 36 个字符，LIO 最多 252 个，为空时每次使用随机值，\
             逗号会破坏 `tgt`。",
            "使用 1 到 36 个字母、数字和 `._:@/+=%#-`，每个 LUN 不同，或将表单字段留空。",
        ],
    ),
    Page::new(
        "scsi-sn-default",
        [
            "The serial number derives from the instance name",
            "Without `scsi_sn` the agent makes one of the instance's name alone. Two gateways with a LUN of the \
             same name have the same, and an initiator of both takes two disks for one.",
            "Give each LUN a `scsi_sn` of its own, such as eight random hexadecimal digits. Initiators see a \
             changed one as another disk.",
        ],
        [
            "序列号由实例名得出",
            "不写 `scsi_sn` 时，代理只由实例名得出序列号。两个网关若有同名 LUN，序列号相同，同时使用两者的发起端会\
             把两块磁盘当作一块。",
            "为每个 LUN 使用不同的 `scsi_sn`，如八位随机十六进制数字。更改后发起端会视为另一块磁盘。",
        ],
    ),
    Page::new(
        "scsi-id",
        [
            "Not an identifier of a LUN",
            "`tgt` cuts `scsi_id` at 36 bytes without a word; a blank or comma ends the argument in which the \
             agent hands it over, and the LUN does not start.",
            "Use up to 36 letters, digits and `._:-`, or leave it out.",
        ],
        [
            "不是有效的 LUN 标识",
            "`tgt` 会悄悄将 `scsi_id` 截断到 36 字节；空格或逗号会截断代理传递的参数，LUN 不会启动。",
            "使用不超过 36 个字母、数字和 `._:-`，或不写。",
        ],
    ),
    Page::new(
        "vendor-id",
        [
            "Not the id of a vendor",
            "`tgt` shows the first 8 bytes of it, and a blank or comma breaks the argument in which the agent \
             hands it over, so that the LUN does not start.",
            "Use up to 8 letters and digits, or leave it out.",
        ],
        [
            "不是有效的供应商 ID",
            "`tgt` 只显示其前 8 字节；空格或逗号会破坏代理传递的参数，LUN 不会启动。",
            "使用不超过 8 个字母和数字，或不写。",
        ],
    ),
];
