//! Which entries of the audit log are wanted: a form, and the same as a query of the page's address.

use gateway::api::audit::Action;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::language::say;
use crate::typed::{Kind, TypedField};
use crate::words;

/// What is wanted; what is empty does not matter.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    account: String,
    action: String,
    subject: String,
    /// The first day, such as `2026-01-31`, in UTC.
    since: String,
    /// The last day.
    until: String,
}

impl Wanted {
    /// As the page's address has it. What no form makes counts as empty.
    pub(super) fn read(find: impl Fn(&str) -> String) -> Self {
        let action = find("action");
        let is_action = Action::ALL.iter().any(|known| known.word() == action);
        let day = |name| Some(find(name)).filter(|day| is_day(day)).unwrap_or_default();
        Self {
            account: find("account"),
            action: if is_action { action } else { String::new() },
            subject: find("subject"),
            since: day("since"),
            until: day("until"),
        }
    }

    /// As the server takes it.
    pub(super) fn query(&self) -> String {
        // A day ends when the next begins: 24:00 (ISO 8601) is later than all of its times, letter by letter, too.
        let end = |day: &str| if day.is_empty() { String::new() } else { format!("{day}T24:00:00Z") };
        self.parameters(&end(&self.until))
    }

    /// Address of the page that shows it.
    fn address(&self) -> String {
        match self.parameters(&self.until) {
            none if none.is_empty() => "/audit".to_owned(),
            parameters => format!("/audit?{parameters}"),
        }
    }

    fn parameters(&self, until: &str) -> String {
        let all = [
            ("account", self.account.as_str()),
            ("action", &self.action),
            ("subject", &self.subject),
            ("since", &self.since),
            ("until", until),
        ];
        let given = all.into_iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> =
            given.map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(value))).collect();
        parts.join("&")
    }
}

fn is_day(text: &str) -> bool {
    let has_shape = |(index, byte): (usize, u8)| {
        if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    text.len() == 10 && text.bytes().enumerate().all(has_shape)
}

/// The form. Whoever asks the same again wants what is new.
#[component]
pub(super) fn Filter(wanted: Wanted, on_again: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let shown = wanted.clone();
    let [account, subject, since, until] =
        [wanted.account, wanted.subject, wanted.since, wanted.until].map(RwSignal::new);
    let action = RwSignal::new(wanted.action);
    let options = Action::ALL.iter().copied().map(|each| {
        let is_chosen = move || action.with(|action| action == each.word());
        view! { <option value=each.word() prop:selected=is_chosen>{say(each.label())}</option> }
    });
    let options = options.collect_view();
    let go = navigate.clone();
    let is_filtered = shown != Wanted::default();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let wanted = Wanted {
            account: typed(account),
            action: typed(action),
            subject: typed(subject),
            since: typed(since),
            until: typed(until),
        };
        if wanted == shown {
            on_again.run(());
        } else {
            navigate(&wanted.address(), NavigateOptions::default());
        }
    };
    view! {
        <form class="audit-filter" role="search" aria-label=say(words::FILTER) on:submit=submit>
            <TypedField id="audit-account" label=words::WHO kind=Kind::TEXT typed=account/>
            <div class="field">
                <label for="audit-action">{say(words::WHAT)}</label>
                <select id="audit-action" on:change:target=move |event| action.set(event.target().value())>
                    <option value="" prop:selected=move || action.with(String::is_empty)>{say(words::ANYTHING)}</option>
                    {options}
                </select>
            </div>
            <TypedField id="audit-subject" label=words::TO_WHAT kind=Kind::TEXT typed=subject/>
            <TypedField id="audit-since" label=words::SINCE kind=Kind::DAY typed=since/>
            <TypedField id="audit-until" label=words::UNTIL kind=Kind::DAY typed=until/>
            <div class="actions">
                <button type="submit" class="primary">{say(words::SHOW)}</button>
                {is_filtered.then(|| view! {
                    <button type="button" on:click=move |_| go("/audit", NavigateOptions::default())>
                        {say(words::SHOW_ALL)}
                    </button>
                })}
            </div>
        </form>
    }
}
