//! drbd-reactor's file: how it is written, how it is read back, and what the daemon would say of it.

pub mod check;
pub mod read;
pub mod write;

mod keys;
mod source;
