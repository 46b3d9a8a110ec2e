//! Nodes as they are: a real sshd each, in namespaces of their own, with programs that one test plays together.

mod agents;
pub mod drbd;
mod faults;
mod keys;
mod network;
pub mod node;
mod play;
mod skeleton;
pub mod stage;
pub mod state;
pub mod wire;

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

use sds_gateway::node::simulated::cluster::{Cluster, Pace, Running};
use tempfile::TempDir;

use drbd::DrbdResource;
use keys::Keys;
use network::Link;
use node::{Begun, Isolation, Node, SNIPPETS};
use skeleton::ADMIN;
use stage::{Reaction, Stage};
use wire::Call;

/// A cluster of nodes that are reached over SSH. When it is dropped, nothing of it is left.
pub struct Machines {
    stage: Arc<Stage>,
    keys: Keys,
    /// Last, so that it outlives what uses it.
    _home: TempDir,
}

impl Machines {
    /// Starts nodes that do everything in little time.
    pub fn start(names: &[&str]) -> Self {
        Self::start_at(names, Pace::INSTANT)
    }

    /// Starts nodes whose gateways take their time to start and to stop.
    ///
    /// # Panics
    ///
    /// Where the machine lacks what nodes are made of; the text says what.
    pub fn start_at(names: &[&str], pace: Pace) -> Self {
        let isolation = Isolation::probe();
        let home = TempDir::new().expect("a temporary directory");
        // A login that is not root has to pass through.
        fs::set_permissions(home.path(), Permissions::from_mode(0o755)).expect("our directory");
        let keys = Keys::make(home.path(), names);
        let scripted = home.path().join("scripted");
        fs::copy(program("scripted"), &scripted).expect("the binary `scripted` of this package is built");
        // It plays `sudo`, too.
        fs::set_permissions(&scripted, Permissions::from_mode(0o4755)).expect("our file");

        let ports: Vec<u16> = match isolation {
            Isolation::Network => vec![22; names.len()],
            Isolation::Ports | Isolation::User => free_ports(names.len()),
        };
        let mut children = Vec::new();
        for (name, port) in names.iter().zip(&ports) {
            let root = home.path().join(name);
            skeleton::make(&root, name, *port, &keys).expect("the files of a node");
            children.push(Begun::spawn(name, &root, &scripted, isolation));
        }
        let mut begun: Vec<Begun> = children.into_iter().map(|child| Begun::of(child, isolation)).collect();
        let addresses = connect(&mut begun, isolation);
        let begun = begun.into_iter().zip(names).zip(addresses.iter().zip(&ports));
        let nodes: Vec<Arc<Node>> = begun
            .map(|((begun, name), (address, port))| Arc::new(begun.finish(name, address, *port)))
            .collect();
        let known: Vec<_> = nodes
            .iter()
            .map(|node| (node.name().to_owned(), node.address().to_owned(), node.port()))
            .collect();
        keys.introduce(&known);
        Self { stage: Stage::open(nodes, Cluster::new(pace)), keys, _home: home }
    }

    /// A node.
    ///
    /// # Panics
    ///
    /// If there is none of this name.
    pub fn node(&self, name: &str) -> Arc<Node> {
        Arc::clone(self.stage.node(name))
    }

    /// All nodes, by name.
    pub fn nodes(&self) -> Vec<Arc<Node>> {
        self.stage.nodes().cloned().collect()
    }

    /// The settings file of a server that logs in as root.
    pub fn settings(&self) -> String {
        self.settings_as("root")
    }

    /// The settings file of a server that logs in as somebody who needs `sudo`.
    pub fn settings_with_sudo(&self) -> String {
        self.settings_as(ADMIN)
    }

    fn settings_as(&self, user: &str) -> String {
        let mut text = format!("ssh_config = \"{}\"\n", self.ssh_config().display());
        for node in self.stage.nodes() {
            text.extend([format!(
                "\n[[node]]\nname = {:?}\naddress = {:?}\nuser = {user:?}\nport = {}\nidentity = \"{}\"\n\
                 directory = {SNIPPETS:?}\n",
                node.name(),
                node.address(),
                node.port(),
                self.keys.client().display(),
            )]);
        }
        text
    }

    /// The settings of an SSH client that knows all nodes.
    pub fn ssh_config(&self) -> PathBuf {
        self.keys.ssh_config()
    }

    /// Runs a program on a node over SSH, as root.
    ///
    /// # Panics
    ///
    /// If there is no `ssh` here.
    pub fn ssh(&self, node: &str, argv: &[&str]) -> Output {
        self.ssh_command("root", node, argv).output().expect("ssh runs")
    }

