//! What goes wrong on nodes that are reached over real SSH: nothing is ever half there, and the report says what it was.

#[path = "ssh_faults/before.rs"]
mod before;
#[path = "ssh_faults/between.rs"]
mod between;
#[path = "ssh_faults/meddling.rs"]
mod meddling;
#[path = "ssh_faults/middle.rs"]
mod middle;
