//! The command line: reads what is asked for, runs it, and turns what comes of it into an exit code.
#![forbid(unsafe_code)]

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gateway::api::people::Role;
use gateway::names::password::AccountName;
use gateway::snippet::versions::{Reactor, Versions};
use gateway::text::Language;
use sds_gateway::command::{
    Verdict, archive, audit, check, explain, fix, graph, import, render, rotate_key, serve, sign_in, units,
    user,
};
use sds_gateway::settings::{Given, Settings};
use tracing_subscriber::EnvFilter;

/// Highly available iSCSI, NFS and NVMe-oF gateways on DRBD: build, check, deploy.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 fine, 1 errors found or refused, 2 usage or input/output, 3 warnings found with --strict.
Where a FILE is wanted, `-` is standard input.";

#[derive(Subcommand)]
enum Command {
    /// Run the server
    Serve {
        #[command(flatten)]
        place: Place,
        /// Add a simulated three-node cluster with sample gateways
        #[arg(long)]
        demo: bool,
    },
    /// Print a new link that signs in once; the links made before are void
    SignIn {
        #[command(flatten)]
        place: Place,
    },
    /// Give everything that is sealed a new key; the server must not run meanwhile
    RotateKey {
        #[command(flatten)]
        place: Place,
    },
    /// The installation as one file, sealed with a passphrase
    Archive {
        #[command(subcommand)]
        command: ArchiveCommand,
    },
    /// Manage accounts, for the locked-out
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// The log of who changed what
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Check snippets as the daemon would: each file alone and all together
    Check {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// Exit with 3 where there are warnings
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        programs: Programs,
        /// Snippets, or directories of them
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
    },
    /// Repair snippets where it is certain what was meant; print the repaired text
    Fix {
        /// Print what changes, as a unified diff
        #[arg(long, conflicts_with = "write")]
        diff: bool,
        /// Write the files, keeping mode and owner
        #[arg(long)]
        write: bool,
        #[command(flatten)]
        programs: Programs,
        /// Snippets, or directories of them
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
    },
    /// Print a snippet with what each line does
    Explain {
        /// Print one JSON document, in all languages
        #[arg(long)]
        json: bool,
        /// Language of the explanations [default: that of the terminal, English otherwise]
        #[arg(long)]
        language: Option<Spoken>,
        /// The snippet
        file: PathBuf,
    },
    /// Print the systemd units that the daemon would make of snippets, with the environment of agents
    Units {
        /// Print one JSON document, secrets included
        #[arg(long)]
        json: bool,
        /// Snippets, or directories of them
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
    },
    /// Draw the order in which the units of a snippet start, as SVG
    Graph {
        /// Print one JSON document with the units and what ties them together, in all languages
        #[arg(long)]
        json: bool,
        /// Language of the picture [default: that of the terminal, English otherwise]
        #[arg(long)]
        language: Option<Spoken>,
        /// The resource, where the snippet has several
        #[arg(long, value_name = "NAME")]
        resource: Option<String>,
        /// The snippet
        file: PathBuf,
    },
    /// Print the gateway that a snippet is, as JSON; exit with 1 where it is none of ours
    Import {
        /// Print one JSON document with everything that was found out
        #[arg(long)]
        json: bool,
        /// The snippet
        file: PathBuf,
    },
    /// Print the snippet of a gateway
    Render {
        /// The gateway as JSON
        #[arg(value_name = "FILE.json")]
        file: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Subcommand)]
enum UserCommand {
    /// Make an account and print a sign-in link for its owner
    Add {
        /// Lower-case letters, digits and `._@-`
        name: AccountName,
        /// viewer, reviewer, operator or admin
        #[arg(long, default_value = "viewer")]
        role: Role,
        #[command(flatten)]
        place: Place,
    },
    /// Set the password of an account, read from the terminal or standard input, and unlock it
    Passwd {
        /// The account
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Print every account
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum ArchiveCommand {
    /// Write everything that is kept into a new file; the server may run
    Export {
        /// The file, which must not be there yet
        file: PathBuf,
        /// File with the passphrase in its first line [default: ask on the terminal]
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Take an archive in where there are no gateways yet; the server must not run
    Import {
        /// The file
        file: PathBuf,
        /// File with the passphrase in its first line [default: ask on the terminal]
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Look whether no entry was changed, added in between or taken away
    Verify {
        #[command(flatten)]
        place: Place,
    },
}

/// A language as it is named on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Spoken {
    /// English
    En,
    /// Simplified Chinese
    Zh,
}

impl Spoken {
    fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Zh => Language::Chinese,
        }
    }

    /// The language of the terminal: the first of these variables that is set counts (locale(7)).
    fn of_environment() -> Self {
        let mut variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
        match variables.find(|locale| !locale.is_empty()) {
            Some(locale) if locale.as_encoded_bytes().starts_with(b"zh") => Self::Zh,
            Some(_) | None => Self::En,
        }
    }
}

/// The programs of the node that will read the snippets.
#[derive(Args)]
struct Programs {
    /// Version of resource-agents on the node: 4.12, 4.16, 4.18 or newest
    #[arg(long, value_name = "VERSION", default_value_t)]
    resource_agents: gateway::ocf::Version,
    /// Version of drbd-reactor on the node, such as 1.4
    #[arg(long, value_name = "VERSION", default_value_t)]
    drbd_reactor: Reactor,
}

impl Programs {
    fn versions(&self) -> Versions {
        Versions { reactor: self.drbd_reactor, resource_agents: self.resource_agents }
    }
}

/// Where the server listens and where its data is. A flag counts before the environment, and both before the file.
#[derive(Args)]
struct Place {
    /// Settings file [default: ./sds-gateway.toml where there is one]
    #[arg(long, value_name = "FILE", env = "SDS_GATEWAY_CONFIG")]
    config: Option<PathBuf>,
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "SDS_GATEWAY_LISTEN")]
    listen: Option<SocketAddr>,
    /// Data directory [default: ./sds-gateway-data]
    #[arg(long, value_name = "DIR", env = "SDS_GATEWAY_DATA")]
    data: Option<PathBuf>,
    /// Key file of what is sealed [default: systemd's credential `sds-gateway.key`, else the file of that name in the
    /// data directory]
    #[arg(long, value_name = "FILE", env = "SDS_GATEWAY_KEY_FILE")]
    key_file: Option<PathBuf>,
}

