//! Says why a page offers no changes: what the role does not permit is not shown, and nobody shall look for it.

use gateway::api::people::Role;
use leptos::prelude::*;

use crate::language::say;
use crate::session::{Who, may, use_visit};
use crate::words;

/// The sentence, for those who have less than the role that changes something here.
#[component]
pub(crate) fn ReadOnly(role: Role) -> impl IntoView {
    let who = use_visit().who;
    let may = may(role);
    move || match who.get() {
        Who::Account(session) if !may.get() => Some(view! {
            <p class="notice info read-only">{say(words::read_only(session.role, role))}</p>
        }),
        Who::Account(_) | Who::Asked | Who::Nobody | Who::NoServer(_) => None,
    }
}
