//! The pages that are always there: how they are called, by which key they are reached, and who may see them.

use gateway::api::people::Role;
use gateway::text::Text;

use crate::session::Who;
use crate::words;

/// A page with an address of its own.
pub(crate) struct Place {
    /// Its path.
    pub(crate) path: &'static str,
    /// What it is called.
    pub(crate) title: Text,
    /// The key that leads there after `g`.
    pub(crate) key: Option<&'static str>,
    /// Who may see it.
    pub(crate) open_to: OpenTo,
}

/// Who may see a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpenTo {
    /// Everybody.
    All,
    /// Whoever has an account.
    Known,
    /// Accounts with this role or more.
    Role(Role),
}

/// The pages, the most used first.
pub(crate) static PLACES: &[Place] = &[
    Place::new("/", words::GATEWAYS, Some("g"), OpenTo::Known),
    Place::new("/nodes", words::NODES, Some("n"), OpenTo::Known),
    Place::new("/check", words::CHECK, Some("c"), OpenTo::All),
    Place::new("/audit", words::AUDIT, Some("a"), OpenTo::Known),
    Place::new("/help", words::HELP, Some("h"), OpenTo::All),
    Place::new("/users", words::USERS, Some("u"), OpenTo::Role(Role::Admin)),
    Place::new("/settings", words::SETTINGS, Some("s"), OpenTo::Role(Role::Admin)),
    Place::new("/account", words::MY_ACCOUNT, Some("m"), OpenTo::Known),
];

impl Place {
    const fn new(path: &'static str, title: Text, key: Option<&'static str>, open_to: OpenTo) -> Self {
        Self { path, title, key, open_to }
    }
}

impl OpenTo {
    /// Whether it is open to who asks. Where no server answers, nobody has said no.
    pub(crate) fn includes(self, who: &Who) -> bool {
        match (self, who) {
            (Self::All, _) | (_, Who::NoServer(_)) | (Self::Known, Who::Account(_)) => true,
            (Self::Role(role), Who::Account(session)) => session.role >= role,
            (Self::Known | Self::Role(_), Who::Asked | Who::Nobody) => false,
        }
    }
}
