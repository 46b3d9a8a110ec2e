//! How long one changed gateway takes to 1, 10 and 50 sshd nodes: by us, by Ansible, and by a shell loop, in one run.
//!
//! usage: bench-deploy ANSIBLE-PLAYBOOK PLAYBOOK [COUNT...]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gateway::api::audit::Action;
use gateway::api::deployments::{Deploy, Deployment, DeploymentState, OnFailure, StepState};
use gateway::gateway::{Gateway, Kind};
use gateway::snippet::write::write;
use gateway_tests::machines::Machines;
use sds_gateway::app::App;
use sds_gateway::audit::Note;
use sds_gateway::deploy::Patience;
use sds_gateway::node::Node;
use sds_gateway::node::limits::Limits;
use sds_gateway::node::machine::{self, Machine};
use sds_gateway::node::reactor::ReactorNode;
use sds_gateway::node::simulated::cluster::Pace;
use sds_gateway::node::ssh::{Gate, SshMachine};
use sds_gateway::nodes::Nodes;
use sds_gateway::settings::node::ReachSettings;
use sds_gateway::settings::{Given, Settings};
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::store::{Saved, Store};
use sds_gateway::who::Who;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::watch;

type Failed = Box<dyn Error + Send + Sync>;

/// How often each is measured; the fastest counts, because whatever else the machine does only ever adds.
const ROUNDS: usize = 3;

fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let (Some(ansible), Some(playbook)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bench-deploy ANSIBLE-PLAYBOOK PLAYBOOK [COUNT...]".into());
    };
    let mut counts: Vec<usize> = arguments.filter_map(|count| count.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![1, 10, 50];
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let mut out = io::stdout();
    for count in counts {
        // DRBD needs a second node, even where only one gets the file.
        let names: Vec<String> = (1..=count.max(2)).map(|number| format!("node-{number}")).collect();
        let machines =
            Machines::start_at(&names.iter().map(String::as_str).collect::<Vec<_>>(), Pace::INSTANT);
        machines.add_drbd(&["r0"]);
        let ours = runtime.block_on(measure_ours(&machines, count))?;
        let ansible = measure_ansible(&machines, count, &ansible, &playbook)?;
        let shell = measure_shell(&machines, count)?;
        report(&mut out, count, &ours, ansible, shell)?;
    }
    Ok(())
}

/// What a deployment of ours takes.
struct Ours {
    /// One program that does nothing, over a connection that is open.
    trip: Duration,
    /// The first plan, which connects and looks at everything.
    first_plan: Duration,
    /// A plan with open connections.
    plan: Duration,
    /// From the confirmation to the end.
    total: Duration,
    /// Each kind of step: from the end of the one before to the end on the last node.
    steps: Vec<(String, Duration)>,
}

async fn measure_ours(machines: &Machines, count: usize) -> Result<Ours, Failed> {
    let home = TempDir::new()?;
    let config = home.path().join("sds-gateway.toml");
    fs::write(&config, machines.settings())?;
    let settings = Settings::read(&Given { config: Some(config), ..Given::default() })?;
    let gate = Arc::new(Gate::new(settings.nodes_at_once)?);
    let of_settings =
        |node| ReactorNode::of_settings(node, settings.ssh_config.as_deref(), Limits::default(), &gate);
    let nodes = settings.nodes.iter().take(count).filter_map(of_settings);
    let nodes: Vec<Arc<dyn Node>> = nodes.map(|node| Arc::new(node) as Arc<dyn Node>).collect();
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(home.path()).await?);
    let nodes = Nodes::open(nodes, Arc::clone(&store), home.path()).await?;
    let (_close, closing) = watch::channel(false);
    let app = App::new(store, nodes, Patience::default(), false, closing);

    let started = Instant::now();
    let saved = save(&app, 1).await?;
    app.deployments.plan(&saved).await?;
    let first_plan = started.elapsed();
    deploy(&app, &saved).await?;

    let mut best: Option<Ours> = None;
    for round in 0..ROUNDS {
        let saved = save(&app, u32::try_from(round)? + 2).await?;
        let (plan, total, steps) = deploy(&app, &saved).await?;
        if best.as_ref().is_none_or(|best| total < best.total) {
            best = Some(Ours { trip: Duration::ZERO, first_plan, plan, total, steps });
        }
    }
    let mut ours = best.ok_or("nothing was measured")?;
    ours.trip = measure_trip(&settings, &gate).await?;
    Ok(ours)
}

