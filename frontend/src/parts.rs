//! The parts of the app: what the first page does not need is fetched when somebody goes to a page of it.
//!
//! `cargo xtask web` cuts the program at the functions that are marked here. What only one part calls is in its file,
//! what several call is in a file that they share, and only what the first page calls is fetched at once. So nothing
//! outside may name a page of a part but through [`Page`].
#![allow(unsafe_code, reason = "the marks declare functions that another file of the program has")]

mod building;
mod help;
mod overlays;
mod people;
mod running;

use std::pin::Pin;
#[cfg(feature = "parts")]
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::language::say;
use crate::words;

pub(crate) use building::Building;
pub(crate) use help::Help;
pub(crate) use overlays::Overlay;
pub(crate) use people::People;
pub(crate) use running::Running;

/// A page, or a piece of one, that is not in the first part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Where snippets are written and checked.
    Building(Building),
    /// Where gateways are looked at, compared, deployed.
    Running(Running),
    /// Where people and what they did are looked at.
    People(People),
    /// Where things are explained.
    Help(Help),
    /// What is laid over a page, or stands in its place until somebody is known.
    Overlay(Overlay),
}

type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

#[cfg(feature = "parts")]
impl Page {
    /// Fetches the part, unless it is there.
    fn fetch(self) -> Fetching<()> {
        match self {
            Self::Building(_) => Box::pin(building::fetch()),
            Self::Running(_) => Box::pin(running::fetch()),
            Self::People(_) => Box::pin(people::fetch()),
            Self::Help(_) => Box::pin(help::fetch()),
            Self::Overlay(_) => Box::pin(overlays::fetch()),
        }
    }

    /// The page, if its part is there.
    fn show(self) -> Option<AnyView> {
        let mut showing: Fetching<AnyView> = match self {
            Self::Building(page) => Box::pin(building::show(page)),
            Self::Running(page) => Box::pin(running::show(page)),
            Self::People(page) => Box::pin(people::show(page)),
            Self::Help(page) => Box::pin(help::show(page)),
            Self::Overlay(overlay) => Box::pin(overlays::show(overlay)),
        };
        // Nothing has to be awaited any more, so that the page stands there at once, in the place of the one before.
        match showing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(shown) => shown.ok(),
            Poll::Pending => None,
        }
    }
}

/// The same where the program is one file, as Trunk builds it.
#[cfg(not(feature = "parts"))]
impl Page {
    #[allow(clippy::unused_self, reason = "each part is there")]
    fn fetch(self) -> Fetching<()> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn show(self) -> Option<AnyView> {
        let shown = match self {
            Self::Building(page) => building::show(page),
            Self::Running(page) => running::show(page),
            Self::People(page) => people::show(page),
            Self::Help(page) => help::show(page),
            Self::Overlay(overlay) => overlays::show(overlay),
        };
        shown.ok()
    }
}

/// How far a part has got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Awaited,
    There,
    Missing,
}

/// How often a part is asked for before the user is told: networks change, and the next request succeeds.
const ATTEMPTS: u32 = 3;
const AGAIN: Duration = Duration::from_millis(300);

fn fetch(page: Page, part: RwSignal<Part>, attempts: u32) {
    spawn_local(async move {
        let next = match page.clone().fetch().await {
            Ok(()) => Part::There,
            Err(_) if attempts > 1 => return set_timeout(move || fetch(page, part, attempts - 1), AGAIN),
            Err(_) => Part::Missing,
        };
        // Whoever has gone on to another page needs it no more.
        let _ = part.try_set(next);
    });
}

/// Shows a page once its part is there. A part that cannot be fetched is asked for again when the user says so.
#[component]
pub(crate) fn Parted(page: Page) -> impl IntoView {
    let part = RwSignal::new(Part::Awaited);
    let page = StoredValue::new(page);
    let fetch = move || {
        part.set(Part::Awaited);
        page.with_value(|page| fetch(page.clone(), part, ATTEMPTS));
    };
    fetch();
    move || match part.get() {
        // Nobody misses it where nothing stood before.
        Part::Awaited if page.with_value(|page| matches!(page, Page::Overlay(_))) => ().into_any(),
        Part::Awaited => {
            view! { <p class="muted awaited" role="status">{say(words::LOADING)}</p> }.into_any()
        }
        Part::There => page.get_value().show().into_any(),
        Part::Missing => view! {
            <div class="notice error" role="alert">
                <p>{say(words::PART_MISSING)}</p>
                <button type="button" on:click=move |_| fetch()>{say(words::TRY_AGAIN)}</button>
            </div>
        }
        .into_any(),
    }
}
