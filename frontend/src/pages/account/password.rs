//! Setting one's own password.

use gateway::api::people::{ChangePassword, PasswordState};
use gateway::names::password::{NewPassword, Password};
use gateway::problem::Problem;
use leptos::prelude::*;

use crate::language::{explain, say, tell};
use crate::notice::Failure;
use crate::session::{use_api, use_visit};
use crate::typed::{Kind, TypedField, problems_at};
use crate::words;

/// The form, where the account can have a password here. It stays when the account has got one: what it says of that,
/// too.
#[component]
pub(super) fn PasswordChange(account: String, state: Memo<Option<PasswordState>>) -> impl IntoView {
    let is_elsewhere = Memo::new(move |_| state.get() == Some(PasswordState::Elsewhere));
    let asks_current = Memo::new(move |_| state.get() == Some(PasswordState::Set));
    move || {
        if is_elsewhere.get() {
            view! { <p>{say(words::PASSWORD_ELSEWHERE)}</p> }.into_any()
        } else {
            view! { <Change account=account.clone() asks_current/> }.into_any()
        }
    }
}

#[component]
fn Change(account: String, asks_current: Memo<bool>) -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let is_tried = RwSignal::new(false);
    let change = Action::new_local(move |(): &()| {
        let given = |typed: RwSignal<String>| Password::new(typed.get_untracked());
        let change =
            ChangePassword { current: asks_current.get_untracked().then(|| given(current)), new: given(new) };
        async move { api.change_password(change).await }
    });
    let is_done = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(())) = change.value().get() {
            for typed in [current, new, again] {
                typed.set(String::new());
            }
            is_tried.set(false);
            is_done.set(true);
            visit.begin();
        }
    });
    let failed = move || match change.value().get() {
        Some(Err(error)) => Some(error),
        Some(Ok(())) | None => None,
    };
    // The model's own rule says at once what the server would say.
    let of_server = problems_at(failed, "/new");
    let of_new = Memo::new(move |_| {
        let typed = Password::new(new.get());
        match NewPassword::try_from(typed) {
            Err(expected) if is_tried.get() => vec![expected.at("/new")],
            Err(_) => Vec::new(),
            Ok(_) => of_server.get(),
        }
    });
    let differs = move || new.with(|new| again.with(|again| new != again));
    let of_again = Memo::new(move |_| {
        let differs = is_tried.get() && differs();
        let problem = || Problem::error("password-differs", "/again", words::PASSWORD_DIFFERS);
        differs.then(problem).into_iter().collect::<Vec<_>>()
    });
    let failure =
        move || failed().filter(|error| error.problems().is_empty()).map(|error| view! { <Failure error/> });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_done.set(false);
        is_tried.set(true);
        let is_wrong = untrack(|| differs() || NewPassword::try_from(Password::new(new.get())).is_err());
        if !is_wrong && !change.pending().get_untracked() {
            change.dispatch(());
        }
    };
    let verb = tell(move || if asks_current.get() { words::CHANGE_PASSWORD } else { words::SET_PASSWORD });
    view! {
        <form class="small-form" on:submit=submit>
            <Show when=move || !asks_current.get()><p>{explain(words::PASSWORD_OPEN)}</p></Show>
            // Programs that keep passwords look for the account beside them.
            <input type="text" autocomplete="username" hidden=true readonly=true value=account/>
            <Show when=move || asks_current.get()>
                <TypedField id="password-current" label=words::CURRENT_PASSWORD kind=Kind::PASSWORD typed=current/>
            </Show>
            <TypedField id="password-new" label=words::NEW_PASSWORD kind=Kind::NEW_PASSWORD typed=new
                help=words::NEW_PASSWORD_HELP problems=of_new/>
            <TypedField id="password-again" label=words::NEW_PASSWORD_AGAIN kind=Kind::NEW_PASSWORD typed=again
                problems=of_again/>
            {failure}
            <div class="actions">
                <button type="submit" class="primary">{verb}</button>
                <span class="said" role="status">
                    {tell(move || if is_done.get() { words::PASSWORD_IS_SET } else { words::NOTHING })}
                </span>
            </div>
        </form>
    }
}