/// The fastest of a few trips to the first node.
async fn measure_trip(settings: &Settings, gate: &Arc<Gate>) -> Result<Duration, Failed> {
    let ReachSettings::Ssh(reached) = &settings.nodes.first().ok_or("no nodes")?.reach else {
        return Err("not over SSH".into());
    };
    let machine =
        SshMachine::new(reached.clone(), settings.ssh_config.as_deref(), Limits::default(), Arc::clone(gate));
    let command = machine::Command { argv: &["true"], input: b"", limit: Duration::from_secs(10) };
    machine.run(&command).await?;
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let started = Instant::now();
        machine.run(&command).await?;
        best = best.min(started.elapsed());
    }
    Ok(best)
}

/// A revision of the gateway with another content than the one before.
async fn save(app: &App, revision: u32) -> Result<Saved, Failed> {
    let mut draft = Kind::Iscsi.example();
    draft["port"] = json!(3260 + revision);
    let gateway = Gateway::read(&draft).map_err(|problems| format!("{problems:?}"))?;
    let saved = Saved {
        resource: gateway.resource.to_string(),
        revision,
        author: "bench".to_owned(),
        saved_at: sds_gateway::clock::now(),
        message: String::new(),
        removed: false,
        snippet: gateway.snippet_name(),
        gateway: serde_json::to_value(&gateway)?,
        text: write(&gateway),
    };
    app.store.append(&saved, &Note::new(&Who::server(), Action::ChangeGateway, &saved.resource)).await?;
    Ok(saved)
}

type Timed = (Duration, Duration, Vec<(String, Duration)>);

/// Plans and deploys; gives what the plan took, what the deployment took, and each kind of step.
async fn deploy(app: &App, saved: &Saved) -> Result<Timed, Failed> {
    let started = Instant::now();
    let digest = app.deployments.plan(saved).await?.digest;
    let planned = started.elapsed();
    let started = Instant::now();
    let order = Deploy { digest, on_failure: OnFailure::RollBack, override_reason: None };
    let begun = app.deployments.begin(saved, &order, &Who::server()).await?;
    let mut steps = vec![("confirm".to_owned(), started.elapsed())];
    let mut changes = app.deployments.watch(&begun.id).ok_or("it is not under way")?;
    let mut ended: BTreeMap<String, Duration> = BTreeMap::new();
    loop {
        let now: Deployment = changes.borrow_and_update().clone();
        for step in &now.steps {
            let kind = format!("{:?}", step.action).to_lowercase();
            let is_open = |other: &&gateway::api::deployments::Step| {
                other.action == step.action && other.state != StepState::Done
            };
            if now.steps.iter().find(is_open).is_none() && !ended.contains_key(&kind) {
                let before: Duration = steps.iter().map(|(_, time)| *time).sum();
                ended.insert(kind.clone(), started.elapsed());
                steps.push((kind, started.elapsed().saturating_sub(before)));
            }
        }
        if now.state != DeploymentState::Running {
            if now.state != DeploymentState::Done {
                return Err(format!("{:?}", now.results).into());
            }
            return Ok((planned, started.elapsed(), steps));
        }
        changes.changed().await?;
    }
}

