//! Where a field stands in the JSON of a gateway, cheap enough to be noted at every line that comes from it.

use std::fmt;

/// A field of a gateway. Shown, it is a JSON pointer (RFC 6901); none of our keys needs escaping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    group: Option<&'static str>,
    row: Option<(&'static str, usize)>,
    inner: Option<(&'static str, usize)>,
    key: &'static str,
}

impl Place {
    /// A field of the gateway itself.
    pub const fn of(key: &'static str) -> Self {
        Self { group: None, row: None, inner: None, key }
    }

    /// A field of a group, such as `/chap/username`.
    pub const fn in_group(group: &'static str, key: &'static str) -> Self {
        Self { group: Some(group), ..Self::of(key) }
    }

    /// A field of a row, such as `/luns/0/device`.
    pub const fn in_row(list: &'static str, index: usize, key: &'static str) -> Self {
        Self { row: Some((list, index)), ..Self::of(key) }
    }

    /// A field of a row within this one's row, such as `/volumes/0/exports/1/clients`.
    #[must_use]
    pub const fn inner(self, list: &'static str, index: usize, key: &'static str) -> Self {
        Self { inner: Some((list, index)), key, ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(group) = self.group {
            write!(f, "/{group}")?;
        }
        for (list, index) in [self.row, self.inner].into_iter().flatten() {
            write!(f, "/{list}/{index}")?;
        }
        write!(f, "/{}", self.key)
    }
}
