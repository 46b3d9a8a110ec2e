//! People: who may what, how they sign in, and the tokens of their programs.

use serde::{Deserialize, Serialize};

use crate::names::Choice;
use crate::names::password::Password;
use crate::text::Text;

/// What an account may do. Each role may what the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Sees everything; secrets are masked.
    Viewer,
    /// Also comments, approves and rejects.
    Reviewer,
    /// Also edits, deploys, starts, stops, and shares.
    Operator,
    /// Also manages accounts, nodes and the installation.
    Admin,
}

impl Choice for Role {
    const ALL: &'static [Self] = &[Self::Viewer, Self::Reviewer, Self::Operator, Self::Admin];
    const WORDS: &'static [&'static str] = &["viewer", "reviewer", "operator", "admin"];

    fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl std::str::FromStr for Role {
    type Err = crate::problem::Expected;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crate::names::choice(text)
    }
}

impl Role {
    /// What it is called.
    pub fn label(self) -> Text {
        match self {
            Self::Viewer => Text::new("Viewer", "查看者"),
            Self::Reviewer => Text::new("Reviewer", "审阅者"),
            Self::Operator => Text::new("Operator", "操作员"),
            Self::Admin => Text::new("Admin", "管理员"),
        }
    }

    /// What it may.
    pub fn explanation(self) -> Text {
        match self {
            Self::Viewer => Text::new("sees everything; secrets are masked", "可查看全部内容；密码已隐藏"),
            Self::Reviewer => Text::new("also comments, approves and rejects", "还可评论、批准和拒绝"),
            Self::Operator => Text::new(
                "also edits, deploys, starts, stops, and makes share links",
                "还可编辑、部署、启动、停止，以及创建分享链接",
            ),
            Self::Admin => {
                Text::new("also manages accounts, nodes and the installation", "还可管理账户、节点和整个系统")
            }
        }
    }
}

/// Body of `POST /session`: what somebody signs in with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SignIn {
    /// A one-time sign-in link.
    Link {
        /// What stands behind `#` in the link.
        token: String,
    },
    /// Name and password.
    Password {
        /// The account.
        account: String,
        /// Its password.
        password: Password,
    },
}

/// Answer of `GET /session` and `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Who asks.
    pub account: String,
    /// What the account may.
    pub role: Role,
    /// How to set a password.
    pub password: PasswordState,
    /// Whether the server runs a simulated cluster.
    pub demo: bool,
    /// Approvals that a deployment needs.
    pub approvals: u32,
}

/// How an account stands with its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordState {
    /// It has one, which must be given to change it.
    Set,
    /// It has none, or signed in with a link: a new one can be set without the old.
    Open,
    /// Another server knows who it is (`OpenID` Connect).
    Elsewhere,
}

/// Answer of `GET /session/ways`: how one can sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInWays {
    /// What the button of `OpenID` Connect says; none where it is not set up.
    pub oidc: Option<String>,
}

/// Body of `PUT /session/password`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The password of now, where it must be given.
    #[serde(default)]
    pub current: Option<Password>,
    /// The new one: at least 12 characters.
    pub new: Password,
}

/// Answer of `GET /users`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The account.
    pub account: String,
    /// What it may.
    pub role: Role,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// Whether it has a password.
    pub has_password: bool,
    /// Whether another server knows who it is (`OpenID` Connect); its role comes from there.
    pub elsewhere: bool,
    /// When it signed in last (RFC 3339, UTC).
    pub signed_in_at: Option<String>,
}

/// Body of `POST /users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewUser {
    /// The account: 1 to 64 lower-case letters, digits and `._@-`.
    pub account: String,
    /// What it may.
    pub role: Role,
}

/// Body of `PUT /users/{account}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeUser {
    /// What it may from now on.
    pub role: Role,
    /// Whether it may not sign in.
    pub disabled: bool,
}

/// Answer of `POST /users` and `POST /users/{account}/link`: an account, and a link for its owner, shown once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserLink {
    /// The account.
    pub user: User,
    /// Token of the link `/sign-in#{token}`, which works once.
    pub token: String,
    /// When the link expires (RFC 3339, UTC).
    pub expires_at: String,
}

/// Answer of `GET /tokens`, an entry of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// Its identifier, a UUID.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// What it is for.
    pub name: String,
    /// What it may, as far as its account may.
    pub role: Role,
    /// When it was made (RFC 3339, UTC).
    pub created_at: String,
    /// When it expires (RFC 3339, UTC).
    pub expires_at: String,
    /// When it was used last (RFC 3339, UTC), to a minute.
    pub used_at: Option<String>,
}

/// Body of `POST /tokens`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it may; at most what the account may.
    pub role: Role,
    /// Days until it expires, 1 to 366.
    pub days: u16,
}

/// Answer of `POST /tokens`: the token itself, shown once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenMade {
    /// What is kept of it.
    pub made: ApiToken,
    /// Goes into the header `Authorization: Bearer …`.
    pub token: String,
}
