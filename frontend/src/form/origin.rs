//! Who makes the rule of a field: an agent, a manual, an RFC; and the page that says more.

use gateway::field::Field;
use gateway::text::Text;
use leptos::prelude::*;

use super::problems::HelpLink;
use crate::language::{explain, say};
use crate::words;

/// The origin of a field's rule.
#[component]
pub(super) fn Origin(field: &'static Field) -> impl IntoView {
    let link = field.page.map(|page| view! { " · " <HelpLink code=page.to_owned()/> });
    view! {
        <span class="origin">
            <span class="visually-hidden">{say(words::RULE_OF)}": "</span>
            {explain(Text::new(field.origin, field.origin))}
            {link}
        </span>
    }
}
