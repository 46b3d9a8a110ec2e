//! What is said about lines and about the whole.

use gateway::api::people::Role;
use gateway::api::review::{Comment, NewComment};
use gateway::text::Text;
use leptos::prelude::*;

use crate::api::{Api, ApiError};
use crate::language::say;
use crate::latest::{Latest, ask};
use crate::notice::Failure;
use crate::session::{Who, may, use_api, use_visit};
use crate::status::Time;
use crate::words;

/// All comments on a revision.
#[derive(Clone)]
pub(super) struct Talk {
    /// The DRBD resource.
    pub(super) resource: String,
    number: u32,
    changed: Trigger,
    comments: Memo<Latest<Vec<Comment>>>,
}

impl Talk {
    /// The talk about a revision.
    pub(super) fn new(api: Api, resource: String, number: u32) -> Self {
        let changed = Trigger::new();
        let asked = resource.clone();
        let comments = ask(move || {
            changed.track();
            let resource = asked.clone();
            async move { api.list_comments(&resource, number).await }
        });
        Self { resource, number, changed, comments }
    }

    /// The comments on a line, or on the whole.
    pub(super) fn at(&self, line: Option<u32>) -> Memo<Vec<Comment>> {
        let comments = self.comments;
        Memo::new(move |_| {
            comments.with(|comments| {
                let all = comments.value.iter().flatten();
                all.filter(|comment| comment.line == line).cloned().collect()
            })
        })
    }

    fn error(&self) -> Memo<Option<ApiError>> {
        let comments = self.comments;
        Memo::new(move |_| comments.with(|comments| comments.error.clone()))
    }
}

/// What is said about the whole.
#[component]
pub(super) fn WholeTalk(talk: Talk) -> impl IntoView {
    let error = talk.error();
    let comments = talk.at(None);
    view! {
        <section aria-labelledby="comments-title" id="comments">
            <h2 id="comments-title">{say(words::COMMENTS)}</h2>
            {move || error.get().map(|error| view! { <Failure error/> })}
            <Show when=move || comments.with(Vec::is_empty)>
                <p class="muted">{say(words::NO_COMMENTS)}</p>
            </Show>
            <CommentList talk=talk.clone() comments/>
            <CommentBox talk line=None label=words::YOUR_COMMENT/>
        </section>
    }
}

/// Comments, the oldest first.
#[component]
pub(super) fn CommentList(talk: Talk, comments: Memo<Vec<Comment>>) -> impl IntoView {
    move || {
        let comments = comments.get();
        if comments.is_empty() {
            return ().into_any();
        }
        let rows = comments.into_iter().map(|comment| view! { <OneComment talk=talk.clone() comment/> });
        view! { <ul class="plain-list comments">{rows.collect_view()}</ul> }.into_any()
    }
}

#[component]
fn OneComment(talk: Talk, comment: Comment) -> impl IntoView {
    let api = use_api();
    let who = use_visit().who;
    let author = comment.author.clone();
    let may_delete = Memo::new(move |_| {
        who.with(|who| match who {
            Who::Account(session) => {
                session.role == Role::Admin || (session.role >= Role::Reviewer && session.account == author)
            }
            Who::Asked | Who::Nobody | Who::NoServer(_) => false,
        })
    });
    let delete = Action::new_local(move |(): &()| {
        let (talk, id) = (talk.clone(), comment.id.clone());
        async move {
            let deleted = api.delete_comment(&talk.resource, talk.number, &id).await;
            talk.changed.notify();
            deleted
        }
    });
    view! {
        <li class="comment-said">
            <p class="facts"><strong>{comment.author}</strong> <span class="muted"><Time at=comment.at/></span></p>
            <p class="said-of-it">{comment.text}</p>
            <Show when=move || may_delete.get()>
                <button type="button" class="small quiet screen-only" disabled=delete.pending() on:click=move |_| {
                    delete.dispatch(());
                }>{say(words::DELETE_COMMENT)}</button>
            </Show>
        </li>
    }
}

/// Where a comment is written, for those who may.
#[component]
pub(super) fn CommentBox(talk: Talk, line: Option<u32>, label: Text) -> impl IntoView {
    let api = use_api();
    let may_comment = may(Role::Reviewer);
    let typed = RwSignal::new(String::new());
    let id = format!("comment-{}", line.map_or_else(|| "whole".to_owned(), |line| line.to_string()));
    let send = Action::new_local(move |(): &()| {
        let (talk, text) = (talk.clone(), typed.get_untracked());
        async move {
            let made = api.comment(&talk.resource, talk.number, &NewComment { line, text }).await;
            if made.is_ok() {
                typed.set(String::new());
                talk.changed.notify();
            }
            made
        }
    });
    let failure = move || match send.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(_)) | None => None,
    };
    let is_pending = send.pending();
    let is_empty = move || typed.with(|typed| typed.trim().is_empty());
    move || {
        let (named, label) = (id.clone(), label.clone());
        may_comment.get().then(|| {
            view! {
                <div class="comment-box screen-only">
                    <label for=named.clone()>{say(label)}</label>
                    <textarea id=named rows="2" maxlength="4000" prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())></textarea>
                    {failure}
                    <div class="actions">
                        <button type="button" disabled=move || is_pending.get() || is_empty() on:click=move |_| {
                            send.dispatch(());
                        }>{say(words::COMMENT)}</button>
                    </div>
                </div>
            }
        })
    }
}
