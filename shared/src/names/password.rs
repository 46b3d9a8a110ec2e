//! Passwords and names of accounts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::text_type;
use crate::problem::Expected;

/// Something that somebody typed as a password. Nothing prints it by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// What was typed.
    pub fn new(typed: String) -> Self {
        Self(typed)
    }

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

super::text_schema!(Password, "correct horse battery staple");

/// A password that may be set: 12 to 256 characters of any kind.
///
/// Length is what makes one hard to guess; rules about kinds of characters make people choose worse ones (NIST SP
/// 800-63B, 3.1.1.2). The upper bound keeps a request from being made of nothing but hashing.
pub struct NewPassword(Password);

impl NewPassword {
    /// The password itself.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

impl TryFrom<Password> for NewPassword {
    type Error = Expected;

    fn try_from(typed: Password) -> Result<Self, Self::Error> {
        let has_length = (12..=256).contains(&typed.reveal().chars().count());
        let varies = typed.reveal().chars().any(|c| !typed.reveal().starts_with(c));
        if has_length && varies {
            return Ok(Self(typed));
        }
        Err(Expected::new(
            "password-short",
            "expected a password of 12 to 256 characters that are not all the same",
            "应为 12 到 256 个字符的密码，且不能全部相同",
        ))
    }
}

text_type! {
    /// The name of an account: 1 to 64 lower-case letters, digits and `._@-`, starting with a letter or digit.
    ///
    /// Lower case only, so that no two accounts differ in nothing that a reader sees.
    AccountName, check_account, "ada"
}

fn check_account(text: &str) -> Result<(), Expected> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let starts = text.bytes().next().is_some_and(is_plain);
    if starts && text.len() <= 64 && text.bytes().all(|byte| is_plain(byte) || b"._@-".contains(&byte)) {
        return Ok(());
    }
    Err(Expected::new(
        "account-name",
        "expected 1 to 64 lower-case letters, digits and `._@-`, starting with a letter or digit",
        "应为 1 到 64 个小写字母、数字和 `._@-`，以字母或数字开头",
    ))
}

impl AccountName {
    /// The account of a name as a person or another server writes it: in lower case.
    pub fn of_any_case(text: &str) -> Result<Self, Expected> {
        Self::from_str(&text.trim().to_lowercase())
    }
}
