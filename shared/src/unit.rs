//! What drbd-reactor makes of a start list: names of units and the environment that their agents get.

use std::fmt::Write;

use crate::agent::{Agent, StartEntry};

/// The unit that the daemon starts for an entry of `resource`.
pub fn unit_name(entry: &StartEntry, resource: &str) -> String {
    match entry {
        StartEntry::Agent(agent) => format!("ocf.rs@{}.service", escape(&format!("{}_{resource}", agent.instance))),
        StartEntry::Unit(unit) => unit.clone(),
    }
}

/// The target that is active exactly where the gateway runs.
pub fn target_name(resource: &str) -> String {
    format!("drbd-services@{}.target", escape(resource))
}

/// The unit that promotes the resource; every entry is bound to it.
pub fn promote_name(resource: &str) -> String {
    format!("drbd-promote@{}.service", escape(resource))
}

/// Escapes an instance name as the daemon does: `/` becomes `-`, every unusual byte becomes `\xNN`.
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for (index, byte) in name.bytes().enumerate() {
        match byte {
            b'/' => escaped.push('-'),
            b'.' if index > 0 => escaped.push('.'),
            b':' | b'_' => escaped.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            _ => push_hex(&mut escaped, byte),
        }
    }
    escaped
}

/// The variables of an agent's unit as the daemon writes them, before systemd reads escapes and specifiers.
pub fn environment(agent: &Agent) -> Vec<(String, String)> {
    let variable = |(key, value): &(String, String)| {
        // The doubled `%` is how the value stands in the start entry; systemd halves it again.
        (format!("OCF_RESKEY_{key}"), escape_value(&value.replace('%', "%%")))
    };
    agent.parameters.iter().map(variable).collect()
}

fn escape_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"./:_".contains(&byte);
        if is_plain { escaped.push(char::from(byte)) } else { push_hex(&mut escaped, byte) }
    }
    escaped
}

fn push_hex(text: &mut String, byte: u8) {
    write!(text, "\\x{byte:02x}").expect("a string takes everything");
}
