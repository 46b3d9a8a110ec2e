//! What the tests share: gateways made by chance, and the programs on the other side, written a second time.

pub mod answers;
pub mod at_rest;
pub mod checked;
pub mod codes;
pub mod daemon;
pub mod drafts;
pub mod listening;
pub mod machines;
pub mod nodes;
pub mod planted;
pub mod reactor;
pub mod server;
pub mod site;
