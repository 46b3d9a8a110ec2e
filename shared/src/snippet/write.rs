//! Writes a gateway as a snippet: the same gateway gives the same bytes, always.

use std::fmt::Write;

use crate::gateway::Gateway;
use crate::gateway::promoter::PromoterOptions;

/// The text of the gateway's snippet, as the nodes get it.
pub fn write(gateway: &Gateway) -> String {
    // A gateway with one volume takes less than 2 KiB.
    let mut text = String::with_capacity(2048);
    for line in gateway.head() {
        push_line(&mut text, 0, &["# ", &line]);
    }
    text.push('\n');
    push_line(&mut text, 0, &["[[promoter]]"]);
    push_line(&mut text, 1, &["[promoter.resources.", gateway.resource.as_str(), "]"]);
    for (key, value) in options(&gateway.promoter.filled_in(gateway.kind())) {
        push_line(&mut text, 2, &[key, " = ", &value]);
    }
    text.push('\n');
    push_line(&mut text, 2, &["start = ["]);
    // One for all entries: it grows to the longest, and then no further.
    let mut entry = String::new();
    for (index, section) in gateway.sections().iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        push_line(&mut text, 3, &["# ", &section.comment]);
        for agent in &section.agents {
            entry.clear();
            write!(entry, "{agent}").expect("a string takes everything");
            push_line(&mut text, 3, &[&quote(&entry), ","]);
        }
    }
    push_line(&mut text, 2, &["]"]);
    text.push('\n');
    push_line(&mut text, 1, &["[promoter.metadata]"]);
    push_line(&mut text, 2, &["linstor-gateway-schema-version = 1"]);
    text
}

fn push_line(text: &mut String, depth: usize, pieces: &[&str]) {
    for _ in 0..depth {
        text.push_str("  ");
    }
    for piece in pieces {
        text.push_str(piece);
    }
    text.push('\n');
}

/// The options with their values in TOML. Those that are `None` are the daemon's to choose.
fn options(options: &PromoterOptions) -> Vec<(&'static str, String)> {
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let mut push = |key, value: Option<String>| lines.extend(value.map(|value| (key, value)));
    push("runner", options.runner.map(|choice| quote(&choice.to_string())));
    push("stop-services-on-exit", options.stop_services_on_exit.map(|switch| switch.to_string()));
    push("on-drbd-demote-failure", options.on_drbd_demote_failure.map(|choice| quote(&choice.to_string())));
    push("target-as", options.target_as.map(|choice| quote(&choice.to_string())));
    push("dependencies-as", options.dependencies_as.map(|choice| quote(&choice.to_string())));
    push("sleep-before-promote-factor", options.sleep_before_promote_factor.map(|count| count.to_string()));
    let nodes: Vec<String> = options.preferred_nodes.iter().map(|node| quote(node.as_str())).collect();
    push("preferred-nodes", if nodes.is_empty() { None } else { Some(format!("[{}]", nodes.join(", "))) });
    push("preferred-nodes-policy", options.preferred_nodes_policy.map(|choice| quote(&choice.to_string())));
    push("secondary-force", options.secondary_force.map(|switch| switch.to_string()));
    push("on-quorum-loss", options.on_quorum_loss.map(|choice| quote(&choice.to_string())));
    push("fencing-promote-delay", options.fencing_promote_delay.map(|seconds| seconds.to_string()));
    push("on-disk-detach", options.on_disk_detach.map(|choice| quote(&choice.to_string())));
    push("adjust-resource-on-start", options.adjust_resource_on_start.map(|switch| switch.to_string()));
    lines
}

/// Writes text as a basic string of TOML (1.0.0, "String").
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    // Nearly every text is like this, and copied at once.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        quoted.push_str(text);
        quoted.push('"');
        return quoted;
    }
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(c)).expect("a string takes everything");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