impl Place {
    fn settings(self) -> anyhow::Result<Settings> {
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        let Self { config, listen, data, key_file } = self;
        let given = Given { config, listen, data, key_file, credentials };
        Settings::read(&given).context("the settings are of no use")
    }
}

fn main() -> ExitCode {
    let verdict = run(Cli::parse().command);
    match verdict {
        Ok(verdict) => ExitCode::from(verdict.exit_code()),
        // Whoever reads has seen enough, as `head` has.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(2),
        Err(error) => {
            // Nothing more can be done where even this cannot be written.
            drop(writeln!(io::stderr(), "error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.into_iter().any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn run(command: Command) -> anyhow::Result<Verdict> {
    let mut out = io::stdout();
    match command {
        Command::Serve { place, demo } => {
            start_log();
            let settings = place.settings()?;
            tokio::runtime::Runtime::new()?.block_on(serve::serve(settings, demo, &mut out))?;
            Ok(Verdict::Fine)
        }
        Command::SignIn { place } => {
            let settings = place.settings()?;
            tokio::runtime::Runtime::new()?.block_on(sign_in::sign_in(&settings, &mut out))?;
            Ok(Verdict::Fine)
        }
        Command::RotateKey { place } => {
            let settings = place.settings()?;
            tokio::runtime::Runtime::new()?.block_on(rotate_key::rotate_key(&settings, &mut out))?;
            Ok(Verdict::Fine)
        }
        Command::Archive { command } => {
            let runtime = tokio::runtime::Runtime::new()?;
            match command {
                ArchiveCommand::Export { file, passphrase_file, place } => {
                    let passphrase = passphrase_file.as_deref();
                    runtime.block_on(archive::export(&place.settings()?, &file, passphrase, &mut out))?;
                }
                ArchiveCommand::Import { file, passphrase_file, place } => {
                    let passphrase = passphrase_file.as_deref();
                    runtime.block_on(archive::import(&place.settings()?, &file, passphrase, &mut out))?;
                }
            }
            Ok(Verdict::Fine)
        }
        Command::User { command } => {
            let runtime = tokio::runtime::Runtime::new()?;
            match command {
                UserCommand::Add { name, role, place } => {
                    runtime.block_on(user::add(&place.settings()?, &name, role, &mut out))?;
                }
                UserCommand::Passwd { name, place } => {
                    runtime.block_on(user::passwd(&place.settings()?, &name, &mut out))?;
                }
                UserCommand::List { json, place } => {
                    runtime.block_on(user::list(&place.settings()?, json, &mut out))?;
                }
            }
            Ok(Verdict::Fine)
        }
        Command::Audit { command: AuditCommand::Verify { place } } => {
            Ok(tokio::runtime::Runtime::new()?.block_on(audit::verify(&place.settings()?, &mut out))?)
        }
        Command::Check { json, strict, programs, paths } => {
            let colours = has_colours(&out);
            let options = check::Options { json, strict, colours, versions: programs.versions() };
            Ok(check::check(&paths, options, &mut out.lock())?)
        }
        Command::Fix { diff, write, programs, paths } => {
            let output = match (diff, write) {
                (true, _) => fix::Output::Diff,
                (false, true) => fix::Output::Write,
                (false, false) => fix::Output::Text,
            };
            Ok(fix::fix(&paths, output, programs.versions(), &mut out.lock(), &mut io::stderr())?)
        }
        Command::Explain { json, language, file } => {
            let language = language.unwrap_or_else(Spoken::of_environment).language();
            let options = explain::Options { json, language, colours: has_colours(&out) };
            Ok(explain::explain(&file, options, &mut out.lock(), &mut io::stderr())?)
        }
        Command::Units { json, paths } => Ok(units::units(&paths, json, &mut out.lock(), &mut io::stderr())?),
        Command::Graph { json, language, resource, file } => {
            let language = language.unwrap_or_else(Spoken::of_environment).language();
            let options = graph::Options { json, language, resource };
            Ok(graph::graph(&file, &options, &mut out.lock(), &mut io::stderr())?)
        }
        Command::Import { json, file } => {
            let output = if json { import::Output::Everything } else { import::Output::Gateway };
            Ok(import::import_file(&file, output, &mut out.lock(), &mut io::stderr())?)
        }
        Command::Render { file } => Ok(render::render(&file, &mut out.lock(), &mut io::stderr())?),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "sds-gateway", &mut out);
            Ok(Verdict::Fine)
        }
    }
}

/// Whether lines are coloured: on a terminal, unless its user wants none (<https://no-color.org>).
fn has_colours(out: &io::Stdout) -> bool {
    out.is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Logs go to standard error: standard output is for what programs read.
fn start_log() {
    let mut filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // Asked for more, these write what they read: heads with cookies, paths with tokens, bodies with secrets.
    for library in ["axum", "h2", "hyper", "hyper_util", "rustls", "tokio_rustls"] {
        filter = filter.add_directive(format!("{library}=info").parse().expect("a name and a level"));
    }
    let colours = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(io::stderr).init();
}
