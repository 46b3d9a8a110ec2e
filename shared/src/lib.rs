//! Highly available iSCSI, NFS and NVMe-oF gateways on DRBD, and the snippets from which drbd-reactor runs them.
//!
//! ```text
//! draft (JSON, may be wrong) ── Gateway::read ──▶ Gateway ── snippet::write ──▶ snippet text (TOML)
//!            │                                       │                              │
//!            └──────── Problem, all at once ◀────────┘           check::check ◀─────┘
//! ```
//!
//! Everything here is pure: no files, clock, chance, environment, network or logs. The same code runs in the browser,
//! in the server and on the command line, so a preview is byte for byte the file that a node gets.
#![forbid(unsafe_code)]

pub mod gateway;
pub mod names;

pub mod agent;
pub mod ocf;
pub mod snippet;
pub mod unit;

pub mod changes;
pub mod check;
pub mod explain;
pub mod fleet;
pub mod foreign;
pub mod graph;
pub mod import;
pub mod plan;
pub mod preset;
pub mod repair;
pub mod secret;

pub mod api;
pub mod draft;
pub mod field;
pub mod help;
pub mod problem;
pub mod text;
