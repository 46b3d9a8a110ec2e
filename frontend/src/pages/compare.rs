//! Two revisions of a gateway beside each other: as text, and field by field.

use gateway::changes::FieldChange;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::ApiError;
use crate::diff::Diff;
use crate::language::say;
use crate::latest::{ask, shown};
use crate::link::Link;
use crate::notice::Warning;
use crate::session::use_api;
use crate::shell::Heading;
use crate::words;

/// The page, for the revisions that the address names.
#[component]
pub(crate) fn ComparePage(resource: String) -> impl IntoView {
    let query = use_location().query;
    let between = Memo::new(move |_| {
        query.with(|query| {
            let number = |name| query.get(name).and_then(|text| text.parse::<u32>().ok());
            Some((number("from")?, number("to")?))
        })
    });
    let address = format!("/gateways/{resource}");
    let compared = move || match between.get() {
        Some((from, to)) => view! { <Compared resource=resource.clone() from to/> }.into_any(),
        None => view! { <Heading title=say(words::COMPARE)/> <Warning text=words::COMPARE_WHAT/> }.into_any(),
    };
    view! {
        {compared}
        <p><Link href=address>{say(words::TO_GATEWAY)}</Link></p>
    }
}

#[component]
fn Compared(resource: String, from: u32, to: u32) -> impl IntoView {
    let api = use_api();
    let title = words::compare_title(&resource, from, to);
    let seen = ask(move || {
        let resource = resource.clone();
        async move {
            let changes = api.list_changes(&resource, from, to).await?;
            let diff = api.diff_revisions(&resource, from, to).await?;
            Ok::<_, ApiError>((changes, diff))
        }
    });
    view! {
        <Heading title=say(title)/>
        {shown(seen, |(changes, diff)| view! {
            <section aria-labelledby="fields-title">
                <h2 id="fields-title">{say(words::BY_FIELD)}</h2>
                {fields(changes)}
            </section>
            <section>
                <h2 id="diff-title">{say(words::IN_TEXT)}</h2>
                <Diff text=diff label=say(words::IN_TEXT)/>
            </section>
        })}
    }
}

/// What changes, field by field.
pub(crate) fn fields(changes: Vec<FieldChange>) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="muted">{say(words::NO_FIELDS)}</p> }.into_any();
    }
    let rows = changes.into_iter().map(|change| {
        view! {
            <tr>
                <th scope="row">{say(change.label)}</th>
                <td>{value(words::BEFORE, change.before)}</td>
                <td>{value(words::AFTER, change.after)}</td>
            </tr>
        }
    });
    view! {
        <table class="cards field-changes">
            <thead><tr>
                <th scope="col">{say(words::FIELD)}</th>
                <th scope="col">{say(words::BEFORE)}</th>
                <th scope="col">{say(words::AFTER)}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// A value, or a dash where the field is left out.
fn value(name: gateway::text::Text, value: Option<String>) -> impl IntoView {
    let lines = match &value {
        Some(value) => {
            value.lines().map(|line| view! { <code>{line.to_owned()}</code> }).collect_view().into_any()
        }
        None => view! { <span class="muted">"–"</span> }.into_any(),
    };
    view! { <span class="cell-name">{say(name)}</span> <span class="values">{lines}</span> }
}
