//! `cargo xtask purity`: the model compiles for the browser, and nothing in it depends on where it runs.

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// What must not be among the model's dependencies, and what it would bring in.
///
/// The model gives the same bytes for the same input in the browser, on the server and on the command line; each of
/// these is a way for the surroundings to get in. `shared/clippy.toml` bans the standard library's ways.
const IMPURE: &[(&str, &[&str])] = &[
    (
        "runs tasks or waits for something",
        &["async-std", "futures-executor", "mio", "rayon", "smol", "tokio", "wasm-bindgen-futures"],
    ),
    (
        "talks to the network",
        &["axum", "gloo-net", "hyper", "reqwest", "socket2", "tower", "ureq", "utoipa-axum"],
    ),
    ("keeps something outside", &["dirs", "notify", "rusqlite", "rust-embed", "sqlx", "tempfile", "walkdir"]),
    ("asks the operating system", &["libc", "nix", "rustix", "whoami", "winapi", "windows-sys"]),
    ("asks the browser", &["js-sys", "leptos", "wasm-bindgen", "web-sys"]),
    ("reads a clock", &["chrono", "instant", "jiff", "time", "web-time"]),
    ("draws lots", &["fastrand", "getrandom", "rand", "rand_core"]),
    ("logs", &["env_logger", "log", "tracing", "tracing-core"]),
];

const PLATFORM: &str = "wasm32-unknown-unknown";

/// Checks crate `gateway` as the browser gets it: with its default features, without programs that run at build time.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    workspace.run_cargo(&["check", "--quiet", "--package=gateway", "--target", PLATFORM])?;
    let edges = "--edges=normal,no-proc-macro";
    let tree = workspace.ask_cargo(&[
        "tree",
        "--package=gateway",
        edges,
        "--target",
        PLATFORM,
        "--prefix=none",
        "--no-dedupe",
    ])?;
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();

    let mut found = Vec::new();
    for (deed, names) in IMPURE {
        for name in names.iter().filter(|name| crates.contains(name)) {
            found.push(format!(
                "`{name}`, which {deed} (`cargo tree -p gateway -i {name}` says who wants it)"
            ));
        }
    }
    if !found.is_empty() {
        bail!("crate `gateway` must be pure, but it depends on {}", found.join(" and on "));
    }
    println!(
        "crate `gateway` is pure: it compiles for {PLATFORM}, and none of its dependencies looks outside"
    );
    Ok(())
}