    /// Runs a program on a node over SSH, as the login that needs `sudo`.
    ///
    /// # Panics
    ///
    /// If there is no `ssh` here.
    pub fn ssh_as_admin(&self, node: &str, argv: &[&str]) -> Output {
        self.ssh_command(ADMIN, node, argv).output().expect("ssh runs")
    }

    /// A program that will run on a node.
    pub fn ssh_command(&self, user: &str, node: &str, argv: &[&str]) -> Command {
        let mut command = Command::new("ssh");
        command
            .arg("-F")
            .arg(self.ssh_config())
            .args(["-n", "-l", user, node, "--"])
            .arg(shell_words::join(argv));
        command
    }

    /// Asks this of every call of a scripted program, before it is played.
    pub fn hook(&self, hook: impl Fn(&Call) -> Reaction + Send + Sync + 'static) {
        self.stage.set_hook(Some(Arc::new(hook)));
    }

    /// Asks nothing any more. Calls that hang go on to hang.
    pub fn unhook(&self) {
        self.stage.set_hook(None);
    }

    /// Every call of a scripted program so far, oldest first.
    pub fn calls(&self) -> Vec<Call> {
        self.stage.calls()
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        self.stage.forget_calls();
    }

    /// What really runs of a resource, with the values that it was started with.
    pub fn running(&self, resource: &str) -> Option<Running> {
        self.stage.cluster.running(resource)
    }

    /// What all nodes share.
    pub fn cluster(&self) -> &Cluster {
        &self.stage.cluster
    }

    /// Lets DRBD know a resource, or know it otherwise.
    pub fn set_drbd(&self, resource: &str, state: DrbdResource) {
        self.stage.drbd().set(resource, state);
        self.stage.settle();
    }

    /// Lets DRBD know resources as a promoter wants them, before any daemon looks after them.
    pub fn add_drbd(&self, resources: &[&str]) {
        for resource in resources {
            self.stage.drbd().set(resource, DrbdResource::default());
        }
        self.stage.settle();
    }

    /// What DRBD knows of a resource; one that no daemon looks after and nobody has set is not known.
    pub fn drbd(&self, resource: &str) -> Option<DrbdResource> {
        self.stage.drbd().find(resource)
    }

    /// Lets an agent return 0 and do nothing whenever it is started from now on.
    pub fn agent_lies(&self, agent: &str) {
        self.stage.agents().set_liar(agent, true);
    }

    /// Lets an agent do what it says again.
    pub fn agent_is_honest(&self, agent: &str) {
        self.stage.agents().set_liar(agent, false);
    }

    /// Lets everything appear that should be there by now. Every call of a scripted program does it, too.
    pub fn settle(&self) {
        self.stage.settle();
    }

    /// Takes a resource away from DRBD, whatever the daemons look after.
    pub fn remove_drbd(&self, resource: &str) {
        self.stage.drbd().remove(resource);
        self.stage.settle();
    }

    /// Reboots nothing, but starts the daemon of a node anew, as after a crash.
    pub fn restart_daemon(&self, node: &str) {
        self.stage.restart_daemon(self.stage.node(node));
        self.stage.settle();
    }
}

impl Drop for Machines {
    fn drop(&mut self) {
        self.stage.close();
    }
}

/// Gives every node its network and gives the addresses.
fn connect(begun: &mut [Begun], isolation: Isolation) -> Vec<String> {
    match isolation {
        Isolation::Network => {
            let mut links: Vec<Link> = Vec::new();
            // Processes that start at the same time begin to look at different places.
            let first = std::process::id().wrapping_mul(61);
            for (node, index) in begun.iter().zip(0..) {
                links.push(Link::to(node.process, first.wrapping_add(index)));
            }
            Link::bring_up(&links);
            let addresses: Vec<String> = links.iter().map(Link::address).collect();
            for ((node, address), index) in begun.iter_mut().zip(&addresses).zip(1..) {
                node.give_network(&network::own(address, index));
            }
            addresses
        }
        Isolation::Ports | Isolation::User => {
            for node in begun.iter_mut() {
                node.give_network("");
            }
            vec!["127.0.0.1".to_owned(); begun.len()]
        }
    }
}

/// Ports that nobody listens on.
fn free_ports(count: usize) -> Vec<u16> {
    let listeners: Vec<TcpListener> =
        (0..count).map(|_| TcpListener::bind("127.0.0.1:0").expect("a free port")).collect();
    listeners.iter().map(|listener| listener.local_addr().expect("an address").port()).collect()
}

/// A program of this package, which lies beside the tests or above them.
fn program(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("the path of this program");
    let mut places = this.ancestors().skip(1).map(|directory| directory.join(name));
    places.find(|place| place.is_file()).expect("`cargo build --package gateway-tests --bins` has built it")
}
