//! A snippet as the units that the daemon makes of it: the drop-ins that it writes for systemd.

use gateway::secret::is_secret;
use gateway::snippet::read::resources;
use gateway::unit::drop_in::drop_ins;
use leptos::prelude::*;

use super::SecretsButton;
use crate::language::{explain, say};
use crate::words;

/// What a line of the unit of an agent begins with, before the name of its parameter.
const PARAMETER: &str = "Environment=OCF_RESKEY_";

/// Every drop-in with its path and its lines.
#[component]
pub(super) fn UnitFiles(text: Signal<String>) -> impl IntoView {
    let files = Memo::new(move |_| {
        let resources = text.with(|text| resources(text)).unwrap_or_default();
        resources.iter().flat_map(drop_ins).map(|file| (file.path(), file.lines)).collect::<Vec<_>>()
    });
    let shows_secrets = RwSignal::new(false);
    let has_secrets = Memo::new(move |_| {
        files.with(|files| files.iter().flat_map(|(_, lines)| lines).any(|line| secret_in(line).is_some()))
    });
    view! {
        <p class="muted">{explain(words::AS_UNITS_HOW)}</p>
        <div class="preview unit-files" class:shows-secrets=shows_secrets>
            <Show when=move || has_secrets.get()>
                <div class="actions"><SecretsButton shows_secrets/></div>
            </Show>
            <For each=move || files.get() key=Clone::clone let((path, lines))>{unit_file(path, lines)}</For>
        </div>
        <Show when=move || files.with(Vec::is_empty)><p class="muted">{say(words::NO_UNIT_FILES)}</p></Show>
    }
}

fn unit_file(path: String, lines: Vec<String>) -> AnyView {
    let label = path.clone();
    let lines = lines.into_iter().map(|line| match secret_in(&line) {
        Some(at) => {
            let (name, value) = (line[..at].to_owned(), line[at..].to_owned());
            view! { <span class="key">{name}</span><span class="secret">{value}</span>"\n" }.into_any()
        }
        None => match line.split_once('=') {
            Some((key, value)) => view! {
                <span class="key">{key.to_owned()}</span>"="<span class="value">{value.to_owned()}</span>"\n"
            }
            .into_any(),
            None => view! { <span class="table-head">{line}</span>"\n" }.into_any(),
        },
    });
    view! {
        <section class="unit-file">
            <h3><code>{path}</code></h3>
            <pre class="diff coloured" tabindex="0" role="region" aria-label=label><code>{lines.collect_view()}</code></pre>
        </section>
    }
    .into_any()
}

/// Where the value of a secret begins; none where the line has none.
fn secret_in(line: &str) -> Option<usize> {
    let (name, value) = line.strip_prefix(PARAMETER)?.split_once('=')?;
    (is_secret(name) && value != ESCAPED_MASK).then(|| PARAMETER.len() + name.len() + 1)
}

/// `***` as the daemon would write it: what is covered already needs no cover.
const ESCAPED_MASK: &str = "\\x2a\\x2a\\x2a";
