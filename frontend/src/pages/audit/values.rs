//! How something was before and is since: a snippet as a diff, all else name by name.

use gateway::repair::diff;
use leptos::prelude::*;
use serde_json::Value;

use crate::diff::Diff;
use crate::language::say;
use crate::words;

/// Both sides of an entry; either may be missing.
#[component]
pub(super) fn Values(before: Value, after: Value) -> impl IntoView {
    let (text_before, text_after) = (text_of(&before), text_of(&after));
    let has_text = text_before.is_some() || text_after.is_some();
    let rows = rows(&before, &after);
    let has_both = !before.is_null() && !after.is_null();
    view! {
        {(!rows.is_empty()).then(|| table(rows, has_both))}
        {has_text.then(|| {
            let changes = diff("snippet", text_before.unwrap_or_default(), text_after.unwrap_or_default());
            view! { <Diff text=changes label=say(words::SNIPPET)/> }
        })}
    }
}

/// A name, what it was and what it is.
struct Row {
    name: String,
    before: Option<String>,
    after: Option<String>,
}

fn table(rows: Vec<Row>, has_both: bool) -> impl IntoView {
    let value = |value: Option<String>| match value {
        Some(value) => view! { <td><code>{value}</code></td> }.into_any(),
        None => view! { <td class="muted">"–"</td> }.into_any(),
    };
    let body = rows.into_iter().map(|Row { name, before, after }| {
        let is_other = has_both && before != after;
        // Where there is one side only, it stands for itself.
        let cells = if has_both {
            view! { {value(before)} {value(after)} }.into_any()
        } else {
            value(after.or(before)).into_any()
        };
        view! { <tr class:changed=is_other><th scope="row"><code>{name}</code></th>{cells}</tr> }
    });
    let body = body.collect_view();
    let head = if has_both {
        view! { <th scope="col">{say(words::BEFORE)}</th><th scope="col">{say(words::AFTER)}</th> }.into_any()
    } else {
        view! { <th scope="col">{say(words::VALUE)}</th> }.into_any()
    };
    view! {
        <div class="scrolls" tabindex="0" role="region" aria-label=say(words::DETAILS)>
            <table class="values">
                <thead><tr><th scope="col">{say(words::NAME)}</th>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

fn text_of(value: &Value) -> Option<&str> {
    value.get("text")?.as_str()
}

/// All names of both sides, in the order of the later one.
fn rows(before: &Value, after: &Value) -> Vec<Row> {
    let (mut earlier, mut later) = (Vec::new(), Vec::new());
    flatten("", before, &mut earlier);
    flatten("", after, &mut later);
    let find = |all: &[(String, String)], name: &str| {
        all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut names: Vec<String> = later.iter().map(|(name, _)| name.clone()).collect();
    names.extend(earlier.iter().map(|(name, _)| name.clone()).filter(|name| find(&later, name).is_none()));
    let row = |name: String| {
        let (before, after) = (find(&earlier, &name), find(&later, &name));
        Row { name, before, after }
    };
    names.into_iter().map(row).collect()
}

/// Every value with its place, such as `nodes.node-a`. Lists of plain values are one.
fn flatten(place: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                // A snippet is shown as a diff.
                if place.is_empty() && name == "text" && value.is_string() {
                    continue;
                }
                let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                flatten(&place, value, into);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&format!("{place}.{index}"), item, into);
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            into.push((place.to_owned(), items.join(", ")));
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => into.push((place.to_owned(), plain(value))),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::rows;

    #[test]
    fn every_value_of_both_sides_is_named_once_and_a_snippet_is_left_to_the_diff() {
        let before = json!({"role": "viewer", "gone": 1, "text": "a"});
        let after = json!({"role": "admin", "nodes": {"node-a": true}, "list": ["x", "y"], "text": "b"});
        let found: Vec<_> =
            rows(&before, &after).into_iter().map(|row| (row.name, row.before, row.after)).collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                ("list".to_owned(), None, some("x, y")),
                ("nodes.node-a".to_owned(), None, some("true")),
                ("role".to_owned(), some("viewer"), some("admin")),
                ("gone".to_owned(), some("1"), None),
            ]
        );
    }
}
