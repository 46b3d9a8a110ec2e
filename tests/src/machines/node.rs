//! A node: process 1 of its own namespaces, with an sshd and a root directory of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::state::NodeState;

/// The snippets directory, as the node sees it.
pub const SNIPPETS: &str = "/etc/drbd-reactor.d";

/// How long anything may take that is not about time.
pub(super) const LIMIT: Duration = Duration::from_secs(20);

/// How the nodes of this process are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// By namespaces, that of the network among them: each node has its own address.
    Network,
    /// By namespaces without the network: all nodes share 127.0.0.1.
    Ports,
    /// As [`Isolation::Ports`], by a user who is root in a namespace only.
    User,
}

impl Isolation {
    /// What this machine allows.
    ///
    /// # Panics
    ///
    /// If it allows nothing.
    pub fn probe() -> Self {
        let allows = |isolation: Self, argv: &[&str]| {
            let mut command = Command::new("unshare");
            command.args(isolation.unshare()).arg("--fork").args(argv);
            command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
        };
        if allows(Self::Network, &["ip", "link", "add", "one", "type", "veth", "peer", "name", "other"]) {
            Self::Network
        } else if allows(Self::Ports, &["true"]) {
            Self::Ports
        } else if allows(Self::User, &["true"]) {
            Self::User
        } else {
            panic!(
                "test nodes need unshare(1) of util-linux and namespaces for mounts, names and processes: run the tests \
                 as root, or allow user namespaces and give the user a range in /etc/subuid and /etc/subgid"
            )
        }
    }

    fn unshare(self) -> &'static [&'static str] {
        match self {
            Self::Network => &["--net", "--mount", "--uts", "--pid"],
            Self::Ports => &["--mount", "--uts", "--pid"],
            Self::User => &["--user", "--map-root-user", "--map-auto", "--mount", "--uts", "--pid"],
        }
    }
}

/// A node of a test cluster.
pub struct Node {
    name: String,
    address: String,
    port: u16,
    /// The directory outside that became its root.
    home: PathBuf,
    /// Process 1 of the node, as seen from here.
    process: u32,
    pub(super) isolation: Isolation,
    /// `unshare`, and its standard input: the node lives until that is closed.
    child: Mutex<Option<(Child, ChildStdin)>>,
    state: Mutex<NodeState>,
}

/// A node whose first process runs and waits for its network.
pub(super) struct Begun {
    pub(super) process: u32,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    isolation: Isolation,
    home: PathBuf,
}

impl Begun {
    /// Starts process 1 of a node over a directory.
    pub(super) fn spawn(name: &str, home: &Path, scripted: &Path, isolation: Isolation) -> (Child, PathBuf) {
        let mut command = Command::new("unshare");
        command.args(isolation.unshare()).args(["--fork", "--kill-child", "/bin/sh", "-c"]);
        command.args([include_str!("boot.sh"), "boot"]).arg(home).arg(name).arg(scripted);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.spawn().expect("unshare, of Debian's package util-linux, is installed");
        (child, home.to_owned())
    }

    /// Waits until the first process has said its number.
    pub(super) fn of((mut child, home): (Child, PathBuf), isolation: Isolation) -> Self {
        let input = child.stdin.take().expect("a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let process = read_line(&mut output).parse().expect("the number of a process");
        Self { process, child, input, output, isolation, home }
    }

    /// Tells the first process that its network is there; it then starts the sshd.
    pub(super) fn give_network(&mut self, addresses: &str) {
        writeln!(self.input, "{addresses}").expect("process 1 of the node reads");
    }

    /// Waits until the sshd answers.
    pub(super) fn finish(mut self, name: &str, address: &str, port: u16) -> Node {
        assert_eq!(read_line(&mut self.output), "ready", "the node {name} boots");
        let node = Node {
            name: name.to_owned(),
            address: address.to_owned(),
            port,
            home: self.home,
            process: self.process,
            isolation: self.isolation,
            child: Mutex::new(Some((self.child, self.input))),
            state: Mutex::new(NodeState::default()),
        };
        node.wait_for_sshd();
        node
    }
}

fn read_line(output: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    output.read_line(&mut line).expect("process 1 of the node writes");
    line.trim_end().to_owned()
}

impl Node {
    /// Its name, which is also what `uname -n` says there.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of its sshd.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The port of its sshd.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its root as it is seen from outside, with everything that is mounted there.
    ///
    /// A link with an absolute target leads out of it: those are for the node's own eyes.
    pub fn root(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}/root", self.process))
    }

    /// Its snippets directory as it is seen from outside.
    pub fn snippets(&self) -> PathBuf {
        self.root().join(&SNIPPETS[1..])
    }

    /// Names and contents of the files in its snippets directory; what is no text is shown as such.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(self.snippets()).expect("a directory") {
            let entry = entry.expect("an entry");
            if let Ok(content) = fs::read(entry.path()) {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.insert(name, String::from_utf8_lossy(&content).into_owned());
            }
        }
        files
    }

    /// Puts a file into its snippets directory, past the server and the daemon.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.snippets().join(file), text).expect("a file");
    }

    /// Runs a program there as root, without sshd.
    ///
    /// # Panics
    ///
    /// If it cannot be started.
    pub fn inside(&self, argv: &[&str]) -> Output {
        self.enter(argv).output().expect("nsenter, of Debian's package util-linux, is installed")
    }

    /// As [`Node::inside`], and it must succeed.
    pub(super) fn must(&self, argv: &[&str]) {
        let output = self.inside(argv);
        assert!(
            output.status.success(),
            "{argv:?} on {}: {}",
            self.name,
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// A program that will be run there as root.
    pub(super) fn enter(&self, argv: &[&str]) -> Command {
        let mut command = Command::new("nsenter");
        command.arg("--target").arg(self.process.to_string());
        command.args(["--mount", "--uts", "--pid", "--net", "--root", "--wd"]);
        if self.isolation == Isolation::User {
            command.arg("--user");
        }
        command.arg("--").args(argv).stdin(Stdio::null());
        command.env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    /// The directory outside that became its root.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// Process 1, as seen from here.
    pub(super) fn process(&self) -> u32 {
        self.process
    }

    /// What its scripted programs know.
    pub fn state(&self) -> MutexGuard<'_, NodeState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until its sshd takes connections.
    pub(super) fn wait_for_sshd(&self) {
        let at: SocketAddr = format!("{}:{}", self.address, self.port).parse().expect("an address");
        poll(&format!("the sshd of {}", self.name), || TcpStream::connect_timeout(&at, LIMIT).is_ok());
    }

    /// Ends it, with all of its processes and mounts. Fine if it has ended.
    pub fn end(&self) {
        let child = self.child.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((mut child, input)) = child {
            drop(input);
            // The end of its input ends it; that it also ends when process 1 is stuck is worth a signal.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits until something is so.
///
/// # Panics
///
/// If it does not come to that.
pub fn poll(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + LIMIT;
    while !is_so() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(3));
    }
}
