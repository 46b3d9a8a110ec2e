//! The HTTP side: the table of routes, who asks, and one file of handlers per resource.

pub mod certificates;
pub mod listen;
pub mod router;

mod headers;
mod limits;
mod per_address;
mod trace;

pub mod extract;
pub mod origin;
pub mod session;

mod oidc;
pub mod sign_in;

pub mod drift;
pub mod gateways;
pub mod revisions;

pub mod comments;
pub mod review;
pub mod shares;
pub mod verdicts;

pub mod deployments;
pub mod jobs;
pub mod nodes;

pub mod archive;
pub mod audit;
pub mod tokens;
pub mod users;

pub mod running;
pub mod stateless;

pub mod docs;
pub mod error;
pub mod revise;

mod masked;
mod secrets;
