//! What is around every page: the way around, language and theme, and what holds for all pages.

mod account_menu;
pub(crate) mod signed_out;

use gateway::api::people::Role;
use gateway::text::{Language, Text};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::use_path;
use crate::api::DOCUMENTATION;
use crate::language::{choose, explain, say, use_language};
use crate::link::Link;
use crate::palette::{Palette, provide_palette};
use crate::session::{Who, may, use_visit};
use crate::shortcuts::{Shortcuts, provide_shortcuts};
use crate::theme::{ThemeSwitch, provide_theme};
use crate::toast::provide_toasts;
use crate::toast::view::Toasts;
use crate::{then, words};
use account_menu::AccountMenu;
use signed_out::SignedOut;

/// Header, banners and the page.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    provide_theme();
    provide_toasts();
    provide_shortcuts();
    provide_palette();
    let visit = use_visit();
    let is_demo = move || visit.who.with(|who| matches!(who, Who::Account(session) if session.demo));
    let is_known = Memo::new(move |_| visit.who.with(|who| matches!(who, Who::Account(_))));
    let may_manage = may(Role::Admin);
    let path = use_path();
    let navigate = use_navigate();
    Effect::new(move |_| {
        // Whoever has signed in with another server comes back to the first page.
        let then = is_known.get().then(then::take).flatten();
        if let Some(then) = then.filter(|_| path.with_untracked(|path| path == "/")) {
            navigate(&then, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let error = Memo::new(move |_| match visit.who.get() {
        Who::NoServer(error) => Some(error).filter(|_| path.with(|path| needs_server(path))),
        Who::Asked | Who::Account(_) | Who::Nobody => None,
    });
    view! {
        <a class="skip" href="#main" rel="external">{say(words::SKIP)}</a>
        <header class="header">
            <div class="header-row">
                <Link href="/" attr:class="product">{say(words::PRODUCT)}</Link>
                <nav aria-label=say(words::MAIN_NAVIGATION)>
                    <Link href="/" exact=true>{say(words::GATEWAYS)}</Link>
                    <Link href="/nodes">{say(words::NODES)}</Link>
                    <Link href="/check">{say(words::CHECK)}</Link>
                    <Show when=move || is_known.get()><Link href="/audit">{say(words::AUDIT)}</Link></Show>
                    <Show when=move || may_manage.get() && is_known.get()><Link href="/users">{say(words::USERS)}</Link></Show>
                    <Link href="/help">{say(words::HELP)}</Link>
                    <a href=DOCUMENTATION rel="external">{say(words::API_DOCUMENTATION)}</a>
                </nav>
                <div class="choices">
                    <Palette/>
                    <LanguageSwitch/>
                    <ThemeSwitch/>
                    <AccountMenu/>
                </div>
            </div>
            <Show when=is_demo>
                <p class="banner demo" id="demo">{say(words::DEMO)}</p>
            </Show>
            {move || error.get().map(|error| view! {
                <div class="banner error" role="alert">
                    {explain(error.message())} " " {say(words::NO_SERVER)}
                    <button type="button" on:click=move |_| visit.begin()>{say(words::TRY_AGAIN)}</button>
                </div>
            })}
            <SignedOut/>
        </header>
        <main id="main" tabindex="-1">{children()}</main>
        <Shortcuts/>
        <Toasts/>
    }
}

/// Whether the page at a path does less without a server: nobody misses it on those that need none.
fn needs_server(path: &str) -> bool {
    path != "/check" && path != "/help" && !path.starts_with("/help/")
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let language = use_language();
    let button = |each: Language, name: &'static str| {
        view! {
            <button type="button" lang=each.tag()
                aria-pressed=move || if language.get() == each { "true" } else { "false" }
                on:click=move |_| choose(language, each)>{name}</button>
        }
    };
    view! {
        <div class="languages" role="group" aria-label=say(words::LANGUAGE)>
            {button(Language::English, "English")}
            {button(Language::Chinese, "中文")}
        </div>
    }
}

/// The title of a page, in its heading and in the browser's list of pages. Whoever comes from another page of the app
/// starts to read here.
#[component]
pub(crate) fn Heading(#[prop(into)] title: Signal<String>) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    let visited = expect_context::<crate::pages::Visited>();
    Effect::new(move |_| {
        document().set_title(&format!("{} · {}", title.get(), words::PRODUCT.en));
    });
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && visited.is_further()
        {
            // A heading with a tabindex takes the focus.
            let _ = heading.focus();
        }
    });
    view! { <h1 tabindex="-1" node_ref=heading>{title}</h1> }
}

/// The same title in both languages.
pub(crate) fn heading(title: Text) -> impl IntoView {
    view! { <Heading title=say(title)/> }
}
