//! Every gateway: what it is, how and where it runs, who has approved it, who saved it last.

mod fleet;
mod live;

mod columns;
mod view;

mod evidence;
mod filter;
mod pager;
mod place;
mod row;
mod selection;
mod table;

pub(crate) mod bulk;
pub(crate) mod orders;

mod empty;
mod gone;

use std::time::Duration;

use gateway::api::people::Role;
use gateway::gateway::Kind;
use gateway::names::Choice;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::address::use_path;
use crate::api::asking;
use crate::language::{say, tell};
use crate::link::Link;
use crate::locale::Now;
use crate::notice::{Failure, Warning};
use crate::parts::{Overlay, Page, Parted};
use crate::read_only::ReadOnly;
use crate::session::{Who, may, use_visit};
use crate::shell::heading;
use crate::{storage, words};
use columns::Column;
use empty::{Empty, Unserved};
use evidence::{Evidence, Shown};
use filter::{Filter, Way};
use fleet::Entry;
use gone::Gone;
use live::Live;
use orders::Orders;
use pager::Pager;
use place::{PER_PAGE, Place};
use row::Shared;
use selection::Selection;
use table::Table;
use view::{View, Wanted, read_columns, write_columns};

/// Where the list is.
const HERE: &str = "/";
/// Under which the browser remembers the columns.
const COLUMNS: &str = "gateways.columns";
/// The address follows what is in view as soon as it rests for so long: browsers refuse addresses that change too often.
const REST: Duration = Duration::from_millis(250);

/// The list.
#[component]
pub(crate) fn GatewaysPage() -> impl IntoView {
    let live = live::follow();
    let is_empty = Memo::new(move |_| live.fleet.with(|fleet| fleet.entries().is_empty()));
    let is_served = {
        let who = use_visit().who;
        Memo::new(move |_| !who.with(|who| matches!(who, Who::NoServer(_))))
    };
    let shown = move || match (live.is_known.get(), is_empty.get()) {
        (true, true) => view! { <Empty/> }.into_any(),
        (true, false) => view! { <List live/> }.into_any(),
        // What needs no server is offered all the same.
        (false, _) if !is_served.get() => view! { <Unserved/> }.into_any(),
        (false, _) if live.error.with(Option::is_some) => ().into_any(),
        (false, _) => view! { <p class="muted" role="status">{say(words::LOADING)}</p> }.into_any(),
    };
    view! {
        <div class="page-head">{heading(words::GATEWAYS)} <New is_offered=Signal::derive(move || !is_empty.get())/></div>
        {move || live.error.get().filter(|_| is_served.get()).map(|error| view! { <Failure error/> })}
        {move || live.is_old.get().then(|| view! { <Warning text=words::IS_OLD/> })}
        {shown}
        <Gone/>
    }
}

/// The ways to a new gateway, for those who may save one.
#[component]
fn New(is_offered: Signal<bool>) -> impl IntoView {
    let may_save = may(Role::Operator);
    let links = || {
        let link = |kind: Kind| {
            view! { <Link href=empty::address(kind) attr:class="button">{say(words::new_kind(kind))}</Link> }
        };
        Kind::ALL.iter().copied().map(link).collect_view()
    };
    view! {
        <Show when=move || is_offered.get()>
            <Show when=move || may_save.get() fallback=|| view! { <ReadOnly role=Role::Operator/> }>
                <nav class="actions" aria-label=say(words::NEW_GATEWAY)>{links()}</nav>
            </Show>
        </Show>
    }
}

