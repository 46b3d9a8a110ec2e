//! Where the scripted programs of all nodes are played: one cluster, and what a test wants to happen in between.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, thread};

use sds_gateway::node::simulated::cluster::Cluster;

use super::agents::Agents;
use super::drbd::Drbd;
use super::node::Node;
use super::play::{self, files};
use super::wire::{Act, Call, SOCKET};

/// What becomes of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// It is played.
    Continue,
    /// It does nothing and never ends, until whoever called goes away.
    Hang,
    /// It fails with a code and these words on its standard error.
    Fail(i32, String),
    /// It succeeds and says this, and nothing happens.
    Say(String),
}

/// Decides about calls.
pub(super) type Hook = Arc<dyn Fn(&Call) -> Reaction + Send + Sync>;

/// The cluster that all nodes share.
pub struct Stage {
    /// What the daemons do.
    pub cluster: Cluster,
    nodes: BTreeMap<String, Arc<Node>>,
    drbd: Mutex<Drbd>,
    agents: Mutex<Agents>,
    hook: Mutex<Option<Hook>>,
    calls: Mutex<Vec<Call>>,
    is_closed: AtomicBool,
}

impl Stage {
    /// Starts the daemons of the nodes and plays their programs from now on.
    pub(super) fn open(nodes: Vec<Arc<Node>>, cluster: Cluster) -> Arc<Self> {
        let nodes: BTreeMap<String, Arc<Node>> =
            nodes.into_iter().map(|node| (node.name().to_owned(), node)).collect();
        let stage = Arc::new(Self {
            cluster,
            drbd: Mutex::new(Drbd::new(nodes.keys().cloned().collect())),
            nodes,
            agents: Mutex::default(),
            hook: Mutex::default(),
            calls: Mutex::default(),
            is_closed: AtomicBool::new(false),
        });
        for node in stage.nodes.values() {
            stage.restart_daemon(node);
            let path = node.home().join(&SOCKET[1..]);
            let listener = UnixListener::bind(&path).expect("a socket in the node's own directory");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).expect("our socket");
            let stage = Arc::clone(&stage);
            thread::spawn(move || stage.listen(&listener));
        }
        stage
    }

    /// A node.
    ///
    /// # Panics
    ///
    /// If there is none of this name.
    pub(super) fn node(&self, name: &str) -> &Arc<Node> {
        self.nodes.get(name).unwrap_or_else(|| panic!("there is a node {name}"))
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Arc<Node>> {
        self.nodes.values()
    }

    /// What DRBD knows; whatever a daemon looks after is among it.
    pub(super) fn drbd(&self) -> MutexGuard<'_, Drbd> {
        let resources = self.cluster.resources();
        let mut drbd = lock(&self.drbd);
        drbd.meet(&resources);
        drbd
    }

    /// What the agents have made.
    pub(super) fn agents(&self) -> MutexGuard<'_, Agents> {
        lock(&self.agents)
    }

    /// Lets everything appear that should be there by now, and disappear that should not.
    pub(super) fn settle(&self) {
        self.watch();
        self.agents().settle(self);
    }

    pub(super) fn set_hook(&self, hook: Option<Hook>) {
        *lock(&self.hook) = hook;
    }

    pub(super) fn calls(&self) -> Vec<Call> {
        lock(&self.calls).clone()
    }

    pub(super) fn forget_calls(&self) {
        lock(&self.calls).clear();
    }

    /// Starts the daemon of a node with the files that are there.
    pub(super) fn restart_daemon(&self, node: &Node) {
        node.state().seen = files::seen(node);
        let files = files::enabled(node);
        self.cluster.boot(node.name(), files.as_deref().unwrap_or_default());
        // A file that is no text keeps it from starting.
        if files.is_none() {
            self.cluster.exit(node.name());
        }
    }

    /// Lets the daemon of a node read its files again. Nobody is told whether it could.
    pub(super) fn reload(&self, node: &Node) {
        node.state().seen = files::seen(node);
        if let Some(files) = files::enabled(node).filter(|_| !self.cluster.has_exited(node.name())) {
            self.cluster.reload(node.name(), &files);
        }
    }

    /// Does what the path units of the nodes do when something has changed in the snippets directory.
    fn watch(&self) {
        for node in self.nodes.values() {
            let watches =
                node.state().units.get(play::RELOAD_PATH).is_some_and(|unit| unit.active == "active");
            if watches && files::seen(node) != node.state().seen {
                self.reload(node);
            }
        }
    }

    /// Ends the nodes, and with them all calls.
    pub(super) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.set_hook(None);
        *self.agents() = Agents::default();
        thread::scope(|scope| {
            for node in self.nodes.values() {
                scope.spawn(|| node.end());
            }
        });
        for node in self.nodes.values() {
            // Whoever listens looks up, and ends.
            let _ = UnixStream::connect(node.home().join(&SOCKET[1..]));
        }
    }

    fn listen(self: Arc<Self>, listener: &UnixListener) {
        for stream in listener.incoming() {
            if self.is_closed.load(Ordering::SeqCst) {
                return;
            }
            let Ok(stream) = stream else { continue };
            let stage = Arc::clone(&self);
            thread::spawn(move || {
                // Whoever called and went away has ended the call.
                let _ = stage.answer(stream);
            });
        }
    }

    fn answer(&self, stream: UnixStream) -> io::Result<()> {
        let mut line = String::new();
        let mut reader = BufReader::new(stream.try_clone()?);
        reader.read_line(&mut line)?;
        let call: Call = serde_json::from_str(&line).map_err(io::Error::other)?;
        lock(&self.calls).push(call.clone());
        let hook = lock(&self.hook).clone();
        let reaction = hook.map_or(Reaction::Continue, |hook| hook(&call));
        let mut talk = Talk { stream };
        match reaction {
            Reaction::Continue => {
                self.settle();
                let code = play::play(self, &call, &mut talk);
                self.settle();
                let code = code?;
                talk.act(&Act::Exit(code))
            }
            Reaction::Hang => reader.read_to_end(&mut Vec::new()).map(drop),
            Reaction::Fail(code, reason) => {
                talk.err(&reason)?;
                talk.act(&Act::Exit(code))
            }
            Reaction::Say(text) => {
                talk.out(&text)?;
                talk.act(&Act::Exit(0))
            }
        }
    }
}

/// What a called program says. Every method fails once whoever called has gone away, and the call ends with that.
pub(super) struct Talk {
    stream: UnixStream,
}

impl Talk {
    /// Writes to its standard output.
    pub(super) fn out(&mut self, text: &str) -> io::Result<()> {
        self.act(&Act::Out(text.to_owned()))
    }

    /// Writes a line to its standard error.
    pub(super) fn err(&mut self, line: &str) -> io::Result<()> {
        self.act(&Act::Err(format!("{line}\n")))
    }

    /// Becomes another program.
    pub(super) fn become_program(&mut self, argv: &[String]) -> io::Result<()> {
        self.act(&Act::Become(argv.to_vec()))
    }

    fn act(&mut self, act: &Act) -> io::Result<()> {
        let mut line = serde_json::to_string(act).map_err(io::Error::other)?;
        line.push('\n');
        self.stream.write_all(line.as_bytes())
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
