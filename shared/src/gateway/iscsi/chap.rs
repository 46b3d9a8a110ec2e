//! One-way CHAP: what an initiator must give before it may use the target.

use serde::Serialize;

use crate::draft::{Draft, Record};
use crate::field::{Absent, Field, Input};
use crate::names::iscsi::ChapUser;
use crate::names::secret::Secret;
use crate::problem::Problem;
use crate::text::Text;

/// Name and secret of one-way CHAP (RFC 7143, 12.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chap {
    /// Name of the user.
    pub username: ChapUser,
    /// Secret of the user.
    pub password: Secret,
}

impl Record for Chap {
    const FIELDS: &'static [Field] = &[
        Field::new(
            "username",
            Input::Text("backup"),
            Text::new("User name", "用户名"),
            Text::new("Name that initiators give.", "发起端提供的用户名。"),
        )
        .by("iSCSITarget `incoming_username`")
        .see("chap-username")
        .or(Absent::LeftOut),
        Field::new(
            "password",
            Input::Secret,
            Text::new("Secret", "密码"),
            Text::new(
                "12 to 16 characters, which Windows and many initiators take.",
                "12 到 16 个字符，适用于 Windows 等多数发起端。",
            ),
        )
        .by("iSCSITarget `incoming_password`; RFC 7143, 9.2.1")
        .see("chap-password")
        .or(Absent::LeftOut),
    ];

    fn read(draft: &mut Draft<'_>) -> Self {
        if draft.is_left_out("username") {
            draft.report(Problem::error("chap-pair", draft.pointer("username"), PASSWORD_ALONE));
        }
        if draft.is_left_out("password") {
            draft.report(Problem::error("chap-pair", draft.pointer("password"), USER_ALONE));
        }
        Self {
            username: draft.optional("username").unwrap_or_else(|| draft.stand_in()),
            password: draft.optional("password").unwrap_or_else(|| draft.stand_in()),
        }
    }
}

const PASSWORD_ALONE: Text = Text::new(
    "a CHAP secret needs a user name: with the secret alone the agent leaves the target open to all",
    "CHAP 密码需要用户名：只有密码时，代理会让 target 对所有人开放",
);
const USER_ALONE: Text = Text::new(
    "a CHAP user name needs a secret: with the name alone the agent sets an empty one",
    "CHAP 用户名需要密码：只有用户名时，代理会设置空密码",
);
