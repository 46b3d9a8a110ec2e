//! Addresses and ports: the agents `IPaddr2` and `portblock`.

pub(super) mod address;
pub(super) mod portblock;
