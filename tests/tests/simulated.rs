//! The simulated node behaves as drbd-reactor does, above all where that is not what one would expect.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use gateway::api::running::RunState;
use sds_gateway::node::simulated::SimulatedNode;
use sds_gateway::node::simulated::cluster::{Cluster, Pace};
use sds_gateway::node::{Node, SnippetName};
use tempfile::TempDir;
use tokio::time::advance;

/// Three nodes with the same snippet `r0`, and what runs.
struct Machines {
    home: TempDir,
    cluster: Arc<Cluster>,
    nodes: Vec<SimulatedNode>,
}

/// The snippet of the gateway.
fn name() -> SnippetName {
    "r0".parse().expect("a name")
}

const NAMES: [&str; 3] = ["node-a", "node-b", "node-c"];

impl Machines {
    async fn boot(pace: Pace, snippet: &str) -> Self {
        let home = TempDir::new().expect("a directory");
        let cluster = Arc::new(Cluster::new(pace));
        let mut nodes = Vec::new();
        for name in NAMES {
            let directory = home.path().join(name);
            fs::create_dir(&directory).expect("a directory");
            fs::write(directory.join("r0.toml"), snippet).expect("a file");
            let node = SimulatedNode::boot(name, directory, Arc::clone(&cluster)).await.expect("a node");
            nodes.push(node);
        }
        Self { home, cluster, nodes }
    }

    async fn instant(snippet: &str) -> Self {
        Self::boot(Pace::INSTANT, snippet).await
    }

    fn file(&self, node: &str, file: &str) -> PathBuf {
        self.home.path().join(node).join(file)
    }

    /// Writes a file on all nodes and reloads, which never says anything.
    async fn write_and_reload(&self, file: &str, text: &str) {
        for node in &self.nodes {
            fs::write(self.file(node.name(), file), text).expect("a file");
            node.reload().await.expect("a reload says 0");
        }
    }

    async fn state(&self, index: usize) -> RunState {
        self.nodes[index].status(&name(), "r0").await.expect("a status").state
    }

    async fn states(&self) -> Vec<RunState> {
        let mut states = Vec::new();
        for index in 0..self.nodes.len() {
            states.push(self.state(index).await);
        }
        states
    }

    /// The start entries with the values that really run.
    fn running(&self) -> Vec<String> {
        self.cluster.running("r0").map(|running| running.entries).unwrap_or_default()
    }
}

fn snippet(stops: bool, start: &[&str]) -> String {
    let start: Vec<String> = start.iter().map(|entry| format!("{entry:?}")).collect();
    let start = start.join(", ");
    format!("[[promoter]]\n[promoter.resources.r0]\nstop-services-on-exit = {stops}\nstart = [{start}]\n")
}

const OLD: [&str; 2] = ["ocf:heartbeat:IPaddr2 ip1 ip=10.0.0.1", "ocf:heartbeat:IPaddr2 ip2 ip=10.0.0.2"];
const NEW: [&str; 2] = ["ocf:heartbeat:IPaddr2 ip1 ip=10.0.0.8", "ocf:heartbeat:IPaddr2 ip2 ip=10.0.0.9"];

#[tokio::test]
async fn one_node_is_primary_and_the_others_wait() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    assert_eq!(machines.states().await, [RunState::Active, RunState::Inactive, RunState::Inactive]);
    let units = machines.nodes[0].status(&name(), "r0").await.expect("a status").units;
    let names: Vec<&str> = units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(names, ["drbd-promote@r0.service", "ocf.rs@ip1_r0.service", "ocf.rs@ip2_r0.service"]);
}

#[tokio::test]
async fn a_preferred_node_comes_first() {
    let text = snippet(false, &OLD) + "preferred-nodes = [\"node-c\", \"node-b\"]\n";
    let machines = Machines::instant(&text).await;
    assert_eq!(machines.cluster.running("r0").map(|running| running.node).as_deref(), Some("node-c"));
}

#[tokio::test]
async fn a_comment_or_another_name_of_the_file_restarts_nothing() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    let before = machines.cluster.running("r0");
    machines.write_and_reload("r0.toml", &format!("# new\n{}", snippet(true, &OLD))).await;
    for node in &machines.nodes {
        let (old, new) = (machines.file(node.name(), "r0.toml"), machines.file(node.name(), "other.toml"));
        fs::rename(old, new).expect("a rename");
        node.reload().await.expect("a reload");
    }
    assert_eq!(machines.cluster.running("r0"), before);
}

#[tokio::test]
async fn a_changed_parameter_reaches_nothing_that_runs() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    machines.write_and_reload("r0.toml", &snippet(false, &NEW)).await;
    assert_eq!(machines.running(), OLD);
    assert_eq!(machines.state(0).await, RunState::Active, "and looks as if it had");
}

