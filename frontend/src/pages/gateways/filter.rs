//! What the list is searched and filtered by, and which columns it has.

use gateway::api::people::Session;
use gateway::text::Text;
use leptos::prelude::*;

use super::columns::Column;
use super::row::Shared;
use super::view::{KindOf, STATES, Sort, View, Wanted};
use crate::language::{say, tell};
use crate::session::{Who, use_visit};
use crate::words;

/// How a change of the view gets into the address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The way back leads to the view before.
    Further,
    /// It takes the place of the view before, as each letter of a word does.
    Instead,
}

/// The search, the filters and the columns.
#[component]
pub(super) fn Filter(
    view: Memo<View>,
    shared: Shared,
    /// Changes what is wanted.
    on_view: Callback<(View, Way)>,
) -> impl IntoView {
    let wanted = Memo::new(move |_| view.with(|view| view.wanted.clone()));
    let change = move |way: Way, change: &dyn Fn(&mut Wanted)| {
        let mut next = view.get_untracked();
        change(&mut next.wanted);
        next.page = 0;
        on_view.run((next, way));
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        change(Way::Instead, &|wanted| wanted.text.clone_from(&text));
    };
    let kinds = KindOf::all().map(|kind| {
        let label = match kind {
            KindOf::Ours(kind) => view! { {kind.label()} }.into_any(),
            KindOf::Foreign => say(words::FOREIGN).into_any(),
        };
        let is_chosen = move || wanted.with(|wanted| wanted.kind == Some(kind));
        view! { <option value=kind.word() prop:selected=is_chosen>{label}</option> }
    });
    let kinds = kinds.collect_view();
    let states = STATES.map(|(state, word)| {
        let is_chosen = move || wanted.with(|wanted| wanted.status == Some(state));
        let (_, symbol, label) = words::run_state(state);
        view! { <option value=word prop:selected=is_chosen>{symbol} " " {say(label)}</option> }
    });
    let states = states.into_iter().collect_view();
    let nodes = Memo::new(move |_| {
        let mut nodes = shared.fleet.with(super::fleet::Fleet::nodes);
        // A link may name one that is not there any more.
        nodes.extend(wanted.with(|wanted| wanted.node.clone()).filter(|node| !nodes.contains(node)));
        nodes
    });
    let nodes = move || {
        let option = |node: String| {
            let name = node.clone();
            let is_chosen = move || wanted.with(|wanted| wanted.node.as_ref() == Some(&name));
            view! { <option value=node.clone() prop:selected=is_chosen>{node.clone()}</option> }
        };
        nodes.get().into_iter().map(option).collect_view()
    };
    let visit = use_visit();
    let has_approvals = Memo::new(move |_| {
        let is_needed = |session: &Session| session.approvals > 0;
        visit.who.with(|who| matches!(who, Who::Account(session) if is_needed(session)))
            || wanted.with(|wanted| wanted.approval)
            || shared.fleet.with(|fleet| fleet.entries().iter().any(|entry| entry.row().approvals.is_some()))
    });
    let field = |id: &'static str,
                 label: Text,
                 choose: Box<dyn Fn(String)>,
                 none: fn(&Wanted) -> bool,
                 options: AnyView| {
        view! {
            <div class="filter">
                <label for=id>{say(label)}</label>
                <select id=id on:change=move |event| choose(event_target_value(&event))>
                    <option value="" prop:selected=move || wanted.with(none)>{say(words::EVERY)}</option>
                    {options}
                </select>
            </div>
        }
    };
    let kind = field(
        "filter-kind",
        words::KIND,
        Box::new(move |word| change(Way::Further, &|wanted| wanted.kind = KindOf::of(&word))),
        |wanted| wanted.kind.is_none(),
        kinds.into_any(),
    );
    let status = field(
        "filter-status",
        words::STATUS,
        Box::new(move |word| {
            let state = STATES.iter().find(|(_, each)| *each == word).map(|(state, _)| *state);
            change(Way::Further, &|wanted| wanted.status = state);
        }),
        |wanted| wanted.status.is_none(),
        states.into_any(),
    );
    let node = field(
        "filter-node",
        words::NODE,
        Box::new(move |name| {
            let node = Some(name).filter(|name| !name.is_empty());
            change(Way::Further, &|wanted| wanted.node.clone_from(&node));
        }),
        |wanted| wanted.node.is_none(),
        nodes.into_any(),
    );
    view! {
        <search class="filters" aria-label=say(words::FILTERS)>
            <div class="filter search">
                <label for="search">{say(words::SEARCH)}</label>
                <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder=say(words::SEARCH_IN)
                    prop:value=move || wanted.with(|wanted| wanted.text.clone()) on:input=typed/>
            </div>
            {kind} {status} {node}
            <Sorting view on_view/>
            <div class="filter-checks">
                <label class="check">
                    <input type="checkbox" prop:checked=move || wanted.with(|wanted| wanted.drift)
                        on:change:target=move |event| {
                            let is_wanted = event.target().checked();
                            change(Way::Further, &|wanted| wanted.drift = is_wanted);
                        }/>
                    {say(words::ONLY_DRIFT)}
                </label>
                <Show when=move || has_approvals.get()>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || wanted.with(|wanted| wanted.approval)
                            on:change:target=move |event| {
                                let is_wanted = event.target().checked();
                                change(Way::Further, &|wanted| wanted.approval = is_wanted);
                            }/>
                        {say(words::ONLY_UNAPPROVED)}
                    </label>
                </Show>
            </div>
            <Chooser view shared on_view/>
        </search>
    }
}

