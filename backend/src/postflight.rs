//! Whether a start has really made what the snippet wants: agents return 0 and do nothing in more ways than they fail.
//!
//! What is there is asked of the node where the gateway runs, by one constant script.

mod block;
mod evidence;
mod iscsi;
mod nfs;
mod node;
mod nvmeof;

use gateway::names::drbd::ResourceName;
use gateway::text::Text;
use gateway::unit::target_name;

pub use evidence::Evidence;

use crate::needs::Needs;
use crate::node::machine::{Machine, MachineError};
use crate::probe::Ask;

/// The script that gathers evidence.
pub const SCRIPT: &str = concat!(include_str!("probe/frame.sh"), include_str!("postflight/evidence.sh"));

/// What to ask of the node where the gateway runs.
pub fn ask(needs: &Needs) -> Ask {
    let mut ask = Ask::new(SCRIPT);
    if needs.resource.parse::<ResourceName>().is_ok() {
        ask.add(&["resource", &needs.resource]);
    }
    ask.add(&["unit", &target_name(&needs.resource)]);
    for device in needs.devices() {
        ask.add(&["device", device]);
    }
    for target in &needs.targets {
        ask.add(&["iqn", &target.iqn]);
    }
    for lun in &needs.luns {
        ask.add(&["lun", &lun.iqn, &lun.number.to_string()]);
    }
    for subsystem in &needs.subsystems {
        ask.add(&["nqn", &subsystem.nqn]);
    }
    for namespace in &needs.namespaces {
        ask.add(&["namespace", &namespace.nqn, &namespace.number.to_string()]);
    }
    for port in &needs.ports {
        ask.add(&["port", &port.number.to_string()]);
    }
    ask
}

/// Asks the node where the gateway runs.
///
/// # Errors
///
/// The node could not be asked. What it could not find out itself is a fault.
pub async fn look_at(machine: &dyn Machine, needs: &Needs) -> Result<Evidence, MachineError> {
    Ok(Evidence::parse(&ask(needs).put_to(machine).await?))
}

/// What was wanted and is not there, each with a way out. Empty where all is as wanted.
pub fn faults(needs: &Needs, evidence: &Evidence) -> Vec<Text> {
    look(needs, evidence).faults
}

/// What was wanted and is there.
pub fn proofs(needs: &Needs, evidence: &Evidence) -> Vec<Text> {
    look(needs, evidence).proofs
}

fn look(needs: &Needs, evidence: &Evidence) -> Seen {
    let mut seen = Seen::default();
    if !evidence.is_whole {
        seen.fault(
            "the node's answer is cut short, so that not all could be looked at; look again",
            "节点的应答不完整，因此并非全部都已核实；请重新查看",
        );
    }
    node::look(&mut seen, needs, evidence);
    iscsi::look(&mut seen, needs, evidence);
    nfs::look(&mut seen, needs, evidence);
    nvmeof::look(&mut seen, needs, evidence);
    node::listeners(&mut seen, needs, evidence);
    block::look(&mut seen, needs, evidence);
    seen
}

/// What was looked for.
#[derive(Default)]
struct Seen {
    faults: Vec<Text>,
    proofs: Vec<Text>,
}

impl Seen {
    fn fault(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.faults.push(Text::of(en, zh));
    }

    fn proof(&mut self, en: impl Into<String>, zh: impl Into<String>) {
        self.proofs.push(Text::of(en, zh));
    }

    /// A value that was wanted, against the one that is there, in one spelling for both.
    fn compare(&mut self, what: (&str, &str), wanted: &str, found: Option<&str>, spell: fn(&str) -> String) {
        let (en, zh) = what;
        match found {
            Some(found) if spell(found) == spell(wanted) => {
                self.proof(format!("{en} is `{wanted}`"), format!("{zh}为 `{wanted}`"));
            }
            Some(found) => self.fault(
                format!(
                    "{en} is `{found}`, not `{wanted}`, so that clients take it for another; stop the gateway, correct the \
                     value, start it again"
                ),
                format!("{zh}为 `{found}`，而不是 `{wanted}`，客户端会将其视为另一个；请停止网关，更正该值后重新启动"),
            ),
            None => self.fault(
                format!("{en} is not there, wanted was `{wanted}`; stop the gateway and start it again"),
                format!("{zh}不存在，应为 `{wanted}`；请停止网关后重新启动"),
            ),
        }
    }
}

/// A text as it is, but for blanks around it: the kernel pads some values.
fn as_it_is(text: &str) -> String {
    text.trim().to_owned()
}

/// Hexadecimal digits alone: dashes, colons and case say nothing.
fn hexadecimal(text: &str) -> String {
    text.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_lowercase()).collect()
}
