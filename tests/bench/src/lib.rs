//! How long the model takes: the same cases on this machine (`benches/native.rs`) and in a browser (`browser/`).

pub mod case;
pub mod cases;
pub mod input;

#[cfg(target_arch = "wasm32")]
pub mod browser;