/// The same file by Ansible with fifty forks: `copy`, then a reload.
fn measure_ansible(
    machines: &Machines,
    count: usize,
    ansible: &str,
    playbook: &str,
) -> Result<Duration, Failed> {
    let home = TempDir::new()?;
    let inventory = home.path().join("inventory.ini");
    let mut hosts = fs::File::create(&inventory)?;
    for node in machines.nodes().into_iter().take(count) {
        writeln!(
            hosts,
            "{} ansible_host={} ansible_port={} ansible_user=root ansible_python_interpreter=/usr/bin/python3",
            node.name(),
            node.name(),
            node.port()
        )?;
    }
    let mut best = Duration::MAX;
    for round in 0..ROUNDS {
        let snippet = changed_file(home.path(), round)?;
        let started = Instant::now();
        let status = Command::new(ansible)
            .args(["--forks", "50", "--inventory"])
            .arg(&inventory)
            .arg("--ssh-common-args")
            .arg(format!("-F {}", machines.ssh_config().display()))
            .arg("--extra-vars")
            .arg(format!("snippet={}", snippet.display()))
            .arg(playbook)
            .env("ANSIBLE_LOCALHOST_WARNING", "False")
            .env("LC_ALL", "C.UTF-8")
            .stdout(Stdio::null())
            .status()?;
        if !status.success() {
            return Err("ansible-playbook failed".into());
        }
        best = best.min(started.elapsed());
    }
    Ok(best)
}

/// The same file by `scp` and a reload by `ssh`, node after node.
fn measure_shell(machines: &Machines, count: usize) -> Result<Duration, Failed> {
    let home = TempDir::new()?;
    let mut best = Duration::MAX;
    for round in 0..ROUNDS {
        let snippet = changed_file(home.path(), round + ROUNDS)?;
        let started = Instant::now();
        for node in machines.nodes().into_iter().take(count) {
            let status = Command::new("scp")
                .arg("-q")
                .arg("-F")
                .arg(machines.ssh_config())
                .arg(&snippet)
                .arg(format!("root@{}:/etc/drbd-reactor.d/", node.name()))
                .status()?;
            let reload = ["systemctl", "reload", "drbd-reactor.service"];
            let reload = machines.ssh_command("root", node.name(), &reload).status()?;
            if !status.success() || !reload.success() {
                return Err("scp or ssh failed".into());
            }
        }
        best = best.min(started.elapsed());
    }
    Ok(best)
}

/// The gateway's snippet with another comment each time: it is another file, and interrupts nothing.
fn changed_file(home: &Path, round: usize) -> Result<PathBuf, Failed> {
    let gateway = Gateway::read(&Kind::Iscsi.example()).map_err(|problems| format!("{problems:?}"))?;
    let path = home.join(gateway.file_name());
    fs::write(&path, format!("# round {round}\n{}", write(&gateway)))?;
    Ok(path)
}

fn report(
    out: &mut impl Write,
    count: usize,
    ours: &Ours,
    ansible: Duration,
    shell: Duration,
) -> io::Result<()> {
    let seconds = |time: Duration| format!("{:.3} s", time.as_secs_f64());
    let barriers = ours.steps.len();
    writeln!(out, "{count} nodes")?;
    writeln!(out, "  one trip over an open connection  {}", seconds(ours.trip))?;
    writeln!(out, "  first plan, with connecting       {}", seconds(ours.first_plan))?;
    writeln!(out, "  plan                              {}", seconds(ours.plan))?;
    for (step, time) in &ours.steps {
        writeln!(out, "    {step:<12} {}", seconds(*time))?;
    }
    writeln!(out, "  deployed, verified                {}  ({barriers} barriers)", seconds(ours.total))?;
    let times = |other: Duration| other.as_secs_f64() / ours.total.as_secs_f64();
    writeln!(
        out,
        "  Ansible, copy and reload          {}  ({:.1} times as long)",
        seconds(ansible),
        times(ansible)
    )?;
    writeln!(
        out,
        "  scp and ssh in a loop             {}  ({:.1} times as long)",
        seconds(shell),
        times(shell)
    )?;
    out.flush()
}
