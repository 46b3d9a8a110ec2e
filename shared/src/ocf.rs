//! What the OCF agents declare: their parameters, by version of resource-agents.

use crate::names::choice_type;

choice_type! {
    /// A version of resource-agents, as far as agents differ between versions.
    #[derive(Default, PartialOrd, Ord, serde::Deserialize)]
    Version {
        /// 4.12, as in Debian 12.
        V4_12 = "4.12",
        /// 4.16, as in Debian 13.
        V4_16 = "4.16",
        /// 4.18.
        V4_18 = "4.18",
        /// Newer than 4.18.
        #[default]
        Newest = "newest",
    }
}
