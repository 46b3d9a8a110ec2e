//! Reviews: share links, comments, verdicts, and deploying without approval.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("reviews", "Reviews", "评审", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "share-hours",
        [
            "The lifetime of the share link is none",
            "Whoever has the link sees the gateway without an account. A link that never expires is found years later in \
             an old mail, by somebody who should not see it.",
            "Choose 1 to 8784 hours, as few as the reviewer needs. A new link is made in a moment.",
        ],
        [
            "分享链接的有效期无效",
            "持有链接的人无需账户即可查看网关。永不过期的链接可能多年后在旧邮件中被不应看到的人发现。",
            "选择 1 到 8784 小时，尽量短，够审阅者使用即可。随时可以创建新链接。",
        ],
    ),
    Page::new(
        "share-revision",
        [
            "The share link would show a revision that does not exist",
            "A link that is pinned shows the same revision for ever, so that revision has to be there when the link is \
             made.",
            "Choose a revision from the history, or none: then the link shows the newest one at each time, and says \
             which.",
        ],
        [
            "分享链接指向不存在的修订版本",
            "固定的链接始终显示同一修订版本，因此创建链接时该版本必须存在。",
            "从历史记录中选择修订版本，或留空：链接将始终显示最新版本，并注明版本号。",
        ],
    ),
    Page::new(
        "comment-text",
        [
            "The comment says nothing, or too much",
            "A comment stands beside a line of the snippet, where it has to be read at a glance. An empty one makes \
             everybody ask what was meant.",
            "Write 1 to 4000 characters. For more, write where there is room, and put the address into the comment.",
        ],
        [
            "评论为空或过长",
            "评论显示在配置片段的行旁，应能一目了然。空评论会让所有人疑惑。",
            "写 1 到 4000 个字符。如需更多内容，请写在别处，并在评论中附上地址。",
        ],
    ),
    Page::new(
        "comment-line",
        [
            "The comment is about a line that the snippet does not have",
            "Comments belong to one revision, whose lines never change. Another revision may have more of them.",
            "Count from 1 in the snippet of this very revision, or leave the line out to comment on the whole.",
        ],
        [
            "评论所指的行在配置片段中不存在",
            "评论属于某一个修订版本，其各行永不改变。其他修订版本的行数可能更多。",
            "在该修订版本的配置片段中从 1 开始计行，或不指定行以评论整体。",
        ],
    ),
    Page::new(
        "reject-message",
        [
            "A rejection gives no reason",
            "A rejection keeps the gateway from being deployed until its content changes. Without a reason its author can \
             only guess what has to change.",
            "Say what is wrong and what would be right. Comments at single lines can say more.",
        ],
        [
            "拒绝时未说明原因",
            "拒绝会阻止部署网关，直到其内容更改。没有原因，作者只能猜测应改什么。",
            "说明哪里有问题以及如何改正。可在各行的评论中补充细节。",
        ],
    ),
    Page::new(
        "verdict-message",
        [
            "What is said of a verdict is too long",
            "It stands in the list of approvals and in the audit log, where it is kept for ever.",
            "Write at most 4000 characters, and the rest as comments.",
        ],
        [
            "评审说明过长",
            "该说明显示在批准列表中，并永久保存在审计日志里。",
            "最多写 4000 个字符，其余写成评论。",
        ],
    ),
    Page::new(
        "override-reason",
        [
            "A deployment without approval gives no reason",
            "Nobody else has looked at what the nodes are about to get. The reason stands in the audit log for ever, and \
             is all that whoever looks into an outage will find there.",
            "Say in 10 to 1000 characters why it cannot wait, such as `storage of r0 is down, reviewers are not reachable`.",
        ],
        [
            "未经批准的部署未说明原因",
            "没有其他人查看过节点即将获得的内容。原因会永久保存在审计日志中，是事后调查故障的人唯一能看到的说明。",
            "用 10 到 1000 个字符说明为何不能等待，例如 `r0 的存储已中断，联系不上任何一位审阅者`。",
        ],
    ),
];
