//! Presets of a kind: what each is for, what it would change in this very draft and why, and then the change.

use gateway::changes::FieldChange;
use gateway::preset::Preset;
use gateway::text::Text;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::steps::Said;
use crate::form::Form;
use crate::language::{explain, say};
use crate::words;

/// The button, and the dialog in which a preset is chosen.
#[component]
pub(super) fn Presets(form: Form, said: Said) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let presets = Preset::all(form.kind);
    let chosen: RwSignal<&'static Preset> = RwSignal::new(&presets[0]);
    let is_open = RwSignal::new(false);
    let open = move |_| {
        is_open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let apply = move |_| {
        let preset = chosen.get_untracked();
        form.change("", |draft| *draft = preset.apply(draft));
        said.set(Some(words::preset_applied(&preset.name)));
        close();
    };
    let choices = presets.iter().map(|preset| {
        let is_chosen = move || chosen.get().id == preset.id;
        view! {
            <label class="preset">
                <input type="radio" name="preset" value=preset.id prop:checked=is_chosen
                    on:change=move |_| chosen.set(preset)/>
                <span>
                    <strong>{say(preset.name.clone())}</strong>
                    <span class="muted">{say(preset.purpose.clone())}</span>
                </span>
            </label>
        }
    });
    let choices = choices.collect_view();
    // What it would change is of no use while nobody looks.
    let shown = move || is_open.get().then(|| view! { <Shown form preset=chosen.get()/> });
    view! {
        <button type="button" on:click=open>{say(words::PRESETS)}</button>
        <dialog class="wide presets" node_ref=dialog aria-labelledby="presets-title"
            on:close=move |_| is_open.set(false)>
            <h2 id="presets-title">{say(words::PRESETS_TITLE)}</h2>
            <p class="muted">{say(words::PRESETS_KEEP)}</p>
            <fieldset class="preset-choices">
                <legend class="visually-hidden">{say(words::PRESETS)}</legend>
                {choices}
            </fieldset>
            {shown}
            <div class="actions">
                <button type="button" on:click=move |_| close()>{say(words::CANCEL)}</button>
                <button type="button" class="primary" on:click=apply>{say(words::APPLY_PRESET)}</button>
            </div>
        </dialog>
    }
}

/// What a preset would change, value by value, and what it leaves to the administrator.
#[component]
fn Shown(form: Form, preset: &'static Preset) -> impl IntoView {
    let changes = form.draft.with_untracked(|draft| preset.changes(draft));
    let is_set = changes.is_empty();
    let changes = changes.into_iter().map(|change| view! { <Changed preset change/> }).collect_view();
    let advice =
        preset.advice.iter().map(|advice| view! { <li>{explain(advice.clone())}</li> }).collect_view();
    view! {
        <div class="preset-shown" id="preset-shown">
            {if is_set {
                view! { <p>{say(words::PRESET_IS_SET)}</p> }.into_any()
            } else {
                view! { <h3>{say(words::PRESET_CHANGES)}</h3> <dl>{changes}</dl> }.into_any()
            }}
            <h3>{say(words::PRESET_ADVICE)}</h3>
            <ul>{advice}</ul>
        </div>
    }
}

#[component]
fn Changed(preset: &'static Preset, change: FieldChange) -> impl IntoView {
    let value = preset.value_at(&change.at);
    let why = value.map(|value| {
        view! {
            <p>{explain(value.why.clone())}</p>
            <p class="origin">{explain(value.source.clone())}</p>
        }
    });
    let nothing = || view! { <span class="muted">{say(words::NOT_SET)}</span> }.into_any();
    let shown = move |text: Option<String>| match text {
        Some(text) => view! { <code>{text}</code> }.into_any(),
        None => nothing(),
    };
    let label: Text = change.label;
    view! {
        <div>
            <dt>{say(label)}</dt>
            <dd>
                <p>{shown(change.before)} <span aria-hidden="true">" → "</span>
                    <span class="visually-hidden">" "{say(words::BECOMES)}" "</span> {shown(change.after)}</p>
                {why}
            </dd>
        </div>
    }
}