#[tokio::test]
async fn with_stop_on_exit_only_the_last_entries_get_their_new_values() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    machines.write_and_reload("r0.toml", &snippet(true, &NEW)).await;
    assert_eq!(machines.running(), [OLD[0], NEW[1]]);
}

#[tokio::test]
async fn an_added_entry_is_started_and_a_removed_one_keeps_running() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    machines.write_and_reload("r0.toml", &snippet(false, &[OLD[1], "late.service"])).await;
    assert_eq!(machines.running(), [OLD[0], OLD[1], "late.service"]);
}

#[tokio::test]
async fn what_goes_with_its_file_depends_on_stop_on_exit() {
    for (stops, left) in [(false, true), (true, false)] {
        let machines = Machines::instant(&snippet(stops, &OLD)).await;
        for node in &machines.nodes {
            fs::remove_file(machines.file(node.name(), "r0.toml")).expect("a file");
        }
        // The peers are reloaded first: the last one to know has nobody left who takes over.
        for node in machines.nodes.iter().rev() {
            node.reload().await.expect("a reload");
        }
        assert_eq!(machines.cluster.running("r0").is_some(), left, "stop-services-on-exit = {stops}");
    }
}

#[tokio::test]
async fn a_file_that_does_not_parse_changes_nothing_for_anybody() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    machines.write_and_reload("broken.toml", "[[promoter").await;
    machines.write_and_reload("r0.toml", &snippet(true, &NEW)).await;
    assert_eq!(machines.running(), OLD);
}

#[tokio::test]
async fn what_the_daemons_parser_refuses_changes_nothing_for_anybody() {
    let with = |line: &str| format!("{}{line}\n", snippet(true, &NEW));
    let refused = [
        with("secondary-force = \"yes\""),
        with("on-quorum-loss = \"Freeze\""),
        with("sleep-before-promote-factor = 1.5"),
        with("preferred-nodes = \"node-a\""),
        with("[[promoter.resources.r1]]"),
        with("[prometheus]"),
        with("[[prometheus]]\naddress = \"localhost:9942\""),
        snippet(true, &NEW).replace("[[promoter]]", "[promoter]"),
        format!("\u{feff}{}", snippet(true, &NEW)),
    ];
    for text in &refused {
        let machines = Machines::instant(&snippet(true, &OLD)).await;
        machines.write_and_reload("r0.toml", text).await;
        assert_eq!(machines.running(), OLD, "{text}");
        assert!(!machines.cluster.has_exited("node-a"), "{text}");
        let machines = Machines::instant(text).await;
        assert_eq!(machines.cluster.running("r0"), None, "it does not even start with {text}");
    }
}

#[tokio::test]
async fn one_file_that_is_not_utf_8_keeps_all_others_from_being_read() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    for node in &machines.nodes {
        fs::write(machines.file(node.name(), "other.toml"), b"# \xff\n").expect("a file");
    }
    machines.write_and_reload("r0.toml", &snippet(true, &NEW)).await;
    assert_eq!(machines.running(), OLD);
    let obstacle = machines.nodes[0].survey().await.expect("a survey").obstacle();
    assert!(obstacle.expect("nothing can be deployed beside it").to_string().contains("other.toml"));
}

#[tokio::test]
async fn a_unit_that_the_daemon_refuses_takes_the_gateway_down() {
    let long = format!("ocf:heartbeat:IPaddr2 {} ip=10.0.0.1", "x".repeat(250));
    for start in [["a.service", "a.service"], [OLD[0], OLD[0]], ["/mnt/a", OLD[0]], [OLD[0], &long]] {
        let machines = Machines::instant(&snippet(false, &OLD)).await;
        machines.write_and_reload("r0.toml", &snippet(false, &start)).await;
        assert_eq!(machines.states().await, [RunState::Failed; 3], "{start:?}");
    }
}

#[tokio::test]
async fn promoters_that_share_a_resource_but_are_not_equal_do_not_end_the_daemon() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    let more = format!("{}[promoter.resources.r1]\nstart = [\"a.service\"]\n", snippet(false, &OLD));
    machines.write_and_reload("twin.toml", &more).await;
    assert!(!machines.cluster.has_exited("node-a"));
    assert!(machines.cluster.running("r1").is_some());
}

#[tokio::test]
async fn a_start_string_that_does_not_parse_takes_the_gateway_down() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    machines.write_and_reload("r0.toml", &snippet(false, &["ocf:heartbeat:IPaddr2 ip1 ip='10.0.0.1"])).await;
    assert_eq!(machines.cluster.running("r0"), None);
    assert_eq!(machines.states().await, [RunState::Failed; 3]);
}

#[tokio::test]
async fn two_equal_promoters_end_the_daemon() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    machines.write_and_reload("twin.toml", &snippet(false, &OLD)).await;
    assert!(NAMES.iter().all(|name| machines.cluster.has_exited(name)));
}

