//! The builder: a form of a kind, its problems, and the snippet beside it, all of them with every keystroke.

mod conflict;
mod copied;
mod kept;
mod presets;
mod saving;
mod steps;
mod taken_over;

use gateway::api::people::Role;
use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde_json::Value;

use crate::api::Tagged;
use crate::duplicate::Duplicate;
use crate::form::Form;
use crate::form::detail::DetailChoice;
use crate::form::layout::Fields;
use crate::form::problems::ProblemList;
use crate::form::start::{fields, new_draft};
use crate::language::{say, tell};
use crate::latest::{ask, shown};
use crate::preview::Preview;
use crate::preview::found::Found;
use crate::preview::lit::{Source, point_at, point_away};
use crate::preview::share::Shared;
use crate::preview::views::SnippetViews;
use crate::read_only::ReadOnly;
use crate::session::{may, use_api};
use crate::shell::Heading;
use crate::words;
use copied::Copied;
use kept::{Kept, keep_drafts};
use presets::Presets;
use saving::Saving;
use steps::{Said, Steps, answer_keys};
use taken_over::TakenOver;

/// Builds a new gateway.
#[component]
pub(crate) fn NewGateway(kind: Kind) -> impl IntoView {
    let query = use_location().query;
    let from = Memo::new(move |_| query.with(|query| query.get("from")));
    view! {
        <Heading title=say(words::new_kind(kind))/>
        {move || match from.get() {
            None => view! { <Builder kind start=new_draft(kind) origin=Origin::New/> }.into_any(),
            Some(of) => view! { <DuplicateGateway kind of/> }.into_any(),
        }}
    }
}

/// Builds a new gateway after the pattern of another.
#[component]
fn DuplicateGateway(kind: Kind, of: String) -> impl IntoView {
    let api = use_api();
    let asked = of.clone();
    let pattern = ask(move || {
        let resource = asked.clone();
        async move { api.find_gateway(&resource).await }
    });
    shown(pattern, move |Tagged { saved, .. }| {
        // Of a pattern of another kind, or of a text, there is nothing to take.
        if saved.gateway.get("kind").and_then(Value::as_str) != Some(kind.word()) {
            return view! { <Builder kind start=new_draft(kind) origin=Origin::New/> }.into_any();
        }
        let duplicate = Duplicate::of(&saved.gateway, &fields(kind).collect::<Vec<_>>());
        let start = duplicate.draft.clone();
        view! {
            <Copied of=of.clone() duplicate/>
            <Builder kind start origin=Origin::Copy { of: of.clone() }/>
        }
        .into_any()
    })
}

/// Changes a gateway.
#[component]
pub(crate) fn EditGateway(resource: String) -> impl IntoView {
    let api = use_api();
    let (asked, named) = (resource.clone(), resource);
    let gateway = ask(move || {
        let resource = asked.clone();
        async move { api.find_gateway(&resource).await }
    });
    let title = tell(move || {
        let kind =
            gateway.with(|gateway| gateway.value.as_ref().map(|tagged| kind_of(&tagged.saved.gateway)));
        words::edit_gateway(kind.map_or("", Kind::label), &named)
    });
    view! {
        <Heading title/>
        {shown(gateway, move |Tagged { saved, tag }| {
            let kind = kind_of(&saved.gateway);
            let origin = Origin::Saved { resource: saved.resource, revision: saved.revision, tag };
            view! { <Builder kind start=saved.gateway origin/> }
        })}
    }
}

/// Where a draft comes from.
#[derive(Clone)]
enum Origin {
    /// It is new.
    New,
    /// It is new, and began as a duplicate.
    Copy { of: String },
    /// It changes what `tag` stands for.
    Saved { resource: String, revision: u32, tag: String },
}

impl Origin {
    /// What is saved already and can be shared.
    fn shared(&self, form: Form) -> Option<Shared> {
        let Self::Saved { resource, revision, .. } = self else { return None };
        Some(Shared {
            resource: resource.clone(),
            revision: *revision,
            is_changed: Signal::derive(move || form.is_changed()),
            on_changed: Callback::new(|()| {}),
        })
    }
}

fn kind_of(gateway: &Value) -> Kind {
    let kind = gateway.get("kind").and_then(Value::as_str).and_then(|kind| kind.parse().ok());
    kind.expect("a saved gateway has a kind")
}

