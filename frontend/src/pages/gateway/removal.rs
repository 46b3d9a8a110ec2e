//! Deleting a gateway, after asking.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::language::say;
use crate::notice::Failure;
use crate::session::use_api;
use crate::words;

/// The button, and the dialog that it opens.
#[component]
pub(super) fn Removal(resource: String, tag: String) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let dialog = NodeRef::<Dialog>::new();
    let title = words::delete_title(&resource);
    let address = format!("/gateways/{resource}/deploy");
    let remove = Action::new_local(move |(): &()| {
        let (resource, tag) = (resource.clone(), tag.clone());
        async move { api.remove_gateway(&resource, &tag).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = remove.value().get() {
            navigate(&address, NavigateOptions::default());
        }
    });
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // It fails only where the dialog is open already.
            let _ = dialog.show_modal();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let failure = move || match remove.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(())) | None => None,
    };
    view! {
        <button type="button" class="danger" on:click=open>{say(words::DELETE)}</button>
        <dialog node_ref=dialog aria-labelledby="delete-title">
            <h2 id="delete-title">{say(title)}</h2>
            <p>{say(words::DELETE_HOW)}</p>
            {failure}
            <div class="actions">
                <button type="button" on:click=close>{say(words::CANCEL)}</button>
                <button type="button" class="danger" disabled=remove.pending() on:click=move |_| {
                    remove.dispatch(());
                }>{say(words::DELETE_CONFIRM)}</button>
            </div>
        </dialog>
    }
}
