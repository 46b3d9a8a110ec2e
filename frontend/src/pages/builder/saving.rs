//! Saving a draft, and what to do when it cannot be saved.

use gateway::problem::Problem;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::Origin;
use super::conflict::ConflictView;
use super::kept::Kept;
use crate::api::{ApiError, Tagged};
use crate::form::Form;
use crate::form::place::go_to;
use crate::language::{say, tell};
use crate::notice::Failure;
use crate::session::use_api;
use crate::toast::use_messages;
use crate::words;

/// The bar that saves.
#[component]
pub(super) fn Saving(form: Form, origin: Origin, kept: Kept) -> impl IntoView {
    let api = use_api();
    let messages = use_messages();
    let navigate = use_navigate();
    let is_blocked = RwSignal::new(false);
    let conflict: RwSignal<Option<Tagged>> = RwSignal::new(None);
    let message = RwSignal::new(String::new());
    let save = Action::new_local(move |(): &()| {
        let draft = form.draft.get_untracked();
        let (tag, secrets_from) = (kept.tag.get_untracked(), kept.secrets_from.get_untracked());
        let (origin, message) = (origin.clone(), message.get_untracked());
        async move {
            let answer = match &origin {
                Origin::New | Origin::Copy { .. } => {
                    api.create_gateway(&draft, secrets_from.as_deref(), &message).await
                }
                Origin::Saved { resource, .. } => api.save_gateway(resource, &tag, &draft, &message).await,
            };
            // What was saved instead belongs to the answer: the user decides between the two.
            let newest = match (&answer, &origin) {
                (Err(error), Origin::Saved { resource, .. }) if matches!(error.status(), Some(409 | 412)) => {
                    api.find_gateway(resource).await.ok()
                }
                _ => None,
            };
            (draft, answer, newest)
        }
    });
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    Effect::new(move |_| match save.value().get() {
        None => {}
        Some((draft, Ok(tagged), _)) => {
            form.saved.set(draft);
            kept.forget();
            let Tagged { saved, .. } = &tagged;
            let deploy = format!("/gateways/{}/deploy", saved.resource);
            messages.tell_with_way(words::saved_as(&saved.resource, saved.revision), words::SEE_PLAN, deploy);
            navigate(
                &format!("/gateways/{}", tagged.saved.resource),
                leptos_router::NavigateOptions::default(),
            );
        }
        Some((_, Err(failed), newest)) => {
            form.refused.set(failed.problems());
            conflict.set(newest);
            error.set(Some(failed));
        }
    });
    let try_save = move |_| {
        error.set(None);
        conflict.set(None);
        form.spare_nothing();
        let wrong = form.reading.with_untracked(|reading| reading.gateway.is_none());
        let first = untrack(|| form.problems()).into_iter().find(Problem::is_error).filter(|_| wrong);
        is_blocked.set(first.is_some());
        match first {
            Some(problem) => go_to(&problem.at),
            None => {
                save.dispatch(());
            }
        }
    };
    let is_pending = save.pending();
    let is_blocked = move || is_blocked.get() && form.reading.with(|reading| reading.gateway.is_none());
    let said = tell(move || match (is_pending.get(), is_blocked()) {
        (true, _) => words::SAVING,
        (false, true) => words::SAVE_BLOCKED,
        (false, false) if form.is_changed() => words::UNSAVED,
        (false, false) => words::NOTHING,
    });
    let failure = move || match (error.get(), conflict.get()) {
        (Some(_), Some(newest)) => view! {
            <ConflictView form kept newest on_overwrite=Callback::new(move |()| {
                error.set(None);
                conflict.set(None);
                save.dispatch(());
            }) on_settled=Callback::new(move |()| {
                error.set(None);
                conflict.set(None);
            })/>
        }
        .into_any(),
        (Some(error), None) => view! { <Failure error/> }.into_any(),
        (None, _) => ().into_any(),
    };
    view! {
        <div class="saving">
            {failure}
            <div class="actions saving-row">
                <div class="saving-message">
                    <label for="message">{say(words::MESSAGE)}</label>
                    <input type="text" id="message" maxlength="1000" autocomplete="off" title=say(words::MESSAGE_HOW)
                        prop:value=message on:input:target=move |event| message.set(event.target().value())/>
                </div>
                <button type="button" class="primary" disabled=is_pending on:click=try_save>{say(words::SAVE)}</button>
                <span role="status" class="said">{said}</span>
            </div>
        </div>
    }
}