#[component]
fn Builder(kind: Kind, start: Value, origin: Origin) -> impl IntoView {
    let is_saved = matches!(origin, Origin::Saved { .. });
    let is_new = matches!(origin, Origin::New);
    let form = Form::new(kind, start, is_saved);
    let kept = keep_drafts(form, &origin);
    let source = Source::of(form);
    let shared = origin.shared(form);
    let may_save = may(Role::Operator);
    let said: Said = RwSignal::new(None);
    view! {
        <ReadOnly role=Role::Operator/>
        {is_new.then(|| view! { <TakenOver form kept/> })}
        <Restored form kept/>
        <Elsewhere form kept/>
        <div class="builder">
            <form class="builder-form" aria-label=say(words::FORM) novalidate=true
                on:keydown=move |event| answer_keys(form, said, &event)
                on:submit=|event| event.prevent_default()
                on:focusin=move |event| point_at(source, &event)
                on:mouseover=move |event| point_at(source, &event)
                on:focusout=move |_| point_away(source)
                on:mouseleave=move |_| point_away(source)>
                <fieldset class="whole" disabled=move || !may_save.get()>
                    <div class="form-head">
                        <p class="muted">{say(words::REQUIRED_HINT)}</p>
                        <div class="form-tools">
                            <DetailChoice form/>
                            {(!is_saved).then(|| view! { <Example form said/> })}
                            <Presets form said/>
                            <Steps form said/>
                        </div>
                    </div>
                    <Fields form/>
                </fieldset>
            </form>
            <div class="builder-side" on:keydown=move |event| answer_keys(form, said, &event)>
                <ProblemList form/>
                <section class="side-preview" aria-labelledby="snippet-title">
                    <h2 id="snippet-title">{say(words::SNIPPET)}</h2>
                    <LivePreview form source shared/>
                </section>
            </div>
            <Show when=move || may_save.get()>
                <Saving form origin=origin.clone() kept/>
            </Show>
        </div>
    }
}

/// The snippet of the draft, or that of the last one without errors.
#[component]
fn LivePreview(form: Form, source: Source, shared: Option<Shared>) -> impl IntoView {
    let exists = Memo::new(move |_| form.last_good.with(Option::is_some));
    let of = move |part: fn(&crate::form::Good) -> &String| {
        Signal::derive(move || {
            form.last_good.with(|good| good.as_ref().map(part).cloned().unwrap_or_default())
        })
    };
    let found = Found::in_form(form, source);
    let is_outdated = Signal::derive(move || form.reading.with(|reading| reading.gateway.is_none()));
    let saved = Memo::new(move |_| {
        form.saved.with(|saved| Gateway::read(saved).map(|it| write(&it)).unwrap_or_default())
    });
    let saved = Signal::from(saved);
    move || {
        if exists.get() {
            let (file, text) = (of(|good| &good.file), of(|good| &good.text));
            match shared.clone() {
                Some(shared) => view! {
                    <SnippetViews file text saved=saved on_nodes=true>
                        <Preview file text is_outdated source found shared=shared.clone()/>
                    </SnippetViews>
                }
                .into_any(),
                None => view! {
                    <SnippetViews file text><Preview file text is_outdated source found/></SnippetViews>
                }
                .into_any(),
            }
        } else {
            view! { <p class="muted" id="no-snippet">{say(words::NO_SNIPPET_YET)}</p> }.into_any()
        }
    }
}

/// Fills the form with the complete example of its kind.
#[component]
fn Example(form: Form, said: Said) -> impl IntoView {
    let load = move |_| {
        form.replace(form.kind.example());
        said.set(Some(words::EXAMPLE_LOADED));
    };
    view! { <button type="button" on:click=load>{say(words::LOAD_EXAMPLE)}</button> }
}

/// Says that the draft was kept from an earlier visit.
#[component]
fn Restored(form: Form, kept: Kept) -> impl IntoView {
    let start_anew = move |_| {
        form.replace(form.saved.get_untracked());
        kept.forget();
    };
    view! {
        <Show when=move || kept.is_restored.get()>
            <div class="notice info" role="status">
                <p>{say(words::DRAFT_RESTORED)}</p>
                <button type="button" on:click=start_anew>{say(words::START_ANEW)}</button>
            </div>
        </Show>
    }
}

/// Says that another tab has a newer draft, which is the one that is kept.
#[component]
fn Elsewhere(form: Form, kept: Kept) -> impl IntoView {
    let take = move |_| {
        if let Some(draft) = kept.find_elsewhere() {
            form.replace(draft);
        }
        kept.is_elsewhere.set(false);
    };
    view! {
        <Show when=move || kept.is_elsewhere.get()>
            <div class="notice warning" role="status" id="elsewhere">
                <p>{say(words::DRAFT_ELSEWHERE)}</p>
                <button type="button" on:click=take>{say(words::TAKE_ELSEWHERE)}</button>
            </div>
        </Show>
    }
}
