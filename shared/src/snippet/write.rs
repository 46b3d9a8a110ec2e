//! Writes a gateway as a snippet: the same gateway gives the same bytes, always.

use std::fmt::Write;

use crate::field::place::Place;
use crate::gateway::Gateway;
use crate::gateway::promoter::PromoterOptions;

/// A snippet as it is written, and where each of its lines comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text, as the nodes get it.
    pub text: String,
    /// For each line, the fields that decide what it says: with another value of any other field it stays as it is.
    pub origins: Vec<Vec<Place>>,
}

/// The text of the gateway's snippet, as the nodes get it.
pub fn write(gateway: &Gateway) -> String {
    write_with_origins(gateway).text
}

/// The gateway's snippet, with the fields that each line comes from.
pub fn write_with_origins(gateway: &Gateway) -> Written {
    // A gateway with one volume takes less than 2 KiB.
    let mut written = Written { text: String::with_capacity(2048), origins: Vec::with_capacity(40) };
    for (line, from) in gateway.head() {
        written.push(0, &["# ", &line], from);
    }
    written.push_blank();
    written.push(0, &["[[promoter]]"], Vec::new());
    let resource = ["[promoter.resources.", gateway.resource.as_str(), "]"];
    written.push(1, &resource, vec![Place::of("resource")]);
    for (key, value) in options(&gateway.promoter.filled_in(gateway.kind())) {
        written.push(2, &[key, " = ", &value], vec![Place::in_group("promoter", key)]);
    }
    written.push_blank();
    written.push(2, &["start = ["], Vec::new());
    // One for all entries: it grows to the longest, and then no further.
    let mut entry = String::new();
    for (index, section) in gateway.sections().into_iter().enumerate() {
        if index > 0 {
            written.push_blank();
        }
        written.push(3, &["# ", &section.comment], section.from);
        for agent in section.agents {
            entry.clear();
            write!(entry, "{agent}").expect("a string takes everything");
            written.push(3, &[&quote(&entry), ","], agent.from);
        }
    }
    written.push(2, &["]"], Vec::new());
    written.push_blank();
    written.push(1, &["[promoter.metadata]"], Vec::new());
    written.push(2, &["linstor-gateway-schema-version = 1"], Vec::new());
    written
}

impl Written {
    fn push(&mut self, depth: usize, pieces: &[&str], from: Vec<Place>) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        for piece in pieces {
            self.text.push_str(piece);
        }
        self.text.push('\n');
        self.origins.push(from);
    }

    fn push_blank(&mut self) {
        self.text.push('\n');
        self.origins.push(Vec::new());
    }
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
