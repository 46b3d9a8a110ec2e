//! The audit log: who changed what, when, from where and why; the newest first.

mod entry;
mod filter;
mod values;
mod verifying;

use gateway::api::audit::{AuditLine, AuditPage as Page};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::ApiError;
use crate::api::audit::audit_export;
use crate::language::{say, tell};
use crate::notice::Failure;
use crate::session::use_api;
use crate::shell::heading;
use crate::words;
use entry::Entry;
use filter::{Filter, Wanted};
use verifying::Verifying;

/// The page; what is wanted stands in its address.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let api = use_api();
    let parameters = use_location().query;
    let wanted = Memo::new(move |_| {
        parameters.with(|parameters| Wanted::read(|name| parameters.get(name).unwrap_or_default()))
    });
    let found: RwSignal<Option<Page>> = RwSignal::new(None);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let load = Action::new_local(move |(wanted, before): &(Wanted, Option<u64>)| {
        let (wanted, before) = (wanted.clone(), *before);
        async move {
            let answer = api.list_audit(&wanted.query(), before).await;
            (wanted, before, answer)
        }
    });
    Effect::new(move |_| {
        load.dispatch((wanted.get(), None));
    });
    Effect::new(move |_| {
        let Some((asked, before, answer)) = load.value().get() else { return };
        // Another filter was chosen meanwhile.
        if asked != wanted.get_untracked() {
            return;
        }
        match answer {
            Ok(page) if before.is_none() => found.set(Some(page)),
            Ok(page) => found.update(|found| {
                let lines = found.as_mut().map(|found| std::mem::take(&mut found.lines));
                let lines = lines.unwrap_or_default().into_iter().chain(page.lines).collect();
                *found = Some(Page { lines, next: page.next });
            }),
            Err(failed) => return error.set(Some(failed)),
        }
        error.set(None);
    });
    let next = Memo::new(move |_| found.with(|found| found.as_ref().and_then(|found| found.next)));
    let more = move |_| {
        if !load.pending().get_untracked() {
            load.dispatch((wanted.get_untracked(), next.get_untracked()));
        }
    };
    let count = tell(move || match found.with(|found| found.as_ref().map(|found| found.lines.len())) {
        None if error.with(Option::is_some) => words::NOTHING,
        None => words::LOADING,
        Some(count) => words::entry_count(count, next.get().is_some()),
    });
    let lines =
        move || found.with(|found| found.as_ref().map(|found| found.lines.clone()).unwrap_or_default());
    view! {
        <div class="page-head">
            {heading(words::AUDIT)}
            <div class="actions">
                <a class="button" rel="external" download=""
                    href=move || audit_export(&wanted.with(Wanted::query))>{say(words::EXPORT_LINES)}</a>
                <Verifying/>
            </div>
        </div>
        <p class="prose">{say(words::AUDIT_HOW)}</p>
        {move || view! { <Filter wanted=wanted.get() on_again=Callback::new(move |()| {
            load.dispatch((wanted.get_untracked(), None));
        })/> }}
        {move || error.get().map(|error| view! { <Failure error/> })}
        <p class="muted" role="status" id="audit-count">{count}</p>
        <ol class="audit" id="audit">
            <For each=lines key=|line: &AuditLine| line.entry.number let(line)><Entry entry=line.entry/></For>
        </ol>
        <Show when=move || next.get().is_some()>
            <div class="actions"><button type="button" on:click=more>{say(words::LOAD_MORE)}</button></div>
        </Show>
    }
}
