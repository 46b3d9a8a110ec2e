//! The server and the offline commands of SDS Gateway, as a library that tests can drive.
//!
//! ```text
//! browser, curl ─▶ serve (router, session) ─▶ deploy, status ─▶ nodes ─▶ node   (port: directory, simulated, reactor)
//!                         │                        │
//!                         └──────────────┬─────────┘
//!                                        ▼
//!                                      store (port: SQLite)
//! ```
//!
//! Only adapters touch the system; handlers see ports; adapters know no HTTP. What a gateway is, and what its snippet
//! says, is known by the crate `gateway` alone.
#![forbid(unsafe_code)]

pub mod command;
pub mod settings;

pub mod app;
pub mod oidc;
pub mod serve;

pub mod deploy;
pub mod maintenance;

pub mod drift;
pub mod feed;
pub mod fleet;
pub mod status;
pub mod surveys;

pub mod facts;
pub mod needs;
pub mod postflight;
pub mod preflight;
pub mod probe;

pub mod archive;
pub mod node;
pub mod nodes;
pub mod seal;
pub mod store;

pub mod approval;
pub mod audit;
pub mod lockout;
pub mod password;
pub mod review;
pub mod who;

pub mod assets;
pub mod clock;
pub mod content;
pub mod error;
pub mod token;
