//! Who uses the app, and whether a server is there at all.

use gateway::api::people::{Role, Session};
use leptos::prelude::*;

use crate::api::{Api, ApiError};

/// What the server says of who asks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    /// It has not answered yet.
    Asked,
    /// An account.
    Account(Session),
    /// Nobody it knows.
    Nobody,
    /// There is no answer; the builder works all the same.
    NoServer(ApiError),
}

/// The session as all components see it.
#[derive(Clone, Copy)]
pub(crate) struct Visit {
    /// Who asks.
    pub(crate) who: Memo<Who>,
    /// Whether the server forgot the account while the page was open.
    pub(crate) signed_out: RwSignal<bool>,
    is_asked: RwSignal<bool>,
    session: LocalResource<Option<Result<Session, ApiError>>>,
}

/// Gives every component below the server and the session.
pub(crate) fn provide_session() {
    let signed_out = RwSignal::new(false);
    let api = Api::new(signed_out);
    provide_context(api);
    let is_asked = RwSignal::new(false);
    let session = LocalResource::new(move || {
        let is_asked = is_asked.get();
        async move { if is_asked { Some(api.find_session().await) } else { None } }
    });
    let who = Memo::new(move |_| match session.get().flatten() {
        None => Who::Asked,
        Some(Ok(session)) => Who::Account(session),
        Some(Err(error)) if error.status() == Some(401) => Who::Nobody,
        Some(Err(error)) => Who::NoServer(error),
    });
    provide_context(Visit { who, signed_out, is_asked, session });
}

impl Visit {
    /// Asks the server, if nobody has yet.
    pub(crate) fn ask(self) {
        if !self.is_asked.get_untracked() {
            self.is_asked.set(true);
        }
    }

    /// Forgets what the server said before, after signing in.
    pub(crate) fn begin(self) {
        self.signed_out.set(false);
        if self.is_asked.get_untracked() {
            self.session.refetch();
        } else {
            self.is_asked.set(true);
        }
    }
}

/// The session.
pub(crate) fn use_visit() -> Visit {
    expect_context()
}

/// The server.
pub(crate) fn use_api() -> Api {
    expect_context()
}

/// Whether who asks has a role or more: what it does not permit is not offered. Where no server answers, nobody has
/// said no.
pub(crate) fn may(role: Role) -> Memo<bool> {
    let who = use_visit().who;
    Memo::new(move |_| {
        who.with(|who| match who {
            Who::Account(session) => session.role >= role,
            Who::NoServer(_) => true,
            Who::Asked | Who::Nobody => false,
        })
    })
}
