//! Chapter: naming rules.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::Table(
        &[t("name", "名称"), t("rule", "规则"), t("example", "示例")],
        &[
            &[
                t("DRBD resource", "DRBD 资源"),
                t(
                    "letter or `_`, then letters, digits, `_`, `-`; 2 to 48 characters; not `all`",
                    "字母或 `_` 开头，之后为字母、数字、`_`、`-`；2 到 48 个字符；不能为 `all`",
                ),
                t("`database-vms`", "`database-vms`"),
            ],
            &[
                t("IQN", "IQN"),
                t(
                    "`iqn.YYYY-MM.`, the domain reversed, `:` and a name; lower case, no `_`; 223 bytes",
                    "`iqn.YYYY-MM.`、反向域名、`:` 和名称；小写，不含 `_`；223 字节",
                ),
                t("`iqn.2024-01.com.example:storage.db`", "`iqn.2024-01.com.example:storage.db`"),
            ],
            &[
                t("NQN", "NQN"),
                t(
                    "`nqn.YYYY-MM.`, the domain reversed, `:` and a name; no blank, no `/`; 223 bytes",
                    "`nqn.YYYY-MM.`、反向域名、`:` 和名称；不含空格和 `/`；223 字节",
                ),
                t("`nqn.2024-01.com.example:storage.db`", "`nqn.2024-01.com.example:storage.db`"),
            ],
            &[
                t("NQN of a host", "主机的 NQN"),
                t("as the host has it, usually with a UUID", "以主机上的为准，通常带 UUID"),
                t("`nqn.2014-08.org.nvmexpress:uuid:…`", "`nqn.2014-08.org.nvmexpress:uuid:…`"),
            ],
            &[
                t("exported directory", "导出目录"),
                t(
                    "absolute; one level for the resource, one for the volume",
                    "绝对路径；一级为资源，一级为卷",
                ),
                t("`/srv/gateway-exports/<resource>/<volume>`", "`/srv/gateway-exports/<资源>/<卷>`"),
            ],
            &[
                t("cluster private volume", "集群私有卷"),
                t("where it is mounted", "挂载位置"),
                t("`/var/lib/sds/<resource>-cluster-private`", "`/var/lib/sds/<资源>-cluster-private`"),
            ],
        ],
    ),
    Block::paragraph(
        "Year and month of an IQN or NQN are a time at which the domain was yours: whoever gets it later cannot make the \
         same name. It need not be today.",
        "IQN 或 NQN 中的年月是您拥有该域名的某个时间：之后获得该域名的人不会产生相同名称。不必是今天。",
    ),
    Block::heading("UUIDs and serial numbers", "UUID 与序列号"),
    Block::paragraph(
        "Clients know a disk by its serial number, UUID or NGUID. It has to be the same on every node and for ever, and \
         different for every volume of every cluster that a client may see. Left empty, they derive here from resource, \
         volume and IQN or NQN (UUID of version 5), which is both.",
        "客户端通过序列号、UUID 或 NGUID 识别磁盘。它在所有节点上必须永远相同，并且与客户端可能看到的任何集群的任何卷都不同。\
         留空时，本程序由资源、卷以及 IQN 或 NQN 派生（版本 5 的 UUID），两者兼顾。",
    ),
    Block::paragraph("To make one by hand, the same each time:", "若要手工生成且每次相同："),
    Block::Code("uuidgen --sha1 --namespace @url --name 'nqn.2024-01.com.example:subsystem.nvme/1'"),
    Block::warning(
        "The recipe `sha256sum | cut -c1-36` with dashes put in by `sed` gives 40 characters, which is no UUID: the \
         kernel keeps a random one, the agent returns 0, and after a failover hosts see another namespace.",
        "用 `sha256sum | cut -c1-36` 再以 `sed` 插入短横线会得到 40 个字符，这不是 UUID：内核保留随机值，代理返回 0，故障转移后\
         主机看到的是另一个命名空间。",
    ),
    Block::Table(
        &[t("field", "字段"), t("length", "长度")],
        &[
            &[t("`scsi_sn`", "`scsi_sn`"), t("252 with LIO, 36 with tgt", "LIO 252，tgt 36")],
            &[
                t("`product_id`", "`product_id`"),
                t("16; the first 8 have to differ for VMware", "16；VMware 要求前 8 个不同"),
            ],
            &[
                t("`serial`", "`serial`"),
                t("1 to 20 printable ASCII characters", "1 到 20 个可打印 ASCII 字符"),
            ],
            &[t("`uuid`", "`uuid`"), t("36 with dashes", "36，含短横线")],
            &[
                t("`nguid`", "`nguid`"),
                t("16 bytes in hexadecimal; the form of a UUID is fine", "16 字节十六进制；UUID 形式亦可"),
            ],
            &[
                t("`fsid`", "`fsid`"),
                t("a UUID, or a number up to 4294967295", "UUID，或不超过 4294967295 的数字"),
            ],
        ],
    ),
];
