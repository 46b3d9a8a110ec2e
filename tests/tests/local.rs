//! The machine that the server runs on: programs are run, fed and given up, and its directory takes snippets.

use std::sync::Arc;
use std::time::Duration;

use gateway::api::nodes::Reach;
use sds_gateway::node::Node;
use sds_gateway::node::error::NodeError;
use sds_gateway::node::limits::Limits;
use sds_gateway::node::local::LocalMachine;
use sds_gateway::node::machine::{Command, Machine, MachineError, Output};
use sds_gateway::node::reactor::ReactorNode;
use sds_gateway::settings::node::Sudo;
use tempfile::TempDir;

async fn run(argv: &[&str], input: &[u8], limit: Duration) -> Result<Output, MachineError> {
    LocalMachine::new(Sudo::Never).run(&Command { argv, input, limit }).await
}

const LONG: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_program_gets_its_arguments_and_its_input_as_they_are() {
    let odd = "a b'\"$(echo no)`;\n\\";
    let output = run(&["printf", "%s", odd], b"", LONG).await.expect("an answer");
    assert_eq!((output.is_success(), String::from_utf8_lossy(&output.stdout).as_ref()), (true, odd));
    let much = vec![b'x'; 1 << 20];
    let output = run(&["cat"], &much, LONG).await.expect("an answer");
    assert_eq!(output.stdout, much, "more than a pipe holds");
    let output = run(&["sh", "-c", "echo why >&2; exit 3"], b"not read", LONG).await.expect("an answer");
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (Some(3), "why\n"),
        "an error of a program is an answer"
    );
}

#[tokio::test]
async fn a_program_that_hangs_is_given_up_and_one_that_is_missing_is_named() {
    let late = run(&["sleep", "600"], b"", Duration::from_millis(50)).await;
    assert!(matches!(late, Err(MachineError::TimedOut(_))), "{late:?}");
    let missing = run(&["no-such-program"], b"", LONG).await.expect_err("it cannot be started");
    assert!(missing.text().en.contains("no-such-program"), "{missing}");
}

#[tokio::test]
async fn its_directory_is_written_as_that_of_a_node() {
    let home = TempDir::new().expect("a directory");
    let directory = home.path().join("a 'quoted' \"directory\"");
    std::fs::create_dir(&directory).expect("a directory");
    let machine = Arc::new(LocalMachine::new(Sudo::Never));
    let node = ReactorNode::new("here", Reach::Local, None, &directory, Limits::default(), machine);
    let name = "r0".parse().expect("a name");

    node.preflight().await.expect("it takes files");
    assert_eq!(std::fs::read_dir(&directory).expect("a directory").count(), 0, "and nothing is left behind");
    node.put_disabled(&name, "# one\n", &[]).await.expect("written");
    node.put_disabled(&name, "# two\n", &["# one\n"]).await.expect("written instead of the first");
    let meddled = node.put_disabled(&name, "# three\n", &["# one\n"]).await;
    assert!(matches!(meddled, Err(NodeError::Meddled(_))), "{meddled:?}");

    let file = directory.join("r0.toml.disabled");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "# two\n");
    assert_eq!(
        std::fs::read_dir(&directory).expect("a directory").count(),
        1,
        "the daemon sees no other file"
    );

    node.discard_disabled(&name).await.expect("taken away");
    node.discard_disabled(&name).await.expect("and once more");
    let missing = node.enable(&name, "# two\n").await;
    assert!(matches!(missing, Err(NodeError::Missing(_))), "{missing:?}");
}
