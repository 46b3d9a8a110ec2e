//! An installation out of one file, in the place of this one.

use data_encoding::BASE64;
use gateway::api::archive::ImportArchive;
use gateway::names::password::Password;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::api::ApiError;
use crate::confirmed::{Confirmed, Order, Stake};
use crate::language::say;
use crate::session::{use_api, use_visit};
use crate::typed::{Kind, TypedField};
use crate::words;

/// The form, which asks before it replaces everything.
#[component]
pub(super) fn Import() -> impl IntoView {
    let api = use_api();
    let visit = use_visit();
    let navigate = use_navigate();
    let passphrase = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    let has_file = RwSignal::new(false);
    let chosen = move || field.get_untracked().and_then(|field| field.files()).and_then(|files| files.get(0));
    let order = Order::new_local(move |(): &()| {
        let (file, navigate) = (chosen(), navigate.clone());
        let passphrase = Password::new(passphrase.get_untracked());
        async move {
            let archive = BASE64.encode(&read(file).await.ok_or(ApiError::Silent)?);
            api.import_archive(ImportArchive { passphrase, archive }).await?;
            navigate("/sign-in", NavigateOptions::default());
            visit.begin();
            Ok(())
        }
    });
    let is_ready = Signal::derive(move || has_file.get() && !passphrase.with(String::is_empty));
    view! {
        <section aria-labelledby="import-title">
            <h2 id="import-title">{say(words::ARCHIVE_IMPORT)}</h2>
            <p class="prose">{say(words::ARCHIVE_IMPORT_HOW)}</p>
            <form class="small-form" on:submit=|event| event.prevent_default()>
                <div class="field">
                    <label for="import-file">{say(words::ARCHIVE_FILE)}</label>
                    <input type="file" id="import-file" node_ref=field
                        on:change=move |_| has_file.set(chosen().is_some())/>
                </div>
                <TypedField id="import-passphrase" label=words::PASSPHRASE kind=Kind::PASSWORD typed=passphrase/>
                <div class="actions">
                    <Confirmed id="import-confirm" label=words::ARCHIVE_IMPORT_NOW is_ready
                        title=say(words::ARCHIVE_IMPORT_TITLE) confirm=words::ARCHIVE_IMPORT_CONFIRM
                        stake=Stake::Existence order>
                        <p>{say(words::ARCHIVE_IMPORT_LOSES)}</p>
                    </Confirmed>
                </div>
            </form>
        </section>
    }
}

/// The bytes of a file; none where it can be read no more.
async fn read(file: Option<File>) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file?.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