#[tokio::test]
async fn disabling_one_node_only_makes_a_peer_take_over_with_the_old_file() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    let name: SnippetName = "r0".parse().expect("a name");
    machines.nodes[0].disable_now(&name, "r0").await.expect("disabled");
    assert_eq!(machines.states().await, [RunState::Inactive, RunState::Active, RunState::Inactive]);
    assert_eq!(machines.running(), OLD);
    assert!(machines.file("node-a", "r0.toml.disabled").exists());
}

#[tokio::test]
async fn a_file_that_nobody_announced_is_not_seen_until_the_next_start() {
    let machines = Machines::instant(&snippet(false, &OLD)).await;
    fs::write(machines.file("node-a", "r0.toml"), snippet(false, &NEW)).expect("a file");
    assert_eq!(machines.running(), OLD);
    let cluster = Arc::new(Cluster::new(Pace::INSTANT));
    let directory = machines.home.path().join("node-a");
    SimulatedNode::boot("node-a", directory, Arc::clone(&cluster)).await.expect("a node");
    assert_eq!(cluster.running("r0").map(|running| running.entries), Some(NEW.map(str::to_owned).to_vec()));
}

#[tokio::test(start_paused = true)]
async fn units_start_one_after_the_other_and_stop_before_a_peer_takes_over() {
    let pace = Pace {
        promotion: Duration::from_secs(1),
        start: Duration::from_secs(10),
        stop: Duration::from_secs(5),
    };
    let machines = Machines::boot(pace, &snippet(false, &OLD)).await;
    assert_eq!(machines.state(0).await, RunState::Inactive);
    advance(Duration::from_secs(12)).await;
    let status = machines.nodes[0].status(&name(), "r0").await.expect("a status");
    let of_units: Vec<RunState> = status.units.iter().map(|unit| unit.state).collect();
    assert_eq!(status.state, RunState::Activating);
    assert_eq!(of_units, [RunState::Active, RunState::Activating, RunState::Inactive]);
    advance(Duration::from_secs(20)).await;
    assert_eq!(machines.state(0).await, RunState::Active);

    machines.nodes[0].disable_now(&"r0".parse().expect("a name"), "r0").await.expect("disabled");
    assert_eq!(machines.states().await, [RunState::Deactivating, RunState::Inactive, RunState::Inactive]);
    advance(Duration::from_secs(7)).await;
    assert_eq!(machines.states().await, [RunState::Inactive, RunState::Activating, RunState::Inactive]);
}

#[tokio::test]
async fn a_masked_node_starts_nothing_until_it_is_told_to() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    let cluster = &machines.cluster;
    cluster.mask("node-a", "r0");
    assert_eq!(cluster.primary("r0").as_deref(), Some("node-a"), "what runs goes on");
    cluster.stop("node-a", "r0");
    assert_eq!(cluster.primary("r0").as_deref(), Some("node-b"));
    assert!(!cluster.start("node-a", "r0"));
    cluster.unmask("node-a", "r0");
    assert_eq!(cluster.primary("r0").as_deref(), Some("node-b"), "nothing moves back by that alone");
}

#[tokio::test]
async fn where_no_node_can_start_a_resource_it_has_failed_until_one_can() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    for name in NAMES {
        machines.cluster.break_starts(name, "r0");
    }
    machines.cluster.stop("node-a", "r0");
    assert_eq!(machines.states().await, [RunState::Failed; 3]);
    machines.cluster.mend("node-c", "r0");
    assert_eq!(machines.states().await, [RunState::Failed, RunState::Failed, RunState::Active]);
}

#[tokio::test]
async fn a_daemon_that_ends_leaves_or_stops_what_it_looked_after() {
    for stops in [false, true] {
        let machines = Machines::instant(&snippet(stops, &OLD)).await;
        machines.cluster.exit("node-a");
        assert!(machines.cluster.has_exited("node-a"));
        let expected = if stops { "node-b" } else { "node-a" };
        assert_eq!(
            machines.cluster.primary("r0").as_deref(),
            Some(expected),
            "stop-services-on-exit = {stops}"
        );
    }
}

#[tokio::test]
async fn a_daemon_that_cannot_read_its_files_does_not_start() {
    let machines = Machines::instant("[[promoter").await;
    assert!(NAMES.iter().all(|name| machines.cluster.has_exited(name)));
    assert!(machines.cluster.resources().is_empty());
}

#[tokio::test]
async fn what_is_frozen_stands_still_where_it_runs() {
    let machines = Machines::instant(&snippet(true, &OLD)).await;
    machines.cluster.set_frozen("r0", true);
    assert!(machines.cluster.is_frozen("node-a", "r0") && !machines.cluster.is_frozen("node-b", "r0"));
    machines.cluster.set_frozen("r0", false);
    assert!(!machines.cluster.is_frozen("node-a", "r0"));
}
