//! Which fields of a form stand where: first what must be chosen and what decides who gets in, then all that has a default.

use gateway::field::{Absent, Field, Input};
use leptos::prelude::*;

use super::Form;
use super::entry::Entry;
use super::group::{Group, MoreOptions};
use super::rows::Rows;
use super::start::fields;

/// The whole form.
#[component]
pub(crate) fn Fields(form: Form) -> impl IntoView {
    let (first, further): (Vec<_>, Vec<_>) = fields(form.kind).partition(|field| is_first(field));
    let views = |fields: Vec<&'static Field>| {
        fields.into_iter().map(|field| field_view(form, field, "", Help::Shown)).collect_view()
    };
    let (groups, options): (Vec<_>, Vec<_>) =
        further.into_iter().partition(|field| matches!(field.input, Input::Group(_)));
    view! {
        {views(first)}
        <MoreOptions form fields=options at=String::new() help=Help::Shown/>
        {views(groups)}
    }
}

/// Whether a field is shown at once: what must be chosen, what decides who gets in, and what else has rows.
fn is_first(field: &Field) -> bool {
    let is_list = matches!(field.input, Input::Rows(..) | Input::Lines(_));
    field.absent == Absent::Missing || is_list
}

/// Whether a field explains itself; in a list of rows, the first row does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Help {
    Shown,
    ReadOut,
}

/// A field of the record at `parent`.
pub(super) fn field_view(form: Form, field: &'static Field, parent: &str, help: Help) -> AnyView {
    let at = format!("{parent}/{}", field.key);
    match &field.input {
        Input::Group(of_group) => view! { <Group form field of_group at/> }.into_any(),
        Input::Rows(of_row, row_name) => {
            view! { <Rows form field of_row row_name=row_name.clone() at/> }.into_any()
        }
        Input::Text(_) | Input::Number(_) | Input::Secret | Input::Choice(_) | Input::Lines(_) => {
            view! { <Entry form field at help/> }.into_any()
        }
    }
}
