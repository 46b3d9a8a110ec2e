//! The parts of a start list.

use std::borrow::Cow;

use crate::agent::Agent;
use crate::field::place::Place;

/// A part of the start list: what it is for, and the agents that do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Comment above the entries.
    pub comment: Cow<'static, str>,
    /// The fields that the comment tells of.
    pub from: Vec<Place>,
    /// The entries, in order.
    pub agents: Vec<Agent>,
}

impl Section {
    /// A part of the start list.
    pub(crate) fn new(comment: impl Into<Cow<'static, str>>, agents: Vec<Agent>) -> Self {
        Self { comment: comment.into(), from: Vec::new(), agents }
    }

    /// The same part, whose comment tells of a field.
    pub(crate) fn told_by(mut self, field: Place) -> Self {
        self.from.push(field);
        self
    }

    /// The same part, all of whose agents come from a field, too.
    pub(crate) fn all_from(mut self, field: Place) -> Self {
        for agent in &mut self.agents {
            agent.from.push(field);
        }
        self
    }
}
