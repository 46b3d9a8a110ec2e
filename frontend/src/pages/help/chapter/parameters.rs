//! The parameters of an agent, as it declares them.

use gateway::help::chapters::note::note;
use gateway::names::Choice;
use gateway::ocf::{self, Declaration, Parameter, ParameterType, Version};
use gateway::text::Text;
use leptos::prelude::*;

use crate::language::{explain, say};
use crate::words;

/// The table; nothing for an agent that nobody knows.
pub(super) fn parameters(name: &'static str) -> impl IntoView {
    ocf::declaration("heartbeat", name).map(|agent| {
        let id = format!("agent-{name}");
        view! {
            <h3 id=id.clone()><code>{format!("ocf:heartbeat:{name}")}</code></h3>
            <table class="cards help-table help-parameters" aria-labelledby=id>
                <thead><tr>
                    <th scope="col">{say(words::PARAMETER)}</th>
                    <th scope="col">{say(words::DEFAULT)}</th>
                    <th scope="col">{say(words::PARAMETER_DOES)}</th>
                </tr></thead>
                <tbody>{agent.parameters.iter().map(|parameter| row(agent, parameter)).collect_view()}</tbody>
            </table>
        }
    })
}

fn row(agent: &Declaration, parameter: &'static Parameter) -> impl IntoView + use<> {
    let kind = match parameter.kind {
        ParameterType::Text => words::TYPE_TEXT,
        ParameterType::Whole => words::TYPE_WHOLE,
        ParameterType::Boolean => words::TYPE_BOOLEAN,
    };
    let default = parameter.default.map(|default| view! { <code>{default}</code> });
    let default =
        default.map_or_else(|| view! { <span class="muted">"–"</span> }.into_any(), IntoAny::into_any);
    let required = parameter.is_required(Version::Newest);
    let says = note(agent.name, parameter.name).map(|note| view! { <span>{explain(note)}</span> });
    view! {
        <tr>
            <th scope="row"><code>{parameter.name}</code>
                {required.then(|| view! { " " <span class="tag">{say(words::REQUIRED)}</span> })}
            </th>
            <td><span class="cell-name">{say(words::DEFAULT)}</span> {default}</td>
            <td>
                <span class="cell-name">{say(words::PARAMETER_DOES)}</span>
                {says} " "
                <span class="muted">{say(kind)} {versions(agent, parameter).map(|text| view! { "; " {say(text)} })}</span>
            </td>
        </tr>
    }
}

/// Which versions of resource-agents have it, where not all do.
fn versions(agent: &Declaration, parameter: &Parameter) -> Option<Text> {
    let (since, last) = (parameter.since().max(agent.since), parameter.last());
    if last < Version::Newest {
        Some(words::until_version(last.word()))
    } else if since == Version::Newest {
        Some(words::NEWER_THAN_4_18)
    } else {
        (since > Version::V4_12).then(|| words::since_version(since.word()))
    }
}
