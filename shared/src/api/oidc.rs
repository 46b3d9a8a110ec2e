//! Why another server (OpenID Connect) has signed nobody in: what `/sign-in?problem=CODE` explains.

use std::str::FromStr;

use crate::names::{self, Choice};
use crate::problem::Expected;
use crate::text::Text;

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OidcProblem {
    /// The answer is not to a question that this browser has asked a moment ago.
    Stale,
    /// The provider says that the person may not.
    Denied,
    /// The provider does not answer.
    Unreachable,
    /// The provider's answer is not to be believed.
    Refused,
    /// No group of the person has a role.
    NoRole,
    /// The provider's name for the account cannot be one here.
    AccountName,
    /// Another account has the name.
    AccountTaken,
    /// The account is disabled here.
    AccountDisabled,
    /// This server failed.
    Internal,
}

impl Choice for OidcProblem {
    const ALL: &'static [Self] = &[
        Self::Stale,
        Self::Denied,
        Self::Unreachable,
        Self::Refused,
        Self::NoRole,
        Self::AccountName,
        Self::AccountTaken,
        Self::AccountDisabled,
        Self::Internal,
    ];
    const WORDS: &'static [&'static str] = &[
        "oidc-stale",
        "oidc-denied",
        "oidc-unreachable",
        "oidc-refused",
        "oidc-no-role",
        "oidc-account-name",
        "oidc-account-taken",
        "oidc-account-disabled",
        "internal",
    ];

    fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl FromStr for OidcProblem {
    type Err = Expected;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        names::choice(code)
    }
}

impl OidcProblem {
    /// What happened, and the way out.
    pub fn text(self) -> Text {
        match self {
            Self::Stale => Text::new(
                "this sign-in took more than ten minutes, was used already, or began in another browser or under \
                 another address of the server; sign in again",
                "此次登录超过十分钟、已被使用，或是在其他浏览器或服务器的其他地址开始的；请重新登录",
            ),
            Self::Denied => Text::new(
                "the provider says that you may not sign in; sign in again and agree, or ask who runs the provider",
                "身份提供方拒绝了登录；请重新登录并同意授权，或联系身份提供方的管理员",
            ),
            Self::Unreachable => Text::new(
                "the provider does not answer; try again in a while, and if that does not help, the server's log says \
                 why",
                "身份提供方没有响应；请稍后重试，若仍无效，原因见服务器日志",
            ),
            Self::Refused => Text::new(
                "the provider's answer is not to be believed; sign in again, and if that does not help, the server's \
                 log says why",
                "无法信任身份提供方的应答；请重新登录，若仍无效，原因见服务器日志",
            ),
            Self::NoRole => Text::new(
                "none of your groups has a role here; ask an admin for a group that `[oidc.roles]` of the settings names",
                "您所在的组在此没有任何角色；请向管理员申请加入设置中 `[oidc.roles]` 所列的组",
            ),
            Self::AccountName => Text::new(
                "the provider's name for you cannot be an account here, which has 1 to 64 of `a-z0-9._@-`; an admin can \
                 choose another `account_claim` in the settings",
                "身份提供方给出的名称不能用作此处的账户，应为 1 到 64 个 `a-z0-9._@-` 字符；管理员可在设置中选择其他 \
                 `account_claim`",
            ),
            Self::AccountTaken => Text::new(
                "another account has your name here, and nobody gets it by its name; sign in with its password if it is \
                 yours, or ask an admin",
                "此处已有同名账户，不能仅凭名称接管；若该账户属于您，请用其密码登录，否则请联系管理员",
            ),
            Self::AccountDisabled => Text::new(
                "your account is disabled here; ask an admin to enable it",
                "您的账户已在此停用；请联系管理员启用",
            ),
            Self::Internal => Text::new(
                "the server failed; try again, and if that does not help, its log says why",
                "服务器出错；请重试，若仍无效，原因见服务器日志",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OidcProblem;
    use crate::names::Choice;

    #[test]
    fn every_code_is_read_back() {
        for problem in OidcProblem::ALL {
            assert_eq!(problem.word().parse(), Ok(*problem));
        }
        assert!("<script>".parse::<OidcProblem>().is_err());
    }
}
