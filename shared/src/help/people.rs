//! People: accounts, passwords, tokens.

use super::{Page, Topic};

pub(super) static TOPIC: Topic = Topic::new("people", "People", "人员", PAGES);

static PAGES: &[Page] = &[
    Page::new(
        "account-name",
        [
            "The name of an account is none",
            "Names stand in the history, in approvals and in the audit log for ever. Capital letters, blanks and letters \
             of other scripts would allow two accounts that look the same to a reader.",
            "Use 1 to 64 lower-case letters, digits and `._@-`, starting with a letter or digit, such as `ada` or \
             `ada@example.com`.",
        ],
        [
            "账户名称无效",
            "名称会永久出现在历史记录、批准和审计日志中。大写字母、空格和其他文字的字母可能造成两个看起来相同的账户。",
            "使用 1 到 64 个小写字母、数字和 `._@-`，以字母或数字开头，例如 `ada` 或 `ada@example.com`。",
        ],
    ),
    Page::new(
        "password-short",
        [
            "The password is too short",
            "Whoever has an operator's password can stop the storage of every client. Length is what makes a password \
             hard to guess; rules about digits and signs make people choose worse ones, so there are none.",
            "Take at least 12 characters: four or five random words, or what a password manager makes.",
        ],
        [
            "密码太短",
            "获得操作员密码的人可以停止所有客户端的存储。密码的强度来自长度；关于数字和符号的规则只会让人选择更差的密码，因此没有此类规则。",
            "至少使用 12 个字符：四五个随机单词，或由密码管理器生成。",
        ],
    ),
    Page::new(
        "token-name",
        [
            "The API token has no name",
            "The list of tokens shows names and nothing else that would tell one from another. A token whose use nobody \
             remembers is never revoked.",
            "Say in 1 to 100 characters which program uses it, such as `backup job on mgmt-1`.",
        ],
        [
            "API 令牌没有名称",
            "令牌列表仅靠名称区分。没有人记得用途的令牌永远不会被撤销。",
            "用 1 到 100 个字符说明由哪个程序使用，例如 `mgmt-1 上的备份任务`。",
        ],
    ),
    Page::new(
        "token-role",
        [
            "The API token would be allowed more than its owner",
            "A token acts for its account and never for more: where the account loses a role, its tokens lose it, too.",
            "Choose a role that you have yourself, and the least that the program needs.",
        ],
        [
            "API 令牌的权限高于其所有者",
            "令牌代表其账户行事，权限绝不会更高：账户失去某个角色时，其令牌也随之失去。",
            "选择您自己拥有的角色，并且只授予程序所需的最低权限。",
        ],
    ),
    Page::new(
        "token-days",
        [
            "The lifetime of the API token is none",
            "A token that never expires is a password that nobody changes.",
            "Choose 1 to 366 days, and make a new one before it ends.",
        ],
        [
            "API 令牌的有效期无效",
            "永不过期的令牌等于一个从不更换的密码。",
            "选择 1 到 366 天，并在到期前创建新令牌。",
        ],
    ),
    Page::new(
        "message-long",
        [
            "The message of a revision is too long",
            "It stands in every list of revisions and is read by whoever looks for the reason of a change.",
            "Say in at most 1000 characters what changes and why; a link to a ticket takes the rest.",
        ],
        [
            "修订说明太长",
            "说明显示在每个修订列表中，供查找更改原因的人阅读。",
            "用最多 1000 个字符说明更改的内容和原因；其余内容可用工单链接代替。",
        ],
    ),
];
