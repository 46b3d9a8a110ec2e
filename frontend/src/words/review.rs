//! Words of reviews: what is looked at, comments, approvals, share links, and comparing revisions.

use gateway::text::Text;

pub(crate) const UNDER_REVIEW: Text = Text::new("Under review", "待评审");
pub(crate) const PINNED: Text = Text::new("always this revision", "固定此修订版本");
pub(crate) const FOLLOWS: Text = Text::new("always the newest revision", "始终显示最新修订版本");
pub(crate) const READ_FORM: Text = Text::new("Settings of the gateway", "网关设置");
pub(crate) const START_ORDER: Text = Text::new("Start order", "启动顺序");
pub(crate) const NONE_KNOWN: Text = Text::new("None are known.", "没有已知问题。");
pub(crate) const ON_NODES: Text = Text::new("Changes on each node", "各节点上的更改");
pub(crate) const SAME_ON_NODE: Text = Text::new("has exactly this already", "已有完全相同的内容");
pub(crate) const LINES_HOW: Text = Text::new(
    "Choose a line to read what it does, and what was said about it.",
    "选择一行可查看其作用及相关评论。",
);
pub(crate) const REVIEW_REMOVED: Text = Text::new(
    "This revision says that the gateway is to be removed from the nodes.",
    "此修订版本表示将从节点上删除该网关。",
);

pub(crate) const COMMENTS: Text = Text::new("Comments on the whole", "对整体的评论");
pub(crate) const NO_COMMENTS: Text = Text::new("No comments yet.", "尚无评论。");
pub(crate) const COMMENT: Text = Text::new("Comment", "评论");
pub(crate) const DELETE_COMMENT: Text = Text::new("Delete comment", "删除评论");
pub(crate) const YOUR_COMMENT: Text = Text::new("Your comment on the whole", "您对整体的评论");

pub(crate) const APPROVALS: Text = Text::new("Approvals", "批准");
pub(crate) const NO_VERDICTS: Text = Text::new("Nobody has said anything yet.", "尚无人表态。");
pub(crate) const APPROVED: Text = Text::new("approved", "已批准");
pub(crate) const REJECTED: Text = Text::new("rejected", "已拒绝");
pub(crate) const COUNTS_NOT: Text = Text::new("does not count", "不计入");
pub(crate) const APPROVE: Text = Text::new("Approve", "批准");
pub(crate) const REJECT: Text = Text::new("Reject", "拒绝");
pub(crate) const VERDICT_MESSAGE: Text =
    Text::new("What you say about it (needed to reject)", "您的说明（拒绝时必填）");
pub(crate) const OWN_REVISION: Text = Text::new(
    "You have saved this content yourself, so somebody else has to approve it.",
    "此内容由您本人保存，因此须由他人批准。",
);
pub(crate) const JUDGE_NEWEST: Text =
    Text::new("Only the newest revision can be approved or rejected.", "只能批准或拒绝最新的修订版本。");
pub(crate) const JUDGE_HERE: Text =
    Text::new("Comment, approve or reject with your account", "用您的账户评论、批准或拒绝");
pub(crate) const TO_REVIEW: Text = Text::new("To the review", "前往评审");

pub(crate) const NOT_APPROVED: Text = Text::new("This revision is not approved", "此修订版本未获批准");
pub(crate) const NOT_APPROVED_HOW: Text = Text::new(
    "It can be deployed when enough reviewers who are not its author have approved it and no rejection stands. Send them \
     the address of the review, or make a share link on the page of the gateway for those without an account.",
    "当足够多的非作者审阅者批准且没有未撤销的拒绝时，即可部署。请将评审页面的地址发给他们；对于没有账户的人，可在网关页面创建分享链接。",
);
pub(crate) const OVERRIDE: Text = Text::new("Deploy without approval", "未经批准部署");
pub(crate) const OVERRIDE_HOW: Text = Text::new(
    "Nobody else has approved what the nodes are about to get. Your reason stands in the audit log and on the page of the \
     deployment for ever.",
    "节点即将获得的内容未经他人批准。您填写的原因将永久保存在审计日志和部署页面中。",
);
pub(crate) const OVERRIDE_REASON: Text =
    Text::new("Why it cannot wait (10 to 1000 characters)", "为何不能等待（10 到 1000 个字符）");
pub(crate) const OVERRIDDEN: Text = Text::new("Deployed without approval", "未经批准部署");

pub(crate) const SHARES: Text = Text::new("Share links", "分享链接");
pub(crate) const SHARES_HOW: Text = Text::new(
    "Whoever has the link sees this gateway with its secrets covered, and nothing else. It needs no account.",
    "持有链接的人可查看此网关（密码已隐藏），仅此而已。无需账户。",
);
pub(crate) const NO_SHARES: Text = Text::new("There are none.", "暂无。");
pub(crate) const SHARE_LIFETIME: Text = Text::new("It works for", "有效期");
pub(crate) const SHARE_SHOWS: Text = Text::new("It shows", "显示内容");
pub(crate) const SHARE_CREATE: Text = Text::new("Create link", "创建链接");
pub(crate) const SHARE_LINK: Text = Text::new("The link", "链接");
pub(crate) const SHARE_END: Text = Text::new("It works until", "有效期至");
pub(crate) const SHARE_REVOKE: Text = Text::new("Revoke", "撤销");
pub(crate) const SHARE_REVOKED: Text = Text::new("revoked", "已撤销");
pub(crate) const SHARE_EXPIRED: Text = Text::new("expired", "已过期");

