//! Words of people: who they are, what they may, how they sign in, and their tokens.

use gateway::api::people::Role;
use gateway::text::Text;

pub(crate) const ACCOUNT: Text = Text::new("Account", "账户");
pub(crate) const ROLE: Text = Text::new("Role", "角色");
pub(crate) const STATE: Text = Text::new("State", "状态");
pub(crate) const NEVER: Text = Text::new("never", "从未");
pub(crate) const YOU: Text = Text::new("you", "您");
/// Leads those who may not deploy to what a deployment would do.
pub(crate) const SEE_PLAN: Text = Text::new("See the plan", "查看计划");
pub(crate) const SHOWN_ONCE: Text =
    Text::new("Copy this now: it is shown only once.", "请立即复制：它只显示这一次。");

pub(crate) const SIGN_IN: Text = Text::new("Sign in", "登录");
pub(crate) const SIGNING_IN: Text = Text::new("Signing in…", "正在登录…");
pub(crate) const SIGN_OUT: Text = Text::new("Sign out", "退出登录");
pub(crate) const OR: Text = Text::new("or", "或");
pub(crate) const PASSWORD: Text = Text::new("Password", "密码");
pub(crate) const NO_PASSWORD: Text =
    Text::new("No password yet, or forgotten?", "还没有密码，或忘记了密码？");
pub(crate) const SIGN_IN_HOW: Text = Text::new(
    "A one-time link signs you in, and you can set a password then. An admin can make one for you; on the server's \
     machine, this command prints one:",
    "使用一次性链接登录后即可设置密码。管理员可为您生成链接；也可在服务器上运行以下命令：",
);
pub(crate) const SIGN_IN_REFUSED: Text = Text::new(
    "This link does not sign anybody in: each link works once and for four days. Ask an admin for a new one.",
    "该链接无法登录：每个链接只能在四天内使用一次。请向管理员索取新链接。",
);
pub(crate) const SIGNED_OUT: Text = Text::new(
    "You are no longer signed in. What you typed is still here: sign in again and go on.",
    "登录已失效。已填写的内容仍在此处：请重新登录后继续。",
);
pub(crate) const SIGN_IN_AGAIN: Text = Text::new("Sign in again", "重新登录");
pub(crate) const SIGN_IN_BESIDE: Text = Text::new(
    "With a sign-in link or the company's login, sign in in another tab, then come back here.",
    "使用登录链接或公司登录时，请在另一个标签页中登录，然后返回此处。",
);
pub(crate) const SIGNED_IN_AGAIN: Text = Text::new("I have signed in again", "我已重新登录");
pub(crate) const STILL_SIGNED_OUT: Text =
    Text::new("The server does not know you yet.", "服务器尚未识别您的登录。");

pub(crate) const MY_ACCOUNT: Text = Text::new("Your account", "您的账户");
pub(crate) const ACCOUNT_MENU: Text = Text::new("Signed in as", "已登录：");
pub(crate) const SIGN_OUT_EVERYWHERE: Text = Text::new("Sign out everywhere", "在所有位置退出登录");
pub(crate) const SIGN_OUT_EVERYWHERE_TITLE: Text = Text::new("Sign out everywhere?", "在所有位置退出登录？");
pub(crate) const SIGN_OUT_EVERYWHERE_HOW: Text = Text::new(
    "Every session of your account ends, in this browser too. API tokens stay; revoke those below.",
    "您账户的所有会话都会结束，包括此浏览器。API 令牌保持有效；可在下方撤销。",
);
pub(crate) const CURRENT_PASSWORD: Text = Text::new("Current password", "当前密码");
pub(crate) const NEW_PASSWORD: Text = Text::new("New password", "新密码");
pub(crate) const NEW_PASSWORD_AGAIN: Text = Text::new("New password again", "再次输入新密码");
pub(crate) const NEW_PASSWORD_HELP: Text = Text::new(
    "At least 12 characters, of any kind. Four or five random words are good.",
    "至少 12 个字符，任意种类。四五个随机单词就很好。",
);
pub(crate) const PASSWORD_DIFFERS: Text = Text::new("the two are not the same", "两次输入不一致");
pub(crate) const PASSWORD_OPEN: Text = Text::new(
    "You signed in with a link. Set a password, so that you need none the next time.",
    "您是通过链接登录的。请设置密码，下次即可直接登录。",
);
pub(crate) const PASSWORD_ELSEWHERE: Text = Text::new(
    "You sign in with the company's login; this account has no password here.",
    "您使用公司登录；该账户在此没有密码。",
);
pub(crate) const SET_PASSWORD: Text = Text::new("Set the password", "设置密码");
pub(crate) const CHANGE_PASSWORD: Text = Text::new("Change the password", "更改密码");
pub(crate) const PASSWORD_IS_SET: Text = Text::new(
    "The password is set. All your other sessions have ended.",
    "密码已设置。您的其他会话均已结束。",
);

