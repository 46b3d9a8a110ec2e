//! What a reviewer looks at: one page for whoever has a share link and for those who have signed in.

mod comments;
mod deciding;
mod lines;
mod settings;
pub(crate) mod standing;

use gateway::api::review::{NodeDifference, Review};
use leptos::prelude::*;

use crate::diff::Diff;
use crate::form::problems::ProblemLine;
use crate::graph::{Live, StartOrder};
use crate::language::{explain, say, tell};
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::notice::Warning;
use crate::session::use_api;
use crate::shell::Heading;
use crate::status::Time;
use crate::words;
use comments::{Talk, WholeTalk};
use deciding::Deciding;
use lines::Lines;
use settings::Settings;
use standing::Standing;

/// The page behind a share link.
#[component]
pub(crate) fn SharedReviewPage(token: String) -> impl IntoView {
    let api = use_api();
    let review = ask(move || {
        let token = token.clone();
        async move { api.find_shared(&token).await }
    });
    let title = tell(move || {
        let about = review.with(|review| review.value.as_ref().map(|it| (it.resource.clone(), it.revision)));
        about.map_or(words::UNDER_REVIEW, |(resource, number)| words::review_title(&resource, number))
    });
    // Whoever has not signed in is asked to there, and comes to the review by that.
    let judge = move || {
        let about = review.with(|it| it.value.as_ref().map(|it| (it.resource.clone(), it.revision)));
        about.map(|(resource, number)| {
            let address = format!("/gateways/{resource}/revisions/{number}/review");
            view! { <p class="screen-only"><Link href=address>{say(words::JUDGE_HERE)}</Link></p> }
        })
    };
    view! {
        <Heading title/>
        {judge}
        {shown(review, |review| view! { <Reviewed review talk=None/> })}
    }
}

/// The page of those who have signed in.
#[component]
pub(crate) fn ReviewPage(resource: String, number: u32) -> impl IntoView {
    let api = use_api();
    let changed = Trigger::new();
    let asked = resource.clone();
    let review = ask(move || {
        changed.track();
        let resource = asked.clone();
        async move { api.find_review(&resource, number).await }
    });
    let talk = Talk::new(api, resource.clone(), number);
    let address = format!("/gateways/{resource}");
    let on_decided = Callback::new(move |()| changed.notify());
    // What was typed into a comment stays when somebody decides: only the approvals are shown anew.
    let content = Memo::new(move |_| {
        review.with(|review| crate::latest::Latest {
            value: review.value.clone().map(|mut review| {
                review.approval.verdicts.clear();
                review.approval.given = 0;
                review.approval.rejected = 0;
                review.approval.satisfied = false;
                review
            }),
            error: review.error.clone(),
        })
    });
    let approval =
        Memo::new(move |_| review.with(|it| it.value.as_ref().map(|it| (it.approval.clone(), it.newest))));
    let decided = move || {
        let resource = resource.clone();
        approval.get().map(|(approval, newest)| {
            view! {
                <section aria-labelledby="approvals-title" id="approvals">
                    <h2 id="approvals-title">{say(words::APPROVALS)}</h2>
                    <Standing approval=approval.clone()/>
                    <Deciding resource number approval is_newest={newest == number} on_decided/>
                </section>
            }
        })
    };
    view! {
        <Heading title=say(words::review_title(&talk.resource, number))/>
        <p class="screen-only"><Link href=address>{say(words::TO_GATEWAY)}</Link></p>
        {shown(content, move |review| view! { <Reviewed review talk=Some(talk.clone())/> })}
        {decided}
    }
}

