//! Names and numbers that are parsed once and cannot be wrong afterwards.
//!
//! A field's check is its type's [`FromStr`]: form, API and command line cannot disagree. Each type says what it
//! expected, in both languages, and where the rule comes from.

pub mod address;
pub mod drbd;
pub mod iscsi;
pub mod nfs;
pub mod number;
pub mod nvme;
pub mod password;
pub mod path;
pub mod secret;

use std::fmt;
use std::str::FromStr;

use crate::problem::Expected;

/// Defines a text type whose only way in is its check.
///
/// A trait cannot do it: `FromStr`, `Display` and serde's traits must be there for each type on its own.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $check:path, $example:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text as it was given.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::problem::Expected;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $check(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        crate::names::text_schema!($name, $example);
    };
}
pub(crate) use text_type;

/// Describes a type that is text on the wire to the OpenAPI document.
macro_rules! text_schema {
    ($name:ident, $example:literal) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .examples([serde_json::Value::from($example)])
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use text_schema;

/// Whether `text` is `min` to `max` bytes of printable ASCII (0x20 to 0x7e).
pub(crate) fn is_printable_ascii(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Whether `text` is a number as we would write it: `u16::from_str` would take `+5` and `007` too, which no file of ours
/// can say back.
pub(crate) fn is_plain_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

/// Whether a reader sees `c` as it is: no blank, no control, nothing that reorders or hides what stands around it.
pub(crate) fn is_visible(c: char) -> bool {
    let is_hidden = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_control() && !c.is_whitespace() && !is_hidden
}

/// A value that is one of a short list of words, such as a promoter option.
pub trait Choice: Sized + Copy + 'static {
    /// Every value, in the order that a form offers them.
    const ALL: &'static [Self];
    /// Their words, in the same order.
    const WORDS: &'static [&'static str];
    /// The word in the file.
    fn word(self) -> &'static str;
}

/// Reads one of the words of a [`Choice`].
pub(crate) fn choice<C: Choice>(text: &str) -> Result<C, Expected> {
    if let Some(choice) = C::ALL.iter().find(|choice| choice.word() == text) {
        return Ok(*choice);
    }
    let words: Vec<String> = C::ALL.iter().map(|choice| format!("`{}`", choice.word())).collect();
    let words = words.join(", ");
    Err(Expected {
        code: "choice",
        message: crate::text::Text::of(format!("expected one of {words}"), format!("应为以下之一：{words}")),
    })
}

/// Defines a [`Choice`] from its words.
macro_rules! choice_type {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl crate::names::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::problem::Expected;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                crate::names::choice(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(crate::names::Choice::word(*self))
            }
        }
    };
}
pub(crate) use choice_type;

/// Yes or no, as `true` or `false`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Switch(pub bool);

impl FromStr for Switch {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "true" => Ok(Self(true)),
            "false" => Ok(Self(false)),
            _ => Err(Expected::new("switch", "expected `true` or `false`", "应为 `true` 或 `false`")),
        }
    }
}

impl fmt::Display for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