pub(crate) const API_TOKENS: Text = Text::new("API tokens", "API 令牌");
pub(crate) const API_TOKENS_HOW: Text = Text::new(
    "A program calls the server with a token in place of a password. It may what its role permits, and never more than \
     you may.",
    "程序使用令牌代替密码调用服务器。令牌的权限由其角色决定，且绝不会超过您的权限。",
);
pub(crate) const NO_TOKENS: Text = Text::new("There are no tokens.", "没有令牌。");
pub(crate) const MAKE_TOKEN: Text = Text::new("New token", "新建令牌");
pub(crate) const MAKE_TOKEN_NOW: Text = Text::new("Make the token", "创建令牌");
pub(crate) const TOKEN_NAME: Text = Text::new("What for", "用途");
pub(crate) const TOKEN_NAME_HELP: Text = Text::new(
    "The program that uses it, such as `backup job on mgmt-1`.",
    "使用它的程序，例如 `mgmt-1 上的备份任务`。",
);
pub(crate) const TOKEN_DAYS: Text = Text::new("Days until it expires", "有效天数");
pub(crate) const TOKEN_DAYS_HELP: Text = Text::new("1 to 366.", "1 到 366。");
pub(crate) const TOKEN_USE: Text = Text::new(
    "The program sends it in the header `Authorization: Bearer …`, for instance:",
    "程序通过请求头 `Authorization: Bearer …` 发送它，例如：",
);
pub(crate) const EXPIRES: Text = Text::new("Expires", "到期时间");
pub(crate) const EXPIRED: Text = Text::new("expired", "已过期");
pub(crate) const USED_LAST: Text = Text::new("Used last", "最近使用");
pub(crate) const REVOKE: Text = Text::new("Revoke", "撤销");
pub(crate) const REVOKE_CONFIRM: Text = Text::new("Revoke it now", "立即撤销");
pub(crate) const REVOKE_HOW: Text = Text::new(
    "Programs that use it are refused from now on. It cannot be undone; a new token can be made.",
    "使用它的程序将立即被拒绝。此操作无法撤销；可以创建新令牌。",
);

