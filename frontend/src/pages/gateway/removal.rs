//! Deleting a gateway, after asking.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::confirmed::typed_name::{NameField, TypedName};
use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::session::use_api;
use crate::toast::use_messages;
use crate::words;

/// The button, and the dialog that it opens.
#[component]
pub(super) fn Removal(resource: String, tag: String) -> impl IntoView {
    let api = use_api();
    let (navigate, messages) = (use_navigate(), use_messages());
    let name = TypedName::of(resource.clone());
    let is_named = name.is_right();
    let title = say(words::delete_title(&resource));
    let order = Order::new_local(move |(): &()| {
        let (resource, tag, navigate) = (resource.clone(), tag.clone(), navigate.clone());
        async move {
            api.remove_gateway(&resource, &tag).await?;
            messages.tell(words::deleted(&resource));
            navigate(&format!("/gateways/{resource}/deploy"), NavigateOptions::default());
            Ok(())
        }
    });
    view! {
        <Confirmed id="delete-title" label=words::DELETE title confirm=words::DELETE_CONFIRM stake=Stake::Existence
            is_ready=is_named order>
            <p>{say(words::DELETE_HOW)}</p>
            <NameField id="delete-name" typed_name=name/>
        </Confirmed>
    }
}