pub(crate) const MESSAGE: Text = Text::new("What changes and why", "更改内容及原因");
pub(crate) const MESSAGE_HOW: Text = Text::new(
    "Reviewers and those who read the history later see it. It can be left out.",
    "审阅者和日后查看历史记录的人会看到。可以留空。",
);

pub(crate) const COMPARE: Text = Text::new("Compare", "比较");
pub(crate) const COMPARE_FROM: Text = Text::new("From", "从");
pub(crate) const COMPARE_TO: Text = Text::new("To", "到");
pub(crate) const COMPARE_TWO: Text =
    Text::new("Choose two different revisions to compare them.", "请选择两个不同的修订版本进行比较。");

pub(crate) fn compare_what(from: u32, to: u32) -> Text {
    Text::of(
        format!("what changes from revision {from} to {to}"),
        format!("从修订版本 {from} 到 {to} 的变化"),
    )
}

pub(crate) fn from_revision(number: u32) -> Text {
    Text::of(format!("From revision {number}"), format!("从修订版本 {number}"))
}

pub(crate) fn to_revision(number: u32) -> Text {
    Text::of(format!("To revision {number}"), format!("到修订版本 {number}"))
}

pub(crate) const SAVED_BY: Text = Text::new("Author", "作者");
pub(crate) const SAVED_AT: Text = Text::new("Saved", "保存时间");
pub(crate) const RESTORE: Text = Text::new("Restore", "恢复");
pub(crate) const RESTORE_HOW: Text = Text::new(
    "This saves a new revision with the content of the old one. The nodes keep what they have until you deploy it.",
    "这会以旧修订版本的内容保存一个新修订版本。在部署之前，节点保持现状。",
);
pub(crate) const RESTORE_CHANGES: Text = Text::new("What it changes", "将更改的内容");
pub(crate) const RESTORE_WHY: Text = Text::new("Why", "原因");

pub(crate) fn restore_title(number: u32) -> Text {
    Text::of(format!("Restore revision {number}?"), format!("恢复修订版本 {number}？"))
}

pub(crate) const FIELD: Text = Text::new("Field", "字段");
pub(crate) const BY_FIELD: Text = Text::new("Field by field", "逐字段比较");
pub(crate) const IN_TEXT: Text = Text::new("In the snippet", "配置片段差异");
pub(crate) const NO_FIELDS: Text = Text::new("No field differs.", "没有字段不同。");
pub(crate) const COMPARE_WHAT: Text =
    Text::new("Choose two revisions on the page of the gateway.", "请在网关页面选择两个修订版本。");

/// Lifetimes of a share link: hours, and what they are called.
pub(crate) const LIFETIMES: [(u16, Text); 5] = [
    (1, Text::new("one hour", "一小时")),
    (24, Text::new("one day", "一天")),
    (72, Text::new("three days", "三天")),
    (168, Text::new("one week", "一周")),
    (720, Text::new("30 days", "30 天")),
];

pub(crate) fn review_title(resource: &str, number: u32) -> Text {
    Text::of(format!("Review of {resource}, revision {number}"), format!("评审 {resource} 修订版本 {number}"))
}

pub(crate) fn newer_exists(newest: u32) -> Text {
    Text::of(
        format!("This is not the newest revision: revision {newest} has followed."),
        format!("这不是最新的修订版本：已有修订版本 {newest}。"),
    )
}

pub(crate) fn since_approved(number: u32) -> Text {
    Text::of(
        format!("Since revision {number}, which was approved last"),
        format!("自上次获批的修订版本 {number} 以来"),
    )
}

pub(crate) fn line_number(number: usize) -> Text {
    Text::of(format!("Line {number}"), format!("第 {number} 行"))
}

pub(crate) fn comment_on_line(number: usize) -> Text {
    Text::of(format!("Your comment on line {number}"), format!("您对第 {number} 行的评论"))
}

pub(crate) fn approvals_given(given: u32, needed: u32) -> Text {
    match needed {
        0 => Text::of(format!("{given} given, none needed"), format!("已有 {given} 个，无需批准")),
        _ => Text::of(format!("{given} of {needed} given"), format!("已有 {given} 个，共需 {needed} 个")),
    }
}

pub(crate) fn rejections(count: u32) -> Text {
    Text::of(format!("{count} rejected it"), format!("{count} 人拒绝"))
}

pub(crate) fn authors_cannot(authors: &str) -> Text {
    Text::of(
        format!("Who has saved this content cannot approve it: {authors}."),
        format!("保存此内容的人不能批准：{authors}。"),
    )
}

pub(crate) fn expires(at: &str) -> Text {
    Text::of(format!("the link works until {at}"), format!("链接有效期至 {at}"))
}

pub(crate) fn this_revision(number: u32) -> Text {
    Text::of(format!("revision {number} for ever"), format!("固定显示修订版本 {number}"))
}

pub(crate) fn compare_title(resource: &str, from: u32, to: u32) -> Text {
    Text::of(
        format!("{resource}: revisions {from} and {to} compared"),
        format!("{resource}：比较修订版本 {from} 与 {to}"),
    )
}
