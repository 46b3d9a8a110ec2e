//! Secrets, which nothing prints by accident.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::iscsi::is_chap_text;
use crate::problem::Expected;
use crate::secret::MASK;

/// A CHAP secret: 12 to 16 bytes, which is what Windows and many initiators take.
///
/// It has no `Display`, and its `Debug` prints `***`. It serializes as it is, because a gateway's JSON is its stored
/// form.
///
/// It may be `***`, which stands for a secret that is not shown: a gateway can be read, checked and written without it.
/// What is to be saved or to reach a node has the secret itself (`secret::unmask`).
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it stands for a secret that is not shown.
    pub fn is_masked(&self) -> bool {
        self.0 == MASK
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl FromStr for Secret {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The agent expands it unquoted in a shell, as it does the user name.
        if text == MASK || (12..=16).contains(&text.len()) && is_chap_text(text) {
            return Ok(Self(text.to_owned()));
        }
        Err(Expected::new(
            "chap-password",
            "expected a CHAP secret of 12 to 16 characters of letters, digits and `._:@/+=,-`, not starting with `NULL` \
             or `-`",
            "应为 12 到 16 个字符的 CHAP 密码：字母、数字和 `._:@/+=,-`，不能以 `NULL` 或 `-` 开头",
        ))
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

super::text_schema!(Secret, "***");

impl crate::draft::StandIn for Secret {
    fn stand_in(number: u16) -> Self {
        Self(format!("missing-{number:08}"))
    }
}
