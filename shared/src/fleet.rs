//! What only one gateway of a fleet can have: two that share it fail on the node where they meet, often without a word.

pub mod claim;
pub mod index;
pub mod rule;

mod place;
mod spelling;

use crate::foreign::Foreign;
use crate::gateway::Gateway;
use crate::names::drbd::ResourceName;
use crate::problem::Problem;
use claim::Claim;
use index::Index;

/// Gateways, and what each has for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fleet {
    index: Index<ResourceName, String>,
}

impl Fleet {
    /// Puts a gateway in, in place of the one that its resource had.
    pub fn put(&mut self, gateway: &Gateway) {
        self.index.insert(gateway.resource.clone(), place::claims_of(gateway));
    }

    /// Puts a foreign snippet in, in place of the gateway that its resource had.
    pub fn put_foreign(&mut self, foreign: &Foreign) {
        self.index.insert(foreign.resource().clone(), place::claims_of_foreign(foreign));
    }

    /// Takes the gateway of a resource out. Doing it twice is the same as once.
    pub fn remove(&mut self, resource: &ResourceName) {
        self.index.remove(resource);
    }

    /// What `gateway` would take from others, at most one problem for each place (a JSON pointer), in their order.
    ///
    /// It need not be in the fleet, and is not compared with the gateway that its resource has there.
    pub fn conflicts(&self, gateway: &Gateway) -> Vec<Problem> {
        self.conflicts_of(&gateway.resource, &place::claims_of(gateway))
    }

    /// What a foreign snippet would take from others.
    pub fn conflicts_of_foreign(&self, foreign: &Foreign) -> Vec<Problem> {
        self.conflicts_of(foreign.resource(), &place::claims_of_foreign(foreign))
    }

    fn conflicts_of(&self, resource: &ResourceName, claims: &[(Claim, String)]) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        for conflict in self.index.conflicts_of(resource, claims) {
            let message = conflict.claim.message(conflict.other.as_str());
            let (code, at) = (conflict.claim.code(), conflict.place);
            problems.push(Problem::new(code, conflict.claim.severity(), at, message));
        }
        problems.sort_by(|one, other| one.at.cmp(&other.at));
        problems
    }
}

impl<'a> FromIterator<&'a Gateway> for Fleet {
    fn from_iter<I: IntoIterator<Item = &'a Gateway>>(gateways: I) -> Self {
        let mut fleet = Self::default();
        for gateway in gateways {
            fleet.put(gateway);
        }
        fleet
    }
}

/// What `gateway` would take from one of `others`, among which it may be itself. Who asks often keeps a [`Fleet`].
pub fn conflicts<'a>(gateway: &Gateway, others: impl IntoIterator<Item = &'a Gateway>) -> Vec<Problem> {
    others.into_iter().collect::<Fleet>().conflicts(gateway)
}
