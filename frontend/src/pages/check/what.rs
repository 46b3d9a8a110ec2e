//! What the shown file is to us, and the way from it to a gateway.

use gateway::gateway::Kind;
use gateway::import::{Imported, import};
use gateway::text::Text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::{Value, json};

use super::desk::Desk;
use crate::adopted::{Waiting, use_adopted};
use crate::language::{explain, say};
use crate::link::Link;
use crate::notice::Failure;
use crate::session::use_api;
use crate::words;

/// No gateway takes more than this, in bytes; to find out what is wrong with more would only keep the user waiting.
const LARGEST: usize = 128 << 10;

/// The verdict on the file, with what it loses and why.
#[component]
pub(super) fn WhatItIs(desk: Desk) -> impl IntoView {
    let text = Memo::new(move |_| {
        desk.checked.with(|checked| desk.chosen.with(|chosen| checked.files.get(chosen).cloned()))
    });
    let imported = Memo::new(move |_| {
        let text = text.get().unwrap_or_default();
        if text.trim().is_empty() {
            return None;
        }
        if text.len() > LARGEST {
            return Some(Imported::Foreign {
                reasons: vec![words::TOO_LARGE_FOR_ONE],
                would_differ: Vec::new(),
            });
        }
        Some(import(&text))
    });
    move || {
        let view = match imported.get()? {
            Imported::Ours { gateway } => view! {
                <p><span class="symbol" aria-hidden="true">"✓ "</span>{explain(words::IS_OURS)}</p>
                <Adopt desk gateway/>
            }
            .into_any(),
            Imported::Alike { gateway, differences } => view! {
                <p><span class="symbol" aria-hidden="true">"≈ "</span>{explain(words::IS_ALIKE)}</p>
                {list(differences)}
                <Adopt desk gateway/>
            }
            .into_any(),
            Imported::Foreign { reasons, would_differ } => view! {
                <p><span class="symbol" aria-hidden="true">"– "</span>{explain(words::IS_FOREIGN)}</p>
                {list(reasons)}
                {(!would_differ.is_empty()).then(|| view! {
                    <p>{explain(words::WOULD_DIFFER)}</p>
                    {list(would_differ)}
                })}
                <Keep desk/>
            }
            .into_any(),
        };
        Some(view! {
            <section class="check-what" aria-labelledby="check-what-title">
                <h2 id="check-what-title">{say(words::WHAT_IT_IS)}</h2>
                {view}
            </section>
        })
    }
}

fn list(texts: Vec<Text>) -> impl IntoView {
    let items = texts.into_iter().map(|text| view! { <li>{explain(text)}</li> }).collect_view();
    view! { <ul class="points">{items}</ul> }
}

/// Keeps a foreign snippet as it is: versioned and deployed, never rewritten. Only a server can.
#[component]
fn Keep(desk: Desk) -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let keep = Action::new_local(move |draft: &Value| {
        let (draft, secrets_from) = (draft.clone(), desk.secrets_of_chosen());
        async move { api.create_gateway(&draft, secrets_from.as_deref(), "").await }
    });
    Effect::new(move |_| {
        if let Some(Ok(tagged)) = keep.value().get() {
            navigate(
                &format!("/gateways/{}", tagged.saved.resource),
                leptos_router::NavigateOptions::default(),
            );
        }
    });
    let order = move |_| {
        let chosen = desk.chosen.get_untracked();
        let text =
            desk.checked.with_untracked(|checked| checked.files.get(&chosen).cloned()).unwrap_or_default();
        let file = chosen.rsplit('/').next().unwrap_or_default().to_owned();
        keep.dispatch(json!({"kind": "foreign", "file": file, "text": text}));
    };
    let refused = move || match keep.value().get() {
        Some(Err(error)) => {
            // The page needs no session, and so does not know that there is none.
            let is_stranger = error.status() == Some(401);
            let sign_in = is_stranger.then(|| {
                view! { <p><Link href="/sign-in?then=/check">{say(words::SIGN_IN)}</Link></p> }
            });
            Some(view! { <Failure error/> {sign_in} })
        }
        Some(Ok(_)) | None => None,
    };
    view! {
        <div class="actions">
            <button type="button" id="check-keep" on:click=order disabled=move || keep.pending().get()>
                {say(words::KEEP)}
            </button>
            <span class="said">{say(words::KEEP_HOW)}</span>
        </div>
        {refused}
    }
}

/// The way into the builder.
#[component]
fn Adopt(desk: Desk, gateway: Value) -> impl IntoView {
    let kind = gateway.get("kind").and_then(Value::as_str).and_then(|kind| kind.parse::<Kind>().ok());
    let kind = kind.expect("a gateway that was recognised has a kind");
    let resource = gateway.get("resource").and_then(Value::as_str).unwrap_or_default().to_owned();
    let adopted = use_adopted();
    let navigate = use_navigate();
    let adopt = move |_| {
        let (file, draft) = (desk.chosen.get_untracked(), gateway.clone());
        adopted.hand_over(Waiting { file, kind, draft, secrets_from: desk.secrets_of_chosen() });
        navigate(&format!("/new/{kind}"), leptos_router::NavigateOptions::default());
    };
    view! {
        <div class="actions">
            <button type="button" id="check-adopt" on:click=adopt>
                {say(words::adopt(kind, &resource))}
            </button>
            <span class="said">{say(words::ADOPT_HOW)}</span>
        </div>
    }
}
