//! The form of a gateway, to be read and not to be filled in.

use gateway::field::{Field, Input};
use gateway::foreign::Foreign;
use gateway::gateway::{Gateway, Kind};
use leptos::prelude::*;
use serde_json::Value;

use crate::form::start::fields;
use crate::language::{explain, say};

/// Every field that is given, with its value.
#[component]
pub(super) fn Settings(gateway: Value) -> impl IntoView {
    let mut known: Vec<&'static Field> = Gateway::KIND.iter().collect();
    if Foreign::is_draft(&gateway) {
        known.extend(Gateway::FIRST_FIELDS.iter().filter(|field| field.key == "resource"));
        // Its text is shown line by line.
        known.extend(Foreign::FIELDS.iter().filter(|field| field.key != "text"));
    } else if let Some(kind) = gateway["kind"].as_str().and_then(|kind| kind.parse::<Kind>().ok()) {
        known.extend(fields(kind));
    }
    let known = known.into_iter().filter(|field| is_given(&gateway[field.key]));
    let rows = known.map(|field| row(field, &gateway[field.key], Help::Shown)).collect_view();
    view! { <dl class="read-form">{rows}</dl> }
}

/// Whether a field explains itself; in a list of rows, the first row does.
#[derive(Clone, Copy)]
enum Help {
    Shown,
    Hidden,
}

fn row(field: &'static Field, value: &Value, help: Help) -> AnyView {
    let help = match help {
        Help::Shown => Some(view! { <p class="help">{explain(field.help.clone())}</p> }),
        Help::Hidden => None,
    };
    view! { <div><dt>{say(field.label.clone())}</dt><dd>{shown(field, value)}{help}</dd></div> }.into_any()
}

fn shown(field: &'static Field, value: &Value) -> AnyView {
    match &field.input {
        Input::Group(of_group) => record(of_group, value, Help::Shown),
        Input::Rows(of_row, _) => {
            let list = value.as_array().cloned().unwrap_or_default();
            let rows = list.iter().enumerate().map(|(index, each)| {
                let help = if index == 0 { Help::Shown } else { Help::Hidden };
                view! { <li>{record(of_row, each, help)}</li> }
            });
            view! { <ol>{rows.collect_view()}</ol> }.into_any()
        }
        Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
            let lines = match value.as_array() {
                Some(list) => list.iter().map(text).collect(),
                None => vec![text(value)],
            };
            let lines = lines.into_iter().map(|line| view! { <code>{line}</code> }).collect_view();
            view! { <p class="read-values">{lines}</p> }.into_any()
        }
    }
}

fn record(fields: &'static [Field], value: &Value, help: Help) -> AnyView {
    let given = fields.iter().filter(|field| is_given(&value[field.key]));
    let rows = given.map(|field| row(field, &value[field.key], help)).collect_view();
    view! { <dl class="read-form">{rows}</dl> }.into_any()
}

/// Whether there is something to show.
fn is_given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(record) => record.values().any(is_given),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
