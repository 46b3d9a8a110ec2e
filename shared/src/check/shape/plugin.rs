//! The daemon's other plugins: they are left as they are, but what the daemon cannot read keeps it from loading anything.

use std::net::SocketAddr;

use toml::de::DeTable;

use crate::check::findings::{Effect, Finding};
use crate::problem::Problem;
use crate::snippet::document::one_or_many;
use crate::snippet::keys::{LOG_LEVELS, UMH_RULES, Wants};
use crate::text::Text;

/// Looks at what is more than a type.
pub(super) fn look_at(plugin: &str, index: usize, table: &DeTable<'_>, findings: &mut Vec<Finding>) {
    let mut refuse = |key: &str, offset: usize, message: Text| {
        let problem = Problem::error("type", format!("{plugin}[{index}].{key}"), message);
        findings.push(Finding::new(offset, problem).with_effect(Effect::Refused));
    };
    match plugin {
        "prometheus" => {
            let Some(address) = table.get("address") else { return };
            if address.get_ref().as_str().is_some_and(|text| !is_address(text)) {
                refuse("address", address.span().start, EXPORTER_ADDRESS);
            }
        }
        "log" => {
            let Some(level) = table.get("level") else { return };
            let is_level = |text: &str| LOG_LEVELS.iter().any(|level| level.eq_ignore_ascii_case(text));
            if level.get_ref().as_str().is_some_and(|text| !is_level(text)) {
                refuse("level", level.span().start, Wants::Word(LOG_LEVELS).expected());
            }
        }
        "umh" => {
            for rules in UMH_RULES.iter().filter_map(|rules| table.get(*rules)) {
                if !rules.get_ref().is_array() {
                    refuse("", rules.span().start, RULES);
                }
                for rule in one_or_many(rules) {
                    let command = rule.get_ref().as_table().and_then(|rule| rule.get("command"));
                    if command.is_none_or(|command| !command.get_ref().is_str()) {
                        refuse("command", rule.span().start, COMMAND);
                    }
                }
            }
        }
        _ => {}
    }
}

/// `:port` or an address with port.
fn is_address(text: &str) -> bool {
    let is_port = text.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    is_port || text.parse::<SocketAddr>().is_ok()
}

const EXPORTER_ADDRESS: Text = Text::new(
    "expected `:9942` or an address with port, not a name",
    "应为 `:9942` 或带端口的地址，而不是主机名",
);
const RULES: Text =
    Text::new("expected a list of rules such as `[[umh.resource]]`", "应为规则列表，如 `[[umh.resource]]`");
const COMMAND: Text =
    Text::new("a rule of umh needs a `command` in quotes", "umh 的规则需要带引号的 `command`");
