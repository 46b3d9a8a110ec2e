//! The browser's side of SDS Gateway.
//!
//! What the user typed and what the server said is state; all else is derived from it. The model is the server's own
//! crate, so that forms, problems and preview need no server.
#![allow(clippy::needless_pass_by_value, reason = "the properties of a component are owned by it")]
#![allow(unreachable_pub, reason = "`#[component]` makes the properties of every component `pub`")]

mod app;
mod palette;
mod parts;
mod routes;
mod shell;
mod shortcuts;
mod toast;

mod pages;

mod form;
mod graph;
mod preview;

mod confirmed;
mod diff;
mod explained;
mod findings;
mod latest;
mod link;
mod locale;
mod notice;
mod places;
mod read_only;
mod roles;
mod seconds;
mod shown_once;
mod signing_in;
mod signing_out;
mod status;
mod tabs;
mod typed;

mod address;
mod adopted;
mod api;
mod brought;
mod draft;
mod duplicate;
mod merge;

mod language;
mod session;
mod storage;
mod theme;
mod then;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    if let Some(loading) = leptos::prelude::document().get_element_by_id("loading") {
        loading.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
