//! What the preflight of a plan found, kept until the plan is confirmed.

use std::collections::BTreeMap;
use std::time::Duration;

use gateway::api::nodes::NodeCheck;
use tokio::time::Instant;

/// How long a finding is worth something.
const WORTH: Duration = Duration::from_mins(1);
/// Plans that are kept: whoever plans many and confirms none fills no memory.
const MOST: usize = 64;

/// Findings of recent plans, each by the text that is to be deployed.
#[derive(Default)]
pub(super) struct Checked {
    plans: Vec<Plan>,
}

struct Plan {
    text: String,
    at: Instant,
    checks: Checks,
}

/// What was found, by the node's name.
pub(super) type Checks = BTreeMap<String, Vec<NodeCheck>>;

impl Checked {
    /// Keeps what was found now.
    pub(super) fn keep(&mut self, text: &str, checks: Checks) {
        self.plans.retain(|plan| plan.text != text && plan.at.elapsed() < WORTH);
        if self.plans.len() == MOST {
            self.plans.remove(0);
        }
        self.plans.push(Plan { text: text.to_owned(), at: Instant::now(), checks });
    }

    /// What was found within the last minute.
    pub(super) fn recent(&self, text: &str) -> Option<Checks> {
        let plan = self.plans.iter().find(|plan| plan.text == text && plan.at.elapsed() < WORTH)?;
        Some(plan.checks.clone())
    }
}
