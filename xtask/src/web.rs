//! `cargo xtask web`: the browser's bundle, from the crate and the style sheets to compressed files in `dist/`.
//!
//! Every file but `index.html` has a hash of its content in its name, so that the server may let browsers keep it for
//! ever. Every address in the page is absolute: the same page answers every route of the app.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::compress::{Sizes, compress_all};
use crate::page::{Link, Page};
use crate::workspace::Workspace;

const CRATE: &str = "gateway-frontend";

/// What browsers of the last years have, by name: `--all-features` of a new wasm-opt writes imports that they refuse.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Starts the app. Where that fails, the page must not say "Loading" for ever.
const START: &str = r#"import init from "SCRIPT";
try {
  await init({ module_or_path: "WASM" });
} catch (error) {
  document.getElementById("loading")?.append(` It could not start: ${error}`);
  throw error;
}
"#;

/// How much work goes into a bundle.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// As small as it gets, for users.
    Small,
    /// As soon as it gets, for whoever changes the app and looks at it: large, and not compressed.
    Quick,
}

/// Builds the bundle, unless `dist/` holds it already.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    build_with(workspace, Effort::Small)
}

/// Builds a bundle to try, in seconds.
pub(crate) fn build_quickly(workspace: &Workspace) -> Result<()> {
    build_with(workspace, Effort::Quick)
}

fn build_with(workspace: &Workspace, effort: Effort) -> Result<()> {
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
    let sizes = if effort == Effort::Small { compress_all(&unfinished)? } else { Vec::new() };
    replace(&dist, &unfinished)?;
    print(&sizes);
    Ok(())
}

/// Compiles the crate and says where the wasm file is.
fn compile(workspace: &Workspace, effort: Effort) -> Result<PathBuf> {
    let platform = "wasm32-unknown-unknown";
    let profile = match effort {
        Effort::Small => "web",
        Effort::Quick => "quick",
    };
    workspace.run_cargo(&["build", "--profile", profile, "--target", platform, "--package", CRATE])?;
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
    inputs.extend([include_str!("web.rs").into(), include_str!("page.rs").into()]);
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
    let (script, wasm) = write_program(dist, compiled, effort)?;
    // The server forbids inline scripts, so that text of a user can never become one; hence a file for so little.
    let start = START.replace("SCRIPT", &script).replace("WASM", &wasm);
    let start = publish(dist, "start.js", start.as_bytes())?;
    // All three are fetched at once, not each when the one before asks for it.
    let program = [
        mark,
        format!("<link rel=\"modulepreload\" href=\"{script}\">"),
        format!("<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"),
        format!("<script type=\"module\" src=\"{start}\"></script>"),
    ];

    let mut styles = Vec::new();
    for link in page.links() {
        if let Link::Style(href) = link {
            styles.extend(read(&frontend.join(href))?);
        }
    }
    let styles = publish(dist, "style.css", &styles)?;
    let mut stylesheet = Some(format!("<link rel=\"stylesheet\" href=\"{styles}\">"));

    let html = page.render(|link| match link {
        Link::Program => Ok(program.to_vec()),
        // All sheets are one file; the link to it stands where the first one was.
        Link::Style(_) => Ok(stylesheet.take().into_iter().collect()),
        Link::Icon(href) => {
            let icon = publish(dist, href, &read(&frontend.join(href))?)?;
            Ok(vec![format!("<link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\">")])
        }
    })?;
    write(&dist.join("index.html"), html.as_bytes())
}

/// Makes the JavaScript and the wasm file that browsers load, and says their addresses.
fn write_program(dist: &Path, compiled: &Path, effort: Effort) -> Result<(String, String)> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).web(true)?.typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(dist).context("wasm-bindgen failed")?;
    // Browsers would keep them for ever, and nothing in their names says that they have changed.
    ensure!(
        !dist.join("snippets").exists(),
        "a crate brings scripts of its own (`inline_js`), which get no hash"
    );
    if effort == Effort::Small {
        optimize(&dist.join(format!("{CRATE}_bg.wasm")))?;
    }

    let mut addresses = [format!("{CRATE}.js"), format!("{CRATE}_bg.wasm")];
    for name in &mut addresses {
        let path = dist.join(&name);
        let content = read(&path)?;
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        *name = publish(dist, &name.replace("_bg", ""), &content)?;
    }
    Ok(addresses.into())
}

/// Lets wasm-opt shrink the file where there is one; whoever has none gets the same app, a little larger.
fn optimize(wasm: &Path) -> Result<()> {
    let optimized = wasm.with_extension("optimized");
    let mut command = Command::new("wasm-opt");
    match command.args(WASM_OPT).arg(wasm).arg("-o").arg(&optimized).stdin(Stdio::null()).status() {
        Ok(status) if status.success() => {
            fs::rename(&optimized, wasm).with_context(|| format!("cannot write {}", wasm.display()))
        }
        Ok(status) => {
            // An old one may not know what a new rustc writes. Its version must not decide whether the build works.
            println!("wasm-opt failed ({status}); the bundle is built without it");
            remove(&optimized)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("wasm-opt is not on the PATH; the bundle is built without it, a little larger");
            Ok(())
        }
        Err(error) => Err(error).context("cannot run wasm-opt"),
    }
}

/// Writes a file under a name that has a hash of its content in it, and says its address.
fn publish(dist: &Path, name: &str, content: &[u8]) -> Result<String> {
    let (stem, extension) = name.rsplit_once('.').context("a file of the bundle has no extension")?;
    let name = format!("{stem}-{}.{extension}", shorten(&Sha256::digest(content)));
    write(&dist.join(&name), content)?;
    Ok(format!("/{name}"))
}

/// The first 64 bits, in hexadecimal: enough to tell the versions of one file apart.
fn shorten(digest: &[u8]) -> String {
    let (start, _) = digest.split_first_chunk().expect("SHA-256 has 256 bits");
    format!("{:016x}", u64::from_be_bytes(*start))
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

/// Removes a file or a directory, if there is one.
fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    ensure!(!path.exists(), "two files of the bundle would be called {}", path.display());
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
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
