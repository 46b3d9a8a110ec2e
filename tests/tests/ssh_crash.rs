//! A server that is killed while it deploys over real SSH: the next one brings everything to its end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};

use gateway::api::audit::Action;
use gateway::api::deployments::{DeploymentState, StepState};
use gateway_tests::machines::stage::Reaction;
use gateway_tests::machines::wire::Call;
use gateway_tests::site::change::{Change, FILE, ctl};
use gateway_tests::site::{LIMITS, PATIENCE};
use sds_gateway::audit::Note;
use sds_gateway::deploy::record::Record;
use sds_gateway::node::{DISABLED, ENABLED};
use sds_gateway::store::DeploymentLog;
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::who::Who;

/// A change that a server of its own carries out, again and again.
struct Crash {
    change: Change,
    round: usize,
    data: PathBuf,
    settings: PathBuf,
    /// The deployment as it is before its first step.
    record: Record,
}

impl Crash {
    /// Deploys the change once, so that its record is there, and takes the nodes back to where they were.
    async fn prepared() -> Self {
        let change = Change::prepared(LIMITS, PATIENCE).await;
        let deployment = change.site.server.deploy("r0").await;
        assert_eq!(deployment["state"], "done", "{deployment:#}");
        let id = deployment["id"].as_str().expect("an id");
        let store = &change.site.server.app.store;
        let mut record = store.deployment(id).await.expect("a store").expect("a deployment");
        record.deployment.state = DeploymentState::Running;
        (record.deployment.ended_at, record.deployment.results) = (None, Vec::new());
        record.kept.clear();
        for step in &mut record.deployment.steps {
            (step.state, step.detail) = (StepState::Waiting, None);
        }
        let home = change.site.home().join("crash");
        fs::create_dir_all(&home).expect("a directory");
        let settings = home.join("sds-gateway.toml");
        fs::write(&settings, change.site.machines.settings()).expect("a file");
        Self { round: 0, data: home, settings, record, change }
    }

    /// Gives the nodes the old content, and a new store the deployment that has not begun.
    async fn begin(&mut self) {
        // A directory of its own: the store of before may still be closing.
        self.round += 1;
        self.data = self.change.site.home().join(format!("crash/{}", self.round));
        let store = Sqlite::open(&self.data).await.expect("a store");
        store
            .begin_deployment(&self.record, &Note::new(&Who::server(), Action::Deploy, "r0"))
            .await
            .expect("a deployment");
        let nodes = self.change.site.machines.nodes();
        for node in &nodes {
            // The gateway stops where its file is gone.
            node.inside(&["sh", "-c", "rm -f /etc/drbd-reactor.d/*; systemctl reload drbd-reactor.service"]);
        }
        assert_eq!(self.change.site.machines.running("r0"), None);
        for node in &nodes {
            node.write(FILE, &self.change.old);
            node.inside(&["systemctl", "reload", "drbd-reactor.service"]);
        }
        self.change.is_old();
    }

    /// A server that ends itself at a call, or never where that is 0.
    fn server(&self, when: &str, count: usize) -> Child {
        let temporary = self.change.site.home().join("tmp");
        fs::create_dir_all(&temporary).expect("a directory");
        let mut command = Command::new(env!("CARGO_BIN_EXE_server-killed"));
        command.arg(&self.data).arg(&self.settings).arg(when).arg(count.to_string());
        // What a killed server leaves behind goes with the test.
        command.env("TMPDIR", temporary).spawn().expect("the binary `server-killed` of this package is built")
    }

    /// Starts the server again, which lives as long as it wants, and wants everything to come to its end.
    async fn ends(&self, about: &str, goal: Goal) {
        self.nothing_known_is_half(about);
        let status = self.server("after", 0).wait().expect("it ends");
        assert!(status.success(), "{about}: {status}");
        let store = Sqlite::open(&self.data).await.expect("a store");
        let id = &self.record.deployment.id;
        let ended = store.deployment(id).await.expect("a store").expect("a deployment").deployment;
        assert_ne!(ended.state, DeploymentState::Running, "{about}");
        match goal {
            Goal::New => {
                assert_eq!(ended.state, DeploymentState::Done, "{about}");
                self.change.is_new();
            }
            Goal::Old => {
                assert_eq!(ended.state, DeploymentState::RolledBack, "{about}");
                self.change.is_old();
            }
        }
        let status = self.change.site.status("r0").await;
        assert_eq!(status["state"], "active", "{about}: {status:#}");
    }

