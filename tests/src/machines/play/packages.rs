//! The package database, and the tools of which it only matters that they are there.

use std::io;

use super::Scene;
use crate::machines::agents;

/// Plays `dpkg-query`.
pub(super) fn query(scene: &mut Scene<'_>) -> io::Result<i32> {
    let mut format = "${Package}\t${Version}\n".to_owned();
    let mut names = Vec::new();
    let mut words = scene.call.argv.iter();
    while let Some(word) = words.next() {
        if let Some(given) = word.strip_prefix("--showformat=").or_else(|| word.strip_prefix("-f=")) {
            given.clone_into(&mut format);
        } else if word == "-f" {
            format = words.next().cloned().unwrap_or_default();
        } else if let Some(given) = word.strip_prefix("-f") {
            given.clone_into(&mut format);
        } else if !word.starts_with('-') {
            names.push(word.clone());
        }
    }
    let mut code = 0;
    for name in names {
        let version = scene.node.state().packages.get(&name).cloned();
        if let Some(version) = version {
            let line = format
                .replace("${Package}", &name)
                .replace("${Version}", &version)
                .replace("${db:Status-Status}", "installed")
                .replace("${Status}", "install ok installed")
                .replace("\\n", "\n")
                .replace("\\t", "\t");
            scene.talk.out(&line)?;
        } else {
            scene.talk.err(&format!("dpkg-query: no packages found matching {name}"))?;
            code = 1;
        }
    }
    Ok(code)
}

/// Plays a tool that does nothing but to be installed.
pub(super) fn tool(scene: &mut Scene<'_>, program: &str) -> io::Result<i32> {
    let argv = scene.argv();
    let version = |package: &str| {
        let version = scene.node.state().packages.get(package).cloned().unwrap_or_default();
        let upstream = version.split_once(':').map_or(version.as_str(), |(_, rest)| rest);
        upstream.split('-').next().unwrap_or_default().to_owned()
    };
    let said = match (program, argv.as_slice()) {
        ("iptables" | "ip6tables", ["--version" | "-V"]) => {
            format!("{program} v{} (nf_tables)\n", version("iptables"))
        }
        ("targetcli", ["--version" | "-v"]) => {
            format!("/usr/bin/targetcli version {}\n", version("targetcli-fb"))
        }
        ("arping", ["-V"]) => "arping from iputils 20240905\n".to_owned(),
        ("iptables-save" | "ip6tables-save", _) => {
            let rules = agents::rules(&scene.stage.agents(), scene.node.name(), program == "ip6tables-save");
            format!(
                "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n{}COMMIT\n",
                rules.concat()
            )
        }
        ("iptables" | "ip6tables", ["-S", ..]) => {
            let rules = agents::rules(&scene.stage.agents(), scene.node.name(), program == "ip6tables");
            format!("-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n{}", rules.concat())
        }
        ("exportfs", _) => agents::table(scene.node),
        // Nobody uses what one looks for, and no module but those that are loaded is there for the other.
        ("fuser" | "modinfo", _) => return Ok(1),
        _ => String::new(),
    };
    scene.talk.out(&said)?;
    Ok(0)
}
