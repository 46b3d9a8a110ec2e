//! Starts a number of test nodes, says where a settings file for them lies, and ends with its standard input.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use gateway_tests::machines::Machines;
use sds_gateway::node::simulated::cluster::Pace;
use tempfile::TempDir;

fn main() -> io::Result<()> {
    let count: u8 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(3);
    let names: Vec<String> = (0..count).map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let machines = Machines::start_at(&names, Pace::WATCHABLE);
    let home = TempDir::new()?;
    let settings: PathBuf = home.path().join("sds-gateway.toml");
    std::fs::write(&settings, machines.settings())?;
    writeln!(io::stdout(), "{}", settings.display())?;
    io::stdin().read_to_end(&mut Vec::new()).map(drop)
}

/// `node-a` to `node-z`, then `node-aa`.
fn name(index: u8) -> String {
    let letter = char::from(b'a' + index % 26);
    match index / 26 {
        0 => format!("node-{letter}"),
        round => format!("node-{}{letter}", char::from(b'a' + round - 1)),
    }
}
