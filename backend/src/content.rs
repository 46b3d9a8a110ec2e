//! What a revision holds: a gateway of ours, or a foreign snippet that stays text.

use gateway::foreign::Foreign;
use gateway::gateway::Gateway;
use gateway::problem::Problem;
use gateway::secret::json::problems_of_masks;
use gateway::snippet::write::write;
use serde_json::Value;

use crate::serve::error::ApiError;

/// What a revision holds.
pub enum Content {
    /// A gateway, of which the text is made.
    Ours(Box<Gateway>),
    /// A text that no gateway of ours says.
    Foreign(Foreign),
}

impl Content {
    /// Reads a draft.
    ///
    /// # Errors
    ///
    /// [`ApiError::Problems`] with all that is wrong with it; a secret that is `***` is wrong, too, because neither the
    /// store nor a node can do anything with it.
    pub fn read(draft: &Value) -> Result<Self, ApiError> {
        let content = Self::read_as_shown(draft)?;
        let problems = problems_of_masks(draft, &content.text());
        if problems.is_empty() { Ok(content) } else { Err(ApiError::Problems(problems)) }
    }

    /// Reads a draft in which secrets may still be `***`; nothing of it may be saved.
    ///
    /// # Errors
    ///
    /// As [`Content::read`].
    pub fn read_as_shown(draft: &Value) -> Result<Self, ApiError> {
        let read = if Foreign::is_draft(draft) {
            Foreign::read(draft).map(Self::Foreign)
        } else {
            Gateway::read(draft).map(|gateway| Self::Ours(Box::new(gateway)))
        };
        read.map_err(ApiError::Problems)
    }

    /// The DRBD resource.
    pub fn resource(&self) -> &str {
        match self {
            Self::Ours(gateway) => gateway.resource.as_str(),
            Self::Foreign(foreign) => foreign.resource().as_str(),
        }
    }

    /// Name of its snippet without suffix.
    pub fn snippet_name(&self) -> String {
        match self {
            Self::Ours(gateway) => gateway.snippet_name(),
            Self::Foreign(foreign) => foreign.snippet_name().to_owned(),
        }
    }

    /// The text of its snippet, as the nodes get it.
    pub fn text(&self) -> String {
        match self {
            Self::Ours(gateway) => write(gateway),
            Self::Foreign(foreign) => foreign.text().to_owned(),
        }
    }

    /// Its JSON, as the store keeps it.
    pub fn json(&self) -> Value {
        match self {
            Self::Ours(gateway) => serde_json::to_value(gateway),
            Self::Foreign(foreign) => serde_json::to_value(foreign),
        }
        .expect("a gateway is plain data")
    }

    /// What is accepted but not what it looks like.
    pub fn remarks(&self) -> Vec<Problem> {
        match self {
            Self::Ours(gateway) => gateway.warnings(),
            Self::Foreign(foreign) => foreign.problems(),
        }
    }

    /// What clients know it by.
    pub fn name(&self) -> String {
        match self {
            Self::Ours(gateway) => gateway.name(),
            Self::Foreign(foreign) => foreign.name(),
        }
    }

    /// Its service IPs.
    pub fn service_ips(&self) -> Vec<String> {
        match self {
            Self::Ours(gateway) => gateway.ips().map(|ip| ip.to_string()).collect(),
            Self::Foreign(foreign) => foreign.values("IPaddr2", "ip"),
        }
    }
}
