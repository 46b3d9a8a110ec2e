//! `cargo xtask web`: the browser's bundle, from the crate and the style sheets to compressed files in `dist/`.
//!
//! The program is cut where `frontend/src/parts.rs` marks it: browsers fetch the first part, and each other one when a
//! page of it is opened. Every file but `index.html` has a hash in its name, so that the server may let browsers keep
//! it for ever.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::compress::{Sizes, compress_all};
use crate::files::{publish, read, remove, shorten, write};
use crate::page::{Link, Page};
use crate::program::{First, write_program};
use crate::workspace::Workspace;

pub(crate) const CRATE: &str = "gateway-frontend";

/// How much work goes into a bundle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// As small as it gets, for users.
    Small,
    /// As soon as it gets, for whoever changes the app and looks at it: large, and not compressed.
    Quick,
}

/// Builds the bundle, unless `dist/` holds it already.
pub(crate) fn build(workspace: &Workspace, effort: Effort) -> Result<()> {
    let compiled = compile(workspace, effort)?;
    // Whoever builds at the same time waits here, and then finds the work done.
    let lock = workspace.target.join("web.lock");
    let lock = fs::File::create(&lock).with_context(|| format!("cannot create {}", lock.display()))?;
    lock.lock().context("cannot wait for another build of the bundle")?;

    let frontend = workspace.root.join("frontend");
    let html = read(&frontend.join("index.html"))?;
    let html = String::from_utf8(html).context("frontend/index.html is not UTF-8")?;
    let page = Page::parse(&html).context("cannot read frontend/index.html")?;

    // The page of the bundle says what it was built from; the app may ask it, too, whether the server has a newer one.
    let inputs = hash_inputs(&compiled, &html, &page, &frontend)?;
    let mark = format!("<meta name=\"build\" content=\"{inputs}\">");
    let dist = workspace.root.join("dist");
    if fs::read_to_string(dist.join("index.html")).is_ok_and(|built| built.contains(&mark)) {
        println!("dist/ is up to date");
        return Ok(());
    }

    // The server embeds `dist/`: it is replaced whole, so that nobody ever embeds half a bundle.
    let unfinished = workspace.root.join("dist.new");
    remove(&unfinished)?;
    fs::create_dir(&unfinished).with_context(|| format!("cannot create {}", unfinished.display()))?;
    write_bundle(&unfinished, &compiled, &page, &frontend, mark, effort)?;
    let sizes = (effort == Effort::Small).then(|| compress_all(&unfinished)).transpose()?;
    replace(&dist, &unfinished)?;
    if let Some(sizes) = sizes {
        print(&sizes);
    }
    Ok(())
}

/// Compiles the crate and says where the wasm file is.
fn compile(workspace: &Workspace, effort: Effort) -> Result<PathBuf> {
    let platform = "wasm32-unknown-unknown";
    let profile = match effort {
        Effort::Small => "web",
        Effort::Quick => "quick",
    };
    let arguments = ["rustc", "--profile", profile, "--target", platform, "--package", CRATE];
    // Without its relocations, nobody could tell which function calls which, and cut the program between them.
    workspace.run_cargo(&[&arguments[..], &["--", "-Clink-args=--emit-relocs"]].concat())?;
    Ok(workspace.target.join(platform).join(profile).join(format!("{CRATE}.wasm")))
}

/// A digest of everything that the bundle is made from, this program and wasm-opt included.
fn hash_inputs(compiled: &Path, html: &str, page: &Page<'_>, frontend: &Path) -> Result<String> {
    let mut inputs = vec![read(compiled)?, html.into()];
    for link in page.links() {
        match link {
            Link::Program => {}
            Link::Style(href) | Link::Icon(href) => inputs.push(read(&frontend.join(href))?),
        }
    }
    inputs.extend([
        include_str!("web.rs").into(),
        include_str!("page.rs").into(),
        include_str!("files.rs").into(),
        include_str!("program.rs").into(),
    ]);
    inputs.extend(Command::new("wasm-opt").arg("--version").output().ok().map(|version| version.stdout));

    let mut digest = Sha256::new();
    for input in inputs {
        // Without its length, the end of one file could pass for the start of the next.
        digest.update(input.len().to_le_bytes());
        digest.update(input);
    }
    Ok(shorten(&digest.finalize()))
}

/// Writes the page and everything it links to, uncompressed.
fn write_bundle(
    dist: &Path,
    compiled: &Path,
    page: &Page<'_>,
    frontend: &Path,
    mark: String,
    effort: Effort,
) -> Result<()> {
    let First { script, parts, wasm } = write_program(dist, compiled, effort)?;
    // All are fetched at once, not the one when the other asks for it.
    let program = [
        mark,
        format!(
            "<link rel=\"preload\" href=\"./{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"
        ),
        format!("<link rel=\"modulepreload\" href=\"./{parts}\">"),
        format!("<script type=\"module\" src=\"./{script}\"></script>"),
    ];

    let mut styles = Vec::new();
    for link in page.links() {
        if let Link::Style(href) = link {
            styles.extend(read(&frontend.join(href))?);
        }
    }
    let styles = publish(dist, "style.css", &styles)?;
    let mut stylesheet = Some(format!("<link rel=\"stylesheet\" href=\"./{styles}\">"));

    let html = page.render(|link| match link {
        Link::Program => Ok(program.to_vec()),
        // All sheets are one file; the link to it stands where the first one was.
        Link::Style(_) => Ok(stylesheet.take().into_iter().collect()),
        // So small that a request of its own would cost more.
        Link::Icon(href) => {
            let icon = BASE64.encode(&read(&frontend.join(href))?);
            Ok(vec![format!(
                "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\" type=\"image/svg+xml\">"
            )])
        }
    })?;
    write(&dist.join("index.html"), html.as_bytes())
}

/// Puts the finished directory into the place of the old one.
fn replace(dist: &Path, finished: &Path) -> Result<()> {
    let old = dist.with_extension("old");
    remove(&old)?;
    match fs::rename(dist, &old) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot move {} away", dist.display()));
        }
        _ => {}
    }
    fs::rename(finished, dist).with_context(|| format!("cannot create {}", dist.display()))?;
    remove(&old)
}

fn print(files: &[Sizes]) {
    println!("{:<44} {:>11} {:>11} {:>11}", "dist/", "bytes", "brotli", "gzip");
    for file in files {
        println!("{:<44} {:>11} {:>11} {:>11}", file.name, file.raw, file.brotli, file.gzip);
    }
    let sum = |size: fn(&Sizes) -> usize| files.iter().map(size).sum::<usize>();
    let (raw, brotli, gzip) = (sum(|file| file.raw), sum(|file| file.brotli), sum(|file| file.gzip));
    println!("{:<44} {raw:>11} {brotli:>11} {gzip:>11}", "total");
}
