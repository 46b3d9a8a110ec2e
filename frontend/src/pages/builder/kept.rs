//! Drafts that are not saved yet: the browser keeps them, and warns whoever leaves.

use std::time::Duration;

use leptos::ev::{beforeunload, storage as storage_event};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::Origin;
use crate::form::Form;
use crate::form::start::without_secrets;
use crate::storage;

const SOON: Duration = Duration::from_millis(300);

/// The draft that the browser keeps for a form.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// Whether the form started with a kept draft.
    pub(super) is_restored: RwSignal<bool>,
    /// The tag of the saved gateway that the draft changes; empty for a new one.
    pub(super) tag: RwSignal<String>,
    /// What the draft was begun with, which tells what it changes.
    pub(super) base: RwSignal<Value>,
    /// The node that has the secrets which are `***` in the draft of a new gateway.
    pub(super) secrets_from: RwSignal<Option<String>>,
    /// Whether another tab kept a newer one.
    pub(super) is_elsewhere: RwSignal<bool>,
    key: StoredValue<String>,
}

impl Kept {
    /// Forgets the draft, which is saved or not wanted.
    pub(super) fn forget(self) {
        self.is_restored.set(false);
        self.is_elsewhere.set(false);
        self.key.with_value(|key| storage::forget(key));
    }
}

impl Kept {
    /// The draft that another tab kept.
    pub(super) fn find_elsewhere(self) -> Option<Value> {
        let found = self.key.with_value(|key| storage::find(key))?;
        serde_json::from_str::<Value>(&found).ok()?.get("draft").cloned()
    }
}

/// Takes up the draft that was kept for this form, and keeps it from now on.
pub(super) fn keep_drafts(form: Form, origin: &Origin) -> Kept {
    let (key, tag) = match origin {
        Origin::New => (format!("draft.new.{}", form.kind), String::new()),
        Origin::Copy { of } => (format!("draft.copy.{of}"), String::new()),
        Origin::Saved { resource, tag, .. } => (format!("draft.edit.{resource}"), tag.clone()),
    };
    let found = storage::find(&key).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let kept = Kept {
        is_restored: RwSignal::new(false),
        tag: RwSignal::new(tag),
        base: RwSignal::new(form.saved.get_untracked()),
        secrets_from: RwSignal::new(None),
        is_elsewhere: RwSignal::new(false),
        key: StoredValue::new(key),
    };
    if let Some(draft) = found.as_ref().and_then(|found| found.get("draft"))
        && form.saved.with_untracked(|saved| without_secrets(form.kind, saved.clone()) != *draft)
    {
        form.begin_with(draft.clone());
        kept.is_restored.set(true);
        // It changes the revision that it was begun with: were another saved meanwhile, the server must say so.
        let text = |key: &str| found.as_ref()?.get(key)?.as_str().map(str::to_owned);
        if let Some(tag) = text("tag") {
            kept.tag.set(tag);
        }
        if let Some(base) = found.as_ref().and_then(|found| found.get("base")) {
            kept.base.set(base.clone());
        }
        kept.secrets_from.set(text("secrets_from"));
    }
    // What is kept is the newest of all tabs: one in which nothing was typed since then must not put its own there.
    let is_due = StoredValue::new(false);
    let keep = move || {
        if !is_due.get_value() {
            return;
        }
        is_due.set_value(false);
        if form.is_changed_untracked() {
            let draft = without_secrets(form.kind, form.draft.get_untracked());
            let kept_draft = json!({
                "tag": kept.tag.get_untracked(),
                "base": kept.base.get_untracked(),
                "secrets_from": kept.secrets_from.get_untracked(),
                "draft": draft,
            });
            kept.key.with_value(|key| storage::keep(key, &kept_draft.to_string()));
        } else {
            kept.key.with_value(|key| storage::forget(key));
        }
    };
    let mut keep_soon = debounce(SOON, move |()| keep());
    let begun = StoredValue::new(form.draft.get_untracked());
    Effect::new(move |before: Option<()>| {
        // What a form was filled in with as it began, from a snippet, is to be kept like what is typed.
        let is_as_begun = form.draft.with(|draft| begun.with_value(|begun| draft == begun));
        if before.is_some() || !is_as_begun {
            is_due.set_value(true);
            kept.is_elsewhere.set(false);
            keep_soon(());
        }
    });
    let told = window_event_listener(storage_event, move |event| {
        let is_ours = event.key().is_some_and(|key| kept.key.with_value(|ours| storage::is_key(&key, ours)));
        if is_ours && event.new_value().is_some() {
            kept.is_elsewhere.set(true);
        }
    });
    on_cleanup(move || told.remove());
    // Whoever leaves right after the last key loses nothing.
    on_cleanup(keep);
    let warn = window_event_listener(beforeunload, move |event| {
        keep();
        if form.is_changed_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || warn.remove());
    kept
}
