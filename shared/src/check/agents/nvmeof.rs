//! The agents of NVMe-oF: subsystems, their namespaces, and the ports that offer them.

mod identity;
mod namespace;
mod port;
mod subsystem;

use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};

/// Looks at a subsystem.
pub(super) fn look_at_subsystem(
    subsystem: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    subsystem::look_at_nqn(subsystem, findings);
    subsystem::look_at_serial(subsystem, started, findings);
    subsystem::look_at_hosts(subsystem, findings);
}

/// Looks at a namespace.
pub(super) fn look_at_namespace(
    namespace: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    namespace::look_at_subsystem(namespace, started, findings);
    namespace::look_at_number(namespace, started, findings);
    namespace::look_at_path(namespace, findings);
    identity::look_at(namespace, findings);
}

/// Looks at a port.
pub(super) fn look_at_port(port: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    port::look_at_number(port, started, findings);
    port::look_at_transport(port, findings);
    port::look_at_address(port, findings);
    port::look_at_subsystems(port, started, findings);
}

/// The names of a resource's subsystems; none where one is missing, because then nobody knows what is.
fn subsystems<'s>(started: &'s Started<'_>) -> Option<Vec<&'s str>> {
    started.agents("nvmet-subsystem").map(|subsystem| subsystem.some("nqn")).collect()
}

/// The one name that is another but for case or two typos.
fn meant<'s>(nqn: &str, known: &[&'s str]) -> Option<&'s str> {
    let is_typo =
        |known: &&&str| strsim::damerau_levenshtein(&nqn.to_lowercase(), &known.to_lowercase()) <= 2;
    match known {
        [only] => Some(only).filter(is_typo).copied(),
        [] | [_, _, ..] => None,
    }
}
