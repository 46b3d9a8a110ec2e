//! Where somebody wanted to go before they had to sign in.

use crate::storage;

/// The path, if it is one of this app: whoever signs in must not land on a page of somebody else.
pub(crate) fn path_of_app(wanted: &str) -> Option<&str> {
    let rest = wanted.strip_prefix('/')?;
    // Browsers take `//name` and `/\name` for another site, and leave out tabs and line ends before they look.
    let is_plain = !wanted.chars().any(|c| c.is_control() || c == '\\');
    let is_of_app = !rest.starts_with('/') && !rest.starts_with("api/") && !rest.starts_with("sign-in");
    Some(wanted).filter(|_| is_plain && is_of_app)
}

const KEY: &str = "then";

/// Keeps the path in this tab, for somebody who leaves the app to sign in with another server.
pub(crate) fn keep(then: &str) {
    // Where nothing is kept, they come back to the first page.
    let _ = storage::keep_in_tab(KEY, then);
}

/// Takes the path that was kept.
pub(crate) fn take() -> Option<String> {
    let then = storage::find_in_tab(KEY)?;
    storage::forget_in_tab(KEY);
    path_of_app(&then).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::path_of_app;

    #[test]
    fn only_a_path_of_this_app_is_gone_to_after_signing_in() {
        for path in ["/", "/audit?action=sign-in", "/gateways/r0", "/gateways/r0/edit"] {
            assert_eq!(path_of_app(path), Some(path));
        }
        let others = [
            "",
            "audit",
            "https://example.com/",
            "//example.com",
            "/\\example.com",
            "/\t/example.com",
            "\\\\example.com",
            "javascript:alert(1)",
            "/a\\b",
            "/api/v1/session",
            "/sign-in",
            "/sign-in?then=/",
        ];
        for other in others {
            assert_eq!(path_of_app(other), None, "{other:?}");
        }
    }
}
