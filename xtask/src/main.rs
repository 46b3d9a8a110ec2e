//! `cargo xtask …`: the steps of the build that are more than one call of cargo.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "whoever builds reads what was made, and why not"
)]

mod bench;
mod compress;
mod corpus;
mod files;
mod page;
mod program;
mod purity;
mod web;
mod workspace;

use std::process::ExitCode;

use web::Effort;
use workspace::Workspace;

const USAGE: &str = "usage: cargo xtask web           build the browser's bundle into dist/
       cargo xtask web --quick   build one to try, in seconds: large, and not compressed
       cargo xtask bench         build what `make bench` measures in a browser
       cargo xtask corpus        write what `make fuzz` starts from
       cargo xtask purity        check that crate `gateway` has no runtime, clock, chance or log in it";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task: fn(&Workspace) -> anyhow::Result<()> =
        match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["web"] => |workspace| web::build(workspace, Effort::Small),
            ["web", "--quick"] => |workspace| web::build(workspace, Effort::Quick),
            ["bench"] => bench::build,
            ["corpus"] => corpus::write,
            ["purity"] => purity::check,
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        };
    match Workspace::find().and_then(|workspace| task(&workspace)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
