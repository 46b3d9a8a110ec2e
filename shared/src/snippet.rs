//! drbd-reactor's file: how it is written and how the daemon reads it.

pub mod compare;
pub mod read;
pub mod versions;
pub mod write;

pub(crate) mod document;
pub(crate) mod keys;
pub(crate) mod literal;
pub(crate) mod origin;
pub(crate) mod patch;
pub(crate) mod source;
pub(crate) mod strict;
