//! Every program of a test node that only exists as a part: it says how it was called, and does what it is told.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use gateway_tests::machines::wire::{Act, Call, SOCKET};

/// The word before the addresses on which it listens, called by the test and not by a node.
const LISTEN: &str = "--listen";

/// What the real `sudo` gives to the program that it starts.
const SECURE_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

fn main() -> ExitCode {
    match play() {
        Ok(code) => code,
        Err(error) => {
            // Whoever reads the standard error may be gone, too.
            let _ = writeln!(io::stderr(), "nobody plays this program: {error}");
            ExitCode::from(127)
        }
    }
}

fn play() -> io::Result<ExitCode> {
    let addresses: Vec<String> = env::args().skip_while(|word| word != LISTEN).skip(1).collect();
    if !addresses.is_empty() {
        return listen(&addresses).map(|()| ExitCode::SUCCESS);
    }
    let mut stream = UnixStream::connect(SOCKET)?;
    let mut call = serde_json::to_string(&call()?).map_err(io::Error::other)?;
    call.push('\n');
    stream.write_all(call.as_bytes())?;
    for line in BufReader::new(stream).lines() {
        match serde_json::from_str(&line?).map_err(io::Error::other)? {
            Act::Out(text) => {
                let mut out = io::stdout().lock();
                // As the real programs: without anybody who reads, it ends at once.
                if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
                    return Ok(ExitCode::from(101));
                }
            }
            Act::Err(text) => io::stderr().write_all(text.as_bytes())?,
            Act::Become(argv) => return Err(replace(&argv)),
            Act::Exit(code) => return Ok(ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))),
        }
    }
    Ok(ExitCode::from(126))
}

/// Listens where it can until nobody holds its standard input any more.
fn listen(addresses: &[String]) -> io::Result<()> {
    let listeners: Vec<TcpListener> = addresses.iter().filter_map(|at| TcpListener::bind(at).ok()).collect();
    writeln!(io::stdout(), "{}", listeners.len())?;
    io::stdin().read_to_end(&mut Vec::new()).map(drop)
}

fn call() -> io::Result<Call> {
    let mut argv = env::args_os().map(|argument: OsString| argument.to_string_lossy().into_owned());
    let path = argv.next().unwrap_or_default();
    let program = Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
    let status = fs::read_to_string("/proc/self/status")?;
    // The first number is the user who called; the program itself belongs to root, as `sudo` does.
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:")).and_then(|ids| {
        let real = ids.split_whitespace().next();
        real.and_then(|id| id.parse().ok())
    });
    Ok(Call {
        node: fs::read_to_string("/proc/sys/kernel/hostname")?.trim().to_owned(),
        program: program.unwrap_or_default(),
        argv: argv.collect(),
        directory: env::current_dir().unwrap_or_default().to_string_lossy().into_owned(),
        user: user.ok_or_else(|| io::Error::other("a process without user"))?,
    })
}

/// Becomes another program; comes back only where that fails.
fn replace(argv: &[String]) -> io::Error {
    let Some((program, arguments)) = argv.split_first() else {
        return io::Error::other("no program to start");
    };
    Command::new(program).args(arguments).env("PATH", SECURE_PATH).uid(0).gid(0).exec()
}
