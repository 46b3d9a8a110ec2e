//! Where files come from, and which programs will read them.

use gateway::names::Choice;
use gateway::ocf;
use gateway::snippet::versions::Reactor;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::files::{are_blank, free_name};
use super::gather::{Found, add};
use crate::language::say;
use crate::words;

/// The file of the example.
const EXAMPLE_FILE: &str = "sds-iscsi-r0.toml";
/// A snippet as people write it by hand, which no daemon loads.
const EXAMPLE: &str = include_str!("example.toml");

/// Releases of drbd-reactor with which something about a snippet changed, and what to call them up to the next one.
const REACTORS: &[(Reactor, &str)] = &[
    (Reactor::new(1, 11, 0), "1.11"),
    (Reactor::new(1, 10, 0), "1.10"),
    (Reactor::new(1, 9, 0), "1.9"),
    (Reactor::new(0, 9, 0), "0.9 – 1.8"),
    (Reactor::new(0, 8, 0), "0.8"),
    (Reactor::new(0, 7, 0), "0.7"),
    (Reactor::new(0, 5, 0), "0.5 – 0.6"),
    (Reactor::new(0, 4, 1), "0.4.1"),
    (Reactor::new(0, 4, 0), "0.4.0"),
    (Reactor::new(0, 3, 0), "0.3"),
];

/// The buttons that bring files, and the choice of programs.
#[component]
pub(super) fn Sources(desk: Desk) -> impl IntoView {
    let new_file = move |_| {
        let name = desk.files.with_untracked(free_name);
        desk.change(words::file_added(&name), |state| {
            state.files.insert(name.clone(), "".into());
            state.chosen = name;
        });
        request_animation_frame(|| {
            if let Some(text) = document().get_element_by_id("check-text") {
                // An element of the page that is shown takes the focus.
                let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(text).focus();
            }
        });
    };
    let example = move |_| {
        desk.change(words::CHECK_EXAMPLE_LOADED, |state| {
            if are_blank(&state.files) {
                state.files.clear();
            }
            state.files.insert(EXAMPLE_FILE.to_owned(), EXAMPLE.into());
            EXAMPLE_FILE.clone_into(&mut state.chosen);
        });
    };
    view! {
        <div class="check-sources">
            <div class="actions">
                <Chooser desk id="check-choose-files" is_directory=false/>
                <Chooser desk id="check-choose-directory" is_directory=true/>
                <button type="button" on:click=new_file>{say(words::NEW_FILE)}</button>
                <button type="button" on:click=example>{say(words::LOAD_EXAMPLE)}</button>
            </div>
            <VersionChoices desk/>
        </div>
    }
}

/// A button that lets the user choose files of their machine.
#[component]
fn Chooser(desk: Desk, id: &'static str, is_directory: bool) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.set_webkitdirectory(is_directory);
        }
    });
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(list) = input.files() else { return };
        let found = Found::chosen(&list);
        // The same files can be chosen again, after they were changed elsewhere.
        input.set_value("");
        spawn_local(add(desk, found));
    };
    let label = if is_directory { words::CHOOSE_DIRECTORY } else { words::CHOOSE_FILES };
    view! {
        <input type="file" hidden=true id=id multiple=!is_directory node_ref=input on:change=chosen/>
        <button type="button" on:click=choose>{say(label)}</button>
    }
}

/// What is installed on the nodes.
#[component]
fn VersionChoices(desk: Desk) -> impl IntoView {
    let reactor = Memo::new(move |_| desk.versions.get().reactor);
    let agents = Memo::new(move |_| desk.versions.get().resource_agents);
    let reactors = REACTORS.iter().map(|(each, name)| {
        let name = if *each == Reactor::NEWEST { words::or_newer(name) } else { words::as_it_is(name) };
        view! { <option value=each.to_string() prop:selected=move || reactor.get() == *each>{say(name)}</option> }
    });
    let versions = ocf::Version::ALL.iter().map(|each| {
        let word = each.word();
        let name = if *each == ocf::Version::Newest { words::NEWEST } else { words::as_it_is(word) };
        view! { <option value=word prop:selected=move || agents.get() == *each>{say(name)}</option> }
    });
    let choose_reactor = move |event| {
        let chosen = event_target_value(&event).parse().unwrap_or_default();
        desk.set_versions(|versions| versions.reactor = chosen);
    };
    let choose_agents = move |event| {
        let chosen = event_target_value(&event).parse().unwrap_or_default();
        desk.set_versions(|versions| versions.resource_agents = chosen);
    };
    view! {
        <div class="check-versions" role="group" aria-label=say(words::VERSIONS)>
            <label for="check-reactor">"drbd-reactor"</label>
            <select id="check-reactor" on:change=choose_reactor>{reactors.collect_view()}</select>
            <label for="check-agents">"resource-agents"</label>
            <select id="check-agents" on:change=choose_agents>{versions.collect_view()}</select>
        </div>
    }
}