pub(crate) const USERS: Text = Text::new("Users", "用户");
pub(crate) const TOKENS_OF_ALL: Text = Text::new("API tokens of everybody", "所有人的 API 令牌");
pub(crate) const SIGNED_IN_LAST: Text = Text::new("Signed in last", "最近登录");
pub(crate) const CHANGE: Text = Text::new("Change", "更改");
pub(crate) const HAS_PASSWORD: Text = Text::new("password", "密码");
pub(crate) const HAS_NO_PASSWORD: Text = Text::new("no password yet", "尚无密码");
pub(crate) const BY_COMPANY_LOGIN: Text = Text::new("company login", "公司登录");
pub(crate) const ACCOUNT_DISABLED: Text = Text::new("disabled", "已禁用");
pub(crate) const ADD_USER: Text = Text::new("New user", "新建用户");
pub(crate) const ADD_USER_NOW: Text = Text::new("Add the user", "添加用户");
pub(crate) const ACCOUNT_HELP: Text = Text::new(
    "1 to 64 lower-case letters, digits and `._@-`. It stands in the history for ever.",
    "1 到 64 个小写字母、数字和 `._@-`。它会永久保留在历史记录中。",
);
pub(crate) const LINK_HOW: Text = Text::new(
    "Whoever opens it first is signed in: give it to nobody else, and by a way that nobody else reads.",
    "首先打开链接的人将登录：请仅交给本人，并使用他人无法看到的方式。",
);
pub(crate) const LINK_EXPIRES: Text = Text::new("It expires:", "到期时间：");
pub(crate) const CHANGE_ROLE: Text = Text::new("Change role", "更改角色");
pub(crate) const ROLE_FROM_ELSEWHERE: Text = Text::new(
    "The role comes from the company's login, and is set again when the person signs in.",
    "角色来自公司登录，该用户下次登录时会重新设置。",
);
pub(crate) const NEW_LINK: Text = Text::new("New link", "新链接");
pub(crate) const NEW_LINK_CONFIRM: Text = Text::new("Make the link", "生成链接");
pub(crate) const NEW_LINK_HOW: Text = Text::new(
    "A link for somebody who has forgotten the password or has none yet. Links that were made before stop working.",
    "用于忘记密码或尚无密码的用户。此前生成的链接将失效。",
);
pub(crate) const SIGN_USER_OUT_HOW: Text = Text::new(
    "Every session of the account ends at once. The person can sign in again, and API tokens stay.",
    "该账户的所有会话立即结束。用户可以重新登录，API 令牌保持有效。",
);
pub(crate) const DISABLE: Text = Text::new("Disable", "禁用");
pub(crate) const DISABLE_HOW: Text = Text::new(
    "The person is signed out everywhere at once and cannot sign in again, and the account's API tokens do nothing. \
     What the person has done stays in the history.",
    "该用户将立即在所有位置退出登录且无法再次登录，其 API 令牌失效。其操作仍保留在历史记录中。",
);
pub(crate) const ENABLE: Text = Text::new("Enable", "启用");
pub(crate) const ENABLE_HOW: Text = Text::new(
    "The person can sign in again with the same role and password; tokens that have not expired work again.",
    "该用户可使用原有角色和密码重新登录；未过期的令牌恢复有效。",
);

/// Why a page offers no changes to somebody of `role`, and what helps.
pub(crate) fn read_only(role: Role, needed: Role) -> Text {
    let (has, needs) = (role.label(), needed.label());
    Text::of(
        format!(
            "You can look at this and change nothing: your role is {}. An admin can give you the role {}.",
            has.en, needs.en
        ),
        format!("您可以查看但不能更改：您的角色是“{}”。管理员可授予您“{}”角色。", has.zh, needs.zh),
    )
}

/// What roles may together, each with what the ones before it may.
pub(crate) fn means(roles: &[Role]) -> Text {
    let explained: Vec<Text> = roles.iter().map(|role| role.explanation()).collect();
    let english: Vec<&str> = explained.iter().map(|text| text.en.as_ref()).collect();
    let chinese: Vec<&str> = explained.iter().map(|text| text.zh.as_ref()).collect();
    let english = english.join("; ");
    let mut letters = english.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    Text::of(format!("{first}{}.", letters.as_str()), format!("{}。", chinese.join("；")))
}

pub(crate) fn sign_in_with(label: &str) -> Text {
    Text::of(format!("Sign in with {label}"), format!("使用 {label} 登录"))
}

pub(crate) fn token_of(name: &str) -> Text {
    Text::of(format!("Token for {name}"), format!("令牌：{name}"))
}

pub(crate) fn revoke_title(name: &str) -> Text {
    Text::of(format!("Revoke the token for {name}?"), format!("撤销令牌“{name}”？"))
}

pub(crate) fn link_of(account: &str) -> Text {
    Text::of(format!("Sign-in link for {account}"), format!("{account} 的登录链接"))
}

pub(crate) fn change_role_title(account: &str) -> Text {
    Text::of(format!("Change the role of {account}"), format!("更改 {account} 的角色"))
}

pub(crate) fn new_link_title(account: &str) -> Text {
    Text::of(format!("Make a sign-in link for {account}?"), format!("为 {account} 生成登录链接？"))
}

pub(crate) fn sign_out_title(account: &str) -> Text {
    Text::of(format!("Sign {account} out everywhere?"), format!("让 {account} 在所有位置退出登录？"))
}

pub(crate) fn disable_title(account: &str) -> Text {
    Text::of(format!("Disable {account}?"), format!("禁用 {account}？"))
}

pub(crate) fn enable_title(account: &str) -> Text {
    Text::of(format!("Enable {account}?"), format!("启用 {account}？"))
}
