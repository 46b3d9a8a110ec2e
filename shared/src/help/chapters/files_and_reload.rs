//! Chapter: files and reloading.

use super::block::{Block, t};

pub(super) static BLOCKS: &[Block] = &[
    Block::heading("Where files are", "文件位置"),
    Block::Code(
        "/etc/drbd-reactor.d/\n├── sds-iscsi-r0.toml\n├── sds-nfs-data.toml\n├── sds-nvmeof-database.toml\n└── sds-iscsi-old.toml.disabled",
    ),
    Block::Points(&[
        t(
            "Every name that ends in `.toml` is read, hidden ones too. `.toml.disabled` is disabled, anything else (`README`) is not seen.",
            "所有以 `.toml` 结尾的文件都会被读取，包括隐藏文件。`.toml.disabled` 表示禁用，其他文件（如 `README`）会被忽略。",
        ),
        t(
            "All files are joined, sorted by name, and read as one. One bad file and none is read: a reload keeps everything as it was, and a start of the daemon fails.",
            "所有文件按名称排序后合并读取。只要有一个文件有误，全部都不会被读取：重新加载时保持原状，启动守护进程则失败。",
        ),
        t(
            "Owner root, mode 0600. A file is written under another name and renamed, so that nobody reads half of it.",
            "属主 root，权限 0600。先以其他名称写入再重命名，避免读到半个文件。",
        ),
    ]),
    Block::heading("What a reload changes", "重新加载会改变什么"),
    Block::Code("systemctl reload drbd-reactor"),
    Block::paragraph("It returns 0 whatever happens:", "无论发生什么，它都返回 0："),
    Block::Table(
        &[t("change", "更改"), t("what happens", "实际结果")],
        &[
            &[t("a comment, another file name", "注释、文件改名"), t("nothing", "无变化")],
            &[
                t("a parameter of an entry", "启动项的参数"),
                t(
                    "nothing restarts: agents run on with old values, while `systemctl show` prints the new ones. With `stop-services-on-exit = true` the target restarts at once, and only the last entries get the new values.",
                    "不会重启：代理仍使用旧值，而 `systemctl show` 显示新值。若 `stop-services-on-exit = true`，目标会立即重启，且只有最后几项得到新值。",
                ),
            ],
            &[t("an entry more", "新增一项"), t("it is started", "会被启动")],
            &[t("an entry less", "删除一项"), t("it runs on", "继续运行")],
            &[
                t("a file less", "删除文件"),
                t(
                    "its services run on, watched by nobody; with `stop-services-on-exit = true` they stop",
                    "其服务继续运行但无人看管；若 `stop-services-on-exit = true` 则停止",
                ),
            ],
            &[
                t("a file that is no TOML", "文件不是 TOML"),
                t(
                    "everything stays as it was, and the journal holds the whole text with its passwords",
                    "一切保持原状，且日志中会出现包含密码的全文",
                ),
            ],
            &[t("a quote without its partner", "引号不成对"), t("the gateway goes down", "网关会停止")],
        ],
    ),
    Block::heading("What applies every change", "能使更改全部生效的做法"),
    Block::Steps(&[
        t(
            "On all nodes: `drbd-reactorctl disable --now NAME`. On one alone, a peer would take over with the old file.",
            "在所有节点上：`drbd-reactorctl disable --now 名称`。若只在一个节点上执行，对端会用旧文件接管。",
        ),
        t(
            "Wait until `drbd-reactorctl status NAME` shows nothing active.",
            "等待 `drbd-reactorctl status 名称` 不再显示活动项。",
        ),
        t(
            "Put the new file as `NAME.toml.disabled` on all nodes.",
            "在所有节点上放置新文件 `名称.toml.disabled`。",
        ),
        t("On all nodes: `drbd-reactorctl enable NAME`.", "在所有节点上：`drbd-reactorctl enable 名称`。"),
        t("Look: the target has to be active on one node.", "检查：目标应在一个节点上处于活动状态。"),
    ]),
    Block::note(
        "A deployment does just this, with a plan before, a copy of what was there, and a look at what was really made \
         after. `NAME` is the file's name without `.toml`; with it, the command does nothing and returns 0.",
        "部署正是如此执行，事先给出计划并保留原有内容的副本，事后检查实际结果。“名称”是不带 `.toml` 的文件名；若带上，命令什么\
         也不做却返回 0。",
    ),
    Block::heading("Reloading on its own", "自动重新加载"),
    Block::paragraph(
        "A deployment needs no watcher. Who wants one anyway: `PathChanged` with no limit, because `PathModified` together \
         with `DirectoryNotEmpty` fires five times in a tenth of a second and then stays failed.",
        "部署不需要监视单元。若仍需要：请使用 `PathChanged` 且不限次数，因为 `PathModified` 与 `DirectoryNotEmpty` 同用会在\
         0.1 秒内触发五次，然后一直处于失败状态。",
    ),
    Block::Code(
        "# /etc/systemd/system/drbd-reactor-reload.path\n[Path]\nPathChanged=/etc/drbd-reactor.d\nTriggerLimitIntervalSec=0\n\n[Install]\nWantedBy=multi-user.target",
    ),
    Block::Code(
        "# /etc/systemd/system/drbd-reactor-reload.service\n[Unit]\nStartLimitIntervalSec=0\n\n[Service]\nType=oneshot\nExecStart=/usr/bin/systemctl reload drbd-reactor",
    ),
    Block::Code("systemctl daemon-reload\nsystemctl enable --now drbd-reactor-reload.path"),
    Block::warning(
        "`killall -HUP drbd-reactor` hits every process of that name; `drbd-reactor --check-config` does not exist. The \
         page Check & import, or `sds-gateway check`, is that tool.",
        "`killall -HUP drbd-reactor` 会影响所有同名进程；`drbd-reactor --check-config` 并不存在。请使用“检查与导入”页面或 \
         `sds-gateway check`。",
    ),
];
