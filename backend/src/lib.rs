//! The server and the offline commands of SDS Gateway, as a library that tests can drive.
//!
//! ```text
//! browser, curl ─▶ serve (router, session) ─▶ deploy, status ─▶ nodes ─▶ node   (port: directory, simulated)
//!                         │                        │
//!                         └──────────────┬─────────┘
//!                                        ▼
//!                                      store (port: SQLite)
//! ```
//!
//! Only adapters touch the system; handlers see ports; adapters know no HTTP. What a gateway is, and what its snippet
//! says, is known by the crate `gateway` alone.

pub mod command;
pub mod settings;

pub mod app;
pub mod serve;

pub mod deploy;
pub mod facts;
pub mod fleet;
pub mod needs;
pub mod node;
pub mod nodes;
pub mod postflight;
pub mod preflight;
pub mod probe;
pub mod status;
pub mod store;

pub mod assets;
pub mod clock;
pub mod content;
pub mod error;
pub mod token;
