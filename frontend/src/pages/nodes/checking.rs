//! Looking whether a node is ready, when somebody asks for it.

use gateway::api::nodes::{Aspect, NodeCheck, Reach};
use gateway::api::people::Role;
use leptos::prelude::*;

use crate::findings::Findings;
use crate::language::{explain, say, tell};
use crate::notice::Failure;
use crate::session::{may, use_api};
use crate::words;

/// What is asked of the node.
#[derive(Clone, Copy)]
enum Question {
    /// Whether it is ready.
    Ready,
    /// The same, after the units that reload the daemon have been installed.
    InstallReload,
}

/// The button, and what was found.
#[component]
pub(super) fn Checking(node: String, reach: Reach) -> impl IntoView {
    let api = use_api();
    let title = words::findings_on(&node);
    let ask = Action::new_local(move |question: &Question| {
        let (node, question) = (node.clone(), *question);
        async move {
            match question {
                Question::Ready => api.check_node(&node).await,
                Question::InstallReload => api.install_reload_units(&node).await,
            }
        }
    });
    // What was found stays in sight when a later question has no answer.
    let found = Memo::new(move |before: Option<&Option<Vec<NodeCheck>>>| match ask.value().get() {
        Some(Ok(checks)) => Some(checks),
        Some(Err(_)) | None => before.cloned().flatten(),
    });
    let failure = move || match ask.value().get() {
        Some(Err(error)) => Some(view! { <Failure error/> }),
        Some(Ok(_)) | None => None,
    };
    let is_pending = ask.pending();
    let runs_daemon = match reach {
        Reach::Local | Reach::Ssh => true,
        Reach::Directory | Reach::Simulated => false,
    };
    let may_install = may(Role::Admin);
    let lacks_reload = move || {
        found.with(|found| {
            let mut checks = found.iter().flatten();
            may_install.get()
                && runs_daemon
                && checks.any(|check| check.check == Aspect::Reload && check.severity.is_some())
        })
    };
    let put = move |question| {
        move |_| {
            if !is_pending.get_untracked() {
                ask.dispatch(question);
            }
        }
    };
    // Not disabled: the button would lose the focus while the node is asked.
    let is_waiting = move || is_pending.get().then_some("true");
    let label = tell(move || if is_pending.get() { words::CHECKING } else { words::CHECK_NOW });
    view! {
        <button type="button" aria-disabled=is_waiting on:click=put(Question::Ready)>{label}</button>
        {failure}
        {move || found.get().map(|checks| view! {
            <section class="outcome checked" aria-label=say(title.clone())>
                <Findings checks/>
                <Show when=lacks_reload>
                    <div class="actions">
                        <button type="button" aria-disabled=is_waiting on:click=put(Question::InstallReload)>
                            {say(words::INSTALL_RELOAD)}
                        </button>
                        <span class="said">{explain(words::INSTALL_RELOAD_HOW)}</span>
                    </div>
                </Show>
            </section>
        })}
        <p class="visually-hidden" role="status">{tell(move || found.with(|found| match found {
            Some(checks) => words::found(checks.iter().filter(|check| check.severity.is_some()).count()),
            None => words::NOTHING,
        }))}</p>
    }
}
