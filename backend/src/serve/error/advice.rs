//! What helps against each error, in both languages.

use gateway::names::Choice;
use gateway::text::Text;

use super::ApiError;
use crate::approval::missing;

impl ApiError {
    /// Stable name, and what helps, in both languages.
    pub(super) fn advice(&self) -> (&'static str, Text) {
        match self {
            Self::Malformed(why) => ("malformed", Text::of(why.clone(), format!("无法读取请求：{why}"))),
            Self::SignInNeeded => (
                "sign-in-needed",
                Text::new(
                    "sign in, or send an API token; `sds-gateway sign-in` makes a link for those who are locked out",
                    "请登录或发送 API 令牌；无法登录时可用 `sds-gateway sign-in` 生成链接",
                ),
            ),
            Self::LinkUsed => (
                "link-used",
                Text::new(
                    "a sign-in link works once and for four days; ask an admin for a new one",
                    "登录链接只能使用一次，且四天内有效；请向管理员索取新链接",
                ),
            ),
            Self::PasswordWrong => (
                "password-wrong",
                Text::new(
                    "name or password is wrong; an admin can make a sign-in link for whoever has forgotten it",
                    "用户名或密码错误；忘记密码时，管理员可生成登录链接",
                ),
            ),
            Self::CurrentPasswordWrong => (
                "current-password-wrong",
                Text::new(
                    "give the password that the account has now; nothing was changed",
                    "请输入该账户的当前密码；未做任何更改",
                ),
            ),
            Self::LockedOut(pause) => (
                "locked-out",
                Text::of(
                    format!(
                        "there were too many failures to sign in; wait {} minutes, or use a sign-in link",
                        pause.as_secs().div_ceil(60)
                    ),
                    format!("登录失败次数过多；请等待 {} 分钟，或使用登录链接", pause.as_secs().div_ceil(60)),
                ),
            ),
            Self::Forbidden(role) => (
                "forbidden",
                Text::of(
                    format!("this needs the role {} or more; an admin can give it", role.word()),
                    format!("此操作需要“{}”或更高的角色；管理员可授予", role.label().zh),
                ),
            ),
            Self::SessionNeeded => (
                "session-needed",
                Text::new(
                    "sign in with a browser: accounts and tokens are not for programs with a token",
                    "请用浏览器登录：账户和令牌不能由使用令牌的程序管理",
                ),
            ),
            Self::KnownElsewhere => (
                "known-elsewhere",
                Text::new(
                    "the account signs in with the company's login and has no password here",
                    "该账户使用公司登录，在此没有密码",
                ),
            ),
            Self::AccountExists => (
                "account-exists",
                Text::new("choose another name, or change that account", "请换一个名称，或修改该账户"),
            ),
            Self::AccountDisabled => {
                ("account-disabled", Text::new("enable the account first", "请先启用该账户"))
            }
            Self::LastAdmin => (
                "last-admin",
                Text::new(
                    "make somebody else admin first: nobody could manage accounts any more",
                    "请先将其他人设为管理员，否则将无人能管理账户",
                ),
            ),
            Self::OtherOrigin => (
                "other-origin",
                Text::new(
                    "a page of another origin may change nothing here",
                    "其他来源的页面不能在此进行更改",
                ),
            ),
            Self::NotFound => ("not-found", Text::new("there is nothing here", "这里没有内容")),
            Self::MethodNotAllowed => {
                ("method-not-allowed", Text::new("the method is not known here", "此处不支持该方法"))
            }
            Self::Exists => (
                "exists",
                Text::new(
                    "a gateway of that resource exists already; change that one",
                    "该资源的网关已存在，请修改它",
                ),
            ),
            Self::StillDeployed => (
                "still-deployed",
                Text::new(
                    "nodes still have the snippet of the kind that the gateway had; deploy its removal first",
                    "节点上仍有该网关原类型的配置片段；请先部署其删除",
                ),
            ),
            Self::Busy => (
                "busy",
                Text::new(
                    "another deployment of the gateway is under way; wait for its end",
                    "该网关正在进行另一次部署，请等待其结束",
                ),
            ),
            Self::StalePlan => (
                "stale-plan",
                Text::new(
                    "the nodes or the gateway have changed since the plan was made; plan again and confirm",
                    "制定计划后节点或网关已发生变化；请重新制定计划并确认",
                ),
            ),
            Self::NotEnded => (
                "not-ended",
                Text::new("the deployment has not ended; wait for its end", "部署尚未结束，请等待其结束"),
            ),
            Self::NothingKept => (
                "nothing-kept",
                Text::new(
                    "the deployment ended before it changed anything, or its nodes were removed since",
                    "该部署在进行任何更改之前已结束，或其节点此后已被移除",
                ),
            ),
            Self::NotDeployed => (
                "not-deployed",
                Text::new(
                    "no node that answers has the snippet of the gateway; deploy it first",
                    "没有任何应答的节点拥有该网关的配置片段；请先部署",
                ),
            ),
            Self::NotActive => (
                "not-active",
                Text::new(
                    "the gateway is active on no node that answers, so there is nowhere to send it away from",
                    "该网关在任何应答的节点上都未激活，因此无从迁移",
                ),
            ),
            Self::Node(error) => ("node", error.text()),
            Self::NodeExists => (
                "node-exists",
                Text::new(
                    "another node has that name; choose another one, or change that node",
                    "该名称已被另一个节点使用；请换一个名称，或修改那个节点",
                ),
            ),
            Self::FolderTaken => (
                "folder-taken",
                Text::new(
                    "another node has that folder; each node needs its own",
                    "该文件夹已被另一个节点使用；每个节点需要各自的文件夹",
                ),
            ),
            Self::NodeFixed => (
                "node-fixed",
                Text::new(
                    "the node comes from the settings file or from the demo; change it there and start the server \
                     again",
                    "该节点来自设置文件或演示环境；请在那里修改并重新启动服务器",
                ),
            ),
            Self::NodeBusy => (
                "busy",
                Text::new(
                    "a deployment to the node is under way; wait for its end",
                    "正在向该节点部署，请等待其结束",
                ),
            ),
            Self::ShareGone => (
                "share-gone",
                Text::new(
                    "the link has expired, was revoked, or is not complete; ask whoever sent it for a new one",
                    "该链接已过期、已被撤销或不完整；请向发送者索取新链接",
                ),
            ),
            Self::NotNewest => (
                "not-newest",
                Text::new(
                    "a newer revision exists; look at that one and judge it instead",
                    "已有更新的修订版本；请查看并评审该版本",
                ),
            ),
            Self::OwnRevision => (
                "own-revision",
                Text::new(
                    "you have saved this content yourself; ask another reviewer, who sees what you do not",
                    "此内容由您本人保存；请由其他审阅者评审，以便发现您未注意到的问题",
                ),
            ),
            Self::ApprovalsMissing(approval) => ("approvals-missing", missing(approval)),
            Self::StaleRevision => (
                "stale-revision",
                Text::new(
                    "somebody has saved a newer revision; nothing was changed: look at that one first, then try again",
                    "已有人保存了更新的修订版；没有更改任何内容：请先查看该修订版，然后重试",
                ),
            ),
            Self::RevisionNeeded => (
                "revision-needed",
                Text::new(
                    "send `If-Match` with the `ETag` of the revision that you build on",
                    "请在 `If-Match` 中发送所依据修订版的 `ETag`",
                ),
            ),
            Self::TooMany(_) => (
                "too-many-requests",
                Text::new(
                    "your address asks too much at once; try again in a while (`Retry-After` says when), or raise \
                     `limits` in the settings",
                    "您的地址请求过于频繁；请稍后重试（时间见 `Retry-After`），或在设置中调高 `limits`",
                ),
            ),
            Self::TooSlow => (
                "too-slow",
                Text::new(
                    "the body did not arrive in time; send it again over a faster connection, or raise \
                     `limits.body_seconds` in the settings",
                    "请求体未及时到达；请通过更快的连接重新发送，或在设置中调高 `limits.body_seconds`",
                ),
            ),
            Self::TookTooLong => (
                "took-too-long",
                Text::new(
                    "the answer was given up; nodes may be slow: check them, or raise `limits.answer_seconds` in the \
                     settings",
                    "已放弃等待应答；节点可能较慢：请检查节点，或在设置中调高 `limits.answer_seconds`",
                ),
            ),
            Self::TooLarge => (
                "too-large",
                Text::new(
                    "the body is too large: 4 MiB are the most, 64 MiB for an archive, and 64 KiB where people and their sessions are meant",
                    "请求体过大：最多 4 MiB，归档最多 64 MiB，涉及人员及其会话时最多 64 KiB",
                ),
            ),
            Self::NotJson => (
                "not-json",
                Text::new("send `Content-Type: application/json`", "请发送 `Content-Type: application/json`"),
            ),
            Self::Archive(error) => ("archive", error.remedy()),
            Self::Problems(_) => {
                ("problems", Text::new("mend the problems listed and try again", "请修正所列问题后重试"))
            }
            Self::Store(_) | Self::Folder(_) | Self::Hash(_) | Self::Panicked(_) => {
                ("internal", Text::new("the server's log says why", "原因见服务器日志"))
            }
            Self::NotReady(_) => ("not-ready", Text::new("the store does not answer", "存储没有响应")),
        }
    }
}
