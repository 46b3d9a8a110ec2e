//! Roles: the choice of one, and the label of one.

use gateway::api::people::Role;
use gateway::names::Choice;
use leptos::prelude::*;

use crate::language::say;
use crate::words;

/// The choice of a role, up to the highest that may be given.
#[component]
pub(crate) fn RoleField(
    #[prop(into)] id: String,
    chosen: RwSignal<Role>,
    #[prop(default = Role::Admin)] highest: Role,
) -> impl IntoView {
    let options = Role::ALL.iter().copied().filter(|role| *role <= highest).map(|role| {
        view! { <option value=role.word() prop:selected=move || chosen.get() == role>{say(role.label())}</option> }
    });
    let options = options.collect_view();
    let (named, help) = (id.clone(), format!("{id}-help"));
    let choose = move |word: String| {
        if let Ok(role) = word.parse() {
            chosen.set(role);
        }
    };
    view! {
        <div class="field">
            <label for=named>{say(words::ROLE)}</label>
            <select id=id aria-describedby=help.clone() on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
            <p class="help" id=help>{move || view! { <Means role=chosen.get()/> }}</p>
        </div>
    }
}

/// What a role may, with what all roles before it may.
#[component]
pub(crate) fn Means(role: Role) -> impl IntoView {
    let parts: Vec<_> = Role::ALL.iter().copied().filter(|each| *each <= role).collect();
    say(words::means(&parts))
}

/// The label of a role.
#[component]
pub(crate) fn RoleTag(role: Role) -> impl IntoView {
    view! { <span class=format!("tag role {}", role.word())>{say(role.label())}</span> }
}