    /// What a killed server has begun on a node may still go on there, but not under a name that anybody reads.
    fn nothing_known_is_half(&self, about: &str) {
        for (file, text) in self.change.site.files().into_values().flatten() {
            let is_known = [ENABLED, DISABLED].iter().any(|suffix| file.ends_with(suffix));
            assert!(
                !is_known || text == self.change.old || text == self.change.new,
                "{about}: {file}: {text}"
            );
        }
    }
}

/// What all nodes are to have in the end.
#[derive(Clone, Copy)]
enum Goal {
    New,
    Old,
}

impl Drop for Crash {
    fn drop(&mut self) {
        // The connections of servers that were killed are processes of their own.
        for socket in sockets(&self.change.site.home().join("tmp")) {
            drop(Command::new("ssh").arg("-S").arg(socket).args(["-O", "exit", "node"]).output());
        }
    }
}

/// Every control socket below a directory.
fn sockets(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sockets(&path));
        } else if path.ends_with("master") {
            found.push(path);
        }
    }
    found
}

/// Kills the server at every call that keeps something, until it gets to its end unharmed.
async fn killed_at_every_step(when: &str, crash: &mut Crash, goal: Goal) -> usize {
    for count in 1.. {
        crash.begin().await;
        if crash.server(when, count).wait().expect("it ends").success() {
            return count - 1;
        }
        crash.ends(&format!("killed {when} call {count}"), goal).await;
    }
    unreachable!("numbers do not end")
}

#[tokio::test]
async fn killed_before_anything_is_noted_a_server_does_it_again() {
    let mut crash = Crash::prepared().await;
    let kills = killed_at_every_step("before", &mut crash, Goal::New).await;
    assert!(kills > 15, "{kills}");
}

#[tokio::test]
async fn killed_after_anything_is_noted_a_server_goes_on_behind_it() {
    let mut crash = Crash::prepared().await;
    let kills = killed_at_every_step("after", &mut crash, Goal::New).await;
    assert!(kills > 15, "{kills}");
}

#[tokio::test]
async fn killed_while_it_rolls_back_a_server_rolls_back() {
    let mut crash = Crash::prepared().await;
    let (node, new) = (crash.change.node(), crash.change.new.clone());
    crash.change.site.machines.hook(move |call| {
        let is_wanted = call.node == node.name() && ctl("enable")(call);
        if is_wanted && node.files().values().any(|text| *text == new) {
            return Reaction::Fail(1, "Error: not today".to_owned());
        }
        Reaction::Continue
    });
    let kills = killed_at_every_step("before", &mut crash, Goal::Old).await;
    assert!(kills > 15, "{kills}");
}

#[tokio::test]
async fn killed_in_the_middle_of_a_command_a_server_finds_out_what_came_of_it() {
    let mut crash = Crash::prepared().await;
    // The kinds of calls, as a deployment makes them that nobody disturbs.
    crash.begin().await;
    crash.change.site.machines.forget_calls();
    assert!(crash.server("after", 0).wait().expect("it ends").success());
    let mut kinds: Vec<Vec<String>> = Vec::new();
    for call in crash.change.site.machines.calls() {
        let kind = kind(&call);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    assert!(kinds.len() > 4, "{kinds:?}");
    for wanted in kinds {
        crash.begin().await;
        let server: Arc<Mutex<Option<u32>>> = Arc::default();
        let (victim, wanted_kind) = (Arc::clone(&server), wanted.clone());
        crash.change.site.machines.hook(move |call| {
            if kind(call) == wanted_kind
                && let Some(process) = victim.lock().expect("a number").take()
            {
                let _ = Command::new("kill").args(["-KILL", &process.to_string()]).status();
            }
            Reaction::Continue
        });
        let mut child = {
            // Held until its number is known: the first call may come at once.
            let mut held = server.lock().expect("a number");
            let child = crash.server("after", 0);
            *held = Some(child.id());
            child
        };
        let status = child.wait().expect("it ends");
        crash.change.site.machines.unhook();
        // Whether a status is asked for depends on how soon the gateway is active.
        let was_asked = server.lock().expect("a number").is_none();
        assert_eq!(status.success(), !was_asked, "killed at {wanted:?}");
        crash.ends(&format!("killed at {wanted:?}"), Goal::New).await;
    }
}

/// The program and its verb.
fn kind(call: &Call) -> Vec<String> {
    let verb = call.argv.iter().find(|word| !word.starts_with('-') && *word != "none").cloned();
    vec![call.program.clone(), verb.unwrap_or_default()]
}