/// What the list is sorted by, where it has no heads to press.
#[component]
fn Sorting(view: Memo<View>, on_view: Callback<(View, Way)>) -> impl IntoView {
    let sort = Memo::new(move |_| view.with(|view| view.wanted.sort));
    let change = move |sort: Sort| {
        let mut next = view.get_untracked();
        (next.wanted.sort, next.page) = (sort, 0);
        on_view.run((next, Way::Further));
    };
    let options = Column::ALL.map(|column| {
        view! {
            <option value=column.word() prop:selected=move || sort.get().by == column>{say(column.label())}</option>
        }
    });
    view! {
        <div class="filter sorting">
            <label for="sort">{say(words::SORT_BY)}</label>
            <select id="sort" on:change=move |event| {
                let by = Column::of(&event_target_value(&event)).unwrap_or(Column::Resource);
                change(Sort { by, is_reversed: false });
            }>{options.into_iter().collect_view()}</select>
            <label class="check">
                <input type="checkbox" prop:checked=move || sort.get().is_reversed
                    on:change:target=move |event| {
                        change(Sort { is_reversed: event.target().checked(), ..sort.get_untracked() });
                    }/>
                {say(words::REVERSED)}
            </label>
        </div>
    }
}

/// Chooses the columns.
#[component]
fn Chooser(view: Memo<View>, shared: Shared, on_view: Callback<(View, Way)>) -> impl IntoView {
    let boxes = Column::ALL.into_iter().filter(|column| *column != Column::Resource).map(|column| {
        let change = move |is_wanted: bool| {
            let shown = shared.columns.get_untracked();
            let is_shown = |each: &Column| if *each == column { is_wanted } else { shown.contains(each) };
            let columns: Vec<Column> = Column::ALL.into_iter().filter(is_shown).collect();
            let columns = if columns.len() == Column::ALL.len() { Vec::new() } else { columns };
            on_view.run((View { columns, ..view.get_untracked() }, Way::Further));
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || shared.columns.with(|shown| shown.contains(&column))
                    on:change:target=move |event| change(event.target().checked())/>
                {say(column.label())}
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <button type="button" class="chooser" popovertarget="columns" aria-haspopup="true">{say(words::COLUMNS)}</button>
        <div popover="auto" id="columns" class="columns" role="group" aria-label=tell(|| words::COLUMNS)>{boxes}</div>
    }
}
