//! `cargo xtask bench`: the cases of `tests/bench` as a module that a browser loads, in `target/bench-browser/`.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::workspace::Workspace;

const CRATE: &str = "gateway-bench";

/// Builds the module as `cargo xtask web` builds the app, so that what is measured is what users wait for.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let platform = "wasm32-unknown-unknown";
    workspace.run_cargo(&["build", "--lib", "--profile=web", "--target", platform, "--package", CRATE])?;
    // Cargo writes the `-` of a package as `_` in the name of its library.
    let compiled = workspace.target.join(platform).join("web").join("gateway_bench.wasm");
    let built = workspace.target.join("bench-browser");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).web(true)?.typescript(false).out_name("bench");
    bindgen.generate(&built).with_context(|| format!("wasm-bindgen cannot write {}", built.display()))
}
