//! Signing in with name and password or the company's login; the page and the dialog of a lost session have it.

use gateway::api::people::{Session, SignIn};
use gateway::names::password::Password;
use leptos::html::Form;
use leptos::prelude::*;

use crate::api::people::oidc;
use crate::language::{say, tell};
use crate::notice::Failure;
use crate::session::use_api;
use crate::then;
use crate::typed::{Kind, TypedField};
use crate::words;

/// Where the company's login opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// In place of the page.
    Here,
    /// In a tab of its own, so that nothing typed is lost.
    Beside,
}

/// The form, and the other way if there is one.
#[component]
pub(crate) fn SigningIn(
    /// Of the fields, so that there may be two on a page.
    id: &'static str,
    /// Who it was before.
    #[prop(optional)]
    account: String,
    /// Where the user wants to go.
    then: String,
    opens: Opens,
    on_done: Callback<Session>,
) -> impl IntoView {
    let api = use_api();
    let ways = LocalResource::new(move || api.list_sign_in_ways());
    let (account, password) = (RwSignal::new(account), RwSignal::new(String::new()));
    let form = NodeRef::<Form>::new();
    let sign_in = Action::new_local(move |(): &()| {
        let account = account.get_untracked().trim().to_owned();
        let password = Password::new(password.get_untracked());
        async move { api.sign_in(SignIn::Password { account, password }).await }
    });
    Effect::new(move |_| match sign_in.value().get() {
        Some(Ok(session)) => on_done.run(session),
        Some(Err(_)) => {
            password.set(String::new());
            focus_password(form);
        }
        None => {}
    });
    let failure = move || match sign_in.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(_)) | None => None,
    };
    let is_pending = sign_in.pending();
    let is_given = move || !account.with(|name| name.trim().is_empty()) && !password.with(String::is_empty);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !is_pending.get_untracked() && untrack(is_given) {
            sign_in.dispatch(());
        }
    };
    let other_way = move || {
        let label = ways.get()?.ok()?.oidc?;
        let then = then.clone();
        let leave = move |_| {
            if opens == Opens::Here {
                then::keep(&then);
            }
        };
        let target = (opens == Opens::Beside).then_some("_blank");
        Some(view! {
            <p class="or"><span>{say(words::OR)}</span></p>
            <a class="button" href=oidc() target=target rel="external" on:click=leave>{say(words::sign_in_with(&label))}</a>
        })
    };
    // Not disabled: it would lose the focus while the server is asked.
    let is_waiting = move || (is_pending.get() || !is_given()).then_some("true");
    let verb = tell(move || if is_pending.get() { words::SIGNING_IN } else { words::SIGN_IN });
    view! {
        <form class="signing-in" node_ref=form on:submit=submit>
            <TypedField id=format!("{id}-account") label=words::ACCOUNT kind=Kind::ACCOUNT typed=account/>
            <TypedField id=format!("{id}-password") label=words::PASSWORD kind=Kind::PASSWORD typed=password/>
            {failure}
            <button type="submit" class="primary" aria-disabled=is_waiting>{verb}</button>
            {other_way}
        </form>
    }
}

/// What was wrong is most often the password.
fn focus_password(form: NodeRef<Form>) {
    use wasm_bindgen::JsCast;
    let field =
        form.get_untracked().and_then(|form| form.query_selector("input[type=password]").ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        // A field always takes the focus.
        let _ = field.focus();
    }
}