/// A revision with everything that is to be known before it is judged.
#[component]
fn Reviewed(review: Review, talk: Option<Talk>) -> impl IntoView {
    let is_shared = talk.is_none();
    let (approval, approved) = (review.approval.clone(), review.approved.clone());
    let problems =
        review.problems.iter().cloned().map(|problem| view! { <ProblemLine problem/> }).collect_view();
    let has_problems = !review.problems.is_empty();
    let nodes = review.nodes.iter().cloned().map(node).collect_view();
    let order = start_order(&review);
    let whole = talk.clone().map(|talk| view! { <WholeTalk talk/> });
    view! {
        <About review=review.clone() is_shared/>
        <section aria-labelledby="problems-title">
            <h2 id="problems-title">{say(words::PROBLEMS)}</h2>
            {if has_problems { problems.into_any() } else { view! { <p class="muted">{say(words::NONE_KNOWN)}</p> }.into_any() }}
        </section>
        <section aria-labelledby="form-title">
            <h2 id="form-title">{say(words::READ_FORM)}</h2>
            <Settings gateway=review.gateway.clone()/>
        </section>
        <section aria-labelledby="lines-title">
            <h2 id="lines-title">{say(words::SNIPPET)}</h2>
            <Lines file=review.file.clone() text=review.text.clone() talk/>
        </section>
        {order}
        <section aria-labelledby="nodes-title">
            <h2 id="nodes-title">{say(words::ON_NODES)}</h2>
            <ul class="plain-list review-nodes">{nodes}</ul>
        </section>
        {approved.map(|approved| {
            let title = words::since_approved(approved.revision);
            view! {
                <section>
                    <h2 id="approved-title">{say(title.clone())}</h2>
                    <Diff text=approved.diff label=say(title)/>
                </section>
            }
        })}
        {whole}
        {is_shared.then(|| view! {
            <section aria-labelledby="approvals-title" id="approvals">
                <h2 id="approvals-title">{say(words::APPROVALS)}</h2>
                <Standing approval is_anonymous=true/>
            </section>
        })}
    }
}

/// Which revision it is, and who says what about it.
#[component]
fn About(review: Review, is_shared: bool) -> impl IntoView {
    let Review { pinned, newest, revision, expires_at, author, saved_at, message, removed, file, .. } =
        review;
    let until = expires_at.map(|at| {
        let at = at.get(..16).map_or_else(|| at.clone(), |start| format!("{} UTC", start.replace('T', " ")));
        view! { <span id="link-expires">{say(words::expires(&at))}</span> }
    });
    let follows = if pinned { words::PINNED } else { words::FOLLOWS };
    view! {
        <p class="facts">
            <code class="name">{file}</code>
            <span>{say(words::REVISION)} " " {revision} ", " {author} ", " <Time at=saved_at/></span>
            {is_shared.then(|| view! { <span class="tag">{say(follows)}</span> })}
            {(newest == revision).then(|| view! { <span class="tag">{say(words::NEWEST)}</span> })}
            {until}
        </p>
        {(!message.is_empty()).then(|| view! { <blockquote class="message">{message}</blockquote> })}
        {(newest != revision).then(|| view! { <Warning text=words::newer_exists(newest)/> })}
        {removed.then(|| view! { <Warning text=words::REVIEW_REMOVED/> })}
    }
}

/// The units in the order in which a node starts them.
fn start_order(review: &Review) -> Option<impl IntoView + use<>> {
    let text = Signal::stored(review.text.clone());
    (!review.removed).then(|| {
        view! {
            <section aria-labelledby="order-title">
                <h2 id="order-title">{say(words::START_ORDER)}</h2>
                <StartOrder text live=Signal::stored(Live::default())/>
            </section>
        }
    })
}

/// How the revision differs from what a node has.
fn node(node: NodeDifference) -> AnyView {
    let NodeDifference { node, diff, error } = node;
    let label = words::changes_on(&node);
    if let Some(error) = error {
        return view! { <li><strong>{node}</strong> " " <span>{explain(error)}</span></li> }.into_any();
    }
    if diff.is_empty() {
        return view! { <li><strong>{node}</strong> " " <span class="muted">{say(words::SAME_ON_NODE)}</span></li> }
            .into_any();
    }
    view! {
        <li>
            <details class="folded" open=true>
                <summary>{node}</summary>
                <Diff text=diff label=say(label)/>
            </details>
        </li>
    }
    .into_any()
}
