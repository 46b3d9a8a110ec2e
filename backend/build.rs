//! Makes sure that there is a bundle to embed, if only an empty one, and that a new one is embedded.

use std::fs;
use std::io;

const DIST: &str = "../dist";

fn main() -> io::Result<()> {
    // rust-embed refuses to compile without the directory, and the server is useful without the browser's app.
    fs::create_dir_all(DIST)?;
    println!("cargo::rerun-if-changed={DIST}");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
