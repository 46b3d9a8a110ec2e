//! The audit log: who changed what, when and from where.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::people::Role;
use crate::text::Text;

/// What happened. An entry is never changed afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its number, from 1, without a gap.
    pub number: u64,
    /// When it happened (RFC 3339, UTC).
    pub at: String,
    /// Who did it.
    pub account: String,
    /// What they might do; none of somebody who had not signed in, and of the server itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How they were known.
    pub via: Via,
    /// The address that the request came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What was done.
    pub action: Action,
    /// What it was done to: a resource, a node, an account, a deployment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// How it was before; secrets are masked.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub before: Value,
    /// How it is since; secrets are masked.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub after: Value,
    /// Why, in the words of who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// An entry with what chains it to the one before: `hash` is SHA-256 of `previous` and the bytes of `entry`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditLine {
    /// The entry.
    pub entry: AuditEntry,
    /// Hash of the entry before, in hexadecimal; 64 zeros for the first.
    pub previous: String,
    /// Its own hash.
    pub hash: String,
}

/// Answer of `GET /audit`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The entries.
    pub lines: Vec<AuditLine>,
    /// What `before` must be to get those that follow; none at the end.
    pub next: Option<u64>,
}

/// Answer of `GET /audit/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditVerdict {
    /// How many entries there are.
    pub entries: u64,
    /// Hash of the newest one. Noted elsewhere, it proves later that nothing was cut off.
    pub head: String,
    /// The first entry that is not what it was; none where the chain is whole.
    pub broken_at: Option<u64>,
}

/// How somebody was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Via {
    /// Signed in with a browser.
    Session,
    /// A program with an API token.
    Token,
    /// Not known yet, or no longer.
    Nobody,
    /// `sds-gateway` on the server's machine.
    CommandLine,
    /// The server itself.
    Server,
}

/// Defines [`Action`], its words and what it is called, each once.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $en:literal, $zh:literal;)+) => {
        /// What can be done that is worth an entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Action {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl Action {
            /// Every action, in the order that a form offers them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its stable name.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// What it is called.
            pub fn label(self) -> Text {
                match self {
                    $(Self::$variant => Text::new($en, $zh),)+
                }
            }
        }
    };
}

actions! {
    /// Somebody signed in.
    SignIn = "sign-in", "signed in", "登录";
    /// Somebody failed to sign in.
    SignInFailed = "sign-in-failed", "failed to sign in", "登录失败";
    /// Somebody signed out.
    SignOut = "sign-out", "signed out", "退出登录";
    /// Every session of an account ended.
    SignOutEverywhere = "sign-out-everywhere", "signed out everywhere", "在所有位置退出登录";
    /// A password was set.
    ChangePassword = "change-password", "set a password", "设置密码";
    /// An account was made.
    CreateUser = "create-user", "created an account", "创建账户";
    /// The role of an account changed, or whether it may sign in.
    ChangeUser = "change-user", "changed an account", "更改账户";
    /// A sign-in link was made.
    MakeLink = "make-link", "made a sign-in link", "生成登录链接";
    /// An API token was made.
    CreateToken = "create-token", "made an API token", "创建 API 令牌";
    /// An API token was revoked.
    RevokeToken = "revoke-token", "revoked an API token", "撤销 API 令牌";
    /// A gateway was saved for the first time, or again after its removal.
    CreateGateway = "create-gateway", "created a gateway", "创建网关";
    /// A change of a gateway was saved.
    ChangeGateway = "change-gateway", "changed a gateway", "更改网关";
    /// It was saved that a gateway is to be removed.
    RemoveGateway = "remove-gateway", "removed a gateway", "删除网关";
    /// An old revision was saved again.
    RestoreRevision = "restore-revision", "restored a revision", "恢复修订版本";
    /// What a node has was saved.
    TakeOver = "take-over", "took over what a node has", "接管节点上的内容";
    /// The secrets of a revision were read.
    Reveal = "reveal", "revealed secrets", "查看密码明文";
    /// A deployment began.
    Deploy = "deploy", "began a deployment", "开始部署";
    /// A deployment began without the approvals that it needs.
    Override = "override", "DEPLOYED WITHOUT APPROVAL", "未经批准强制部署";
    /// A roll back began.
    RollBack = "roll-back", "began a roll back", "开始回滚";
    /// A gateway is started.
    Start = "start", "started a gateway", "启动网关";
    /// A gateway is stopped.
    Stop = "stop", "stopped a gateway", "停止网关";
    /// A gateway is sent to another node.
    Evict = "evict", "moved a gateway away", "迁移网关";
    /// A deployment ended.
    DeploymentEnd = "deployment-end", "deployment ended", "部署结束";
    /// A node was added.
    AddNode = "add-node", "added a node", "添加节点";
    /// A node got another folder.
    ChangeNode = "change-node", "changed a node", "更改节点";
    /// A node was forgotten.
    ForgetNode = "forget-node", "forgot a node", "移除节点";
    /// Reload units were installed on a node.
    InstallReloadUnits = "install-reload-units", "installed reload units", "安装重新加载单元";
    /// A node is kept from running gateways, or no longer.
    Maintenance = "maintenance", "changed a node's maintenance", "更改节点维护状态";
    /// A share link was made.
    Share = "share", "made a share link", "创建分享链接";
    /// A share link was revoked.
    RevokeShare = "revoke-share", "revoked a share link", "撤销分享链接";
    /// Somebody commented.
    Comment = "comment", "commented", "评论";
    /// A comment was taken away.
    DeleteComment = "delete-comment", "deleted a comment", "删除评论";
    /// A revision was approved.
    Approve = "approve", "approved a revision", "批准修订版本";
    /// A revision was rejected.
    Reject = "reject", "rejected a revision", "拒绝修订版本";
    /// The installation was exported.
    Export = "export", "exported the installation", "导出系统";
    /// An installation was imported.
    Import = "import", "imported an installation", "导入系统";
    /// The key of the secrets was replaced.
    RotateKey = "rotate-key", "rotated the key", "轮换密钥";
}
