//! Where the app lies: at the root of a server, or in any folder of static files.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{HtmlScriptElement, Url};

/// The path of the folder in which the app lies, without the slash at its end: empty at the root.
///
/// The script that started the app lies there, too, whatever page of the app was opened.
pub(crate) fn base() -> &'static str {
    static BASE: OnceLock<String> = OnceLock::new();
    BASE.get_or_init(find_base)
}

fn find_base() -> String {
    let script = document().query_selector("script[type=module][src]").ok().flatten();
    let source =
        script.and_then(|script| script.dyn_into::<HtmlScriptElement>().ok()).map(|script| script.src());
    let path = source.and_then(|source| Url::new(&source).ok()).map(|url| url.pathname()).unwrap_or_default();
    path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}

/// The address of a page of the app, for links that the router does not make.
pub(crate) fn within(path: &str) -> String {
    format!("{}{path}", base())
}

/// The path of the page that is shown, as the routes name it.
pub(crate) fn use_path() -> Memo<String> {
    let (base, pathname) = (base(), use_location().pathname);
    Memo::new(move |_| {
        pathname.with(|path| match path.strip_prefix(base) {
            Some("") | None => "/".to_owned(),
            Some(path) => path.to_owned(),
        })
    })
}
