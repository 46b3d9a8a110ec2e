//! The snippet as it will be, whole, in colours, to copy and to download.

pub(crate) mod found;
pub(crate) mod lit;
pub(crate) mod share;
pub(crate) mod views;

mod compared;
mod highlight;
mod line_told;
mod lines;
mod looks;
mod on_nodes;
mod paint;
mod problem_told;
mod units;

use gateway::api::people::Role;
use gateway::secret::has_mask;
use gateway::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::language::{explain, say, tell};
use crate::session::{may, use_api};
use crate::words;
pub(crate) use compared::with_words;
use found::Found;
use highlight::{Mark, marks};
use lines::Lines;
use lit::Source;
use problem_told::{Elsewhere, Mending};
use share::{ShareButton, Shared};

/// A snippet with its file name.
#[component]
pub(crate) fn Preview(
    #[prop(into)] file: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// Id of the element that holds the text and nothing else.
    #[prop(into, default = "snippet".into())]
    id: String,
    /// What tells it from other snippets on the page, where the file name does not.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    /// Whether the text is that of an earlier draft.
    #[prop(into, default = false.into())]
    is_outdated: Signal<bool>,
    /// The saved revision whose secrets can be asked for.
    #[prop(optional)]
    revision: Option<RevisionOf>,
    /// The form that the text comes from.
    #[prop(optional)]
    source: Option<Source>,
    /// What is wrong with the gateway.
    #[prop(optional)]
    found: Option<Found>,
    /// The saved gateway that can be shared.
    #[prop(optional)]
    shared: Option<Shared>,
) -> impl IntoView {
    let said: RwSignal<Option<Text>> = RwSignal::new(None);
    let shows_secrets = RwSignal::new(false);
    let revealed: RwSignal<Option<String>> = RwSignal::new(None);
    let text = Signal::derive(move || revealed.get().unwrap_or_else(|| text.get()));
    let is_masked = Memo::new(move |_| text.with(|text| has_mask(text)));
    let may_reveal = may(Role::Operator);
    let reveal = move || {
        let revision = revision.clone().filter(|_| is_masked.get() && may_reveal.get())?;
        Some(view! { <RevealButton revision revealed shows_secrets said/> })
    };
    let has_secrets = Memo::new(move |_| text.with(|text| has_secrets(text)));
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            said.set(Some(if copy(&text).await { words::COPIED } else { words::NOT_COPIED }));
        });
    };
    let download = move |_| {
        if download(&file.get_untracked(), &text.get_untracked()).is_ok() {
            said.set(Some(words::DOWNLOADED));
        }
    };
    let mending = found.map(|found| Mending { found, lines: id.clone(), said });
    let elsewhere = mending.clone().map(|mending| view! { <Elsewhere mending/> });
    view! {
        <div class="preview" class:outdated=is_outdated class:shows-secrets=shows_secrets>
            <div class="preview-head">
                <code class="file">{file}</code>
                <div class="actions">
                    {reveal}
                    <Show when=move || has_secrets.get()><SecretsButton shows_secrets/></Show>
                    <button type="button" on:click=copy>{say(words::COPY)}</button>
                    <button type="button" on:click=download>{say(words::DOWNLOAD)}</button>
                    {shared.map(|shared| view! { <ShareButton shared/> })}
                </div>
                <p class="said" role="status">{tell(move || said.get().unwrap_or(words::NOTHING))}</p>
            </div>
            <Show when=move || is_masked.get()><p class="muted masked">{explain(words::MASKED)}</p></Show>
            <Show when=move || is_outdated.get()>
                <p class="notice warning"><span aria-hidden="true">"! "</span>{say(words::OUTDATED)}</p>
            </Show>
            {elsewhere}
            <Lines id text label=label.unwrap_or(file) source mending/>
        </div>
    }
}

/// A saved revision of a gateway.
#[derive(Clone)]
pub(crate) struct RevisionOf {
    /// The DRBD resource.
    pub(crate) resource: String,
    /// Its number.
    pub(crate) number: u32,
}

/// Asks the server for the secrets of a revision, which it tells who may change the gateway.
#[component]
fn RevealButton(
    revision: RevisionOf,
    revealed: RwSignal<Option<String>>,
    shows_secrets: RwSignal<bool>,
    said: RwSignal<Option<Text>>,
) -> impl IntoView {
    let api = use_api();
    let ask = Action::new_local(move |(): &()| {
        let RevisionOf { resource, number } = revision.clone();
        async move { api.reveal(&resource, number).await }
    });
    Effect::new(move |_| match ask.value().get() {
        Some(Ok(answer)) => {
            shows_secrets.set(true);
            revealed.set(Some(answer.text));
        }
        Some(Err(error)) => said.set(Some(error.message())),
        None => {}
    });
    view! {
        <button type="button" disabled=ask.pending() on:click=move |_| {
            ask.dispatch(());
        }>{say(words::SHOW_SECRETS)}</button>
    }
}

/// Shows what is covered, until it is pressed again.
#[component]
pub(crate) fn SecretsButton(shows_secrets: RwSignal<bool>) -> impl IntoView {
    let verb = tell(move || if shows_secrets.get() { words::HIDE_SECRETS } else { words::SHOW_SECRETS });
    view! {
        <button type="button" on:click=move |_| shows_secrets.update(|shown| *shown = !*shown)>{verb}</button>
    }
}

/// Whether something in a snippet has to be covered.
pub(crate) fn has_secrets(text: &str) -> bool {
    text.lines().flat_map(marks).any(|(mark, _)| mark == Mark::Secret)
}

/// A line of a snippet in its colours.
pub(crate) fn marked(line: &str) -> impl IntoView + use<> {
    view! { <span inner_html=paint::html(line)></span> }
}

/// Puts text on the clipboard, where the browser lets a page do so.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Without HTTPS, and not on this machine, there is no clipboard at all.
    let has_clipboard =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| !it.is_undefined());
    has_clipboard && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Saves a snippet as a file.
pub(crate) fn download(file: &str, text: &str) -> Result<(), JsValue> {
    download_as(file, text, "application/toml")
}

/// Saves text of a media type as a file.
pub(crate) fn download_as(file: &str, text: &str, media_type: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&text.into());
    save(file, &Blob::new_with_str_sequence_and_options(&parts, &options)?)
}

/// Saves bytes as a file.
pub(crate) fn download_bytes(file: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    save(file, &Blob::new_with_u8_array_sequence(&parts)?)
}

fn save(file: &str, content: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(content)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(file);
    link.click();
    Url::revoke_object_url(&url)
}
