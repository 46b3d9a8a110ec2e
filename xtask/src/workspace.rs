//! Where the workspace and its build output are, and how other programs are run in it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The directories of the workspace, as cargo knows them.
pub(crate) struct Workspace {
    /// The directory of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds: `CARGO_TARGET_DIR` and cargo's own settings may have moved it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn find() -> Result<Self> {
        let metadata = read_output(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
        let metadata: serde_json::Value =
            serde_json::from_str(&metadata).context("cannot read what `cargo metadata` wrote")?;
        let directory = |key: &str| {
            let path = metadata[key].as_str();
            path.map(PathBuf::from).with_context(|| format!("`cargo metadata` names no {key}"))
        };
        Ok(Self { root: directory("workspace_root")?, target: directory("target_directory")? })
    }

    /// Runs cargo at the root and lets it talk to the user.
    pub(crate) fn run_cargo(&self, arguments: &[&str]) -> Result<()> {
        let status = cargo().args(arguments).current_dir(&self.root).status().context("cannot run cargo")?;
        ensure!(status.success(), "`cargo {}` failed", arguments.join(" "));
        Ok(())
    }

    /// Runs cargo at the root for what it writes to standard output.
    pub(crate) fn ask_cargo(&self, arguments: &[&str]) -> Result<String> {
        read_output(cargo().args(arguments).current_dir(&self.root))
    }
}

fn read_output(cargo: &mut Command) -> Result<String> {
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "cargo failed ({cargo:?})");
    String::from_utf8(output.stdout).context("cargo wrote something that is not text")
}

/// The cargo that started this program, so that both use the same toolchain.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