#[component]
fn List(live: Live) -> impl IntoView {
    let fleet = live.fleet;
    let parameters = use_query_map();
    let view = Memo::new(move |_| parameters.with(|parameters| View::read(|name| parameters.get(name))));
    let wanted = Memo::new(move |_| view.with(|view| view.wanted.clone()));
    let columns = Memo::new(move |_| match view.with(|view| view.columns.clone()) {
        columns if columns.is_empty() => Column::ALL.to_vec(),
        columns => columns,
    });
    let listed: Memo<Vec<Entry>> =
        Memo::new(move |_| fleet.with(|fleet| wanted.with(|wanted| wanted.choose(fleet.entries()))));
    let all = Memo::new(move |_| listed.with(Vec::len));
    let place = Place::new();
    let selection = Selection::new();
    let shared = Shared { fleet, listed, columns, selection, evidence: Shown::new(), now: Now::start() };
    provide_context(shared);
    let orders: Orders = expect_context();
    // Once it is there it stays: it has dialogs, which may be open.
    let is_bulk = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || selection.count() > 0 || orders.order.with(Option::is_some)
    });
    let on_view = changes_of(view);
    remember_columns(view, on_view);
    let on_scrolled = follow_page(view, place, all, on_view);
    Effect::new(move |_| {
        // Whoever took it away has done so on purpose.
        fleet.with(|fleet| selection.keep(|resource| fleet.find(resource).is_some()));
    });
    let sort = move |sort| {
        let mut next = view.get_untracked();
        (next.wanted.sort, next.page) = (sort, 0);
        on_view.run((next, Way::Further));
    };
    let clear = move |_| {
        let sort = wanted.with_untracked(|wanted| wanted.sort);
        let wanted = Wanted { sort, ..Wanted::default() };
        on_view.run((View { wanted, page: 0, ..view.get_untracked() }, Way::Further));
    };
    let page = move |page| on_view.run((View { page, ..view.get_untracked() }, Way::Further));
    let hides = Memo::new(move |_| wanted.with(Wanted::hides));
    let clear_button = move || {
        hides.get().then(|| {
            view! { <button type="button" class="small" on:click=clear>{say(words::CLEAR_FILTERS)}</button> }
        })
    };
    let count = tell(move || words::gateway_count(all.get(), fleet.with(|fleet| fleet.entries().len())));
    let has_none = Memo::new(move |_| all.get() == 0);
    view! {
        <Filter view shared on_view/>
        <div class="list-head">
            <p role="status" class="muted" id="listed">{count}</p>
            {clear_button}
            <Pager place all on_page=Callback::new(page)/>
        </div>
        <Show when=move || is_bulk.get()><Parted page=Page::Overlay(Overlay::Bulk)/></Show>
        <Show when=move || !has_none.get() fallback=|| view! { <p class="notice info">{say(words::NO_MATCH)}</p> }>
            <Table shared place sort=Signal::derive(move || wanted.with(|wanted| wanted.sort))
                on_sort=Callback::new(sort) on_scrolled/>
        </Show>
        <Evidence shown=shared.evidence fleet/>
    }
}

/// Writes a view into the address.
fn changes_of(view: Memo<View>) -> Callback<(View, Way)> {
    let navigate = use_navigate();
    let path = use_path();
    Callback::new(move |(next, way): (View, Way)| {
        // What was to happen soon may happen after the page was left.
        if path.with_untracked(|path| path != HERE) || next == view.get_untracked() {
            return;
        }
        let parameters = next.parameters();
        let parameters: Vec<(&str, &str)> =
            parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let replace = way == Way::Instead;
        navigate(
            &asking(HERE, &parameters),
            NavigateOptions { replace, scroll: false, ..NavigateOptions::default() },
        );
    })
}

/// Keeps the columns for later visits. An address that says anything says all of it: a link shows everybody the same.
fn remember_columns(view: Memo<View>, on_view: Callback<(View, Way)>) {
    let before = StoredValue::new(None::<Vec<Column>>);
    Effect::new(move |_| {
        let now = view.get();
        let is_first = before.with_value(Option::is_none);
        if now == View::default() && is_first {
            let columns = storage::find(COLUMNS).map(|words| read_columns(&words)).unwrap_or_default();
            before.set_value(Some(columns.clone()));
            return on_view.run((View { columns, ..now }, Way::Instead));
        }
        if !is_first && before.with_value(|before| before.as_ref() != Some(&now.columns)) {
            storage::keep(COLUMNS, &write_columns(&now.columns));
        }
        before.set_value(Some(now.columns));
    });
}

/// Has the list follow the page of the address, and the address the page that is in view; gives what is to be called when
/// the list was scrolled.
fn follow_page(
    view: Memo<View>,
    place: Place,
    all: Memo<usize>,
    on_view: Callback<(View, Way)>,
) -> Callback<()> {
    let asked = Memo::new(move |_| view.with(|view| (view.wanted.clone(), view.page)));
    Effect::new(move |before: Option<(Wanted, usize)>| {
        let (wanted, page) = asked.get();
        let is_other = match &before {
            None => page > 0,
            Some((was_wanted, _)) => *was_wanted != wanted || page != untrack(|| place.page(all.get())),
        };
        if is_other {
            place.go(page * PER_PAGE);
        }
        (wanted, page)
    });
    let soon: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        soon.update_value(|soon| {
            if let Some(soon) = soon.take() {
                soon.clear();
            }
        });
    };
    on_cleanup(stop);
    Callback::new(move |()| {
        stop();
        let follow = move || {
            let page = untrack(|| place.page(all.get()));
            on_view.run((View { page, ..view.get_untracked() }, Way::Instead));
        };
        soon.set_value(set_timeout_with_handle(follow, REST).ok());
    })
}
