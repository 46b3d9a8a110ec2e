//! What a machine answers to the scripts that ask it: made by hand for one that is as it should be, changed record by
//! record, or got from this machine.

use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use std::{fs, process, thread};

use async_trait::async_trait;
use sds_gateway::needs::Needs;
use sds_gateway::node::machine::{Command, Machine, MachineError, Output};
use sds_gateway::probe::Ask;
use tempfile::TempDir;

/// The records of an answer, in order.
#[derive(Clone, Debug, Default)]
pub struct Answer(Vec<(String, String, i32, String)>);

impl Answer {
    /// The same answer with another record in the place of all of this kind about this thing.
    #[must_use]
    pub fn with(mut self, what: &str, which: &str, code: i32, text: &str) -> Self {
        self = self.without(what, which);
        self.0.push((what.into(), which.into(), code, text.into()));
        self
    }

    /// The same answer without what it has of this thing.
    #[must_use]
    pub fn without(mut self, what: &str, which: &str) -> Self {
        self.0.retain(|(other, thing, ..)| (&**other, &**thing) != (what, which));
        self
    }

    /// The same answer with one record more.
    #[must_use]
    pub fn and(mut self, what: &str, which: &str, text: &str) -> Self {
        self.0.push((what.into(), which.into(), 0, text.into()));
        self
    }

    /// The bytes that a machine would have written.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (what, which, code, text) in &self.0 {
            bytes.extend(format!("{what}\0{which}\0{code}\0{text}\0").into_bytes());
        }
        bytes.extend(b"end\0\x000\0\0");
        bytes
    }
}

/// The snippet of a golden file.
pub fn snippet(golden: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(golden).with_extension("toml");
    fs::read_to_string(file).expect("a golden file")
}

/// What the gateway of a golden file needs.
pub fn needs(golden: &str) -> Needs {
    let mut needs = Needs::of_snippet(&snippet(golden)).expect("a snippet");
    assert_eq!(needs.len(), 1, "one resource");
    needs.remove(0)
}

/// Programs that are found before those of this machine.
pub struct Programs(TempDir);

impl Programs {
    /// Programs by name, each with what it does in the words of `sh`.
    pub fn new(programs: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        for (name, does) in programs {
            let file = directory.path().join(name);
            fs::write(&file, format!("#!/bin/sh\n{does}\n")).expect("a writable directory");
            fs::set_permissions(&file, Permissions::from_mode(0o755)).expect("our file");
        }
        Self(directory)
    }
}

/// The shells of this machine that may be the `sh` of a node.
pub fn shells() -> impl Iterator<Item = &'static str> {
    let is_there = |shell: &&str| ["/bin", "/usr/bin"].iter().any(|bin| Path::new(bin).join(shell).exists());
    ["sh", "dash", "bash"].into_iter().filter(is_there)
}

/// This machine, which runs what it gets in its own shell.
pub struct Here;

#[async_trait]
impl Machine for Here {
    async fn run(&self, command: &Command<'_>) -> Result<Output, MachineError> {
        let (stdout, code) = run("sh", None, command.argv, command.input);
        Ok(Output { code, stdout, stderr: String::new() })
    }
}

/// Puts a question to this machine through a shell, as a login would.
pub fn ask_here(shell: &str, programs: Option<&Programs>, ask: &Ask) -> Vec<u8> {
    let (stdout, code) = run(shell, programs, &ask.argv(), ask.input());
    assert_eq!(code, Some(0), "{shell}");
    stdout
}

fn run(shell: &str, programs: Option<&Programs>, argv: &[&str], input: &[u8]) -> (Vec<u8>, Option<i32>) {
    assert_eq!(argv[0], "sh");
    let own = programs.map(|programs| format!("{}:", programs.0.path().display())).unwrap_or_default();
    let mut child = process::Command::new(shell)
        .args(&argv[1..])
        .env("PATH", format!("{own}/usr/bin:/bin"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut stdin = child.stdin.take().expect("its standard input");
    let input = input.to_vec();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("a writer").expect("a shell that reads its script to the end");
    assert!(output.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    (output.stdout, output.status.code())
}
