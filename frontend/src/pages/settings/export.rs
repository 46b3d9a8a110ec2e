//! The installation into one file.

use gateway::api::archive::ExportArchive;
use gateway::names::password::{NewPassword, Password};
use gateway::problem::Problem;
use leptos::prelude::*;

use crate::language::{say, tell};
use crate::notice::Failure;
use crate::preview::download_bytes;
use crate::session::use_api;
use crate::typed::{Kind, TypedField, problems_at};
use crate::words;

const FILE: &str = "sds-gateway.archive";

/// The form.
#[component]
pub(super) fn Export() -> impl IntoView {
    let api = use_api();
    let [passphrase, again] = [(); 2].map(|()| RwSignal::new(String::new()));
    let (is_tried, is_done) = (RwSignal::new(false), RwSignal::new(false));
    let export = Action::new_local(move |(): &()| {
        let passphrase = Password::new(passphrase.get_untracked());
        async move { api.export_archive(ExportArchive { passphrase }).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(archive)) = export.value().get()
            && download_bytes(FILE, &archive).is_ok()
        {
            passphrase.set(String::new());
            again.set(String::new());
            is_tried.set(false);
            is_done.set(true);
            // It is a copy of everything: nothing keeps it here.
            export.clear();
        }
    });
    let failed = move || match export.value().get() {
        Some(Err(error)) => Some(error),
        Some(Ok(_)) | None => None,
    };
    let of_server = problems_at(failed, "/passphrase");
    let of_passphrase = Memo::new(move |_| match NewPassword::try_from(Password::new(passphrase.get())) {
        Err(expected) if is_tried.get() => vec![expected.at("/passphrase")],
        Err(_) => Vec::new(),
        Ok(_) => of_server.get(),
    });
    let differs = move || passphrase.with(|one| again.with(|other| one != other));
    let of_again = Memo::new(move |_| {
        let problem = || Problem::error("password-differs", "/again", words::PASSWORD_DIFFERS);
        (is_tried.get() && differs()).then(problem).into_iter().collect::<Vec<_>>()
    });
    let failure =
        move || failed().filter(|error| error.problems().is_empty()).map(|error| view! { <Failure error/> });
    let is_pending = export.pending();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        is_done.set(false);
        is_tried.set(true);
        let is_wrong =
            untrack(|| differs() || NewPassword::try_from(Password::new(passphrase.get())).is_err());
        if !is_wrong && !is_pending.get_untracked() {
            export.dispatch(());
        }
    };
    let said = tell(move || match (is_pending.get(), is_done.get()) {
        (true, _) => words::ARCHIVE_EXPORTING,
        (false, true) => words::DOWNLOADED,
        (false, false) => words::NOTHING,
    });
    view! {
        <section aria-labelledby="export-title">
            <h2 id="export-title">{say(words::ARCHIVE_EXPORT)}</h2>
            <p class="prose">{say(words::ARCHIVE_EXPORT_HOW)}</p>
            <form class="small-form" on:submit=submit>
                <TypedField id="export-passphrase" label=words::PASSPHRASE kind=Kind::NEW_PASSWORD typed=passphrase
                    help=words::NEW_PASSWORD_HELP problems=of_passphrase/>
                <TypedField id="export-again" label=words::PASSPHRASE_AGAIN kind=Kind::NEW_PASSWORD typed=again
                    problems=of_again/>
                {failure}
                <div class="actions">
                    <button type="submit" class="primary">{say(words::ARCHIVE_EXPORT_NOW)}</button>
                    <span class="said" role="status">{said}</span>
                </div>
            </form>
        </section>
    }
}
